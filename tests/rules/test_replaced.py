"""What is replaced is what `dataclasses.replace` would make of it."""

import dataclasses
from datetime import UTC, datetime

import pytest

from rules.replaced import replace
from rules.resources.resource import Resource, ResourceError
from rules.subject import SiteState
from rules.worktime.calendar import WorkCalendar

AT = datetime(2026, 3, 10, tzinfo=UTC)


def test_another_value_is_made_and_the_first_one_stays() -> None:
    """The named fields change, the others are the very same objects."""
    site = SiteState(name="Tower A", calendar=WorkCalendar(timezone="America/Chicago"))
    changed = replace(site, name="Tower B", ruled=AT)
    assert changed == dataclasses.replace(site, name="Tower B", ruled=AT)
    assert (site.name, site.ruled) == ("Tower A", SiteState().ruled)
    assert changed.calendar is site.calendar


def test_what_is_checked_when_it_is_made_is_checked() -> None:
    """A value whose class refuses some fields is refused all the same."""
    crane = Resource(id="crane", name="Tower crane", kind="plant")
    with pytest.raises(ResourceError):
        replace(crane, name=" ")


def test_what_a_value_keeps_is_not_handed_on() -> None:
    """A calendar keeps its hash; one of other hours has its own."""
    early = WorkCalendar(timezone="America/Chicago")
    kept = hash(early)
    late = replace(early, closes=early.opens.replace(hour=early.opens.hour + 1))
    assert hash(late) == hash(dataclasses.replace(early, closes=late.closes)) != kept
