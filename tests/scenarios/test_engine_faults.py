"""durable_rules crashes and hangs under a running Siteloop: nothing is lost, nothing looks otherwise, and no other site stops."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from bot.capture.lexicons import Lexicons
from bot.matching.matching import Matching
from bot.playing.demo import World, demo_world
from bot.playing.plot import Plot
from bot.processes import worker_name
from bot.ruling.books import Books
from tests.bot.matching.faulty import CRASH, HANG, faulty_engine, needs_engine
from tests.scenarios.process import wait_until
from tests.scenarios.stage import Stage, staged

pytestmark = needs_engine

STOPPED = "L3 columns stopped, waiting on concrete"
_RUNNING_TASK = '"in_progress"'  # only a fact about a task that runs says so


@contextmanager
def _faulty(folder: Path, fault: str) -> Iterator[tuple[Books, Callable[[], None]]]:
    """Books on an engine that is sound until a fault is switched on, which it then has at every fact about a task that runs."""
    switch = folder / "switch"
    module = faulty_engine(folder, f"os.path.exists({str(switch)!r}) and {fault}", at=_RUNNING_TASK)
    with Books(matching=Matching(module=module, seconds=0.5)) as books:
        assert books.problem is None
        yield books, switch.touch


def _morning(stage: Stage) -> list[tuple[str, str, str, str]]:
    """What is shown of a morning with a stopped task, answered, and of the next one."""
    stage.say("ana", "L3 columns 30%")
    stage.say("ana", STOPPED)
    stage.press("minh", "accept")
    stage.until("2026-03-10T16:00")
    stage.say("ana", "L3 columns running again")
    stage.until("2026-03-11T09:00")
    return [(line.at, line.to, line.kind, line.text) for line in stage.shown]


@pytest.mark.parametrize("fault", [CRASH, HANG], ids=["crash", "hang"])
def test_a_fault_changes_nothing_that_is_shown(
    fault: str, tower: Plot, books: Books, lexicons: Lexicons, tmp_path: Path
) -> None:
    """Two days of a site look the same whether the C module works or fails whenever a running task is looked at."""
    with staged(tower, books, lexicons) as stage:
        expected = _morning(stage)
    with _faulty(tmp_path, fault) as (faulty, switch_on), staged(tower, faulty, lexicons) as stage:
        switch_on()
        assert _morning(stage) == expected
        assert faulty.matching.failures == 3
        (trouble,) = stage.store.troubles()
        assert "failed 3 times" in trouble.text and trouble.worker == worker_name()
    assert any(to == "#tower-a" and "columns" in text for _, to, _, text in expected)


@pytest.mark.parametrize("fault", [CRASH, HANG], ids=["crash", "hang"])
def test_a_fault_stops_no_other_site(fault: str, tower: Plot, lexicons: Lexicons, tmp_path: Path) -> None:
    """Of messages written at once at two sites, at one of which the C module fails, every one is answered for by an action."""
    with (
        _faulty(tmp_path, fault) as (faulty, switch_on),
        demo_world(tower, live=True, books=faulty, lexicons=lexicons) as world,
    ):
        _open_garage(world)
        switch_on()
        with ThreadPoolExecutor(2) as people:
            people.submit(world.sandbox.say, "ana", "#tower-a", STOPPED)
            people.submit(world.sandbox.say, "kim", "#garage", "Near miss at the gate: loose plank fell")
        for channel in ("tower-a", "garage"):
            wait_until(f"{channel} is answered", partial(_has_card, world, channel), seconds=20)
        assert faulty.matching.failures > 0
        assert world.siteloop.store.aside() == []


def _open_garage(world: World) -> None:
    """A second site, with somebody who answers for safety."""
    sandbox = world.sandbox
    sandbox.workspace.add_user("kim", real_name="Kim Novak")
    channel = sandbox.create_channel("kim", "garage")
    sandbox.invite("omar", channel.id)
    sandbox.invite(sandbox.app.bot_user, channel.id)
    workspace = sandbox.workspace.team_id
    store = world.siteloop.store
    wait_until("the garage is a site", lambda: store.site_for(workspace, channel.id) is not None, seconds=20)


def _has_card(world: World, channel: str) -> bool:
    messages = list(world.sandbox.workspace.channel(channel).messages.values())
    return any(message.text.startswith("ACT-") for message in messages)
