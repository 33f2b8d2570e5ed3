"""When work will be finished, as far as anybody said: the network with forecasts and with today laid in.

As planners do at a data date, what is not done ends today at the earliest, and what has not begun begins today at the earliest.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from rules.calendar import WorkCalendar
from rules.memo import MemoOfAll
from rules.network import Network, network_of
from rules.progress import TaskFacts, TaskStatus
from rules.schedule import Schedule, Task
from rules.span import Span, settle


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A task of the plan, and what is true of it now."""

    plan: Task
    found: TaskFacts


def finishes(standing: Mapping[str, Standing], today: date, calendar: WorkCalendar) -> dict[str, date]:
    """On which day each of these tasks, which make a whole schedule, will be finished."""
    plans = tuple(one.plan for one in standing.values())
    network, known = _LAID.of((calendar, *plans), lambda _: (_network(plans, calendar), {}))
    place = (today, tuple((one.found.status, one.found.forecast) for one in standing.values()))
    if place not in known:
        if len(known) >= _MOST_KNOWN:
            known.clear()
        known[place] = _finishes(network, standing, today, calendar)
    return known[place]


def _finishes(
    network: Network, standing: Mapping[str, Standing], today: date, calendar: WorkCalendar
) -> dict[str, date]:
    spans = {name: _moved(span, standing[name], today, calendar) for name, span in network.spans.items()}
    settled = settle(network.order, spans, network.bonds)
    moved = {name for name, span in settled.items() if span.end != network.spans[name].end}
    return {
        name: network.days.finish(span) if name in moved else network.early_finish[name]
        for name, span in settled.items()
    }


_MOST_KNOWN = 50
_Place = tuple[date, tuple[tuple[TaskStatus, date | None], ...]]
_LAID = MemoOfAll[WorkCalendar | Task, tuple[Network, dict[_Place, dict[str, date]]]](32)


@lru_cache(maxsize=32)
def _network(plan: tuple[Task, ...], calendar: WorkCalendar) -> Network:
    return network_of(Schedule(name="", tasks=plan), calendar)


def _moved(span: Span, one: Standing, today: date, calendar: WorkCalendar) -> Span:
    if span.done or one.found.status == "done":
        return replace(span, begun=True, done=True)
    begun = span.begun or one.found.status == "in_progress"
    told = one.found.forecast
    over = one.plan.finish if begun else one.plan.start
    late = calendar.working_days_between(told or over, today) if told or over < today else 0
    slip = calendar.working_days_between(one.plan.finish, told) if told else 0
    return replace(span, begun=begun).moved(slip + max(late, 0))
