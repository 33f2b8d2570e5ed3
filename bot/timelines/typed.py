"""Signals as a timeline types them: flat, with the fields of their kind (`rules.signal.FIELDS`)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.timelines.moment import day_named, moment
from rules.language.problem import Misread, one_of
from rules.signal import FIELDS, Signal, SignalKind
from rules.worktime.calendar import WorkCalendar

_OWN = ("task", "what", "words", "hedged", "confirm")
_TIMES = ("when", "since")


def typed_signals(given: Sequence[Any], now: datetime, calendar: WorkCalendar) -> tuple[Signal, ...]:
    """The signals; those without words have their values as words.

    Raises:
        Misread: a kind or a field that no signal has.
    """
    return tuple(_signal(one, now, calendar) for one in given)


def _signal(given: object, now: datetime, calendar: WorkCalendar) -> Signal:
    if not isinstance(given, Mapping):
        raise Misread(
            "A signal is written with its fields.", "{ kind: blocker, task: A-310, cause: material }"
        )
    kind = _kind_of(given)
    values = {
        name: _time(str(value), now, calendar) if name in _TIMES else value
        for name, value in given.items()
        if name not in ("kind", *_OWN)
    }
    told = ", ".join(f"{name} {value}" for name, value in values.items())
    return Signal(
        kind=kind,
        task=given.get("task"),
        values=values,
        what=str(given.get("what", "")),
        words=str(given.get("words", "")) or f"{kind}: {told}",
        hedged=given.get("hedged") is True,
        confirm=given.get("confirm") is True,
    )


def _kind_of(given: Mapping[str, Any]) -> SignalKind:
    """Its kind, all whose fields have been found to be its own."""
    word = str(given.get("kind", ""))
    kind = next((known for known in FIELDS if known == word), None)
    if kind is None:
        raise Misread(f"There is no kind of signal “{word}”.", one_of(word, list(FIELDS)))
    known = [*FIELDS[kind], *_OWN]
    for name in given:
        if name not in ("kind", *known):
            raise Misread(f"A {kind} has no {name}.", one_of(str(name), known))
    return kind


def _time(text: str, now: datetime, calendar: WorkCalendar) -> str:
    """As signals hold it: `YYYY-MM-DDTHH:MM`, or a day alone."""
    try:
        return day_named(text, calendar.local_date(now).year).isoformat()
    except Misread:
        return f"{calendar.local(moment(text, now, calendar, past=True)):%Y-%m-%dT%H:%M}"
