"""A rule that stands holds others back; once it no longer does, they are looked at at once, wherever their subjects are."""

import pytest

from rules.entry import Tuned
from rules.past.replay import check
from rules.subject import Tuning
from tests.rules.lived import Lived
from tests.rules.world import blocked, rule, signal

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


@pytest.mark.parametrize("tuning", [{"off": True}, {"mode": "observe"}])
def test_a_rule_that_managers_take_out_holds_nothing_back(tuning: dict[str, object]) -> None:
    """Switched off, or only observing."""
    boss = rule("task.blocked = true", id="boss", more="inhibits: [help]", then=TELLS)
    site = Lived(boss, HELP)
    site.say(blocked("A-1"), signal("request", "A-1", need="labour"), at="03-10 08:00")
    assert fired(site, "help") == 0
    site.take(Tuned(tuning=Tuning(rule="boss", **tuning)), at="03-10 09:00")  # type: ignore[arg-type]
    assert fired(site, "help") == 1
    assert check(site.records, site.books).same
