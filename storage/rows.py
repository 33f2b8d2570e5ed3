"""What a unit of work becomes in the tables: rows, made before the database is locked for them."""

import json
from dataclasses import dataclass
from typing import Any

from rules.folding.entry import ENTRY
from rules.subject import Subject
from storage.chain import Link, chain_hash, new_salt, payload_hash
from storage.documents import digest_of, write_document
from storage.image import Stored
from storage.unit import Unit

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Rows:
    """All rows of a unit. `head_hash` is the journal's end with them, `saved` what changed, as it stands now."""

    journal: list[Row]
    refs: list[Row]
    head_hash: str
    subjects: list[Row]
    saved: list[tuple[Subject, Stored]]
    wakes: list[Row]
    no_wakes: list[Row]
    rulebooks: list[Row]


def rows_of(unit: Unit) -> Rows:
    """The rows of a unit; subjects that stand so already make none."""
    journal, refs, head_hash = _journal_rows(unit)
    subjects, saved = _subject_rows(unit)
    fresh = {"site": unit.site, "state": "queued", "attempts": 0, "error": ""}
    wakes = [
        fresh | {"kind": key.kind, "id": key.id, "at": at} for key, at in unit.wakes.items() if at is not None
    ]
    gone = [
        {"of": unit.site, "its_kind": key.kind, "its_id": key.id}
        for key, at in unit.wakes.items()
        if at is None
    ]
    books = {"site": unit.site, "created_at": unit.now}
    rulebooks = [
        books | {"version": version, "sources": json.dumps(sources)}
        for version, sources in unit.rulebooks.items()
    ]
    return Rows(
        journal=journal,
        refs=refs,
        head_hash=head_hash,
        subjects=subjects,
        saved=saved,
        wakes=wakes,
        no_wakes=gone,
        rulebooks=rulebooks,
    )


def _journal_rows(unit: Unit) -> tuple[list[Row], list[Row], str]:
    rows, names, head_hash = list[Row](), list[Row](), unit.head_hash
    for draft in unit.drafts:
        payload, salt = ENTRY.dump_json(draft.entry).decode(), new_salt()
        row: Row = {"seq": draft.seq, "at": unit.now, "kind": draft.entry.kind, "version": draft.version}
        row |= {"cause": draft.cause, "source": unit.source, "payload_hash": payload_hash(salt, payload)}
        head_hash = chain_hash(head_hash, Link(**row, refs=draft.refs))
        rows.append(row | {"site": unit.site, "payload": payload, "salt": salt, "chain_hash": head_hash})
        names += [{"site": unit.site, "ref": ref, "seq": draft.seq} for ref in draft.refs]
    return rows, names, head_hash


def _subject_rows(unit: Unit) -> tuple[list[Row], list[tuple[Subject, Stored]]]:
    rows, saved = list[Row](), list[tuple[Subject, Stored]]()
    for key, (found, is_open) in unit.saved.items():
        document = write_document(found)
        digest = digest_of(document)
        stands, seen = Stored(digest, is_open), unit.snapshot.image.get(key)
        if seen is not None and seen[1] == stands:
            continue
        row = {"site": unit.site, "kind": key.kind, "id": key.id, "is_open": is_open, "changed_at": unit.now}
        rows.append(row | {"document": document, "digest": digest})
        saved.append((found, stands))
    return rows, saved
