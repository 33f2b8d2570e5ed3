"""A crew or a machine of a planner's file, with what it is assigned to, as a listing of the register."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rules.resources.resource import Booking, Listing, Resource, ResourceKind

_LEAST = 0.01


@dataclass(frozen=True, kw_only=True)
class Assigned:
    """So many units of a resource for a task, from `start` until before `end`."""

    task: str
    start: datetime
    end: datetime
    units: float


def listing_of(
    short: str, name: str, kind: ResourceKind, limit: float, assigned: Iterable[Assigned]
) -> Listing:
    """The listing under the id `short`.

    How many there are is the file's limit, or the most that are booked at once where that is more: that a plan asks
    too much is its planner's to see, and no news on site.
    """
    bookings = tuple(
        Booking(
            id=f"schedule:{short}:{place}",
            start=one.start,
            end=one.end,
            task=one.task,
            count=round(max(one.units, _LEAST), 2),
            origin="schedule",
        )
        for place, one in enumerate(assigned)
    )
    most = max((_at_once(one, bookings) for one in bookings), default=0.0)
    count = round(max(limit, most, 1.0), 2)
    return Listing(resource=Resource(id=short, name=name, kind=kind, count=count), bookings=bookings)


def _at_once(one: Booking, bookings: tuple[Booking, ...]) -> float:
    """How many are booked when this booking begins."""
    return sum(other.count for other in bookings if other.covers(one.start))
