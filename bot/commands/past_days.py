"""Days that have been, as a command names them: `yesterday`, `monday`, `2026-03-10`, `9 March`."""

import re
from datetime import date, timedelta

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_SHORTEST = 3  # letters that name a weekday or a month
_MONTH = "|".join(f"{name[:_SHORTEST]}[a-z]*" for name in _MONTHS)
_NUMBER = r"(?P<day{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_OF_MONTH = re.compile(
    rf"(?<!\S)(?:{_NUMBER.format('')}\.?\s+(?P<month>{_MONTH})|(?P<month_first>{_MONTH})\.?\s+{_NUMBER.format('_last')})(?!\S)",
    re.IGNORECASE,
)


def past_day(word: str, today: date) -> date | None:
    """The last day that the word names, today among them; None where it names none."""
    word = word.casefold()
    if word in ("today", "yesterday"):
        return today - timedelta(days=word == "yesterday")
    for number, name in enumerate(_WEEKDAYS):
        if len(word) >= _SHORTEST and name.startswith(word):
            return today - timedelta(days=(today.weekday() - number) % 7)
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None


def with_dates(words: str, today: date) -> str:
    """The words with each `9 March` and `March 9` in them as the last such day, written as a date; what is no day stays."""
    return _OF_MONTH.sub(lambda found: _dated(found, today) or found[0], words)


def _dated(found: re.Match[str], today: date) -> str:
    named = (found["month"] or found["month_first"]).casefold()
    month = next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(named)), 0)
    for year in (today.year, today.year - 1):
        try:
            day = date(year, month, int(found["day"] or found["day_last"]))
        except ValueError:
            continue
        if day <= today:
            return day.isoformat()
    return ""
