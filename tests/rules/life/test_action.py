"""Where an action stands after each step, and when it is brought up by itself."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.life.action import Life, life, next_rung
from rules.life.touch import next_touch
from rules.subject import ActionState, Answer, ReminderPlan, Severity, Step, StepKind
from rules.worktime.calendar import WorkCalendar
from tests.rules.world import (
    CHICAGO,
    HOUR,
    Whatever,
    World,
    assignment,
    ladder,
    local,
    response,
    unstepped,
    user,
)

_OPENED = local("03-10 09:00")


def _step(answer: str | None = None, at: str = "03-10 10:00", **more: Whatever) -> Step:
    """An answer of diego's, or another kind of step."""
    given_: dict[str, Any] = {
        "kind": "answered" if answer else "closed",
        "by": user("diego"),
        "answer": answer,
    }
    given_ |= more
    return Step(id=f"{at}{answer}{more}", at=local(at), **given_)


def _life(*steps: Step, **changes: Whatever) -> Life:
    return life(ActionState(asked=assignment(**changes), opened=_OPENED, steps=steps))


_NOON, _LATER = local("03-10 12:00"), local("03-11 10:00")


@pytest.mark.parametrize(
    ("steps", "status", "owner", "due"),
    [
        ((), "assigned", "diego", "03-10 15:00"),
        ((_step("accepted"),), "accepted", "diego", "03-10 15:00"),
        ((_step("accepted", due=_LATER),), "promised", "diego", "03-11 10:00"),
        ((_step("eta", due=_NOON),), "promised", "diego", "03-10 12:00"),
        ((_step("eta"),), "assigned", "diego", "03-10 15:00"),
        ((_step("eta", due=local("03-10 09:59")),), "assigned", "diego", "03-10 15:00"),
        ((_step("not_done", cause="labour"),), "stuck", "diego", "03-10 15:00"),
        ((_step("not_done", due=_LATER),), "promised", "diego", "03-11 10:00"),
        ((_step("help"),), "stuck", "diego", "03-10 15:00"),
        ((_step("help"), _step("accepted", at="03-10 11:00")), "accepted", "diego", "03-10 15:00"),
        ((_step("reassign", to=user("minh")),), "assigned", "minh", "03-10 15:00"),
        ((_step("reassign"),), "assigned", "ana", "03-10 15:00"),
        ((_step("declined"),), "assigned", "ana", "03-10 15:00"),
        ((_step("declined"), _step("declined", at="03-10 11:00")), "assigned", "grace", "03-10 15:00"),
        ((_step("declined", to=user("diego")),), "stuck", "diego", "03-10 15:00"),
        ((_step("done"),), "done", "diego", "03-10 15:00"),
        ((_step("done"), _step("help", at="03-10 11:00")), "done", "diego", "03-10 15:00"),
        ((_step(note="gone"),), "resolved", "diego", "03-10 15:00"),
        ((_step(kind="closed", answer="declined"),), "dropped", "diego", "03-10 15:00"),
        ((_step(kind="answered"),), "assigned", "diego", "03-10 15:00"),
    ],
)
def test_where_it_stands(steps: tuple[Step, ...], status: str, owner: str, due: str) -> None:
    """Each answer leads to its status; a promise for a time that is over is none; after its end nothing changes."""
    found = _life(*steps)
    assert (found.status, found.owner, found.due) == (status, user(owner), local(due))
    assert found.is_open is (status not in ("done", "resolved", "dropped"))
    assert (found.closed is None) is found.is_open


def test_with_nobody_left_to_take_it_it_is_stuck() -> None:
    """The last of the ladder cannot hand it on without naming somebody."""
    found = _life(_step("declined"), ladder=ladder("diego"))
    assert (found.status, found.owner) == ("stuck", user("diego"))


def test_promises_count_when_they_move_the_time() -> None:
    """Repeating the time in force is no new promise, and leaves the reminders as they are."""
    found = _life(
        _step("eta", due=_NOON),
        _step("eta", at="03-10 11:00", due=_NOON),
        _step("eta", at="03-10 11:30", due=_LATER),
    )
    assert (found.promises, found.begun) == (2, local("03-10 11:30"))


def test_nobody_is_asked_twice_on_the_way_up() -> None:
    """The ladder leads past its owner, those who handed it on, and those it was escalated to, and then it ends."""
    asked = assignment(ladder=ladder("diego", "ana", "grace"))
    up = _step(kind="escalated", to=user("ana"))
    assert next_rung(asked, _life()) == user("ana")
    assert next_rung(asked, _life(up)) == user("grace")
    handed = _step("reassign", at="03-10 11:00", to=user("minh"))
    assert next_rung(asked, _life(up, handed)) == user("grace")
    assert (
        next_rung(asked, _life(up, handed, _step(kind="escalated", to=user("grace"), at="03-10 12:00")))
        is None
    )


def _world(**changes: Whatever) -> World:
    world = World(at="03-10 09:00")
    world.ask(**changes)
    return world


def test_reminders_before_at_and_after_then_up_the_ladder() -> None:
    """One hour before 15:00, at it, after it; then the next two rungs, two hours apart in working time; then silence."""
    world = _world()
    world.advance("04-20 12:00")
    assert world.steps() == [
        ("before", "03-10 14:00"),
        ("due", "03-10 15:00"),
        ("after", "03-10 16:00"),
        ("up", "03-10 17:00"),
        ("up", "03-11 09:00"),
    ]
    assert (world.life().helpers, world.life().level) == ((user("ana"), user("grace")), 2)


_PATIENT = ReminderPlan(before=(), after=(), escalate_after=None, again=5.0, at_most=4)


def test_given_to_somebody_beyond_its_line_it_is_told_that_nobody_takes_it_on() -> None:
    """Nobody of the ladder is left, and nothing was said since: Grace, who asked, hears two hours after its time."""
    world = _world(
        ladder=ladder("diego"), asked_by=user("grace"), plan=ReminderPlan(before=(), at_due=False, after=())
    )
    world.press("ACT-1", "reassign", to=user("minh"))
    world.advance("03-11 12:00")
    told = [(step.to, step.at) for step in world.actions()[0].steps if step.kind == "unheard"]
    assert told == [(user("grace"), local("03-10 17:00"))]


def test_what_stays_open_is_brought_up_ever_more_seldom_and_not_for_ever() -> None:
    """Half a shift after its time, then after a whole one, then after two and no more than two; after the fourth time silence."""
    world = _world(plan=_PATIENT)
    world.advance("04-20 12:00")
    assert world.steps() == [
        ("due", "03-10 15:00"),
        ("again", "03-11 10:00"),
        ("again", "03-12 10:00"),
        ("again", "03-16 10:00"),
        ("again", "03-18 10:00"),
    ]


def test_a_word_begins_the_growing_intervals_anew() -> None:
    """Started after the second time: half a shift of rest again, and four more times; a new time rests until then."""
    world = _world(plan=_PATIENT)
    world.advance("03-13 08:00")
    world.press("ACT-1", "started")
    assert [word for word, _ in world.steps()] == ["due", "again", "again"]
    world.advance("03-16 08:00")
    assert world.steps()[3:] == [("again", "03-13 13:00")]
    world.press("ACT-1", "eta", due=local("03-17 12:00"))
    world.advance("03-17 17:00")
    assert world.steps()[4:] == [("due", "03-17 12:00"), ("again", "03-17 17:00")]


def test_who_is_on_it_is_not_asked_in_two_ways() -> None:
    """Taken on after its time it counts as not taken on a shift later; only half a shift after that it is brought up again."""
    world = _world(plan=_PATIENT)
    world.advance("03-10 16:30")
    world.press("ACT-1", "accepted")
    world.advance("03-12 12:00")
    assert [(s.kind, f"{CHICAGO.local(s.at):%m-%d %H:%M}") for s in world.actions()[0].steps[2:]] == [
        ("forgotten", "03-11 16:30"),
        ("reminded", "03-12 11:30"),
    ]


def test_an_answer_stops_it_on_its_way_up() -> None:
    """Ana, to whom it went up, is on it: Grace hears of it only once nothing was heard for a shift."""
    world = _world()
    world.advance("03-10 18:00")
    assert world.life().helpers == (user("ana"),)
    world.press("ACT-1", "started", at="03-11 08:00", by="ana")
    world.advance("03-11 17:00")
    assert world.life().helpers == (user("ana"),)
    world.advance("03-12 08:00")
    assert world.life().helpers == (user("ana"), user("grace"))


def test_a_new_promise_restarts_the_reminders() -> None:
    """Those of the old time that did not come are dropped; those of the new time come each once."""
    world = _world()
    world.advance("03-10 14:30")
    world.press("ACT-1", "not_done", due=local("03-11 10:00"))
    world.advance("03-11 10:30")
    assert world.steps() == [("before", "03-10 14:00"), ("before", "03-11 09:00"), ("due", "03-11 10:00")]


def test_repeating_a_promise_costs_no_reminder() -> None:
    """The same time said again after the first reminder leaves the second and third where they are."""
    world = _world()
    world.press("ACT-1", "eta", due=local("03-10 16:00"))
    world.advance("03-10 15:30")
    world.press("ACT-1", "eta", due=local("03-10 16:00"))
    world.advance("03-10 17:00")
    assert world.steps() == [("before", "03-10 15:00"), ("due", "03-10 16:00"), ("after", "03-10 17:00")]


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (
            "03-13 17:00",
            [
                ("before", "03-13 16:00"),
                ("due", "03-13 17:00"),
                ("after", "03-16 08:00"),
                ("up", "03-16 09:00"),
            ],
        ),
        (
            "03-14 10:00",
            [
                ("before", "03-13 16:00"),
                ("due", "03-16 07:00"),
                ("after", "03-16 08:00"),
                ("up", "03-16 09:00"),
            ],
        ),
        (
            "03-13 23:00",
            [
                ("before", "03-13 16:00"),
                ("due", "03-16 07:00"),
                ("after", "03-16 08:00"),
                ("up", "03-16 09:00"),
            ],
        ),
        (
            "03-16 07:00",
            [
                ("before", "03-13 16:00"),
                ("due", "03-16 07:00"),
                ("after", "03-16 08:00"),
                ("up", "03-16 09:00"),
            ],
        ),
    ],
)
def test_a_promise_for_the_night_or_the_weekend_waits_for_work(
    due: str, expected: list[tuple[str, str]]
) -> None:
    """The end of a shift is still work; what falls due at night is asked about in the morning."""
    world = _world(due=local(due))
    world.advance("03-16 10:00")
    assert world.steps() == expected


def test_safety_does_not_wait_for_the_shift() -> None:
    """Friday evening's hazard is reminded of and escalated by the clock, through the night."""
    world = World(at="03-13 20:00")
    plan_ = ReminderPlan(before=(0.5,), after=(1.0,), escalate_after=2.0)
    world.ask(due=local("03-13 22:00"), severity="safety", plan=plan_)
    world.advance("03-14 09:00")
    assert world.steps() == [
        ("before", "03-13 21:30"),
        ("due", "03-13 22:00"),
        ("after", "03-13 23:00"),
        ("up", "03-14 00:00"),
        ("up", "03-14 02:00"),
    ]


def test_wakes_lived_through_late_come_in_order_at_their_own_times() -> None:
    """A process that was down from Friday to Monday remembers each reminder at the instant at which it was to come."""
    world = _world(
        due=local("03-13 15:00"), plan=ReminderPlan(before=(2.0, 1.0), after=(1.0,), escalate_after=None)
    )
    lived = world.advance("03-16 12:00")
    assert [at for at, key in lived if key.kind == "action"] == [
        local(f"03-13 {hour}:00") for hour in (13, 14, 15, 16)
    ]
    assert [word for word, _ in world.steps()] == ["before", "before", "due", "after"]


def test_what_was_missed_is_made_up_for_once() -> None:
    """Reopened hours after its time, the owner gets the last reminder alone, and then it goes up."""
    world = _world()
    step = world.press("ACT-1", "done", at="03-10 13:00")
    assert world.wakes.keys().isdisjoint({action.key for action in world.actions()})
    world.take(unstepped("ACT-1", step), at="03-10 16:30")
    world.advance("03-10 16:45")
    assert world.steps() == [("after", "03-10 16:30")]
    world.advance("03-10 17:00")
    assert world.steps()[1:] == [("up", "03-10 17:00")]


def test_who_takes_over_an_overdue_action_has_time_to_answer() -> None:
    """The new owner is reminded and the next rung asked counting from when they were asked, never the one who declined."""
    world = _world()
    world.advance("03-10 15:30")
    world.press("ACT-1", "reassign", to=user("minh"))
    world.advance("04-01 12:00")
    assert world.steps()[2:] == [("after", "03-10 16:30"), ("up", "03-11 07:30"), ("up", "03-11 09:30")]
    assert world.life().helpers == (user("ana"), user("grace"))


def test_due_before_it_was_asked() -> None:
    """It is overdue from the start; who is asked has an hour, and is not told of a time that was over."""
    world = _world(due=local("03-10 08:00"))
    world.advance("03-10 11:30")
    assert world.steps() == [("after", "03-10 10:00"), ("up", "03-10 11:00")]


@pytest.mark.parametrize("answer", ["done", "accepted", "help"])
def test_a_closed_action_is_left_alone(answer: Answer) -> None:
    """Once done nothing comes of itself; before that it does."""
    world = _world()
    world.press("ACT-1", answer)
    found = world.actions()[0]
    assert (next_touch(found, lambda _: CHICAGO) is None) is (answer == "done")


def test_an_edited_answer_stands_where_it_was_given() -> None:
    """ "On it" of 10:00 edited in the afternoon to a promise: the promise counts from 10:00, reminders of then are told."""
    world = _world()
    reply = world.say(response("accepted"), action="ACT-1", by="diego", at="03-10 10:00")
    world.advance("03-10 15:30")
    world.edit(reply, response("eta", when="2026-03-10T16:30"), action="ACT-1")
    assert [s.kind for s in world.actions()[0].steps] == ["answered", "reminded", "reminded"]
    world.advance("03-10 16:45")
    assert world.steps()[2:] == [("before", "03-10 15:30"), ("due", "03-10 16:30")]


def test_a_step_that_was_taken_back_costs_no_later_reminder() -> None:
    """Deleting the reply that stood before the reminders leaves those to come as they were."""
    world = _world()
    reply = world.say(response("accepted"), action="ACT-1", by="diego")
    world.advance("03-10 14:00")
    world.delete(reply)
    world.advance("03-10 15:00")
    assert world.steps() == [("before", "03-10 14:00"), ("due", "03-10 15:00")]


@pytest.mark.parametrize(
    ("due", "before"),
    [("03-08 08:00", "03-07 16:30"), ("11-01 08:00", "10-31 16:30"), ("11-01 01:30", "10-31 15:30")],
)
def test_clock_changes_keep_working_time(due: str, before: str) -> None:
    """On the mornings on which the clock moves an hour and a half before is still one and a half working hours."""
    week = WorkCalendar(timezone="America/Chicago", weekdays=frozenset(range(7)))
    asked = assignment(due=local(due), plan=ReminderPlan(before=(1.5,), after=(), escalate_after=None))
    opened = local(due) - 48 * HOUR
    touch = next_touch(ActionState(asked=asked, opened=opened), lambda _: week)
    assert touch is not None and touch.at == local(before)


_CALENDARS = (
    CHICAGO,
    WorkCalendar(timezone="Europe/Berlin", opens=time(22), closes=time(6), weekdays=frozenset({0, 2, 5})),
)


@given(
    calendar=st.sampled_from(_CALENDARS),
    due=st.integers(-48, 400),
    before=st.lists(st.sampled_from((0.5, 1.0, 4.0, 12.0)), max_size=3),
    after=st.lists(st.sampled_from((0.0, 1.0, 3.0)), max_size=3),
    escalate=st.sampled_from((None, 0.0, 2.0)),
    severity=st.sampled_from(("medium", "safety")),
    promises=st.lists(st.integers(1, 80), max_size=3),
    late=st.integers(0, 50),
)
@settings(max_examples=150)
def test_every_plan_comes_to_an_end(
    calendar: WorkCalendar,
    due: int,
    before: list[float],
    after: list[float],
    escalate: float | None,
    severity: Severity,
    promises: list[int],
    late: int,
) -> None:
    """Lived through, on time or late, touches come in order, never twice to the same end, and stop."""
    plan_ = ReminderPlan(before=tuple(before), after=tuple(after), escalate_after=escalate)
    asked = assignment(due=_OPENED + due * HOUR / 2, plan=plan_, severity=severity)
    action, now, seen = ActionState(asked=asked, opened=_OPENED), _OPENED, []
    for count in range(40):
        touch = next_touch(action, lambda _: calendar, now)
        if touch is None:
            break
        now = max(touch.at, now) + late * HOUR / 10
        answered = count < len(promises)
        seen.append((touch.kind, touch.to, now, life(action).promises))
        kind: StepKind = "escalated" if touch.kind == "escalate" else "reminded"
        assert touch.kind == "escalate" or touch.reminder
        steps = [Step(id=str(count), kind=kind, at=now, to=touch.to, reminder=touch.reminder)]
        if answered:
            steps.append(
                Step(id=f"a{count}", kind="answered", at=now, answer="eta", due=now + promises[count] * HOUR)
            )
        action = replace(action, steps=(*action.steps, *steps))
    else:
        raise AssertionError("it goes on for ever")
    instants: list[datetime] = [at for _, _, at, _ in seen]
    assert instants == sorted(instants)
    ups = [to for kind, to, _, _ in seen if kind == "escalate"]
    assert len(ups) == len(set(ups))
    dues = [round_ for kind, _, _, round_ in seen if kind == "due"]
    assert len(dues) == len(set(dues))
