"""What rules can read of weekly promises: of a task, of a person, of the site.

The week in force is the last one whose cut-off has come."""

from datetime import date

from rules.facts.field import Declare
from rules.facts.person import PersonView
from rules.facts.site import SiteView
from rules.facts.task import TaskView
from rules.read import tasks
from rules.subject import PersonState
from rules.weekly.measures import (
    anticipated,
    kept,
    lately,
    load_percent,
    made_ready,
    silent_weeks,
    sure_share,
)
from rules.weekly.outcome import Judged, judged_of_task
from rules.weekly.promised import SiteWeek, WeekPromise
from rules.weekly.week import WEEK


def _in_force(view: TaskView | PersonView | SiteView) -> SiteWeek | None:
    week = view.scene.site.rounds.get("cutoff")
    return next((one for one in view.scene.site.weeks if one.week == week), None)


def _promises(task: TaskView) -> list[WeekPromise]:
    """What is promised of it for the week in force and still stands."""
    week = _in_force(task)
    found = [one for one in task.task.promised if week is not None and one.week == week.week]
    return [one for one in found if one.standing is not None]


def _promised(task: TaskView) -> bool | None:
    return None if _in_force(task) is None else bool(_promises(task))


def _promised_percent(task: TaskView) -> float | None:
    return max((one.standing or 0.0 for one in _promises(task)), default=None)


def _in_week(task: TaskView) -> bool | None:
    week = _in_force(task)
    return None if week is None else task.plan.id in week.workable


def _broken(task: TaskView) -> int:
    found = judged_of_task(task.task, task.scene.site)
    return sum(not one.verdict.kept for one in found)


def _last(view: PersonView | SiteView) -> date | None:
    """The last week that was judged."""
    return view.scene.site.rounds.get("judging")


def _mine(person: PersonView) -> list[Judged]:
    """Their promises of the last four judged weeks."""
    last = _last(person)
    found = [] if last is None else lately(person.scene.judged, last)
    return [one for one in found if one.promise.by == person.person.id]


def _silent(person: PersonView) -> int:
    week = person.scene.site.rounds.get("cutoff")
    return silent_weeks(person.person, week) if week else 0


def _load(person: PersonView) -> float | None:
    week = _in_force(person)
    return None if week is None else _load_of(person, person.person, week.week)


def _load_of(view: PersonView, person: PersonState, week: date) -> float | None:
    hours = sum(
        one.hours
        for task in tasks(view.scene.read)
        for one in task.promised
        if (one.week, one.by, one.late) == (week, person.id, False)
    )
    return load_percent(person, week, hours, view.scene.calendar)


def _ppc(site: SiteView, back: int = 0) -> float | None:
    last = _last(site)
    if last is None:
        return None
    week = last - back * WEEK
    return kept(one for one in site.scene.judged if one.promise.week == week).percent


def _of_last(site: SiteView) -> int:
    return sum(one.promise.week == _last(site) for one in site.scene.judged)


def _silent_people(site: SiteView) -> int | None:
    week = _in_force(site)
    if week is None:
        return None
    return sum(one.silent for person in site.scene.people for one in person.weeks if one.week == week.week)


_task = Declare[TaskView]("task")
_person = Declare[PersonView]("person")
_site = Declare[SiteView]("site")
WEEKLY = (
    _task.truth("in_week", "some of its work falls into the week in force, as that was planned", _in_week),
    _task.truth("promised", "somebody promised it for the week in force; absent before the first", _promised),
    _task.number(
        "promised_percent", "%", "how far it was promised to be at that week's end", "100", _promised_percent
    ),
    _task.number(
        "promises_broken", "count", "weekly promises of it that were judged as not kept", "2", _broken
    ),
    _person.number(
        "weekly_promises",
        "count",
        "weekly promises of theirs in the last four judged weeks",
        "9",
        lambda p: len(_mine(p)),
        daily=True,
    ),
    _person.number(
        "weekly_kept_percent",
        "%",
        "PPC: of these, those that were kept",
        "67",
        lambda p: kept(_mine(p)).percent,
        daily=True,
    ),
    _person.number(
        "weekly_sure_percent",
        "%",
        "of these, those whose task was at 80 % or more when it was promised",
        "20",
        lambda p: sure_share(_mine(p)).percent,
        daily=True,
    ),
    _person.number(
        "weekly_load_percent",
        "%",
        "hours promised for the week in force, of the hours of work that was ready for them",
        "85",
        _load,
        daily=True,
    ),
    _person.number(
        "weekly_silent",
        "count",
        "weeks in a row in which they were asked and promised nothing because they said nothing",
        "1",
        _silent,
        daily=True,
    ),
    _site.number(
        "ppc", "%", "percent plan complete: weekly promises kept in the last judged week", "71", _ppc, daily=True
    ),
    _site.number(
        "ppc_before", "%", "the same of the week before that", "64", lambda s: _ppc(s, 1), daily=True
    ),
    _site.number(
        "weekly_promises", "count", "promises of the last judged week", "24", _of_last, daily=True
    ),
    _site.number(
        "weekly_silent", "count", "people who were asked for the week in force and said nothing", "2",
        _silent_people, daily=True,
    ),
    _site.number(
        "tasks_made_ready",
        "%",
        "TMR: of what a week before was expected for the week in force, what lacked nothing at its cut-off",
        "70",
        lambda s: made_ready(week).percent if (week := _in_force(s)) else None,
        daily=True,
    ),
    _site.number(
        "tasks_anticipated",
        "%",
        "TA: of what was promised for the week in force, what had been expected a week before",
        "80",
        lambda s: anticipated(week).percent if (week := _in_force(s)) else None,
        daily=True,
    ),
)  # fmt: skip
