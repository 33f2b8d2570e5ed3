"""The working time in an MS Project calendar: its week, and the exceptions from it."""

from collections.abc import Mapping
from datetime import date, time

from bot.importers.mspdi.parse import Element
from bot.importers.mspdi.recurrence import days_of
from bot.importers.working import Hours, pattern_of
from rules.worktime.work_pattern import WorkPattern

_DEEPEST = 10


def project_pattern(project: Element, uid: str, first: date, last: date) -> WorkPattern | None:
    """The pattern of the calendar with that unique id, with what it takes from the ones that it is based on, from `first`
    to `last`; None if there is none with hours."""
    calendars = {one.text("UID"): one for one in project.within("Calendars", "Calendar")}
    week: dict[int, list[Hours]] = {}
    days: dict[date, list[Hours]] = {}
    for calendar in reversed(_chain(calendars, uid)):
        for one in calendar.within("WeekDays", "WeekDay"):
            if 1 <= one.whole("DayType") <= 7:
                week[(one.whole("DayType") + 5) % 7] = _hours(one)
        for one in _exceptions(calendar):
            days.update(dict.fromkeys(days_of(one, first, last), _hours(one)))
    return pattern_of(week, days, first, last)


def _chain(calendars: Mapping[str, Element], uid: str) -> list[Element]:
    """The calendar, the one that it is based on, and so on."""
    chain: list[Element] = []
    while (one := calendars.get(uid)) and len(chain) < _DEEPEST:
        chain.append(one)
        uid = one.text("BaseCalendarUID")
    return chain


def _exceptions(calendar: Element) -> list[Element]:
    """Since 2007 in a list of their own, which repeats those that are kept among the weekdays as before."""
    own = list(calendar.within("Exceptions", "Exception"))
    return own or [one for one in calendar.within("WeekDays", "WeekDay") if one.text("DayType") == "0"]


def _hours(day: Element) -> list[Hours]:
    """The stretches worked on it, none if it is not worked."""
    if not day.flag("DayWorking"):
        return []
    found = (_stretch(one) for one in day.within("WorkingTimes", "WorkingTime"))
    return [hours for hours in found if hours]


def _stretch(one: Element) -> Hours | None:
    try:
        opens, closes = (time.fromisoformat(one.text(tag)[:8]) for tag in ("FromTime", "ToTime"))
    except ValueError:
        return None
    return opens, closes
