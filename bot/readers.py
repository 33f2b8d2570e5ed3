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
        self._kept: dict[tuple[str, str], tuple[int, Reader]] = {}
        self._lock = Lock()

    def of(self, turn: Turn) -> Reader:
        """The reader of the turn's site, as its tasks and people are called now."""
        site = site_of(turn)
        place = (turn.workspace, str(turn.site))
        with self._lock:
            kept = self._kept.get(place)
            if kept is not None and kept[0] == site.vocabulary:
                return kept[1]
        reader = Reader(
            self._lexicons, [t.plan for t in tasks(turn)], {p.handle.lower(): p.id for p in people(turn)}
        )
        with self._lock:
            self._kept[place] = (site.vocabulary, reader)
            while len(self._kept) > _MOST:
                self._kept.pop(next(iter(self._kept)))
        return reader
