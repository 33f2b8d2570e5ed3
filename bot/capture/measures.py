"""What a number may count: quantities, money, shares, and spans of time as ISO 8601 durations."""

import re
from dataclasses import dataclass, replace

SHARES = {(1, 2): 50, (1, 3): 33, (2, 3): 67, (1, 4): 25, (3, 4): 75}
_DURATION = re.compile(
    r"^P(?:(?P<month>[\d.]+)M)?(?:(?P<day>\d+)D)?(?:T(?:(?P<hour>[\d.]+)H)?(?:(?P<minute>\d+)M)?)?$"
)
DEEDS = (
    "ados",
    "adas",
    "ado",
    "ada",
    "idos",
    "idas",
    "ido",
    "ida",
    "listos",
    "listas",
    "puestos",
    "puestas",
    "hechos",
    "hechas",
)  # endings of what is done to things, in Spanish
_SHIFT_HOURS = 10
_LESSER = {"hour": ("minute",), "day": ("hour",)}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit of the guide."""

    number: float
    unit: str


@dataclass(frozen=True, slots=True)
class Money:
    """An amount; the currency is None where the text leaves it open."""

    amount: float
    currency: str | None


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many: "3 of 4 bays", of which `total` is the 4."""

    percent: int
    quantity: Quantity
    total: float


def duration(number: float, unit: str) -> str:
    """An ISO 8601 duration of `number` units (`minute`, `hour`, `day`, `week`, `month`, `shift`)."""
    if unit in ("day", "week"):
        days = number * (7 if unit == "week" else 1)
        whole, half = int(days), days - int(days)
        clock = f"T{_plain(half * _SHIFT_HOURS)}H" if half else ""
        return f"P{whole}D{clock}" if whole or not clock else f"P{clock}"
    if unit == "month":
        return f"P{_plain(number)}M"
    if unit == "minute":
        return f"PT{_plain(number)}M"
    hours = number * (_SHIFT_HOURS if unit == "shift" else 1)
    minutes = round((hours - int(hours)) * 60)
    return f"PT{int(hours)}H" + (f"{minutes}M" if minutes else "") if int(hours) else f"PT{minutes}M"


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)


def with_part(value: object, part: float, factor: float) -> object | None:
    """A value with a part of its own unit more ("2 tiếng rưỡi", "2 días y medio"); `factor` is what scales money.

    None for what has no unit.
    """
    if isinstance(value, Quantity):
        return replace(value, number=value.number + part)
    if isinstance(value, Money):
        return replace(value, amount=round(value.amount + part * factor, 2)) if factor > 1 else None
    spans = [(unit, number) for unit, number in _parts(value).items() if number]
    if len(spans) != 1:
        return None
    unit, number = spans[0]
    if unit == "day" and number % 7 == 0 and number < 28:  # weeks, as they are said
        return duration(number / 7 + part, "week") if number == 7 else duration(number + part, "day")
    return duration(number + part, unit)


def together(first: object, second: object) -> str | None:
    """A span with a lesser one after it ("an hour and 45 minutes"); None where they are not told as one."""
    a, b = _parts(first), _parts(second)
    for unit, lesser in _LESSER.items():
        spans = [u for u, number in a.items() if number], [u for u, number in b.items() if number]
        if spans[0] == [unit] and spans[1] and set(spans[1]) <= set(lesser):
            number = int(b[lesser[0]])
            return f"{first}{number}M" if unit == "hour" else f"{first}T{number}H"
    return None


def _parts(value: object) -> dict[str, float]:
    match = _DURATION.match(value) if isinstance(value, str) else None
    return {unit: float(number or 0) for unit, number in match.groupdict().items()} if match else {}


def lowered(first: float, second: object) -> object | None:
    """The value of a range, which is its first number in the unit of the second; None for what counts nothing."""
    if isinstance(second, Quantity):
        return replace(second, number=first)
    if isinstance(second, str):
        spans = [unit for unit, number in _parts(second).items() if number]
        return duration(first, spans[0]) if spans else None
    return first if isinstance(second, float) else None
