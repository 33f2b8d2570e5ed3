"""Writing a unit of work down: one short transaction, which also marks what it came from as done."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update

from rules.entry import ENTRY
from rules.key import Key
from storage.chain import Link, chain_hash, new_salt, payload_hash
from storage.documents import digest_of, write_document
from storage.due import Due
from storage.errors import EndlessWake, LeaseLost
from storage.part import Shared
from storage.queueing import queue
from storage.reader import Stored
from storage.tables import inbox, journal, journal_ref, rulebook, site, subject, wake
from storage.unit import Unit


class Commit:
    """The writing of one unit. `lease` is the claim's, which has to hold still, `lease_until` its prolongation."""

    def __init__(self, shared: Shared, unit: Unit, due: Due) -> None:
        self._database = shared.database
        self._cache = shared.cache
        self._unit = unit
        self._due = due

    def write(self, lease: str, lease_until: datetime) -> None:
        """Write everything, or nothing.

        Raises:
            LeaseLost: somebody else has the site by now, or did this already.
            EndlessWake: the subject that was woken asks for the same instant again.
        """
        with self._database.write() as connection:
            head_hash = self._hold_site(connection, lease, lease_until)
            self._settle(connection)
            self._write_journal(connection, head_hash)
            saved = self._write_subjects(connection)
            self._write_wakes(connection)
            self._write_rulebooks(connection)
            queue(connection, self._database, self._unit)
        for found, digest in saved:
            self._cache.put(self._unit.site, found, digest)

    def _hold_site(self, connection: Connection, lease: str, lease_until: datetime) -> str:
        """Lock the site's row until the commit, so that a claim that expired meanwhile cannot write as well."""
        held = connection.execute(
            update(site)
            .where(site.c.id == self._unit.site, site.c.lease == lease)
            .values(lease_until=lease_until, last_now=self._unit.now, blocked_until=None)
        )
        if held.rowcount != 1:
            raise LeaseLost(
                f"site {self._unit.site} was claimed by another worker: its next claim does this again"
            )
        return connection.execute(select(site.c.head_hash).where(site.c.id == self._unit.site)).scalar_one()

    def _settle(self, connection: Connection) -> None:
        due = self._due
        if due.inbox is not None:
            # What was said is in the journal now, where it can be forgotten on request; it shall not linger here.
            done = update(inbox).where(inbox.c.id == due.inbox, inbox.c.state == "queued")
            settled = connection.execute(done.values(state="done", payload="", error=""))
        else:
            assert due.subject is not None  # noqa: S101 - what is not from the inbox is a wake
            mine = _of(self._unit.site, due.subject)
            settled = connection.execute(delete(wake).where(*mine, wake.c.at == due.wake_at))
        if settled.rowcount != 1:
            raise LeaseLost(f"{due.key} was done by another worker: nothing is left to do for it")

    def _write_journal(self, connection: Connection, head_hash: str) -> None:
        unit, rows, names = self._unit, list[dict[str, Any]](), list[dict[str, Any]]()
        for draft in unit.drafts:
            payload, salt = ENTRY.dump_json(draft.entry).decode(), new_salt()
            row: dict[str, Any] = {
                "seq": draft.seq,
                "at": unit.now,
                "kind": draft.entry.kind,
                "version": draft.version,
            }
            row |= {"cause": draft.cause, "source": unit.source, "payload_hash": payload_hash(salt, payload)}
            head_hash = chain_hash(head_hash, Link(**row, refs=draft.refs))
            rows.append(row | {"site": unit.site, "payload": payload, "salt": salt, "chain_hash": head_hash})
            names += [{"site": unit.site, "ref": ref, "seq": draft.seq} for ref in draft.refs]
        if not rows:
            return
        connection.execute(insert(journal), rows)
        if names:
            connection.execute(insert(journal_ref), names)
        head = update(site).where(site.c.id == unit.site)
        connection.execute(head.values(head_seq=rows[-1]["seq"], head_hash=head_hash))

    def _write_subjects(self, connection: Connection) -> list[tuple[Any, str]]:
        rows, saved = list[dict[str, Any]](), []
        for key, (found, is_open) in self._unit.saved.items():
            document = write_document(found)
            digest = digest_of(document)
            if self._unit.snapshot.stored.get(key) == Stored(digest, is_open):
                continue
            row = {"site": self._unit.site, "kind": key.kind, "id": key.id, "is_open": is_open}
            rows.append(row | {"document": document, "digest": digest, "changed_at": self._unit.now})
            saved.append((found, digest))
        if rows:
            put = self._database.insert(subject)
            changes = {name: put.excluded[name] for name in ("is_open", "document", "digest", "changed_at")}
            # One that was saved without having been read may stand so already.
            differs = or_(subject.c.digest != put.excluded.digest, subject.c.is_open != put.excluded.is_open)
            names = ["site", "kind", "id"]
            connection.execute(
                put.on_conflict_do_update(index_elements=names, set_=changes, where=differs), rows
            )
        return saved

    def _write_wakes(self, connection: Connection) -> None:
        again = self._unit.wakes.get(self._due.subject) if self._due.subject else None
        if again is not None and self._due.wake_at is not None and again <= self._due.wake_at:
            raise EndlessWake(f"{self._due.key} asks for {again} again: ask for a later instant, or for none")
        fresh = {"site": self._unit.site, "state": "queued", "attempts": 0, "error": ""}
        rows = [
            fresh | {"kind": key.kind, "id": key.id, "at": at}
            for key, at in self._unit.wakes.items()
            if at is not None
        ]
        for key in (key for key, at in self._unit.wakes.items() if at is None):
            connection.execute(delete(wake).where(*_of(self._unit.site, key)))
        if rows:
            put = self._database.insert(wake)
            changes = {name: put.excluded[name] for name in ("at", "state", "attempts", "error")}
            connection.execute(
                put.on_conflict_do_update(index_elements=["site", "kind", "id"], set_=changes), rows
            )

    def _write_rulebooks(self, connection: Connection) -> None:
        for version, sources in self._unit.rulebooks.items():
            row = {"site": self._unit.site, "version": version, "sources": json.dumps(sources)}
            put = self._database.insert(rulebook).on_conflict_do_nothing()
            connection.execute(put, row | {"created_at": self._unit.now})


def _of(site_id: int, key: Key) -> tuple[Any, ...]:
    return wake.c.site == site_id, wake.c.kind == key.kind, wake.c.id == key.id
