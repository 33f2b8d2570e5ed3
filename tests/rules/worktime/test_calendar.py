"""A site's working calendar, by examples that a planner can check."""

import pickle
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from pydantic import TypeAdapter

from rules.worktime.calendar import CalendarError, WorkCalendar
from rules.worktime.localtime import UnknownTimezone, instant_of
from rules.worktime.public_holidays import UnknownCountry

CHICAGO = WorkCalendar(timezone="America/Chicago")
NIGHT = WorkCalendar(timezone="America/Chicago", opens=time(19), closes=time(5), weekdays=frozenset(range(7)))


def at(text: str, calendar: WorkCalendar = CHICAGO) -> datetime:
    """The instant of a local time."""
    return calendar.instant(datetime.fromisoformat(text))


def test_a_shift_is_open_from_its_opening_and_no_longer_at_its_closing() -> None:
    """07:00 is open, 17:00 is closed, and a weekend is closed at noon."""
    assert CHICAGO.is_open(at("2026-03-10T07:00"))
    assert not CHICAGO.is_open(at("2026-03-10T17:00"))
    assert not CHICAGO.is_open(at("2026-03-14T12:00"))
    assert CHICAGO.shift_of(at("2026-03-10T16:59:59")) == date(2026, 3, 10)
    assert CHICAGO.shift_of(at("2026-03-10T18:00")) is None


def test_the_next_opening_after_friday_evening_is_monday_morning() -> None:
    """A closed site opens next on its next working day, on the new clock when clocks changed between."""
    assert CHICAGO.next_open(at("2026-03-06T18:00")) == datetime(2026, 3, 9, 12, tzinfo=UTC)
    assert CHICAGO.next_open(at("2026-03-06T08:00")) == at("2026-03-06T08:00")


def test_working_hours_pass_over_nights_and_weekends() -> None:
    """Three hours from Friday 16:00 end on Monday at 09:00, and the same number is counted back."""
    due = CHICAGO.add_working(at("2026-03-06T16:00"), 3)
    assert due == at("2026-03-09T09:00")
    assert CHICAGO.working_hours_between(at("2026-03-06T16:00"), due) == 3
    assert CHICAGO.add_working(due, -3) == at("2026-03-06T16:00")


def test_a_whole_shift_ends_at_its_closing() -> None:
    """Ten hours from the opening are due this evening, not tomorrow morning."""
    assert CHICAGO.add_working(at("2026-03-10T07:00"), 10) == at("2026-03-10T17:00")
    assert CHICAGO.add_working(at("2026-03-10T17:00"), -10) == at("2026-03-10T07:00")


def test_hours_reach_over_years_both_ways() -> None:
    """Ten years of working hours are added and taken away again, exactly."""
    ten_years = CHICAGO.working_hours_between(at("2026-03-10T09:30"), at("2036-03-10T09:30"))
    assert ten_years == 10 * CHICAGO.working_days_between(date(2026, 3, 10), date(2036, 3, 10))
    assert CHICAGO.add_working(at("2026-03-10T09:30"), ten_years) == at("2036-03-10T09:30")
    assert CHICAGO.add_working(at("2036-03-10T09:30"), -ten_years) == at("2026-03-10T09:30")


def test_a_site_closed_for_a_whole_year_opens_after_it() -> None:
    """A year without a shift is passed over, and a site that is never open says so."""
    closed = frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(365))
    calendar = WorkCalendar(closures=closed)
    opening = calendar.next_open(datetime(2026, 5, 1, tzinfo=UTC))
    assert opening == datetime(2027, 1, 1, 7, tzinfo=UTC)
    assert calendar.add_working(datetime(2025, 12, 31, 16, tzinfo=UTC), 2) == datetime(
        2027, 1, 1, 8, tzinfo=UTC
    )
    assert calendar.add_working_days(date(2026, 5, 1), -1) == date(2025, 12, 31)


def test_nothing_to_add_waits_for_the_opening() -> None:
    """Zero hours on a Saturday are Monday's opening."""
    assert CHICAGO.add_working(at("2026-03-14T12:00"), 0) == at("2026-03-16T07:00")


def test_a_night_shift_belongs_to_the_day_on_which_it_opens() -> None:
    """At 02:00 the shift of the evening before runs, across New Year as well."""
    assert NIGHT.shift_of(at("2026-05-02T02:00")) == date(2026, 5, 1)
    assert NIGHT.shift_of(at("2026-01-01T02:00")) == date(2025, 12, 31)
    assert NIGHT.local_date(at("2026-01-01T02:00")) == date(2026, 1, 1)
    assert NIGHT.add_working(at("2025-12-31T23:00"), 8) == at("2026-01-01T21:00")


@pytest.mark.parametrize(("day", "hours"), [("2026-03-07", 9.0), ("2026-10-31", 11.0), ("2026-05-01", 10.0)])
def test_clock_changes_make_a_night_shift_shorter_or_longer(day: str, hours: float) -> None:
    """Real hours are counted: nine when clocks go forward in the night, eleven when they go back."""
    opening, closing = NIGHT.opening(date.fromisoformat(day)), NIGHT.closing(date.fromisoformat(day))
    assert NIGHT.working_hours_between(opening, closing) == hours
    assert NIGHT.add_working(opening, hours) == closing
    assert NIGHT.working_hours_per_day == 10


def test_equal_times_are_a_shift_around_the_clock() -> None:
    """A site that opens and closes at midnight every day is never closed."""
    always = WorkCalendar(opens=time(), closes=time(), weekdays=frozenset(range(7)))
    start = datetime(2026, 2, 1, 13, 30, tzinfo=UTC)
    assert always.add_working(start, 24 * 365) == start + timedelta(days=365)
    assert always.working_hours_per_day == 24


def test_a_time_that_the_clock_never_shows_is_the_instant_of_the_change() -> None:
    """02:30 on the day that clocks go forward is 03:00; a time shown twice is its first showing."""
    assert instant_of(datetime.fromisoformat("2026-03-08T02:30"), "America/Chicago") == datetime(
        2026, 3, 8, 8, tzinfo=UTC
    )
    assert instant_of(datetime.fromisoformat("2026-11-01T01:30"), "America/Chicago") == datetime(
        2026, 11, 1, 6, 30, tzinfo=UTC
    )
    assert instant_of(datetime.fromisoformat("2026-10-04T02:15"), "Australia/Lord_Howe") == datetime(
        2026, 10, 3, 15, 30, tzinfo=UTC
    )


def test_a_shift_that_the_clock_change_swallows_is_not_opened() -> None:
    """A shift from 02:10 to 02:40 does not exist on the night that has no such time."""
    short = WorkCalendar(
        timezone="America/Chicago", opens=time(2, 10), closes=time(2, 40), weekdays=frozenset({6})
    )
    assert short.next_open(at("2026-03-08T00:00")) == at("2026-03-15T02:10")
    assert short.add_working(at("2026-03-08T00:00"), 0.5) == at("2026-03-15T02:40")


@pytest.mark.parametrize(
    ("country", "region", "day"),
    [
        ("US", "IL", "2026-07-03"),  # Independence Day, a Saturday, observed
        ("US", None, "2021-12-31"),  # New Year's Day of the next year, observed
        ("VN", None, "2026-02-17"),  # Tết
        ("ES", "MD", "2026-05-01"),
    ],
)
def test_public_holidays_are_not_worked(country: str, region: str | None, day: str) -> None:
    """A country's holidays close the site, on the day that they are observed."""
    calendar = WorkCalendar(country=country, region=region)
    assert not calendar.is_working_day(date.fromisoformat(day))
    assert WorkCalendar().is_working_day(date.fromisoformat(day))


def test_a_public_holiday_has_a_name() -> None:
    """In English, on the very day; another day, and a site without a country, have none."""
    calendar = WorkCalendar(country="MX")
    assert calendar.holiday(date(2026, 3, 16)) == "Benito Juárez's birthday"
    assert calendar.holiday(date(2026, 3, 17)) == WorkCalendar().holiday(date(2026, 3, 16)) == ""


def test_a_site_decides_over_its_holidays_and_weekends() -> None:
    """An extra day is worked though it is a holiday or a Sunday; a closure is not though it is a Tuesday."""
    calendar = WorkCalendar(
        country="US",
        closures=frozenset({date(2026, 3, 10)}),
        extra_days=frozenset({date(2026, 7, 3), date(2026, 3, 15)}),
    )
    assert calendar.is_working_day(date(2026, 7, 3))
    assert calendar.is_working_day(date(2026, 3, 15))
    assert not calendar.is_working_day(date(2026, 3, 10))


def test_working_days_are_counted_from_the_day_after() -> None:
    """Two working days after a Saturday are Tuesday; no days are the day itself, or the next one worked."""
    saturday, friday = date(2026, 3, 14), date(2026, 3, 13)
    assert CHICAGO.add_working_days(saturday, 2) == date(2026, 3, 17)
    assert CHICAGO.add_working_days(saturday, 0) == date(2026, 3, 16)
    assert CHICAGO.add_working_days(friday, 1) == date(2026, 3, 16)
    assert CHICAGO.add_working_days(saturday, -1) == friday
    assert CHICAGO.working_days_between(friday, date(2026, 3, 16)) == 1
    assert CHICAGO.working_days_between(date(2026, 3, 16), friday) == -1
    assert CHICAGO.working_days_between(friday, saturday) == 0


def test_a_calendar_is_always_written_the_same_and_read_back() -> None:
    """Its JSON has days in order, whatever the order of a set, and gives an equal calendar."""
    days = frozenset(date(2026, 12, day) for day in range(1, 25))
    calendar = WorkCalendar(timezone="Asia/Ho_Chi_Minh", closures=days, country="VN")
    adapter = TypeAdapter(WorkCalendar)
    assert adapter.validate_json(adapter.dump_json(calendar)) == calendar
    assert adapter.dump_python(calendar)["closures"] == sorted(days)


def test_a_calendar_that_cannot_be_says_what_to_write() -> None:
    """Unknown names, no weekday, and a day both worked and closed are refused with advice."""
    with pytest.raises(UnknownTimezone, match="America/Chicago"):
        WorkCalendar(timezone="Chicago/Downtown")
    with pytest.raises(UnknownCountry, match="ISO 3166"):
        WorkCalendar(country="ZZ")
    with pytest.raises(UnknownCountry, match="Its regions are: AK"):
        WorkCalendar(country="US", region="Chicago")
    with pytest.raises(CalendarError, match="at least one working weekday"):
        WorkCalendar(weekdays=frozenset())
    with pytest.raises(CalendarError, match="without a time zone"):
        WorkCalendar(opens=time(7, tzinfo=UTC))
    with pytest.raises(CalendarError, match="2026-03-10 is both"):
        WorkCalendar(closures=frozenset({date(2026, 3, 10)}), extra_days=frozenset({date(2026, 3, 10)}))


def test_time_without_a_zone_is_never_guessed() -> None:
    """A naive instant and an aware local time are refused, and so are years that no site works in."""
    with pytest.raises(CalendarError, match="aware UTC instant"):
        CHICAGO.is_open(datetime.fromisoformat("2026-03-10T09:00"))
    with pytest.raises(CalendarError, match="without one"):
        CHICAGO.instant(datetime(2026, 3, 10, 9, tzinfo=UTC))
    with pytest.raises(CalendarError, match="Check the year"):
        CHICAGO.add_working_days(date(2026, 3, 10), 10**6)


def test_a_calendar_is_looked_up_by_what_it_says() -> None:
    """Equal ones have one hash, also after it was asked for; a copy for another process works its own out."""
    one, other = WorkCalendar(timezone="America/Chicago"), WorkCalendar(timezone="America/Chicago")
    assert hash(one) == hash(other) == hash(one)
    assert hash(replace(one, opens=time(6))) != hash(one)
    assert "_hash" not in one.__getstate__()
    written = TypeAdapter(WorkCalendar).dump_json
    assert written(one) == written(replace(one))
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - our own
