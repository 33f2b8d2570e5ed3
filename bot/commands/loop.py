"""`/site loop`: how well what is said becomes an action, is answered, and comes to its end."""

from datetime import datetime

from bot.body import Body, actions, button, context, paragraphs
from bot.commands.picture import Picture
from bot.view import counted
from rules.life.loop import WINDOW, Loop, by_week, loop_of

_BARS = "▁▂▃▄▅▆▇█"


def loop_answer(picture: Picture) -> Body:
    """The measures of four weeks, and the share that closed week by week."""
    found = loop(picture)
    if not found.asked:
        return Body(text="Nothing was asked of anybody in the last 28 days, so there is nothing to measure.")
    lead = f"*The loop, last 28 days: {counted(found.asked, 'action')}*"
    lines = [line for line in (*_ends(found), *_times(found), _weeks(picture)) if line]
    hint = "Measured from the journal alone. A loop is closed when an action is done or settled; what was dropped is left out."
    row = actions((button("show_actions", "Actions", ""), button("show_overdue", "Overdue", "")))
    text = "\n".join([lead, *lines, hint])
    return Body(text=text, blocks=(*paragraphs([lead, *lines]), context(hint), row))


def loop(picture: Picture) -> Loop:
    """Of the last four weeks."""
    actions = [one.state for one in picture.actions]
    calendar, now = picture.view.calendar, picture.now

    def said(name: str) -> datetime | None:
        message = picture.view.message(name.rpartition("#")[0])
        return message.at if message else None

    return loop_of(actions, said, calendar, now, now - WINDOW)


def loop_line(picture: Picture) -> str:
    """The one line of it for `/site status`; empty where nothing has come due."""
    found = loop(picture)
    if found.rate is None:
        return ""
    answer = f", first answer after {_hours(found.to_answer)}" if found.to_answer is not None else ""
    return f"Loop closed {found.rate:.0f} % of {found.asked - found.waiting - found.dropped} due{answer} (`/site loop`)"


def _ends(found: Loop) -> list[str]:
    rate = f"Loop closure *{found.rate:.0f} %*: " if found.rate is not None else ""
    left = found.asked - found.closed - found.dropped - found.waiting
    counts = f"{found.closed} closed, {left} overdue, {found.waiting} with time left, {found.dropped} dropped"
    share = (
        f"Closed without escalation {found.unescalated_rate:.0f} %"
        if found.unescalated_rate is not None
        else ""
    )
    sure = f"Made sure of: {found.sure}; closed and nobody confirmed: {found.unsure}"
    return [f"{rate}{counts}", share, sure if found.sure or found.unsure else ""]


def _times(found: Loop) -> list[str]:
    told = (
        ("From the word to the action", found.to_action),
        ("From the action to the first answer", found.to_answer),
        ("From the action to its end", found.to_close),
    )
    return [f"{name}: {_hours(hours)} (median)" for name, hours in told if hours is not None]


def _weeks(picture: Picture) -> str:
    """A bar for each week, the newest last."""
    weeks = by_week([one.state for one in picture.actions], picture.view.calendar, picture.now)
    if sum(rate is not None for _, rate in weeks) < 2:
        return ""
    bars = "".join("·" if rate is None else _BARS[min(7, int(rate * 8 / 100))] for _, rate in weeks)
    shown = ", ".join(f"{picture.view.day(day)} {rate:.0f} %" for day, rate in weeks[-3:] if rate is not None)
    return f"Week by week `{bars}` ({shown})"


def _hours(hours: float | None) -> str:
    if hours is None:
        return "–"
    if round(hours * 60) < 60:
        return counted(round(hours * 60), "working minute")
    return f"{hours:.1f} working hours"
