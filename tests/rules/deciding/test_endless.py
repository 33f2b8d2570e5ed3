"""Rulebooks whose rules feed each other: a look comes to an end, and nothing of what it led to is lost."""

from collections import Counter

from rules.past.replay import check
from rules.read import open_actions
from tests.rules.lived import Lived
from tests.rules.world import blocked, rule, signal

# Each asks about what the one before it asked for; no rule asks about its own.
STEPS = [
    rule(
        f"action.text = '{before}'",
        id=f"step-{number}",
        on="action",
        then=f'ask: Step {number}\n        assign: ["role:superintendent"]\n        due: 20h',
    )
    for number, before in enumerate(["Do it", *(f"Step {number}" for number in range(11))])
]


def test_an_action_of_a_chain_that_is_cut_off_is_followed_up_as_any_other() -> None:
    """Rules that ask about each other's actions, in a long row; the last of them is reminded too, and the row goes on."""
    site = Lived(rule("task.blocked = true", id="first", due="20h"), *STEPS)
    site.say(blocked("A-1"), at="03-10 08:00")
    found = list(open_actions(site.memory))
    assert 3 < len(found) < 10
    assert {action.key for action in found} <= set(site.wakes.at)
    site.wait("03-11 06:59")
    before = len(list(open_actions(site.memory)))
    site.wait("03-11 07:00")
    assert len(list(open_actions(site.memory))) > before
    assert check(site.records, site.books).same


def test_what_takes_its_own_ground_away_comes_to_rest() -> None:
    """What a rule states ends its ground, which takes the statement back, and so on: in one instant it is stated once."""
    states = "block: labour\n        words: Stopped"
    site = Lived(rule("site.tasks_blocked < 1", id="own-end", then=states))
    site.say(signal("weather", None, condition="rain"), at="03-10 08:00")
    site.wait("03-10 09:00")
    before = len(site.records)
    site.wait("03-17 09:00")
    instants = Counter((found.subject, site.at_of(found)) for found in site.decisions())
    assert set(instants.values()) == {1}
    assert len(site.records) - before < 400
    assert check(site.records, site.books).same
