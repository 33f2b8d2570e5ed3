"""What became of weekly promises, read from the task anew each time: taking words back takes back what they proved."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from rules.matter import Matter
from rules.memo import MemoOfAll
from rules.progress import facts
from rules.read import Reader, site_of
from rules.subject import SiteState, Subject, TaskState
from rules.weekly.likely import likely_reason
from rules.weekly.promised import WeekPromise
from rules.weekly.week import closing_of, end_of
from rules.worktime.calendar import WorkCalendar

NO_WORD = "no word"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """How far a task came by the week's end, by what `evidence` (empty: the plan, or nothing), and whether that keeps it."""

    kept: bool
    percent: float
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A promise that counts, and what became of it; `reason` is why it is not kept, `likely` what stopped its task in that week
    where nobody said why."""

    task: str
    trade: str
    promise: WeekPromise
    verdict: Verdict
    likely: Matter | None = None

    @property
    def reason(self) -> str:
        """Its cause as its person gave it; `no word` where they said nothing."""
        word = self.promise.word
        return "" if self.verdict.kept else (word.reason if word and word.reason else NO_WORD)


def verdict_of(task: TaskState, promise: WeekPromise, calendar: WorkCalendar) -> Verdict:
    """Kept where the task came as far as it was promised by what was told before the next week, or where its person said so.

    One that was not kept stands at least where it stood when it was promised, which a schedule may have told.
    """
    percent, evidence = reached(task, promise.week, calendar)
    if percent >= promise.percent:
        return Verdict(kept=True, percent=percent, evidence=evidence)
    said = promise.word is not None and promise.word.kept
    at = promise.percent if said else max(percent, promise.was)
    return Verdict(kept=said, percent=at, evidence="" if said else evidence)


def reached(task: TaskState, week: date, calendar: WorkCalendar) -> tuple[float, str]:
    """How far it was at the week's end, and what told so; what a schedule reports later counts by its dates alone."""
    finish = task.plan.actual_finish
    if finish is not None and finish <= calendar.local_date(closing_of(week, calendar)):
        return 100.0, ""
    ends = end_of(week, calendar)
    bare = replace(task.plan, percent=None, actual_start=None, actual_finish=None)
    told = replace(
        task,
        plan=bare,
        live=tuple(one for one in task.live if one.at < ends),
        settled=tuple(end for end in task.settled if end.at < ends),
    )
    found = facts(told, calendar)
    return found.percent, found.evidence or ""


def judged_of(read: Reader) -> tuple[Judged, ...]:
    """Every promise of the weeks that were judged, but for those of tasks that are planned no more."""
    last = site_of(read).rounds.get("judging")
    return tuple([one for one in _every(read) if one.promise.week <= last]) if last is not None else ()


def _every(read: Reader) -> list[Judged]:
    """Every promise that counts, by week, person and task."""
    calendar, states = site_of(read).calendar, tuple(read.all("task"))
    return _EVERY.of((calendar, *states), lambda _: _counted_of_all(states, calendar))


def _counted_of_all(states: Iterable[Subject], calendar: WorkCalendar) -> list[Judged]:
    promised = (task for task in states if isinstance(task, TaskState) and task.promised)
    found = [one for task in promised for one in _counted(task, calendar)]
    return sorted(found, key=lambda one: (one.promise.week, one.promise.by, one.task))


def judged_of_task(task: TaskState, site: SiteState) -> list[Judged]:
    """The same of one task."""
    last = site.rounds.get("judging")
    counted = _counted(task, site.calendar) if task.promised and last is not None else ()
    return [one for one in counted if last is not None and one.promise.week <= last]


def of_week(read: Reader, week: date) -> tuple[Judged, ...]:
    """The promises of one week as they stand by now, judged or not, by person and task."""
    return tuple([one for one in _every(read) if one.promise.week == week])


def _counted(task: TaskState, calendar: WorkCalendar) -> tuple[Judged, ...]:
    parts = (task.promised, task.plan, task.live, task.settled, calendar)
    known = _JUDGED.of(parts, lambda _: {})
    if task.removed not in known:
        known[task.removed] = _judge(task, calendar)
    return known[task.removed]


def _judge(task: TaskState, calendar: WorkCalendar) -> tuple[Judged, ...]:
    found = (
        Judged(
            task=task.plan.id,
            trade=task.plan.trade,
            promise=promise,
            verdict=verdict_of(task, promise, calendar),
        )
        for promise in task.promised
        if not promise.late
    )
    return tuple(_guessed(task, one, calendar) for one in found if one.verdict.kept or not task.removed)


def _guessed(task: TaskState, one: Judged, calendar: WorkCalendar) -> Judged:
    """With what likely was in its way, where that is not said."""
    if one.reason != NO_WORD:
        return one
    return replace(one, likely=likely_reason(task, one.promise.week, calendar))


# What rules remember of a task, and its open actions, change more often than what its promises are judged by.
_JUDGED = MemoOfAll[object, dict[bool, tuple[Judged, ...]]](4_000)
_EVERY = MemoOfAll[object, list[Judged]](100)
