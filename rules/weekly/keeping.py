"""How the entries of weekly promises change the state."""

from collections.abc import Iterable
from datetime import date, datetime

from rules.folding.entry import Entry
from rules.folding.lay import lay
from rules.folding.state import Overlay
from rules.folding.statement import withdraw
from rules.progress import facts
from rules.read import person_of, site_of, task_of
from rules.replaced import replace
from rules.signal import Signal
from rules.subject import Live, PersonState, SiteState, TaskState
from rules.weekly.entries import Offered, Promised, Reviewed, WeekJudged, WeekTurned
from rules.weekly.promised import Change, PersonWeek, Pledge, ReviewWord, SiteWeek, WeekPromise
from rules.weekly.standing import promised_by_others
from rules.weekly.week import WEEK, hours_of

_KEPT = 26 * WEEK


def keep_week(part: Overlay, entry: Entry, at: datetime) -> None:
    """Fold an entry of a week in; what was judged follows from the promises and from what was said."""
    match entry:
        case Offered():
            _offer(part, entry, at)
        case Promised():
            _promise(part, entry, at)
        case Reviewed():
            _review(part, entry, at)
        case WeekTurned():
            _turn(part, entry)
        case WeekJudged():
            _look_again(part, (one.task for one in entry.verdicts))


def _offer(part: Overlay, entry: Offered, at: datetime) -> None:
    if (person := person_of(part, entry.person)) is not None:
        week = replace(_week(person, entry.week), asked=at, offered=entry.tasks)
        part.put(_with_week(person, week))


def _promise(part: Overlay, entry: Promised, at: datetime) -> None:
    """All that is promised for the week is said anew; after the cut-off it is a change of what was promised by then.

    One person answers for a task: what somebody else promises by then already is not taken.
    """
    site, closed = site_of(part), site_of(part).rounds.get("cutoff")
    is_late = closed is not None and entry.week <= closed
    taken = promised_by_others(part, entry.week, entry.person)
    pledges = {one.task: one for one in entry.pledges if one.task not in taken}
    for task in list(part.all("task")):
        if not isinstance(task, TaskState) or (task.removed and task.plan.id not in pledges):
            continue
        before = next((p for p in task.promised if (p.week, p.by) == (entry.week, entry.person)), None)
        after = _pledged(before, pledges.get(task.plan.id), task, site, entry, at, is_late)
        if after != before:
            others = (p for p in task.promised if p != before)
            kept = sorted((*others, *([after] if after else [])), key=lambda p: (p.week, p.by))
            part.put(replace(task, promised=tuple(kept)))
    if (person := person_of(part, entry.person)) is not None:
        part.put(_with_week(person, replace(_week(person, entry.week), answered=at)))


def _pledged(
    before: WeekPromise | None,
    pledge: Pledge | None,
    task: TaskState,
    site: SiteState,
    entry: Promised,
    at: datetime,
    is_late: bool,
) -> WeekPromise | None:
    if is_late and before is not None and not before.late:
        wanted = pledge.percent if pledge else None
        changes = (
            (*before.changes, Change(at=at, percent=wanted)) if wanted != before.standing else before.changes
        )
        return replace(before, changes=changes)
    if pledge is None:
        return None
    if before is not None:
        return replace(before, percent=pledge.percent)
    found = facts(task, site.calendar, site.currency)
    return WeekPromise(
        week=entry.week,
        by=entry.person,
        percent=pledge.percent,
        was=found.percent,
        hours=_hours(task, site, entry.week, pledge.percent - found.percent),
        made=at,
        late=is_late,
    )


def _hours(task: TaskState, site: SiteState, week: date, percent: float) -> float:
    """How many working hours of the week the promised work takes by the plan."""
    calendar, plan = site.calendar, task.plan
    whole = calendar.working_hours_between(calendar.opening(plan.start), calendar.closing(plan.finish))
    return round(min(max(0.0, whole * percent / 100.0), hours_of(week, calendar)), 2)


def _review(part: Overlay, entry: Reviewed, at: datetime) -> None:
    """What became of the promises; what is finished is data, and so is a reason that still stands in the way."""
    origin = f"week:{entry.week}:{entry.person}"
    words = {one.task: one for one in entry.words}
    mine = [
        task
        for task in list(part.all("task"))
        if isinstance(task, TaskState)
        and any((p.week, p.by) == (entry.week, entry.person) for p in task.promised)
    ]
    withdraw(part, origin, [task.key for task in mine])
    for place, known in enumerate(mine):
        task = task_of(part, known.plan.id)
        word = words.get(known.plan.id)
        if task is None or word is None:
            continue
        part.put(replace(task, promised=tuple(_worded(task, entry, word))))
        if (signal := _meant(part, task, word, entry)) is not None:
            said = Live(
                id=f"{origin}#{place}", message=origin, by=entry.person, at=at, signal=signal, place=place
            )
            lay(part, said)


def _worded(task: TaskState, entry: Reviewed, word: ReviewWord) -> Iterable[WeekPromise]:
    for promise in task.promised:
        is_it = (promise.week, promise.by) == (entry.week, entry.person)
        yield replace(promise, word=word) if is_it else promise


def _meant(part: Overlay, task: TaskState, word: ReviewWord, entry: Reviewed) -> Signal | None:
    """The progress or the blocker that a word of the review is."""
    name, site = task.plan.id, site_of(part)
    found = facts(task, site.calendar, site.currency)
    if word.kept:
        wanted = next(p.percent for p in task.promised if (p.week, p.by) == (entry.week, entry.person))
        if found.percent >= wanted:
            return None
        status = "done" if wanted >= 100 else "in_progress"
        words = word.note or f"{wanted:g} %, as promised"
        return Signal(kind="progress", task=name, values={"status": status, "percent": wanted}, words=words)
    if not word.still or found.status == "done":
        return None
    words = word.note or f"not finished in its week: {word.reason.replace('_', ' ')}"
    return Signal(kind="blocker", task=name, values={"cause": word.reason}, words=words)


def _turn(part: Overlay, entry: WeekTurned) -> None:
    site = site_of(part)
    part.put(replace(site, rounds={**site.rounds, entry.step: entry.week}))
    if entry.step == "planning":
        _put_week(part, replace(_site_week(site, entry.week + WEEK), expected=entry.tasks))
    elif entry.step == "cutoff":
        found = replace(
            _site_week(site, entry.week),
            expected=(),
            workable=entry.tasks,
            looked_for=entry.counts.get("looked_for", 0),
            made_ready=entry.counts.get("made_ready", 0),
            promised=entry.counts.get("promised", 0),
            anticipated=entry.counts.get("anticipated", 0),
        )
        _put_week(part, found)
        _close(part, entry)


def _close(part: Overlay, entry: WeekTurned) -> None:
    """Whoever said nothing promised nothing. What could be worked on is looked at again with what is promised of it."""
    for name in entry.people:
        if (person := person_of(part, name)) is not None:
            part.put(_with_week(person, replace(_week(person, entry.week), silent=True)))
    _look_again(part, entry.tasks)


def _look_again(part: Overlay, names: Iterable[str]) -> None:
    for name in names:
        if (task := task_of(part, name)) is not None:
            part.put(task)


def _put_week(part: Overlay, week: SiteWeek) -> None:
    site = site_of(part)
    others = (one for one in site.weeks if one.week != week.week and one.week > week.week - _KEPT)
    # Only the week in force needs the names of its tasks.
    older = (replace(one, workable=()) if week.workable and one.week < week.week else one for one in others)
    part.put(replace(site, weeks=tuple(sorted((*older, week), key=lambda one: one.week))))


def _site_week(site: SiteState, week: date) -> SiteWeek:
    return next((one for one in site.weeks if one.week == week), SiteWeek(week=week))


def _week(person: PersonState, week: date) -> PersonWeek:
    return next((one for one in person.weeks if one.week == week), PersonWeek(week=week))


def _with_week(person: PersonState, week: PersonWeek) -> PersonState:
    others = (one for one in person.weeks if one.week != week.week and one.week > week.week - _KEPT)
    return replace(person, weeks=tuple(sorted((*others, week), key=lambda one: one.week)))
