"""Capture's readers, one for each site: they know its tasks and people by name, and are built anew when these change."""

from threading import Lock

from bot.capture.lexicons import Lexicons
from bot.capture.reader import Reader
from bot.turn import Turn
from rules.read import people, site_of, tasks

_MOST = 64


class Readers:
    """Keeps the readers of the sites that were heard last; safe to use from several workers."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._lexicons = lexicons
        self._kept: dict[tuple[str, int], tuple[int, Reader]] = {}
        self._lock = Lock()

    def of(self, turn: Turn) -> Reader:
        """The reader of the turn's site, as its tasks and people are called now."""
        vocabulary, place = site_of(turn).vocabulary, (turn.workspace, turn.site)
        with self._lock:
            kept = self._kept.get(place)
        if kept is not None and kept[0] == vocabulary:
            return kept[1]
        called = {person.handle.lower(): person.id for person in people(turn)}
        reader = Reader(self._lexicons, [task.plan for task in tasks(turn)], called)
        with self._lock:
            self._kept.pop(place, None)
            self._kept[place] = (vocabulary, reader)
            while len(self._kept) > _MOST:
                self._kept.pop(next(iter(self._kept)))
        return reader
