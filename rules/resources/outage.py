"""Which machines are down, as people said: a blocker for want of equipment speaks of a machine of the register."""

from collections.abc import Iterable, Mapping

from rules.matter import Matter, is_firm, open_matters
from rules.progress import facts
from rules.read import Reader, message_of, site_of, tasks
from rules.resources.heard import heard
from rules.subject import Broken, Live, ResourceState
from rules.worktime.calendar import WorkCalendar


def outages(
    read: Reader, matters: Iterable[Matter], register: Iterable[ResourceState]
) -> Mapping[str, Matter]:
    """What is down, by its id, with the oldest matter that says so.

    Words of no task mean the machine that alone is called so (`crane down`). Words of a task mean one that the task had then:
    a task that stands for want of a lift says nothing of the lift of another. One that was replaced is down until it is back.
    """
    machines = [one for one in register if one.resource.kind == "plant"]
    found = {one.resource.id: matter for one in machines if (matter := _broken(read, one)) is not None}
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
    return outages(read, (*(one for one in of_site if one.task is None), *of_tasks), register)


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


def _broken(read: Reader, state: ResourceState) -> Matter | None:
    broken = state.broken
    if (
        broken is None
        or not _is_said(read, broken)
        or any(_is_back(one, state, broken) for one in site_of(read).live)
    ):
        return None
    return Matter(
        id=broken.live,
        kind="blocker",
        detail="equipment",
        since=broken.since,
        told=broken.since,
        by=broken.by,
        words=broken.words,
        what=state.resource.name,
        firm=True,
        evidence=(broken.live,),
    )


def _is_said(read: Reader, broken: Broken) -> bool:
    """Whether nobody took the words back; the answer by form or button is no message."""
    message = message_of(read, broken.live.rpartition("#")[0])
    return message is None or any(one.id == broken.live for one in message.live)


def _is_back(live: Live, state: ResourceState, broken: Broken) -> bool:
    """`pump is back up`, said of no task: that its task works again may be the doing of what replaced it."""
    signal = live.signal
    is_told = signal.kind == "cleared" and signal.task is None and is_firm(signal) and live.at > broken.since
    return is_told and bool(signal.what) and state.resource.is_called(signal.what)
