"""The durable matcher: durable_rules' C engine as a stateless matcher of flat facts, and nothing else of it.

One evaluation is one session: the cases' facts, then a sentinel whose firing gives access to all others, then the
session is deleted. The engine is not safe between threads and never releases the interpreter's lock, so one lock guards it.
"""

import json
import weakref
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from itertools import count
from threading import Lock
from typing import Any

from rules.decision import Case, CaseValue
from rules.match.compile import SENTINEL, Shard, compile_book
from rules.match.match import EngineFailed, EngineMissing, Match
from rules.match.reading import Reading
from rules.rule import Rulebook

_BATCH = 50
_TAKEN = (0, 1)  # matched, or matched nothing; 2 would be a repeated id
_NAMES = count(1)


class DurableMatcher:
    """Matches in batches of 50 cases, one session of each shard for each batch.

    Raises:
        EngineMissing: durable_rules cannot be imported here.
    """

    def __init__(self, book: Rulebook) -> None:
        engine = _engine()
        self._lock = Lock()
        self._reading = Reading(*(rule.when for rule in book.rules))
        self._order = {rule.id: place for place, rule in enumerate(book.rules)}
        self._rulesets = [_Ruleset(engine, shard) for shard in compile_book(book)]

    def match(self, cases: Sequence[Case]) -> list[Match]:
        """Which rules hold for which cases, in the order of the cases, then of the rulebook.

        Raises:
            CaseRefused: a case has a value that no rule may read.
            EngineFailed: the engine reported an error; nothing of the evaluation is used.
        """
        facts = [self._reading.of(case.values) for case in cases]
        found: set[Match] = set()
        with self._lock:
            for start in range(0, len(cases), _BATCH):
                places = range(start, min(start + _BATCH, len(cases)))
                for ruleset in self._rulesets:
                    found.update(ruleset.matches(cases, facts, places))
        return sorted(found, key=lambda match: (match.case, self._order[match.rule]))


class _Ruleset:
    """A shard, loaded into the engine for as long as this lives."""

    def __init__(self, engine: Any, shard: Shard) -> None:  # noqa: ANN401 - the C module has no types
        self._engine, self._shard = engine, shard
        self._sessions = count(1)
        self._handle: int = engine.create_ruleset(f"siteloop{next(_NAMES)}", shard.definition)
        weakref.finalize(self, engine.delete_ruleset, self._handle).atexit = False
        list(self._fired({}))  # deleting the state of a ruleset that never fired frees uninitialised pointers

    def matches(
        self, cases: Sequence[Case], values: Sequence[Mapping[str, CaseValue]], places: range
    ) -> Iterator[Match]:
        """What holds for the cases at these places; a fact's id is its place in the batch, so that ids stay few and short."""
        facts = {}
        for place in places:
            wanted = self._shard.wanted.get((cases[place].subject.kind, cases[place].each))
            if wanted:
                facts[place - places.start] = wanted.fact(values[place])
        if facts:
            for name, place in self._fired(facts):
                yield Match(self._shard.rules[name], places[place])

    def _fired(self, facts: Mapping[int, str]) -> list[tuple[str, int]]:
        """Names of patterns, with the ids of the facts on which they fired."""
        session = str(next(self._sessions))
        try:
            for place, fact in facts.items():
                self._tell(f'{{"sid":"{session}","id":"{place}",{fact}}}')
            offset = self._tell(f'{{"sid":"{session}","id":"{SENTINEL}","{SENTINEL}":1}}')
            return list(self._firings(offset))
        except EngineFailed:
            raise
        except Exception as error:  # the C module raises plain exceptions with a number
            raise EngineFailed(
                f"durable_rules failed: {error}. The reference matcher gives the same results."
            ) from error
        finally:
            self._engine.delete_state(self._handle, session)

    def _tell(self, fact: str) -> int:
        code, offset = self._engine.assert_fact(self._handle, fact)
        if code not in _TAKEN:
            raise EngineFailed(
                f"durable_rules answered {code} to a fact. The reference matcher gives the same results."
            )
        return int(offset)

    def _firings(self, offset: int) -> Iterator[tuple[str, int]]:
        first = self._engine.start_action_for_state(self._handle, offset)
        firing = first[1] if first else None
        while firing:
            ((name, messages),) = json.loads(firing).items()
            if name != SENTINEL:
                yield name, int(messages["m"]["id"])
            firing = self._engine.complete_and_start_action(self._handle, offset)


def _engine() -> Any:  # noqa: ANN401 - the C module has no types
    try:
        return import_module("durable_rules_engine")
    except ImportError as error:
        raise EngineMissing(
            f"durable_rules cannot be imported here ({error}). Use the reference matcher."
        ) from error
