"""A rule's ladder of words becomes people, in order, each with the reason why they can answer."""

from datetime import time

import pytest

from rules.coordination.trades import is_trade, leads_of
from rules.deciding.assign import About, ladder
from rules.folding.entry import Away, Departed, Employed, Roster
from rules.key import Key
from rules.matter import Matter
from rules.subject import Absence, PersonState
from rules.worktime.shift import Shift
from tests.rules.world import World, blocked, local, plan, task, user
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


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("task.owner", "next_up"), ["diego", "grace", "victor", "ana"]),
        (("role:project_manager", "next_up"), ["grace", "victor"]),
    ],
)
def test_whoever_of_the_line_is_on_leave_comes_last(words: tuple[str, ...], expected: list[str]) -> None:
    """Ana is, with nobody who stands in for her: it goes up to her when she is back, and never down to her."""
    roles = {"superintendent": "ana", "project_manager": "grace", "owner_rep": "victor"}
    world = World(roles={role: (user(who),) for role, who in roles.items()})
    absence = Absence(since=local("03-09 00:00"), until=local("03-20 00:00"))
    world.take(Away(person=user("ana"), absence=absence, by=user("ana")))
    found = ladder(world.memory, words, About(task="A-1", now=world.now))
    assert [rung.person for rung in found] == [user(who) for who in expected]


@pytest.mark.parametrize(
    ("about", "words", "expected"),
    [
        ("ana", ("role:superintendent", "role:project_manager"), ["grace", "ana"]),
        ("ana", ("role:superintendent",), ["ana"]),
        ("ana", ("person", "role:project_manager"), ["ana", "grace"]),
        ("grace", ("role:superintendent", "role:project_manager"), ["ana", "grace"]),
    ],
)
def test_who_holds_a_role_is_asked_about_themselves_last(
    about: str, words: tuple[str, ...], expected: list[str]
) -> None:
    """Somebody else comes before them where there is anybody, unless the rule asks the person themselves."""
    found = ladder(World().memory, words, About(subject=Key("person", user(about))))
    assert [rung.person for rung in found] == [user(who) for who in expected]


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


def test_who_is_on_shift_comes_first_then_who_is_so_soonest() -> None:
    """At noon it is Minh, who works by day; in the evening Ana's night is nearer; that she has less to do does not count."""
    world = World(roles={"superintendent": (user("ana"), user("minh"))})
    night = Shift(opens=time(19), closes=time(5))
    world.fold(Employed(person=user("ana"), trades=(), shift=night, by=user("ana")))
    world.ask(ladder=rungs_of("minh"))

    def asked(at: str) -> str:
        return ladder(world.memory, ("role:superintendent",), About(now=local(at)))[0].person

    times = ("03-10 12:00", "03-10 18:00", "03-10 23:00", "03-11 04:59", "03-11 05:01", "03-11 17:00")
    assert [asked(at) for at in times] == [user(one) for one in ("minh", "ana", "ana", "ana", "minh", "ana")]


@pytest.mark.parametrize(
    ("said", "planned", "same"),
    [
        ("electrician", "electrical", True),
        ("welder", "welding", True),
        ("plumber", "plumbing", True),
        ("hvac", "mechanical", True),
        ("carpenter", "formwork", True),
        ("sprinkler", "fire protection", True),
        ("mason", "masonry", True),
        ("electrician", "plumbing", False),
        ("steel", "stairs", False),
        ("", "electrical", False),
    ],
)
def test_a_trade_by_its_people_and_its_work(said: str, planned: str, same: bool) -> None:
    """What people call a trade and what a schedule calls its work."""
    assert is_trade(said, planned) is same


def test_who_leads_a_trade() -> None:
    """Who is said to, before what the schedule, the register and titles tell; never who runs the site, is gone, or asks."""
    world = World(
        schedule=plan(task("A-1", trade="electrical"), task("A-2", trade="electrical", owner="ana"))
    )
    assert set(leads_of(world.memory, "electrician")) == {user("diego")}
    assert leads_of(world.memory, "electrician", but=user("diego")) == {}
    world.fold(Employed(person=user("minh"), trades=("electrical",), shift=None, by=user("ana")))
    assert leads_of(world.memory, "electrician") == {user("minh"): "leads electrical here"}
    world.fold(Departed(person=user("minh")))
    assert set(leads_of(world.memory, "electrician")) == {user("diego")}
    titled = PersonState(id="U9", handle="eli", name="Eli", title="Welding foreman")
    world.fold(Roster(people=(titled,)))
    assert leads_of(world.memory, "welder") == {"U9": "is Welding foreman"}
