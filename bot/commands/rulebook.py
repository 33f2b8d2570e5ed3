"""The rulebook in force at a site, as the database kept it: answers explain the very rules by which was decided."""

from collections.abc import Mapping
from functools import lru_cache

from rules.book import Book
from rules.language.rulebook import load_rulebook
from rules.match import reference_matcher
from rules.past.replay import RulebookLost
from rules.read import site_of
from storage.reader import Reader


def book_of(reader: Reader, version: str = "") -> Book:
    """The site's rulebook (or one that was in force before), as it is declared; `Book.at` tunes it.

    Raises:
        RulebookLost: it was not kept, or none is in force yet.
    """
    version = version or site_of(reader).rulebook
    sources = reader.rulebook(version)
    if sources is None:
        raise RulebookLost(version)
    return _read(tuple(sorted(sources.items())))


@lru_cache(maxsize=4)
def _read(sources: tuple[tuple[str, str], ...]) -> Book:
    files: Mapping[str, str] = dict(sources)
    book = load_rulebook(files)
    return Book(rulebook=book, matcher=reference_matcher(book))
