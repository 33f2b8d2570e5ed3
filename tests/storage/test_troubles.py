"""What is wrong with a process is kept as it stands now, by process."""

from datetime import UTC, datetime

from storage.store import Store, Trouble
from tests.storage.databases import Fresh

_AT = datetime(2026, 3, 10, 14, tzinfo=UTC)


def test_troubles_stand_until_they_are_over(fresh: Fresh) -> None:
    """Each process's are its own, what it says last counts, and what it says twice is there once."""
    with Store.open(fresh()) as store:
        store.keep_troubles("host:1:a", ["odd", "odd", "slow"], _AT)
        store.keep_troubles("host:2:b", ["odd"], _AT)
        store.keep_troubles("host:1:a", ["slow"], _AT)
        assert store.troubles() == [
            Trouble(worker="host:1:a", text="slow", at=_AT),
            Trouble(worker="host:2:b", text="odd", at=_AT),
        ]
        store.keep_troubles("host:1:a", [], _AT)
        assert [one.worker for one in store.troubles()] == ["host:2:b"]


def test_troubles_go_with_their_process(fresh: Fresh) -> None:
    """Those of workers that are gone are let go."""
    with Store.open(fresh()) as store:
        for worker in ("host:1:a", "host:2:b"):
            store.keep_troubles(worker, ["odd"], _AT)
        store.forget_troubles(lambda worker: worker == "host:1:a")
        assert [one.worker for one in store.troubles()] == ["host:2:b"]
