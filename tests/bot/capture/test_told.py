"""Sentences of many voices that tell one thing each: what it is, and what of it, is read from most of them."""

from datetime import datetime
from pathlib import Path

import pytest

from bot.capture.reader import Reader

HERE = Path(__file__).parent
AT = datetime(2026, 3, 17, 13, 30)  # noqa: DTZ001 - a writer's local time
TELLING = {
    "blocker": "cause",
    "cleared": "cause",
    "progress": "status",
    "request": "need",
    "delivery": "status",
    "safety": "class",
    "quality": "result",
    "weather": "condition",
}


@pytest.mark.parametrize(("lang", "share"), [("en", 0.83), ("more_en", 0.87), ("es", 0.85), ("vi", 0.85)])
def test_what_is_told_is_read(lang: str, share: float, tower: Reader) -> None:
    """The kind and its telling value are among what is read, asked about or not, in at least this share of the sentences."""
    wanted = [
        line.split("|", 1) for line in (HERE / f"told_{lang}.txt").read_text(encoding="utf-8").splitlines()
    ]
    hits = [want.strip() in _read(tower, text.strip()) for want, text in wanted]
    assert sum(hits) / len(hits) >= share


def _read(reader: Reader, text: str) -> set[str]:
    weighed, _ = reader.weighed(text, at=AT)
    return {f"{s.kind}:{s.values.get(TELLING[s.kind])}" if s.kind in TELLING else s.kind for s, _ in weighed}
