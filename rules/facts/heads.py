"""How many people were counted, by day, read from head counts in words."""

from collections.abc import Iterable
from datetime import date, datetime

from rules.matter import in_order, is_firm
from rules.subject import Live
from rules.worktime.calendar import WorkCalendar

_STEM = 5  # letters that `electrician` and `electrical`, `plumber` and `plumbing` share


def heads(live: Iterable[Live], calendar: WorkCalendar, trade: str = "") -> dict[date, float]:
    """People by the day on which they were counted; of a trade: only its people.

    A later count of the same trade on the same task and day replaces the earlier one. Where a day has counts of trades and of
    everybody, the larger of the two is taken.
    """
    told: dict[tuple[date, str, str], float] = {}
    for one in in_order(counted(live)):
        count = one.signal.values.get("count", 0)
        named = str(one.signal.values.get("trade") or "")
        if not trade or same_trade(named, trade):
            told[calendar.local_date(one.at), named, one.signal.task or ""] = float(count or 0)
    of_trades: dict[date, float] = {}
    of_everybody: dict[date, float] = {}
    for (day, who, _), people in told.items():
        counts = of_trades if who else of_everybody
        counts[day] = counts.get(day, 0.0) + people
    days = {day for day, _, _ in told}
    return {day: max(of_trades.get(day, 0.0), of_everybody.get(day, 0.0)) for day in days}


def counted(live: Iterable[Live]) -> tuple[Live, ...]:
    """The head counts among what was said that nobody doubts."""
    return tuple(
        one
        for one in live
        if one.signal.kind == "headcount"
        and is_firm(one.signal)
        and isinstance(one.signal.values.get("count"), int | float)
    )


def lately(counts: dict[date, float], now: datetime, calendar: WorkCalendar) -> float | None:
    """The last count, of this day or of the working day before it; None where there is none."""
    today = calendar.local_date(now)
    last = max((day for day in counts if day <= today), default=None)
    if last is None or last < calendar.add_working_days(today, -1):
        return None
    return counts[last]


def usual(counts: dict[date, float], now: datetime, calendar: WorkCalendar) -> float | None:
    """The mean of the five days with a count before the last one."""
    today = calendar.local_date(now)
    days = sorted(day for day in counts if day <= today)[-6:-1]
    return round(sum(counts[day] for day in days) / len(days), 1) if days else None


def short_percent(counts: dict[date, float], now: datetime, calendar: WorkCalendar) -> float | None:
    """How many of the usual people the last count lacks; negative where there are more."""
    here, before = lately(counts, now, calendar), usual(counts, now, calendar)
    return None if here is None or not before else round(100 * (before - here) / before, 1)


def same_trade(said: str, planned: str) -> bool:
    """Whether people of what somebody called a trade do the work that a schedule calls so."""
    one, other = said.casefold().strip(), planned.casefold().strip()
    return bool(one and other) and one[:_STEM] == other[:_STEM]
