"""When work will be finished, as far as anybody said: the network with forecasts and with today laid in.

As planners do at a data date, what is not done ends today at the earliest, and what has not begun begins today at the earliest.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from rules.memo import MemoOfAll
from rules.plan.network import Network, network_of
from rules.plan.schedule import Schedule, Task
from rules.plan.span import Span, settle
from rules.progress import TaskFacts, TaskStatus
from rules.worktime.calendar import WorkCalendar

Told = tuple[TaskStatus, date | None]  # how far a task is, and the finish last told


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A task of the plan, and what is true of it now."""

    plan: Task
    found: TaskFacts


def finishes(standing: Mapping[str, Standing], today: date, calendar: WorkCalendar) -> dict[str, date]:
    """On which day each of these tasks, which make a whole schedule, will be finished."""
    plans = tuple(one.plan for one in standing.values())
    told = tuple((one.found.status, one.found.forecast) for one in standing.values())
    return finishes_of(plans, told, today, calendar)


def finishes_of(
    plans: tuple[Task, ...], told: tuple[Told, ...], today: date, calendar: WorkCalendar
) -> dict[str, date]:
    """`finishes` of plans, by what was told of each. Most of what is said moves nothing, so what was laid out is kept."""
    network, known = _LAID.of((calendar, *plans), lambda _: (_network(plans, calendar), {}))
    if (today, told) not in known:
        if len(known) >= _MOST_KNOWN:
            known.clear()
        known[today, told] = _finishes(network, plans, told, today)
    return known[today, told]


def _finishes(
    network: Network, plans: tuple[Task, ...], told: tuple[Told, ...], today: date
) -> dict[str, date]:
    spans = {
        plan.id: _moved(network.spans[plan.id], plan, said, today, network.days.calendar)
        for plan, said in zip(plans, told, strict=True)
    }
    settled = settle(network.order, spans, network.bonds)
    moved = {name for name, span in settled.items() if span.end != network.spans[name].end}
    return {
        name: network.days.finish(span) if name in moved else network.early_finish[name]
        for name, span in settled.items()
    }


_MOST_KNOWN = 50
_LAID = MemoOfAll[WorkCalendar | Task, tuple[Network, dict[tuple[date, tuple[Told, ...]], dict[str, date]]]](
    32
)


@lru_cache(maxsize=32)
def _network(plan: tuple[Task, ...], calendar: WorkCalendar) -> Network:
    return network_of(Schedule(name="", tasks=plan), calendar)


def _moved(span: Span, plan: Task, said: Told, today: date, calendar: WorkCalendar) -> Span:
    status, told = said
    if span.done or status == "done":
        return replace(span, begun=True, done=True)
    begun = span.begun or status == "in_progress"
    over = plan.finish if begun else plan.start
    late = calendar.working_days_between(told or over, today) if told or over < today else 0
    slip = calendar.working_days_between(plan.finish, told) if told else 0
    return replace(span, begun=begun).moved(slip + max(late, 0))
