"""Weekly promises as a picture: a line of percents and a Pareto chart, each with its numbers beside it."""

from datetime import date, timedelta

import pytest

from bot.charts.backtest import Format
from bot.charts.weekly import WeekChart, week_picture, week_words
from rules.weekly.measures import Share, Why

WEEKS = {date(2026, 3, 9): Share(part=1, whole=2), date(2026, 3, 16): Share(part=3, whole=4)}
WHY = [Why(reason="material", told=2), Why(reason="prior_work", told=1), Why(reason="no word", told=1)]
LIKELY = "likely: nobody said why, and this stopped it"


def drawn(weeks: dict[date, Share], why: list[Why]) -> str:
    """The picture as SVG, in which texts stand beside their shapes."""
    return week_picture(WeekChart(weeks=weeks, reasons=tuple(why)), form="svg").decode()


@pytest.mark.parametrize(("form", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_it_is_drawn_in_either_form(form: Format, begins: bytes) -> None:
    """As a picture that Slack and browsers show."""
    assert week_picture(WeekChart(weeks=WEEKS), form=form).startswith(begins)


def test_every_number_stands_beside_its_mark() -> None:
    """Nobody has to measure a point or a bar; the line of the Pareto chart ends at all."""
    picture = drawn(WEEKS, WHY)
    for text in (
        "50 % (1 of 2)",
        "75 % (3 of 4)",
        "9 Mar",
        "16 Mar",
        "material missing",
        "nobody said why",
        "50 %",
        "75 %",
        "100 %",
    ):
        assert f"<!-- {text} -->" in picture


def test_a_falling_line_does_not_run_through_its_numbers() -> None:
    """What a point tells stands on white, which hides the line that comes down to it."""
    before, _, _ = drawn(
        {date(2026, 3, 9): WEEKS[date(2026, 3, 16)], date(2026, 3, 16): Share(part=0, whole=2)}, []
    ).partition("<!-- 0 % (0 of 2) -->")
    assert "fill: #ffffff" in before[before.rindex("<g id=") :]


def test_what_is_only_likely_stands_apart() -> None:
    """Hatched on what was told, with a number of its own and a key; where nothing is guessed there is neither."""
    picture = drawn(WEEKS, [Why(reason="material", told=2, likely=3)])
    for text in ("2", "3", LIKELY):
        assert f"<!-- {text} -->" in picture
    assert "<pattern" in picture
    sure = drawn(WEEKS, WHY)
    assert f"<!-- {LIKELY} -->" not in sure


def test_the_same_stands_in_words() -> None:
    """Every week with its share, and the reasons with how often they were given."""
    assert week_words(WeekChart(weeks=WEEKS, reasons=tuple(WHY))) == (
        "Percent plan complete by week: 9 Mar 50 % (1 of 2); 16 Mar 75 % (3 of 4). "
        "Why promises were not kept: material missing 2; earlier work not finished 1; nobody said why 1."
    )
    guessed = (Why(reason="material", told=2, likely=1), Why(reason="space", likely=2))
    assert week_words(WeekChart(weeks=WEEKS, reasons=guessed)).endswith(
        "Why promises were not kept: material missing 3, 1 of them likely; no access or space 2, likely."
    )
    assert week_words(WeekChart(weeks=WEEKS)).endswith("Every promise was kept.")


def test_only_the_last_half_year_is_drawn() -> None:
    """An older week is left out."""
    first = date(2026, 1, 5)
    weeks = {first + timedelta(days=7 * n): Share(part=1, whole=1) for n in range(30)}
    picture = drawn(weeks, [])
    assert "<!-- 5 Jan -->" not in picture and "<!-- 27 Jul -->" in picture
    assert "<!-- Every promise was kept. -->" in picture


def test_nothing_to_show_is_said() -> None:
    """Rather than an empty frame."""
    assert "<!-- No week has been judged yet. -->" in drawn({}, [])
