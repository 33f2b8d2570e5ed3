"""The figures of months, and the table that they make."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tests.bench.month_tally import MOST, SHARE, Fate, Tally

K = TypeVar("K")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of a planted problem; `told` and `allowed` are working hours, `told` None where nobody was told."""

    kind: str
    words: str
    rule: str
    told: float | None
    allowed: float
    in_time: bool


@dataclass(frozen=True, kw_only=True)
class Month:
    """The figures of one month.

    `spread` says how many person-days had so many pushes, `over_by` on how many days each person had too many, and on
    `crowded_days` anybody; `worst` is the worst person-day, with all that was in it.
    `purposes` and `ends` count pushes and actions.
    """

    seed: int
    seconds: float
    own_seconds: float
    person_days: int
    days: int
    whispers: int
    spread: Mapping[int, int]
    over_by: Mapping[str, int]
    crowded_days: int
    worst: tuple[str, tuple[str, ...]]
    purposes: Mapping[str, int]
    ends: Mapping[str, int]
    outcomes: tuple[Outcome, ...]
    counts: Mapping[str, int]
    said: int
    unlike: tuple[str, ...]
    answered: int
    answers_unlike: tuple[str, ...]

    @property
    def pushes(self) -> int:
        """All pushes."""
        return sum(number * days for number, days in self.spread.items())

    @property
    def over(self) -> int:
        """Person-days with too many."""
        return sum(days for number, days in self.spread.items() if number > MOST)

    @property
    def missed(self) -> int:
        """Planted problems that nobody was told of in time."""
        return sum(not one.in_time for one in self.outcomes)

    def row(self) -> dict[str, object]:
        """What another program may want to compare."""
        return {
            "seed": self.seed,
            "seconds": round(self.seconds, 1),
            "own_seconds": round(self.own_seconds, 1),
            "pushes": self.pushes,
            "over": self.over,
            "person_days": self.person_days,
            "missed": [one.kind for one in self.outcomes if not one.in_time],
        }


def figures_of(seed: int, took: tuple[float, float], tally: Tally) -> Month:
    """Reckon a month's figures; `took` are its seconds, by the wall and of the processor."""
    busy = Counter(tally.by_day.values())
    said, unlike = tally.captured()
    answered, answers_unlike = tally.answers_captured()
    person, day, pushed = tally.worst()
    lines = tuple(f"{tally.local(t.push.at):%H:%M} {t.rule}, {t.kind}: {_short(t.push.text)}" for t in pushed)
    return Month(
        seed=seed,
        seconds=took[0],
        own_seconds=took[1],
        person_days=tally.person_days,
        days=len(tally.record.days),
        whispers=tally.whispers,
        spread={0: tally.person_days - sum(busy.values()), **dict(sorted(busy.items()))},
        over_by=tally.over_by_person(),
        crowded_days=tally.crowded_days,
        worst=(f"{person} on {day:%a} {day.day} {day:%b}", lines),
        purposes={f"{rule}, {kind}": count for (rule, kind), count in tally.for_what().items()},
        ends={f"{rule}, {status}": count for (rule, status), count in tally.ends().items()},
        outcomes=tuple(_outcome(fate) for fate in tally.fates()),
        counts=tally.counts(),
        said=said,
        unlike=tuple(unlike),
        answered=answered,
        answers_unlike=tuple(answers_unlike),
    )


def is_reached(months: Sequence[Month]) -> bool:
    """Whether the goal is reached over all these months together."""
    over, days = sum(m.over for m in months), sum(m.person_days for m in months)
    return over <= SHARE * days and not any(m.missed for m in months)


def lines_of(months: Iterable[Month]) -> Iterator[str]:
    """The table: a line for each month, as soon as it is there."""
    yield f" seed  pushes  a day  whispers  over {MOST}   share  most  plants  messages  wakes  seconds  (processor)"
    yield from map(_line, months)


def report(months: Sequence[Month]) -> Iterator[str]:
    """All months together: how often, for what, what came of it, the plants, and what was not captured as meant."""
    yield from ("", *_together(months))
    worst = max(months, key=lambda m: (max(m.spread), m.seed))
    day, lines = worst.worst
    yield from (
        "",
        f"the worst day: {day}, seed {worst.seed}, {len(lines)} pushes",
        *(f"    {line}" for line in lines),
    )
    pushes = sum(m.pushes for m in months) or 1
    yield from ("", "what people were pushed for, and its share of all pushes")
    yield from (
        f"{n:>7} {n / pushes:>6.1%}  {name}" for name, n in _sum(m.purposes for m in months).most_common()
    )
    yield from ("", "where the actions stood at the end")
    yield from (f"{n:>7}  {name}" for name, n in _sum(m.ends for m in months).most_common())
    yield from ("", *_plants([(m.seed, one) for m in months for one in m.outcomes]))
    yield from (
        "",
        *_unlike(
            "messages in the channel", sum(m.said for m in months), [t for m in months for t in m.unlike]
        ),
    )
    answers = [t for m in months for t in m.answers_unlike]
    yield from ("", *_unlike("answers in words", sum(m.answered for m in months), answers))


def _line(month: Month) -> str:
    days = month.person_days
    return (
        f"{month.seed:>5} {month.pushes:>7} {month.pushes / days:>6.2f} {month.whispers:>9} {month.over:>7}"
        f" {month.over / days:>7.2%} {max(month.spread):>5} {len(month.outcomes) - month.missed:>4}/{len(month.outcomes)}"
        f" {month.counts['messages']:>9} {month.counts['wakes']:>6} {month.seconds:>8.1f} {month.own_seconds:>12.1f}"
    )


def _together(months: Sequence[Month]) -> Iterator[str]:
    days, over, pushes = (
        sum(values) for values in zip(*((m.person_days, m.over, m.pushes) for m in months), strict=True)
    )
    handle, most, whole = max(
        ((handle, count, m.days) for m in months for handle, count in m.over_by.items()),
        key=lambda one: one[1],
        default=("nobody", 0, months[0].days),
    )
    yield f"all: {pushes} pushes on {days} person-days, {pushes / days:.2f} each"
    yield f"more than {MOST} on {over} person-days, {over / days:.2%}; {SHARE:.0%} are allowed"
    yield f"worst month: more than {MOST} on {max(m.over / m.person_days for m in months):.2%} of its person-days"
    yield f"worst person of a month: {handle}, more than {MOST} on {most} of {whole} days"
    yield f"days on which anybody had more than {MOST}: at most {max(m.crowded_days for m in months)} of {whole} in a month"
    counts = _sum(m.counts for m in months)
    yield ", ".join(f"{number} {name}" for name, number in counts.items())
    spread = sorted(_sum(m.spread for m in months).items())
    yield f"pushes of a person on a day, and how often: {', '.join(f'{number}: {count}' for number, count in spread)}"


def _plants(outcomes: Sequence[tuple[int, Outcome]]) -> Iterator[str]:
    yield "planted problems that somebody was told of in time"
    for kind in sorted({one.kind for _, one in outcomes}):
        of_kind = [(seed, one) for seed, one in outcomes if one.kind == kind]
        slowest = max((one.told for _, one in of_kind if one.told is not None), default=None)
        took = "nobody was told" if slowest is None else f"slowest after {slowest:.2f} working hours"
        good = sum(one.in_time for _, one in of_kind)
        yield f"{good:>4} of {len(of_kind):<3} {kind}: {took}, allowed {of_kind[0][1].allowed:g}"
        for seed, one in of_kind:
            if not one.in_time:
                late = f", {one.rule} after {one.told:.2f}" if one.told is not None else ""
                yield f"            missed, seed {seed}: {one.words}{late}"


def _unlike(what: str, number: int, unlike: Sequence[str]) -> Iterator[str]:
    share = 1 - len(unlike) / number if number else 1.0
    yield f"{what}: {number - len(unlike)} of {number} captured as meant, {share:.1%}; otherwise most often"
    yield from (f"{count:>7}  {line}" for line, count in Counter(unlike).most_common(12))


def _outcome(fate: Fate) -> Outcome:
    plant = fate.plant
    about = plant.task.id if plant.task else plant.by.handle
    return Outcome(
        kind=plant.kind.name,
        words=f"“{plant.utterance.text}”" if plant.utterance else f"no word about {about}",
        rule=fate.rule,
        told=fate.told,
        allowed=plant.kind.hours,
        in_time=fate.in_time,
    )


def _sum(counts: Iterable[Mapping[K, int]]) -> Counter[K]:
    total: Counter[K] = Counter()
    for one in counts:
        total.update(one)
    return total


def _short(text: str) -> str:
    return " ".join(text.split())[:100]
