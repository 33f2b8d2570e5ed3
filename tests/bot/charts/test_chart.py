"""Charts as data: what a message says of its picture is JSON, and is drawn of that alone."""

import json
from datetime import date

import pytest

from bot.charts.backtest import BacktestChart, RuleBars
from bot.charts.chart import Chart, as_picture, picture_of
from bot.charts.weekly import WeekChart
from rules.weekly.measures import Share, Why

WEEK = WeekChart(
    weeks={date(2026, 3, 9): Share(part=1, whole=2)}, reasons=(Why(reason="material", told=1, likely=1),)
)
TRIED = BacktestChart(
    first=date(2026, 3, 9),
    days=1,
    count=2,
    rules=(RuleBars(rule="critical", was={"real": (1, 0)}, would_be={"new": (0, 2)}),),
    left_out=0,
)


@pytest.mark.parametrize("chart", [WEEK, TRIED])
def test_a_chart_is_drawn_of_its_json(chart: Chart) -> None:
    """As the outbox keeps it."""
    kept = json.loads(json.dumps(as_picture(chart, "What came of it")))
    assert picture_of(kept["chart"]).startswith(b"\x89PNG")
    assert (kept["title"], bool(kept["alt"])) == ("What came of it", True)


def test_its_alternative_text_fits_slack() -> None:
    """However many rules there are, it has less than 2,000 characters."""
    many = [f"a-rule-with-a-long-name-{number}" for number in range(200)]
    rules = tuple(RuleBars(rule=name, was={"real": (1,)}, would_be={}) for name in many)
    chart = BacktestChart(first=date(2026, 3, 9), days=1, count=1, rules=rules, left_out=0)
    assert len(as_picture(chart, "")["alt"]) < 2000
