"""The live demo's clock is moved while people write and press: everything happens, once, and in order."""

from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from threading import Event
from typing import Any

import pytest

from bot.capture.lexicons import Lexicons
from bot.playing.demo import World, demo_world
from bot.playing.plot import Plot
from bot.ruling.books import Books
from bot.sandbox.errors import ClockError
from bot.sandbox.page_server.moves import under_way

WAITING = 20.0  # seconds


def cards(world: World) -> dict[str, list[str]]:
    """The texts of the cards in the site's channel, by their action."""
    found: dict[str, list[str]] = {}
    for message in world.sandbox.workspace.channel("tower-a").messages.values():
        if message.text.startswith("ACT-"):
            found.setdefault(message.text.partition(":")[0], []).append(message.text)
    return found


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
        asked: list[Future[Any]] = [*said, *moves]
        ended, _ = wait(asked, timeout=WAITING)
    assert len(ended) == 4 and all(one.exception() is None for one in ended)
    live.step_to(live.clock.now())
    found = cards(live)
    assert all(len(texts) == 1 for texts in found.values())
    assert all(any(report in texts[0] for texts in found.values()) for report in reports)
    assert live.clock.now() >= now + timedelta(hours=3)


def test_a_move_is_stopped_after_the_step_at_hand(live: World) -> None:
    """It stays where it has come, everything until then has happened, and the next move goes on from there."""
    start = live.clock.now()
    seen: list[datetime] = []

    def stopped() -> bool:
        seen.append(live.clock.now())
        return len(seen) == 3

    live.step_to(start + timedelta(days=30), stopped=stopped)
    assert start < seen[1] < seen[2] < start + timedelta(days=30)
    assert live.clock.now() - seen[2] < timedelta(minutes=1)  # it only runs on
    live.step_to(seen[2] + timedelta(hours=1))
    assert live.clock.now() >= seen[2] + timedelta(hours=1)


def test_a_demo_that_ends_lets_no_move_outlive_it(tower: Plot, books: Books, lexicons: Lexicons) -> None:
    """Ctrl-C in the middle of a long move ends it after the step at hand, as long as all that it needs is there."""
    begun = Event()
    with ThreadPoolExecutor(1) as people:
        with demo_world(tower, live=True, books=books, lexicons=lexicons) as world:
            workspace = world.sandbox.workspace
            world.clock.on_move(lambda _: begun.set())

            def move() -> None:
                with under_way(workspace, world.clock.now() + timedelta(days=300)) as asked:
                    world.server.page.on_advance(asked)

            moved = people.submit(move)
            assert begun.wait(WAITING)
        assert moved.exception(WAITING) is None


def test_the_clock_does_not_go_back(live: World) -> None:
    """What has passed already when its turn comes is no error: another moved the clock further meanwhile."""
    now = live.clock.now()
    live.step_to(now + timedelta(hours=2))
    live.step_to(now + timedelta(hours=1))
    assert live.clock.now() >= now + timedelta(hours=2)
    with pytest.raises(ClockError):
        live.clock.move_to(now)
