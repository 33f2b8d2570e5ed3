"""What test would notice a change of a rule."""

from collections.abc import Iterator, Mapping

from rules.deciding.decision import CaseValue
from rules.facts.fields import FIELDS
from rules.match.reading import fields_of, reading_of
from rules.match.reference import holds
from rules.mutation.mutants import Mutant
from rules.rule import All, AnyOf, Compare, Condition, FieldRef, Not, Rule

_BY_TIMELINE: Mapping[str, str] = {
    "for": "`held: {rule}, by: pending` just before it has held long enough, and `acts: {rule}` when it has",
    "clear_after": "its condition ceases for a while, and `closes:`, or `risk: none`, when that counts as gone and not before",
    "cooldown": "its action is answered, `held: {rule}, by: cooldown` just before that is over, and `acts: {rule}` when it is",
    "repeat_every": "its condition holds all along, and `acts: {rule}` again at that time and not before",
    "active": "`held: {rule}, by: outside its hours` where they are over, and `acts: {rule}` when they begin",
    "inhibits": "both hold at once: `held: …, on: …, by: inhibited by {rule}`",
    "group_by": "two cases that have to share an action, and two that must not: `joins: ACT-1, on: …`",
    "severity": "`acts: {rule}` with its `severity:`",
    "mode": "`proposes: {rule}`",
    "when_resolved": "its condition ceases while its action is open: `reminds: …, kind: settled`, `closes:` or `expect: nothing`",
    "serves": "`risk:` of a goal that it serves",
    "then": "`acts: {rule}` with what each outcome leads to: `asks:`, `tells:`, `risks:`, `blocks:`",
    "assign": "`acts: {rule}` with `asks:` whom and `then:` who comes after them",
    "to": "`acts: {rule}` with all whom it `tells:`, and whether it is said `aloud:`",
    "answers": "an answer that its card offers: `press:`",
    "due": "`acts: {rule}` with its `due:`",
    "remind": "`acts: {rule}` with its `reminders:` and when it goes `up:`",
    "done_means": "`press: done`, and what a rule that reads its task's start does then",
    "expects": "`acts: {rule}` with what it `expects:`",
    "block": "`acts: {rule}` with what it `blocks:` the task for",
    "risk": "`acts: {rule}` with what it `risks:`",
}


def advice(mutant: Mutant) -> str:
    """What to write so that a test tells the mutant from the rule as it is declared."""
    rule = mutant.declared
    if mutant.change.setting:
        return "a timeline: " + _BY_TIMELINE[mutant.change.setting].format(rule=rule.id)
    facts = _telling(rule, mutant.rule)
    if facts is None:
        return "no facts near those of its tests tell the two apart; is that part needed?"
    word = "fires" if _holds(rule, facts) else "quiet"
    return f"a test in the rule: `{word}: {{ {', '.join(f'{name}: {_shown(v)}' for name, v in facts.items())} }}`"


def _telling(rule: Rule, made: Rule) -> Mapping[str, CaseValue] | None:
    """Facts for which one of the two holds and the other does not: those of a test with one fact, or two, otherwise."""
    fields = sorted(fields_of(rule.when))
    tests = sorted(rule.tests, key=lambda test: not test.fires)
    for test in tests:
        for one in _near(test.given, fields, rule, made):
            if _holds(rule, one) != _holds(made, one):
                return one
    for test in tests:
        for one in _near(test.given, fields, rule, made):
            for two in _near(one, fields, rule, made):
                if _holds(rule, two) != _holds(made, two):
                    return two
    return None


def _near(
    given: Mapping[str, CaseValue], fields: list[str], *rules: Rule
) -> Iterator[Mapping[str, CaseValue]]:
    for name in fields:
        values = {v for rule in rules for c in _comparisons(rule.when) for v in _values(c, name, given)}
        for value in sorted(values or _any_of(name), key=str):
            yield {**given, name: value}
        yield {field: value for field, value in given.items() if field != name}


def _values(compare: Compare, name: str, given: Mapping[str, CaseValue]) -> Iterator[CaseValue]:
    """What a field can be so that a comparison comes out one way and the other."""
    field = FIELDS[name]
    if field.type == "truth":
        yield from (True, False)
    elif field.options:
        yield from field.options
    elif isinstance(compare.value, FieldRef):
        if name in (compare.field, compare.value.name):
            other = given.get(compare.field if name == compare.value.name else compare.value.name)
            yield from _around(other)
    elif compare.field == name:
        for value in compare.value if isinstance(compare.value, tuple) else (compare.value,):
            yield from _around(value)


def _any_of(name: str) -> tuple[CaseValue, ...]:
    """A value of a field of which it only matters whether it is there."""
    return (1.0,) if FIELDS[name].type == "number" else ("something",)


def _around(value: object) -> Iterator[CaseValue]:
    if isinstance(value, int | float) and not isinstance(value, bool):
        yield from (value, round(value - 0.01, 2), round(value + 0.01, 2), value - 1, value + 1)
    elif isinstance(value, str):
        yield from (value, f"another {value}")


def _comparisons(condition: Condition) -> Iterator[Compare]:
    match condition:
        case Compare():
            yield condition
        case Not():
            yield from _comparisons(condition.part)
        case All() | AnyOf():
            for part in condition.parts:
                yield from _comparisons(part)


def _holds(rule: Rule, facts: Mapping[str, CaseValue]) -> bool:
    return holds(rule.when, reading_of(rule).of(facts))


def _shown(value: CaseValue) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)
