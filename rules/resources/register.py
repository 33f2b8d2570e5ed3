"""The register of crews and plant: what comes into it, what is booked of it, what is moved, and whom that concerns."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from rules.folding.entry import Booked, Entry, Listed, Registered
from rules.folding.state import Overlay
from rules.key import SITE, Key
from rules.matter import Matter
from rules.progress import facts
from rules.read import Reader, resource_of, site_of, task_of, tasks
from rules.resources.moved import booking_of, moved_by
from rules.resources.resource import Booking, Listing, Resource, Transfer
from rules.signal import Signal
from rules.subject import Broken, Live, ResourceState, Settled, SiteState, Subject, TaskState
from rules.worktime.calendar import WorkCalendar

_KEPT = timedelta(days=60)
_SPEAKING = ("blocker", "cleared", "delivery")


def enter(part: Overlay, entry: Registered | Booked | Listed, at: datetime) -> None:
    """Bring the register in step with the entry."""
    match entry:
        case Registered():
            _register(part, entry, at)
        case Booked():
            _book(part, entry, at)
        case Listed():
            _list(part, entry, at)


def move(part: Overlay, entry: Entry, at: datetime) -> None:
    """What an action moves is moved as soon as nobody has to approve it any more."""
    action = moved_by(part, entry)
    transfer = action.asked.moves if action else None
    state = resource_of(part, transfer.resource) if transfer else None
    if action is None or transfer is None or state is None or state.retired:
        return
    origin = booking_of(action)
    start = max(transfer.start, at)
    if start < transfer.end:
        taken = Booking(id=origin, start=start, end=transfer.end, task=transfer.taker, origin=action.asked.id)
        given = _given_way(state, transfer, start, site_of(part).calendar)
        part.put(_with(part, state, [*given, taken], at))
        _replace(part, transfer, start, at)
        _answer(part, state.resource, taken, by=None, at=at)


def tell_register(before: Reader, part: Overlay) -> None:
    """Let crews and machines count as changed of which something was said, and the tasks that have, or had, a changed one."""
    touched: dict[Key, None] = {}
    for key, after in list(part.changed.items()):
        old = before.get(key)
        match after:
            case ResourceState() if _is_other(old, after):
                touched[SITE] = None
                touched.update(dict.fromkeys(_tasks_of(old)) | dict.fromkeys(_tasks_of(after)))
            case TaskState() | SiteState():
                touched.update(dict.fromkeys(_spoken_of(part, old, after)))
    for key in touched:
        subject = site_of(part) if key == SITE else part.get(key)
        if subject is not None and key not in part.changed:
            part.put(subject)


def _register(part: Overlay, entry: Registered, at: datetime) -> None:
    known = resource_of(part, entry.resource.id)
    fresh = ResourceState(resource=entry.resource, added=at, origin=entry.origin)
    state = _changed(known or fresh, entry.resource, at)
    part.put(replace(state, retired=entry.retired, broken=None if entry.works else state.broken))


def _book(part: Overlay, entry: Booked, at: datetime) -> None:
    state = resource_of(part, entry.resource)
    if state is None:
        return
    _answer(part, state.resource, entry.booking, entry.by, at, freed=entry.freed)
    kept = [one for one in state.bookings if one.id != entry.booking.id]
    part.put(_with(part, state, kept if entry.freed else [*kept, entry.booking], at))


def _answer(
    part: Overlay, resource: Resource, booking: Booking, by: str | None, at: datetime, *, freed: bool = False
) -> None:
    """A booking answers what was asked for its task; changed it answers anew, and taken back not at all."""
    for task in list(tasks(part)):
        left = tuple(end for end in task.settled if end.origin != booking.id)
        if not freed and task.plan.id == booking.task:
            asked = facts(replace(task, settled=left), site_of(part).calendar).of("request")
            answered = [one for one in asked if one.detail == "equipment" and resource.is_called(one.what)]
            left += tuple(_settled(one, booking, by, at) for one in answered)
        if left != task.settled:
            part.put(replace(task, settled=left))


def _settled(request: Matter, booking: Booking, by: str | None, at: datetime) -> Settled:
    return Settled(matter=request.id, at=at, by=by or "", action=f"booking:{booking.id}", origin=booking.id)


def _replace(part: Overlay, transfer: Transfer, start: datetime, at: datetime) -> None:
    """What was moved stands in for a machine that is down: the taker does not have that any more, and it stays down."""
    old, task = resource_of(part, transfer.instead), task_of(part, transfer.taker)
    places = (task, site_of(part)) if task else (site_of(part),)
    said = [one for place in places for one in place.live if one.id == transfer.wanted]
    if old is None or not said:
        return
    told = said[0]
    broken = Broken(live=told.id, since=told.at, by=told.by, words=told.signal.words)
    kept = [
        replace(one, end=min(one.end, start)) if one.task == transfer.taker else one
        for one in old.bookings
        if one.task != transfer.taker or one.start < start
    ]
    part.put(replace(_with(part, old, kept, at), broken=broken))


def _given_way(
    state: ResourceState, transfer: Transfer, start: datetime, calendar: WorkCalendar
) -> Iterator[Booking]:
    """The other bookings; that of the giver is left with what lies before and after the move."""
    for one in state.bookings:
        if one.id != transfer.booking:
            yield one
            continue
        if one.start < start:
            yield replace(one, end=min(one.end, start))
        if (again := max(one.start, calendar.next_open(transfer.end))) < one.end:
            yield replace(one, id=f"{one.id}+", start=again)


def _list(part: Overlay, entry: Listed, at: datetime) -> None:
    named = {one.resource.id for one in entry.listings}
    for state in [one for one in part.all("resource") if isinstance(one, ResourceState)]:
        if state.origin == entry.origin and state.resource.id not in named and not state.retired:
            part.put(replace(_with(part, state, _others(state, entry.origin), at), retired=True))
    for listing in entry.listings:
        part.put(_listed(part, listing, entry.origin, at))


def _listed(part: Overlay, listing: Listing, origin: str, at: datetime) -> ResourceState:
    known = resource_of(part, listing.resource.id)
    state = known or ResourceState(resource=listing.resource, added=at, origin=origin)
    state = replace(_changed(state, listing.resource, at), retired=False)
    return _with(part, state, [*_others(state, origin), *listing.bookings], at)


def _changed(state: ResourceState, resource: Resource, at: datetime) -> ResourceState:
    same = resource == state.resource and not state.retired
    return replace(state, resource=resource, added=state.added if same else at)


def _others(state: ResourceState, origin: str) -> list[Booking]:
    return [one for one in state.bookings if one.origin != origin]


def _with(part: Overlay, state: ResourceState, bookings: Iterable[Booking], at: datetime) -> ResourceState:
    """With these bookings in order, each with its zone; what was over long ago is forgotten."""
    kept = [_placed(part, one) for one in bookings if one.end > at - _KEPT]
    return replace(state, bookings=tuple(sorted(kept, key=lambda one: (one.start, one.end, one.id))))


def _placed(part: Overlay, booking: Booking) -> Booking:
    task = task_of(part, booking.task)
    return replace(booking, zone=task.plan.zone) if task and not booking.zone else booking


def _is_other(old: Subject | None, after: ResourceState) -> bool:
    """Whether more of it changed than what rules remember of it."""
    if not isinstance(old, ResourceState):
        return True
    return replace(after, memory=old.memory, watches=old.watches) != old


def _tasks_of(state: Subject | None) -> list[Key]:
    bookings = state.bookings if isinstance(state, ResourceState) else ()
    return [Key("task", one.task) for one in bookings if one.task]


def _spoken_of(part: Overlay, old: Subject | None, after: TaskState | SiteState) -> list[Key]:
    """The crews and machines that what was newly said, or taken back, may be about."""
    was = old.live if isinstance(old, TaskState | SiteState) else ()
    planned = isinstance(old, TaskState) and isinstance(after, TaskState) and old.plan is not after.plan
    changed = _differing(was, after.live)
    if not (changed or planned):
        return []
    every = [one for one in part.all("resource") if isinstance(one, ResourceState) and not one.retired]
    return [
        one.key
        for one in every
        if after.key in _tasks_of(one) or any(_may_mean(live.signal, one.resource) for live in changed)
    ]


def _may_mean(signal: Signal, resource: Resource) -> bool:
    """Whether words tell of a machine that it broke down, is back, or came; what is back may go without its name."""
    if signal.kind not in _SPEAKING or resource.kind != "plant":
        return False
    return resource.is_called(signal.what) or (signal.kind == "cleared" and not signal.what)


def _differing(was: tuple[Live, ...], now: tuple[Live, ...]) -> list[Live]:
    if was is now:
        return []
    before, after = {one.id: one for one in was}, {one.id: one for one in now}
    return [one for one in (*was, *now) if before.get(one.id) != after.get(one.id)]
