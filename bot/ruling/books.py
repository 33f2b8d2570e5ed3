"""The rulebook in force: the one that ships, or the site operator's own files, taken over anew whenever they change."""

import logging
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from bot.matching.matching import Matching
from bot.matching.tryout import BookRefused, EngineUnfit, see_soundness, sound_book, try_out
from rules.book import Book
from rules.errors import SiteloopError
from rules.language.rulebook import RulebookError, load_rulebook, shipped_rulebook, shipped_sources
from rules.rule import Rulebook

log = logging.getLogger(__name__)


class NoRulebook(SiteloopError):
    """The place where the rulebook should be holds none that can be read."""


class Books:
    """Gives the rulebook in force, and makes matchers (`matching`), which end when it is closed.

    A rulebook is tried before it is put in force. One that is broken, has errors, fails its own tests, or is too much for
    durable_rules, is told in the log and is the `problem`; the old one stays in force. The first one has no old one: it raises
    where it is broken, has errors or fails its tests, and where durable_rules fails it is matched by the reference matcher.
    `place` is a YAML file or a folder of them, empty for the rulebook that ships.

    Raises:
        RulebookError, NoRulebook, HasErrors, OwnTestsFailed: the first rulebook cannot be put in force.
    """

    def __init__(self, place: str = "", *, matching: Matching | None = None) -> None:
        self._place = place
        self._lock = Lock()
        self._seen = self._signature()
        self.matching = matching or Matching()
        self.problem: SiteloopError | None = None
        self.sources = sources_at(place)
        book = load_rulebook(self.sources) if place else shipped_rulebook()
        see_soundness(book, self.sources)
        try:
            try_out(book, self.matching)
        except EngineUnfit as unfit:
            self.problem = unfit
            self.matching.give_up(book, str(unfit))
        self._book = self._in_force(book)

    def current(self) -> Book:
        """The book in force, read anew where its files changed."""
        if self._place and self._signature() != self._seen:
            with self._lock:
                if self._signature() != self._seen:
                    self._reload()
        return self._book

    @property
    def troubles(self) -> tuple[str, ...]:
        """What an operator has to know: why a rulebook was refused, or is not matched by durable_rules."""
        problem = (str(self.problem),) if self.problem else ()
        return tuple(dict.fromkeys((*problem, *self.matching.troubles.values())))

    def close(self) -> None:
        """End what matches."""
        self.matching.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _reload(self) -> None:
        self._seen = self._signature()
        try:
            sources = sources_at(self._place)
            book = sound_book(sources)
            try_out(book, self.matching)
        except (RulebookError, NoRulebook, BookRefused) as error:
            self.problem = error
            log.error("rulebook refused, the old one stays in force", extra={"reason": str(error)})
        else:
            self._book, self.sources, self.problem = self._in_force(book), sources, None
            log.info("rulebook taken over", extra={"version": book.version})

    def _in_force(self, book: Rulebook) -> Book:
        return Book(rulebook=book, matcher=self.matching.matcher(book), make=self.matching.matcher)

    def _signature(self) -> tuple[tuple[str, int, int], ...]:
        files = _files(self._place) if self._place else ()
        stats = ((str(f), f.stat()) for f in files if f.exists())
        return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)


def sources_at(place: str) -> Mapping[str, str]:
    """The rulebook's files, name → text.

    Raises:
        NoRulebook: there are none, or one cannot be read.
    """
    if not place:
        return shipped_sources()
    found = {f.name: _read(f) for f in _files(place)}
    if not found:
        raise NoRulebook(f"There is no rulebook at {place}. Give a .yml file, or a folder that holds some.")
    return found


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise NoRulebook(f"{file} is no text in UTF-8. Save it as such.") from error
    except OSError as error:
        raise NoRulebook(f"{file} cannot be read: {error.strerror}.") from error


def _files(place: str) -> tuple[Path, ...]:
    path = Path(place)
    if path.is_dir():
        return tuple(sorted([*path.glob("*.yml"), *path.glob("*.yaml")]))
    return (path,) if path.is_file() else ()
