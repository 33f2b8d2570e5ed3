"""How a rulebook is matched by durable_rules, wherever the engine runs: cases to facts by shard, firings to matches.

Facts are put together from pieces, one for each thing that some shard wants to know, worked out for all cases of a kind at
once (`rules.match.columns`); each shard picks its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import repeat

from rules.deciding.decision import Case, CaseValue
from rules.match.columns import columns_of, pieces_of
from rules.match.compile import Compiled, Kind, compile_book
from rules.match.match import CaseRefused, Match
from rules.match.reading import Reading, readings
from rules.match.ruleset import HEAD
from rules.rule import Rulebook

BATCH = 50

Facts = list[list[str]]  # by shard


class Plan:
    """What is asked of the engine for a rulebook; `definitions` are its rulesets, `name` is a hash of them."""

    def __init__(self, book: Rulebook) -> None:
        compiled = compile_book(book)
        order = {rule.id: place for place, rule in enumerate(book.rules)}
        self.definitions = tuple(shard.definition for shard in compiled.shards)
        self.name = sha256("\n".join(self.definitions).encode()).hexdigest()[:16]
        self._ids = tuple(order)
        self._rules = [{name: order[rule] for name, rule in s.rules.items()} for s in compiled.shards]
        self._kinds = {kind: _Asking(compiled, kind, reading) for kind, reading in readings(book).items()}

    def facts(self, cases: Sequence[Case]) -> Facts:
        """The facts of a batch by shard, each with its case's place as its id, so that ids stay few and short.

        Raises:
            CaseRefused: a case has a value that no rule may read.
        """
        places: dict[Kind, list[int]] = {}
        for place, case in enumerate(cases):
            places.setdefault((case.subject.kind, case.each), []).append(place)
        facts: Facts = [[] for _ in self.definitions]
        try:
            for kind, where in places.items():
                if (asking := self._kinds.get(kind)) is not None:
                    asking.add(where, [cases[place].values for place in where], facts)
        except CaseRefused:
            for case in cases:
                if (asking := self._kinds.get((case.subject.kind, case.each))) is not None:
                    asking.reading.of(case.values)  # of several that are refused, the first is named
            raise
        return facts

    def matches(self, fired: Iterable[Sequence[str]], batch: range) -> list[Match]:
        """What fired, by shard, in the order of the cases, then of the rulebook; `batch` are the cases' places.

        Raises:
            LookupError, ValueError: these are no firings of this plan.
        """
        found: set[tuple[int, int]] = set()
        for rules, words in zip(self._rules, fired, strict=True):
            places, names = words[1::2], words[::2]
            found.update(zip(map(int, places), map(rules.__getitem__, names), strict=True))
        ids, ranked = self._ids, sorted(found)
        if ranked and ranked[0][0] < 0:
            raise ValueError("a fact's id is negative")
        return [Match(ids[rule], batch[place]) for place, rule in ranked]


class _Asking:
    """What all shards ask of one kind of case."""

    def __init__(self, compiled: Compiled, kind: Kind, reading: Reading) -> None:
        self.reading = reading
        self._begin = compiled.kinds[kind]
        self._wanted = {n: s.wanted[kind] for n, s in enumerate(compiled.shards) if kind in s.wanted}
        every = dict.fromkeys(want for wanted in self._wanted.values() for want in wanted)
        self._pieces = {want: pieces_of(want, compiled.keys[want]) for want in every}

    def add(self, places: Sequence[int], cases: Sequence[Mapping[str, CaseValue]], facts: Facts) -> None:
        """Add the cases' facts to every shard that asks."""
        columns = columns_of(tuple(self.reading.fields), cases)
        pieces = {want: say(columns) for want, say in self._pieces.items()}
        heads = [f'{HEAD}{place}"{self._begin}' for place in places]
        for shard, wanted in self._wanted.items():
            parts = zip(heads, *(pieces[want] for want in wanted), repeat("}"))
            facts[shard] += map("".join, parts)
