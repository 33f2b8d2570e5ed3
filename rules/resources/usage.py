"""How a crew or machine is used: whether it is on site, who has it when, where it is promised twice, since when it is idle."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from rules.progress import facts
from rules.read import Reader, task_of
from rules.resources.resource import Booking, Resource
from rules.subject import ResourceState
from rules.worktime.calendar import WorkCalendar

ClashKind = Literal["two_tasks", "two_zones", "too_many", "not_there"]
CLASHES: tuple[ClashKind, ...] = ("two_tasks", "two_zones", "too_many", "not_there")


@dataclass(frozen=True, kw_only=True)
class Clash:
    """Bookings that cannot all be kept, and from when until when: more is wanted at once than there is, or it is not on site."""

    kind: ClashKind
    start: datetime
    end: datetime
    bookings: tuple[Booking, ...]


@dataclass(frozen=True, kw_only=True)
class Idle:
    """Since when nobody uses it (an instant to come: somebody does until then), and, of one that is booked, the booking."""

    since: datetime
    booking: Booking | None = None


def is_here(resource: Resource, day: date) -> bool:
    """Whether it is on site that day."""
    return (resource.since is None or resource.since <= day) and (
        resource.until is None or day <= resource.until
    )


def now_booked(state: ResourceState, now: datetime) -> tuple[Booking, ...]:
    """The bookings that are under way."""
    return tuple(one for one in state.bookings if one.covers(now))


def next_booked(state: ResourceState, now: datetime) -> Booking | None:
    """The first booking to come."""
    return next((one for one in state.bookings if one.start > now), None)


def clashes(state: ResourceState, calendar: WorkCalendar, now: datetime) -> tuple[Clash, ...]:
    """What of its bookings cannot be kept from now on, the first first."""
    left = [one for one in state.bookings if one.end > now]
    found = [*_absences(state.resource, left, calendar), *_crowds(state.resource, left, now)]
    return tuple(sorted((one for one in found if one.end > now), key=lambda one: (one.start, one.kind)))


def next_change(state: ResourceState, calendar: WorkCalendar, now: datetime) -> datetime | None:
    """When it is next otherwise by the register alone: a booking begins or ends, it comes or has left; None: never."""
    resource = state.resource
    instants = [at for one in state.bookings for at in (one.start, one.end)]
    instants += [calendar.opening(resource.since)] if resource.since else []
    instants += [calendar.opening(resource.until + timedelta(days=1))] if resource.until else []
    return min((at for at in instants if at > now), default=None)


def idle(state: ResourceState, read: Reader, calendar: WorkCalendar, now: datetime) -> Idle | None:
    """Since when nobody uses it; None of what the whole site shares, and of what is not on site.

    One is used by a booking under way whose task runs and is not stopped. A crew is only idle where bookings are kept of it:
    many sites book none, and their crews work all the same.
    """
    resource = state.resource
    if resource.shared or not is_here(resource, calendar.local_date(now)):
        return None
    current = now_booked(state, now)
    if not current:
        return _unbooked(state, calendar, now)
    unused = [_unused_since(one, read, calendar) for one in current]
    begun = [since for since in unused if since is not None]
    if len(begun) < len(unused):
        return Idle(since=_in_use_until(state, now))
    return Idle(since=max(begun), booking=current[0])


def _unbooked(state: ResourceState, calendar: WorkCalendar, now: datetime) -> Idle | None:
    resource, over = state.resource, [one.end for one in state.bookings if one.end <= now]
    if resource.kind == "crew" and not state.bookings:
        return None
    came = calendar.opening(resource.since) if resource.since else state.added
    return Idle(since=max([came, state.added, *over]))


def _unused_since(booking: Booking, read: Reader, calendar: WorkCalendar) -> datetime | None:
    """Since when its task does nothing with it, None while it may; of a task that nobody knows, nobody can say."""
    task = task_of(read, booking.task)
    if task is None:
        return None
    found = facts(task, calendar)
    stopped = [matter.since for matter in found.of("blocker") if matter.firm]
    if stopped:
        return max(booking.start, min(stopped))
    if found.status == "in_progress":
        return None
    return max(booking.start, found.last_word or booking.start) if found.status == "done" else booking.start


def _in_use_until(state: ResourceState, now: datetime) -> datetime:
    """The end of what is booked without a gap."""
    until = now
    for one in state.bookings:
        if one.start <= until < one.end:
            until = one.end
    return until


def _absences(resource: Resource, left: list[Booking], calendar: WorkCalendar) -> Iterator[Clash]:
    """Bookings of days on which it is not on site."""
    comes = calendar.opening(resource.since) if resource.since else None
    goes = calendar.closing(resource.until) if resource.until else None
    for one in left:
        if comes is not None and one.start < comes:
            yield Clash(kind="not_there", start=one.start, end=min(one.end, comes), bookings=(one,))
        elif goes is not None and one.end > goes:
            yield Clash(kind="not_there", start=max(one.start, goes), end=one.end, bookings=(one,))


def _crowds(resource: Resource, left: list[Booking], now: datetime) -> Iterator[Clash]:
    """Times at which more is booked than there is; what is booked with the same others is told once."""
    told: set[tuple[str, ...]] = set()
    for one in left:
        at_once = tuple(other for other in left if other.covers(max(one.start, now)))
        names = tuple(other.id for other in at_once)
        if sum(other.amount(resource) for other in at_once) <= resource.count or names in told:
            continue
        told.add(names)
        start, end = max(other.start for other in at_once), min(other.end for other in at_once)
        yield Clash(kind=_kind(resource, at_once), start=start, end=end, bookings=at_once)


def _kind(resource: Resource, at_once: tuple[Booking, ...]) -> ClashKind:
    if any(one.amount(resource) > resource.count for one in at_once):
        return "too_many"
    zones = {one.zone for one in at_once if one.zone}
    if resource.kind == "crew":
        return (
            "too_many"
            if any(one.count for one in at_once)
            else "two_zones"
            if len(zones) > 1
            else "two_tasks"
        )
    return "two_tasks" if resource.count == 1 else "too_many"
