"""The loop is the same on both databases."""

import io
import json
from importlib import resources
from pathlib import Path
from typing import Any

from bot.capture.lexicons import Lexicons
from bot.playing.demo import Beginning, demo_world
from bot.playing.play import Player
from bot.playing.plot import Plot
from bot.ruling.books import Books
from tests.storage.databases import postgres_databases


def test_a_story_is_the_same_on_postgresql(tower: Plot, books: Books, lexicons: Lexicons) -> None:
    """The shipped story of a blocked pour shows the same, line by line, on SQLite and on a real PostgreSQL."""

    def played(database: str | None) -> list[dict[str, Any]]:
        out = io.StringIO()
        beginning = Beginning(database=database) if database else None
        with demo_world(tower, live=False, beginning=beginning, books=books, lexicons=lexicons) as world:
            Player(world, out, Path()).play(_STORY.splitlines())
            assert world.siteloop.store.aside() == []
        return [_without_ids(json.loads(line)) for line in out.getvalue().splitlines()]

    with postgres_databases() as fresh:
        on_postgresql = played(fresh())
    on_sqlite = played(None)
    assert len(on_sqlite) > 20
    assert on_postgresql == on_sqlite


def _without_ids(line: dict[str, Any]) -> dict[str, Any]:
    """Slack makes up the ids of blocks that have none."""
    return {
        **line,
        "blocks": [{k: v for k, v in block.items() if k != "block_id"} for block in line["blocks"]],
    }


_STORY = (
    resources.files("bot.demo_data").joinpath("stories", "blocked-pour.jsonl").read_text(encoding="utf-8")
)
