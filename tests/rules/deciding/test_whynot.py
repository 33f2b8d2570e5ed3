"""Why a rule stayed quiet: the clauses with values and words, and by name what held it back."""

from dataclasses import replace

import pytest

from rules.deciding.whynot import UnknownHere, WhyNot, why_not
from rules.deciding.whynot_text import why_not_text
from rules.folding.entry import Tuned
from rules.key import Key
from rules.match.reference import missed
from rules.past.instant import OutsideJournal, state_at
from rules.past.replay import fold, refold
from rules.read import site_of
from rules.subject import Tuning
from tests.rules.lived import Lived
from tests.rules.world import CHICAGO, CRITICAL, blocked, local, plan, rule, said, signal, task, user

OTHER = rule("blocker.firm = true", id="other", each="blocker", severity="low")
WATCH = rule("task.blocked = true", id="watch", more="mode: observe\ncooldown: 1h")
COOLING = rule("{ all: [task.blocked = true, task.open_actions = 0] }", id="cooling", more="cooldown: 2d")
TELLS = 'notify: x\n        to: ["role:superintendent", channel]'
NOBODY = rule("site.open_actions >= 0", id="nobody", on="site", assign='["role:safety"]')


def asked(site: Lived, rule_id: str, subject: str = "A-1") -> WhyNot:
    """Why not, now."""
    return why_not(site.memory, site.book, rule_id, subject, site.now)


def test_a_clause_that_does_not_hold_is_told_with_its_value_and_words() -> None:
    """The status comes from what somebody said; whether it is critical comes from the plan."""
    site = Lived(CRITICAL)
    site.say(blocked("A-1"), at="03-10 08:00")
    site.say(signal("progress", "A-1", percent=40.0), at="03-10 08:30")
    site.say(blocked("A-3"), at="03-10 09:00")
    found = asked(site, "critical", "A-3")
    (looked,) = found.looked
    assert (found.reason, looked.holds) == ("its condition does not hold", False)
    assert (looked.seen[0].clause.field, looked.seen[0].clause.holds) == ("task.critical", False)
    firm = looked.seen[1]
    assert firm.words is not None and firm.words.text == "blocker {'cause': 'material'}"
    assert firm.words.at == local("03-10 09:00")


@pytest.mark.parametrize(
    ("rules", "rule_id", "reason"),
    [
        ((CRITICAL,), "critical", "ACT-1 is open on the same matter"),
        ((CRITICAL, OTHER), "other", "ACT-1 is open on the same matter"),
        ((WATCH,), "watch", "its mode is observe: it records what it sees and asks nobody"),
    ],
)
def test_what_holds_it_back_has_a_name(rules: tuple[str, ...], rule_id: str, reason: str) -> None:
    """Its own open action, another rule's on the same matter, its own memory."""
    site = Lived(*rules)
    site.say(blocked("A-1"), at="03-10 08:00")
    assert asked(site, rule_id).reason == reason


def test_a_cooldown_is_told_with_its_end() -> None:
    """The action is done, and the rule is quiet for two days."""
    site = Lived(COOLING)
    site.say(blocked("A-1"), at="03-10 08:00")
    site.press("ACT-1", "done", at="03-10 09:00")
    told = "it acted: ACT-1 was asked on Tue 10 Mar 08:00; its cooldown runs until Thu 12 Mar 08:00"
    assert asked(site, "cooling").reason == told


def test_what_a_rule_did_that_asks_nobody_is_told() -> None:
    """A notice, and to whom; that it acted only once for its matter."""
    tells = rule("blocker.firm = true", id="tells", each="blocker", then=TELLS)
    site = Lived(tells)
    site.say(blocked("A-1"), at="03-10 08:00")
    site.wait("03-10 09:00")
    told = (
        "it acted: a notice went to Ana and the channel on Tue 10 Mar 08:00; it acted on this matter already"
    )
    assert asked(site, "tells").reason == told


def test_a_silence_is_told_before_the_mode() -> None:
    """Whoever asks learns first that nothing at all is done, then that nobody would be asked."""
    site = Lived(WATCH)
    site.say(blocked("A-1"), at="03-10 08:00")
    site.take(
        Tuned(tuning=Tuning(rule="watch", mode="observe", off=True, by=user("grace"))), at="03-10 09:00"
    )
    assert asked(site, "watch").reason == "switched off by Grace"


def test_a_condition_that_is_gone_and_still_counts_is_told_with_its_end() -> None:
    """As long as it may come back within `clear_after`."""
    site = Lived(rule("task.blocked = true", id="slow", more="clear_after: 3h"))
    site.say(blocked("A-1"), at="03-10 08:00")
    site.say(signal("cleared", "A-1"), at="03-10 09:00")
    told = "its condition no longer holds, and counts as standing until Tue 10 Mar 12:00"
    assert asked(site, "slow").reason == told
    site.wait("03-10 12:01")
    assert asked(site, "slow").reason == "its condition does not hold"


TO_NOBODY = "notify: x\n        to: [crew_lead]"
RISK = "risk: high\n        words: x"
STARTS = "activate: x\n        assign: [task.owner]\n        due: 2h"


@pytest.mark.parametrize(
    ("then", "more", "reason"),
    [
        (TO_NOBODY, "", "the site has nobody to tell"),
        (RISK, "serves: finish", "the site has no goal that it serves"),
        (STARTS, "", "the site has no following task that can start"),
        (f"{STARTS}\n      - {TO_NOBODY}", "mode: propose", "the site has no following task that can start"),
    ],
)
def test_what_the_site_lacks_is_told(then: str, more: str, reason: str) -> None:
    """By what the rule would do, and not always that there is nobody to ask."""
    site = Lived(rule("task.blocked = true", id="lacks", then=then, more=more))
    site.take(plan(task("A-1", trade="")))
    site.say(blocked("A-1"), at="03-10 08:00")
    assert asked(site, "lacks").reason == reason


def test_a_time_of_which_the_journal_says_nothing_is_refused() -> None:
    """Before the site began, and what is still to come."""
    site = Lived(CRITICAL)
    site.say(blocked("A-1"), at="03-10 08:00")
    for at, told in (
        ("03-10 07:29", "This site began on 2026-03-10 07:30. Ask about a time since then."),
        ("03-10 08:01", "2026-03-10 08:01 is still to come. Ask about a time up to now."),
    ):
        with pytest.raises(OutsideJournal) as refused:
            state_at(site.records, local(at), site.now, CHICAGO)
        assert str(refused.value) == told
    assert state_at(site.records, local("03-10 07:30"), site.now, CHICAGO).get(Key("task", "A-1"))
    with pytest.raises(OutsideJournal, match="Nothing has happened"):
        state_at([], site.now, site.now, CHICAGO)


def test_observing_is_told() -> None:
    """It would record and ask nobody; at this blocker no rule has looked yet."""
    site = Lived(WATCH)
    fold(site.memory, said("C1:9", [blocked("A-1")], site.now), site.now)
    assert asked(site, "watch").reason == "its mode is observe: it records what it sees and asks nobody"


def test_a_site_with_nobody_to_ask_is_told() -> None:
    """The rule asks for a role that nobody has; the ladder's fallback finds managers, so there must be none."""
    site = Lived(NOBODY)
    site.memory.put(replace(site_of(site.memory), roles={}, memory=(), open_actions=()))
    assert asked(site, "nobody", "site").reason == "the site has nobody to ask"


def test_a_rule_about_a_matter_that_is_not_there_says_so() -> None:
    """And a rule about something else names what it is about."""
    site = Lived(CRITICAL, NOBODY)
    assert asked(site, "critical").reason == "no blocker is open on it"
    assert asked(site, "nobody", "A-1").reason == "the rule is about each site, and this is a task"
    site.say(blocked("A-1"), at="03-10 08:00")
    assert asked(site, "nobody", "ACT-1").reason == "the rule is about each site, and this is an action"
    assert asked(site, "critical", "site").reason == "the rule is about each task, and none was named"


def test_the_past_is_asked_by_folding_up_to_it() -> None:
    """At nine it was blocked; at ten no more."""
    site = Lived(CRITICAL)
    site.say(blocked("A-1"), at="03-10 08:00")
    site.say(signal("cleared", "A-1", cause="material"), at="03-10 10:00")
    then = local("03-10 09:00")
    past = why_not(refold(site.records, then), site.book, "critical", "A-1", then)
    assert past.reason == "ACT-1 is open on the same matter"
    assert asked(site, "critical").reason == "no blocker is open on it"


def test_unknown_names_are_answered_with_what_may_be_meant() -> None:
    """A rule's and a task's."""
    site = Lived(CRITICAL)
    with pytest.raises(UnknownHere, match=r"no rule 'criticl' here\. Did you mean critical\?"):
        asked(site, "criticl")
    with pytest.raises(UnknownHere, match=r"no task 'A-11' here\. Did you mean A-1"):
        asked(site, "critical", "A-11")
    assert asked(site, "critical", "a-1").subject == Key("task", "A-1")


def test_it_is_told_in_plain_text() -> None:
    """The reason first, in local time; then clause by clause with who said it."""
    site = Lived(CRITICAL)
    site.say(blocked("A-1"), at="03-10 08:00")
    lines = why_not_text(asked(site, "critical"), site.memory).splitlines()
    assert lines[0] == "critical on A-1, 2026-03-10 08:00: ACT-1 is open on the same matter"
    assert "  ✓ task.critical = true (it was true)" in lines
    assert any(
        "(it was true): “blocker {'cause': 'material'}” Ana, 2026-03-10 08:00" in line for line in lines
    )
    assert lines[-1] == "  held back: ACT-1 is open on the same matter"


def test_what_was_said_of_the_weather_is_shown_with_its_words() -> None:
    """The decision stands on the message that told it, so that one finds it from there."""
    site = Lived(rule("site.weather = lightning", id="storm", on="site", assign='["role:superintendent"]'))
    message = site.say(signal("weather", None, condition="lightning"), at="03-10 09:00")
    (decision,) = site.decisions()
    assert decision.evidence == (f"{message}#0",)


EITHER = rule(
    "{ all: [task.blocked = true, { any: [task.critical = true, task.percent >= 90] }, "
    "{ not: { all: [task.percent < 50, task.open_requests = 0] } }] }",
    id="either",
)


def test_the_branches_of_any_and_not_are_told_below_it() -> None:
    """Which branch held, with its value and words; whether the whole did stands before it, and only that counts."""
    site = Lived(EITHER)
    site.say(signal("progress", "A-3", percent=90.0), at="03-10 08:00")
    site.say(blocked("A-3"), at="03-10 08:30")
    (decision,) = site.decisions()
    told = [(clause.depth, clause.text, clause.holds) for clause in decision.clauses]
    assert told == [
        (0, "task.blocked = true", True),
        (0, "any of", True),
        (1, "task.critical = true", False),
        (1, "task.percent >= 90", True),
        (0, "not all of", True),
        (1, "task.percent < 50", False),
        (1, "task.open_requests = 0", True),
    ]
    site.say(signal("progress", "A-3", percent=40.0), at="03-10 09:00")
    text = why_not_text(asked(site, "either", "A-3"), site.memory).splitlines()
    place = text.index("  ✗ any of:")
    assert text[place + 1] == "    ✗ task.critical = true (it was false)"
    assert text[place + 2].startswith(
        "    ✗ task.percent >= 90 (it was 40): “progress {'percent': 40.0}” Ana, 2026"
    )
    assert [line for line in text if "not all of" in line] == ["  ✗ not all of:"]
    (looked,) = asked(site, "either", "A-3").looked
    missing = ["any of", "task.critical = true", "task.percent >= 90"]
    missing += ["not all of", "not task.percent < 50", "not task.open_requests = 0"]
    assert list(missed(seen.clause for seen in looked.seen)) == missing
