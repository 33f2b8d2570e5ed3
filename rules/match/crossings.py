"""When time alone can change what a rule says: the instants at which a moving fact passes a value that it is compared with.

A moving fact is looked at as its *progress*: what a fact that grows shows, or the opposite of what one that falls shows; so
progress only grows. It is shown in full hundredths, so a comparison with a number of two decimals changes as the number is
reached, and one that asks for more than it a hundredth later.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from rules.calendar import WorkCalendar
from rules.decision import Case, CaseValue
from rules.fields import FIELDS
from rules.match.reading import fields_of
from rules.memo import Memo
from rules.rule import All, AnyOf, Compare, Condition, FieldRef, Not, Op, Rule
from rules.timed import Timed

_TICK = timedelta(microseconds=1)
_NEAR = timedelta(microseconds=4)
_AROUND = 0.011  # an edge lies this near to its value, since facts show hundredths
_HORIZON_HOURS = 50_000  # nobody waits for a wake that is a working life away
_MIRRORED: Mapping[Op, Op] = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


class _Edge(NamedTuple):
    """The instant at which a fact's progress first is `value` or more, or, with `beyond`, more than it."""

    timed: Timed
    value: float
    beyond: bool

    def passed(self, at: datetime, calendar: WorkCalendar) -> bool:
        return self.is_behind(_progress(self.timed, self.timed.value(at, calendar)))

    def is_behind(self, progress: float) -> bool:
        return progress > self.value if self.beyond else progress >= self.value

    def near(self, margin: float, calendar: WorkCalendar) -> datetime:
        return self.timed.reaches(_progress(self.timed, self.value + margin), calendar)


def next_crossing(rules: Iterable[Rule], case: Case, calendar: WorkCalendar) -> datetime | None:
    """The earliest instant after `case.now` at which one of the rules' comparisons changes by the clock alone.

    It is exact: a microsecond before it, the fact still shows the old value. Only rules about such cases count. None where
    nothing changes any more, or not within 50,000 hours.
    """
    edges = dict.fromkeys(_edges(rules, case))
    return min((_instant(edge, calendar) for edge in edges), default=None)


def _edges(rules: Iterable[Rule], case: Case) -> Iterator[_Edge]:
    """The edges that are still ahead."""
    for rule in rules:
        if case.timed and (rule.on, rule.each) == (case.subject.kind, case.each):
            for comparison in _TIMED.of(rule, _timed):
                for name, op, value in _with_numbers(comparison, case.values):
                    if name in case.timed:
                        yield from _ahead(case.timed[name], op, value, case.values[name])


def _ahead(timed: Timed, op: Op, value: float, shown: CaseValue) -> Iterator[_Edge]:
    if timed.sense == "until":
        op = _MIRRORED.get(op, op)
    progress = _progress(timed, float(shown))
    reached, exceeded = (_Edge(timed, _progress(timed, value), beyond) for beyond in (False, True))
    if op not in (">=", "<", ">", "<=") and round(value, 2) != value:
        return  # facts show hundredths: they never equal what lies between
    for edge, ops in ((reached, (">=", "<")), (exceeded, (">", "<="))):
        is_ahead = not edge.is_behind(progress) and edge.value - progress < _HORIZON_HOURS
        is_ahead = is_ahead and timed.is_within(value, beyond=edge.beyond)
        if is_ahead and op in (*ops, "=", "!=", "in", "not in"):
            yield edge


@lru_cache(maxsize=20_000)
def _instant(edge: _Edge, calendar: WorkCalendar) -> datetime:
    """The first microsecond at which the edge is passed."""
    before, after = edge.near(-_AROUND, calendar), edge.near(_AROUND, calendar)
    # Rounding to hundredths has its slack; nearly always the edge lies within a tick of where the fact is exact.
    exact = edge.near(0.01 if edge.beyond else 0.0, calendar)
    for guess in (exact - _NEAR, exact + _NEAR):
        if before < guess < after:
            before, after = (before, guess) if edge.passed(guess, calendar) else (guess, after)
    while after - before > _TICK:
        middle = before + (after - before) / 2
        if edge.passed(middle, calendar):
            after = middle
        else:
            before = middle
    return after


_TIMED = Memo[Rule, tuple[Compare, ...]]()


def _timed(rule: Rule) -> tuple[Compare, ...]:
    """The rule's comparisons in which time can change something."""
    return tuple(one for one in _comparisons(rule.when) if any(FIELDS[name].timed for name in fields_of(one)))


def _comparisons(condition: Condition) -> Iterator[Compare]:
    if isinstance(condition, Compare):
        yield condition
    elif isinstance(condition, Not):
        yield from _comparisons(condition.part)
    elif isinstance(condition, All | AnyOf):
        for part in condition.parts:
            yield from _comparisons(part)


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
