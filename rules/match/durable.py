"""The durable matcher: durable_rules in this very process, for tests and as a measure; what runs live is `bot.matching`.

The engine is not safe between threads and never releases the interpreter's lock, so one lock guards it.
"""

import weakref
from collections.abc import Sequence
from importlib import import_module
from threading import Lock

from rules.deciding.decision import Case
from rules.match.match import EngineFailed, EngineMissing, Match
from rules.match.plan import BATCH, Facts, Plan
from rules.match.ruleset import Fired, Ruleset, RulesetFailed
from rules.rule import Rulebook


class DurableMatcher:
    """Matches in batches of 50 cases, one session of each shard for each batch.

    Raises:
        EngineMissing: durable_rules cannot be imported here.
    """

    def __init__(self, book: Rulebook) -> None:
        try:
            engine = import_module("durable_rules_engine")
        except ImportError as error:
            raise EngineMissing(
                f"durable_rules cannot be imported here ({error}). Use the reference matcher."
            ) from error
        self._lock = Lock()
        self._plan = Plan(book)
        self._rulesets = [Ruleset(engine, definition) for definition in self._plan.definitions]
        for ruleset in self._rulesets:
            weakref.finalize(self, ruleset.close).atexit = False

    def match(self, cases: Sequence[Case]) -> list[Match]:
        """Which rules hold for which cases, in the order of the cases, then of the rulebook.

        Raises:
            CaseRefused: a case has a value that no rule may read.
            EngineFailed: the engine reported an error; nothing of the evaluation is used.
        """
        found: list[Match] = []
        for start in range(0, len(cases), BATCH):
            batch = range(start, min(start + BATCH, len(cases)))
            facts = self._plan.facts(cases[batch.start : batch.stop])
            found += self._plan.matches(self._fired(facts), batch)
        return found

    def _fired(self, facts: Facts) -> list[Fired]:
        try:
            with self._lock:
                return [
                    ruleset.fired(told) if told else []
                    for ruleset, told in zip(self._rulesets, facts, strict=True)
                ]
        except RulesetFailed as error:
            raise EngineFailed(f"{error}. The reference matcher gives the same results.") from error
