"""What tests of the store do again and again."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Table, func, select

from storage.due import Due
from storage.outbox import Pending
from storage.outgoing import Outgoing, OutgoingKind
from storage.store import Claim, Store, Unit
from tests.storage.conftest import START

LEASE = timedelta(minutes=1)
Take = Callable[[Unit, Due], None]


def happen(store: Store, site: int, key: str, at: datetime = START, payload: str = "{}") -> bool:
    """Something happens at a site of the workspace T1."""
    return store.receive(workspace="T1", site=site, key=key, kind="wrote", payload=payload, at=at)


def claim(store: Store, now: datetime = START, worker: str = "w") -> Claim:
    """Claim the site that is due, which there has to be."""
    found = store.claim(now, worker=worker, lease=LEASE)
    assert found is not None
    return found


def work(store: Store, take: Take, now: datetime = START) -> list[Due]:
    """Live through all that is due by `now`; gives what it was."""
    lived: list[Due] = []
    while (found := store.claim(now, worker="w", lease=LEASE)) is not None:
        with found:
            while (due := found.next(now)) is not None:
                with found.unit(due) as unit:
                    take(unit, due)
                lived.append(due)
    return lived


def let(store: Store, site: int, change: Callable[[Unit], object], now: datetime = START) -> None:
    """Change a site by one unit of work."""
    key = f"let:{next(_NUMBERS)}"
    happen(store, site, key, now)

    def take(unit: Unit, due: Due) -> None:
        if due.key == key:
            change(unit)

    work(store, take, now)


_NUMBERS = iter(range(1_000_000))


def message(
    key: str,
    kind: OutgoingKind = "show",
    *,
    target: str = "",
    channel: str = "C1",
    text: str = "",
    thread_of: str = "",
) -> Outgoing:
    """Something to be shown."""
    return Outgoing(
        key=key, kind=kind, channel=channel, target=target, body={"text": text or key}, thread_of=thread_of
    )


def take(store: Store, now: datetime = START) -> Pending | None:
    """Take what is to be sent next."""
    return store.take_outgoing(now, worker="d", lease=LEASE)


def deliver(store: Store, now: datetime = START) -> list[str]:
    """Send all that can be sent by `now`; gives `kind text` of each, in order."""
    shown = []
    while (pending := take(store, now)) is not None:
        shown.append(f"{pending.outgoing.kind} {pending.outgoing.body.get('text', pending.outgoing.ts)}")
        store.sent(pending, ts=f"{pending.id}.0", channel=pending.outgoing.channel, free_at=now)
    return shown


def count(store: Store, table: Table) -> int:
    """How many rows a table has."""
    with store._database.read() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()
