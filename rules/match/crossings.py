"""When time alone can change what a rule says: the instants at which a moving fact passes a value that it is compared with,
where the rest of the rule does not settle it anyway (`rules.match.moving`).

A moving fact is looked at as its *progress*: what a fact that grows shows, or the opposite of what one that falls shows; so
progress only grows. It is shown in full hundredths, so a comparison with a number of two decimals changes as the number is
reached, and one that asks for more than it a hundredth later.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from rules.deciding.decision import Case, CaseValue
from rules.match.compiled import Values
from rules.match.moving import Moving, moving_of, outlook
from rules.match.reading import Reading, comparable, reading_of
from rules.memo import MemoOfAll
from rules.rule import Compare, FieldRef, Op, Rule
from rules.worktime.calendar import WorkCalendar
from rules.worktime.timed import Timed

_TICK = timedelta(microseconds=1)
_AROUND = 0.011  # an edge lies this near to its value, since facts show hundredths
_HORIZON_HOURS = 50_000  # nobody waits for a wake that is a working life away
_ORDERING = (">=", "<", ">", "<=")
_MIRRORED: Mapping[Op, Op] = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


class _Edge(NamedTuple):
    """The instant at which a fact's progress first is `value` or more, or, with `beyond`, more than it."""

    timed: Timed
    value: float
    beyond: bool

    def passed(self, at: datetime, calendar: WorkCalendar) -> bool:
        progress = _progress(self.timed, self.timed.value(at, calendar))
        return progress > self.value if self.beyond else progress >= self.value

    def near(self, margin: float, calendar: WorkCalendar) -> datetime:
        return self.timed.reaches(_progress(self.timed, self.value + margin), calendar)


def next_crossing(
    rules: Sequence[Rule],
    case: Case,
    calendar: WorkCalendar,
    is_asked: Callable[[Rule], bool] = lambda _: False,
) -> datetime | None:
    """The earliest instant after `case.now` at which the clock alone can change what one of the rules says of the case.

    It is exact: a microsecond before it, the fact still shows the old value. Only rules about such cases count; `is_asked` tells
    whether a rule has an open action on the subject. None where nothing changes any more, or not within 50,000 hours.
    """
    if not case.timed:
        return None
    about = _MOVING.of(tuple(rules), _by_kind).get((case.subject.kind, case.each))
    if about is None:
        return None
    values, found = about.reading.of_case(case), list[datetime]()
    for rule, moving in about.rules:
        # Of a rule with an open action it is asked whether it would hold without that: its counts are not what they seem.
        counts = moving.counts if moving.counts and is_asked(rule) else frozenset()
        if counts or moving.guard(values):
            at = _crossing(rule, moving, case, values, calendar, moving.unknown | counts)
            found += [] if at is None else [at]
    return min(found, default=None)


class _About(NamedTuple):
    """The rules about one kind of case of which something moves, and what they read."""

    reading: Reading
    rules: Sequence[tuple[Rule, Moving]]


_MOVING = MemoOfAll[Rule, Mapping[tuple[str, str], _About]](1_000)


def _by_kind(rules: Sequence[Rule]) -> Mapping[tuple[str, str], _About]:
    found: dict[tuple[str, str], list[tuple[Rule, Moving]]] = {}
    for rule in rules:
        if (moving := moving_of(rule)).comparisons:
            found.setdefault((rule.on, rule.each), []).append((rule, moving))
    return {kind: _About(Reading(*(rule.when for rule, _ in of)), of) for kind, of in found.items()}


def _crossing(
    rule: Rule, moving: Moving, case: Case, values: Values, calendar: WorkCalendar, unknown: frozenset[str]
) -> datetime | None:
    instants = sorted({_instant(edge, calendar) for edge in _edges(moving.comparisons, case)})
    said = outlook(rule, values, unknown)
    for at in instants:
        if said is None or outlook(rule, _moved(rule, case, values, at, calendar), unknown) is not said:
            return at
    return None


def _moved(
    rule: Rule, case: Case, values: Values, at: datetime, calendar: WorkCalendar
) -> dict[str, CaseValue]:
    """What the rule reads as it is at a later instant, if only time passes."""
    moved = dict(values)
    for name in reading_of(rule).fields:
        if (timed := case.timed.get(name)) is not None:
            moved[name] = comparable(name, "number", timed.value(at, calendar))
    return moved


def _edges(comparisons: Iterable[Compare], case: Case) -> Iterator[_Edge]:
    """The edges that are still ahead."""
    for comparison in comparisons:
        for name, op, value in _with_numbers(comparison, case.values):
            if name in case.timed:
                yield from _ahead(case.timed[name], op, value, case.values[name])


def _ahead(timed: Timed, op: Op, value: float, shown: CaseValue) -> Iterator[_Edge]:
    if timed.sense == "until":
        op = _MIRRORED.get(op, op)
    if op not in _ORDERING and round(value, 2) != value:
        return  # facts show hundredths: they never equal what lies between
    edge, progress = _progress(timed, value), _progress(timed, float(shown))
    if edge - progress >= _HORIZON_HOURS:
        return
    if op not in (">", "<=") and progress < edge and timed.is_within(value):
        yield _Edge(timed, edge, beyond=False)
    if op not in (">=", "<") and progress <= edge and timed.is_within(value, beyond=True):
        yield _Edge(timed, edge, beyond=True)


@lru_cache(maxsize=20_000)
def _instant(edge: _Edge, calendar: WorkCalendar) -> datetime:
    """The first microsecond at which the edge is passed."""
    # Nearly always it is where the fact is exact; rounding to hundredths has its slack.
    exact = edge.near(0.01 if edge.beyond else 0.0, calendar)
    if edge.passed(exact, calendar) and not edge.passed(exact - _TICK, calendar):
        return exact
    before, after = edge.near(-_AROUND, calendar), edge.near(_AROUND, calendar)
    while after - before > _TICK:
        middle = before + (after - before) / 2
        if edge.passed(middle, calendar):
            after = middle
        else:
            before = middle
    return after


def _with_numbers(comparison: Compare, values: Mapping[str, CaseValue]) -> Iterator[tuple[str, Op, float]]:
    """The comparison as those of one field with numbers; where two fields meet, of each with what the other has now."""
    field, op, value = comparison.field, comparison.op, comparison.value
    if isinstance(value, FieldRef):
        mine, other = values.get(field), values.get(value.name)
        pairs = [(field, op, other), (value.name, _MIRRORED.get(op, op), mine)]
    else:
        pairs = [(field, op, one) for one in (value if isinstance(value, tuple) else (value,))]
    yield from ((name, way, number) for name, way, number in pairs if isinstance(number, int | float))


def _progress(timed: Timed, hours: float) -> float:
    """From hours to progress, and back."""
    return hours if timed.sense == "since" else -hours
