"""A stage's journal, lived through again and tried on its own rulebook."""

from bot.console.backtesting import books_of
from rules.past.backtest import backtest
from rules.past.replay import Replay, check, differing, refold
from tests.scenarios.stage import Stage


def replayed(stage: Stage) -> Replay:
    """The stage's journal lived through again: equal in every conclusion, every wake and, subject by subject, in state."""
    with stage.store.reading(stage.site_id()) as reader:
        records = reader.records()
        found = check(records, books_of(reader, records))
        assert found.differences == []
        assert differing(found.memory, reader) == []
        assert differing(refold(records), reader) == []
    assert min(found.wakes.at.values()) == stage.store.next_due()
    return found


def tried(stage: Stage) -> None:
    """By the same rulebook, on wakes of its own, nothing new fires, nothing is missing, and no answer is lost."""
    with stage.store.reading(stage.site_id()) as reader:
        records = reader.records()
        book = books_of(reader, records)[reader_version(stage)]
        found = backtest(records, book)
    assert (found.new, found.gone, found.left_out) == ((), (), 0)
    assert all(row.moved == 0 for row in found.rows)


def reader_version(stage: Stage) -> str:
    """The rulebook in force."""
    return stage.site().rulebook
