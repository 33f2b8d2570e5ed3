"""What of a rule moves with the clock, and what it says of a case while some of the case is not known for sure.

Sums over other subjects are worked out daily, and facts of the site are told of its tasks when those are looked at; both may be
others by the time that a wake comes. So nothing is concluded from them, and a wake is left out only where the subject's own
facts settle what the rule says.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from rules.facts.fields import COUNTING, FIELDS
from rules.match.compiled import Test, Values, compiled
from rules.match.reading import fields_of
from rules.match.reference import holds
from rules.memo import Memo
from rules.rule import All, AnyOf, Compare, Condition, Not, Rule


@dataclass(frozen=True, kw_only=True)
class Moving:
    """A rule's `comparisons` in which time can change something.

    `guard` has to hold for the rule to hold, and reads nothing that moves or is `unknown`; `counts` are the fields that count
    open actions, and so the rule's own.
    """

    comparisons: tuple[Compare, ...]
    guard: Test
    unknown: frozenset[str]
    counts: frozenset[str]


def moving_of(rule: Rule) -> Moving:
    """What of the rule moves."""
    return _MOVING.of(rule, _moving)


def outlook(rule: Rule, values: Values, unknown: Collection[str]) -> bool | None:
    """Whether the rule's condition holds whatever the unknown fields are; None where that depends on them."""
    return _outlook(rule.when, values, unknown) if unknown else holds(rule.when, values)


def _outlook(condition: Condition, values: Values, unknown: Collection[str]) -> bool | None:
    match condition:
        case Not():
            part = _outlook(condition.part, values, unknown)
            return None if part is None else not part
        case All() | AnyOf():
            settling = isinstance(condition, AnyOf)
            parts = {_outlook(part, values, unknown) for part in condition.parts}
            return settling if settling in parts else None if None in parts else not settling
        case _:
            return None if any(name in unknown for name in fields_of(condition)) else holds(condition, values)


_MOVING = Memo[Rule, Moving]()


def _moving(rule: Rule) -> Moving:
    fields = frozenset(fields_of(rule.when))
    timed = frozenset(name for name in fields if FIELDS[name].timed)
    unknown = frozenset(n for n in fields if FIELDS[n].daily or FIELDS[n].subject not in (rule.on, rule.each))
    parts = rule.when.parts if isinstance(rule.when, All) else (rule.when,)
    still = tuple(part for part in parts if (timed | unknown).isdisjoint(fields_of(part)))
    return Moving(
        comparisons=tuple(one for one in _comparisons(rule.when) if not timed.isdisjoint(fields_of(one))),
        guard=compiled(All(parts=still)),
        unknown=unknown,
        counts=fields & COUNTING,
    )


def _comparisons(condition: Condition) -> Iterator[Compare]:
    if isinstance(condition, Compare):
        yield condition
    elif isinstance(condition, Not):
        yield from _comparisons(condition.part)
    elif isinstance(condition, All | AnyOf):
        for part in condition.parts:
            yield from _comparisons(part)
