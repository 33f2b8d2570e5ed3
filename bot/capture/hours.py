"""Times of the day among tokens."""

from dataclasses import replace

from bot.capture.moments import Moment
from bot.capture.time_scan import Scan


def clock_at(scan: Scan, i: int, introduced: bool, after_day: bool = False) -> tuple[Moment, int] | None:
    """The hour that is said from a position on; a bare number only where something introduces it."""
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


def _bare_hour(scan: Scan, hour: int, j: int, introduced: bool, after_day: bool) -> tuple[Moment, int] | None:
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


def _meridiem(scan: Scan, hour: int, minute: int, j: int, sure: bool) -> tuple[Moment, int]:
    half = scan.tag(j, "half")
    if half and minute == 0:
        minute, j = 30, half.end
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
    return replace(moment, clock=(hour, minute), sure=True)
