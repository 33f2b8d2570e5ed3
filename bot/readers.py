"""Readers of messages and orders, for each site: they know its tasks and people by name, and are built anew when these change."""

from dataclasses import dataclass
from threading import Lock

from bot.capture.lexicons import Lexicons
from bot.capture.reader import Reader
from bot.said_when import Orders
from bot.turn import Turn
from rules.read import people, site_of, tasks

_MOST = 64


@dataclass(frozen=True, kw_only=True)
class _Kept:
    vocabulary: int
    messages: Reader
    orders: Orders


class Readers:
    """Keeps the readers of the sites that were heard last; safe to use from several workers."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._lexicons = lexicons
        self._kept: dict[tuple[str, int], _Kept] = {}
        self._lock = Lock()

    def of(self, turn: Turn) -> Reader:
        """Reads messages at the turn's site, as its tasks and people are called now."""
        return self._at(turn).messages

    def orders(self, turn: Turn) -> Orders:
        """Reads orders at the turn's site."""
        return self._at(turn).orders

    def _at(self, turn: Turn) -> _Kept:
        vocabulary, place = site_of(turn).vocabulary, (turn.workspace, turn.site)
        with self._lock:
            kept = self._kept.get(place)
        if kept is not None and kept.vocabulary == vocabulary:
            return kept
        plan = [task.plan for task in tasks(turn)]
        called = {person.handle.lower(): person.id for person in people(turn)}
        kept = _Kept(
            vocabulary=vocabulary,
            messages=Reader(self._lexicons, plan, called),
            orders=Orders(self._lexicons, plan),
        )
        with self._lock:
            self._kept.pop(place, None)
            self._kept[place] = kept
            while len(self._kept) > _MOST:
                self._kept.pop(next(iter(self._kept)))
        return kept
