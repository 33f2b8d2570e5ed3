"""The journal can be proved, and can forget."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, update

from rules.folding.entry import Deleted, Said, Woke
from rules.key import Key
from storage.chain import Link, chain_hash, genesis, payload_hash
from storage.errors import StorageError
from storage.store import Store, Unit
from storage.tables import journal, journal_ref, site
from tests.storage.conftest import START
from tests.storage.steps import let

ENTRIES = 6
COLUMNS = ("seq", "at", "kind", "version", "payload", "salt", "payload_hash", "chain_hash", "cause", "source")


def said(text: str) -> Said:
    """Somebody said something."""
    return Said(message="m1", revision=1, channel="C1", by="U1", said=START, text=text, signals=())


@pytest.fixture
def told(store: Store) -> int:
    """A site with a journal of six entries."""
    number = store.open_site("T1", "C1")

    def tell(unit: Unit) -> None:
        cause = unit.journal(said("L3 pour 80%"))
        unit.journal(Woke(subject=Key("task", "A-310")), cause=cause)

    for hour in range(ENTRIES // 2):
        let(store, number, tell, START + timedelta(hours=hour))
    return number


def write(store: Store, *statements: Any) -> None:  # noqa: ANN401 - statements of any kind
    """Change the database behind the store's back."""
    with store._database.write() as connection:
        for statement in statements:
            connection.execute(statement)


def test_an_untouched_journal_is_proved(store: Store, told: int) -> None:
    """All of it fits; so does the empty journal of a new site."""
    proved = store.verify(told)
    assert (proved.ok, proved.entries, proved.erased) == (True, ENTRIES, 0)
    assert store.verify(store.open_site("T1", "C2")).ok


def changed(column: str, value: Any) -> Any:  # noqa: ANN401 - values of all columns
    """Another value of the same kind."""
    if isinstance(value, datetime):
        return value + timedelta(microseconds=1)
    if isinstance(value, int):
        return value + 100
    if value is None:
        return 100 if column == "cause" else "x"
    return value.replace("8", "9") if "8" in value else f"{value}x"


def test_every_change_is_found(store: Store, told: int) -> None:
    """Whatever stored value of whatever entry is changed, the journal is proved no more, and the entry is named."""

    @settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(seq=st.integers(1, ENTRIES), column=st.sampled_from(COLUMNS))
    def check(seq: int, column: str) -> None:
        mine = (journal.c.site == told, journal.c.seq == seq)
        refs = (journal_ref.c.site == told, journal_ref.c.seq == seq)
        with store._database.read() as connection:
            row = connection.execute(select(journal).where(*mine)).one()._asdict()
            names = [dict(one._mapping) for one in connection.execute(select(journal_ref).where(*refs))]
        bad = row | {column: changed(column, row[column])}
        moved = [one | {"seq": bad["seq"]} for one in names]
        write(store, delete(journal_ref).where(*refs), delete(journal).where(*mine))
        write(store, insert(journal).values(bad), insert(journal_ref).values(moved))
        proved = store.verify(told)
        assert not proved.ok and proved.reason
        assert proved.first_bad == seq
        there = (journal_ref.c.site == told, journal_ref.c.seq == bad["seq"])
        write(store, delete(journal_ref).where(*there))
        write(store, delete(journal).where(journal.c.site == told, journal.c.seq == bad["seq"]))
        write(store, insert(journal).values(row), insert(journal_ref).values(names))
        assert store.verify(told).ok

    check()


@pytest.mark.parametrize(
    ("tamper", "bad"),
    [
        (lambda told: [delete(journal_ref), delete(journal).where(journal.c.seq == 3)], 1),
        (
            lambda told: [
                delete(journal_ref).where(journal_ref.c.seq == 6),
                delete(journal).where(journal.c.seq == 6),
            ],
            6,
        ),
        (lambda told: [delete(journal_ref).where(journal_ref.c.seq == 2)], 2),
        (lambda told: [insert(journal_ref).values(site=told, ref="action:ACT-1", seq=2)], 2),
        (lambda told: [update(journal).where(journal.c.seq == 2).values(salt=None)], 2),
        (lambda told: [update(journal).where(journal.c.seq == 2).values(payload=None)], 2),
        (lambda told: [update(site).values(head_hash="0" * 64)], 7),
    ],
    ids=["left out", "end cut off", "name taken away", "name added", "salt", "payload", "head"],
)
def test_what_was_left_out_or_put_in_is_found(
    store: Store, told: int, tamper: Callable[[int], list[Any]], bad: int
) -> None:
    """Missing entries, a missing end, other names, a half erasure."""
    write(store, *tamper(told))
    proved = store.verify(told)
    assert (proved.ok, proved.first_bad) == (False, bad)


def test_a_journal_does_not_pass_for_another_site_s(store: Store, told: int) -> None:
    """Entries that fit at their own site fit nowhere else."""
    other = store.open_site("T1", "C2")
    with store._database.read() as connection:
        rows = [row._asdict() | {"site": other} for row in connection.execute(select(journal))]
        names = [row._asdict() | {"site": other} for row in connection.execute(select(journal_ref))]
    head = update(site).where(site.c.id == other).values(head_seq=ENTRIES, head_hash=rows[-1]["chain_hash"])
    write(store, insert(journal).values(rows), insert(journal_ref).values(names), head)
    assert store.verify(other).first_bad == 1


def test_what_was_said_can_be_forgotten(store: Store, told: int) -> None:
    """An erased entry tells nothing any more, keeps its place, and the journal is proved still."""
    assert store.erase(told, ref="message:m1", kinds=["said"]) == 3
    assert store.erase(told, seq=2) == 1
    assert store.erase(told, seq=2) == 0
    proved = store.verify(told)
    assert (proved.ok, proved.entries, proved.erased) == (True, ENTRIES, 4)
    with store.reading(told) as reader:
        assert [record.entry is None for record in reader.records()] == [True, True, True, False, True, False]
        assert [record.seq for record in reader.records(ref="message:m1")] == [1, 3, 5]
    assert "80%" not in "".join(store.export(told))
    let(store, told, lambda unit: unit.journal(Deleted(message="m1")))
    assert store.verify(told).ok


def test_erasing_wants_to_know_what(store: Store, told: int) -> None:
    """One entry or one name, not both and not all."""
    for wrong in ({}, {"seq": 1, "ref": "site:"}):
        with pytest.raises(StorageError, match="either"):
            store.erase(told, **wrong)  # type: ignore[arg-type]


def test_an_exported_journal_can_be_proved_by_anybody(store: Store, told: int) -> None:
    """Each line is JSON and brings what the chain is made of; the entry's text is what was hashed."""
    store.erase(told, seq=3)
    previous = genesis("T1", told)
    for line in store.export(told):
        row = json.loads(line)
        if row["entry"] is not None:
            payload = json.dumps(row["entry"], ensure_ascii=False, separators=(",", ":"))
            assert payload in line
            assert payload_hash(row["salt"], payload) == row["payload_hash"]
        refs = tuple(row["refs"])
        names = ("seq", "kind", "version", "payload_hash", "cause", "source")
        at = datetime.fromisoformat(row["at"]).astimezone(UTC)
        previous = chain_hash(previous, Link(at=at, refs=refs, **{name: row[name] for name in names}))
        assert previous == row["chain_hash"]
    assert row["seq"] == ENTRIES


def test_a_chain_hash_tells_apart_what_looks_alike() -> None:
    """Moving a character from one part to the next gives another hash."""
    link = {"seq": 1, "at": START, "version": 1, "payload_hash": "p", "cause": None}
    one = chain_hash("", Link(kind="ab", source="c", refs=(), **link))  # type: ignore[arg-type]
    other = chain_hash("", Link(kind="a", source="bc", refs=(), **link))  # type: ignore[arg-type]
    assert one != other
