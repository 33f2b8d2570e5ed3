"""The sandbox's clock."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox import ClockError, MovableClock

START = datetime(2026, 3, 10, 12, tzinfo=UTC)


def test_a_frozen_clock_moves_only_when_it_is_moved() -> None:
    """Without `running` time stands still; advance and move_to set it exactly."""
    clock = MovableClock(START)
    assert clock.now() == clock.now() == START
    assert clock.advance(timedelta(hours=4)) == START + timedelta(hours=4)
    assert clock.move_to(START + timedelta(days=1)) == clock.now() == START + timedelta(days=1)


def test_a_running_clock_goes_on_from_where_it_was_moved() -> None:
    """A running clock is never behind its start or its last move."""
    clock = MovableClock(START, running=True)
    before = clock.now()
    assert before >= START
    moved = clock.advance(timedelta(hours=1))
    assert clock.now() >= moved >= before + timedelta(hours=1)


def test_no_clock_goes_back() -> None:
    """Moving into the past, or without a time zone, is refused with words."""
    clock = MovableClock(START)
    for move in (
        lambda: clock.advance(timedelta(seconds=-1)),
        lambda: clock.move_to(START - timedelta(seconds=1)),
        lambda: clock.move_to(datetime(2026, 3, 11)),  # noqa: DTZ001 the very mistake
        lambda: MovableClock(datetime(2026, 3, 11)),  # noqa: DTZ001
    ):
        with pytest.raises(ClockError):
            move()
    assert clock.now() == START
