"""Times of the day, days and dates among tokens, as `time` tokens with a `Moment`."""

from collections.abc import Sequence
from dataclasses import replace

from bot.capture.lexicons import Lexicons
from bot.capture.moments import Moment, Role
from bot.capture.pattern import Found, longest
from bot.capture.text import Token, merged, typed

_FRACTIONS = {(1, 2): 50, (1, 3): 33, (2, 3): 67, (1, 4): 25, (3, 4): 75}
_CLOSERS = frozenset("and but so or because we i he she they it is was has have then on for today if till to y o va pero por la el "
                     "thi la em anh minh nhe nha a roi the de en for with this".split())  # fmt: skip


class _Scan:
    """The phrases of one text, and what can be read at a position: (Moment, past the last token) or None."""

    def __init__(self, tokens: Sequence[Token], found: Sequence[Found], langs: Sequence[str]) -> None:
        self.tokens, self.langs = tokens, langs
        self.at: dict[int, dict[str, Found]] = {}
        for one in sorted(found, key=lambda f: len(f.used)):
            self.at.setdefault(one.start, {})[one.tag] = one

    def tag(self, i: int, name: str) -> Found | None:
        return self.at.get(i, {}).get(name)

    def number(self, i: int, low: int, high: int) -> int | None:
        if i >= len(self.tokens):
            return None
        token = self.tokens[i]
        if token.kind == "ordinal":
            value = float(token.text[:-2])
        elif token.kind == "num" and isinstance(token.value, float):
            value = token.value
        else:
            return None
        return int(value) if value == int(value) and low <= value <= high else None

    def closes(self, i: int) -> bool:
        """Whether nothing that could be counted stands here."""
        if i >= len(self.tokens):
            return True
        token = self.tokens[i]
        return token.kind != "word" or token.text in _CLOSERS or i in self.at


def with_times(tokens: Sequence[Token], lexicons: Lexicons, langs: Sequence[str], exact: bool) -> list[Token]:
    """The tokens with moments read; ranges of moments give their end."""
    found = longest(lexicons.moments.find(tokens, frozenset(langs), {}, exact))
    scan = _Scan(tokens, found, langs)
    out: list[Token] = []
    i = 0
    while i < len(tokens):
        read = _moment(scan, i)
        if read is None:
            out.append(_left_over(scan, i))
            i += 1
            continue
        moment, end = read
        role = _role(scan, i)
        out.append(merged(tokens[i:end], "time", replace(moment, role=role)))
        i = end
    return _ranges(out)


def _left_over(scan: _Scan, i: int) -> Token:
    token = scan.tokens[i]
    if token.kind == "slash" and isinstance(token.value, tuple):
        pair = token.value[:2]
        if len(token.value) == 2 and pair in _FRACTIONS:
            return typed(token, "fraction", _FRACTIONS[pair])
    return token


def _role(scan: _Scan, i: int) -> Role:
    for back in (1, 2, 3):
        for name in ("since", "by", "at"):
            one = scan.tag(i - back, name) if i >= back else None
            if one and one.end == i:
                return name  # type: ignore[return-value]
    return ""


def _moment(scan: _Scan, i: int) -> tuple[Moment, int] | None:
    counted = _counted(scan, i)
    if counted:
        return counted
    day = _day(scan, i)
    if day:
        return _with_part(scan, *_then_clock(scan, *day))
    clock = _clock(scan, i, introduced=_role(scan, i) != "")
    if clock:
        moment, end = _with_part(scan, *clock)
        later = _day(scan, _skip(scan, end, ("on", "at")))
        if later and not moment.has_day:
            day_moment, end = later
            merged_moment = replace(day_moment, clock=moment.clock, sure=moment.sure)
            return _with_part(scan, merged_moment, end)
        return moment, end
    return None


def _counted(scan: _Scan, i: int) -> tuple[Moment, int] | None:
    """ "in 2 hours", "20 minutes ago", "hace 2 días"."""
    tokens = scan.tokens
    ago = scan.tag(i, "ago_before")
    ahead = scan.tag(i, "in")
    lead = ago or ahead
    if lead and lead.end < len(tokens) and tokens[lead.end].kind == "dur":
        after = scan.tag(lead.end + 1, "past_tail")
        return Moment(after=str(tokens[lead.end].value), ago=ago is not None), (
            after.end if after else lead.end + 1
        )
    if tokens[i].kind == "dur":
        for name in ("ago", "from_now"):
            tail = scan.tag(i + 1, name)
            if tail:
                return Moment(after=str(tokens[i].value), ago=name == "ago"), tail.end
    return None


def _skip(scan: _Scan, i: int, names: tuple[str, ...]) -> int:
    for name in names:
        one = scan.tag(i, name)
        if one:
            return one.end
    if i < len(scan.tokens) and scan.tokens[i].text == ",":
        return i + 1
    return i


def _day(scan: _Scan, i: int) -> tuple[Moment, int] | None:
    if i >= len(scan.tokens):
        return None
    fixed = scan.tag(i, "day")
    if fixed:
        return Moment(day=int(fixed.value)), fixed.end
    for reader in (_weekday, _dated, _ending):
        read = reader(scan, i)
        if read:
            return read
    part = scan.tag(i, "today_part")
    return (Moment(day=int(part.value)), part.end) if part else None


def _weekday(scan: _Scan, i: int) -> tuple[Moment, int] | None:
    lead = scan.tag(i, "next") or scan.tag(i, "last")
    j = lead.end if lead else i
    named = scan.tag(j, "weekday")
    number = None
    thu = scan.tag(j, "weekday_number")
    if thu:
        number = scan.number(thu.end, 2, 7)
    if number is not None and thu:
        weekday, end = number - 2, thu.end + 1
    elif named and not _sat_down(scan, j):
        weekday, end = int(named.value), named.end
    else:
        return None
    follow = scan.tag(end, "week")
    week = int(follow.value) if follow else 0
    moment = Moment(weekday=weekday, week=week)
    if lead and lead.tag == "last":
        moment = replace(moment, week=0, ago=True)
    end = follow.end if follow else end
    dated = _dated(scan, _skip(scan, end, ()))
    return dated if dated and not follow else (moment, end)


def _sat_down(scan: _Scan, i: int) -> bool:
    """ "sat on it" is no Saturday."""
    if scan.tokens[i].text != "sat":
        return False
    follower = scan.tokens[i + 1].text if i + 1 < len(scan.tokens) else ""
    return follower in ("on", "in", "down", "idle", "around", "there", "for", "waiting")


def _dated(scan: _Scan, i: int) -> tuple[Moment, int] | None:
    token = scan.tokens[i] if i < len(scan.tokens) else None
    if token is None:
        return None
    if token.kind == "slash":
        return _slash_date(scan, i)
    if token.text.count("-") == 2 and len(token.text) == 10 and token.text[:4].isdigit():
        year, month, day = (int(p) for p in token.text.split("-"))
        return (Moment(monthday=(year, month, day)), i + 1) if 1 <= month <= 12 and 1 <= day <= 31 else None
    return _month_named(scan, i) or _day_number(scan, i)


def _slash_date(scan: _Scan, i: int) -> tuple[Moment, int] | None:
    parts = scan.tokens[i].value
    if not isinstance(parts, tuple) or (parts[:2] in _FRACTIONS and len(parts) == 2 and not _dates(scan, i)):
        return None
    first, second = parts[:2]
    month, day = (first, second) if scan.langs[0] == "en" else (second, first)
    if not (1 <= month <= 12 and 1 <= day <= 31) or not (_dates(scan, i) or scan.closes(i + 1)):
        return None
    year = (parts[2] if parts[2] > 99 else 2000 + parts[2]) if len(parts) == 3 else None
    return Moment(monthday=(year, month, day)), i + 1


def _dates(scan: _Scan, i: int) -> bool:
    """Whether the words before call for a date."""
    return i > 0 and (_role(scan, i) != "" or any(scan.tag(i - 1, n) for n in ("on", "weekday", "day_word")))


def _month_named(scan: _Scan, i: int) -> tuple[Moment, int] | None:
    month = scan.tag(i, "month")
    if month:
        day = scan.number(month.end, 1, 31)
        if day is not None:
            return Moment(monthday=(None, int(month.value), day)), month.end + 1
        return None
    lead = scan.tag(i, "day_word")
    j = lead.end if lead else i
    day = scan.number(j, 1, 31)
    if day is None:
        return None
    between = scan.tag(j + 1, "of_month")
    k = between.end if between else j + 1
    named = scan.tag(k, "month")
    if named:
        return Moment(monthday=(None, int(named.value), day)), named.end
    number = scan.number(k, 1, 12) if between and between.value == "number" else None
    return (Moment(monthday=(None, number, day)), k + 1) if number else None


def _day_number(scan: _Scan, i: int) -> tuple[Moment, int] | None:
    """ "the 12th", "ngày 12", "el 12"."""
    lead = scan.tag(i, "day_word")
    if not lead or lead.end >= len(scan.tokens):
        return None
    day = scan.number(lead.end, 1, 31)
    if day is None or not scan.closes(lead.end + 1):
        return None
    if lead.value == "ordinal" and scan.tokens[lead.end].kind != "ordinal":
        return None
    if lead.value == "weak" and _role(scan, i) == "":
        return None
    return Moment(monthday=(None, None, day)), lead.end + 1


def _ending(scan: _Scan, i: int) -> tuple[Moment, int] | None:
    one = scan.tag(i, "end_of")
    if not one:
        return None
    if one.value == "week":
        return Moment(weekday=4, end_of="week"), one.end
    if one.value == "next_week":
        return Moment(weekday=4, week=1), one.end
    return Moment(end_of=one.value), one.end


def _then_clock(scan: _Scan, moment: Moment, end: int) -> tuple[Moment, int]:
    part = scan.tag(end, "part")
    middle = part.end if part else end
    lead = scan.tag(middle, "at") or scan.tag(middle, "by") or scan.tag(middle, "since")
    j = lead.end if lead else _skip(scan, middle, ())
    clock = _clock(scan, j, introduced=lead is not None or part is not None, after_day=True)
    if not clock:
        return moment, end
    read, after = clock
    if read.has_day:
        return moment, end
    if part and read.clock and not read.sure:
        read = _in_part(read, part.value)
    return replace(moment, clock=read.clock, sure=read.sure), after


def _with_part(scan: _Scan, moment: Moment, end: int) -> tuple[Moment, int]:
    """With "in the afternoon" or "tomorrow" after a clock."""
    part = scan.tag(end, "part")
    if part:
        moment, end = (
            (_in_part(moment, part.value) if moment.clock else replace(moment, part=part.value)),
            part.end,
        )
    today = scan.tag(end, "today_part")
    if today and moment.clock and not moment.has_day:
        part_value = (
            "am"
            if today.value == "0" and "morning" in " ".join(t.text for t in scan.tokens[end : today.end])
            else "pm"
        )
        moment, end = replace(_in_part(moment, part_value), day=int(today.value)), today.end
    return moment, end


def _in_part(moment: Moment, part: str) -> Moment:
    if moment.clock is None or moment.sure:
        return moment
    hour, minute = moment.clock
    if part == "am":
        hour = hour % 12
    elif part in ("pm", "night"):
        hour = hour % 12 + 12
    return replace(moment, clock=(hour, minute), sure=True)


def _clock(scan: _Scan, i: int, introduced: bool, after_day: bool = False) -> tuple[Moment, int] | None:
    tokens = scan.tokens
    if i >= len(tokens):
        return None
    fixed = scan.tag(i, "clock")
    if fixed:
        hour, minute = (int(p) for p in fixed.value.split(":"))
        return Moment(clock=(hour, minute)), fixed.end
    lead = scan.tag(i, "clock_lead")
    j = lead.end if lead else i
    if j < len(tokens) and ":" in tokens[j].text and tokens[j].kind == "word":
        hour, minute = (int(p) for p in tokens[j].text.split(":"))
        if hour > 23 or minute > 59:
            return None
        return _meridiem(scan, hour, minute, j + 1, sure=hour > 12 or tokens[j].text.startswith("0"))
    hour_said = scan.number(j, 0, 23)
    if hour_said is None or tokens[j].kind == "ordinal":
        return None
    return _bare_hour(scan, hour_said, j + 1, introduced or lead is not None, after_day)


def _bare_hour(
    scan: _Scan, hour: int, j: int, introduced: bool, after_day: bool
) -> tuple[Moment, int] | None:
    named = scan.tag(j, "meridiem")
    if named and 1 <= hour <= 12:
        return _meridiem(scan, hour, 0, j, sure=True)
    mark = scan.tag(j, "hour_mark")
    if mark and (mark.value == "always" or introduced or after_day):
        minute = scan.number(mark.end, 0, 59)
        end = mark.end
        if minute is not None and scan.tokens[mark.end].start <= scan.tokens[mark.end - 1].end + 1:
            end += 1
        else:
            minute = 0
        return _meridiem(scan, hour, minute, end, sure=hour > 12)
    half = scan.tag(j, "half")
    if half and introduced:
        return _meridiem(scan, hour, 30, half.end, sure=hour > 12)
    minute = scan.number(j, 10, 59) if introduced else None
    if minute is not None and scan.closes(j + 1):
        return _meridiem(scan, hour, minute, j + 1, sure=hour > 12)
    if (introduced or (after_day and hour >= 1)) and hour >= 1 and (scan.closes(j) or scan.tag(j, "part")):
        return _meridiem(scan, hour, 0, j, sure=hour > 12)
    return None


def _meridiem(scan: _Scan, hour: int, minute: int, j: int, sure: bool) -> tuple[Moment, int]:
    half = scan.tag(j, "half")
    if half and minute == 0:
        minute, j = 30, half.end
    named = scan.tag(j, "meridiem")
    if named:
        return Moment(clock=(hour % 12 + (12 if named.value == "pm" else 0), minute)), named.end
    return Moment(clock=(hour, minute), sure=sure), j


def _ranges(tokens: Sequence[Token]) -> list[Token]:
    out: list[Token] = []
    for token in tokens:
        first = out[-2] if len(out) > 1 else None
        joined = (
            out
            and out[-1].text in ("-", "to", "or", "/", "thru", "through", "o", "den", "hoac", "and")
            and first
        )
        if token.kind == "time" and joined and first and first.kind == "time" and _same_sort(first, token):
            whole = merged([first, out[-1], token], "time", _end_of_range(first, token))
            out[-2:] = [whole]
        else:
            out.append(token)
    return out


def _same_sort(first: Token, second: Token) -> bool:
    a, b = first.value, second.value
    assert isinstance(a, Moment) and isinstance(b, Moment)
    return a.has_day == b.has_day or (a.clock is not None and b.clock is not None)


def _end_of_range(first: Token, second: Token) -> Moment:
    a, b = first.value, second.value
    assert isinstance(a, Moment) and isinstance(b, Moment)
    if a.has_day and not b.has_day:
        return replace(a, clock=b.clock, sure=b.sure)
    return replace(b, role=a.role)


def moments_of(tokens: Sequence[Token]) -> list[Token]:
    """The time tokens among these."""
    return [t for t in tokens if t.kind == "time"]
