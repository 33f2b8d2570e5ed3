"""A journal is lived through again: what was concluded is concluded anew, and every departure is found where it arose."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.folding.entry import (
    Aimed,
    Assigned,
    Corrected,
    Decided,
    Deleted,
    Entry,
    Learned,
    Paused,
    Stepped,
    Tuned,
    Woke,
)
from rules.key import Key
from rules.life.action import life
from rules.past.replay import RulebookLost, check, differing, refold
from rules.plan.goal import Goal
from rules.read import action_of, open_actions, site_of
from rules.subject import Pause, Step, StepKind, Tuning, Word
from tests.rules.lived import Lived, changed, message_of_day
from tests.rules.world import CRITICAL, assignment, blocked, local, rule, signal, user

SILENT = rule("{ all: [task.silent_hours >= 10, task.open_actions = 0] }", id="silent", more="cooldown: 1d")
BOTH_AT_ONCE = rule(
    "task.blocked = true", id="both", remind="{ before: [], at_due: true, after: [1h], escalate_after: 1h }"
)


def a_week() -> Lived:
    """A blocker, its action promised and done, silence, a hazard of nobody's, an action asked for by hand."""
    site = Lived(CRITICAL, SILENT)
    site.say(blocked(), at="03-10 09:00")
    site.press("ACT-1", "not_done", at="03-10 10:00", cause="material")
    site.press("ACT-1", "eta", at="03-10 10:30", due=local("03-10 15:00"))
    site.say(signal("cleared", "A-1", cause="material"), at="03-11 08:00")
    site.take(Assigned(asked=assignment("ACT-90", asked_by=user("grace"))), at="03-11 09:00")
    site.wait("03-13 17:30")
    return site


def seq_of(site: Lived, kind: type[Entry], place: int = 0) -> int:
    """The number of an entry of a kind."""
    return [record.seq for record in site.records if isinstance(record.entry, kind)][place]


def test_a_journal_is_reproduced_whole() -> None:
    """Decisions, actions, reminders, escalations, closings, digests and wakes all come out as they are recorded."""
    site = a_week()
    found = check(site.records, site.books)
    assert (found.same, found.differences) == (True, [])
    assert found.decisions == len(site.decisions()) >= 2
    assert found.actions and found.digests and found.woken
    assert found.entries == len(site.records)
    assert differing(found.memory, site.memory) == []
    assert found.wakes.at == site.wakes.at


def test_folding_what_is_recorded_gives_the_state_of_any_instant() -> None:
    """What was concluded needs no conclusion to be folded; entries after the instant are not seen."""
    site = a_week()
    assert differing(refold(site.records), site.memory) == []
    before = refold(site.records, local("03-10 08:59"))
    assert action_of(before, "ACT-1") is None
    assert differing(before, site.memory) != []


def test_a_decision_that_does_not_follow_is_found_where_it_is() -> None:
    """Its value was changed: the difference names its entry, and the rest is still reproduced."""
    site = a_week()
    seq = seq_of(site, Decided)
    entry = site.records[seq - 1].entry
    assert isinstance(entry, Decided)
    forged = Decided(decision=replace(entry.decision, values={**entry.decision.values, "task.percent": 77.0}))
    found = check(changed(site.records, seq, entry=forged), site.books)
    assert [one.seq for one in found.differences] == [seq]
    assert found.differences[0].recorded == forged
    assert found.differences[0].found == entry


def test_an_action_that_nobody_recorded_is_found() -> None:
    """The journal lacks what the rules ask for; the turns after it follow the journal."""
    site = a_week()
    seq = seq_of(site, Assigned)
    shorter = [record for record in site.records if record.seq != seq]
    found = check(shorter, site.books)
    assert found.differences[0].seq == seq
    assert "ACT-1" in found.differences[0].what


def test_a_step_of_its_own_is_concluded_and_an_answer_is_given() -> None:
    """A reminder with another person in it does not follow; an answer is what somebody did."""
    site = a_week()
    own = next(r for r in site.records if isinstance(r.entry, Stepped) and r.entry.step.kind == "reminded")
    assert isinstance(own.entry, Stepped)
    other = Stepped(action=own.entry.action, step=replace(own.entry.step, to=user("noor")))
    assert not check(changed(site.records, own.seq, entry=other), site.books).same


def test_a_cause_that_is_wrong_is_found() -> None:
    """An action names the decision that it came from."""
    site = a_week()
    found = check(changed(site.records, seq_of(site, Assigned), cause=1), site.books)
    assert "caused by 1" in found.differences[0].what


def test_a_wake_at_another_instant_is_found() -> None:
    """A wake is recorded with the instant that was stored for it."""
    site = a_week()
    woke = next(record for record in site.records if isinstance(record.entry, Woke))
    late = woke.at + timedelta(seconds=1)
    assert isinstance(woke.entry, Woke)
    records = [
        replace(r, source=f"wake:{woke.entry.subject}@{late.isoformat()}") if r.source == woke.source else r
        for r in site.records
    ]
    assert "woke as" in check(records, site.books).differences[0].what


def test_a_wake_that_never_came_is_found() -> None:
    """It was due before what happened next."""
    site = a_week()
    woke = next(r for r in site.records if isinstance(r.entry, Woke) and r.entry.subject.kind == "action")
    records = [record for record in site.records if record.source != woke.source]
    found = check(records, site.books)
    assert any("and did not" in one.what for one in found.differences)


def test_what_rests_on_erased_words_cannot_be_proved() -> None:
    """The replay says so instead of calling it wrong."""
    site = a_week()
    said = next(r for r in site.records if r.entry is not None and r.entry.kind == "said")
    found = check(changed(site.records, said.seq, entry=None), site.books)
    assert found.same
    assert found.erased == 1
    assert found.unproved > 0


def test_a_rulebook_that_was_not_kept_is_named() -> None:
    """Nothing can be concluded anew without it."""
    site = a_week()
    with pytest.raises(RulebookLost, match=site.book.rulebook.version):
        check(site.records, {})


def test_a_later_beginning_compares_only_what_follows() -> None:
    """What is before it is folded in as it is recorded, also a forged decision."""
    site = a_week()
    seq = seq_of(site, Decided)
    entry = site.records[seq - 1].entry
    assert isinstance(entry, Decided)
    forged = changed(site.records, seq, entry=Decided(decision=replace(entry.decision, title="forged")))
    found = check(forged, site.books, since=local("03-11 00:00"))
    assert found.same
    assert 0 < found.decisions < len(site.decisions())


def test_a_reminder_and_an_escalation_of_one_instant_both_come() -> None:
    """The wake would be asked for again else, and the action never be brought up any more."""
    site = Lived(BOTH_AT_ONCE)
    site.say(blocked(), at="03-10 08:00")
    site.wait("03-10 12:00")
    action = action_of(site.memory, "ACT-1")
    assert action is not None
    at_once = [step.kind for step in action.steps if step.at == local("03-10 11:00")]
    assert at_once == ["reminded", "escalated"]
    assert site.wakes.at.get(Key("action", "ACT-1"), local("03-11 00:00")) > site.now
    assert check(site.records, site.books).same


def test_a_call_for_help_that_was_confirmed_goes_up_as_one_that_was_sure() -> None:
    """An unsure answer is none until it is confirmed; then it does what an answer does."""
    site = Lived(CRITICAL)
    site.say(blocked(), at="03-10 08:00")
    unsure = signal("response", answer="help", confirm=True)
    message = site.say(unsure, at="03-10 08:30", by="diego", action="ACT-1")
    action = action_of(site.memory, "ACT-1")
    assert action is not None and life(action).level == 0
    sure = replace(unsure, confirm=False)
    site.take(Corrected(message=message, by=user("diego"), signals=(sure,)))
    action = action_of(site.memory, "ACT-1")
    assert action is not None and life(action).helpers == (user("ana"),)
    assert check(site.records, site.books).same


HAPPENINGS = st.lists(
    st.tuples(
        st.integers(0, 8),
        st.sampled_from(
            (
                "block",
                "clear",
                "done",
                "help",
                "not_done",
                "press",
                "ask",
                "delete",
                "tune",
                "approve",
                "refuse",
                "stop",
                "aim",
                "unsure",
                "amend",
                "pause",
            )
        ),
        st.sampled_from(("A-1", "A-2", "A-3")),
    ),
    max_size=12,
)


LASTING = (
    rule("blocker.firm = true", id="stop", on="site", each="blocker", more="inhibits: [waits, told]",
         assign='["role:superintendent"]'),
    rule("task.blocked = true", id="waits", more="for: 3h\nclear_after: 2h\nmode: propose"),
    rule("task.silent_hours >= 4", id="often", more="repeat_every: 6h\ngroup_by: assignee\nactive: shift",
         then="ask: Speak of {{ task.id }}\n        together: Speak\n        assign: [task.owner]\n        due: 2h"),
    rule("task.open_requests > 0", id="lacks", then="block: labour\n        words: People are missing"),
    rule("task.open_blockers > 1", id="told", more='active: "08:00-10:00"', then="notify: Stopped\n        to: [channel]"),
    rule("task.status = done", id="frees", more="cooldown: forever",
         then="activate: Start\n        assign: [task.owner]\n        due: 2h"),
    rule("task.critical = true", id="asks", more="for: 90m\nserves: finish",
         then="risk: high\n        words: It slips\n"
              "      - question: How far is it?\n        expects: percent\n        assign: [task.owner]\n        due: 2h"),
    rule("task.blocked = true", id="moves", more="mode: propose",
         then="move: Lend a crew\n        assign: [task.owner]\n        due: 2h"),
)  # fmt: skip


@pytest.mark.parametrize("rules", [(CRITICAL, SILENT, BOTH_AT_ONCE), LASTING], ids=["plain", "lasting"])
@given(happenings=HAPPENINGS)
@settings(max_examples=12)
def test_any_week_is_reproduced(rules: tuple[str, ...], happenings: list[tuple[int, str, str]]) -> None:
    """Whatever is said, answered, tuned and taken back, the replay comes out as it was lived."""
    site = week_of(happenings, rules)
    found = check(site.records, site.books)
    assert found.differences == []
    assert differing(found.memory, site.memory) == []
    assert found.wakes.at == site.wakes.at


def week_of(happenings: list[tuple[int, str, str]], rules: tuple[str, ...]) -> Lived:
    """A few days by chance: (hours later, what, task)."""
    site, hours = Lived(*rules), 8
    messages: list[str] = []
    for later, what, task in happenings:
        hours += later
        site.wait(message_of_day(10 + hours // 24, hours % 24))
        _happen(site, what, task, messages)
    site.wait("03-19 12:00")
    return site


def _happen(site: Lived, what: str, task: str, messages: list[str]) -> None:
    newest = next(iter(open_actions(site.memory)), None)
    match what:
        case "block":
            messages.append(site.say(blocked(task), signal("request", task, need="labour")))
        case "stop":
            messages.append(site.say(blocked(None, cause="equipment", what="crane")))
        case "approve" | "refuse" if newest and life(newest).status == "proposed":
            kind: StepKind = "approved" if what == "approve" else "refused"
            step = Step(id=f"{kind}:{newest.asked.id}", kind=kind, at=site.now, by=user("grace"))
            site.take(Stepped(action=newest.asked.id, step=step))
        case "unsure" | "amend" | "pause" | "tune":
            _amend(site, what, task, messages)
        case "aim":
            goal = Goal(
                id="finish", name="On time", measure="finish", target=date(2026, 3, 18), tasks=(task,)
            )
            site.take(Aimed(goal=goal, retired=site.now.hour % 2 == 0))
        case "clear":
            messages.append(site.say(signal("cleared", task, cause="material")))
        case "done":
            messages.append(site.say(signal("progress", task, status="done")))
        case "delete" if messages:
            site.take(Deleted(message=messages.pop()))
        case "ask":
            site.take(Assigned(asked=assignment(f"ACT-{site_number(site)}", asked_by=user("grace"))))
        case "press" if newest:
            site.press(newest.asked.id, "done")
        case "not_done" | "help" if newest:
            site.press(newest.asked.id, what, cause="material" if what == "not_done" else None)


def _amend(site: Lived, what: str, task: str, messages: list[str]) -> None:
    """What is not sure, what is put right and teaches a word; a channel that is paused, a rule that is silenced."""
    match what:
        case "tune":
            until = site.now + timedelta(hours=5)
            tuning = Tuning(rule="often", until=until, thresholds={"task.silent_hours >=": 7.0})
            site.take(Tuned(tuning=tuning))
        case "unsure":
            messages.append(site.say(blocked(task, confirm=True)))
        case "amend" if messages:
            word = Word(
                said="podium", sort="task", means=task, by=user("ana"), at=site.now, origin=messages[-1]
            )
            corrected = Corrected(message=messages[-1], by=user("ana"), signals=(blocked(task, "equipment"),))
            site.take(corrected, Learned(word=word))
        case "pause":
            pause = Pause(by=user("ana"), at=site.now, until=site.now + timedelta(hours=3))
            site.take(Paused(channel="C1", pause=pause, by=user("ana")))


def site_number(site: Lived) -> int:
    """The number of the next action."""
    return site_of(site.memory).next_action


def test_what_rules_do_beside_asking_is_reproduced_and_counted() -> None:
    """Watches, notices, and blockers and risks that rules stated: each counts as it is recorded."""
    happenings = [(0, "aim", "A-1"), (1, "block", "A-1"), (1, "block", "A-3"), (20, "block", "A-2")]
    site = week_of(happenings, LASTING)
    found = check(site.records, site.books)
    kinds = Counter(record.entry.kind for record in site.records if record.entry is not None)
    assert found.same
    assert (found.watches, found.notices) == (kinds["watched"], kinds["notified"])
    assert found.statements == kinds["stated"] + kinds["risked"]
    assert all(kinds[kind] for kind in ("watched", "notified", "stated", "risked"))
