"""Another rulebook on a past that is known: what would fire anew, what no longer, and what people had made of it."""

from datetime import datetime

import pytest
from hypothesis import given, settings

from rules.folding.entry import Assigned, Stepped, Tuned, Unstepped
from rules.folding.state import Memory
from rules.life.action import life
from rules.past.backtest import Backtest, Row, backtest
from rules.past.backtest_table import backtest_text, replay_text
from rules.past.journal import turns
from rules.past.replay import check
from rules.past.trial import Trial, Trying
from rules.past.verdict import verdict
from rules.read import action_of
from rules.subject import ActionState, Step, StepKind, Tuning
from tests.rules.lived import Lived
from tests.rules.past.test_replay import BOTH_AT_ONCE, HAPPENINGS, LASTING, SILENT, a_week, week_of
from tests.rules.world import CRITICAL, assignment, blocked, book, local, rule, signal, user

LATER = rule(
    "{ all: [task.critical = true, blocker.hours >= 3, { not: task.status = done }] }",
    id="critical",
    each="blocker",
    severity="high",
)
NEVER = rule("site.open_actions > 9000", id="never", on="site", assign='["role:superintendent"]')
ANY_BLOCKER = rule("blocker.firm = true", id="any-blocker", each="blocker")


def row(found: Backtest, rule_id: str) -> Row:
    """A rule's row."""
    return next(one for one in found.rows if one.rule == rule_id)


def tried(site: Lived, *rules: str, since: datetime | None = None) -> Backtest:
    """The site's past by other rules."""
    return backtest(site.records, book(*rules), since=since)


def trial_of(site: Lived, *rules: str) -> Trial:
    """The site's past lived through by other rules."""
    asked = [r.entry.asked for r in site.records if isinstance(r.entry, Assigned)]
    trying = Trying(Memory(), book(*rules), asked, known=())
    lived = list(turns(site.records))
    trying.begin(lived[0].at)
    for turn in lived:
        trying.take(turn)
    return trying.found


def actions_of(trial: Trial) -> list[ActionState]:
    """The trial's actions."""
    return [one for one in trial.memory.all("action") if isinstance(one, ActionState)]


def test_the_same_rulebook_changes_nothing() -> None:
    """Worked out on its own wakes, every firing comes at its recorded instant, and every answer finds its action."""
    site = a_week()
    for since in (None, local("03-11 00:00")):
        found = tried(site, CRITICAL, SILENT, since=since)
        assert all((r.fired, r.moved, r.gone.total(), r.new) == (r.stays, 0, 0, 0) for r in found.rows)
        assert found.left_out == 0
    assert sum(one.fired for one in tried(site, CRITICAL, SILENT).rows) == len(site.decisions())


@pytest.mark.parametrize("rules", [(CRITICAL, SILENT, BOTH_AT_ONCE), LASTING], ids=["plain", "lasting"])
@given(happenings=HAPPENINGS)
@settings(max_examples=10)
def test_no_week_comes_out_otherwise_by_the_same_rulebook(
    rules: tuple[str, ...], happenings: list[tuple[int, str, str]]
) -> None:
    """Whatever was said, answered, approved, refused and tuned."""
    site = week_of(happenings, rules)
    found = backtest(site.records, site.book)
    assert (found.gone, found.new, found.left_out) == ((), (), 0)
    assert sum(one.moved for one in found.rows) == 0


PROPOSED = CRITICAL.replace("severity: high", "severity: high\n    mode: propose")
QUIETER = rule("task.silent_hours >= 20", id="silent", more="cooldown: 1d")


def judge(site: Lived, word: StepKind, at: str) -> None:
    """Grace approves or refuses the first action."""
    site.wait(at)
    site.take(
        Stepped(action="ACT-1", step=Step(id=f"{word}:1", kind=word, at=site.now, by=user("grace"))), at=at
    )


@pytest.mark.parametrize("word", ["approved", "refused"])
def test_what_a_manager_made_of_a_proposal_is_given_to_its_twin(word: StepKind) -> None:
    """Approved and done, or refused: the trial's proposal comes to the same end, under whatever number it has there."""
    before = rule("task.open_actions = 0", id="before", assign='["role:superintendent"]')
    site = Lived(PROPOSED)
    site.say(blocked(), at="03-10 08:00")
    judge(site, word, at="03-10 08:30")
    if word == "approved":
        site.press("ACT-1", "done", at="03-10 09:00")
    trial = trial_of(site, before, PROPOSED)
    (twin,) = (one for one in actions_of(trial) if one.asked.rule == "critical")
    assert twin.asked.id != "ACT-1"
    assert life(twin).status == ("done" if word == "approved" else "dropped")
    assert trial.left_out == 0


def test_to_approve_what_is_asked_without_that_is_needless() -> None:
    """The other rulebook asks by itself: the approval changes nothing, the answer counts, and neither is left out."""
    site = Lived(PROPOSED)
    site.say(blocked(), at="03-10 08:00")
    judge(site, "approved", at="03-10 08:30")
    site.press("ACT-1", "done", at="03-10 09:00")
    trial = trial_of(site, CRITICAL)
    (twin,) = actions_of(trial)
    assert ([step.kind for step in twin.steps], life(twin).status) == (["answered"], "done")
    assert trial.left_out == 0


def test_what_is_only_proposed_in_the_trial_has_no_answers() -> None:
    """Nobody would have been asked yet, so what they answered to the journal's action is left out."""
    site = Lived(CRITICAL)
    site.say(blocked(), at="03-10 08:00")
    site.press("ACT-1", "done", at="03-10 09:00")
    trial = trial_of(site, PROPOSED)
    (twin,) = actions_of(trial)
    assert not [step for step in twin.steps if step.kind == "answered"]
    assert trial.left_out == 1


def test_tunings_are_given_and_those_of_rules_that_are_gone_do_nothing() -> None:
    """A threshold that managers set counts in the trial as well; a rulebook without that rule goes on."""
    site = Lived(CRITICAL, SILENT)
    site.take(Tuned(tuning=Tuning(rule="silent", thresholds={"task.silent_hours >=": 9999.0})))
    site.say(blocked(), at="03-10 08:00")
    site.wait("03-13 17:00")
    assert "silent" not in {one.decision.rule for one in tried(site, CRITICAL, QUIETER).new}
    without = tried(site, CRITICAL)
    assert (without.gone, without.new) == ((), ())


def test_what_fires_later_is_moved_and_takes_its_answers_along() -> None:
    """The action is asked for three hours later, and done by the answer that came after that."""
    site = Lived(CRITICAL)
    site.say(blocked(), at="03-10 08:00")
    site.press("ACT-1", "done", at="03-10 13:00")
    found = tried(site, LATER)
    assert (row(found, "critical").stays, row(found, "critical").moved) == (1, 1)
    assert (found.new, found.gone, found.left_out) == ((), (), 0)


def test_an_answer_to_what_was_never_asked_is_left_out() -> None:
    """It ended the matter before the other rule would have spoken; the answer of then has nothing to be an answer to."""
    site = Lived(CRITICAL)
    site.say(blocked(), at="03-10 08:00")
    site.press("ACT-1", "accepted", at="03-10 08:30")
    site.say(signal("cleared", "A-1", cause="material"), at="03-10 09:00")
    found = tried(site, LATER)
    assert row(found, "critical").gone == {"real": 1}
    assert found.left_out == 1


def test_what_would_fire_anew_is_told_with_its_time() -> None:
    """A rule that the site did not have then."""
    site = Lived(CRITICAL)
    site.say(blocked("A-3"), at="03-10 08:00")
    found = tried(site, CRITICAL, ANY_BLOCKER)
    assert [(one.decision.rule, one.at) for one in found.new] == [("any-blocker", local("03-10 08:00"))]
    assert row(found, "any-blocker").new == 1


def test_past_actions_are_judged_by_their_answers() -> None:
    """Done, explained, or over by a later report: real; no answer at all: ignored."""
    site = Lived(ANY_BLOCKER)
    site.say(blocked("A-1", cause="material"), at="03-10 08:00")
    site.say(blocked("A-1", cause="labour"), at="03-10 08:10")
    site.say(blocked("A-2", cause="design"), at="03-10 08:20")
    site.say(blocked("A-3", cause="space"), at="03-10 08:30")
    site.press("ACT-1", "not_done", cause="material")
    site.press("ACT-2", "done")
    site.say(signal("cleared", "A-2", cause="design"), at="03-10 08:40")
    site.wait("03-12 17:00")
    actions = [action_of(site.memory, f"ACT-{n}") for n in range(1, 5)]
    told = [verdict(action) for action in actions if action]
    assert told == ["real", "real", "real", "ignored"]
    found = tried(site, NEVER)
    assert row(found, "any-blocker").gone == {"real": 3, "ignored": 1}
    assert found.left_out == 2


def test_an_action_that_nobody_was_late_with_is_open() -> None:
    """Its time has not come; nobody ignored anything."""
    site = Lived(CRITICAL)
    site.say(blocked(), at="03-10 08:00")
    action = action_of(site.memory, "ACT-1")
    assert action is not None
    assert verdict(action) == "open"


def test_actions_that_people_asked_for_keep_their_answers_under_another_number() -> None:
    """The other rulebook asks for less, so the same action has a lower number."""
    site = Lived(CRITICAL)
    site.say(blocked(), at="03-10 08:00")
    site.take(Assigned(asked=assignment("ACT-2", asked_by=user("grace"))), at="03-10 09:00")
    site.press("ACT-2", "accepted", at="03-10 09:30")
    step = site.records[-1].entry
    assert isinstance(step, Stepped)
    site.take(Unstepped(action="ACT-2", step=step.step.id, by=user("diego")), at="03-10 09:40")
    site.press("ACT-2", "done", at="03-10 10:00")
    found = tried(site, NEVER)
    assert found.left_out == 0
    assert [one.decision.rule for one, _ in found.gone] == ["critical"]


def test_words_in_the_thread_of_what_was_never_asked_still_count_as_words() -> None:
    """Only the answer in them is left out."""
    site = Lived(ANY_BLOCKER)
    site.say(blocked("A-3", cause="space"), at="03-10 08:00")
    site.say(signal("response", answer="accepted"), blocked("A-1"), at="03-10 09:00", action="ACT-1")
    found = tried(site, CRITICAL)
    assert [one.decision.rule for one in found.new] == ["critical"]
    assert found.left_out == 1


def test_the_table_is_read_by_column_and_ends_in_a_sentence() -> None:
    """Each rule a line, zeros as dots, sums below."""
    site = Lived(CRITICAL)
    site.say(blocked(), at="03-10 08:00")
    site.press("ACT-1", "done", at="03-10 09:00")
    lines = backtest_text(tried(site, LATER)).splitlines()
    assert lines[0].split() == [
        "rule", "fired", "stays", "moved", "no", "longer", "real", "no", "problem", "ignored", "other", "new"
    ]  # fmt: skip
    assert lines[2].split() == ["critical", "1", "·", "·", "1", "1", "·", "·", "·", "·"]
    assert lines[4].split() == ["all", "1", "0", "0", "1", "1", "0", "0", "0", "0"]
    assert "missed 1 real" in lines[6]


def test_a_replay_is_told_in_one_sentence() -> None:
    """All decisions reproduced, or where the first difference is."""
    site = a_week()
    told = replay_text(check(site.records, site.books))
    assert told.startswith(f"All {len(site.decisions())} decisions reproduced; with them ")
    shorter = [r for r in site.records if not isinstance(r.entry, Assigned)]
    assert "came out otherwise, first at entry" in replay_text(check(shorter, site.books))
