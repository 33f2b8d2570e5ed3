"""A rule that stands holds others back; once it no longer does, they are looked at at once, wherever their subjects are."""

from typing import Literal

import pytest

from rules.folding.entry import Stepped, Tuned
from rules.past.replay import check
from rules.subject import Step, Tuning
from tests.rules.lived import Lived
from tests.rules.world import blocked, local, rule, signal, user

TELLS = "notify: Look\n        to: [channel]"
LATE = rule(
    "action.age_hours >= 1",
    id="late",
    on="action",
    then='ask: Why\n        assign: ["role:superintendent"]\n        due: 2h',
)
HELP = rule("task.open_requests > 0", id="help")


def fired(site: Lived, name: str) -> int:
    """How often a rule acted."""
    return [decision.rule for decision in site.decisions()].count(name)


def test_a_task_that_is_free_again_frees_its_actions() -> None:
    """What is held back on an action because of its task is not forgotten until the action moves by itself."""
    boss = rule("task.blocked = true", id="boss", more="inhibits: [late]", then=TELLS)
    site = Lived(boss, LATE, HELP)
    site.say(blocked("A-1"), signal("request", "A-1", need="labour"), at="03-10 08:00")
    site.wait("03-10 09:20")
    assert (site.life().is_open, fired(site, "late")) == (True, 0)
    site.say(signal("cleared", "A-1"), at="03-10 09:21")
    assert fired(site, "late") == 1
    assert check(site.records, site.books).same


def test_an_action_that_holds_others_back_lets_go_once_it_is_closed() -> None:
    """At the whole site too, where its condition is gone already and only the action was kept."""
    boss = rule(
        "blocker.firm = true",
        id="boss",
        on="site",
        each="blocker",
        more="inhibits: [help]\nwhen_resolved: keep",
        assign='["role:superintendent"]',
    )
    site = Lived(boss, HELP)
    site.say(blocked(None, "equipment"), at="03-10 08:00")
    site.say(signal("request", "A-1", need="labour"), at="03-10 08:01")
    site.say(signal("cleared", None, cause="equipment"), at="03-10 08:02")
    assert (site.life().is_open, fired(site, "help")) == (True, 0)
    site.press("ACT-1", "done", at="03-10 09:00", by="ana")
    assert fired(site, "help") == 1
    assert check(site.records, site.books).same


@pytest.mark.parametrize(
    "tuning", [{"off": True}, {"mode": "observe"}, {"until": local("03-11 09:00")}, {"mode": "propose"}]
)
def test_a_rule_that_managers_take_out_holds_nothing_back(tuning: dict[str, object]) -> None:
    """Switched off, only observing, silenced, or only proposing."""
    boss = rule("task.blocked = true", id="boss", more="inhibits: [help]", then=TELLS)
    site = Lived(boss, HELP)
    site.say(blocked("A-1"), signal("request", "A-1", need="labour"), at="03-10 08:00")
    assert fired(site, "help") == 0
    site.take(Tuned(tuning=Tuning(rule="boss", **tuning)), at="03-10 09:00")  # type: ignore[arg-type]
    assert fired(site, "help") == 1
    assert check(site.records, site.books).same


def test_a_rule_whose_silence_is_over_holds_others_back_again() -> None:
    """It stands as it did before it was silenced, so that what is new meets it."""
    boss = rule("task.blocked = true", id="boss", more="inhibits: [help]", then=TELLS)
    site = Lived(boss, HELP)
    site.say(blocked("A-1"), blocked("A-3"), at="03-10 08:00")
    site.take(Tuned(tuning=Tuning(rule="boss", until=local("03-10 10:00"))), at="03-10 09:00")
    site.say(signal("request", "A-1", need="labour"), at="03-10 09:30")
    assert fired(site, "help") == 1
    site.wait("03-10 10:01")
    site.say(signal("request", "A-3", need="labour"), at="03-10 10:30")
    assert fired(site, "help") == 1
    assert check(site.records, site.books).same


PROPOSES = rule("task.blocked = true", id="boss", more="mode: propose\ninhibits: [help]")


@pytest.mark.parametrize("word", ["refused", "approved"])
def test_what_is_proposed_holds_nothing_back_until_it_is_approved(
    word: Literal["refused", "approved"],
) -> None:
    """Nobody was asked of what waits, or was refused; once it is approved it is asked, and stands."""
    site = Lived(PROPOSES, HELP)
    site.say(blocked("A-1"), at="03-10 08:00")
    site.say(signal("request", "A-1", need="labour"), at="03-10 08:10")
    assert fired(site, "help") == 1, "while it waits"
    site.press("ACT-2", "done", at="03-10 08:20")
    site.say(blocked("A-3"), at="03-10 08:30")
    step = Step(id=word, kind=word, at=local("03-10 08:40"), by=user("ana"), due=local("03-10 15:00"))
    site.take(Stepped(action="ACT-3", step=step), at="03-10 08:40")
    site.say(signal("request", "A-3", need="labour"), at="03-10 09:00")
    assert fired(site, "help") == (2 if word == "refused" else 1)
    assert check(site.records, site.books).same


def test_a_rule_on_actions_does_not_feed_itself() -> None:
    """What it asked about an action is an action as well, and no case of it; nor is what another rule asks about that."""
    late = rule(
        "action.hours_overdue > 0",
        id="late",
        on="action",
        assign='["role:superintendent"]',
        due="30m",
        remind="{}",
    )
    older = rule(
        "action.age_hours >= 3",
        id="older",
        on="action",
        assign='["role:project_manager"]',
        due="30m",
        remind="{}",
    )
    site = Lived(rule("task.open_requests > 0", id="help", due="30m", remind="{}"), late, older)
    site.say(signal("request", "A-1", need="labour"), at="03-10 08:00")
    site.wait("03-11 16:00")
    about = [(str(one.rule), str(one.subject)) for one in site.decisions()]
    assert about == [
        ("help", "task:A-1"),
        ("late", "action:ACT-1"),
        ("older", "action:ACT-1"),
        ("older", "action:ACT-2"),
        ("late", "action:ACT-3"),
    ]
    assert check(site.records, site.books).same
