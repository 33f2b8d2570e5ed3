"""When somebody is written to: in the site's working time, and not in the night where they are."""

from dataclasses import replace
from datetime import datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.subject import Absence, PersonState
from rules.worktime.calendar import WorkCalendar
from rules.worktime.reachable import reachable
from rules.worktime.shift import Shift
from tests.rules.world import CHICAGO, HOUR, local


def _person(zone: str) -> PersonState:
    return PersonState(id="U1", handle="pia", name="Pia", timezone=zone)


@pytest.mark.parametrize(
    ("zone", "now", "at"),
    [
        ("America/Chicago", "03-10 15:00", "03-10 15:00"),
        ("", "03-10 18:00", "03-11 07:00"),
        ("Mars/Olympus", "03-10 18:00", "03-11 07:00"),
        ("America/New_York", "03-10 15:30", "03-10 15:30"),
        ("America/New_York", "03-10 16:30", "03-11 07:00"),
        ("Europe/Berlin", "03-10 09:00", "03-10 09:00"),
        ("Europe/Berlin", "03-10 15:00", "03-11 07:00"),
        ("Europe/Berlin", "03-13 15:00", "03-16 07:00"),
        ("America/Los_Angeles", "03-10 07:30", "03-10 09:00"),
        ("Asia/Tokyo", "03-10 15:00", "03-10 17:00"),
    ],
)
def test_who_is_elsewhere_is_left_to_sleep(zone: str, now: str, at: str) -> None:
    """At three in Chicago it is nine in the evening in Berlin: next morning; nobody in Tokyo is awake in Chicago's shift."""
    assert reachable(CHICAGO, _person(zone), local(now)) == local(at)


@pytest.mark.parametrize(
    ("now", "at"),
    [
        ("03-09 12:00", "03-09 12:00"),
        ("03-09 18:00", "03-13 07:00"),
        ("03-11 12:00", "03-13 07:00"),
        ("03-13 08:00", "03-13 08:00"),
    ],
)
def test_who_is_on_leave_is_written_to_when_they_are_back(now: str, at: str) -> None:
    """From Tuesday to Thursday; what comes on Monday evening would reach them on the first morning of it."""
    person = replace(_person(""), leaves=(Absence(since=local("03-10 00:00"), until=local("03-13 00:00")),))
    assert reachable(CHICAGO, person, local(now)) == local(at)


@pytest.mark.parametrize(
    ("now", "at"),
    [
        ("03-10 12:00", "03-10 19:00"),
        ("03-10 23:00", "03-10 23:00"),
        ("03-11 05:00", "03-11 19:00"),
        ("03-14 03:00", "03-14 03:00"),
        ("03-14 06:00", "03-16 19:00"),
    ],
)
def test_who_works_at_night_is_written_to_at_night(now: str, at: str) -> None:
    """A shift of their own counts, on the site's days; Friday's ends on Saturday morning."""
    raj = replace(_person("Asia/Tokyo"), shift=Shift(opens=time(19), closes=time(5)))
    assert reachable(CHICAGO, raj, local(now)) == local(at)


@settings(deadline=None)
@given(
    st.sampled_from(("Asia/Tokyo", "Europe/Berlin", "Pacific/Auckland", "America/Bogota")),
    st.integers(0, 24 * 300),
)
def test_it_is_always_their_day(zone: str, hours: int) -> None:
    """Never before now, within four days, and by their own clock between opening and closing."""
    now = local("03-10 00:00") + hours * HOUR
    at = reachable(CHICAGO, _person(zone), now)
    theirs = WorkCalendar(timezone=zone).local(at).time()
    assert now <= at <= now + 96 * HOUR
    assert time(7) <= theirs < time(17)
    assert isinstance(at, datetime)
