"""A backtest as a picture: every rule that changes is on it, in days or weeks of the site, told apart without colours too."""

import subprocess
import sys
from zoneinfo import ZoneInfo

import pytest

from bot.charts.backtest import _KINDS, Format, backtest_chart, backtest_picture, backtest_words
from rules.past.backtest import Backtest, backtest
from tests.rules.lived import Lived
from tests.rules.past.test_backtest import ANY_BLOCKER, LATER, NEVER
from tests.rules.past.test_replay import SILENT
from tests.rules.world import CRITICAL, blocked, book

CHICAGO = ZoneInfo("America/Chicago")


def tried(days: tuple[str, ...] = ("03-10", "03-11")) -> Backtest:
    """Blockers on these days, asked about at once, and later by the other rulebook."""
    site = Lived(CRITICAL, SILENT)
    for day in days:
        site.say(blocked(), at=f"{day} 08:00")
        site.press(site.decisions()[-1].action or "", "done", at=f"{day} 13:00")
    return backtest(site.records, book(LATER, ANY_BLOCKER))


def drawn(found: Backtest) -> str:
    """The picture as SVG, in which texts stand beside their shapes."""
    return backtest_picture(backtest_chart(found, CHICAGO), form="svg").decode()


@pytest.mark.parametrize(("form", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_it_is_drawn_in_either_form(form: Format, begins: bytes) -> None:
    """As a picture that Slack and browsers show."""
    assert backtest_picture(backtest_chart(tried()), form=form).startswith(begins)


def test_each_rule_and_kind_is_named() -> None:
    """Those that change, new ones as well, and a legend of all kinds of answers."""
    picture = drawn(tried())
    for text in ("critical", "silent", "any-blocker", *_KINDS, "10 Mar", "11 Mar", "day"):
        assert f"<!-- {text} -->" in picture


def test_a_long_past_is_shown_by_week() -> None:
    """From Monday on."""
    picture = drawn(tried(("03-11", "04-15")))
    assert "<!-- 9 Mar -->" in picture and "<!-- 11 Mar -->" not in picture
    assert "<!-- week from -->" in picture


def test_the_same_stands_in_words() -> None:
    """Each rule with how often it acted, how that was answered, and how often it would have."""
    words = backtest_words(backtest_chart(tried()))
    assert "critical 2 (2 real) → 0" in words
    assert "any-blocker 0 → 1 (1 new)" in words
    site = Lived(NEVER)
    assert "Neither rulebook acts" in backtest_words(backtest_chart(backtest(site.records, book(NEVER))))


def test_kinds_differ_without_colour() -> None:
    """Each has a hatch of its own, or another brightness."""
    looks = {(hatch or colour) for colour, hatch in _KINDS.values()}
    assert len(looks) == len(_KINDS)


def test_nothing_to_show_is_said() -> None:
    """Rather than an empty frame."""
    site = Lived(NEVER)
    assert "Neither rulebook acts" in drawn(backtest(site.records, book(NEVER)))


def test_it_costs_nothing_until_it_is_drawn() -> None:
    """The command line starts without loading the library that draws."""
    code = "import bot.console.backtesting, sys; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
