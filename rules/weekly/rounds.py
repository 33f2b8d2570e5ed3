"""When the steps of a week's planning are due: asking, reminding, the cut-off, asking how it went, and judging.

Each is taken once for each week; `SiteState.rounds` says for which week each was taken last.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from rules.subject import SiteState
from rules.weekly.promised import STEPS, WeekStep
from rules.weekly.week import WEEK, begins_on, closing_of, days_of, ends_on, opening_of, week_of
from rules.worktime.calendar import WorkCalendar

REMINDED_AFTER = 4.0  # working hours after people were asked
CLOSED_AFTER = 7.0  # and at the latest when the week begins
REVIEWED_BEFORE = 1.0  # working hours before the week's last shift ends
JUDGED_AFTER = 3.0  # working hours after it ended
_MOST_WEEKS = 60  # the longest closure that is looked through


def step_at(site: SiteState, step: WeekStep, week: date) -> datetime | None:
    """When a step is due for a week; None where the site plans no weeks, or not this one since it is closed in it."""
    if site.planning is None:
        return None
    return _step_at(site.calendar, site.planning, site.planning_day, step, week)


def is_planned(site: SiteState) -> bool:
    """Whether the site plans weeks at all: it has a channel, a schedule, and a time for it."""
    return bool(site.channel) and site.scheduled is not None and site.planning is not None


def next_step(site: SiteState, now: datetime) -> datetime | None:
    """When the next step is due that was not taken yet, not before `now`."""
    return min(_coming(site, now), default=None) if is_planned(site) else None


def due_steps(site: SiteState, now: datetime) -> list[tuple[WeekStep, date]]:
    """The steps whose time has come and that were not taken, in order; of several weeks the last one."""
    found: list[tuple[datetime, WeekStep, date]] = []
    for step in STEPS if is_planned(site) else ():
        last = site.rounds.get(step)
        passed = _passed(site, step, now)
        if passed is not None and (last is None or passed[1] > last):
            found.append((passed[0], step, passed[1]))
    return [(step, week) for _, step, week in sorted(found, key=lambda one: (one[0], STEPS.index(one[1])))]


def rounds_passed(site: SiteState, at: datetime) -> Mapping[str, date]:
    """The rounds of a site that is set up, or gets its schedule, at that instant: what was due before is not made up for."""
    found = dict(site.rounds)
    for step in STEPS:
        passed = _passed(site, step, at - timedelta(microseconds=1))
        if passed is not None and (step not in found or passed[1] > found[step]):
            found[step] = passed[1]
    return found


def open_week(site: SiteState, now: datetime) -> date:
    """The week that can be promised for without that being a change: the first whose cut-off has not come."""
    week = week_of(site.calendar.local_date(now), site.calendar)
    for _ in range(_MOST_WEEKS):
        at = step_at(site, "cutoff", week)
        if at is not None and at > now:
            return week
        week += WEEK
    return week


def week_meant(site: SiteState, now: datetime, *, after: bool = False) -> date:
    """The week that somebody means now: once people are asked about the next one that one, else the one that runs."""
    coming = open_week(site, now)
    asked = step_at(site, "planning", coming)
    running = site.rounds.get("cutoff")
    if after or running is None or running < coming - WEEK or (asked is not None and asked <= now):
        return coming
    return running


def _coming(site: SiteState, now: datetime) -> Iterator[datetime]:
    for step in STEPS:
        last = site.rounds.get(step)
        week = _around(site, now)[0] if last is None else last + WEEK
        for _ in range(_MOST_WEEKS):
            at = step_at(site, step, week)
            if at is not None and at >= now:
                yield at
                break
            week += WEEK


def _passed(site: SiteState, step: WeekStep, now: datetime) -> tuple[datetime, date] | None:
    """The last week for which the step was due by then, and when."""
    for week in reversed(_around(site, now)):
        at = step_at(site, step, week)
        if at is not None and at <= now:
            return at, week
    return None


def _around(site: SiteState, now: datetime) -> list[date]:
    """The weeks before and after an instant that a step of that time can be for."""
    week = week_of(site.calendar.local_date(now), site.calendar)
    return [week + place * WEEK for place in range(-3, 3)]


@lru_cache(maxsize=4_096)  # asked at every look at a site, of the same few weeks
def _step_at(
    calendar: WorkCalendar, planning: time, planning_day: int | None, step: WeekStep, week: date
) -> datetime | None:
    if not days_of(week, calendar):
        return None
    asked = _planning(calendar, planning, planning_day, week)
    closes = min(calendar.add_working(asked, CLOSED_AFTER), opening_of(week, calendar))
    match step:
        case "planning":
            return asked
        case "reminder":
            reminded = calendar.add_working(asked, REMINDED_AFTER)
            return reminded if reminded < closes else None
        case "cutoff":
            return closes
        case "review":
            return calendar.add_working(closing_of(week, calendar), -REVIEWED_BEFORE)
        case "judging":
            return calendar.add_working(closing_of(week, calendar), JUDGED_AFTER)


def _planning(calendar: WorkCalendar, planning: time, planning_day: int | None, week: date) -> datetime:
    """When people are asked about a week: on its day of the week before, or the last one worked before that."""
    place = ((ends_on(calendar) if planning_day is None else planning_day) - begins_on(calendar)) % 7
    day = week - WEEK + timedelta(days=place)
    day = day if calendar.is_working_day(day) else calendar.add_working_days(day, -1)
    return calendar.instant(datetime.combine(day, planning))
