"""Facts that move with the clock: what they show, and when they reach a value."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.worktime.timed import Measure, Timed
from tests.rules.world import CHICAGO, HOUR, local

_NINE = local("03-10 09:00")
_TICK = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("timed", "at", "value"),
    [
        (Timed(anchor=_NINE), "03-10 12:30", 3.5),
        (Timed(anchor=_NINE), "03-10 23:00", 8.0),
        (Timed(anchor=_NINE), "03-11 08:00", 9.0),
        (Timed(anchor=_NINE), "03-10 08:00", -1.0),
        (Timed(anchor=_NINE, measure="hours"), "03-11 09:00", 24.0),
        (Timed(anchor=_NINE, sense="until"), "03-10 07:30", 1.5),
        (Timed(anchor=_NINE, sense="until"), "03-10 10:00", -1.0),
        (Timed(anchor=_NINE), "03-10 09:00", 0.0),
        (Timed(anchor=_NINE, rate=10.0, base=-20.0, most=15.0), "03-10 08:00", -20.0),
        (Timed(anchor=_NINE, rate=10.0, base=-20.0, most=15.0), "03-10 11:00", 0.0),
        (Timed(anchor=_NINE, rate=10.0, base=-20.0, most=15.0), "03-12 11:00", 15.0),
    ],
)
def test_what_it_shows(timed: Timed, at: str, value: float) -> None:
    """Working hours or hours of the clock, growing or falling; with a rate, from its base to its most."""
    assert timed.value(local(at), CHICAGO) == value


@given(
    hundredths=st.integers(-2000, 2000),
    measure=st.sampled_from(("hours", "working_hours")),
    minutes=st.integers(0, 10_000),
)
@settings(max_examples=150)
def test_a_number_is_shown_once_it_is_full(hundredths: int, measure: Measure, minutes: int) -> None:
    """At the instant at which a growing fact reaches a value it shows it, and before that less; a falling one likewise."""
    value = hundredths / 100
    anchor = _NINE + minutes * HOUR / 60
    since = Timed(anchor=anchor, measure=measure)
    at = since.reaches(value, CHICAGO)
    if measure == "hours" or (value and CHICAGO.is_open(at - _TICK)):
        assert since.value(at, CHICAGO) == value
        assert since.value(at - 2 * _TICK, CHICAGO) == pytest.approx(value - 0.01)
        until = Timed(anchor=anchor, sense="until", measure=measure)
        assert until.value(at, CHICAGO) == -value


def test_what_it_can_come_to() -> None:
    """Hours grow for ever; with a rate it never is more than its most."""
    rated = Timed(anchor=_NINE, rate=1.0, most=40.0)
    assert Timed(anchor=_NINE).is_within(1e6)
    assert rated.is_within(40.0)
    assert not rated.is_within(40.0, beyond=True)
    assert not rated.is_within(40.01)
