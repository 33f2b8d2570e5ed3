"""How fast the store is: `python -m tests.bench.bench_storage [--postgres] [--folder PATH]`.

Received happenings per second with 1, 8 and 32 threads, each on disk when `receive` returns (SQLite: `synchronous=FULL`); units
of work per second, each with two journal entries, a subject, a wake and an outgoing message; and reading a site of 1,000 tasks.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from rules.folding.entry import Said, Woke
from rules.key import Key
from rules.plan.schedule import Task
from rules.subject import MessageState, TaskState
from storage.due import Due
from storage.outgoing import Outgoing
from storage.store import Store, Unit
from tests.storage.databases import postgres_databases

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
PAYLOAD = (
    '{"channel": "C0TOWERA", "ts": "1773144000.000100", "user": "U0ANA", "text": "L3 pour 80%, crane down"}'
)
LEASE = timedelta(minutes=5)


def receiving(store: Store, threads: int, each: int) -> float:
    """Happenings per second that so many threads get committed together."""
    site = store.open_site("T1", "C1")

    def bring(thread: int) -> None:
        for number in range(each):
            key = f"{threads}:{thread}:{number}"
            store.receive(workspace="T1", site=site, key=key, kind="wrote", payload=PAYLOAD, at=NOW)

    started = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(bring, range(threads)))
    return threads * each / (time.perf_counter() - started)


def working(store: Store, take: Callable[[Unit, Due], None], most: int) -> float:
    """Units of work per second of one worker on one site, claimed and taken as in service."""
    done, started = 0, time.perf_counter()
    while done < most and (claim := store.claim(NOW, worker="bench", lease=LEASE)) is not None:
        with claim:
            while done < most and (due := claim.next(NOW)) is not None:
                with claim.unit(due) as unit:
                    take(unit, due)
                done += 1
    return done / (time.perf_counter() - started)


def message(unit: Unit, due: Due) -> None:
    """What a message does at its site, but for the thinking."""
    task = unit.get(Key("task", "A-0001"))
    assert isinstance(task, TaskState)
    text = f"L3 pour {due.inbox} m3"
    said = Said(message=due.key, revision=1, channel="C1", by="U1", said=unit.now, text=text, signals=())
    cause = unit.journal(said)
    unit.save(
        MessageState(id=due.key, channel="C1", by="U1", at=unit.now, revision=1, text=text), is_open=False
    )
    unit.journal(Woke(subject=task.key), cause=cause)
    unit.wake(task.key, NOW + timedelta(hours=1 + (due.inbox or 0)))
    unit.send(Outgoing(key=due.key, kind="show", channel="C1", target="ACT-1", body={"text": text}))


def plan(unit: Unit, _: Due) -> None:
    """A schedule of 1,000 tasks."""
    for number in range(1_000):
        task = Task(id=f"A-{number:04}", name="Pour", start=date(2026, 3, 1), finish=date(2026, 3, 9))
        unit.save(TaskState(plan=task))


def reading(store: Store, times: int) -> float:
    """Milliseconds to read the 1,000 tasks of a site that was read before."""
    site = store.open_site("T1", "C1")
    started = time.perf_counter()
    for _ in range(times):
        with store.reading(site) as reader:
            assert len(list(reader.all("task"))) == 1_000
    return (time.perf_counter() - started) / times * 1_000


def measure(name: str, store: Store) -> None:
    """Print every figure of one database."""
    for threads, each in ((1, 500), (8, 150), (32, 60)):
        print(f"{name}: received, {threads} threads: {receiving(store, threads, each):,.0f} /s")  # noqa: T201
    print(f"{name}: 1,000 tasks saved in: {1_000 / working(store, plan, 1):,.0f} ms")  # noqa: T201
    print(f"{name}: units of work: {working(store, message, 1_000):,.0f} /s")  # noqa: T201
    print(f"{name}: 1,000 tasks read in: {reading(store, 20):,.1f} ms")  # noqa: T201
    started = time.perf_counter()
    proved = store.verify(store.open_site("T1", "C1"))
    seconds = time.perf_counter() - started
    assert proved.ok
    print(f"{name}: journal proved: {proved.entries / seconds:,.0f} entries/s")  # noqa: T201


def main() -> None:
    """Measure SQLite, and PostgreSQL where asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", action="store_true", help="measure PostgreSQL too")
    parser.add_argument("--folder", type=Path, help="where the SQLite file is made (a disk worth measuring)")
    asked = parser.parse_args()
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(dir=asked.folder))
        measure("SQLite", stack.enter_context(Store.open(f"sqlite:///{folder}/bench.db")))
        if asked.postgres:
            fresh = stack.enter_context(postgres_databases(durable=True))
            measure("PostgreSQL", stack.enter_context(Store.open(fresh())))


if __name__ == "__main__":
    main()
