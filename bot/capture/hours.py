"""Times of the day among tokens."""

import re
from dataclasses import replace

from bot.capture.moments import SHIFT_END, Moment
from bot.capture.pattern import Found
from bot.capture.time_scan import Scan

_MILITARY = re.compile(r"^([01]?\d|2[0-3])([0-5]\d)\b")
_HALF = 50  # percent
_QUARTERS = ("00", "15", "30", "45")
_ABOUT = "tipo"  # before an hour in Spanish
_ROUND = (5, 10, 20, 25)  # minutes that are told before the full hour: "ten to eight"
_DOTTED = re.compile(r"^([01]?\d|2[0-3])\.([0-5]\d)$")
_THE = ("las", "la")  # before an hour in Spanish
_COUNTED = re.compile(r"^PT(?:(\d+)H)?(?:(\d+)M)?$")


def clock_at(scan: Scan, i: int, introduced: bool, after_day: bool = False) -> tuple[Moment, int] | None:
    """The hour that is said from a position on; a bare number only where something introduces it."""
    tokens = scan.tokens
    if i >= len(tokens):
        return None
    fixed = scan.tag(i, "clock")
    if fixed:
        hour, minute = (int(p) for p in fixed.value.split(":"))
        return Moment(clock=(hour, minute), closing=hour == SHIFT_END), fixed.end
    told = _minutes_first(scan, i, introduced, after_day)
    if told:
        return told
    lead = scan.tag(i, "clock_lead")
    j = lead.end if lead else i
    if j < len(tokens) and ":" in tokens[j].text and tokens[j].kind == "word":
        hour, minute = (int(p) for p in tokens[j].text.split(":"))
        if hour > 23 or minute > 59:
            return None
        return _meridiem(scan, hour, minute, j + 1, sure=hour > 12 or tokens[j].text.startswith("0"))
    spanish = lead is not None and lead.lang == "es"
    # "tipo 15 hs" is an hour; "aguantó las 2 horas" is none.
    about = j > 0 and tokens[j - 1].text == _ABOUT
    told_at = about or (lead is not None and (introduced or not spanish or len(lead.used) > 1))
    written = _military(scan, j, introduced) or (_hours_counted(scan, j) if told_at else None)
    if written:
        return written
    hour_said = 1 if lead and scan.tag(j, "hour_one") else scan.number(j, 0, 23)
    if hour_said is None or tokens[j].kind == "ordinal":
        return None
    verb = j > 0 and scan.tokens[j - 1].text in _THE and scan.acts(j + 1)
    return _bare_hour(scan, hour_said, j + 1, introduced or lead is not None, after_day, verb)


def _minutes_first(scan: Scan, i: int, introduced: bool, after_day: bool) -> tuple[Moment, int] | None:
    """ "half past 2", "quarter to 3", "15 past 10", "un cuarto para las 3"; "till half 4", where it is introduced or all that is
    said, and "tomorrow half 4", where nothing is counted."""
    told = introduced or _is_all_said(scan, i) or (after_day and scan.closes(i + 2))
    half = scan.tag(i, "half_of") if told and scan.tokens[i].value == _HALF else None
    phrase = scan.tag(i, "before_hour") or half
    minutes, j = (int(phrase.value), phrase.end) if phrase else (scan.number(i, 1, 29), i + 1)
    if minutes is None:
        return None
    if phrase is None:
        past, to = scan.tag(j, "past"), scan.tag(j, "to_hour")
        if past is None and (to is None or not introduced or minutes not in _ROUND):
            return None
        minutes = minutes if past else -minutes
        j = past.end if past else to.end if to else j
    lead = scan.tag(j, "clock_lead")
    j = lead.end if lead else j
    hour = scan.number(j, 1, 12)
    return _meridiem(scan, *_shifted(hour, minutes), j + 1, sure=False) if hour else None


def _is_all_said(scan: Scan, i: int) -> bool:
    """ "half four, give or take", "I'm there half two": a half and an hour after which nothing is counted."""
    opens = i == 0 or scan.tokens[i - 1].kind in ("punct", "break") or scan.tokens[i - 1].text in scan.placed
    after = scan.tokens[i + 1] if i + 1 < len(scan.tokens) else None
    return opens and after is not None and after.text.isalpha() and scan.closes(i + 2)


def _shifted(hour: int, minutes: int) -> tuple[int, int]:
    """An hour with so many minutes added or taken off."""
    whole = (hour * 60 + minutes) % (24 * 60)
    return whole // 60, whole % 60


def _military(scan: Scan, j: int, introduced: bool) -> tuple[Moment, int] | None:
    """ "by 1430", "at 0700", "1500 hrs", "at 730": figures without a colon."""
    token = scan.tokens[j] if j < len(scan.tokens) else None
    dotted = _DOTTED.match(token.text) if token and token.kind == "num" and introduced else None
    if dotted and scan.closes(j + 1):  # "since 9.40"
        hour, minute = int(dotted.group(1)), int(dotted.group(2))
        return _meridiem(scan, hour, minute, j + 1, sure=hour > 12 or dotted.group(1).startswith("0"))
    introduced = (
        introduced or (j > 0 and scan.tokens[j - 1].text in scan.deeds) or _called_latest(scan, j + 1)
    )
    if token is None or token.kind not in ("num", "dur") or not (introduced or token.kind == "dur"):
        return None
    match = _MILITARY.match(token.text)
    if not match or (token.kind == "num" and not (token.text.isdigit() and scan.closes(j + 1))):
        return None
    hour, minute = int(match.group(1)), int(match.group(2))
    four = len(match.group()) == 4
    if not four and (hour == 0 or match.group(2) not in _QUARTERS):
        return None
    return _meridiem(scan, hour, minute, j + 1, sure=hour > 12 or token.text.startswith("0"))


def _called_latest(scan: Scan, j: int) -> bool:
    """ "415 latest"."""
    return j < len(scan.tokens) and scan.tokens[j].text in ("latest", "sharp", "start")


def _hours_counted(scan: Scan, j: int) -> tuple[Moment, int] | None:
    """ "a las 15 horas": what would elsewhere last so long."""
    token = scan.tokens[j] if j < len(scan.tokens) else None
    match = _COUNTED.match(str(token.value)) if token and token.kind == "dur" else None
    if not match or not match.group(1) or int(match.group(1)) > 23:
        return None
    hour, minute = int(match.group(1)), int(match.group(2) or 0)
    return _meridiem(scan, hour, minute, j + 1, sure=hour > 12)


def _bare_hour(
    scan: Scan, hour: int, j: int, introduced: bool, after_day: bool, ends: bool = False
) -> tuple[Moment, int] | None:
    """The hour whose words end at `j`; `ends` where what follows there is known to count nothing."""
    glued = scan.tag(j, "glued")
    if glued and 1 <= hour <= 12 and scan.tokens[j].start == scan.tokens[j - 1].end and scan.closes(j + 1):
        return Moment(clock=(hour % 12 + (12 if glued.value == "pm" else 0), 0)), j + 1
    named = scan.tag(j, "meridiem")
    if named and 1 <= hour <= 12:
        return _meridiem(scan, hour, 0, j, sure=True)
    mark = scan.tag(j, "hour_mark")
    if mark and (mark.value == "always" or introduced or after_day):
        minute, end = _after_mark(scan, mark.end)
        return _meridiem(scan, *_shifted(hour, minute), end, sure=hour > 12)
    added = _minutes_after(scan, j, introduced)
    if added:
        return _meridiem(scan, *_shifted(hour, added[0]), added[1], sure=hour > 12)
    if (
        (introduced or (after_day and hour >= 1))
        and hour >= 1
        and (ends or scan.closes(j) or scan.tag(j, "part"))
    ):
        return _meridiem(scan, hour, 0, j, sure=hour > 12)
    return None


def _after_mark(scan: Scan, j: int) -> tuple[int, int]:
    """The minutes after the sign of an hour ("10h45", "11 giờ kém 15", "10 giờ 45 phút"), and their end."""
    less = scan.tag(j, "less_minutes")
    if less and (off := scan.number(less.end, 1, 59)) is not None:
        return -off, less.end + 1
    counted = _COUNTED.match(str(scan.tokens[j].value)) if j < len(scan.tokens) else None
    if counted and counted.group(2) and not counted.group(1) and int(counted.group(2)) < 60:
        return int(counted.group(2)), j + 1
    minute = scan.number(j, 0, 59)
    glued = minute is not None and scan.tokens[j].start <= scan.tokens[j - 1].end + 1
    return (minute or 0, j + 1) if glued else (0, j)


def _minutes_after(scan: Scan, j: int, introduced: bool) -> tuple[int, int] | None:
    """The minutes after a bare hour: "ten thirty", "las 3 y cuarto", "las doce menos cinco"."""
    phrase = scan.tag(j, "minutes")
    if phrase and (introduced or scan.tag(phrase.end, "meridiem") or _half_an_hour_past(scan, j, phrase)):
        return int(phrase.value), phrase.end
    for name, sign in (("and_minutes", 1), ("less_minutes", -1)):
        one = scan.tag(j, name)
        minute = scan.number(one.end, 1, 59) if one and introduced else None
        if one and minute is not None and scan.closes(one.end + 1):
            return sign * minute, one.end + 1
    minute = scan.number(j, 10, 59)
    if minute is not None and ((introduced and scan.closes(j + 1)) or scan.tag(j + 1, "meridiem")):
        return minute, j + 1
    return None


def _half_an_hour_past(scan: Scan, j: int, phrase: Found) -> bool:
    """ "4 rưỡi nó đi": in Vietnamese a half after a number without a unit is of an hour, but for money that was paid."""
    before = scan.tokens[j - 2].text if j > 1 else ""
    bare = j > 0 and scan.tokens[j - 1].kind == "num" and (scan.number(j - 1, 1, 12) or 0) >= 1
    return phrase.lang == "vi" and bare and before not in scan.paid


def _meridiem(scan: Scan, hour: int, minute: int, j: int, sure: bool) -> tuple[Moment, int]:
    phrase = scan.tag(j, "minutes")
    if phrase and minute == 0:
        (hour, minute), j = _shifted(hour, int(phrase.value)), phrase.end
    named = scan.tag(j, "meridiem")
    if named:
        return Moment(clock=(hour % 12 + (12 if named.value == "pm" else 0), minute)), named.end
    return Moment(clock=(hour, minute), sure=sure), j


def in_part(moment: Moment, part: str) -> Moment:
    """The moment with morning or afternoon settled."""
    if moment.clock is None or moment.sure:
        return moment
    hour, minute = moment.clock
    if part == "am":
        hour = hour % 12
    elif part in ("pm", "night"):
        hour = hour % 12 + 12
    return replace(moment, clock=(hour, minute), sure=bool(part))
