"""The fields that rules can read of a crew or machine of the register."""

from rules.facts.field import Declare
from rules.facts.resource import ResourceView
from rules.resources.resource import KINDS
from rules.resources.usage import CLASHES
from rules.worktime.timed import Timed


def _down(r: ResourceView) -> Timed | None:
    return Timed(anchor=r.outage.since) if r.outage else None


def _said_down(r: ResourceView) -> str | None:
    return r.outage.id if r.outage else None


def _idle(r: ResourceView) -> Timed | None:
    return Timed(anchor=r.idle.since) if r.idle else None


def _clash_words(r: ResourceView) -> str | None:
    return f"{r.tasks(r.clash.bookings)}, {r.when(r.clash.start, r.clash.end)}" if r.clash else None


def _wanted(r: ResourceView) -> float | None:
    return sum(one.amount(r.resource) for one in r.clash.bookings) if r.clash else None


def _standing_for(r: ResourceView) -> str | None:
    """Of one that is idle: the task that has it all the same."""
    return r.task_name(r.idle.booking) if r.idle and r.idle.booking else None


_of = Declare[ResourceView]("resource")
RESOURCE = (
    _of.text("id", "its short name", "concrete-pump-2", lambda r: r.resource.id),
    _of.text("name", "what it is called", "Concrete pump 2", lambda r: r.resource.name),
    _of.text("kind", "a crew, or plant: a machine", "plant", lambda r: r.resource.kind, options=KINDS),
    _of.text(
        "trade", "of a crew, or of the crews that use the machine", "concrete", lambda r: r.resource.trade
    ),
    _of.text("zone", "where it stands when nobody has it", "L1", lambda r: r.resource.zone),
    _of.number(
        "count", "how many", "people of a crew, or machines of this sort", "8", lambda r: r.resource.count
    ),
    _of.number(
        "counted",
        "people",
        "of a crew's trade, by the last head count of this or the last working day",
        "6",
        lambda r: r.counted,
        daily=True,
    ),
    _of.truth("shared", "it serves the whole site, as a tower crane does", lambda r: r.resource.shared),
    _of.truth("here", "it is on site today, by the days of the register", lambda r: r.is_here),
    _of.truth("booked", "somebody has it now", lambda r: bool(r.current)),
    _of.text("task", "who has it now", "Level 3 slab pour (A-310)", lambda r: r.tasks(r.current)),
    _of.text(
        "next_task",
        "who has it next, after those who have it now",
        "Level 4 slab pour (A-410)",
        lambda r: r.task_name(r.next) if r.next else None,
    ),
    _of.number(
        "hours_to_next",
        "working hours",
        "until the next task has it",
        "6",
        lambda r: r.until(r.next.start if r.next else None),
        timed=True,
    ),
    _of.number("bookings", "count", "of it, under way or to come", "3", lambda r: len(r.left)),
    _of.truth(
        "down", "somebody said that it does not work", lambda r: r.outage is not None, evidence=_said_down
    ),
    _of.number(
        "down_hours", "working hours", "since it is down", "3", _down, timed=True, evidence=_said_down
    ),
    _of.text(
        "down_words",
        "the words that told it",
        "pump broke down",
        lambda r: r.outage_words,
        evidence=_said_down,
    ),
    _of.number(
        "idle_hours",
        "working hours",
        "on site, and nobody uses it: it is not booked, or its task stands, is done or has not begun; negative until the booking "
        "under way ends",
        "20",
        _idle,
        timed=True,
    ),
    _of.text(
        "standing_for", "of one that is idle: which task has it", "Level 2 walls (A-210)", _standing_for
    ),
    _of.text(
        "clash",
        "why bookings of it cannot be kept: two tasks or zones have it at once, more than there are, it is not on site then",
        "two_tasks",
        lambda r: r.clash.kind if r.clash else None,
        options=CLASHES,
    ),
    _of.text(
        "clash_words",
        "which bookings these are, and when",
        "Level 3 slab pour (A-310) and Stair 1 (S-910), Tue 10 Mar 07:00 to 12:00",
        _clash_words,
    ),
    _of.number("clash_wanted", "how many", "how many are wanted then", "12", _wanted),
    _of.number(
        "hours_to_clash",
        "working hours",
        "until the first such time begins",
        "4",
        lambda r: r.until(r.clash.start if r.clash else None),
        timed=True,
    ),
)
