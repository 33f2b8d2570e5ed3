"""The journal as it is read: records, and the question that selects them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, select

from rules.folding.entry import ENTRY, Entry
from storage.tables import journal, journal_ref


@dataclass(frozen=True, kw_only=True)
class Record:
    """One entry of a site's journal. `entry` is None where it was erased; `cause` is the `seq` of the entry that led to it.

    `source` is the inbox key or the wake that it came from.
    """

    seq: int
    at: datetime
    entry: Entry | None
    cause: int | None
    source: str


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which records: found under `ref`, of these `kinds` (none: all), not before `since`, before the entry `before_seq`."""

    ref: str | None = None
    kinds: Collection[str] = field(default=())
    since: datetime | None = None
    before_seq: int | None = None
    newest_first: bool = False
    limit: int | None = None

    def holds(self, record: Record, kind: str, refs: Sequence[str]) -> bool:
        """Whether a record that is not in the database yet is among the wanted."""
        return (
            (self.ref is None or self.ref in refs)
            and (not self.kinds or kind in self.kinds)
            and (self.since is None or record.at >= self.since)
            and (self.before_seq is None or record.seq < self.before_seq)
        )


def find_records(connection: Connection, site: int, wanted: Wanted) -> list[Record]:
    """The wanted records of a site, in order of `seq`."""
    query = select(journal.c.seq, journal.c.at, journal.c.payload, journal.c.cause, journal.c.source)
    query = query.where(journal.c.site == site)
    if wanted.ref is not None:
        found = select(journal_ref.c.seq).where(journal_ref.c.site == site, journal_ref.c.ref == wanted.ref)
        query = query.where(journal.c.seq.in_(found))
    if wanted.kinds:
        query = query.where(journal.c.kind.in_(sorted(wanted.kinds)))
    if wanted.since is not None:
        query = query.where(journal.c.at >= wanted.since)
    if wanted.before_seq is not None:
        query = query.where(journal.c.seq < wanted.before_seq)
    query = query.order_by(journal.c.seq.desc() if wanted.newest_first else journal.c.seq).limit(wanted.limit)
    return [
        Record(
            seq=seq,
            at=at,
            entry=None if payload is None else ENTRY.validate_json(payload),
            cause=cause,
            source=source,
        )
        for seq, at, payload, cause, source in connection.execute(query)
    ]


def find_record(connection: Connection, site: int, seq: int) -> Record | None:
    """The record with this number."""
    query = select(journal.c.at, journal.c.payload, journal.c.cause, journal.c.source)
    row = connection.execute(query.where(journal.c.site == site, journal.c.seq == seq)).one_or_none()
    if row is None:
        return None
    at, payload, cause, source = row
    entry = None if payload is None else ENTRY.validate_json(payload)
    return Record(seq=seq, at=at, entry=entry, cause=cause, source=source)
