"""Stages to play on: lexicons and the rulebook are read once for all, each stage is a world of its own."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import pytest

from bot.capture.lexicons import Lexicons, load_lexicons
from bot.playing.demo import World, demo_world
from bot.playing.plot import Plot, plot_of
from bot.ruling.books import Books
from tests.scenarios.stage import Line, Stage, staged


@pytest.fixture(scope="session")
def lexicons() -> Lexicons:
    """The words of all languages."""
    return load_lexicons()


@pytest.fixture(scope="session")
def books() -> Iterator[Books]:
    """The rulebook that ships."""
    with Books() as opened:
        yield opened


@pytest.fixture(scope="session")
def tower() -> Plot:
    """The tower that ships."""
    return plot_of(None)


@pytest.fixture(scope="session")
def staging(books: Books, lexicons: Lexicons) -> Callable[[Plot], AbstractContextManager[Stage]]:
    """Sets up a stage for a plot."""
    return lambda plot: staged(plot, books, lexicons)


@pytest.fixture
def stage(tower: Plot, books: Books, lexicons: Lexicons, tmp_path: Path) -> Iterator[Stage]:
    """Tower A on Tuesday 2026-03-10 at 07:00, for one test alone; files to upload are in `tmp_path`."""
    with staged(tower, books, lexicons, tmp_path) as made:
        yield made


@pytest.fixture
def doubted(stage: Stage) -> Line:
    """09:12: Hector has answered “I think that's done” in the thread of what Ana asked of him; the question whether it is."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", "@siteloop have hector put the tag on the west scaffold by 4pm")
    shown = stage.say("hector", "I think that's done", thread="last-card")
    (question,) = [line for line in shown if line.kind == "ephemeral" and line.to == "@hector"]
    return question


@pytest.fixture(scope="module")
def playing(
    tower: Plot, books: Books, lexicons: Lexicons, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """One stage for all tests of a module that leave it as it is; files to upload are in its `folder`."""
    with staged(tower, books, lexicons, tmp_path_factory.mktemp("dropped")) as made:
        yield made


def _tested(rule: str) -> str:
    """The rule with tests of its own condition, which a book that is loaded is held to; it is that one field is true."""
    field = rule.partition("when: ")[2].split()[0]
    lines = [f"      - {{ name: {name}, {name}: {{ {field}: {value} }} }}\n" for name, value in _TESTS]
    return f"{rule.partition('    tests:')[0]}    tests:\n{''.join(lines)}"


_TESTS = (("fires", "true"), ("quiet", "false"))


@pytest.fixture
def ruled(tower: Plot, lexicons: Lexicons, tmp_path: Path) -> Iterator[Callable[..., Stage]]:
    """Gives Tower A by these rules alone; files to upload are in `tmp_path`."""
    with ExitStack() as stack:

        def made(*rules: str) -> Stage:
            book = tmp_path / "book.yml"
            book.write_text("rules:\n" + "".join(map(_tested, rules)), encoding="utf-8")
            return stack.enter_context(staged(tower, Books(str(book)), lexicons, tmp_path))

        yield made


@pytest.fixture
def live(tower: Plot, books: Books, lexicons: Lexicons) -> Iterator[World]:
    """The tower as `siteloop demo` serves it, with Siteloop at work in its own threads."""
    with demo_world(tower, live=True, books=books, lexicons=lexicons) as world:
        yield world
