"""The set-up form's fields become the site's settings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import time
from typing import Any

from rules.errors import SiteloopError
from rules.rule import ROLES
from rules.subject import PersonState, SiteState
from rules.worktime.calendar import WorkCalendar
from rules.worktime.public_holidays import country_of

OWNER = "owner:"
LAST_DAY, NEVER = "last", "never"


class SettingsRefused(SiteloopError):
    """A field of the set-up form cannot be taken; its text says which and what to write."""


def settings_of(site: SiteState, fields: Mapping[str, Any], people: Sequence[PersonState]) -> SiteState:
    """The site with the given fields taken over; one that is absent leaves what was set.

    `name`, `channel`, `currency`; `superintendent`, `project_manager`, `safety`, `owner_rep` (a person's id or handle, or
    several; empty: nobody); `timezone`, `opens`, `closes` (`HH:MM`), `weekdays` (0 Monday to 6 Sunday), `country` (`US`, or
    `US-IL` with its region; empty: no public holidays); `morning`, `evening` (`HH:MM`, the digests); `planning_day` (0 to 6, or
    `last`, the week's last working day) and `planning` (`HH:MM`, or `never`), when weekly promises are asked for;
    `owner:<word>` (who that word in the schedule is).

    Raises:
        SettingsRefused: a field does not make sense.
    """
    given = {name: value for name, value in fields.items() if value not in (None, "", [])}
    by_handle = {p.handle: p.id for p in people}
    roles = {role: _ids(fields[role] or (), by_handle) for role in ROLES if role in fields}
    owners = {
        name.removeprefix(OWNER): _ids(value, by_handle)[0]
        for name, value in given.items()
        if name.startswith(OWNER)
    }
    calendar = _calendar(site.calendar, given, fields)
    return replace(
        site,
        name=str(given.get("name", site.name)),
        channel=str(given.get("channel", site.channel)),
        currency=str(given.get("currency", site.currency)).upper(),
        calendar=calendar,
        roles={**site.roles, **roles},
        owners={**site.owners, **owners},
        morning=_time(given, "morning", calendar.opens if "opens" in given else site.morning),
        evening=_time(given, "evening", calendar.closes if "closes" in given else site.evening),
        planning_day=_planning_day(given, site.planning_day),
        planning=None if given.get("planning") == NEVER else _planning(given, site.planning),
    )


def _planning_day(given: Mapping[str, Any], before: int | None) -> int | None:
    if "planning_day" not in given:
        return before
    chosen = str(given["planning_day"])
    if chosen != LAST_DAY and chosen not in map(str, range(7)):
        raise SettingsRefused(f"planning_day is {chosen!r}; write 0 (Monday) to 6 (Sunday), or {LAST_DAY}.")
    return None if chosen == LAST_DAY else int(chosen)


def _planning(given: Mapping[str, Any], before: time | None) -> time | None:
    return _time(given, "planning", time()) if "planning" in given else before


def _calendar(before: WorkCalendar, given: Mapping[str, Any], fields: Mapping[str, Any]) -> WorkCalendar:
    country, region = _holidays(fields, before)
    try:
        return replace(
            before,
            timezone=str(given.get("timezone", before.timezone)),
            opens=_time(given, "opens", before.opens),
            closes=_time(given, "closes", before.closes),
            weekdays=frozenset(int(d) for d in given["weekdays"]) if "weekdays" in given else before.weekdays,
            country=country,
            region=region,
        )
    except (ValueError, TypeError) as error:
        raise SettingsRefused(f"The working calendar cannot be used: {error}") from error


def _holidays(fields: Mapping[str, Any], before: WorkCalendar) -> tuple[str | None, str | None]:
    """The country whose public holidays are kept, and the region of it."""
    if "country" not in fields:
        return before.country, before.region
    country, region = country_of(str(fields["country"] or ""))
    return country or None, region


def _time(given: Mapping[str, Any], name: str, default: time) -> time:
    if name not in given:
        return default
    try:
        return time.fromisoformat(str(given[name]))
    except ValueError as error:
        raise SettingsRefused(f"{name} is {given[name]!r}; write a time such as 07:00.") from error


def _ids(value: object, by_handle: Mapping[str, str]) -> tuple[str, ...]:
    several: Iterable[object] = value if isinstance(value, list | tuple) else [value]
    return tuple(by_handle.get(str(one).lstrip("@"), str(one)) for one in several)
