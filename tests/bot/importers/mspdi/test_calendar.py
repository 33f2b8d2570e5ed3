"""Working time from MS Project: weeks, exceptions, and how they recur."""

from datetime import date, time

import pytest

from bot.importers import read_mspdi
from rules.worktime.work_pattern import WorkPattern
from tests.bot.importers.mspdi.project import STANDARD, WEEK, mspdi, task

HOURS = (
    "<WorkingTimes><WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime></WorkingTime>"
    "</WorkingTimes>"
)


def exception(first: str, last: str, more: str = "", *, works: bool = False) -> str:
    """An exception from one day to another, of a calendar since 2007."""
    return (
        f"<Exception><TimePeriod><FromDate>{first}T00:00:00</FromDate><ToDate>{last}T23:59:00</ToDate></TimePeriod>"
        f"{more}<DayWorking>{int(works)}</DayWorking>{HOURS if works else ''}</Exception>"
    )


def working(calendars: str) -> WorkPattern:
    """The pattern that a file with these calendars gives."""
    found = read_mspdi(mspdi(task(1), calendars=calendars)).working
    assert found is not None
    return found


def closures(*exceptions: str) -> list[str]:
    """The closures in March 2026 that the exceptions make, by their day."""
    kept = f"<Calendar><UID>1</UID><WeekDays>{WEEK}</WeekDays><Exceptions>{''.join(exceptions)}</Exceptions></Calendar>"
    found = working(kept).closures
    return [f"{day:%a %d}" for day in sorted(found) if (day.year, day.month) == (2026, 3)]


def test_the_week_and_its_hours() -> None:
    """Weekdays count from Sunday, a shift is from the first opening to the last closing."""
    found = working(STANDARD)
    assert found == WorkPattern(weekdays=frozenset(range(5)), opens=time(8), closes=time(17))


def test_a_calendar_takes_what_it_does_not_say_from_its_base() -> None:
    """Saturday is its own, the other days and the holidays those of the calendar that it is based on."""
    base = (
        f"<Calendar><UID>3</UID><WeekDays>{WEEK}</WeekDays>"
        f"<Exceptions>{exception('2026-03-11', '2026-03-12')}</Exceptions></Calendar>"
    )
    own = (
        "<Calendar><UID>1</UID><BaseCalendarUID>3</BaseCalendarUID><WeekDays><WeekDay><DayType>7</DayType>"
        f"<DayWorking>1</DayWorking>{HOURS}</WeekDay></WeekDays></Calendar>"
    )
    found = working(own + base)
    assert found.weekdays == frozenset(range(6))
    assert found.closures == {date(2026, 3, 11), date(2026, 3, 12)}
    assert working(own.replace("<BaseCalendarUID>3", "<BaseCalendarUID>1")).weekdays == {5}


def test_exceptions_are_read_as_each_version_writes_them() -> None:
    """Before 2007 among the weekdays; since then in a list of their own, which is taken where there is one."""
    old = (
        "<WeekDay><DayType>0</DayType><DayWorking>0</DayWorking><TimePeriod><FromDate>2026-03-10T00:00:00</FromDate>"
        "<ToDate>2026-03-11T23:59:00</ToDate></TimePeriod></WeekDay>"
    )
    assert working(STANDARD.replace("</WeekDays>", f"{old}</WeekDays>")).closures == {
        date(2026, 3, 10), date(2026, 3, 11),
    }  # fmt: skip
    new = f"{old}</WeekDays><Exceptions>{exception('2026-03-14', '2026-03-14', works=True)}</Exceptions>"
    found = working(STANDARD.replace("</WeekDays>", new))
    assert (set(found.closures), set(found.extra_days)) == (set(), {date(2026, 3, 14)})


@pytest.mark.parametrize(
    ("recurs", "days"),
    [
        ("<Type>7</Type><Period>10</Period>", ["Wed 11", "Tue 31"]),
        ("<Type>2</Type><Month>2</Month><MonthDay>17</MonthDay>", ["Tue 17"]),
        ("<Type>3</Type><Month>2</Month><MonthItem>4</MonthItem><MonthPosition>1</MonthPosition>", ["Mon 09"]),
        ("<Type>4</Type><Period>2</Period><MonthDay>3</MonthDay>", ["Tue 03"]),
        ("<Type>4</Type><Period>3</Period><MonthDay>3</MonthDay>", []),
        ("<Type>5</Type><Period>1</Period><MonthItem>8</MonthItem><MonthPosition>4</MonthPosition>", ["Fri 27"]),
        ("<Type>5</Type><Period>1</Period><MonthItem>1</MonthItem><MonthPosition>0</MonthPosition>", ["Mon 02"]),
        ("<Type>6</Type><Period>2</Period><DaysOfWeek>34</DaysOfWeek>", ["Mon 02", "Fri 06", "Mon 16", "Fri 20", "Mon 30"]),
    ],
)  # fmt: skip
def test_exceptions_recur(recurs: str, days: list[str]) -> None:
    """Every so many days, once a year by date or position, in months by date or position, on weekdays every so many weeks."""
    start = "2026-02-19" if "<Type>7" in recurs else "2026-01-05"
    assert closures(exception(start, "2027-12-31", recurs)) == days
    assert closures(exception(start, "2149-12-31", recurs)) == days
