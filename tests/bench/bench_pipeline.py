"""How fast messages become decisions: `python -m tests.bench.bench_pipeline [--messages N]`.

One worker takes one site's inbox through the whole pipeline (capture, fold, cases, rules, decisions, outbox rows), one commit for
each message, on a SQLite file with `synchronous=FULL`. Of eight messages five tell of progress, one of a blocker, one that it is
cleared, one is only talk; no message is sent to Slack. It is measured with a schedule of 68 tasks and with one of 2,000, after 50
messages to warm up; then once more under the profiler for the share of each stage, which so is a share of slower time.
"""

import argparse
import base64
import cProfile
import pstats
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from bot.capture.lexicons import load_lexicons
from bot.happening import HAPPENING, Configure, FileRead, Happening, Member, People, Wrote
from bot.heard.readers import Readers
from bot.pipeline import Pipeline
from bot.ruling.books import Books
from storage.store import Store
from tests.bench.machine import machine, write, write_figures

_WORKSPACE, _CHANNEL = "T0BENCH", "C0TOWER"
_START = datetime(2026, 3, 10, 14, tzinfo=UTC)
_LEASE = timedelta(minutes=5)
_WORKS = ("columns", "slab pour", "rebar", "formwork")
_WARM = 50
# Each function's own and called time counts for its stage; what is in none is the turn's own.
_STAGES = {
    "read the inbox": ("storage/claim.py", "next"),
    "capture": ("bot/capture/reader.py", "read"),
    "fold": ("rules/folding/fold.py", "apply"),
    "settle actions": ("rules/deciding/resolve.py", "resolved"),
    "cases and rules": ("rules/deciding/decide.py", "decide"),
    "wakes": ("rules/deciding/wake.py", "wakes_of"),
    "cards": ("bot/showing.py", "show_actions"),
    "commit": ("storage/commit.py", "commit"),
}


class Bench:
    """One site with a schedule; `run` takes messages through it and gives the seconds."""

    def __init__(self, store: Store, tasks: int) -> None:
        self._store = store
        self._site = store.open_site(_WORKSPACE, _CHANNEL)
        self._pipeline = Pipeline(Books(), Readers(load_lexicons()), lambda *_: None)
        self._numbers = count()
        self._levels = -(-tasks // len(_WORKS))
        self._put(
            People(channel=_CHANNEL, members=(Member(id="U0ANA", handle="ana", name="Ana"),), asked="b")
        )
        settings = {"timezone": "UTC", "superintendent": "U0ANA", "owner:ana": "U0ANA", "channel": _CHANNEL}
        self._put(Configure(fields=settings, asked="bench"))
        content = base64.b64encode(_schedule(tasks).encode()).decode()
        self._put(
            FileRead(
                name="plan.csv",
                content=content,
                user="",
                channel=_CHANNEL,
                asked="bench",
                planned_until=str(_START.date()),
            )
        )
        self._work()

    def run(self, messages: int) -> float:
        """Seconds for so many messages, which are in the inbox before."""
        for _ in range(messages):
            number = next(self._numbers)
            ts = f"{(_START + timedelta(seconds=number)).timestamp():.6f}"
            self._put(Wrote(channel=_CHANNEL, ts=ts, user="U0ANA", text=self._text(number)))
        started = time.perf_counter()
        self._work()
        return time.perf_counter() - started

    def _text(self, number: int) -> str:
        task = f"L{1 + number // 8 % self._levels} {_WORKS[number % len(_WORKS)]}"
        match number % 8:
            case 2:
                return f"L{1 + number // 8 % self._levels} rebar stopped, no steel delivered"
            case 6:
                return f"steel is here, L{1 + number // 8 % self._levels} rebar goes on"
            case 7:
                return "who has the keys of the container?"
            case step:
                return f"{task} {40 + 5 * step}%"

    def _put(self, happening: Happening) -> None:
        self._store.receive(
            workspace=_WORKSPACE,
            site=self._site,
            key=happening.key,
            kind=happening.kind,
            payload=HAPPENING.dump_json(happening).decode(),
            at=_START + timedelta(seconds=next(self._numbers)),
        )

    def _work(self) -> None:
        now = _START + timedelta(seconds=next(self._numbers))
        while (claim := self._store.claim(now, worker="bench", lease=_LEASE)) is not None:
            with claim:
                while (due := claim.next(now)) is not None:
                    with claim.unit(due) as unit:
                        self._pipeline.take(unit, due)


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--messages", type=int, default=400, help="of each schedule")
    messages = asked.parse_args().messages
    write(machine(), f"{messages} messages of one site, one worker, each committed (synchronous=FULL)", "")
    figures = {}
    for tasks in (68, 2_000):
        with _bench(tasks) as bench:
            bench.run(_WARM)
            seconds = bench.run(messages)
            shares = _shares(bench, messages)
        each = f"{seconds / messages * 1e3:.1f} ms each"
        write(f"{tasks:>6,} tasks: {messages / seconds:,.0f} messages per second, {each}")
        write(*(f"{share:>14.0%}  {stage}" for stage, share in shares.items()))
        figures[str(tasks)] = {"per_second": round(messages / seconds, 1), "shares": shares}
    write_figures("pipeline", {"messages": messages, "tasks": figures})


@contextmanager
def _bench(tasks: int) -> Iterator[Bench]:
    with tempfile.TemporaryDirectory() as folder, Store.open(f"sqlite:///{folder}/bench.db") as store:
        yield Bench(store, tasks)


def _shares(bench: Bench, messages: int) -> dict[str, float]:
    profile = cProfile.Profile()
    profile.runcall(bench.run, messages)
    functions = pstats.Stats(profile).stats  # type: ignore[attr-defined]  # not in its published types
    spent = {
        (Path(file).parts[-len(place.split("/")) :], function): cumulative
        for place in {place for place, _ in _STAGES.values()}
        for (file, _, function), (_, _, _, cumulative, _) in functions.items()
        if file.endswith(place)
    }
    whole = next(row[3] for (file, _, function), row in functions.items() if function == "_work")
    shares = {
        stage: round(spent[tuple(place.split("/")), function] / whole, 3)
        for stage, (place, function) in _STAGES.items()
    }
    return {**shares, "all else": round(1 - sum(shares.values()), 3)}


def _schedule(tasks: int) -> str:
    """Four tasks on each level; a level's follow one another, and levels overlap."""
    rows = ["id,name,zone,trade,start,finish,owner,predecessors"]
    for number in range(tasks):
        level, work = number // len(_WORKS) + 1, _WORKS[number % len(_WORKS)]
        start = date(2026, 3, 2) + timedelta(days=level // 20)
        before = f"A-{number - 1:04}SS" if number % len(_WORKS) else ""
        finish = start + timedelta(days=18)
        rows.append(
            f"A-{number:04},Level {level} {work},L{level},{work.split()[0]},{start},{finish},ana,{before}"
        )
    return "\n".join(rows)


if __name__ == "__main__":
    main()
