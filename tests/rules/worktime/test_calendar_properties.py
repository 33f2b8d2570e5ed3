"""What holds of every working calendar, through every clock change."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rules.worktime.calendar import WorkCalendar
from rules.worktime.localtime import instant_of

ZONES = ("America/Chicago", "Asia/Ho_Chi_Minh", "Europe/Madrid", "Australia/Lord_Howe")
QUARTERS = st.integers(0, 95).map(lambda n: time(n // 4, 15 * (n % 4)))
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
CALENDARS = st.builds(
    WorkCalendar,
    timezone=st.sampled_from(ZONES),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    opens=QUARTERS,
    closes=QUARTERS,
    country=st.sampled_from([None, "US", "VN", "ES"]),
    closures=st.frozensets(st.dates(date(2026, 1, 1), date(2026, 6, 30)), max_size=4),
    extra_days=st.frozensets(st.dates(date(2026, 7, 1), date(2026, 12, 31)), max_size=4),
)
# Around every clock change of these zones, and anywhere.
NEAR_CHANGES = st.builds(
    lambda change, minutes: change + timedelta(minutes=minutes),
    st.sampled_from(
        [
            datetime(2026, 3, 8, 8, tzinfo=UTC),
            datetime(2026, 11, 1, 7, tzinfo=UTC),
            datetime(2026, 3, 29, 1, tzinfo=UTC),
            datetime(2026, 10, 25, 1, tzinfo=UTC),
            datetime(2026, 4, 4, 15, tzinfo=UTC),
            datetime(2026, 10, 3, 15, 30, tzinfo=UTC),
        ]
    ),
    st.integers(-2000, 2000),
)
INSTANTS = NEAR_CHANGES | st.builds(
    lambda seconds: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds),
    st.integers(0, 5 * 366 * 86400),
)
HOURS = st.floats(0.001, 3000) | st.integers(1, 400).map(float)


def brute_hours(calendar: WorkCalendar, a: datetime, b: datetime) -> float:
    """Open hours from a to b, added up shift by shift."""
    day, worked = calendar.local_date(a) - timedelta(days=2), timedelta()
    while day <= calendar.local_date(b):
        if calendar.is_working_day(day):
            overlap = min(b, calendar.closing(day)) - max(a, calendar.opening(day))
            worked += max(overlap, timedelta())
        day += timedelta(days=1)
    return worked / timedelta(hours=1)


@settings(max_examples=60)
@given(CALENDARS, INSTANTS, st.timedeltas(timedelta(), timedelta(days=40)))
def test_working_hours_are_the_sum_of_the_open_time_of_shifts(
    calendar: WorkCalendar, a: datetime, span: timedelta
) -> None:
    """The look-up by year gives what adding up shift by shift gives, and going back is the negative of it."""
    assert calendar.working_hours_between(a, a + span) == brute_hours(calendar, a, a + span)
    assert calendar.working_hours_between(a + span, a) == -brute_hours(calendar, a, a + span)


@settings(max_examples=60)
@given(CALENDARS, INSTANTS, HOURS, st.booleans())
def test_adding_hours_is_undone_by_counting_them(
    calendar: WorkCalendar, a: datetime, hours: float, back: bool
) -> None:
    """Between an instant and itself plus some hours there are these hours, to the microsecond, both ways, as far as the calendar
    goes: a quarter of an hour a week takes centuries over some thousand hours."""
    shift = (timedelta(hours=calendar.closes.hour, minutes=calendar.closes.minute)
             - timedelta(hours=calendar.opens.hour, minutes=calendar.opens.minute)) % timedelta(days=1)  # fmt: skip
    weekly = len(calendar.weekdays) * ((shift or timedelta(days=1)) / timedelta(hours=1))
    assume(hours <= 100 * 50 * weekly)
    signed = -hours if back else hours
    counted = calendar.working_hours_between(a, calendar.add_working(a, signed))
    assert abs(counted - signed) < 1e-9


@settings(max_examples=60)
@given(CALENDARS, INSTANTS, INSTANTS)
def test_counting_hours_is_undone_by_adding_them(calendar: WorkCalendar, a: datetime, b: datetime) -> None:
    """From any instant, adding the hours up to a later working instant gives exactly that instant."""
    a, b = min(a, b), calendar.next_open(max(a, b))
    day = calendar.shift_of(b)
    assert day is not None
    hours = calendar.working_hours_between(a, b)
    if b > calendar.opening(day) and hours:
        assert calendar.add_working(a, hours) == b


@settings(max_examples=60)
@given(CALENDARS, INSTANTS)
def test_the_next_opening_is_open_and_nothing_before_it_is(calendar: WorkCalendar, instant: datetime) -> None:
    """`next_open` is open, not earlier than asked, and no working time lies between."""
    opening = calendar.next_open(instant)
    assert calendar.is_open(opening)
    assert opening >= instant
    assert calendar.working_hours_between(instant, opening) == 0


@settings(max_examples=60)
@given(CALENDARS, DAYS, st.integers(-600, 600))
def test_adding_days_is_undone_by_counting_them(calendar: WorkCalendar, day: date, n: int) -> None:
    """The n-th working day from a day is n working days from it, and is worked."""
    landed = calendar.add_working_days(day, n)
    assert calendar.is_working_day(landed)
    if n:
        assert calendar.working_days_between(day, landed) == n


@settings(max_examples=60)
@given(CALENDARS, DAYS, DAYS)
def test_days_between_are_the_days_that_are_worked(calendar: WorkCalendar, a: date, b: date) -> None:
    """The count is that of the working days after the first up to and with the second."""
    a, b = min(a, b), max(a, b)
    after = (a + timedelta(days=n) for n in range(1, (b - a).days + 1))
    assert calendar.working_days_between(a, b) == sum(map(calendar.is_working_day, after))


@settings(max_examples=100)
@given(st.sampled_from(ZONES), NEAR_CHANGES, st.integers(0, 180))
def test_a_later_wall_time_is_never_an_earlier_instant(zone: str, near: datetime, minutes: int) -> None:
    """Reading wall times keeps their order, also where clocks skip or repeat an hour."""
    local = near.replace(tzinfo=None) + timedelta(hours=10)
    assert instant_of(local, zone) <= instant_of(local + timedelta(minutes=minutes), zone)
