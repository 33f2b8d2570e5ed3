"""A chart as data: kept as JSON until it is drawn, with the same in words beside it."""

from collections.abc import Mapping
from typing import Annotated, Any, assert_never

from pydantic import Field, TypeAdapter

from bot.charts.backtest import BacktestChart, Format, backtest_picture, backtest_words
from bot.charts.weekly import WeekChart, week_picture, week_words
from bot.mrkdwn import cut

Chart = BacktestChart | WeekChart
_CHART: TypeAdapter[Chart] = TypeAdapter(Annotated[Chart, Field(discriminator="kind")])
_MOST_WORDS = 1_900  # Slack takes 2,000 as a picture's alternative text


def as_picture(chart: Chart, title: str) -> dict[str, Any]:
    """What a message says of its picture: the chart, its title, and its alternative text."""
    return {
        "chart": _CHART.dump_python(chart, mode="json"),
        "title": title,
        "alt": cut(_words(chart), _MOST_WORDS),
    }


def picture_of(data: Mapping[str, Any]) -> bytes:
    """The chart in the data, drawn (PNG)."""
    return drawn(_CHART.validate_python(data))


def drawn(chart: Chart, form: Format = "png") -> bytes:
    """The chart in that form."""
    match chart:
        case BacktestChart():
            return backtest_picture(chart, form=form)
        case WeekChart():
            return week_picture(chart, form=form)
        case _:
            assert_never(chart)


def _words(chart: Chart) -> str:
    match chart:
        case BacktestChart():
            return backtest_words(chart)
        case WeekChart():
            return week_words(chart)
        case _:
            assert_never(chart)
