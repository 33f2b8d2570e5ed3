"""What weekly promises came to, as a picture: below the line that closes a week, and where `/site week` asks."""

from typing import Any

from bot.body import Body, section
from bot.charts.chart import as_picture
from bot.charts.weekly import WeekChart
from bot.happening import Commanded
from bot.telling import answer
from bot.turn import Turn
from rules.read import Reader, site_of
from rules.weekly.measures import LATELY, by_week, lately, reasons
from rules.weekly.outcome import judged_of

_TITLE = f"Promises kept by week, and why others were not in the last {LATELY} weeks"


def week_chart(reader: Reader) -> WeekChart:
    """All judged weeks, and the reasons of the last ones."""
    found, last = judged_of(reader), site_of(reader).rounds.get("judging")
    why = reasons(lately(found, last)) if last else ()
    return WeekChart(weeks=by_week(found), reasons=tuple(why))


def week_picture_of(reader: Reader) -> dict[str, Any] | None:
    """The same as what a message says of its picture; None where no week has been judged yet."""
    chart = week_chart(reader)
    return as_picture(chart, _TITLE) if chart.weeks else None


def week_command(turn: Turn, asked: Commanded) -> None:
    """The picture that follows the words of `/site week`, if there is anything to draw."""
    picture = week_picture_of(turn)
    if picture is not None:
        answer(
            turn, asked, Body(text=_TITLE, blocks=(section(f"*{_TITLE}*"),), picture={**picture, "title": ""})
        )
