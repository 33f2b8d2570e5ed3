"""Which machine can be spared: one that nobody has then, else that of the task whose slip harms least."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from rules.matter import Matter
from rules.progress import facts
from rules.read import Reader, resource_of, task_of
from rules.resources.heard import heard
from rules.resources.outage import outages_of
from rules.resources.resource import Booking, Resource, Transfer
from rules.resources.usage import is_here
from rules.resources.want import needed_at, needed_until
from rules.subject import ResourceState, TaskState
from rules.worktime.calendar import WorkCalendar

_LEAST_FLOAT = 2.0  # working days: whoever has less to spare is in need itself soon
_MOST_DAYS = 5  # a loan of more than a week is planned, not tapped
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, kw_only=True)
class Spared:
    """A machine that can go to a task, and who gives it (None: nobody has it then)."""

    machine: Resource
    giver: TaskState | None
    transfer: Transfer


def machine_for(
    read: Reader, taker: TaskState, wanted: Matter, calendar: WorkCalendar, now: datetime
) -> Spared | None:
    """The machine of that sort whose move harms least; None where there is none, or the taker has one that works.

    One that nobody has comes first, then that of the giver who can still slip furthest afterwards: at least two days before,
    and further than the taker, whose standing it ends. None that is down, shared, or not on site.
    """
    register, down = heard(read), outages_of(read, calendar)
    start = max(calendar.next_open(now), needed_at(wanted, calendar))
    broken = [one for one in register if _has(one, taker, start) and one.resource.id in down]
    sorts = {one.resource.sort for one in broken}
    fit = [one for one in register if _fits(one, wanted.what, sorts) and one.resource.id not in down]
    if any(_has(one, taker, start) for one in fit):
        return None
    end = needed_until(taker, start, calendar, _MOST_DAYS, wanted)
    loans = (_loan(read, one, taker, start, end, calendar) for one in fit)
    found = [one for one in loans if one is not None]
    best = min(found, key=_harm, default=None)
    if best is None or not broken or wanted.kind == "request":
        return best
    instead = broken[0].resource.id
    return replace(best, transfer=replace(best.transfer, instead=instead, wanted=down[instead].id))


def _harm(one: Spared) -> tuple[bool, float, str]:
    """None where nobody has it, else the less, the further its giver can still slip."""
    return (one.transfer.costs > 0, -one.transfer.left, one.machine.id)


def why_not_moved(read: Reader, transfer: Transfer, calendar: WorkCalendar, now: datetime) -> str:
    """Why what was proposed cannot be moved any more, in words; empty where it can."""
    state = resource_of(read, transfer.resource)
    if state is None or state.retired:
        return "it is no longer in the register"
    name = state.resource.name
    if transfer.end <= now:
        return "its time is over"
    if (outage := outages_of(read, calendar).get(transfer.resource)) is not None:
        return f"{name} is down: “{outage.words}”"
    has = {one.id for one in state.bookings}
    if transfer.booking and transfer.booking not in has:
        return f"the booking of {name} for {transfer.giver} is not there any more"
    others = [one for one in _at_once(state, transfer.start, transfer.end) if one.id != transfer.booking]
    if sum(one.amount(state.resource) for one in others) + 1 > state.resource.count:
        return f"{name} was booked for {others[0].task or 'something else'} since"
    return ""


def days_of(start: datetime, end: datetime, calendar: WorkCalendar) -> int:
    """The working days on which there is something of it, at least one."""
    first, last = calendar.local_date(start), calendar.local_date(end - _TICK)
    return max(1, calendar.working_days_between(first, last) + calendar.is_working_day(first))


def _fits(state: ResourceState, what: str, sorts: set[str]) -> bool:
    resource = state.resource
    named = resource.is_called(what) or resource.sort in sorts
    return resource.kind == "plant" and not resource.shared and named


def _has(state: ResourceState, taker: TaskState, at: datetime) -> bool:
    return any(one.task == taker.plan.id and one.end > at for one in state.bookings)


def _loan(
    read: Reader,
    state: ResourceState,
    taker: TaskState,
    start: datetime,
    end: datetime,
    calendar: WorkCalendar,
) -> Spared | None:
    resource = state.resource
    if not (
        is_here(resource, calendar.local_date(start)) and is_here(resource, calendar.local_date(end - _TICK))
    ):
        return None
    taken = _at_once(state, start, end)
    transfer = Transfer(
        resource=resource.id,
        taker=taker.plan.id,
        start=start,
        end=end,
        gains=days_of(start, end, calendar),
        taker_float=taker.float_days,
    )
    if sum(one.amount(resource) for one in taken) + 1 <= resource.count:
        return Spared(machine=resource, giver=None, transfer=transfer)
    return _from_giver(read, resource, taken, taker, transfer, calendar) if len(taken) == 1 else None


def _from_giver(
    read: Reader,
    resource: Resource,
    taken: list[Booking],
    taker: TaskState,
    transfer: Transfer,
    calendar: WorkCalendar,
) -> Spared | None:
    """What one other task has of it gives way, where it can."""
    booking = taken[0]
    giver = task_of(read, booking.task)
    if giver is None or resource.count != 1:
        return None
    is_done = facts(giver, calendar).status == "done"
    lost = days_of(max(booking.start, transfer.start), min(booking.end, transfer.end), calendar)
    moved = replace(
        transfer,
        booking=booking.id,
        giver=giver.plan.id,
        giver_float=giver.float_days,
        costs=0 if is_done else lost,
    )
    harms = giver.float_days < max(_LEAST_FLOAT, taker.float_days + 1) or moved.left <= taker.float_days
    return None if harms and not is_done else Spared(machine=resource, giver=giver, transfer=moved)


def _at_once(state: ResourceState, start: datetime, end: datetime) -> list[Booking]:
    return [one for one in state.bookings if one.start < end and start < one.end]
