"""The least harmful move: which crew or machine a task that lacks it can get, and from whom, weighed by float against gain."""

from dataclasses import dataclass
from datetime import datetime

from rules.deciding.decision import CaseValue
from rules.facts.field import Declare
from rules.progress import facts
from rules.read import Reader, resources, tasks
from rules.resources.resource import Booking, Resource, Transfer
from rules.resources.spare_machine import days_of, machine_for
from rules.resources.usage import now_booked
from rules.resources.want import machine_wanted, needed_until
from rules.subject import ResourceState, TaskState
from rules.worktime.calendar import WorkCalendar

_LEAST_FLOAT = 2.0  # working days: whoever has less to spare is in need itself soon
_MOST_DAYS = 5


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What can be moved to the `taker`: from the `giver` (None: nobody has it), something of the register, or only people."""

    taker: TaskState
    giver: TaskState | None = None
    thing: Resource | None = None
    transfer: Transfer | None = None


def offer_for(read: Reader, taker: TaskState, calendar: WorkCalendar, now: datetime) -> Offer | None:
    """The machine that it lacks or asked for, else a crew of its trade; None where nothing can be spared."""
    wanted = machine_wanted(facts(taker, calendar))
    if wanted is None:
        return _crew_for(read, taker, calendar, now)
    spared = machine_for(read, taker, wanted, calendar, now)
    if spared is None:
        return None
    return Offer(taker=taker, giver=spared.giver, thing=spared.machine, transfer=spared.transfer)


def _crew_for(read: Reader, taker: TaskState, calendar: WorkCalendar, now: datetime) -> Offer | None:
    """From the running task of its trade with the most float, at least two days and more than the taker has."""
    least = max(_LEAST_FLOAT, taker.float_days + 1)
    found = [
        task
        for task in tasks(read)
        if task.plan.id != taker.plan.id
        and task.plan.trade == taker.plan.trade != ""
        and task.float_days >= least
        and _runs(task, calendar)
    ]
    giver = min(found, key=lambda task: (-task.float_days, task.plan.id), default=None)
    if giver is None:
        return None
    crew = _crew_of(read, giver, now)
    if crew is None:
        return Offer(taker=taker, giver=giver)
    transfer = _moved(crew[0], crew[1], taker, giver, calendar, now)
    return Offer(taker=taker, giver=giver, thing=crew[0].resource, transfer=transfer)


def _crew_of(read: Reader, giver: TaskState, now: datetime) -> tuple[ResourceState, Booking] | None:
    """The crew of the register that the giver has now, with its booking."""
    for state in resources(read):
        for booking in now_booked(state, now) if state.resource.kind == "crew" else ():
            if booking.task == giver.plan.id:
                return state, booking
    return None


def _moved(
    crew: ResourceState,
    booking: Booking,
    taker: TaskState,
    giver: TaskState,
    calendar: WorkCalendar,
    now: datetime,
) -> Transfer:
    start = calendar.next_open(now)
    end = max(
        min(booking.end, needed_until(taker, start, calendar, _MOST_DAYS)), calendar.add_working(start, 1)
    )
    days = days_of(start, end, calendar)
    return Transfer(
        resource=crew.resource.id,
        taker=taker.plan.id,
        start=start,
        end=end,
        gains=days,
        taker_float=taker.float_days,
        booking=booking.id,
        giver=giver.plan.id,
        giver_float=giver.float_days,
        costs=days,
    )


def _runs(task: TaskState, calendar: WorkCalendar) -> bool:
    """A blocked task has no crew at work to give."""
    found = facts(task, calendar)
    return found.status == "in_progress" and not found.of("blocker")


def _cost(offer: Offer) -> str | None:
    if offer.transfer is None:
        return None
    if offer.giver is None:
        return "where nobody has it then"
    if not offer.transfer.costs:
        return "which needs it no longer"
    return f"which keeps {offer.transfer.left:g} of its {_days(offer.transfer.giver_float)} of float"


def _gain(offer: Offer) -> str | None:
    if offer.transfer is None:
        return None
    slips = f"can slip {_days(offer.taker.float_days)}" if offer.taker.float_days > 0 else "cannot slip"
    return f"{_named(offer.taker)} {slips} and works {_days(offer.transfer.gains)} instead of standing"


def _named(task: TaskState) -> str:
    return f"{task.plan.name} ({task.plan.id})"


def _days(count: float) -> str:
    return f"{count:g} working day{'' if count == 1 else 's'}"


def _thing(offer: Offer) -> str | None:
    return offer.thing.name if offer.thing else None


def _place(offer: Offer) -> str | None:
    """Where it is taken from."""
    if offer.giver is not None:
        return _named(offer.giver)
    return (offer.thing.zone if offer.thing else "") or "where it stands"


_of = Declare[Offer]("giver")
GIVER = {
    field.name: field
    for field in (
        _of.text("id", "the task that can spare it", "A-410", lambda o: o.giver.plan.id if o.giver else None),
        _of.text("name", "its name", "Level 1 drywall", lambda o: o.giver.plan.name if o.giver else None),
        _of.text("zone", "its zone", "L1", lambda o: o.giver.plan.zone if o.giver else None),
        _of.number(
            "float_days",
            "working days",
            "how far it can slip",
            "12",
            lambda o: o.giver.float_days if o.giver else None,
        ),
        _of.text(
            "moves", "the machine, or the crew of the register, that it gives", "Concrete pump 2", _thing
        ),
        _of.text(
            "place", "where that comes from: the task, or where it stands idle", "Stair 1 (S-910)", _place
        ),
        _of.text(
            "cost",
            "what it costs the giver, to be said after its place",
            "which keeps 8 of its 9 working days of float",
            _cost,
        ),
        _of.text(
            "gain",
            "what the taker has of it",
            "Level 3 slab pour (A-310) cannot slip and works 1 working day instead of standing",
            _gain,
        ),
    )
}


def giver_facts(offer: Offer) -> dict[str, CaseValue]:
    """What a text can say of who spares what, and at what cost."""
    found = {name: field.read(offer) for name, field in GIVER.items()}
    return {name: value for name, value in found.items() if isinstance(value, str | int | float)}
