"""The rulebook in force: the one that ships, or the site operator's own files, taken over anew whenever they change."""

import logging
from collections.abc import Mapping
from pathlib import Path
from threading import Lock

from rules.book import Book
from rules.errors import SiteloopError
from rules.match import best_matcher
from rules.rule import Rulebook
from rules.rulebook import RulebookError, load_rulebook, shipped_rulebook, shipped_sources

log = logging.getLogger(__name__)


class NoRulebook(SiteloopError):
    """The place where the rulebook should be holds none."""


class Books:
    """Gives the rulebook in force. A changed file that is broken is told in the log and by `doctor`; the old book stays in force.

    `place` is a YAML file or a folder of them, empty for the rulebook that ships.
    """

    def __init__(self, place: str = "") -> None:
        self._place = place
        self._lock = Lock()
        self._seen = self._signature()
        self.sources = sources_at(place)
        self._book = _compiled(load_rulebook(self.sources) if place else shipped_rulebook())
        self.problem: RulebookError | None = None

    def current(self) -> Book:
        """The book in force, read anew where its files changed."""
        if self._place and self._signature() != self._seen:
            with self._lock:
                self._reload()
        return self._book

    def _reload(self) -> None:
        self._seen = self._signature()
        try:
            sources = sources_at(self._place)
            self._book, self.sources, self.problem = _compiled(load_rulebook(sources)), sources, None
            log.info("rulebook taken over", extra={"version": self._book.rulebook.version})
        except (RulebookError, NoRulebook) as error:
            self.problem = error if isinstance(error, RulebookError) else None
            log.error("rulebook refused, the old one stays in force", extra={"reason": str(error)})

    def _signature(self) -> tuple[tuple[str, int, int], ...]:
        files = _files(self._place) if self._place else ()
        stats = ((str(f), f.stat()) for f in files if f.exists())
        return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)


def sources_at(place: str) -> Mapping[str, str]:
    """The rulebook's files, name → text.

    Raises:
        NoRulebook: there are none.
    """
    if not place:
        return shipped_sources()
    found = {f.name: f.read_text(encoding="utf-8") for f in _files(place)}
    if not found:
        raise NoRulebook(f"There is no rulebook at {place}. Give a .yml file, or a folder that holds some.")
    return found


def _files(place: str) -> tuple[Path, ...]:
    path = Path(place)
    if path.is_dir():
        return tuple(sorted([*path.glob("*.yml"), *path.glob("*.yaml")]))
    return (path,) if path.is_file() else ()


def _compiled(book: Rulebook) -> Book:
    return Book(rulebook=book, matcher=best_matcher(book))
