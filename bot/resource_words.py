"""Crews and plant as people write and read them: a form's fields become a resource or a booking, these become words."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from bot.importers.register import short_name
from bot.mrkdwn import said
from bot.view import SiteView, counted
from rules.resources.resource import KINDS, Booking, Resource, ResourceError
from rules.resources.usage import Clash, ClashKind
from rules.subject import ResourceState
from rules.worktime.calendar import WorkCalendar
from rules.worktime.saidtime import instant_of

_WHY: Mapping[ClashKind, str] = {
    "two_tasks": "booked twice",
    "two_zones": "promised to two places",
    "too_many": "more booked than there are",
    "not_there": "booked while it is not on site",
}


def resource_of_fields(about: str, fields: Mapping[str, Any], known: Collection[str]) -> Resource:
    """The crew or machine that a form describes; `about` is its id, empty for a new one, which gets one that is not `known`.

    Raises:
        ResourceError: what is written makes none; the text says what to write.
    """
    name, kind = " ".join(str(fields.get("name") or "").split()), str(fields.get("kind"))
    if kind not in KINDS:
        raise ResourceError("Choose whether it is a crew or plant.")
    return Resource(
        id=about or short_name(name, known),
        name=name,
        kind="crew" if kind == "crew" else "plant",
        trade=str(fields.get("trade") or "").strip(),
        count=_number(str(fields.get("count") or "1")),
        zone=str(fields.get("elsewhere") or fields.get("zone") or "").strip(),
        called=tuple(word for one in str(fields.get("called") or "").split(",") if (word := one.strip())),
        since=_day(fields, "since"),
        until=_day(fields, "until"),
        shared=fields.get("shared") == "yes",
    )


def booking_of_fields(name: str, fields: Mapping[str, Any], by: str, calendar: WorkCalendar) -> Booking:
    """The booking that a form describes; `name` is its id.

    Raises:
        ResourceError: what is written makes none; the text says what to write.
    """
    start, end = (instant_of(str(fields.get(one) or ""), calendar) for one in ("start", "end"))
    if start is None or end is None:
        raise ResourceError("Choose from when until when.")
    count = str(fields.get("count") or "")
    return Booking(
        id=name,
        start=start,
        end=end,
        task=str(fields.get("task") or "").strip() or None,
        count=_number(count) if count else 0.0,
        by=by,
        origin=name,
    )


def booking_words(booking: Booking, view: SiteView, now: datetime | None = None) -> str:
    """`Level 3 slab pour (A-310), Wed 11 Mar 07:00 to 17:00`; of one under way at `now` only its end."""
    what = view.task_name(booking.task) if booking.task else said(booking.zone, 40) or "other work"
    some = f", {booking.count:g} of them" if booking.count else ""
    if now is not None and booking.start <= now:
        return f"{what}{some} until {view.when(booking.end)}"
    first, last = view.calendar.local(booking.start), view.calendar.local(booking.end)
    until = f"{last:%H:%M}" if first.date() == last.date() else view.when(booking.end)
    return f"{what}{some}, {view.when(booking.start)} to {until}"


def clash_words(clash: Clash, view: SiteView) -> str:
    """`booked twice: Level 3 slab pour (A-310) and Stair 1 (S-910), Wed 11 Mar 07:00 to 09:00`."""
    tasks = dict.fromkeys(view.task_name(one.task) if one.task else "other work" for one in clash.bookings)
    first, last = view.calendar.local(clash.start), view.calendar.local(clash.end)
    until = f"{last:%H:%M}" if first.date() == last.date() else view.when(clash.end)
    return f"{_WHY[clash.kind]}: {' and '.join(tasks)}, {view.when(clash.start)} to {until}"


def what_it_is(resource: Resource) -> str:
    """`14 rebar`, `crew of 6`, `2 of them, shared by all`; empty of a single machine."""
    if resource.kind == "crew":
        return (
            f"{resource.count:g} {said(resource.trade, 40)}"
            if resource.trade
            else f"crew of {resource.count:g}"
        )
    parts = [
        f"{resource.count:g} of them" if resource.count != 1 else "",
        "shared by all" if resource.shared else "",
    ]
    return ", ".join(part for part in parts if part)


def changed_words(before: Resource, after: Resource, view: SiteView) -> list[str]:
    """What a form changed: `2 of them`, `on site until Fri 20 Mar`."""
    people = "people" if after.kind == "crew" else "of them"
    now = {
        "name": f"called so instead of {said(before.name, 80)}",
        "kind": "a crew now" if after.kind == "crew" else "a machine now",
        "trade": f"of the {said(after.trade, 40)} trade" if after.trade else "of no trade",
        "count": f"{after.count:g} {people}",
        "zone": f"stands at {said(after.zone, 40)}" if after.zone else "stands nowhere in particular",
        "called": f"also called {', '.join(said(one, 40) for one in after.called)}"
        if after.called
        else "called nothing else",
        "since": f"on site from {view.day(after.since)}" if after.since else "on site from the beginning",
        "until": f"on site until {view.day(after.until)}" if after.until else "on site without a last day",
        "shared": "shared by the whole site" if after.shared else "with one task at a time",
    }
    return [words for name, words in now.items() if getattr(before, name) != getattr(after, name)]


def found_in(register: Collection[ResourceState], word: str) -> list[ResourceState]:
    """Those that a word means: the one of that id or name, else all that can be called so."""
    folded = word.strip().strip("`“”\"'").casefold()
    own = [one for one in register if folded in (one.resource.id, one.resource.name.casefold())]
    return own or [one for one in register if one.resource.is_called(folded)]


def several(register: Collection[ResourceState]) -> str:
    """`Concrete pump 1 or Concrete pump 2`."""
    return " or ".join(said(one.resource.name, 60) for one in register)


def working_days(days: float) -> str:
    """`1 working day`, `9 working days`."""
    return f"{days:g} working days" if days != 1 else counted(1, "working day")


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError as error:
        raise ResourceError(f"“{said(text, 30)}” is no number. Write it as 1 or 8.") from error


def _day(fields: Mapping[str, Any], name: str) -> date | None:
    text = str(fields.get(name) or "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ResourceError(f"“{said(text, 30)}” is no day. Write it as 2026-03-11.") from error
