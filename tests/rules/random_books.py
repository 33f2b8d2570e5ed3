"""Random rulebooks and cases, made to hit every kind of comparison at and beside its edge."""

import math
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from rules.deciding.decision import Case, CaseValue
from rules.facts.fields import Field, readable
from rules.key import Key, SubjectKind
from rules.language.normal_form import MAX_BRANCHES, MAX_TERMS, branches, count_branches
from rules.language.rulebook import shipped_rulebook
from rules.rule import All, AnyOf, Compare, Condition, Each, Exists, FieldRef, Not, On, Op, Rule, Rulebook

NOW = datetime(2026, 3, 10, 14, tzinfo=UTC)
KINDS: tuple[tuple[On, Each], ...] = (("task", ""), ("task", "blocker"), ("site", "safety"), ("action", ""))
NUMBERS = (
    0.0,
    1.0,
    -1.0,
    2.5,
    2.50,
    10.0,
    9.99,
    10.01,
    0.1,
    0.000001,
    -0.5,
    118000.0,
    2.0**53,
    -(2.0**53),
    1e15,
    123456789.123456,
)
TEXTS = (
    "",
    "A-310",
    "material",
    "bê tông",
    "be\u0302 to\u0302ng",
    'say "no"',
    "back\\slash",
    "nul\0",
    "🏗️",
    "a" * 4096,
    "1",
    "true",
)
HOSTILE: tuple[Any, ...] = (
    *(
        2**53,
        -(2**53),
        2**53 + 1,
        -(2**53) - 1,
        2**63,
        2**64,
        10**400,
        -(10**400),
        1e300,
        -1e300,
        1e22,
        1e-07,
        -1e-07,
    ),
    *(
        5e-324,
        -0.0,
        0,
        1,
        1.0,
        True,
        False,
        math.nan,
        math.inf,
        -math.inf,
        0.30000000000000004,
        1.9999995,
        2.5000004,
    ),
    *(
        "\ud800",
        "a\udfffb",
        "x" * 10_000,
        "é" * 2_049,
        "🏗️" * 1_024,
        "a\0b",
        "\0",
        "bê tông",
        "be\u0302 to\u0302ng",
    ),
    *(
        "a\nb",
        "\n",
        "#0",
        "\u2028",
        '"',
        "\\",
        '","f0":1,"x":"',
        "~",
        "true",
        "1",
        "1e-07",
        "NaN",
        "null",
        " ",
        "$and",
    ),
    *("\u212b", "\u00c5", "\uac00", "\u1100\u1161", "\ufeff", "👩‍🚀", "ﬁ", "İ", "ß" * 2_048, "日" * 1_366),
    *([], {}, (), None, b"bytes", [1], {"a": 1}, 1 + 2j, object, Fraction(1, 3), Decimal("1.5"), NOW),
)
_NUMBER_OPS: tuple[Op, ...] = ("=", "!=", "<", "<=", ">", ">=", "in", "not in")
_TEXT_OPS: tuple[Op, ...] = ("=", "!=", "in", "not in")


def random_book(random: Random, rules: int) -> Rulebook:
    """A rulebook of so many rules over all kinds of cases; nobody would want to read it."""
    return Rulebook(version="random", rules=tuple(_rule(random, place) for place in range(rules)))


def random_cases(random: Random, count: int) -> list[Case]:
    """So many cases of all kinds, each with some of its fields."""
    return [_case(random, place) for place in range(count)]


def _rule(random: Random, place: int) -> Rule:
    on, each = random.choice(KINDS)
    fields = readable(on, each)
    while True:
        when = _condition(random, fields, depth=random.randint(0, 3))
        if count_branches(when) <= MAX_BRANCHES and max(map(len, branches(when))) <= MAX_TERMS:
            return Rule(id=f"rule-{place}", title="Random", on=on, each=each, when=when, then=())


def _condition(random: Random, fields: tuple[Field, ...], depth: int) -> Condition:
    choice = random.random() if depth else 1.0
    if choice < 0.2:
        return Not(part=_condition(random, fields, depth - 1))
    if choice < 0.9 and depth:
        parts = tuple(_condition(random, fields, depth - 1) for _ in range(random.randint(1, 3)))
        return All(parts=parts) if random.random() < 0.5 else AnyOf(parts=parts)
    return _atom(random, random.choice(fields), fields)


def _atom(random: Random, field: Field, fields: tuple[Field, ...]) -> Condition:
    if random.random() < 0.1:
        return Exists(field=field.name)
    if random.random() < 0.1:
        other = random.choice([one for one in fields if one.type == field.type])
        op: Op = random.choice(_NUMBER_OPS[:6] if field.type == "number" else _TEXT_OPS[:2])
        return Compare(field=field.name, op=op, value=FieldRef(name=other.name))
    op = random.choice(_NUMBER_OPS if field.type == "number" else _TEXT_OPS)
    if op in ("in", "not in"):
        return Compare(
            field=field.name, op=op, value=tuple(_value(random, field) for _ in range(random.randint(1, 3)))
        )
    return Compare(field=field.name, op=op, value=_value(random, field))


def _value(random: Random, field: Field) -> CaseValue:
    """A value as rulebooks have it: normalised already."""
    if field.type == "truth":
        return random.random() < 0.5
    if field.type == "number":
        return random.choice(NUMBERS)
    return random.choice([text for text in TEXTS if "\u0302" not in text] + list(field.options))


def _case(random: Random, place: int) -> Case:
    on, each = random.choice(KINDS)
    values: dict[str, CaseValue] = {}
    for field in readable(on, each):
        if random.random() < 0.7:
            values[field.name] = (
                random.choice(TEXTS)
                if field.type == "text" and random.random() < 0.3
                else _value(random, field)
            )
    kind: SubjectKind = on
    return Case(subject=Key(kind, str(place)), now=NOW, values=values, each=each)


def varied_library(random: Random, rules: int) -> Rulebook:
    """A rulebook of so many rules as people write them: those that ship, with other numbers."""
    shipped = shipped_rulebook().rules
    chosen = (shipped[place % len(shipped)] for place in range(rules))
    varied = (
        replace(rule, id=f"{rule.id}-{place}", when=_varied(random, rule.when))
        for place, rule in enumerate(chosen)
    )
    return Rulebook(version="varied", rules=tuple(varied))


def full_cases(random: Random, book: Rulebook, count: int, fields: int) -> list[Case]:
    """So many cases of the kinds that the book is about, half of them tasks, with most facts known, and others up to `fields`."""
    edges = _edges(book)
    kinds = [(rule.on, rule.each) for rule in book.rules]
    tasks = [kind for kind in kinds if kind == ("task", "")]
    chosen = [random.choice(tasks if tasks and random.random() < 0.5 else kinds) for _ in range(count)]
    return [_full_case(random, kind, edges, place, fields) for place, kind in enumerate(chosen)]


def _varied(random: Random, condition: Condition) -> Condition:
    if isinstance(condition, All | AnyOf):
        return replace(condition, parts=tuple(_varied(random, part) for part in condition.parts))
    if isinstance(condition, Not):
        return replace(condition, part=_varied(random, condition.part))
    value = condition.value if isinstance(condition, Compare) else None
    if isinstance(condition, Compare) and isinstance(value, int | float) and not isinstance(value, bool):
        return replace(condition, value=round(value * random.choice((0.5, 1, 1.5, 2)), 1))
    return condition


def _edges(book: Rulebook) -> dict[str, list[CaseValue]]:
    """The values that each field is compared with."""
    found: dict[str, list[CaseValue]] = {}
    for compare in (atom for rule in book.rules for branch in branches(rule.when) for atom, _ in branch):
        if isinstance(compare, Compare) and not isinstance(compare.value, FieldRef):
            values = compare.value if isinstance(compare.value, tuple) else (compare.value,)
            found.setdefault(compare.field, []).extend(values)
    return found


def _full_case(
    random: Random, kind: tuple[On, Each], edges: dict[str, list[CaseValue]], place: int, fields: int
) -> Case:
    values: dict[str, CaseValue] = {}
    for field in readable(*kind):
        if random.random() < 0.9:
            values[field.name] = _near(random, field, edges.get(field.name, []))
    for number in range(fields - len(values)):
        values[f"filler.{number}"] = "nobody reads this"
    subject: SubjectKind = kind[0]
    return Case(subject=Key(subject, str(place)), now=NOW, values=values, each=kind[1])


def _near(random: Random, field: Field, edges: list[CaseValue]) -> CaseValue:
    """A value that rules compare the field with, or one beside it."""
    if field.type == "number":
        return round(
            float(random.choice(edges or [random.uniform(0, 100)])) + random.choice((-3.37, 0, 0.25)), 2
        )
    if field.options and random.random() < 0.5:
        return random.choice(field.options)
    return random.choice(edges) if edges else _value(random, field)


def hostile_cases(random: Random, count: int) -> list[Case]:
    """So many cases that have, in one or two of their fields, what no case should have, or what engines trip over."""
    return [_hostile(random, _case(random, place)) for place in range(count)]


def _hostile(random: Random, case: Case) -> Case:
    values: dict[str, Any] = dict(case.values)
    for field in random.choices(readable(case.subject.kind, case.each), k=random.randint(1, 2)):
        values[field.name] = random.choice(HOSTILE)
    return replace(case, values=values)
