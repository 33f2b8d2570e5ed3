"""The register of crews and plant: what is in it, what of it is booked, promised twice, idle, down, and what answers what."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.facts.resource import ResourceView
from rules.facts.scene import Scene
from rules.facts.subjects import Subjects
from rules.folding.entry import Booked, Listed, Registered
from rules.key import Key
from rules.past.replay import differing, refold
from rules.read import resource_of, resources
from rules.resources.resource import Booking, Listing, Resource, ResourceError
from rules.resources.usage import clashes
from rules.subject import ResourceState
from storage.documents import read_document, write_document
from tests.rules.full_site import booked
from tests.rules.lived import Lived
from tests.rules.world import CHICAGO, World, blocked, local, plan, rule, signal, task, user

PUMP = Resource(id="pump-1", name="Concrete pump 1", kind="plant", called=("bomba", "máy bơm"))
LIFT = Resource(id="lift-1", name="Boom lift 1", kind="plant", since=date(2026, 3, 10))
CREW = Resource(id="rebar", name="Rebar crew", kind="crew", trade="rebar", count=8.0)
LONG = tuple(task(name, start=date(2026, 3, 9), finish=date(2026, 3, 27)) for name in ("A-1", "A-2", "A-3"))


def site(*register: Resource) -> World:
    """Tuesday at 7:30, with three tasks that run all month, and these crews and machines."""
    world = World(schedule=plan(*LONG))
    for one in register or (PUMP, LIFT, CREW):
        world.take(Registered(resource=one, by=user("ana")))
    return world


def seen(world: World, name: str) -> ResourceView:
    """A crew or machine as rules see it now."""
    found = Subjects(world.memory, world.now).view(Key("resource", name))
    assert isinstance(found, ResourceView)
    return found


def state(world: World, name: str) -> ResourceState:
    """A crew or machine as it stands."""
    found = resource_of(world.memory, name)
    assert found is not None
    return found


# what is meant


@pytest.mark.parametrize(
    ("words", "is_meant"),
    [
        ("pump", True),
        ("the concrete pump", True),
        ("Pump 1", True),
        ("pump 2", False),
        ("concrete", False),  # what it pumps
        ("la bomba grande", True),
        ("MÁY BƠM", True),
        ("crane", False),
        ("", False),
        ("…", False),
    ],
)
def test_people_call_a_machine_by_what_it_is(words: str, is_meant: bool) -> None:
    """Its last word, or another name for it; a number has to be its own."""
    assert PUMP.is_called(words) == is_meant


@given(words=st.text(max_size=30))
def test_any_words_can_be_asked_about(words: str) -> None:
    """Nothing that people write breaks it."""
    assert PUMP.is_called(words) in (True, False)


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        ({"name": " "}, "Give it a name"),
        ({"count": 0.0}, "0 is no count"),
        ({"since": date(2026, 3, 12), "until": date(2026, 3, 11)}, "Correct one of the two"),
    ],
)
def test_what_cannot_be_says_what_to_write(change: dict[str, object], advice: str) -> None:
    """A crew or machine that nobody could find, count or expect is refused."""
    with pytest.raises(ResourceError, match=advice):
        replace(PUMP, **change)  # type: ignore[arg-type]


def test_a_booking_ends_after_it_starts() -> None:
    """The two times cannot stand in the wrong order."""
    with pytest.raises(ResourceError, match="ends before it starts"):
        Booking(id="b", start=local("03-11 12:00"), end=local("03-11 12:00"))


# what comes in and goes out


def test_a_booking_is_made_changed_and_taken_back() -> None:
    """It knows the zone of its task; the same id is the same booking; freed it is gone."""
    world = site()
    booked(world, "pump-1", "A-1", "03-11 07:00", "03-11 12:00")
    (one,) = state(world, "pump-1").bookings
    assert (one.task, one.zone) == ("A-1", "L3")
    world.take(Booked(resource="pump-1", booking=replace(one, end=local("03-11 15:00"))))
    (later,) = state(world, "pump-1").bookings
    assert later.end == local("03-11 15:00")
    world.take(Booked(resource="pump-1", booking=later, freed=True))
    assert state(world, "pump-1").bookings == ()


def test_of_what_nobody_registered_nothing_is_booked() -> None:
    """A booking of nothing changes nothing."""
    world = site()
    booked(world, "crane", "A-1", "03-11 07:00", "03-11 12:00")
    assert resource_of(world.memory, "crane") is None


def test_a_retired_one_is_looked_at_no_more() -> None:
    """It stays known, with its bookings, and no rule sees it."""
    world = site()
    world.take(Registered(resource=PUMP, retired=True))
    assert state(world, "pump-1").retired
    assert "pump-1" not in [one.resource.id for one in resources(world.memory)]
    assert Subjects(world.memory, world.now).view(Key("resource", "pump-1")) is None


def test_a_list_replaces_what_an_earlier_list_brought() -> None:
    """What people entered by hand stays, also their bookings of what the list names."""
    world = site(LIFT)
    listed = Booking(
        id="list:pump-1:0", start=local("03-11 07:00"), end=local("03-11 12:00"), task="A-1", origin="list"
    )
    world.take(
        Listed(origin="list", listings=(Listing(resource=PUMP, bookings=(listed,)), Listing(resource=CREW)))
    )
    booked(world, "pump-1", "A-2", "03-12 07:00", "03-12 12:00")
    world.take(Listed(origin="list", listings=(Listing(resource=PUMP),)))
    assert [one.task for one in state(world, "pump-1").bookings] == ["A-2"]
    assert state(world, "rebar").retired
    assert not state(world, "lift-1").retired


def test_a_register_is_kept_whole() -> None:
    """Storage gives back what it was given, and the journal folds to the same."""
    lived = Lived()
    lived.take(Registered(resource=CREW), at="03-10 08:00")
    one = Booking(id="b", start=local("03-10 07:00"), end=local("03-13 17:00"), task="A-1", count=5.0)
    lived.take(Booked(resource="rebar", booking=one), at="03-10 09:00")
    kept = lived.memory.get(Key("resource", "rebar"))
    assert kept is not None and read_document("resource", write_document(kept)) == kept
    assert differing(refold(lived.records), lived.memory) == []


# what cannot be kept


@pytest.mark.parametrize(
    ("resource", "bookings", "kind"),
    [
        (PUMP, [("A-1", "07:00", "12:00", 0), ("A-2", "12:00", "15:00", 0)], None),  # one after the other
        (PUMP, [("A-1", "07:00", "12:00", 0), ("A-2", "11:00", "15:00", 0)], "two_tasks"),
        (CREW, [("A-1", "07:00", "17:00", 5), ("A-2", "07:00", "17:00", 3)], None),
        (CREW, [("A-1", "07:00", "17:00", 5), ("A-2", "07:00", "17:00", 4)], "too_many"),
        (CREW, [("A-1", "07:00", "17:00", 0), ("B-1", "07:00", "17:00", 0)], "two_zones"),
        (CREW, [("A-1", "07:00", "17:00", 9)], "too_many"),
        (replace(PUMP, count=2.0), [("A-1", "07:00", "12:00", 1), ("A-2", "07:00", "12:00", 1)], None),
        (LIFT, [("A-1", "07:00", "12:00", 0)], None),
        (replace(LIFT, since=date(2026, 3, 12)), [("A-1", "07:00", "12:00", 0)], "not_there"),
        (replace(LIFT, until=date(2026, 3, 10)), [("A-1", "07:00", "12:00", 0)], "not_there"),
    ],
)
def test_what_cannot_be_kept_is_seen(
    resource: Resource, bookings: list[tuple[str, str, str, float]], kind: str | None
) -> None:
    """More at once than there is, and days on which it is not on site; told with the reason."""
    world = World(schedule=plan(*LONG, task("B-1", zone="L5", finish=date(2026, 3, 27))))
    world.take(Registered(resource=resource))
    for name, start, end, count in bookings:
        booked(world, resource.id, name, f"03-11 {start}", f"03-11 {end}", count)
    found = clashes(state(world, resource.id), CHICAGO, world.now)
    assert [one.kind for one in found] == ([kind] if kind else [])


def test_what_is_over_is_no_clash_any_more() -> None:
    """Nobody has to settle yesterday."""
    world = site()
    booked(world, "pump-1", "A-1", "03-11 07:00", "03-11 12:00")
    booked(world, "pump-1", "A-2", "03-11 07:00", "03-11 15:00")
    assert clashes(state(world, "pump-1"), CHICAGO, local("03-11 11:59"))
    assert not clashes(state(world, "pump-1"), CHICAGO, local("03-11 12:00"))


# what nobody uses


def test_a_machine_is_idle_from_when_its_task_lets_it_stand() -> None:
    """Not while its task runs; from the stop of that on; of what is back again it counts from the booking's end."""
    world = site()
    world.say(signal("progress", "A-1", percent=20))
    booked(world, "pump-1", "A-1", "03-10 07:00", "03-10 12:00")
    idle = seen(world, "pump-1").idle
    assert idle is not None and idle.since == local("03-10 12:00")
    world.say(blocked("A-1"), at="03-10 09:00")
    idle = seen(world, "pump-1").idle
    assert idle is not None and (idle.since, idle.booking and idle.booking.task) == (
        local("03-10 09:00"),
        "A-1",
    )


def test_neither_crane_nor_crew_is_called_idle_for_nothing() -> None:
    """What all share serves without bookings, and crews of whom nobody keeps bookings work all the same."""
    world = site(replace(PUMP, shared=True), CREW)
    world.now = local("03-20 12:00")
    assert seen(world, "pump-1").idle is None
    assert seen(world, "rebar").idle is None


# what words say of it


def test_a_machine_is_down_by_words_and_only_as_long_as_they_stand() -> None:
    """An edit that says otherwise, or a deletion, takes it back; so does the word that it is back."""
    world = site()
    words = world.say(blocked(None, "equipment", what="pump"), at="03-10 09:00")
    assert seen(world, "pump-1").outage is not None
    world.edit(words, signal("progress", "A-1", percent=30))
    assert seen(world, "pump-1").outage is None
    again = world.say(blocked(None, "equipment", what="pump"), at="03-10 10:00")
    world.delete(again)
    assert seen(world, "pump-1").outage is None
    world.say(blocked(None, "equipment", what="pump"), at="03-10 11:00")
    world.say(signal("cleared", None, cause="equipment", what="pump"), at="03-10 12:00")
    assert seen(world, "pump-1").outage is None


def test_who_lacks_a_machine_says_nothing_of_another_one() -> None:
    """`no pump` on a task that has none booked means that it wants one; doubtful words mean nothing yet."""
    world = site()
    world.say(blocked("A-1", "equipment", what="pump"), at="03-10 09:00")
    assert seen(world, "pump-1").outage is None
    booked(world, "pump-1", "A-2", "03-10 07:00", "03-10 17:00")
    world.say(blocked("A-2", "equipment", what="pump", confirm=True), at="03-10 09:30")
    assert seen(world, "pump-1").outage is None
    world.say(blocked("A-2", "equipment", what="pump"), at="03-10 10:00")
    assert seen(world, "pump-1").outage is not None


def test_of_two_that_can_be_meant_neither_is_down() -> None:
    """Nobody can tell which; a number tells it."""
    world = site(PUMP, replace(PUMP, id="pump-2", name="Concrete pump 2"))
    words = world.say(blocked(None, "equipment", what="pump"))
    assert not Scene(world.memory, world.now).outages
    world.edit(words, blocked(None, "equipment", what="pump 2"))
    assert list(Scene(world.memory, world.now).outages) == ["pump-2"]


def test_a_machine_is_on_site_from_when_somebody_says_that_it_came() -> None:
    """Words that came after the register count; taken back they do not; those about material mean no machine."""
    world = site(replace(LIFT, since=date(2026, 3, 16)))
    assert not seen(world, "lift-1").is_here
    words = world.say(signal("delivery", None, status="arrived", what="boom lift"))
    assert seen(world, "lift-1").is_here
    world.delete(words)
    assert not seen(world, "lift-1").is_here
    world.say(signal("delivery", None, status="late", what="boom lift", when="2026-03-18"))
    assert seen(world, "lift-1").resource.since == date(2026, 3, 18)
    booked(world, "lift-1", "A-1", "03-17 07:00", "03-20 17:00")
    clash = seen(world, "lift-1").clash
    assert clash is not None and clash.kind == "not_there"


def test_what_the_register_says_later_counts_more_than_words_before() -> None:
    """Who enters a day knows what was said."""
    world = site(PUMP)
    world.say(signal("delivery", None, status="arrived", what="boom lift"))
    world.now = local("03-10 09:00")
    world.take(Registered(resource=replace(LIFT, since=date(2026, 3, 16))))
    assert not seen(world, "lift-1").is_here


def test_rules_see_a_booking_begin_and_end_although_nobody_speaks() -> None:
    """At the very instant, by a wake of its own, and no sooner."""
    lived = Lived(rule("resource.booked = true", id="has", on="resource", assign='["role:superintendent"]'))
    lived.take(Registered(resource=PUMP), at="03-10 08:00")
    one = Booking(id="b", start=local("03-11 09:00"), end=local("03-11 12:00"), task="A-1")
    lived.take(Booked(resource="pump-1", booking=one))
    lived.wait("03-11 08:59")
    assert lived.decisions() == []
    lived.wait("03-11 11:59")
    assert lived.at_of(lived.decisions()[0]) == local("03-11 09:00")
    assert lived.life().is_open
    lived.wait("03-11 12:00")
    assert not lived.life().is_open


def test_a_booking_answers_what_was_asked_for_its_task() -> None:
    """Only that of its sort and task; freed again, the request is open again."""
    world = site()
    world.say(
        signal("request", "A-1", need="equipment", what="pump"),
        signal("request", "A-1", need="equipment", what="forklift"),
        signal("request", "A-2", need="equipment", what="pump"),
    )
    booked(world, "pump-1", "A-1", "03-11 07:00", "03-11 12:00")
    assert [one.what for one in world.facts("A-1").of("request")] == ["forklift"]
    assert [one.what for one in world.facts("A-2").of("request")] == ["pump"]
    (one,) = state(world, "pump-1").bookings
    world.take(Booked(resource="pump-1", booking=one, freed=True))
    assert [one.what for one in world.facts("A-1").of("request")] == ["pump", "forklift"]
