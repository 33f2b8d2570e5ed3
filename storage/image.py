"""What a process remembers of the sites that it works on: their subjects as they stand, so that no unit reads them again."""

import threading
from collections import OrderedDict
from typing import NamedTuple

from rules.key import Key, SubjectKind
from rules.subject import Subject

_MOST_SUBJECTS = 100_000
# There is no end to a site's messages, and few are looked at twice.
_NOT_REMEMBERED: frozenset[SubjectKind] = frozenset({"message"})


class Stored(NamedTuple):
    """How a document stands in the database."""

    digest: str
    is_open: bool


class Image:
    """A site's subjects as they stand at one of its revisions, as far as they were read; one unit at a time has it for itself."""

    def __init__(self) -> None:
        self._found: dict[SubjectKind, dict[str, tuple[Subject, Stored] | None]] = {}
        self._whole: set[tuple[SubjectKind, bool]] = set()
        self._ordered: dict[tuple[SubjectKind, bool], tuple[Subject, ...]] = {}

    @property
    def size(self) -> int:
        """How many subjects it shows, those counted that there are not."""
        return sum(map(len, self._found.values()))

    def get(self, key: Key) -> tuple[Subject | None, Stored | None] | None:
        """The subject and how it stands, both None where there is none; None: it was not read."""
        found = self._found.get(key.kind, {}).get(key.id, ())
        if found == ():
            return None
        return found or (None, None)

    def put(self, key: Key, subject: Subject | None, stored: Stored | None) -> None:
        """Remember how a subject stands; None: there is none."""
        if key.kind in _NOT_REMEMBERED:
            return
        for open_only in (True, False):
            self._ordered.pop((key.kind, open_only), None)
        both = None if subject is None or stored is None else (subject, stored)
        self._found.setdefault(key.kind, {})[key.id] = both

    def all(self, kind: SubjectKind, *, open_only: bool) -> tuple[Subject, ...] | None:
        """The subjects of a kind in order of their ids; None: not all of them were read."""
        if not self._whole & {(kind, open_only), (kind, False)}:
            return None
        if (kind, open_only) not in self._ordered:
            known = sorted(self._found.get(kind, {}).items(), key=lambda one: one[0].encode())
            self._ordered[kind, open_only] = tuple(
                found[0] for _, found in known if found and (found[1].is_open or not open_only)
            )
        return self._ordered[kind, open_only]

    def is_whole(self, kind: SubjectKind, *, open_only: bool) -> None:
        """All subjects of a kind were put."""
        if kind not in _NOT_REMEMBERED:
            self._whole.add((kind, open_only))


class Images:
    """The images of a process's sites. One is taken by the unit that works on its site, and kept again when that has ended well.

    It is as good as the database itself only at the revision that it shows: each unit that is written makes a new one, whoever
    wrote it.
    """

    def __init__(self, limit: int = _MOST_SUBJECTS) -> None:
        """`limit` is how many subjects all images together may hold, however many or large the sites are."""
        self._limit = limit
        self._lock = threading.Lock()
        self._kept: OrderedDict[int, tuple[int, Image, int]] = OrderedDict()
        self._held = 0

    def take(self, site: int, revision: int) -> Image:
        """The image of the site at this revision; an empty one where there is none."""
        with self._lock:
            shown, image = self._pop(site)
        return image if shown == revision else Image()

    def keep(self, site: int, revision: int, image: Image) -> None:
        """Keep what the site looks like at this revision; the least lately used leave first."""
        size = image.size
        with self._lock:
            self._pop(site)
            self._kept[site] = (revision, image, size)
            self._held += size
            while self._held > self._limit:
                self._pop(next(iter(self._kept)))

    def _pop(self, site: int) -> tuple[int, Image]:
        revision, image, size = self._kept.pop(site, (-1, Image(), 0))
        self._held -= size
        return revision, image
