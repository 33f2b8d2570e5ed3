"""Which machines are down, as people said: a blocker for want of equipment speaks of a machine of the register."""

from collections.abc import Iterable, Mapping

from rules.calendar import WorkCalendar
from rules.heard import heard
from rules.matter import Matter, open_matters
from rules.progress import facts
from rules.read import Reader, site_of, tasks
from rules.subject import ResourceState


def outages(matters: Iterable[Matter], register: Iterable[ResourceState]) -> Mapping[str, Matter]:
    """What is down, by its id, with the oldest matter that says so.

    Words of no task mean the machine that alone is called so (`crane down`). Words of a task mean one that the task had then:
    a task that stands for want of a lift says nothing of the lift of another.
    """
    machines = [one for one in register if one.resource.kind == "plant"]
    found: dict[str, Matter] = {}
    for matter in sorted(matters, key=lambda one: (one.since, one.id)):
        if (machine := _meant(matter, machines)) is not None:
            found.setdefault(machine.resource.id, matter)
    return found


def outages_of(read: Reader, calendar: WorkCalendar) -> Mapping[str, Matter]:
    """The same, of a whole site."""
    register = heard(read)
    if not register:
        return {}
    site = site_of(read)
    of_site = open_matters(site.live, site.settled, calendar)
    of_tasks = (matter for task in tasks(read) for matter in facts(task, calendar).of("blocker"))
    return outages((*(one for one in of_site if one.task is None), *of_tasks), register)


def _meant(matter: Matter, machines: list[ResourceState]) -> ResourceState | None:
    if matter.kind != "blocker" or matter.detail != "equipment" or not matter.firm or not matter.what:
        return None
    called = [one for one in machines if one.resource.is_called(matter.what)]
    if matter.task is not None:
        called = [
            one
            for one in called
            if any(b.task == matter.task and b.covers(matter.told) for b in one.bookings)
        ]
    return called[0] if len(called) == 1 else None
