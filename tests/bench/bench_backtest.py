"""How fast a journal is lived through again: `python -m tests.bench.bench_backtest [--messages N] [--profile]`.

The demo's tower (its tasks, the rulebook that ships) in so many messages of ordinary talk, 70 a working day: progress, head
counts, deliveries, requests, blockers and their clearing, with answers to the actions. Told per second of one core: messages
folded only, replayed with every conclusion compared, and tried with another rulebook; each with all wakes, reminders, digests.
"""

import argparse
import cProfile
import pstats
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random

from bot.garbage import at_rest
from bot.importers.as_planned import as_planned
from bot.playing.cast import ROLES, cast_of
from bot.playing.plot import TIMEZONE, plot_of
from rules.book import Book
from rules.deciding.look import look
from rules.folding.entry import Configured, Entry, Roster, Ruled, Said, Scheduled, Stepped
from rules.folding.state import Memory
from rules.language.rulebook import load_rulebook, shipped_rulebook, shipped_sources
from rules.match import reference_matcher
from rules.past.backtest import backtest
from rules.past.journal import Recorded
from rules.past.replay import check, refold
from rules.past.sheet import Sheet, Wakes
from rules.read import open_actions
from rules.signal import Signal
from rules.subject import PersonState, SiteState, Step
from rules.worktime.calendar import WorkCalendar
from tests.rules.lived import Record

START = date(2026, 3, 10)
A_DAY = 70
CALENDAR = WorkCalendar(timezone=TIMEZONE)


class Site:
    """The tower, lived through in memory as storage would keep it."""

    def __init__(self, book: Book, seed: int) -> None:
        self.records: list[Recorded] = []
        self.memory, self.wakes, self.book = Memory(), Wakes(), book
        self.now = CALENDAR.opening(START)
        self._rng = Random(seed)
        plan = as_planned(plot_of(None).schedule, START, CALENDAR)
        self.under_way = [task for task in plan.tasks if task.start <= date(2026, 4, 20)]
        people = tuple(PersonState(id=p.handle, handle=p.handle, name=p.name) for p in cast_of(plan))
        self.people = [person.id for person in people]
        settings = SiteState(
            name="Tower A",
            channel="C1",
            calendar=CALENDAR,
            roles={role: (handle,) for role, handle in ROLES.items()},
            owners={p: p for p in self.people},
        )
        begun = (Ruled(rulebook=book.rulebook.version), Configured(settings=settings), Roster(people=people))
        self.take("begin", *begun, Scheduled(schedule=plan))

    def live(self, messages: int) -> None:
        """So many messages, each with what it leads to, and now and then an answer."""
        for number in range(messages):
            day = CALENDAR.add_working_days(START, number // A_DAY)
            self.wait(CALENDAR.opening(day) + timedelta(minutes=(number % A_DAY) * 8))
            task = self._rng.choice(self.under_way[-45:])
            by = task.owner if task.owner in self.people and self._rng.random() < 0.7 else "ana"
            signals = (self._signal(task.id),)
            name = f"C1:{number}"
            self.take(
                name,
                Said(message=name, revision=1, channel="C1", by=by, said=self.now, text="…", signals=signals),
            )
            if self._rng.random() < 0.12 and (action := next(iter(open_actions(self.memory)), None)):
                step = Step(
                    id=f"press:{number}", kind="answered", at=self.now, by=by, answer="done", via="button"
                )
                self.take(f"press:{number}", Stepped(action=action.asked.id, step=step))

    def wait(self, until: datetime) -> None:
        """Live through every wake up to then."""
        while (first := self.wakes.first()) is not None and first[0] <= until:
            at, key = first
            self.now = max(at, self.now)
            self.wakes.put(key, None)
            sheet = self._sheet()
            sheet.wake(key)
            self._close(sheet, f"wake:{key}@{at.isoformat()}")
        self.now = max(until, self.now).astimezone(UTC)

    def take(self, source: str, *entries: Entry) -> None:
        """One happening."""
        sheet = self._sheet()
        for entry in entries:
            sheet.record(entry)
        self._close(sheet, source)

    def _signal(self, task: str) -> Signal:
        rng = self._rng
        match rng.randrange(20):
            case 0:
                cause = rng.choice(("material", "labour", "equipment"))
                return Signal(kind="blocker", task=task, values={"cause": cause}, words="stopped")
            case 1 | 2:
                return Signal(kind="cleared", task=task, values={}, words="going again")
            case 3:
                return Signal(kind="request", task=task, values={"need": "labour"}, words="need 4 carpenters")
            case 4:
                return Signal(kind="delivery", task=task, values={"status": "arrived"}, words="rebar is here")
            case 5 | 6 | 7:
                values: dict[str, float | str] = {"trade": "carpenters", "count": 6, "hours": 10}
                return Signal(kind="headcount", task=task, values=values, words="6 carpenters, 10 hrs")
            case 8:
                return Signal(kind="cost", task=task, values={"amount": 900.0}, words="spent 900")
            case _:
                percent = float(rng.randrange(5, 99))
                return Signal(
                    kind="progress", task=task, values={"percent": percent}, words=f"at {percent} %"
                )

    def _sheet(self) -> Sheet:
        return Sheet(self.memory, self.now, len(self.records) + 1)

    def _close(self, sheet: Sheet, source: str) -> None:
        for key, at in look(sheet, self.book, sheet.now).items():
            self.wakes.put(key, at)
        self.records += [
            Record(seq=line.seq, at=sheet.now, entry=line.entry, cause=line.cause, source=source)
            for line in sheet.lines
        ]


def timed(name: str, messages: int, work: Callable[[], object]) -> None:
    """Print how many messages some work takes in for each second of one core."""
    with at_rest():
        started = time.process_time()
        work()
        print(f"{name}: {messages / (time.process_time() - started):,.0f} messages/s")  # noqa: T201


def main() -> None:
    """Measure folding, replaying and trying, and profile the replay where asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=1_500)
    parser.add_argument("--profile", action="store_true", help="show where a replay spends its time")
    asked = parser.parse_args()
    shipped = shipped_rulebook()
    book = Book(rulebook=shipped, matcher=reference_matcher(shipped))
    other = load_rulebook({name: text for name, text in shipped_sources().items() if name != "blockers.yml"})
    site, count = Site(book, 1), asked.messages
    timed("lived through for the first time", count, lambda: site.live(count))
    found = check(site.records, {shipped.version: book})
    assert found.same, found.differences[0]
    told = (
        f"{len(site.records)} entries, {found.woken} wakes, {found.decisions} decisions, {found.steps} steps"
    )
    print(f"{count} messages: {told}")  # noqa: T201
    timed("folded only", count, lambda: refold(site.records))
    timed("replayed and compared", count, lambda: check(site.records, {shipped.version: book}))
    trial = Book(rulebook=other, matcher=reference_matcher(other))
    timed("tried with another rulebook", count, lambda: backtest(site.records, trial))
    if asked.profile:
        with cProfile.Profile() as profile:
            check(site.records, {shipped.version: book})
        pstats.Stats(profile).sort_stats("tottime").print_stats(40)


if __name__ == "__main__":
    main()
