"""Links between tasks as MS Project writes them: `A-110SS+2d;A-120`."""

import re
from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import cast

from rules.errors import SiteloopError
from rules.plan.schedule import Link, LinkKind

MOST_DAYS = 10_000
_LONGEST = 300
_DAYS = {"": 1, "d": 1, "dy": 1, "day": 1, "days": 1, "w": 5, "wk": 5, "wks": 5, "week": 5, "weeks": 5}
_HOURS = frozenset({"h", "hr", "hrs", "hour", "hours"})
_REFUSED = {
    "%": "a percentage of the predecessor's duration",
    **dict.fromkeys(("m", "min", "mins"), "minutes"),
    **dict.fromkeys(("mo", "mon", "mons", "month", "months"), "months"),
    **dict.fromkeys(("ed", "eday", "edays", "ew", "eweek", "eweeks", "eh", "ehr", "ehrs"), "elapsed time"),
}
_UNIT = "|".join(sorted((*_DAYS, *_HOURS, *_REFUSED), key=len, reverse=True))
_LAG = rf"(?P<sign>[+-])\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>{_UNIT})"
_ID = r"(?P<id>[^;,+%\s](?:[^;,+%]*?[^;,+%\s])??)"
_WITH_KIND = re.compile(rf"{_ID}\s*(?P<kind>FS|SS|FF|SF)\s*(?:{_LAG})?", re.IGNORECASE)
# A lead without a kind, `A-2d`, cannot be told from an id; so a bare id may only be followed by a plus.
_WITHOUT_KIND = re.compile(rf"{_ID}\s*(?:(?=\+){_LAG})?", re.IGNORECASE)


class LinkError(SiteloopError):
    """A predecessor that cannot be read or written; the text names it and says what to write instead."""


def parse_links(text: str, *, known: Collection[str] = (), hours_per_day: float = 8.0) -> tuple[Link, ...]:
    """The links that a predecessor column holds, separated by `;` or `,`; empty text has none.

    A kind (FS, SS, FF, SF; FS if absent) and a lag in days, weeks of five days, or hours may follow the id.
    `known` are the schedule's ids: they decide whether the tail of `OFFS` is a kind or belongs to the id.
    Without them a tail that looks like a kind is one.

    Raises:
        LinkError: a part is no link, or its lag is a percentage or in a unit that a plan in days cannot hold.
    """
    parts = (part.strip() for part in re.split("[;,]", text))
    return tuple(_parse(part, known, hours_per_day) for part in parts if part)


def format_links(links: Iterable[Link]) -> str:
    """The links in the notation that `parse_links` reads back to the same.

    Raises:
        LinkError: an id holds a character that the notation uses itself.
    """
    return ";".join(map(_format, links))


def _parse(text: str, known: Collection[str], hours_per_day: float) -> Link:
    if text in known:
        return Link(predecessor=text)
    if len(text) > _LONGEST:
        raise LinkError(
            f"{text[:40]!r}… is too long for a predecessor. Separate predecessors by a semicolon."
        )
    bare, full = _WITHOUT_KIND.fullmatch(text), _WITH_KIND.fullmatch(text)
    found = bare if bare and (bare["id"] in known or not full) else full
    if not found:
        raise LinkError(f"{text!r} is not a predecessor. Write an id, a kind and a lag, such as A-110SS+2d.")
    kind = cast(LinkKind, found["kind"].upper() if found is full else "FS")
    return Link(predecessor=found["id"], kind=kind, lag_days=_lag(found, text, hours_per_day))


def _lag(found: re.Match[str], text: str, hours_per_day: float) -> float:
    if not found["sign"]:
        return 0.0
    unit = found["unit"].lower()
    if unit in _REFUSED:
        raise LinkError(f"The lag in {text!r} is {_REFUSED[unit]}. Write it in working days, such as +2d.")
    number = float(found["sign"] + found["number"])
    days = number / hours_per_day if unit in _HOURS else number * _DAYS[unit]
    if abs(days) > MOST_DAYS:
        raise LinkError(
            f"A lag of more than {MOST_DAYS:,} days cannot be meant in {text!r}. Write a shorter one."
        )
    return days or 0.0


def _format(link: Link) -> str:
    name = link.predecessor
    bare = _WITHOUT_KIND.fullmatch(name)
    if not bare or bare["id"] != name:
        raise LinkError(
            f"The id {name!r} cannot be written as a predecessor: leave out ; , + % and outer spaces."
        )
    if link.lag_days:
        number = format(Decimal(repr(link.lag_days)), "+f")
        number = number.rstrip("0").rstrip(".") if "." in number else number
        return f"{name}{link.kind}{number}d"
    return name if link.kind == "FS" and not _WITH_KIND.fullmatch(name) else f"{name}{link.kind}"
