"""The register as it was last heard of: machines are on site from when somebody said that they came, or that they will."""

from dataclasses import replace
from datetime import date

from rules.matter import in_order, is_firm
from rules.memo import Memo, MemoOfAll
from rules.read import Reader, resources, site_of, tasks
from rules.subject import Live, ResourceState, SiteState, TaskState
from rules.worktime.calendar import WorkCalendar
from rules.worktime.saidtime import instant_of


def heard(read: Reader) -> list[ResourceState]:
    """Every crew and machine of the register; its first day on site is as words about deliveries have it that came later."""
    register = tuple(resources(read))
    if all(one.resource.kind != "plant" for one in register):
        return list(register)
    calendar, said = site_of(read).calendar, in_order(_deliveries(read))
    return list(_HEARD.of((calendar, *register, *said), lambda _: _heard(calendar, register, said)))


def _heard(
    calendar: WorkCalendar, register: tuple[ResourceState, ...], said: tuple[Live, ...]
) -> tuple[ResourceState, ...]:
    machines = [one for one in register if one.resource.kind == "plant"]
    comes: dict[str, date] = {}
    for live in said:
        called = [one for one in machines if one.resource.is_called(live.signal.what)]
        day = _day(live, calendar)
        if len(called) == 1 and day is not None and called[0].added <= live.at:
            comes[called[0].resource.id] = day
    return tuple([_coming(one, comes.get(one.resource.id)) for one in register])


def _coming(state: ResourceState, day: date | None) -> ResourceState:
    """What is here already does not come later because another one like it does."""
    resource = state.resource
    if day is None or (resource.until is not None and resource.until < day):
        return state
    return replace(state, resource=replace(resource, since=day)) if resource.since is not None else state


def _day(live: Live, calendar: WorkCalendar) -> date | None:
    status, when = live.signal.values.get("status"), live.signal.values.get("when")
    if status == "arrived":
        return calendar.local_date(live.at)
    at = instant_of(when, calendar) if status in ("scheduled", "late") and isinstance(when, str) else None
    return calendar.local_date(at) if at else None


def _deliveries(read: Reader) -> list[Live]:
    places: list[SiteState | TaskState] = [site_of(read), *tasks(read)]
    return [one for place in places for one in _DELIVERIES.of(place, _delivered)]


def _delivered(place: SiteState | TaskState) -> tuple[Live, ...]:
    """What was said there of deliveries without doubt; most places have nothing of it, and stay as they are."""
    return tuple(
        one for one in place.live if one.signal.kind == "delivery" and one.signal.what and is_firm(one.signal)
    )


_HEARD = MemoOfAll[object, tuple[ResourceState, ...]]()
_DELIVERIES = Memo[SiteState | TaskState, tuple[Live, ...]](4_000)
