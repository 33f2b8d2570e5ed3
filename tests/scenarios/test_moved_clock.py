"""The live demo's clock is moved while people write and press: everything happens, once, and in order."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta

import pytest

from bot.books import Books
from bot.capture.lexicons import Lexicons
from bot.demo import Plot, World, demo_world
from bot.sandbox.errors import ClockError

WAITING = 20.0  # seconds


@pytest.fixture
def live(tower: Plot, books: Books, lexicons: Lexicons) -> Iterator[World]:
    """The tower with Siteloop at work in its own threads."""
    with demo_world(tower, live=True, books=books, lexicons=lexicons) as world:
        yield world


def cards(world: World, words: str) -> int:
    """How many action cards in the site's channel tell of these words."""
    messages = world.sandbox.workspace.channel("tower-a").messages.values()
    return sum(m.text.startswith("ACT-") and words in m.text for m in messages)


def test_two_move_the_clock_while_others_write(live: World) -> None:
    """Both moves end, the later time stands, and what was written meanwhile has its card, once."""
    now = live.clock.now()
    reports = (
        "L3 columns stopped, no concrete delivered",
        "L2 strip formwork is blocked, no reshores on site",
    )
    with ThreadPoolExecutor(4) as people:
        said = [people.submit(live.sandbox.say, "ana", "#tower-a", text) for text in reports]
        moves = [people.submit(live.step_to, now + timedelta(hours=hours)) for hours in (1, 3)]
        ended, _ = wait([*said, *moves], timeout=WAITING)
    assert len(ended) == 4 and all(one.exception() is None for one in ended)
    live.step_to(live.clock.now())
    assert [cards(live, words) for words in ("L3 columns stopped", "L2 strip formwork is blocked")] == [1, 1]
    assert live.clock.now() >= now + timedelta(hours=3)


def test_the_clock_does_not_go_back(live: World) -> None:
    """What has passed already when its turn comes is no error: another moved the clock further meanwhile."""
    now = live.clock.now()
    live.step_to(now + timedelta(hours=2))
    live.step_to(now + timedelta(hours=1))
    assert live.clock.now() >= now + timedelta(hours=2)
    with pytest.raises(ClockError):
        live.clock.move_to(now)
