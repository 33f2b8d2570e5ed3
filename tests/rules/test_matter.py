"""What is open at a site: what begins a matter, what continues it, and what ends it."""

from dataclasses import replace

import pytest

from rules.key import SITE
from rules.matter import Matter, open_matters, same_thing
from rules.read import site_of
from rules.signal import Signal
from tests.rules.world import CRITICAL, World, blocked, local, plan, response, signal, task, user


def _open(world: World, task_id: str | None = "A-1") -> list[tuple[str, str]]:
    return [(m.kind, m.detail) for m in _matters(world, task_id)]


def _matters(world: World, task_id: str | None = "A-1") -> tuple[Matter, ...]:
    if task_id:
        return world.facts(task_id).matters
    site = site_of(world.memory)
    return open_matters(site.live, site.settled, site.calendar)


_BEGUN = (
    signal("quality", "A-1", result="fail"),
    blocked(),
    signal("request", "A-1", need="material"),
    signal("request", "A-1", need="inspection"),
    signal("delivery", "A-1", status="late"),
    signal("safety", "A-1", klass="hazard", category="fall"),
)


@pytest.mark.parametrize(
    ("ending", "left"),
    [
        (signal("progress", "A-1", status="done"), {"safety", "quality"}),
        (signal("progress", "A-1", status="done", hedged=True), None),
        (signal("progress", "A-1", status="in_progress", percent=50), None),
        (signal("progress", "A-3", status="done"), None),
        (signal("cleared", "A-1", cause="material"), {"request", "delivery", "safety", "quality"}),
        (signal("cleared", "A-1", cause="weather"), None),
        (signal("cleared", "A-1", cause="material", confirm=True), None),
        (signal("cleared", "A-1"), {"request", "delivery", "safety", "quality"}),
        (signal("cleared", None, cause="material"), {"request", "delivery", "safety", "quality"}),
        (signal("cleared", None, cause="equipment"), None),
        (signal("delivery", "A-1", status="arrived"), {"blocker", "request/inspection", "safety", "quality"}),
        (signal("delivery", "A-1", status="scheduled"), None),
        (signal("quality", "A-1", result="pass"), {"blocker", "request/material", "delivery", "safety"}),
        (signal("weather", "A-1", condition="rain"), None),
    ],
)
def test_what_ends_what(ending: Signal, left: set[str] | None) -> None:
    """Each ending ends its matters and leaves the others; what is not sure ends none (None: all are left)."""
    world = World()
    for one in _BEGUN:
        world.say(one)
    world.say(ending, at="03-10 09:00")
    begun = [("quality", "fail"), ("blocker", "material"), ("request", "material"), ("request", "inspection")]
    begun += [("delivery", "late"), ("safety", "hazard")]
    kept = [m for m in begun if left is None or m[0] in left or "/".join(m) in left]
    assert _open(world) == kept


def test_what_stops_the_work_for_want_of_a_delivery_is_one_matter() -> None:
    """ "Stopped, no concrete delivered" is a blocker; where nothing stops, and for another task, the delivery is the matter."""
    world = World()
    world.say(blocked("A-1", "material", what="concrete"), signal("delivery", "A-1", status="late"))
    assert _open(world) == [("blocker", "material")]
    world.say(
        blocked("A-1", "material", hedged=True), signal("delivery", "A-1", status="short"), at="03-10 08:00"
    )
    world.say(blocked("A-1", "weather"), signal("delivery", "A-3", status="late"), at="03-10 08:10")
    assert _open(world) == [("blocker", "material"), ("delivery", "short"), ("blocker", "weather")]
    assert _open(world, "A-3") == [("delivery", "late")]


@pytest.mark.parametrize(
    ("again", "joins"),
    [
        (blocked("A-1", "equipment"), True),
        (blocked("A-1", "equipment", what="Tower crane"), True),
        (blocked("A-1", "equipment", what="pump"), False),
        (blocked("A-1", "material", what="crane"), False),
    ],
)
def test_the_same_words_continue_a_matter(again: Signal, joins: bool) -> None:
    """The same cause and the same thing, as far as it is named, is the same blocker; it stands since the first word."""
    world = World()
    first = world.say(blocked("A-1", "equipment", what="crane", hedged=True))
    second = world.say(again, at="03-10 10:00", by="minh")
    matters = _matters(world)
    assert len(matters) == (1 if joins else 2)
    assert (matters[0].id, matters[0].by, matters[0].told) == (
        f"{first}#0",
        user("ana"),
        local("03-10 07:30"),
    )
    assert matters[0].firm is joins
    assert matters[0].evidence == ((f"{first}#0", f"{second}#0") if joins else (f"{first}#0",))


@pytest.mark.parametrize(
    ("at", "by", "words", "matters"),
    [
        ("03-10 07:40", "minh", "Plank  fell from L3", 1),
        ("03-10 08:40", "minh", "plank fell from L3", 2),
        ("03-10 07:40", "ana", "bolt fell from L3", 2),
    ],
)
def test_two_who_tell_the_same_at_once_tell_of_one_danger(at: str, by: str, words: str, matters: int) -> None:
    """The very same words within an hour are one report, whoever says them; later, or in other words, they are another."""
    world = World()
    danger = signal("safety", "A-1", klass="near_miss")
    world.say(replace(danger, words="plank fell from L3"))
    world.say(replace(danger, words=words), at=at, by=by)
    assert len(_matters(world)) == matters


def test_said_again_after_its_end_it_is_a_new_matter() -> None:
    """Cleared and told again, the blocker is another one, with its own age."""
    world = World()
    world.say(blocked())
    world.say(signal("cleared", "A-1"), at="03-10 09:00")
    again = world.say(blocked(), at="03-10 11:00")
    assert [(m.id, m.since) for m in _matters(world)] == [(f"{again}#0", local("03-10 11:00"))]


def test_requests_are_matters_of_their_own() -> None:
    """Two people asking for carpenters are two requests."""
    world = World()
    for by in ("ana", "minh"):
        world.say(signal("request", "A-1", need="labour"), by=by)
    assert len(_matters(world)) == 2


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2026-03-09", "03-09 07:00"),
        ("2026-03-10T07:10", "03-10 07:10"),
        ("2026-03-12", "03-10 07:30"),
        ("soon", "03-10 07:30"),
        ("9999-12-31", "03-10 07:30"),
        ("0001-01-01T00:00", "03-10 07:30"),
    ],
)
def test_a_blocker_stands_since_it_was_said_to(since: str, expected: str) -> None:
    """A day alone means the beginning of its shift; a time to come, or none, means now."""
    world = World()
    world.say(blocked(since=since))
    assert _matters(world)[0].since == local(expected)


def test_the_crane_is_back_for_every_task_that_stood_for_it() -> None:
    """One word for the whole site clears each task's blocker of that cause; edited away, they stand again."""
    world = World()
    world.say(blocked("A-1", "equipment", what="crane"), blocked("A-3", "equipment"))
    world.say(blocked("A-2", "equipment", what="hoist"), blocked(None, "equipment", what="tower crane"))
    back = world.say(signal("cleared", None, cause="equipment", what="crane"), at="03-10 10:00")
    assert [_open(world, t) for t in ("A-1", "A-2", "A-3", None)] == [[], [("blocker", "equipment")], [], []]
    assert world.facts("A-1").last_word == local("03-10 07:30")
    world.edit(back, signal("headcount", None, count=2))
    assert [len(_open(world, t)) for t in ("A-1", "A-2", "A-3", None)] == [1, 1, 1, 1]


def test_a_blocker_put_right_later_was_lifted_with_the_others() -> None:
    """The message is edited from "no rebar" to "crane down" after the crane is back: the crane is back for it too."""
    world = World()
    message = world.say(blocked("A-1", "material"))
    back = world.say(signal("cleared", None, cause="equipment"), at="03-10 10:00")
    assert len(_open(world)) == 1
    world.edit(message, blocked("A-1", "equipment"))
    assert _open(world) == []
    world.delete(back)
    assert _open(world) == [("blocker", "equipment")]


def test_not_done_for_a_reason_blocks_the_task_until_the_answer_changes() -> None:
    """ "Not done, no rebar until Thursday" in the thread is a blocker; edited to "done" it is none and the matter ends."""
    world = World(CRITICAL)
    world.say(blocked("A-1", "inspection"))
    reply = world.say(
        response("not_done", cause="material", when="2026-03-12"),
        action="ACT-1",
        by="diego",
        at="03-10 09:00",
    )
    assert _open(world) == [("blocker", "inspection"), ("blocker", "material")]
    assert (world.life().status, world.life().due) == ("promised", local("03-12 17:00"))
    assert world.open() == ["ACT-1"]  # its owner says why; nobody is asked for the same twice
    world.edit(reply, response("done"), action="ACT-1")
    assert _open(world) == []
    assert (world.life().status, world.open()) == ("done", [])
    world.delete(reply)
    assert _open(world) == [("blocker", "inspection")]
    assert world.open() == ["ACT-1"]


def test_a_blocker_by_form_keeps_its_words() -> None:
    """The form's note, or at least the reason, is what cards quote."""
    world = World(CRITICAL)
    world.say(blocked("A-1", "inspection"))
    world.press("ACT-1", "not_done", cause="labour")
    world.press("ACT-1", "not_done", cause="weather", note="wind above 40")
    assert [m.words for m in _matters(world)[1:]] == ["not done: labour", "wind above 40"]


def test_the_reasons_of_two_errands_are_two_matters() -> None:
    """That both wait for the inspector does not make one of them: when one is done the other still waits, by its own time."""
    world = World()
    for number in ("ACT-1", "ACT-2"):
        world.ask(task=None, subject=SITE)
        world.press(number, "not_done", cause="inspection")
    assert [m.reason_of for m in _matters(world, None)] == ["ACT-1", "ACT-2"]
    world.press("ACT-1", "done")
    assert [m.reason_of for m in _matters(world, None)] == ["ACT-2"]


def test_an_unsure_reason_is_a_blocker_to_be_confirmed_only() -> None:
    """What nobody is sure of is never firm, and joins firmness as soon as somebody is."""
    world = World()
    world.say(blocked("A-1", hedged=True), blocked("A-1", "labour", confirm=True))
    assert [m.firm for m in _matters(world)] == [False, False]
    world.say(blocked("A-1"))
    assert [m.firm for m in _matters(world)] == [True, False]


def test_a_finish_in_the_schedule_ends_what_stood_before_it() -> None:
    """A newer schedule reports the task finished on Thursday: Tuesday's blocker is over; one of Friday opens it again."""
    world = World()
    world.say(blocked())
    done = task(
        "A-1",
        percent=100.0,
        actual_start=local("03-09 07:00").date(),
        actual_finish=local("03-12 07:00").date(),
    )
    world.take(plan(done), at="03-13 08:00")
    assert (world.facts().status, _open(world)) == ("done", [])
    world.say(blocked("A-1", "weather"))
    assert (world.facts().status, _open(world)) == ("in_progress", [("blocker", "weather")])


def test_a_matter_ended_by_an_answer_ends_on_the_task_and_on_the_site() -> None:
    """A hazard on a task stands in both places; once its action is done it stands in none."""
    world = World(CRITICAL)
    message = world.say(signal("safety", "A-1", klass="hazard", category="fall"))
    assert (_open(world), _open(world, None)) == ([("safety", "hazard")], [("safety", "hazard")])
    world.ask(matter=f"{message}#0")
    step = world.press("ACT-1", "done")
    assert (_open(world), _open(world, None)) == ([], [])
    assert site_of(world.memory).settled[0].origin == step


def test_things_are_the_same_where_one_name_says_more() -> None:
    """Words of one are among the other's, whatever their case; nothing named fits anything."""
    assert same_thing("crane", "Tower Crane")
    assert same_thing("", "pump")
    assert not same_thing("concrete pump", "concrete truck")


def test_why_an_errand_is_not_done_swallows_nothing_of_the_site() -> None:
    """A press says that plant is missing; the power that goes out is news, while the errand is open and after it is done."""
    for is_done in (False, True):
        world = World()
        errand = world.ask(subject=SITE, task=None, asked_by=user("grace"))
        world.press(errand, "not_done", cause="equipment", at="03-10 08:00")
        if is_done:
            world.press(errand, "done", at="03-10 09:00")
        out = world.say(blocked(None, cause="equipment", what="power"), at="03-10 10:00")
        assert [m.id for m in _matters(world, None) if m.what == "power"] == [f"{out}#0"]


def test_a_reason_that_is_over_is_not_gone_on_with() -> None:
    """What stands again after the action was done is a matter of its own."""
    world = World()
    errand = world.ask(asked_by=user("grace"))
    world.press(errand, "not_done", cause="material", at="03-10 08:00")
    world.press(errand, "done", at="03-10 09:00")
    again = world.say(blocked("A-1", what="rebar"), at="03-10 10:00")
    assert [m.id for m in _matters(world)] == [f"{again}#0"]
