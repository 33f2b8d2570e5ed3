"""What really happens to each task, drawn around the plan; people speak of it, or do not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from rules.plan.schedule import Schedule, Task
from rules.worktime.calendar import WorkCalendar

_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Course:
    """A task's true course: from the morning of `first` to the evening of `last`; `begun` percent were done before `since`."""

    task: Task
    first: date
    last: date
    since: date
    begun: float = 0.0

    def percent(self, now: datetime, calendar: WorkCalendar) -> float:
        """How far it is at an instant."""
        begins = calendar.opening(max(self.first, self.since))
        whole = calendar.working_hours_between(begins, calendar.closing(self.last))
        gone = calendar.working_hours_between(begins, now)
        share = min(1.0, max(0.0, gone / whole)) if whole > 0 else float(gone > 0)
        return self.begun + (100.0 - self.begun) * share

    def runs_on(self, day: date) -> bool:
        """Whether it is worked on that day."""
        return self.first <= day <= self.last


def courses(
    schedule: Schedule, calendar: WorkCalendar, *, day: date, seed: int, settled: date | None = None
) -> Mapping[str, Course]:
    """The course of every task that is not finished by the plan before `day`, which is as planned up to there.

    A task begins late once in seven times and when those before it are late; it takes a day or two more once in four times,
    and who is late catches up half the time. What the plan has finished before `settled` is finished by then.
    """
    found: dict[str, Course] = {}
    for task in sorted(
        schedule.tasks, key=lambda task: (task.start, task.finish)
    ):  # whoever is waited for comes first
        if task.finish >= day:
            found[task.id] = _course(task, found, calendar, day, Random(f"{seed}/course/{task.id}"), settled)
    return found


def _course(
    task: Task,
    before: Mapping[str, Course],
    calendar: WorkCalendar,
    day: date,
    rng: Random,
    settled: date | None,
) -> Course:
    length = max(1, calendar.working_days_between(task.start - _DAY, task.finish))
    late = _late(task, before, calendar) if task.start >= day else 0
    if task.start >= day and rng.random() < 0.14:
        late += 1
    more = _more(length, rng)
    if late and length > 1 and rng.random() < 0.5:
        more -= 1
    first = calendar.add_working_days(task.start, late) if late else task.start
    last = calendar.add_working_days(first, max(0, length - 1 + more)) if length + more > 1 else first
    last = max(day, latest(task, last, calendar, settled))
    first = min(first, last)
    passed = calendar.working_days_between(task.start - _DAY, day - _DAY) if task.start < day else 0
    return Course(task=task, first=first, last=last, since=day, begun=round(100.0 * passed / length, 1))


def latest(task: Task, last: date, calendar: WorkCalendar, settled: date | None) -> date:
    """A finish, moved up for a task that has to be finished before the day `settled`."""
    if settled is None or task.finish >= settled:
        return last
    return min(last, _workday_before(settled, calendar))


def _more(length: int, rng: Random) -> int:
    chance = rng.random()
    if length <= 2:
        return 1 if chance < 0.12 else 0
    return 2 if chance < 0.06 else 1 if chance < 0.24 else -1 if chance > 0.9 else 0


def _late(task: Task, before: Mapping[str, Course], calendar: WorkCalendar) -> int:
    """Working days by which those before it hold it up."""
    days = [0]
    for link in task.links:
        course = before.get(link.predecessor)
        if course is None:
            continue
        if link.kind == "SS":
            planned, real = course.task.start, course.first
        else:
            planned, real = course.task.finish, course.last
        days.append(calendar.working_days_between(planned, real) if real > planned else 0)
    return max(days)


def _workday_before(day: date, calendar: WorkCalendar) -> date:
    before = day - _DAY
    while not calendar.is_working_day(before):
        before -= _DAY
    return before
