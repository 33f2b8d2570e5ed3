"""A rule's ladder of words becomes people, in order, each with the reason why they can answer."""

import pytest

from rules.deciding.assign import About, ladder
from rules.matter import Matter
from tests.rules.world import World, blocked, plan, task, user
from tests.rules.world import ladder as rungs_of

_ANA, _GRACE = (user("ana"), "superintendent of the site"), (user("grace"), "project manager of the site")


def _matter(by: str) -> Matter:
    world = World()
    world.say(blocked(), by=by)
    return world.facts().matters[0]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("task.owner", "role:superintendent"), [(user("diego"), "owns A-1 in the schedule"), _ANA]),
        (("role:superintendent", "person:ana"), [_ANA]),
        (("reporter",), [(user("minh"), "reported it")]),
        (("person:noor",), [(user("noor"), "named by the rule")]),
        (("person:nobody",), [_ANA, _GRACE, (user("minh"), "reported it")]),
        (("role:owner_rep",), [_ANA, _GRACE, (user("minh"), "reported it")]),
        (("role:owner_rep", "role:project_manager"), [_GRACE]),
        ((), [_ANA, _GRACE, (user("minh"), "reported it")]),
    ],
)
def test_words_become_people(words: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    """In order, nobody twice; where none of them names anybody, the fallback does."""
    found = ladder(World().memory, words, About(task="A-1", matter=_matter("minh")))
    assert [(rung.person, rung.reason) for rung in found] == expected


def test_an_owner_whom_the_site_does_not_know_is_nobody() -> None:
    """The schedule names "jo", whom nobody matched to a person; a task that is gone has no owner either."""
    world = World(schedule=plan(task("A-1", owner="jo")), roles={})
    assert ladder(world.memory, ("task.owner",), About(task="A-1")) == ()
    assert ladder(world.memory, ("task.owner",), About(task="A-2")) == ()


def test_all_who_hold_a_role_stand_on_the_ladder() -> None:
    """Who has least to do first, then who keeps most of what they promise, then in the order in which the site names them."""
    world = World(roles={"superintendent": (user("minh"), user("ana"))})

    def asked() -> list[str]:
        return [rung.person for rung in ladder(world.memory, ("role:superintendent",), About())]

    assert asked() == [user("minh"), user("ana")]
    late = world.ask(ladder=rungs_of("minh"))
    assert asked() == [user("ana"), user("minh")]
    world.press(late, "done", by="minh", at="03-12 15:00")
    assert asked() == [user("ana"), user("minh")]
    world.ask(ladder=rungs_of("ana"))
    assert asked() == [user("minh"), user("ana")]
