"""Lengths of time as rulebooks write them: `30m`, `2h`, `1d`."""

import re

from rules.language.problem import Misread

SHIFT_HOURS = 10.0  # a shift of the standard calendar, 07:00 to 17:00
_CLOCK_DAY_HOURS = 24.0
WRITTEN = re.compile(r"(\d{1,4}(?:\.\d{1,2})?)\s?(m|h|d)")


def working_hours(written: str) -> float:
    """Working hours; one day (`1d`) is a shift of ten.

    Raises:
        Misread: it is no length of time.
    """
    return _hours(written, SHIFT_HOURS)


def clock_hours(written: str) -> float:
    """Hours of the clock on the wall; one day (`1d`) is 24.

    Raises:
        Misread: it is no length of time.
    """
    return _hours(written, _CLOCK_DAY_HOURS)


def _hours(written: str, day: float) -> float:
    found = WRITTEN.fullmatch(written.strip())
    if not found:
        raise Misread(f"“{written}” is no length of time.", "Write minutes, hours or days: 30m, 2h, 1d.")
    number, unit = found.groups()
    return float(number) * {"m": 1 / 60, "h": 1.0, "d": day}[unit]
