"""The set-up form: a site's name, roles, shift, time zone, holidays, currency, and who the schedule's owners are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import available_timezones

from rapidfuzz import fuzz, process

from bot.body import Block, context
from bot.forms.fields import About, View, choice, field, form, menu, people_menu, person_menu, text_box
from bot.forms.owners import match_owner
from bot.mrkdwn import escape
from bot.settings_form import LAST_DAY, NEVER
from rules.errors import SiteloopError
from rules.subject import PersonState, SiteState
from rules.worktime.calendar import WorkCalendar
from rules.worktime.localtime import zone
from rules.worktime.public_holidays import country_of, public_holidays

ROLES: Mapping[str, str] = {
    "superintendent": "Superintendent",
    "project_manager": "Project manager",
    "safety": "Safety lead",
    "inspector": "Inspector",
    "owner_rep": "Owner's representative",
}
OWNER = "owner:"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MOST_OWNERS = 40
_MOST_ID = 255


@dataclass(frozen=True, kw_only=True)
class SetupOffer:
    """What the form begins with, where the site has nothing of its own yet."""

    name: str = ""
    timezone: str = ""
    opener: str = ""


def setup_form(
    site: SiteState, owners: Sequence[str], people: Sequence[PersonState], offer: SetupOffer, about: About
) -> View:
    """Every setting with its present value; `owners` are the schedule's words that nobody is named for yet."""
    blocks = [
        field("name", "The site's name", text_box(site.name or offer.name, most=80)),
        *(_role(name, label, site, offer) for name, label in ROLES.items()),
        *_time(site, offer),
        field("country", "Public holidays of", text_box(_holidays(site.calendar), placeholder="US", most=10), optional=True,
              hint="US or VN; with a region US-IL or DE-BY. Empty: no public holidays. /site closed lists the next ones."),
        field("currency", "Currency", text_box(site.currency, placeholder="USD", most=3)),
        *_owners(owners, people),
    ]  # fmt: skip
    return form("setup", "Set up the site", "Save", blocks, about)


def _role(name: str, label: str, site: SiteState, offer: SetupOffer) -> Block:
    """Whoever sets the first site up is taken for its superintendent until they say otherwise."""
    present = list(site.roles.get(name, ()))
    if not site.roles and name == "superintendent" and offer.opener:
        present = [offer.opener]
    return field(name, label, people_menu(present), optional=True)


def _time(site: SiteState, offer: SetupOffer) -> list[Block]:
    calendar = site.calendar
    days = [choice(str(number), name) for number, name in enumerate(_WEEKDAYS)]
    worked = [day for day in days if int(day["value"]) in calendar.weekdays]
    hours = [
        choice(f"{hour:02}:{minute:02}", f"{hour:02}:{minute:02}") for hour in range(24) for minute in (0, 30)
    ]
    timezone = calendar.timezone if site.name else offer.timezone or calendar.timezone
    ticks: Block = {"type": "checkboxes", "options": days, "initial_options": worked}
    asked = [choice(LAST_DAY, "The last working day of a week"), *days]
    planned = LAST_DAY if site.planning_day is None else str(site.planning_day)
    at = f"{site.planning:%H:%M}" if site.planning else NEVER
    return [
        field("timezone", "Time zone", text_box(timezone, placeholder="America/Chicago", most=60)),
        field("opens", "The shift begins", menu(hours, f"{calendar.opens:%H:%M}")),
        field("closes", "The shift ends", menu(hours, f"{calendar.closes:%H:%M}")),
        field("weekdays", "Working days", ticks),
        field("planning_day", "Weekly promises are asked for on", menu(asked, planned)),
        field("planning", "at", menu([*hours, choice(NEVER, "never")], at),
              hint="Everybody who answers for tasks then says what they will finish in the next week."),
    ]  # fmt: skip


def _owners(owners: Sequence[str], people: Sequence[PersonState]) -> list[Block]:
    words = [word for word in owners if len(OWNER + word) <= _MOST_ID][:_MOST_OWNERS]
    if not words:
        return []
    lead = context(
        "*Who is who.* The schedule names these owners; whoever is left empty stays missing, and the superintendent is asked."
    )
    return [
        lead,
        *(field(OWNER + word, word, person_menu(match_owner(word, people)), optional=True) for word in words),
    ]


def check_setup(fields: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with the settings, by field."""
    found = {name: problem for name, problem in _NEEDED.items() if not fields.get(name)}
    for name, check in _CHECKS.items():
        if fields.get(name) and (problem := check(str(fields[name]))):
            found[name] = problem
    return found


def _currency(code: str) -> str:
    known = len(code) == 3 and code.isascii() and code.isalpha()
    return "" if known else "Write the three letters of the currency, such as USD, EUR or VND."


_NEEDED = {
    "name": "Give the site a name.",
    "timezone": "Write a time zone, such as America/Chicago.",
    "weekdays": "A site works on at least one day.",
    "currency": "Write the three letters of the currency, such as USD.",
}


def _timezone(name: str) -> str:
    try:
        zone(name)
    except SiteloopError:
        found = process.extract(
            name.replace(" ", "_"), sorted(available_timezones()), scorer=fuzz.WRatio, limit=2
        )
        return f"There is no time zone {escape(name)}. Did you mean {' or '.join(one for one, *_ in found)}?"
    return ""


def _holidays(calendar: WorkCalendar) -> str:
    return "-".join(filter(None, (calendar.country, calendar.region)))


def _country(code: str) -> str:
    try:
        public_holidays(*country_of(code), 2026)
    except SiteloopError as error:
        return str(error)
    return ""


_CHECKS: Mapping[str, Callable[[str], str]] = {
    "timezone": _timezone,
    "country": _country,
    "currency": _currency,
}
