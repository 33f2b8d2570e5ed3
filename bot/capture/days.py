"""Days among tokens: named, of the week, dated, counted."""

from dataclasses import replace

from bot.capture.measures import SHARES
from bot.capture.moments import LAST, Moment
from bot.capture.pattern import Found
from bot.capture.time_scan import Scan, role_at

_PLACING = frozenset(("en", "de", "por", "con"))
_NO_HOUR = 13  # "lunes 7" may be an hour
_YEARS = (2000, 2099)


def day_at(scan: Scan, i: int) -> tuple[Moment, int] | None:
    """The day that is said from a position on, and the end of its words."""
    if i >= len(scan.tokens):
        return None
    fixed = scan.tag(i, "day")
    if fixed:
        return Moment(day=int(fixed.value), part=_part_within(scan, fixed)), fixed.end
    both = scan.tag(i, "day_clock")
    if both:
        day, clock = both.value.split()
        hour, minute = (int(p) for p in clock.split(":"))
        return Moment(day=int(day), clock=(hour, minute)), both.end
    for reader in (_weekday, _dated, _ending):
        read = reader(scan, i)
        if read:
            return read
    part = scan.tag(i, "today_part")
    if not part:
        return None
    day_said, of_day, ago = (*part.value.split(), "", "")[:3]
    return Moment(day=int(day_said), part=of_day, ago=bool(ago)), part.end


def _part_within(scan: Scan, day: Found) -> str:
    """ "sáng mai", "chiều mai": in Vietnamese the part of the day is one with the word for the day."""
    words = {scan.tokens[p].text for p in day.used} if day.lang == "vi" else set()
    return "am" if words & scan.mornings else "pm" if words & scan.afternoons else ""


def _weekday(scan: Scan, i: int) -> tuple[Moment, int] | None:
    ahead = scan.tag(i, "week_lead")
    first = ahead.end if ahead else i
    lead = scan.tag(first, "next") or scan.tag(first, "last")
    j = lead.end if lead else first
    named = scan.tag(j, "weekday")
    number = None
    thu = scan.tag(j, "weekday_number")
    if thu and not (j > 0 and scan.tokens[j - 1].text in scan.numbered):  # "xe thứ 4" is the fourth
        number = scan.number(thu.end, 2, 7)
    if number is not None and thu:
        weekday, end = number - 2, thu.end + 1
    elif named and not _sat_down(scan, j) and not _every_week(scan, i):
        weekday, end = int(named.value), named.end
    else:
        return None
    follow = scan.tag(end, "week")
    week = int((follow or ahead).value) if follow or ahead else 0  # type: ignore[union-attr]
    moment = Moment(weekday=weekday, week=week, part=_part_within(scan, thu) if thu else "")
    if lead and lead.tag == "last":
        moment = replace(moment, week=0, ago=True)
    if scan.langs[0] == "es" and end < len(scan.tokens) and scan.tokens[end].text == "pasado":
        return replace(moment, week=0, ago=True), end + 1  # "el viernes pasado"
    end = follow.end if follow else end
    after = skip(scan, end, ())
    dated = _dated(scan, after) or _nth_day(scan, after)
    return dated if dated and not follow else (moment, end)


def _nth_day(scan: Scan, i: int) -> tuple[Moment, int] | None:
    """ "Thu 19th", "viernes 27": right after a weekday, an ordinal is its date."""
    ordinal = i < len(scan.tokens) and scan.tokens[i].kind == "ordinal"
    least = 1 if ordinal or _called_by_date(scan, i) else _NO_HOUR
    day = scan.number(i, least, 31) if ordinal or scan.langs[0] == "es" else None
    return (Moment(monthday=(None, None, day)), i + 1) if day and scan.closes(i + 1) else None


def _called_by_date(scan: Scan, i: int) -> bool:
    """ "para el martes 10": in Spanish, a weekday with its article, whose hour would be "a las 10"."""
    article = i > 1 and scan.tokens[i - 2].text in ("el", "del", "al", "este", "pal")
    return article and not (scan.tag(i + 1, "meridiem") or scan.tag(i + 1, "hour_mark"))


def _every_week(scan: Scan, i: int) -> bool:
    """ "los viernes", "cada lunes": what is done every week names no day."""
    return i > 0 and scan.tokens[i - 1].text in scan.habitual


def _sat_down(scan: Scan, i: int) -> bool:
    """ "sat on it" is no Saturday, "in the sun" no Sunday."""
    if scan.tokens[i].text == "sun" and i and scan.tokens[i - 1].text == "the":
        return True
    if scan.tokens[i].text != "sat":
        return False
    follower = scan.tokens[i + 1].text if i + 1 < len(scan.tokens) else ""
    had = i > 0 and scan.tokens[i - 1].text in ("has", "have", "had", "ve", "been", "just")
    return had or follower in ("on", "in", "at", "down", "idle", "around", "there", "for", "waiting", "stuck")


def _dated(scan: Scan, i: int) -> tuple[Moment, int] | None:
    token = scan.tokens[i] if i < len(scan.tokens) else None
    if token is None:
        return None
    if token.kind == "slash":
        return _slash_date(scan, i)
    if token.text.count("-") == 2 and len(token.text) == 10 and token.text[:4].isdigit():
        year, month, day = (int(p) for p in token.text.split("-"))
        return (Moment(monthday=(year, month, day)), i + 1) if 1 <= month <= 12 and 1 <= day <= 31 else None
    return _month_named(scan, i) or _day_number(scan, i)


def _slash_date(scan: Scan, i: int) -> tuple[Moment, int] | None:
    parts = scan.tokens[i].value
    if not isinstance(parts, tuple) or (parts[:2] in SHARES and len(parts) == 2 and not _dates(scan, i)):
        return None
    if len(parts) == 3 and parts[0] > 31:
        year, month, day = parts
        return (Moment(monthday=(year, month, day)), i + 1) if 1 <= month <= 12 and 1 <= day <= 31 else None
    first, second = parts[:2]
    month, day = (first, second) if scan.langs[0] == "en" else (second, first)
    if not (1 <= month <= 12 and 1 <= day <= 31) or not (_dates(scan, i) or _closes(scan, i + 1)):
        return None
    if len(parts) == 2 and scan.tag(i - 1, "of_month"):
        return None  # "20 sheets of 5/8": a size
    year = (parts[2] if parts[2] > 99 else 2000 + parts[2]) if len(parts) == 3 else None
    return Moment(monthday=(year, month, day)), i + 1


def _closes(scan: Scan, i: int) -> bool:
    """Whether nothing that could be counted stands here; an hour may ("3/16 10:00")."""
    return scan.closes(i) or ":" in scan.tokens[i].text


def _dates(scan: Scan, i: int) -> bool:
    """Whether the words before call for a date."""
    return i > 0 and (
        role_at(scan, i) in ("by", "since") or any(scan.tag(i - 1, n) for n in ("on", "weekday", "day_word"))
    )


def _month_named(scan: Scan, i: int) -> tuple[Moment, int] | None:
    month = scan.tag(i, "month")
    if month:
        day = scan.day(month.end)
        if day is None:
            return None
        last = scan.number(month.end + 2, day + 1, 31) if scan.joins(month.end + 1) else None
        if last is not None and scan.closes(month.end + 3):  # "march 13 to 15"
            return Moment(monthday=(None, int(month.value), last)), month.end + 3
        return _of_year(scan, month.end + 1, int(month.value), day)
    lead = scan.tag(i, "day_word")
    j = lead.end if lead else i
    day = scan.day(j)
    if day is None:
        return None
    between = scan.tag(j + 1, "of_month")
    k = between.end if between else j + 1
    named = scan.tag(k, "month")
    if named:
        return _of_year(scan, named.end, int(named.value), day)
    number = scan.number(k, 1, 12) if between and between.value == "number" else None
    return (Moment(monthday=(None, number, day)), k + 1) if number else None


def _of_year(scan: Scan, i: int, month: int, day: int) -> tuple[Moment, int]:
    """That day, of the year that is said after it ("5 April 2027", "Apr 5, 2027", "5 de abril de 2027") or of the nearest."""
    k = skip(scan, i, ("of_month",))
    year = scan.number(k, *_YEARS)
    if year is None or not scan.closes(k + 1):
        return Moment(monthday=(None, month, day)), i
    return Moment(monthday=(year, month, day)), k + 1


def _day_number(scan: Scan, i: int) -> tuple[Moment, int] | None:
    """ "the 12th", "ngày 12", "el 12"."""
    lead = scan.tag(i, "day_word")
    ordinal = i < len(scan.tokens) and scan.tokens[i].kind == "ordinal"
    nth = scan.number(i, 1, 31) if ordinal and scan.langs[0] == "en" and role_at(scan, i) == "by" else None
    bare = scan.number(i, _NO_HOUR, 31) if _after_what_is_dated(scan, i) else None
    alone = bare if nth is None else nth  # "by 14th", "finish on 20"
    if alone is not None and scan.closes(i + 1):
        return Moment(monthday=(None, None, alone)), i + 1
    if not lead or lead.end >= len(scan.tokens):
        return None
    worded = scan.tag(lead.end, "nth")
    if worded and role_at(scan, i) == "by" and scan.closes(worded.end):
        return Moment(monthday=(None, None, int(worded.value))), worded.end  # "by the sixteenth"
    day = scan.number(lead.end, 1, 31)
    month = scan.tag(lead.end + 1, "this_month")
    if day is not None and month:
        return Moment(monthday=(None, None, day)), month.end
    if day is None or not scan.closes(lead.end + 1):
        return None
    if lead.value == "ordinal" and scan.tokens[lead.end].kind != "ordinal":
        return None
    if lead.value == "weak" and role_at(scan, i) == "" and not _too_high(scan, i, day):
        return None
    return Moment(monthday=(None, None, day)), lead.end + 1


def _after_what_is_dated(scan: Scan, i: int) -> bool:
    """ "will finish on 20", "delivery on 16": a number too high for an hour, where something is to happen."""
    before = [token.text for token in scan.tokens[max(0, i - 2) : i]]
    return len(before) > 1 and before[0] in scan.dated and before[1] in scan.on_day


def _too_high(scan: Scan, i: int, day: int) -> bool:
    """ "terminaremos la escalera el 25": in Spanish, a number that is hardly a floor, where "el" leads to no place."""
    return (
        day >= _NO_HOUR
        and scan.tokens[i].text == "el"
        and (i == 0 or scan.tokens[i - 1].text not in _PLACING)
    )


def _ending(scan: Scan, i: int) -> tuple[Moment, int] | None:
    before = scan.tag(i, "end_before_month")
    month = scan.tag(before.end, "month") if before else None
    number = scan.number(before.end, 1, 12) if before else None
    if before and (month or (number and scan.langs[0] == "vi")):
        return Moment(monthday=(None, int(month.value) if month else number, LAST)), before.end + 1
    one = scan.tag(i, "end_of")
    if not one:
        return None
    if one.value == "week":
        return Moment(weekday=4, end_of="week"), one.end
    if one.value == "next_week":
        return Moment(weekday=4, week=1), one.end
    return Moment(end_of=one.value), one.end


def skip(scan: Scan, i: int, names: tuple[str, ...]) -> int:
    """Past a word of these tags, or a comma; the same position where there is none."""
    for name in names:
        one = scan.tag(i, name)
        if one:
            return one.end
    if i < len(scan.tokens) and scan.tokens[i].text == ",":
        return i + 1
    return i
