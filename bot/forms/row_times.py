"""The times in the form that puts right what was understood: what somebody promises or expects there is still to come, and
since when something is so has been."""

from collections.abc import Mapping
from datetime import datetime

from bot.forms.signal_inputs import block_name, fields_of
from bot.forms.times import wrong_with_past, wrong_with_time
from bot.heard.amending import Row, row_of
from bot.view import SiteView
from rules.signal import SignalKind
from rules.subject import Live

_SINCE = "since"
_MOMENTS = (_SINCE, "when", "start")
_EXPECTED: Mapping[SignalKind, tuple[str, ...]] = {
    "forecast": ("when", "start"),
    "request": ("when",),
    "delivery": ("when",),
    "response": ("when",),
}
# What has happened already has its time behind it.
_HAPPENED: Mapping[SignalKind, tuple[str, tuple[str, ...]]] = {
    "delivery": ("status", ("arrived", "short", "damaged")),
    "response": ("answer", ("done",)),
}


def check_times(row: Row, name: str, before: Live | None, view: SiteView, now: datetime) -> dict[str, str]:
    """What is wrong with a row's times, by block; `before` is what was read there.

    A time that stays as it was said is no new promise, and what is late was expected in the past.
    """
    if row.told is None:
        return {}
    found = {}
    for one in _MOMENTS:
        if one not in fields_of(row.told):
            continue
        day, hour = row.values.get(one, ""), row.values.get(f"{one}_time", "")
        if hour and not day:
            found[block_name(one, name)] = "Choose its day as well."
        elif day and (wrong := _wrong(row, one, before, view, now)):
            is_today = hour and day == view.calendar.local_date(now).isoformat()
            found[block_name(f"{one}_time" if is_today else one, name)] = wrong
    if row.values.get("answer") == "eta" and row.told == "response" and not row.values.get("when"):
        found.setdefault(block_name("when", name), "Choose the day of the new time.")
    return found


def _is_expected(row: Row, moment: str) -> bool:
    if row.told is None or moment not in _EXPECTED.get(row.told, ()):
        return False
    field, ended = _HAPPENED.get(row.told, ("", ()))
    return row.values.get(field) not in ended


def _wrong(row: Row, moment: str, before: Live | None, view: SiteView, now: datetime) -> str:
    given = _given(row, moment)
    stays = before is not None and _given(row_of(before.signal), moment) == given
    if stays or not (moment == _SINCE or _is_expected(row, moment)):
        return ""
    return (wrong_with_past if moment == _SINCE else wrong_with_time)(given, view, now)


def _given(row: Row, moment: str) -> str:
    day, hour = row.values.get(moment, ""), row.values.get(f"{moment}_time", "")
    return f"{day}T{hour}" if hour else day
