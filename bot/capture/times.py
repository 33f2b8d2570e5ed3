"""Times of the day, days and dates among tokens, as `time` tokens with a `Moment`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.capture.days import day_at, skip
from bot.capture.hours import clock_at, in_part
from bot.capture.lexicons import Lexicons
from bot.capture.measures import SHARES
from bot.capture.moments import Moment, moment_of
from bot.capture.pattern import longest
from bot.capture.text import Token, merged, typed
from bot.capture.time_scan import Scan, role_at
from rules.worktime.shift import Shift

_SOON = 90  # minutes that are said without a unit
_PAIR = 2  # tokens
_DAYS = re.compile(r"^P(\d+)D$")


def with_times(
    tokens: Sequence[Token], lexicons: Lexicons, langs: Sequence[str], exact: bool, night: Shift | None = None
) -> list[Token]:
    """The tokens with moments read, as they are meant in a `night` shift; ranges of moments give their end."""
    found = longest(lexicons.moments.find(tokens, frozenset(langs), {}, exact))
    scan = Scan(tokens, found, langs, lexicons.grammar)
    out: list[Token] = []
    i = 0
    while i < len(tokens):
        read = _moment(scan, i) if scan.may_begin(i) else None
        if read is None:
            out.append(_left_over(scan, i))
            i += 1
            continue
        moment, end = read
        role = "" if _through_range(scan, i, end) else role_at(scan, i)
        out.append(merged(tokens[i:end], "time", replace(moment, role=role)))
        i = end
    return [
        _at_night(token, night) for token in _one_moment(_ranges(out, scan.ranges), lexicons.grammar["lists"])
    ]


def _at_night(token: Token, night: Shift | None) -> Token:
    is_moment = night is not None and token.kind == "time"
    return typed(token, "time", replace(moment_of(token), night=night)) if is_moment else token


def _left_over(scan: Scan, i: int) -> Token:
    token = scan.tokens[i]
    if token.kind == "slash" and isinstance(token.value, tuple):
        pair = token.value[:2]
        if len(token.value) == 2 and pair in SHARES:
            return typed(token, "fraction", SHARES[pair])
    return token


def _moment(scan: Scan, i: int) -> tuple[Moment, int] | None:
    counted = _counted(scan, i)
    if counted:
        return counted
    day = day_at(scan, i)
    if day:
        return _with_part(scan, *_then_clock(scan, *day))
    clock = _hours_of_range(scan, i) or clock_at(
        scan, i, introduced=role_at(scan, i) != "" or _opens(scan, i)
    )
    if clock:
        moment, end = _with_part(scan, *clock)
        later = day_at(scan, skip(scan, end, ("on", "at", "of_month")))
        if later and not moment.has_day:
            day_moment, end = later
            of_day = in_part(moment, day_moment.part) if day_moment.part else moment
            merged_moment = replace(day_moment, clock=of_day.clock, sure=of_day.sure)
            return _with_part(scan, merged_moment, end)
        return moment, end
    return None


def _opens(scan: Scan, i: int) -> bool:
    """ "three hours late, 8 tonight": a number that opens what is said, and the part of today that it is an hour of."""
    first = i == 0 or scan.tokens[i - 1].kind in ("punct", "break")
    part = scan.tag(i + 1, "today_part")
    return first and part is not None and part.lang == "en" and part.value.endswith(("night", "pm"))


def _hours_of_range(scan: Scan, i: int) -> tuple[Moment, int] | None:
    """The later hour of "from 9 to 11", "between 2 and 3": bare numbers that only their being a pair makes hours."""
    lead = next(
        (scan.tag(i - n, "between") for n in (1, 2) if i >= n and _ends(scan, i - n, "between", i)), None
    )
    since = role_at(scan, i) == "since"
    first = clock_at(scan, i, introduced=True) if lead or since else None
    if first is None or not (scan.joins(first[1]) or (lead and scan.closes(first[1]))):
        return None
    return clock_at(scan, first[1] + 1, introduced=True)


def _ends(scan: Scan, start: int, name: str, end: int) -> bool:
    one = scan.tag(start, name)
    return one is not None and one.end == end


def _through_range(scan: Scan, i: int, end: int) -> bool:
    """Whether the words of a moment hold a range: what "from 9 to 11" says is its end, and nothing since."""
    return any(scan.joins(p) and scan.tokens[p].text != "/" for p in range(i + 1, end - 1))


def _counted(scan: Scan, i: int) -> tuple[Moment, int] | None:
    """ "in 2 hours", "20 minutes ago", "hace 2 días"; "there in 20", which are minutes."""
    tokens = scan.tokens
    soon = scan.number(i, 2, _SOON)
    if soon is not None and i >= _PAIR and _ends(scan, i - _PAIR, "in_minutes", i) and scan.closes(i + 1):
        return Moment(after=f"PT{soon}M"), i + 1
    ago = scan.tag(i, "ago_before")
    ahead = scan.tag(i, "in")
    lead = ago or ahead
    taken = i > 0 and tokens[i - 1].text in scan.takes and not (lead and scan.tag(lead.end + 1, "from_now"))
    if lead and not taken and lead.end < len(tokens) and tokens[lead.end].kind == "dur":
        after = scan.tag(lead.end + 1, "past_tail")
        return Moment(after=str(tokens[lead.end].value), ago=ago is not None), (
            after.end if after else lead.end + 1
        )
    if tokens[i].kind == "dur":
        later = _counted_from(scan, i)
        if later:
            return later
        for name in ("ago", "from_now"):
            tail = scan.tag(i + 1, name)
            longer = name == "from_now" and i > 0 and tokens[i - 1].text in scan.longer
            if tail and not longer:  # "chậm thêm 2 ngày nữa" is two days more
                return Moment(after=str(tokens[i].value), ago=name == "ago"), tail.end
    return None


def _counted_from(scan: Scan, i: int) -> tuple[Moment, int] | None:
    """ "a week from Friday", "2 days from today"."""
    lead, days = scan.tag(i + 1, "counted_from"), _DAYS.match(str(scan.tokens[i].value))
    day = day_at(scan, lead.end) if lead and days else None
    return (replace(day[0], plus=int(days.group(1))), day[1]) if day and days else None


def _then_clock(scan: Scan, moment: Moment, end: int) -> tuple[Moment, int]:
    part = scan.tag(end, "part")
    middle = part.end if part else end
    lead = scan.tag(middle, "at") or scan.tag(middle, "by") or scan.tag(middle, "since")
    j = lead.end if lead else skip(scan, middle, ())
    clock = _hours_of_range(scan, j) or clock_at(
        scan, j, introduced=lead is not None or part is not None, after_day=True
    )
    if not clock:
        return moment, end
    read, after = clock
    if read.has_day:
        return moment, end
    if read.clock and not read.sure:
        read = in_part(read, part.value if part else moment.part)
    return replace(moment, clock=read.clock, sure=read.sure), after


def _with_part(scan: Scan, moment: Moment, end: int) -> tuple[Moment, int]:
    """With "in the afternoon" or "tomorrow" after a clock."""
    part = scan.tag(end, "part")
    if part:
        moment, end = (
            (in_part(moment, part.value) if moment.clock else replace(moment, part=part.value)),
            part.end,
        )
    today = scan.tag(end, "today_part")
    if today and moment.clock and not moment.has_day:
        day, of_day = (*today.value.split(), "")[:2]
        moment, end = replace(in_part(moment, of_day or "pm"), day=int(day)), today.end
    return moment, end


def _ranges(tokens: Sequence[Token], joins: frozenset[str]) -> list[Token]:
    out: list[Token] = []
    for token in tokens:
        first = out[-2] if len(out) > 1 else None
        joined = out and out[-1].text in joins and first
        if token.kind == "time" and joined and first and first.kind == "time" and _same_sort(first, token):
            whole = merged([first, out[-1], token], "time", _end_of_range(first, token))
            out[-2:] = [whole]
        else:
            out.append(token)
    return out


def _same_sort(first: Token, second: Token) -> bool:
    a, b = moment_of(first), moment_of(second)
    return a.has_day == b.has_day or (a.clock is not None and b.clock is not None)


def _end_of_range(first: Token, second: Token) -> Moment:
    a, b = moment_of(first), moment_of(second)
    if a.has_day and not b.has_day:
        return replace(a, clock=b.clock, sure=b.sure)
    return replace(b, role="" if a.role == "since" else a.role)


def _one_moment(tokens: Sequence[Token], joins: frozenset[str]) -> list[Token]:
    """A day and an hour apart in one clause ("mañana llega a las 6") are one moment.

    Past an "and" the hour is of that day, whose own moment has none: "quedan mañana y a las 7 necesito la bomba".
    """
    out = list(tokens)
    day: int | None = None
    joined = False
    for i, token in enumerate(out):
        if token.kind in ("break", "punct"):
            day = None
        joined = joined or token.text in joins
        if token.kind != "time":
            continue
        moment = moment_of(token)
        if moment.has_day and moment.clock is None and not moment.says_past:
            day, joined = i, False
        elif day is not None and moment.clock and not moment.has_day and moment.role in ("at", "", "by"):
            whole = replace(moment_of(out[day]), clock=moment.clock, sure=moment.sure)
            out[i] = typed(token, "time", whole)
            if not joined:
                out[day] = typed(out[day], "time", whole)
    return out
