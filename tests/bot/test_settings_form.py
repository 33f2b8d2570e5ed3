"""The set-up form's fields become settings; what cannot be is refused by name."""

from datetime import time

import pytest

from bot.settings_form import settings_of
from rules.errors import SiteloopError
from rules.subject import PersonState, SiteState
from rules.worktime.calendar import WorkCalendar

PEOPLE = [
    PersonState(id="U0ANA", handle="ana", name="Ana Ruiz"),
    PersonState(id="U0RAJ", handle="raj", name="Raj"),
]
SITE = SiteState(
    name="Tower A",
    channel="C1",
    calendar=WorkCalendar(timezone="America/Chicago", country="US"),
    roles={"superintendent": ("U0ANA",)},
    owners={"Crew 1": "U0RAJ"},
)


def test_absent_fields_leave_what_was_set() -> None:
    """A form of nothing changes nothing."""
    assert settings_of(SITE, {}, PEOPLE) == SITE


def test_people_by_id_or_handle() -> None:
    """Roles take one or several; an empty role is nobody's."""
    found = settings_of(
        SITE, {"safety": ["raj", "@ana"], "superintendent": "", "owner:Crew 2": "U0ANA"}, PEOPLE
    )
    assert found.roles == {"superintendent": (), "safety": ("U0RAJ", "U0ANA")}
    assert found.owners == {"Crew 1": "U0RAJ", "Crew 2": "U0ANA"}


def test_digests_follow_the_shift() -> None:
    """A new shift moves both digests to its ends, unless they are set."""
    found = settings_of(SITE, {"opens": "06:00", "closes": "14:30"}, PEOPLE)
    assert (found.morning, found.evening) == (time(6), time(14, 30))
    assert settings_of(SITE, {"opens": "06:00", "morning": "05:45"}, PEOPLE).morning == time(5, 45)


def test_no_public_holidays() -> None:
    """An emptied country is none."""
    assert settings_of(SITE, {"country": ""}, PEOPLE).calendar.country is None


def test_public_holidays_of_a_region() -> None:
    """A region is said with its country; another country has none of it, and what is not said stays."""
    found = settings_of(SITE, {"country": "de-by"}, PEOPLE)
    assert (found.calendar.country, found.calendar.region) == ("DE", "BY")
    assert settings_of(found, {"opens": "06:00"}, PEOPLE).calendar.region == "BY"
    moved = settings_of(found, {"country": "VN"}, PEOPLE).calendar
    assert (moved.country, moved.region) == ("VN", None)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"opens": "seven"}, "opens is 'seven'"),
        ({"timezone": "Chicago"}, "no time zone .Chicago."),
        ({"country": "XX"}, "country .XX."),
        ({"country": "US-ZZ"}, "no region .ZZ."),
        ({"weekdays": ["9"]}, "weekday"),
        ({"weekdays": ["mon"]}, "calendar"),
    ],
)
def test_what_cannot_be_is_refused(fields: dict[str, object], told: str) -> None:
    """The text says what cannot be used."""
    with pytest.raises(SiteloopError, match=told):
        settings_of(SITE, fields, PEOPLE)
