"""From rules to what durable_rules can be trusted with: flat patterns of equality, order of numbers, and presence.

Each rule is brought to branches (`rules.normal_form`), each branch is one pattern that begins with the kind of case. What the
engine gets wrong is computed before it, as a key that is 1 where it is so: denials (also true where the field is absent), sets
of values, text that differs, and field against field. Patterns are spread over shards, since one fact that matches
more than 64 of a ruleset stops it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rules.decision import CaseValue
from rules.match.reference import holds
from rules.normal_form import Branch, Term, branches
from rules.rule import Compare, Exists, FieldRef, Op, Rule, Rulebook

MAX_PATTERNS = 60
MAX_KEYS = 200
SENTINEL = "~"
_KIND = "t"
_ORDER: Mapping[Op, str] = {"!=": "$neq", "<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte"}

Kind = tuple[str, str]  # a rule's `on` and `each`: the kind of case that it is about
Pattern = tuple[Rule, Branch]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a shard wants to know of one kind of case: the kind's number, fields by key, computed terms by key."""

    number: int
    fields: Mapping[str, str]
    terms: Mapping[str, Term]

    def fact(self, values: Mapping[str, CaseValue]) -> str:
        """The inner part of the JSON of a case's fact, after its `sid` and `id`."""
        parts = [f'"{_KIND}":{self.number}']
        for key, name in self.fields.items():
            if name in values:
                parts.append(f'"{key}":{written(values[name])}')
        parts += [f'"{key}":1' for key, term in self.terms.items() if holds(term.atom, values) == term.holds]
        return ",".join(parts)


@dataclass(frozen=True, kw_only=True)
class Shard:
    """One ruleset: its definition as JSON, the rule of each pattern's name, and what it wants to know."""

    definition: str
    rules: Mapping[str, str]
    wanted: Mapping[Kind, Wanted]


def compile_book(book: Rulebook) -> tuple[Shard, ...]:
    """The shards of a rulebook; patterns about the same kind of case stay together."""
    patterns = [(rule, branch) for rule in book.rules for branch in branches(rule.when)]
    patterns.sort(key=lambda pattern: (pattern[0].on, pattern[0].each))
    return tuple(_shard(part) for part in _parts(patterns))


def written(value: CaseValue) -> str:
    """A normalised value as JSON that the engine reads right: truths as 1 and 0, numbers without exponent, text as UTF-8."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, float) and not value.is_integer():
        return f"{value:.6f}"
    return str(int(value))


def _parts(patterns: Iterable[Pattern]) -> Iterable[list[Pattern]]:
    """Patterns in parts that one ruleset can take."""
    part: list[Pattern] = []
    terms: set[Term] = set()
    for rule, branch in patterns:
        if len(part) == MAX_PATTERNS or len(terms.union(branch)) > MAX_KEYS:
            yield part
            part, terms = [], set()
        part.append((rule, branch))
        terms.update(branch)
    if part:
        yield part


def _shard(patterns: list[Pattern]) -> Shard:
    keys = _Keys()
    rules = {f"r{place}": rule.id for place, (rule, _) in enumerate(patterns)}
    written_patterns = (keys.pattern((rule.on, rule.each), branch) for rule, branch in patterns)
    members = [f'"{SENTINEL}":{{"all":[{{"m":{{"{SENTINEL}":1}}}}]}}']
    members += [
        f'"{name}":{{"all":[{{"m":{pattern}}}]}}'
        for name, pattern in zip(rules, written_patterns, strict=True)
    ]
    return Shard(definition="{" + ",".join(members) + "}", rules=rules, wanted=keys.wanted())


class _Keys:
    """Short names for what a shard compares, given as they come up."""

    def __init__(self) -> None:
        self._names: dict[str | Term, str] = {}
        self._kinds: dict[Kind, dict[str | Term, str]] = {}

    def pattern(self, kind: Kind, branch: Branch) -> str:
        """The kind of case first: a bare question for absence would match the engine's own messages."""
        used = self._kinds.setdefault(kind, {})
        number = list(self._kinds).index(kind) + 1
        conditions = [f'{{"{_KIND}":{number}}}', *(self._condition(term, used) for term in branch)]
        return f'{{"$and":[{",".join(conditions)}]}}'

    def wanted(self) -> dict[Kind, Wanted]:
        return {
            kind: Wanted(
                number=number,
                fields={key: want for want, key in used.items() if isinstance(want, str)},
                terms={key: want for want, key in used.items() if not isinstance(want, str)},
            )
            for number, (kind, used) in enumerate(self._kinds.items(), start=1)
        }

    def _condition(self, term: Term, used: dict[str | Term, str]) -> str:
        atom = term.atom
        if term.holds and isinstance(atom, Exists):
            return f'{{"$ex":{{"{self._key(atom.field, used)}":1}}}}'
        if (
            not term.holds
            or isinstance(atom, Exists)
            or isinstance(atom.value, FieldRef | tuple)
            or _is_beyond(atom)
        ):
            return f'{{"{self._key(term, used)}":1}}'
        key = self._key(atom.field, used)
        equal = f'{{"{key}":{written(atom.value)}}}'
        return equal if atom.op == "=" else f'{{"{_ORDER[atom.op]}":{equal}}}'

    def _key(self, wanted: str | Term, used: dict[str | Term, str]) -> str:
        used[wanted] = self._names.setdefault(wanted, f"f{len(self._names)}")
        return used[wanted]


def _is_beyond(comparison: Compare) -> bool:
    """Whether the engine does not compare such values so: it knows equality, and the order of numbers."""
    return comparison.op != "=" and isinstance(comparison.value, bool | str)
