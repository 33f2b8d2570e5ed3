"""From rules to what durable_rules can be trusted with: flat patterns of equality, order of numbers, and presence.

Each rule is brought to branches (`rules.language.normal_form`), each branch is one pattern that begins with the kind of case.
What the engine gets wrong is computed before it, as a key that is 1 where it is so: denials (also true where the field is
absent), sets of values, text that differs, and field against field. Patterns are spread over shards, since one fact that matches
more than 64 of a ruleset stops it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from json.encoder import encode_basestring

from rules.deciding.decision import CaseValue
from rules.language.normal_form import Branch, Term, branches
from rules.match.ruleset import SENTINEL
from rules.rule import Compare, Exists, FieldRef, Op, Rule, Rulebook

MAX_PATTERNS = 60
MAX_KEYS = 200
_KIND = "t"
_ORDER: Mapping[Op, str] = {"!=": "$neq", "<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte"}

Kind = tuple[str, str]  # a rule's `on` and `each`: the kind of case that it is about
Wanted = str | Term  # a field, or a term that is computed before the engine
Pattern = tuple[Rule, Branch]


@dataclass(frozen=True, kw_only=True)
class Shard:
    """One ruleset: its definition as JSON, the rule of each pattern's name, and what it wants to know of each kind of case."""

    definition: str
    rules: Mapping[str, str]
    wanted: Mapping[Kind, tuple[Wanted, ...]]


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """A rulebook for the engine: its shards, and the pieces of facts that say what they want to know, the same in every shard."""

    shards: tuple[Shard, ...]
    kinds: Mapping[Kind, str]
    keys: Mapping[Wanted, str]


def compile_book(book: Rulebook) -> Compiled:
    """Patterns about the same kind of case stay together."""
    patterns = [(rule, branch) for rule in book.rules for branch in branches(rule.when)]
    patterns.sort(key=lambda pattern: (pattern[0].on, pattern[0].each))
    names = _Names()
    shards = tuple(_shard(names, part) for part in _parts(patterns))
    kinds = {kind: f',"{_KIND}":{number}' for kind, number in names.kinds.items()}
    return Compiled(shards=shards, kinds=kinds, keys={want: f',"{key}":' for want, key in names.keys.items()})


def written(value: CaseValue) -> str:
    """A normalised value as JSON that the engine reads right: truths as 1 and 0, numbers without exponent, text as UTF-8."""
    if isinstance(value, str):
        return encode_basestring(value)
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


def _shard(names: "_Names", patterns: list[Pattern]) -> Shard:
    rules = {f"r{place}": rule.id for place, (rule, _) in enumerate(patterns)}
    wanted: dict[Kind, dict[Wanted, None]] = {}
    members = [f'"{SENTINEL}":{{"all":[{{"m":{{"{SENTINEL}":1}}}}]}}']
    for name, (rule, branch) in zip(rules, patterns, strict=True):
        kind = (rule.on, rule.each)
        terms = [_condition(names, term) for term in branch]
        wanted.setdefault(kind, {}).update(dict.fromkeys(want for want, _ in terms))
        # The kind of case first: a bare question for absence would match the engine's own messages.
        conditions = [f'{{"{_KIND}":{names.kind(kind)}}}', *(text for _, text in terms)]
        members.append(f'"{name}":{{"all":[{{"m":{{"$and":[{",".join(conditions)}]}}}}]}}')
    definition = "{" + ",".join(members) + "}"
    return Shard(definition=definition, rules=rules, wanted={k: tuple(want) for k, want in wanted.items()})


class _Names:
    """Short names for kinds of cases and for what is compared, given as they come up."""

    def __init__(self) -> None:
        self.kinds: dict[Kind, int] = {}
        self.keys: dict[Wanted, str] = {}

    def kind(self, kind: Kind) -> int:
        return self.kinds.setdefault(kind, len(self.kinds) + 1)

    def key(self, wanted: Wanted) -> str:
        return self.keys.setdefault(wanted, f"f{len(self.keys)}")


def _condition(names: _Names, term: Term) -> tuple[Wanted, str]:
    """What a term wants to know, and how the engine is asked for it."""
    atom = term.atom
    if term.holds and isinstance(atom, Exists):
        return atom.field, f'{{"$ex":{{"{names.key(atom.field)}":1}}}}'
    if (
        not term.holds
        or isinstance(atom, Exists)
        or isinstance(atom.value, FieldRef | tuple)
        or _is_beyond(atom)
    ):
        return term, f'{{"{names.key(term)}":1}}'
    equal = f'{{"{names.key(atom.field)}":{written(atom.value)}}}'
    return atom.field, equal if atom.op == "=" else f'{{"{_ORDER[atom.op]}":{equal}}}'


def _is_beyond(comparison: Compare) -> bool:
    """Whether the engine does not compare such values so: it knows equality, and the order of numbers."""
    return comparison.op != "=" and isinstance(comparison.value, bool | str)
