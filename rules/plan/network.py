"""The schedule's network: what drives its finish, and how much each task may slip.

The schedule is taken as it stands. A task keeps its planned dates, or its actual ones, unless a link forces
it later; planned starts act as start-no-earlier-than and durations in working days are kept. What has begun
keeps its actual start, and what is done keeps its actual finish, whatever its links say. Dates are whole
days, so the lag of a link counts in whole days too: half a day more does not move a start, and moves a finish
to the next day.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from graphlib import CycleError, TopologicalSorter

from rules.errors import SiteloopError
from rules.plan.schedule import Schedule, Task
from rules.plan.span import Bond, DayLine, Span, bond_of, settle
from rules.worktime.calendar import WorkCalendar


class NetworkError(SiteloopError):
    """Tasks that make no network: none, an id twice, a link to no task, or a circle; the text names them."""


@dataclass(frozen=True, kw_only=True)
class Network:
    """The critical path method's answer for one schedule; floats are whole working days, by task id.

    `floats[t]` is how many days `t` can slip before the schedule's `finish` moves, `free_floats[t]` before
    any successor does. `critical` tasks have none to give. `pushed` are tasks whose links force them past the
    dates that the schedule gives them, and by how many days; floats are measured from the dates after that,
    which are `early_start` and `early_finish`. `longest_path` leads, link by link without slack, to the task
    that ends last. `order` has predecessors first; `spans`, `bonds` and `days` are what the answer was
    computed from.
    """

    floats: Mapping[str, int]
    free_floats: Mapping[str, int]
    critical: frozenset[str]
    successors: Mapping[str, tuple[str, ...]]
    predecessors: Mapping[str, tuple[str, ...]]
    finish: date
    longest_path: tuple[str, ...]
    pushed: Mapping[str, int]
    early_start: Mapping[str, date]
    early_finish: Mapping[str, date]
    order: tuple[str, ...]
    spans: Mapping[str, Span]
    bonds: Mapping[str, tuple[Bond, ...]]
    days: DayLine

    def late_start(self, task: str) -> date:
        """The last day on which the task can start without moving the finish."""
        return self.days.start(self.spans[task].moved(self.floats[task]))

    def late_finish(self, task: str) -> date:
        """The last day on which the task can finish without moving the finish."""
        return self.days.finish(self.spans[task].moved(self.floats[task]))


def network_of(schedule: Schedule, calendar: WorkCalendar) -> Network:
    """Lay the schedule out on a working calendar and find its floats and its critical tasks.

    Raises:
        NetworkError: the tasks make no network; see there.
        CalendarError: the dates lead out of the years that a calendar covers.
    """
    order, tasks = order_of(schedule.tasks), schedule.tasks
    days = DayLine(
        first=min(min(t.start, t.actual_start or t.start, t.finish) for t in tasks), calendar=calendar
    )
    given = {task.id: days.span(task) for task in tasks}
    bonds = {task.id: tuple(map(bond_of, task.links)) for task in tasks}
    spans = settle(order, given, bonds)
    floats, free_floats = _floats(order, spans, bonds)
    pushed = {name: spans[name].end - span.end for name, span in given.items() if spans[name] != span}
    starts = {t.id: days.start(spans[t.id]) if t.id in pushed else t.actual_start or t.start for t in tasks}
    finishes = {t.id: _finish(t, spans[t.id], days, t.id in pushed) for t in tasks}
    return Network(
        floats=floats,
        free_floats=free_floats,
        critical=frozenset(name for name, left in floats.items() if left <= 0),
        successors=_successors(tasks),
        predecessors={
            task.id: tuple(dict.fromkeys(link.predecessor for link in task.links)) for task in tasks
        },
        finish=max(finishes.values()),
        longest_path=_longest_path(order, spans, bonds),
        pushed=pushed,
        early_start=starts,
        early_finish=finishes,
        order=order,
        spans=spans,
        bonds=bonds,
        days=days,
    )


def order_of(tasks: Iterable[Task]) -> tuple[str, ...]:
    """The ids with every predecessor before its successors.

    Raises:
        NetworkError: there is no such order, or no tasks.
    """
    links = [(task.id, link.predecessor) for task in tasks for link in task.links]
    counts = Counter(task.id for task in tasks)
    if not counts:
        raise NetworkError("The schedule has no tasks. Add at least one.")
    if twice := [name for name, count in counts.items() if count > 1]:
        raise NetworkError(
            f"These ids stand for more than one task: {', '.join(twice)}. Give each task its own."
        )
    if unknown := [f"{before} (of {name})" for name, before in links if before not in counts]:
        raise NetworkError(
            f"These predecessors are not tasks: {', '.join(unknown)}. Add them or remove the links."
        )
    if cycle := cycle_in(tasks):
        raise NetworkError(f"The links make a circle: {' → '.join(cycle)}. Remove one of them.")
    return tuple(_sorter(tasks).static_order())


def cycle_in(tasks: Iterable[Task]) -> tuple[str, ...]:
    """A circle of links, from a task over its successors back to itself; empty if there is none."""
    try:
        _sorter(tasks).prepare()
    except CycleError as error:
        return tuple(error.args[1])
    return ()


def _finish(task: Task, span: Span, days: DayLine, pushed: bool) -> date:
    """The date that the schedule gives, which may be no working day, unless links or an actual start moved it."""
    if pushed or (task.actual_start and not task.actual_finish):
        return days.finish(span)
    return task.actual_finish or task.finish


def _sorter(tasks: Iterable[Task]) -> TopologicalSorter[str]:
    return TopologicalSorter({task.id: [link.predecessor for link in task.links] for task in tasks})


def _successors(tasks: Iterable[Task]) -> dict[str, tuple[str, ...]]:
    after: dict[str, dict[str, None]] = {task.id: {} for task in tasks}
    for task in tasks:
        for link in task.links:
            after[link.predecessor][task.id] = None
    return {name: tuple(names) for name, names in after.items()}


def _floats(
    order: tuple[str, ...], spans: Mapping[str, Span], bonds: Mapping[str, tuple[Bond, ...]]
) -> tuple[dict[str, int], dict[str, int]]:
    """Total and free floats, found from the end of the network to its beginning."""
    end = max(span.end for span in spans.values())
    total = {name: end - span.end for name, span in spans.items()}
    free = dict(total)
    for name in reversed(order):
        for bond in bonds[name]:
            before = bond.predecessor
            if bond.holds(spans[name]) and bond.passes_on(spans[before]):
                slack = bond.slack(spans[before], spans[name])
                total[before] = min(total[before], slack + total[name])
                free[before] = min(free[before], slack)
    return total, free


def _longest_path(
    order: tuple[str, ...], spans: Mapping[str, Span], bonds: Mapping[str, tuple[Bond, ...]]
) -> tuple[str, ...]:
    """The chain of links without slack to the last finish that reaches furthest back; the first of equals."""
    reach: dict[str, int] = {}
    driver: dict[str, str] = {}
    for name in order:
        reach[name] = spans[name].start
        for bond in bonds[name]:
            before = bond.predecessor
            drives = bond.holds(spans[name]) and bond.passes_on(spans[before])
            tight = drives and bond.slack(spans[before], spans[name]) == 0
            if tight and (reach[before], name in driver) < (reach[name], True):
                reach[name], driver[name] = reach[before], before
    last = min(reversed(order), key=lambda name: (-spans[name].end, reach[name]))
    path = [last]
    while path[-1] in driver:
        path.append(driver[path[-1]])
    return tuple(reversed(path))
