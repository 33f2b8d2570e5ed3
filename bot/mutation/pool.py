"""Trials in several processes at once, which end without a word when they are broken off."""

import multiprocessing
import signal
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager

from bot.mutation.trial import Trial, Tried, tried


def tried_by(jobs: int, trials: Sequence[Trial]) -> Generator[Tried, None, None]:
    """What came of each trial, in their order, as soon as it is known; with one job in this process itself.

    The processes end when the generator is closed.
    """
    if jobs == 1 or len(trials) == 1:
        yield from map(tried, trials)
        return
    with _deaf():
        pool = multiprocessing.Pool(min(jobs, len(trials)) or 1)
    with pool:
        yield from pool.imap(tried, trials)


@contextmanager
def _deaf() -> Iterator[None]:
    """Whoever is begun meanwhile never hears Ctrl-C: the process that begins it does, and ends it."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
