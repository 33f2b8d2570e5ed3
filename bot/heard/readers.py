"""Capture's readers, one for each site: they know its tasks and people by name, and are built anew when these change."""

from collections.abc import Iterator
from threading import Lock
from typing import Protocol

from bot.capture.lexicons import Lexicons
from bot.capture.reader import Reader
from rules.read import Reader as Documents
from rules.read import people, person_of, site_of, task_of, tasks

_MOST = 64


class Known(Documents, Protocol):
    """A site as it stands, and which one it is."""

    @property
    def workspace(self) -> str:
        """The Slack workspace."""
        ...

    @property
    def site(self) -> int:
        """The site's number in storage."""
        ...


class Readers:
    """Keeps the readers of the sites that were heard last; safe to use from several workers."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._lexicons = lexicons
        self._kept: dict[tuple[str, int], tuple[int, Reader]] = {}
        self._lock = Lock()

    def of(self, site: Known) -> Reader:
        """The reader of a site, as its tasks and people are called now."""
        vocabulary, place = site_of(site).vocabulary, (site.workspace, site.site)
        with self._lock:
            kept = self._kept.get(place)
        if kept is not None and kept[0] == vocabulary:
            return kept[1]
        called = {person.handle.lower(): person.id for person in people(site)}
        plan = [task.plan for task in tasks(site)]
        reader = Reader(self._lexicons, plan, called, dict(_aliases(site)))
        with self._lock:
            self._kept.pop(place, None)
            self._kept[place] = (vocabulary, reader)
            while len(self._kept) > _MOST:
                self._kept.pop(next(iter(self._kept)))
        return reader


def _aliases(site: Known) -> Iterator[tuple[str, str]]:
    """The site's own words as a reader takes them; a word for what is no longer there means nothing."""
    for word in site_of(site).words.values():
        person = person_of(site, word.means) if word.sort == "person" else None
        if person is not None:
            yield word.said, f"@{person.handle}"
        elif word.sort == "words" or (word.sort == "task" and task_of(site, word.means) is not None):
            yield word.said, word.means
