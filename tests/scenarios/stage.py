"""A stage for whole loops: the demo's own world on a moved clock, played line by line; what Slack showed, and what is stored."""

import io
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.capture.lexicons import Lexicons
from bot.playing.demo import World, demo_world
from bot.playing.play import Player
from bot.playing.plot import Plot
from bot.ruling.books import Books
from rules.folding.entry import Entry
from rules.life.action import Life, life
from rules.read import action_of, site_of, task_of
from rules.subject import ActionState, SiteState, TaskState
from storage.store import Store
from tests.scenarios.founded import Foundings


@dataclass(frozen=True, kw_only=True)
class Line:
    """One printed line, as `--play` prints it; `pictures` are told by what stands for them, `files` by their ids."""

    at: str
    to: str
    kind: str
    text: str
    place: str | None
    thread: str | None
    ts: str | None
    buttons: tuple[str, ...]
    pictures: tuple[str, ...]
    files: tuple[str, ...]


@dataclass
class Stage:
    """A running world and the player of its lines."""

    world: World
    out: io.StringIO = field(default_factory=io.StringIO)
    folder: Path = Path()

    def __post_init__(self) -> None:
        self._player = Player(self.world, self.out, self.folder)
        self._read = 0
        self.shown: list[Line] = []

    def play(self, *lines: Mapping[str, Any] | str) -> list[Line]:
        """Play lines of a story; gives what was shown meanwhile."""
        self._player.play(line if isinstance(line, str) else json.dumps(line) for line in lines)
        printed = self.out.getvalue()
        fresh = [_line(json.loads(text)) for text in printed[self._read :].splitlines()]
        self._read = len(printed)
        self.shown += fresh
        return fresh

    def say(self, by: str, text: str, place: str = "#tower-a", **more: str) -> list[Line]:
        """Somebody writes."""
        return self.play({"say": text, "by": by, "in": place, **more})

    def press(self, by: str, name: str, card: str = "last") -> list[Line]:
        """Somebody presses a button."""
        return self.play({"press": name, "by": by, "card": card})

    def command(self, by: str, text: str, place: str = "#tower-a") -> list[Line]:
        """Somebody types a command."""
        return self.play({"command": text, "by": by, "in": place})

    def until(self, local: str) -> list[Line]:
        """The clock moves to a local time."""
        return self.play({"at": local})

    def person(self, handle: str) -> str:
        """A person's id."""
        return self.world.sandbox.workspace.user(handle).id

    @property
    def store(self) -> Store:
        """What is kept."""
        return self.world.siteloop.store

    def site_id(self, channel: str = "") -> int:
        """The number of a channel's site."""
        ws = self.world.sandbox.workspace
        found = self.store.site_for(ws.team_id, ws.channel(f"#{channel or self.world.plot.channel}").id)
        assert found is not None
        return found

    def site(self, channel: str = "") -> SiteState:
        """The site as it stands."""
        with self.store.reading(self.site_id(channel)) as reader:
            return site_of(reader)

    def task(self, task_id: str) -> TaskState:
        """A task as it stands."""
        with self.store.reading(self.site_id()) as reader:
            found = task_of(reader, task_id)
        assert found is not None
        return found

    def action(self, action_id: str = "ACT-1", channel: str = "") -> ActionState:
        """An action as it stands."""
        with self.store.reading(self.site_id(channel)) as reader:
            found = action_of(reader, action_id)
        assert found is not None, f"there is no {action_id}"
        return found

    def life(self, action_id: str = "ACT-1", channel: str = "") -> Life:
        """Where an action stands."""
        return life(self.action(action_id, channel))

    def actions(self, channel: str = "") -> list[ActionState]:
        """Every action, oldest first."""
        with self.store.reading(self.site_id(channel)) as reader:
            found = [one for one in reader.all("action") if isinstance(one, ActionState)]
        return sorted(found, key=lambda one: int(one.asked.id.removeprefix("ACT-")))

    def journal(self, *kinds: str, channel: str = "") -> list[Entry]:
        """The journal's entries of these kinds, oldest first."""
        with self.store.reading(self.site_id(channel)) as reader:
            return [record.entry for record in reader.records(kinds=kinds) if record.entry is not None]

    def local(self, instant: datetime) -> str:
        """An instant on the site's wall clock, to the minute."""
        return self.site().calendar.local(instant).strftime("%Y-%m-%dT%H:%M")

    def quiet(self) -> None:
        """Nothing was set aside, and every chain is whole."""
        assert self.store.aside() == []
        assert all(self.store.verify(site.id).ok for site in self.store.sites())


def _line(printed: Mapping[str, Any]) -> Line:
    assert set(printed) == {"at", "to", "in", "kind", "thread", "ts", "text", "blocks"}
    blocks = printed["blocks"]
    elements = [e for block in blocks for e in block.get("elements", ()) if isinstance(e, dict)]
    elements += [block["accessory"] for block in blocks if block.get("accessory")]
    return Line(
        at=printed["at"],
        to=printed["to"],
        kind=printed["kind"],
        text=printed["text"],
        place=printed["in"],
        thread=printed["thread"],
        ts=printed["ts"],
        buttons=tuple(e["action_id"] for e in elements if "action_id" in e),
        pictures=tuple(block["alt_text"] for block in blocks if block["type"] == "image"),
        files=tuple(block["slack_file"]["id"] for block in blocks if block["type"] == "image"),
    )


_FOUNDINGS = Foundings()


@contextmanager
def staged(
    plot: Plot, books: Books, lexicons: Lexicons, folder: Path = Path(), foundings: Foundings = _FOUNDINGS
) -> Iterator[Stage]:
    """The demo's world, standing on the first morning of the plot; at its end nothing may have been set aside.

    Without a network, which took half of the time; the stories of `--play`, the page and the kill go over HTTP. What was founded
    before is not lived through again.
    """
    with (
        TemporaryDirectory() as place,
        demo_world(
            plot,
            live=False,
            books=books,
            lexicons=lexicons,
            beginning=foundings.beginning(plot, books, Path(place) / "demo.db"),
            direct=True,
        ) as world,
    ):
        stage = Stage(world, folder=folder)
        yield stage
        stage.quiet()


def told(lines: list[Line], to: str, kind: str = "") -> list[str]:
    """The texts that somebody (`@minh`) or a channel (`#tower-a`) saw."""
    return [line.text for line in lines if line.to == to and (not kind or line.kind == kind)]
