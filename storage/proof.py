"""Proving, forgetting and handing out the journal."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, delete, select, update

from storage.chain import Link, chain_hash, genesis, payload_hash
from storage.errors import StorageError, UnknownSite
from storage.part import Part
from storage.tables import journal, journal_ref, site, subject


@dataclass(frozen=True, kw_only=True)
class Verification:
    """What proving a journal found: how many entries it has, how many of them erased; where it is not `ok`, what is wrong.

    `first_bad` is the `seq` of the first entry that does not fit.
    """

    ok: bool
    entries: int
    erased: int
    first_bad: int | None = None
    reason: str = ""


class Proof(Part):
    """The journal can be proved, and can forget."""

    def verify(self, site_id: int) -> Verification:
        """Prove that nothing of the site's journal was changed, left out or put in.

        Raises:
            UnknownSite: there is none with this number.
        """
        with self._database.read() as connection:
            query = select(site.c.workspace, site.c.head_seq, site.c.head_hash).where(site.c.id == site_id)
            row = connection.execute(query).one_or_none()
            if row is None:
                raise UnknownSite(f"there is no site {site_id}: take its number from site_for() or sites()")
            owner, head_seq, head_hash = row
            return _prove(_links(connection, site_id), genesis(owner, site_id), head_seq, head_hash)

    def erase(
        self, site_id: int, *, seq: int | None = None, ref: str | None = None, kinds: Collection[str] = ()
    ) -> int:
        """Forget the payloads of one entry, or of all that are found under `ref` (of these kinds); gives how many.

        The chain still verifies. A message's own document goes with its `message:…`; what else of the site's state holds words of
        it has to be withdrawn before, by an entry that says so.
        """
        if (seq is None) == (ref is None):
            raise StorageError(
                "erase() takes either the number of one entry or a name under which entries are found"
            )
        mine = [journal.c.site == site_id, journal.c.payload.is_not(None)]
        if seq is not None:
            mine.append(journal.c.seq == seq)
        if ref is not None:
            found = select(journal_ref.c.seq).where(journal_ref.c.site == site_id, journal_ref.c.ref == ref)
            mine.append(journal.c.seq.in_(found))
        if kinds:
            mine.append(journal.c.kind.in_(sorted(kinds)))
        with self._database.write() as connection:
            erased = connection.execute(update(journal).where(*mine).values(payload=None, salt=None)).rowcount
            if ref is not None and ref.startswith("message:"):
                document = (subject.c.kind == "message", subject.c.id == ref.removeprefix("message:"))
                connection.execute(delete(subject).where(subject.c.site == site_id, *document))
        return erased

    def export(self, site_id: int) -> Iterator[str]:
        """The journal as lines of JSON, oldest first, each with what proves it; `entry` is the very text that was hashed."""
        with self._database.read() as connection:
            for row, refs in _links(connection, site_id):
                yield _line(row, refs)


def _line(row: Any, refs: tuple[str, ...]) -> str:  # noqa: ANN401 - a row of the journal
    names = ("seq", "kind", "version", "cause", "source", "salt", "payload_hash", "chain_hash")
    facts = {"at": row.at.isoformat(), "refs": refs, **{name: getattr(row, name) for name in names}}
    return f'{json.dumps(facts)[:-1]}, "entry": {row.payload or "null"}}}'


def _links(connection: Connection, site_id: int) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """The journal's rows in order, each with its names; a name without an entry comes with None."""
    named = select(journal_ref.c.seq, journal_ref.c.ref).where(journal_ref.c.site == site_id)
    rows = connection.execute(named.order_by(journal_ref.c.seq, journal_ref.c.ref))
    refs = {seq: tuple(ref for _, ref in group) for seq, group in groupby(rows, key=lambda row: row[0])}
    query = select(journal).where(journal.c.site == site_id).order_by(journal.c.seq)
    for row in connection.execution_options(yield_per=500).execute(query):
        yield row, refs.get(row.seq, ())


def _prove(
    rows: Iterator[tuple[Any, tuple[str, ...]]], start: str, head_seq: int, head_hash: str
) -> Verification:
    previous, seq, erased = start, 0, 0
    for row, refs in rows:
        seq += 1
        reason = _wrong(row, refs, previous, seq)
        if reason:
            return Verification(ok=False, entries=seq, erased=erased, first_bad=seq, reason=reason)
        erased += row.payload is None
        previous = row.chain_hash
    if (seq, previous) != (head_seq, head_hash):
        return Verification(
            ok=False, entries=seq, erased=erased, first_bad=seq + 1, reason="the journal's end is missing"
        )
    return Verification(ok=True, entries=seq, erased=erased)


def _wrong(row: Any, refs: tuple[str, ...], previous: str, seq: int) -> str:  # noqa: ANN401 - a row of the journal
    if row.seq != seq:
        return f"entry {seq} is missing"
    if (row.payload is None) != (row.salt is None):
        return f"entry {seq} was erased by half"
    if row.payload is not None and payload_hash(row.salt, row.payload) != row.payload_hash:
        return f"what entry {seq} says was changed"
    link = Link(
        seq=seq,
        at=row.at,
        kind=row.kind,
        version=row.version,
        payload_hash=row.payload_hash,
        cause=row.cause,
        source=row.source,
        refs=refs,
    )
    return (
        ""
        if chain_hash(previous, link) == row.chain_hash
        else f"entry {seq} does not follow from the one before"
    )
