"""Claims and units of work: order, exclusiveness, all or nothing."""

from datetime import timedelta

from rules.entry import Woke
from rules.key import SITE, Key
from rules.subject import PersonState, SiteState
from storage.outgoing import Outgoing
from storage.store import Store
from tests.storage.conftest import START

LEASE = timedelta(minutes=1)


def test_a_unit_is_seen_by_the_next(store: Store) -> None:
    """What a unit saved, journalled, sent and asked for is there when it has ended."""
    site = store.open_site("T1", "C1", "Tower A")
    assert store.receive(workspace="T1", site=site, key="k1", kind="wrote", payload="{}", at=START)
    assert not store.receive(workspace="T1", site=site, key="k1", kind="wrote", payload="{}", at=START)
    claim = store.claim(START, worker="w", lease=LEASE)
    assert claim is not None
    with claim:
        due = claim.next(START)
        assert due is not None and due.key == "k1"
        with claim.unit(due) as unit:
            unit.save(SiteState(name="Tower A"))
            unit.save(PersonState(id="U1", handle="ana", name="Ana"), is_open=False)
            seq = unit.journal(Woke(subject=SITE))
            unit.send(Outgoing(key="o1", kind="show", channel="C1", target="t", body={"text": "x"}))
            unit.wake(Key("task", "A-1"), START + timedelta(hours=1))
            assert unit.record(seq) is not None
            assert [record.seq for record in unit.records(ref="site:")] == [1]
        assert claim.next(START) is None
        later = claim.next(START + timedelta(hours=2))
        assert later is not None and later.subject == Key("task", "A-1")
        assert later.now == START + timedelta(hours=1)
    with store.reading(site) as reader:
        assert reader.get(SITE) == SiteState(name="Tower A")
        assert [one.key.id for one in reader.all("person")] == ["U1"]
        assert list(reader.all("person", open_only=True)) == []
        assert [record.entry for record in reader.records(ref="site:")] == [Woke(subject=SITE)]
    assert store.verify(site).ok
    pending = store.take_outgoing(START, worker="d", lease=LEASE)
    assert pending is not None
    assert store.sent(pending, ts="1.1", channel="C1", free_at=START)
    assert store.place_of_message("T1", "C1", "1.1") == (site, "t")
    assert store.quiet(START) and not store.quiet(START + timedelta(hours=1))
    assert store.next_due() == START + timedelta(hours=1)
