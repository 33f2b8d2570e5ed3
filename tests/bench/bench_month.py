"""What a month of a site costs its people, and whether what is serious is acted on: `python -m tests.bench.bench_month`.

Twenty-five people live through 22 working days of the demo's tower, from its first day on, drawn from a seed (`bot.month`); Siteloop
runs as wired by the demo, on a moved clock. A push is whatever makes somebody's telephone buzz: a new direct message, digests
included, and a mention; what only one person sees in the channel is counted apart. The goal is missed, and the exit status 1,
where somebody has more than 6 pushes on over 5 % of all days of all people, or where a planted problem is not told to anybody
within its rule's time (`bot/month/plants.py`).
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date

from bot.books import Books
from bot.capture.lexicons import load_lexicons
from bot.demo import demo_world, plot_of
from bot.month.drive import live_month
from bot.month.people import players_around
from tests.bench.machine import machine, write, write_figures
from tests.bench.month_tally import MOST, SHARE, Fate, Tally

_DAYS, _SEEDS, _PLANTS = 22, 20, 8


@dataclass(frozen=True, kw_only=True)
class Month:
    """The figures of one month. `over` counts person-days above the limit, `worst_person` the most that one person has of them."""

    seed: int
    seconds: float
    person_days: int
    pushes: int
    questions: int
    over: int
    worst_person: tuple[str, int]
    crowded_days: int
    spread: dict[int, int]
    worst: tuple[str, str, tuple[str, ...]]
    purposes: dict[str, int]
    outcomes: dict[str, int]
    fates: tuple[tuple[str, str, str, float | None, float, bool], ...]
    counts: dict[str, int]
    said: int
    wrong: tuple[str, ...]
    in_vain: int

    @property
    def missed(self) -> int:
        """Planted problems that nobody was told of in time."""
        return sum(1 for fate in self.fates if not fate[-1])


def month_of(seed: int, *, days: int = _DAYS, plants: int = _PLANTS, day: date | None = None) -> Month:
    """Live through the month of a seed and reckon its figures; `day` is its first (none: the demo's)."""
    plot = plot_of(None)
    plot = replace(plot, day=day or plot.day)
    around = players_around(plot.schedule, seed)
    with demo_world(
        plot, live=False, direct=True, books=Books(), lexicons=load_lexicons(), around=around
    ) as world:
        began = time.perf_counter()
        record = live_month(world, days=days, seed=seed, plants=plants)
        seconds = time.perf_counter() - began
        return _figures(seed, seconds, Tally.of(record, world))


def _figures(seed: int, seconds: float, tally: Tally) -> Month:
    person, day, pushed = tally.worst()
    said, wrong = tally.captured()
    busy = Counter(tally.by_day.values())
    lines = tuple(f"{one.push.at:%H:%M}Z {one.rule}, {one.kind}: {_short(one.push.text)}" for one in pushed)
    return Month(
        seed=seed,
        seconds=seconds,
        person_days=tally.person_days,
        pushes=len(tally.told),
        questions=tally.questions,
        over=tally.over,
        worst_person=max(tally.over_by_person().items(), key=lambda one: (one[1], one[0]), default=("", 0)),
        crowded_days=tally.crowded_days,
        spread={0: tally.person_days - sum(busy.values()), **dict(sorted(busy.items()))},
        worst=(person, f"{day:%a %d %b}", lines),
        purposes={f"{rule}, {kind}": count for (rule, kind), count in tally.for_what().items()},
        outcomes={f"{rule}, {status}": count for (rule, status), count in tally.outcomes().items()},
        fates=tuple(_fate(fate) for fate in tally.fates()),
        counts=tally.counts(),
        said=said,
        wrong=tuple(wrong),
        in_vain=tally.record.in_vain,
    )


def _fate(fate: Fate) -> tuple[str, str, str, float | None, float, bool]:
    plant = fate.plant
    words = (
        plant.utterance.text
        if plant.utterance
        else f"{plant.task.id if plant.task else plant.by.handle}, no word"
    )
    return plant.kind.name, words, fate.rule, fate.told, plant.kind.hours, fate.in_time


def report(months: Sequence[Month]) -> Iterator[str]:
    """The table: each month, then all of them together."""
    yield f"{'seed':>5} {'pushes':>7} {'a day':>6} {'whispers':>8} {f'over {MOST}':>7} {'share':>6} {'most':>5}  plants  messages  wakes  seconds"
    for month in months:
        share = month.over / month.person_days
        yield (
            f"{month.seed:>5} {month.pushes:>7} {month.pushes / month.person_days:>6.2f} {month.questions:>8} {month.over:>7}"
            f" {share:>6.1%} {max(month.spread):>5}  {len(month.fates) - month.missed:>2}/{len(month.fates)}"
            f"  {month.counts['messages']:>8} {month.counts['wakes']:>6} {month.seconds:>8.1f}"
        )
    yield from _together(months)
    yield from _plants(months)


def _together(months: Sequence[Month]) -> Iterator[str]:
    days = sum(m.person_days for m in months)
    over, pushes = sum(m.over for m in months), sum(m.pushes for m in months)
    handle, most = max((m.worst_person for m in months), key=lambda one: one[1])
    worst = max(months, key=lambda m: max(m.spread))
    person, day, lines = worst.worst
    yield ""
    yield f"all: {pushes} pushes on {days} person-days, {pushes / days:.2f} each; {over} of them with more than {MOST}, {over / days:.2%}"
    crowded = max(m.crowded_days for m in months)
    yield f"worst month: {max(m.over / m.person_days for m in months):.2%} of its person-days; on {crowded} of its days anybody"
    yield f"worst person of a month: {handle or 'nobody'}, {most} days with more than {MOST}"
    yield f"pushes of a person on a day: {', '.join(f'{n}: {count}' for n, count in sorted(_sum(m.spread for m in months).items()))}"
    yield ""
    yield f"the worst day: {person} on {day}, seed {worst.seed}, {len(lines)} pushes"
    yield from (f"    {line}" for line in lines)
    yield ""
    yield "what people were pushed for, share of all pushes"
    for name, count in _sum(m.purposes for m in months).most_common():
        yield f"{count:>7} {count / pushes:>6.1%}  {name}"
    yield ""
    yield "where the actions stood at the end"
    yield from (f"{count:>7}  {name}" for name, count in _sum(m.outcomes for m in months).most_common())
    said, wrong = sum(m.said for m in months), Counter(line for m in months for line in m.wrong)
    yield ""
    yield f"captured as meant: {said - wrong.total()} of {said} messages, {1 - wrong.total() / said:.1%}; the most frequent that were not:"
    yield from (f"{count:>7}  {line}" for line, count in wrong.most_common(15))


def _plants(months: Sequence[Month]) -> Iterator[str]:
    fates = [(m.seed, *fate) for m in months for fate in m.fates]
    yield ""
    yield "planted problems: told in time, of how many, within how many working hours"
    for name in dict.fromkeys(sorted(fate[1] for fate in fates)):
        of_kind = [fate for fate in fates if fate[1] == name]
        slowest = max((told for *_, told, _, _ in of_kind if told is not None), default=None)
        took = "never" if slowest is None else f"{slowest:.2f}"
        yield f"{sum(f[-1] for f in of_kind):>4} of {len(of_kind):<3} {name}; slowest {took}, allowed {of_kind[0][5]:g}"
        for seed, _, words, rule, told, _, in_time in of_kind:
            if not in_time:
                yield f"         missed, seed {seed}: {words!r}" + (
                    f", {rule} after {told:.2f}" if told is not None else ""
                )


def _sum(counts: Iterator[dict] | Sequence[dict]) -> Counter:  # type: ignore[type-arg]  # of names or of numbers
    total: Counter = Counter()  # type: ignore[type-arg]
    for one in counts:
        total.update(one)
    return total


def _short(text: str) -> str:
    return " ".join(text.split())[:110]


def is_reached(months: Sequence[Month]) -> bool:
    """Whether the goal is reached over all these months together."""
    return sum(m.over for m in months) <= SHARE * sum(m.person_days for m in months) and not any(
        m.missed for m in months
    )


def main() -> int:
    """Print the table; 1 where the goal is missed."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument(
        "--seeds", type=int, default=_SEEDS, help="how many months (default 20), of the seeds from --first on"
    )
    asked.add_argument("--first", type=int, default=1, help="the first seed (default 1)")
    asked.add_argument("--days", type=int, default=_DAYS, help="working days of a month (default 22)")
    asked.add_argument("--plants", type=int, default=_PLANTS, help="planted problems of a month (default 8)")
    asked.add_argument(
        "--day", type=date.fromisoformat, help="the first day (default: the demo's, 2026-03-10)"
    )
    asked.add_argument("--jobs", type=int, default=1, help="processes at once")
    given = asked.parse_args()
    write(machine(), f"{given.seeds} months of {given.days} working days, 25 people", "")
    seeds = range(given.first, given.first + given.seeds)
    with ProcessPoolExecutor(given.jobs) as pool:
        waiting = [
            pool.submit(month_of, s, days=given.days, plants=given.plants, day=given.day) for s in seeds
        ]
        months = [one.result() for one in waiting]
    write(*report(months))
    reached = is_reached(months)
    write("", "the goal is reached" if reached else "the goal is MISSED")
    write_figures("month", {"months": [_row(month) for month in months], "reached": reached})
    return 0 if reached else 1


def _row(month: Month) -> dict[str, object]:
    return {
        "seed": month.seed,
        "seconds": round(month.seconds, 1),
        "pushes": month.pushes,
        "over": month.over,
        "person_days": month.person_days,
        "missed": [fate[0] for fate in month.fates if not fate[-1]],
    }


if __name__ == "__main__":
    sys.exit(main())
