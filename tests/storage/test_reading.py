"""Places, and what is read of a site."""

import sys
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import event

from rules.folding.entry import Deleted, Woke
from rules.key import SITE, Key
from rules.subject import PersonState, SiteState
from storage.errors import SchemaOutdated, UnknownSite, UnreachableDatabase, UnsupportedDatabase
from storage.store import Store, Unit
from tests.storage.conftest import START
from tests.storage.databases import Fresh
from tests.storage.steps import claim, happen, let, work

HOUR = timedelta(hours=1)


def person(user: str, name: str = "") -> PersonState:
    """Somebody."""
    return PersonState(id=user, handle=user, name=name or user)


def test_a_channel_s_site_is_opened_once_and_may_have_more_channels(store: Store) -> None:
    """The same channel is the same site; a bound channel belongs to it too, and leaves the site that it was of."""
    site = store.open_site("T1", "C1", "Tower A")
    assert store.open_site("T1", "C1") == site == store.site_for("T1", "C1")
    assert store.site_for("T1", "C2") is None
    other = store.open_site("T1", "C2")
    assert store.site_for("T1", "C2") == other
    store.bind(site, "C2")
    store.bind(site, "C3")
    assert store.site_for("T1", "C2") == store.site_for("T1", "C3") == site
    rows = {row.id: row for row in store.sites("T1")}
    assert rows[site].channels == ("C1", "C2", "C3") and rows[site].name == "Tower A"
    assert rows[other].channels == ()
    with pytest.raises(UnknownSite):
        store.bind(999, "C4")


def test_a_channel_s_site_is_looked_up_once(store: Store) -> None:
    """What is asked at every event is not asked of the database each time; what has no site is, since it may get one."""
    asked: list[str] = []
    event.listen(
        store._database.engine,
        "before_cursor_execute",
        lambda _connection, _cursor, sql, *_: asked.append(sql),
    )
    assert store.site_for("T1", "C1") is None
    site = store.open_site("T1", "C1")
    assert store.site_for("T1", "C1") == site
    seen = len(asked)
    assert store.site_for("T1", "C1") == site
    assert len(asked) == seen
    assert store.site_for("T2", "C1") is None
    assert len(asked) > seen


def test_workspaces_do_not_see_each_other(store: Store) -> None:
    """The same channel, key, person or place in another workspace is another one."""
    here, there = store.open_site("T1", "C1"), store.open_site("T2", "C1")
    assert here != there
    assert store.receive(workspace="T1", site=here, key="k", kind="x", payload="{}", at=START)
    assert store.receive(workspace="T2", site=there, key="k", kind="x", payload="{}", at=START)
    work(store, lambda unit, _: unit.save(person("U1")) if unit.workspace == "T1" else None)
    assert store.sites_of_person("T1", "U1") == [here]
    assert store.sites_of_person("T2", "U1") == []
    assert [row.id for row in store.sites("T2")] == [there]
    assert store.lobby("T1") != store.lobby("T2")
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        store.receive(workspace="T2", site=here, key="k2", kind="x", payload="{}", at=START)


def test_a_lobby_is_a_site_without_channels(store: Store) -> None:
    """What belongs to no place has one, made when it is first needed."""
    lobby = store.lobby("T1")
    assert store.lobby("T1") == lobby
    (row,) = store.sites()
    assert (row.id, row.is_lobby, row.channels) == (lobby, True, ())


def test_a_person_s_sites_come_with_the_latest_first(store: Store) -> None:
    """Where their document changed last is where they are."""
    one, two = store.open_site("T1", "C1"), store.open_site("T1", "C2")
    let(store, one, lambda unit: unit.save(person("U1")))
    let(store, two, lambda unit: unit.save(person("U1")), START + HOUR)
    assert store.sites_of_person("T1", "U1") == [two, one]
    let(store, one, lambda unit: unit.save(person("U1")), START + 2 * HOUR)
    assert store.sites_of_person("T1", "U1") == [two, one]
    let(store, one, lambda unit: unit.save(person("U1", name="Ana")), START + 3 * HOUR)
    assert store.sites_of_person("T1", "U1") == [one, two]


def test_a_unit_sees_what_it_did(store: Store) -> None:
    """Its own subjects, entries and rulebooks are there at once, in their order, and for nobody else."""
    site = store.open_site("T1", "C1")

    def first(unit: Unit) -> None:
        unit.save(person("b"))
        unit.journal(Woke(subject=SITE))

    let(store, site, first)

    def change(unit: Unit) -> None:
        unit.save(person("a"))
        unit.save(person("c"), is_open=False)
        unit.save(person("b", name="B"), is_open=False)
        assert [one.key.id for one in unit.all("person")] == ["a", "b", "c"]
        assert [one.key.id for one in unit.all("person", open_only=True)] == ["a"]
        assert unit.get(Key("person", "b")) == person("b", name="B")
        seq = unit.journal(Woke(subject=SITE), cause=1)
        unit.journal(Deleted(message="m"))
        found = unit.record(seq)
        assert found is not None and (found.entry, found.cause) == (Woke(subject=SITE), 1)
        assert [one.seq for one in unit.records()] == [1, 2, 3]
        assert [one.seq for one in unit.records(newest_first=True, limit=2)] == [3, 2]
        assert [one.seq for one in unit.records(ref="site:", limit=1)] == [1]
        assert [one.seq for one in unit.records(kinds=["deleted"])] == [3]
        assert [one.seq for one in unit.records(before_seq=3, since=START)] == [1, 2]
        unit.keep_rulebook("v", {"a.yml": "x"})
        assert unit.rulebook("v") == {"a.yml": "x"}
        with store.reading(site) as reader:
            assert [one.key.id for one in reader.all("person")] == ["b"]
            assert [one.seq for one in reader.records()] == [1]

    let(store, site, change)


def test_records_are_found_by_name_kind_time_and_place(store: Store) -> None:
    """Each part of the question narrows what is found."""
    site = store.open_site("T1", "C1")
    for hour in range(6):
        entry = Woke(subject=Key("task", f"A-{hour % 2}")) if hour < 4 else Deleted(message=f"m{hour}")
        let(store, site, partial(Unit.journal, entry=entry), START + hour * HOUR)
    with store.reading(site) as reader:
        assert [one.seq for one in reader.records(ref="task:A-1")] == [2, 4]
        assert [one.seq for one in reader.records(kinds=["woke"], newest_first=True)] == [4, 3, 2, 1]
        assert [one.seq for one in reader.records(since=START + 3 * HOUR)] == [4, 5, 6]
        assert [one.seq for one in reader.records(before_seq=4, newest_first=True, limit=2)] == [3, 2]
        assert reader.records(ref="message:m4")[0].at == START + 4 * HOUR
        assert reader.record(99) is None


def test_a_reader_sees_one_instant(store: Store) -> None:
    """What is written while somebody reads is not seen by halves."""
    site = store.open_site("T1", "C1")

    def after(unit: Unit) -> None:
        unit.save(SiteState(name="after"))
        unit.save(person("a"))

    let(store, site, lambda unit: unit.save(SiteState(name="before")))
    with store.reading(site) as reader:
        assert reader.get(SITE) == SiteState(name="before")
        let(store, site, after)
        assert reader.get(SITE) == SiteState(name="before")
        assert list(reader.all("person")) == []
    with store.reading(site) as reader:
        assert reader.get(SITE) == SiteState(name="after")


def test_what_another_process_wrote_is_seen(store: Store, url: str) -> None:
    """What was read before is never taken for the present."""
    site = store.open_site("T1", "C1")
    with Store.open(url) as other:
        for name in ("one", "two"):
            let(other, site, partial(Unit.save, subject=SiteState(name=name)))
            with store.reading(site) as reader:
                assert list(reader.all("site")) == [SiteState(name=name)]


def test_units_of_several_processes_see_one_another(store: Store, url: str) -> None:
    """What a unit remembers of its site from the one before is forgotten where another process wrote in between."""
    site = store.open_site("T1", "C1")

    def adds(name: str, expected: list[str]) -> Callable[[Unit], None]:
        def do(unit: Unit) -> None:
            assert [one.key.id for one in unit.all("person", open_only=True)] == expected
            unit.save(person(name))
            if expected:
                unit.save(person(expected[0], "changed"), is_open=False)

        return do

    with Store.open(url) as other:
        let(store, site, adds("A", []))
        let(store, site, adds("B", ["A"]))
        let(other, site, adds("C", ["B"]))
        let(store, site, adds("D", ["C"]))
        let(other, site, adds("E", ["D"]))
    with store.reading(site) as reader:
        assert [one.key.id for one in reader.all("person")] == ["A", "B", "C", "D", "E"]
        assert [one.key.id for one in reader.all("person", open_only=True)] == ["E"]
        assert reader.get(Key("person", "B")) == person("B", "changed")


def test_a_unit_reads_nothing_again_that_the_one_before_it_knew(store: Store) -> None:
    """One subject, one that is not there, and all of a kind: nothing of it is asked of the database twice."""
    site = store.open_site("T1", "C1")
    asked: list[str] = []
    event.listen(
        store._database.engine,
        "before_cursor_execute",
        lambda _connection, _cursor, sql, *_: asked.append(sql),
    )

    def look(unit: Unit) -> None:
        assert unit.get(SITE) == SiteState(name="one")
        assert unit.get(Key("goal", "none")) is None
        assert [one.key.id for one in unit.all("person")] == ["A"]

    let(store, site, partial(Unit.save, subject=SiteState(name="one")))
    let(store, site, partial(Unit.save, subject=person("A")))
    let(store, site, look)
    asked.clear()
    let(store, site, look)
    assert asked and not [sql for sql in asked if "FROM subject" in sql]


def test_a_unit_that_failed_leaves_nothing_behind(store: Store) -> None:
    """What it would have written is not what the next one sees."""
    site = store.open_site("T1", "C1")
    let(store, site, partial(Unit.save, subject=SiteState(name="one")))
    happen(store, site, "bad")
    with claim(store) as mine:
        due = mine.next(START)
        assert due is not None
        with pytest.raises(ValueError, match="no"), mine.unit(due) as unit:
            unit.save(SiteState(name="two"))
            raise ValueError("no")
        with mine.unit(due) as unit:
            assert unit.get(SITE) == SiteState(name="one")


def test_many_subjects_are_read_whole(store: Store) -> None:
    """More than fit in one question come all, in the order of their ids, from a fresh cache and from a warm one."""
    site = store.open_site("T1", "C1")
    names = [f"P{number:04}" for number in range(1_100)]

    def many(unit: Unit) -> None:
        for name in reversed(names):
            unit.save(person(name))

    let(store, site, many)
    for _ in range(2):
        store._shared.cache._kept.clear()
        with store.reading(site) as reader:
            assert [one.key.id for one in reader.all("person")] == names


def test_questions_about_an_unknown_site_are_refused(store: Store) -> None:
    """The error says where numbers come from."""
    with pytest.raises(UnknownSite, match="site_for"), store.reading(7):
        pass
    with pytest.raises(UnknownSite):
        store.verify(7)


def test_a_happening_s_words_do_not_linger_in_the_inbox(store: Store) -> None:
    """Once it is worked in, the journal alone holds what was said, where it can be forgotten."""
    site = store.open_site("T1", "C1")
    happen(store, site, "k1", payload='{"text": "secret"}')
    work(store, lambda *_: None)
    with store._database.read() as connection:
        assert "secret" not in str(connection.exec_driver_sql("SELECT * FROM inbox").all())
    assert not happen(store, site, "k1")


def test_instants_without_a_zone_are_refused(store: Store) -> None:
    """A naive instant would be another one on another machine."""
    site = store.open_site("T1", "C1")
    with pytest.raises(Exception, match="no time zone"):
        happen(store, site, "k1", START.replace(tzinfo=None))
    happen(store, site, "k1")
    with claim(store) as mine:
        assert mine.next(START) is not None


def test_tables_of_another_version_are_refused(fresh: Fresh) -> None:
    """Without leave to upgrade nothing is touched, and the error says what to do."""
    with pytest.raises(SchemaOutdated, match="siteloop db upgrade"):
        Store.open(fresh(empty=True), upgrade=False)
    Store.open(fresh(), upgrade=False).close()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://root@host/db", "what?"])
def test_databases_that_cannot_keep_promises_are_refused(url: str) -> None:
    """SQLite in memory, other databases and nonsense get an error that names what works."""
    with pytest.raises(UnsupportedDatabase, match="postgresql://"):
        Store.open(url)


@pytest.mark.parametrize("where", ["nowhere/site.db", "text.db", "."])
def test_a_database_that_cannot_be_opened(tmp_path: Path, where: str) -> None:
    """The error names it, the reason, and the setting that is wrong."""
    (tmp_path / "text.db").write_text("no database at all, but long enough to be taken for one")
    with pytest.raises(UnreachableDatabase, match=r"cannot be opened: .*Check SITELOOP_DATABASE_URL"):
        Store.open(f"sqlite:///{tmp_path / where}")


def test_postgres_without_its_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not installed unless asked for; the error says how."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UnsupportedDatabase, match=r"pip install '\.\[postgres\]'"):
        Store.open("postgresql://nobody@127.0.0.1:1/site")


def test_sqlite_waits_for_the_disk(tmp_path: Path) -> None:
    """A commit is on disk when it returns, unless that was given up on purpose; readers begin no writing."""
    for durable, synchronous in ((True, 2), (False, 0)):
        with Store.open(f"sqlite:///{tmp_path}/{durable}.db", durable=durable) as store:
            database = store._database
            with database.write() as connection, database.read() as reading:
                assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == synchronous
                assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
                assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
                assert reading.exec_driver_sql("SELECT count(*) FROM site").scalar() == 0
