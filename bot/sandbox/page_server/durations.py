"""ISO 8601 durations: PT1H, P1DT30M."""

import re
from datetime import timedelta

from ..errors import ClockError

_DURATION = re.compile(
    r"P(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)


def duration(text: str) -> timedelta:
    """Return the duration; ClockError if it is none."""
    match = _DURATION.fullmatch(text)
    parts = {name: int(value) for name, value in (match.groupdict() if match else {}).items() if value}
    if not parts:
        raise ClockError(f"{text!r} is no duration; write PT1H, PT30M or P1D.")
    try:
        return timedelta(**parts)
    except OverflowError:
        raise ClockError(f"{text!r} is longer than time can be counted; write a shorter one.") from None
