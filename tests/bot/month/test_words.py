"""What people of a month say is read as they mean it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from random import Random

import pytest

from bot.capture.lexicons import load_lexicons
from bot.capture.reader import Reader
from bot.month.words import Tongue, Utterance, names_of_words, word
from bot.playing.plot import TIMEZONE, plot_of
from rules.plan.schedule import Task
from rules.worktime.calendar import WorkCalendar

CALENDAR = WorkCalendar(timezone=TIMEZONE)
TOWER = plot_of(None).schedule
NOW = datetime(2026, 3, 11, 15, tzinfo=UTC)


@pytest.fixture(scope="module")
def reader() -> Reader:
    """A reader who knows the tower."""
    return Reader(load_lexicons(), TOWER.tasks)


def _said(language: str, times: int) -> Iterator[Utterance]:
    """Everything that can be said, so many times each, about any task."""
    rng = Random(7)
    for name in names_of_words():
        for _ in range(times):
            tongue = Tongue(language=language, now=NOW, calendar=CALENDAR, rng=rng)
            task: Task = rng.choice(TOWER.tasks)
            yield word(name, task, tongue, percent=5.0 * rng.randrange(1, 20), when=date(2026, 3, 20))


@pytest.mark.parametrize(("language", "least"), [("en", 0.9), ("es", 0.85), ("vi", 0.85)])
def test_what_is_said_is_captured(reader: Reader, language: str, least: float) -> None:
    """Of what means something, nearly all gives a signal of that kind; of talk nearly nothing gives one."""
    said = list(_said(language, 12))
    good = [one for one in said if _is_read(reader, one)]
    assert len(good) >= least * len(said)


def test_every_blank_is_filled() -> None:
    """Nobody speaks of a `{task}`."""
    for language in ("en", "es", "vi"):
        assert not [one.text for one in _said(language, 5) if "{" in one.text or "}" in one.text]


def _is_read(reader: Reader, one: Utterance) -> bool:
    signals = reader.read(one.text, at=CALENDAR.local(NOW)).signals
    return any(s.kind == one.meaning.kind for s in signals) if one.meaning else not signals
