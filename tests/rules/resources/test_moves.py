"""The least harmful move: which machine goes to a task that lacks one, from whom, what it costs, and what is left after it."""

from datetime import date

import pytest

from rules.folding.entry import Booked, Notified, Registered, Said, Stepped
from rules.past.replay import check, differing
from rules.progress import facts
from rules.read import action_of, resource_of, task_of
from rules.resources.outage import outages_of
from rules.resources.resource import Booking, Resource
from rules.resources.spare_machine import Spared, machine_for, why_not_moved
from rules.resources.want import machine_wanted
from rules.subject import Step
from tests.rules.full_site import booked
from tests.rules.lived import Lived
from tests.rules.world import CHICAGO, World, blocked, local, plan, rule, signal, task, user

MOVES = rule(
    "exists task.machine_wanted", id="moves", more="mode: propose\nactive: shift",
    then='move: "{{ giver.moves }} from {{ giver.place }}, {{ giver.cost }}"\n        assign: [task.owner]\n        due: 4h',
)  # fmt: skip
STOPPED = blocked("A-1", "equipment", what="pump")


def pump(number: int, **more: object) -> Resource:
    """One of several that do the same."""
    return Resource(id=f"pump-{number}", name=f"Concrete pump {number}", kind="plant", **more)  # type: ignore[arg-type]


def site(**finishes: int) -> World:
    """Tuesday at 9:00: A-1 is critical and lacks a pump; the others end on these days of March, the job on the 27th."""
    others = [
        task(name.replace("_", "-"), finish=date(2026, 3, day), owner="minh")
        for name, day in finishes.items()
    ]
    world = World(schedule=plan(task("A-1", finish=date(2026, 3, 27)), *others), at="03-10 09:00")
    world.say(STOPPED)
    return world


def spared(world: World) -> Spared | None:
    """What can go to A-1."""
    taker = task_of(world.memory, "A-1")
    assert taker is not None
    wanted = machine_wanted(facts(taker, CHICAGO))
    assert wanted is not None
    return machine_for(world.memory, taker, wanted, CHICAGO, world.now)


def held_by(world: World, number: int, name: str, until: str = "03-13 17:00") -> None:
    """A pump of the register that a task has."""
    world.take(Registered(resource=pump(number)))
    booked(world, f"pump-{number}", name, "03-10 07:00", until)


def test_the_giver_who_can_wait_longest_gives() -> None:
    """What is left of its float counts, not what it has: a long loan takes more."""
    world = site(B_1=20, B_2=18)
    held_by(world, 1, "B-2", until="03-10 12:00")
    held_by(world, 2, "B-1")
    found = spared(world)
    assert found is not None
    assert (found.machine.id, found.transfer.giver, found.transfer.costs) == ("pump-1", "B-2", 1)
    assert (found.transfer.giver_float, found.transfer.left, found.transfer.gains) == (7, 6, 5)


def test_what_nobody_has_goes_first() -> None:
    """It harms nobody."""
    world = site(B_1=13)
    held_by(world, 1, "B-1")
    world.take(Registered(resource=pump(2)))
    found = spared(world)
    assert found is not None
    assert (found.machine.id, found.giver, found.transfer.costs) == ("pump-2", None, 0)


@pytest.mark.parametrize("last", [27, 26])
def test_who_cannot_wait_gives_nothing(last: int) -> None:
    """Neither a critical task, nor one that has a single day."""
    world = site(B_1=last)
    held_by(world, 1, "B-1")
    assert spared(world) is None


def test_nobody_is_made_as_poor_as_the_taker() -> None:
    """Four days that can slip are not enough for a loan of four."""
    world = site(B_1=23)
    held_by(world, 1, "B-1")
    assert spared(world) is None
    world = site(B_1=23)
    held_by(world, 1, "B-1", until="03-12 17:00")
    assert spared(world) is not None


@pytest.mark.parametrize(
    "other",
    [
        Resource(id="crane", name="Tower crane", kind="plant"),  # another sort
        pump(9, shared=True),
        pump(9, since=date(2026, 3, 16)),
        pump(9, until=date(2026, 3, 10)),  # it leaves before A-1 is through with it
        Resource(id="crew", name="Pump crew", kind="crew"),
    ],
)
def test_what_does_not_fit_is_not_moved(other: Resource) -> None:
    """Another sort, what all share, what is not on site."""
    world = site()
    world.take(Registered(resource=other))
    assert spared(world) is None


def test_what_is_down_is_not_moved() -> None:
    """One that somebody said does not work is nobody's help."""
    world = site()
    world.take(Registered(resource=pump(1)))
    assert spared(world) is not None
    world.say(blocked(None, "equipment", what="pump 1"))
    assert spared(world) is None


def test_who_has_one_that_works_gets_no_second() -> None:
    """It is on its way already."""
    world = site()
    world.take(Registered(resource=pump(1)))
    world.take(Registered(resource=pump(2)))
    world.now = local("03-10 09:30")
    booked(world, "pump-1", "A-1", "03-10 10:00", "03-13 17:00")
    assert spared(world) is None


def test_a_request_takes_it_for_the_day_that_it_names() -> None:
    """From the time that was said until the end of that day; a day alone means its shift."""
    world = World(schedule=plan(task("A-1", finish=date(2026, 3, 27))), at="03-10 09:00")
    world.take(Registered(resource=pump(1)))
    words = world.say(signal("request", "A-1", need="equipment", what="pump", when="2026-03-12T13:00"))
    found = spared(world)
    assert found is not None
    assert (found.transfer.start, found.transfer.end) == (local("03-12 13:00"), local("03-12 17:00"))
    world.edit(words, signal("request", "A-1", need="equipment", what="pump", when="2026-03-12"))
    found = spared(world)
    assert found is not None and found.transfer.start == local("03-12 07:00")


# what follows from the word


def lived() -> Lived:
    """Tuesday at 9:00: the pump of A-1 breaks down, that of B-1 is proposed to ana."""
    found = Lived(MOVES)
    found.take(
        plan(task("A-1", finish=date(2026, 3, 27)), task("B-1", finish=date(2026, 3, 20), owner="minh"))
    )
    for number, name in ((1, "A-1"), (2, "B-1")):
        found.take(Registered(resource=pump(number)))
        one = Booking(id=f"b-{number}", start=local("03-10 07:00"), end=local("03-12 17:00"), task=name)
        found.take(Booked(resource=f"pump-{number}", booking=one))
    found.say(STOPPED, at="03-10 09:00")
    return found


def approved(site: Lived) -> None:
    """Ana says yes at 9:30."""
    step = Step(id="yes", kind="approved", at=local("03-10 09:30"), by=user("ana"), due=local("03-10 13:30"))
    site.take(Stepped(action="ACT-1", step=step), at="03-10 09:30")


def bookings(site: Lived, number: int) -> list[tuple[str | None, str, str]]:
    """Who has a pump, from when until when, by the local clock."""
    found = resource_of(site.memory, f"pump-{number}")
    assert found is not None
    return [
        (one.task, f"{CHICAGO.local(one.start):%d %H:%M}", f"{CHICAGO.local(one.end):%d %H:%M}")
        for one in found.bookings
    ]


def test_before_the_word_nothing_moves() -> None:
    """A proposal is only that, and its text says what, from where, at what cost."""
    site = lived()
    assert (
        site.life().text
        == "Concrete pump 2 from Work B-1 (B-1), which keeps 2 of its 5 working days of float"
    )
    assert bookings(site, 2) == [("B-1", "10 07:00", "12 17:00")]
    refused = Step(id="no", kind="refused", at=local("03-10 09:30"), by=user("ana"), note="no")
    site.take(Stepped(action="ACT-1", step=refused), at="03-10 09:30")
    assert bookings(site, 2) == [("B-1", "10 07:00", "12 17:00")]


def test_one_word_moves_it() -> None:
    """The giver's booking ends, the taker's begins, the broken one is the taker's no more; minh is told what is left."""
    site = lived()
    approved(site)
    assert bookings(site, 2) == [("B-1", "10 07:00", "10 09:30"), ("A-1", "10 09:30", "16 17:00")]
    assert bookings(site, 1) == [("A-1", "10 07:00", "10 09:30")]
    (told,) = [record.entry for record in site.records if isinstance(record.entry, Notified)]
    assert (told.to, told.task, told.held) == ((user("minh"),), "B-1", ())
    assert told.text == (
        "Concrete pump 2 goes from Work B-1 (B-1) to Work A-1 (A-1) until Mon 16 Mar 17:00. "
        "Ana decided it: Work B-1 can slip 5 working days "
        "and keeps 2 of them."
    )


def test_what_the_giver_has_after_the_move_comes_back_to_it() -> None:
    """Its booking goes on where the taker's ends, with the next shift."""
    site = lived()
    long = Booking(id="b-2", start=local("03-10 07:00"), end=local("03-18 17:00"), task="B-1")
    site.take(Booked(resource="pump-2", booking=long))
    approved(site)
    assert bookings(site, 2)[-1] == ("B-1", "17 07:00", "18 17:00")


def test_what_was_replaced_stays_down_until_it_is_back() -> None:
    """That the task goes on again says nothing of it; the word that it is back does, and so does taking the words back."""
    site = lived()
    approved(site)
    site.say(signal("cleared", "A-1", cause="equipment"), at="03-10 11:00")
    assert list(outages_of(site.memory, CHICAGO)) == ["pump-1"]
    back = site.say(signal("cleared", None, cause="equipment", what="pump 1"), at="03-11 08:00")
    assert not outages_of(site.memory, CHICAGO)
    site.delete(back)
    assert list(outages_of(site.memory, CHICAGO)) == ["pump-1"]
    site.take(Registered(resource=pump(1), works=True))
    assert not outages_of(site.memory, CHICAGO)


def test_words_taken_back_break_nothing() -> None:
    """Whoever deletes the message that told of the break has said nothing; the decision stands all the same."""
    site = lived()
    (message,) = [r.entry.message for r in site.records if isinstance(r.entry, Said)]
    approved(site)
    site.delete(message)
    assert not outages_of(site.memory, CHICAGO)
    assert bookings(site, 2)[-1][0] == "A-1"


def test_the_taker_is_asked_until_it_has_it_no_longer() -> None:
    """Not closed by the task going on; closed when the booking is taken back."""
    site = lived()
    approved(site)
    site.say(signal("cleared", "A-1", cause="equipment"), at="03-10 11:00")
    assert (site.life().status, site.life().owner) == ("assigned", user("diego"))
    found = resource_of(site.memory, "pump-2")
    assert found is not None
    site.take(Booked(resource="pump-2", booking=found.bookings[-1], freed=True), at="03-10 12:00")
    assert site.life().closed_why == "Work A-1 (A-1) no longer has Concrete pump 2"


def test_what_cannot_be_moved_any_more_says_why() -> None:
    """It is down, booked for somebody else, gone, or its time is over."""
    site = lived()
    action = action_of(site.memory, "ACT-1")
    assert action is not None and action.asked.moves is not None
    moves = action.asked.moves
    assert why_not_moved(site.memory, moves, CHICAGO, site.now) == ""
    assert why_not_moved(site.memory, moves, CHICAGO, local("03-17 07:00")) == "its time is over"
    words = site.say(blocked(None, "equipment", what="pump 2"))
    assert why_not_moved(site.memory, moves, CHICAGO, site.now).startswith("Concrete pump 2 is down: “")
    site.delete(words)
    other = Booking(id="b-3", start=local("03-13 07:00"), end=local("03-13 17:00"), task="A-2")
    site.take(Booked(resource="pump-2", booking=other))
    assert "was booked for A-2 since" in why_not_moved(site.memory, moves, CHICAGO, site.now)
    site.take(Registered(resource=pump(2), retired=True))
    assert "no longer in the register" in why_not_moved(site.memory, moves, CHICAGO, site.now)


def test_a_crew_of_the_register_moves_with_its_booking() -> None:
    """Where the giving task has one booked, the word moves that too; without a register people are moved all the same."""
    lacks = rule(
        "task.blocker_cause = labour", id="moves", more="mode: propose",
        then='move: "{{ giver.moves }} from {{ giver.id }}"\n        assign: [task.owner]\n        due: 4h',
    )  # fmt: skip
    site = Lived(lacks)
    site.take(
        plan(task("A-1", finish=date(2026, 3, 27)), task("B-1", finish=date(2026, 3, 20), owner="minh"))
    )
    site.say(signal("progress", "B-1", percent=20))
    crew = Resource(id="crew", name="Concrete crew", kind="crew", trade="concrete", count=8.0)
    long = Booking(id="b", start=local("03-09 07:00"), end=local("03-11 17:00"), task="B-1")
    site.take(Registered(resource=crew), Booked(resource="crew", booking=long))
    site.say(blocked("A-1", "labour"), at="03-10 09:00")
    assert site.life().text == "Concrete crew from B-1"
    approved(site)
    found = resource_of(site.memory, "crew")
    assert found is not None
    assert [(one.task, one.end) for one in found.bookings] == [
        ("B-1", local("03-10 09:30")), ("A-1", local("03-11 17:00")),
    ]  # fmt: skip


def test_a_move_is_replayed_whole() -> None:
    """The journal alone gives proposal, word, notice and both bookings again, and every wake."""
    site = lived()
    approved(site)
    site.wait("03-18 12:00")
    found = check(site.records, site.books)
    assert found.differences == []
    assert found.notices == 1
    assert differing(found.memory, site.memory) == []
    assert found.wakes.at == site.wakes.at
