"""What may be asked of one site: by listeners without a lease, and by a unit of work with its own changes on top."""

import json
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection, bindparam, select

from rules.key import Key, SubjectKind
from rules.subject import Subject
from storage.documents import SubjectCache, read_document
from storage.image import Image, Stored
from storage.record import Record, Wanted, find_record, find_records
from storage.tables import posted, rulebook, site, subject, trace

_AT_ONCE = 500
_ONE = select(subject.c.document, subject.c.digest, subject.c.is_open).where(
    subject.c.site == bindparam("of"),
    subject.c.kind == bindparam("its_kind"),
    subject.c.id == bindparam("its_id"),
)

_POSTED = select(posted.c.channel, posted.c.ts).where(
    posted.c.site == bindparam("of"), posted.c.target == bindparam("asked")
)


class Reader(Protocol):
    """One site as it stands, consistent in itself: everything is read from one snapshot of the database."""

    @property
    def site(self) -> int:
        """The site's number."""

    @property
    def workspace(self) -> str:
        """The workspace (team id) that the site belongs to."""

    def get(self, key: Key) -> Subject | None:
        """The subject of this name; None where there is none."""

    def all(self, kind: SubjectKind, *, open_only: bool = False) -> Iterator[Subject]:
        """The subjects of a kind in order of their ids; `open_only`: those saved as open."""

    def posted(self, target: str) -> tuple[str, str] | None:
        """(channel, ts) at which the living message stands now; None where it stands nowhere."""

    def target_at(self, channel: str, ts: str) -> str | None:
        """The living message of this site that stands, or stood, at this place; None where none did."""

    def records(
        self,
        *,
        ref: str | None = None,
        kinds: Collection[str] = (),
        since: datetime | None = None,
        before_seq: int | None = None,
        newest_first: bool = False,
        limit: int | None = None,
    ) -> list[Record]:
        """The journal's records in order of `seq`.

        Found under `ref` (see `rules.folding.entry.refs`), of these kinds, at or after `since`, before the entry `before_seq`.
        """

    def record(self, seq: int) -> Record | None:
        """The record with this number."""

    def rulebook(self, version: str) -> dict[str, str] | None:
        """The sources of a rulebook that was kept, by file name."""


class Snapshot:
    """A `Reader` on one reading transaction; what `image` shows, which is of its very revision, is not read again."""

    def __init__(
        self,
        connection: Connection,
        cache: SubjectCache,
        site: int,
        workspace: str,
        image: Image | None = None,
    ) -> None:
        self.site = site
        self.workspace = workspace
        self.image = image or Image()
        self._connection = connection
        self._cache = cache

    def get(self, key: Key) -> Subject | None:
        """The subject of this name; None where there is none."""
        if (seen := self.image.get(key)) is not None:
            return seen[0]
        mine = {"of": self.site, "its_kind": key.kind, "its_id": key.id}
        row = self._connection.execute(_ONE, mine).one_or_none()
        if row is None:
            self.image.put(key, None, None)
            return None
        document, digest, is_open = row
        return self._known(key, document, Stored(digest, is_open))

    def all(self, kind: SubjectKind, *, open_only: bool = False) -> Iterator[Subject]:
        """The subjects of a kind in order of their ids; `open_only`: those saved as open."""
        if (seen := self.image.all(kind, open_only=open_only)) is not None:
            return iter(seen)
        query = select(subject.c.id, subject.c.digest, subject.c.is_open)
        query = query.where(subject.c.site == self.site, subject.c.kind == kind).order_by(subject.c.id)
        if open_only:
            query = query.where(subject.c.is_open)
        rows = [
            (Key(kind, id_), Stored(digest, is_open))
            for id_, digest, is_open in self._connection.execute(query)
        ]
        found = {key: self._cache.get(self.site, key, stored.digest) for key, stored in rows}
        for key, stored in rows:
            if (one := found[key]) is not None:
                self.image.put(key, one, stored)
        self._read_missing(kind, found)
        self.image.is_whole(kind, open_only=open_only)
        return (one for one in found.values() if one is not None)

    def _read_missing(self, kind: SubjectKind, found: dict[Key, Subject | None]) -> None:
        missing = [key.id for key, one in found.items() if one is None]
        for start in range(0, len(missing), _AT_ONCE):
            query = select(subject.c.id, subject.c.document, subject.c.digest, subject.c.is_open).where(
                subject.c.site == self.site,
                subject.c.kind == kind,
                subject.c.id.in_(missing[start : start + _AT_ONCE]),
            )
            for id_, document, digest, is_open in self._connection.execute(query):
                found[Key(kind, id_)] = self._known(Key(kind, id_), document, Stored(digest, is_open))

    def _known(self, key: Key, document: str, stored: Stored) -> Subject:
        found = self._cache.get(self.site, key, stored.digest)
        if found is None:
            found = read_document(key.kind, document)
            self._cache.put(self.site, found, stored.digest)
        self.image.put(key, found, stored)
        return found

    def posted(self, target: str) -> tuple[str, str] | None:
        """(channel, ts) at which the living message stands now; None where it stands nowhere."""
        return standing(self._connection, self.site, target)

    def target_at(self, channel: str, ts: str) -> str | None:
        """The living message of this site that stands, or stood, at this place; None where none did."""
        query = select(trace.c.target).where(
            trace.c.workspace == self.workspace,
            trace.c.channel == channel,
            trace.c.ts == ts,
            trace.c.site == self.site,
        )
        return self._connection.execute(query).scalar_one_or_none()

    def is_elsewhere(self, person: str) -> bool:
        """Whether another site of the workspace knows this person as well."""
        query = select(subject.c.site).join(site, subject.c.site == site.c.id)
        query = query.where(
            site.c.workspace == self.workspace,
            site.c.id != self.site,
            ~site.c.lobby,
            subject.c.kind == "person",
            subject.c.id == person,
        )
        return self._connection.execute(query.limit(1)).one_or_none() is not None

    def records(
        self,
        *,
        ref: str | None = None,
        kinds: Collection[str] = (),
        since: datetime | None = None,
        before_seq: int | None = None,
        newest_first: bool = False,
        limit: int | None = None,
    ) -> list[Record]:
        """The journal's records in order of `seq`."""
        wanted = Wanted(
            ref=ref, kinds=kinds, since=since, before_seq=before_seq, newest_first=newest_first, limit=limit
        )
        return self.find(wanted)

    def find(self, wanted: Wanted) -> list[Record]:
        """What `records` gives, for a question that was made before."""
        return find_records(self._connection, self.site, wanted)

    def record(self, seq: int) -> Record | None:
        """The record with this number."""
        return find_record(self._connection, self.site, seq)

    def rulebook(self, version: str) -> dict[str, str] | None:
        """The sources of a rulebook that was kept, by file name."""
        query = select(rulebook.c.sources).where(rulebook.c.site == self.site, rulebook.c.version == version)
        sources = self._connection.execute(query).scalar_one_or_none()
        return None if sources is None else json.loads(sources)


def standing(connection: Connection, site: int, target: str) -> tuple[str, str] | None:
    """(channel, ts) at which a living message stands; None where it stands nowhere."""
    row = connection.execute(_POSTED, {"of": site, "asked": target}).one_or_none()
    return None if row is None else (row[0], row[1])
