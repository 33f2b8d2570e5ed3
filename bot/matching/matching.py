"""Matching as it runs live: by durable_rules in watched children, and by the reference matcher wherever they fail."""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from threading import BoundedSemaphore, Lock
from types import TracebackType
from typing import Self

from bot.matching.engine import Engine
from bot.matching.process import ChildFailed
from rules.deciding.decision import Case
from rules.match import CaseRefused, EngineMissing, Match, Matcher, reference_matcher
from rules.match.plan import Plan
from rules.rule import Rulebook

log = logging.getLogger(__name__)

_BATCH = 25  # cases: the child matches some while the next are put into facts
_MOST_FAILURES = 3
_SECONDS = 2.0  # for what takes milliseconds; the site that asks waits meanwhile


class Matching:
    """Makes matchers that share a few children, each at work for one thread at a time.

    A child that crashes, hangs or answers nonsense is killed, the evaluation is the reference matcher's, with the same results,
    and the next one has a child of its own again. A rulebook with which that happened three times stays on the reference
    matcher, which the log and `troubles` tell. `module` is the file of the C module, found where it is installed by default;
    where there is none every matcher is the reference matcher.
    """

    def __init__(self, *, module: str | None = None, children: int = 2, seconds: float = _SECONDS) -> None:
        self._module = module or _installed()
        self._seconds = seconds
        self._children = children
        self._turns = BoundedSemaphore(children)
        self._lock = Lock()
        self._idle: list[Engine] = []
        self._failures: Counter[str] = Counter()
        self._is_closed = False
        self.troubles: dict[str, str] = {}  # why a book stays on the reference matcher

    def matcher(self, book: Rulebook) -> Matcher:
        """A matcher for a rulebook; many may live side by side, and threads may share it."""
        return WatchedMatcher(self, book) if self._module else reference_matcher(book)

    @contextmanager
    def lent(self, name: str) -> Iterator[Engine | None]:
        """A child to match by the book of this name; None where it is to be the reference matcher.

        Raises:
            ChildFailed: it did not start.
        """
        if name in self.troubles:
            yield None
            return
        with self._turns:
            with self._lock:
                engine = self._idle.pop() if self._idle else None
            with self._returned(engine or self._started()) as lent:
                yield lent

    @contextmanager
    def trial(self) -> Iterator[Engine | None]:
        """A new child, for work that may be too much for it; ChildFailed as with `lent`."""
        with self._returned(self._started()) as engine:
            yield engine

    def failed(self, name: str, version: str, error: ChildFailed) -> None:
        """Count a failure with a book; the third is its last."""
        with self._lock:
            self._failures[name] += 1
            count = self._failures[name]
        told = {"version": version, "reason": str(error), "failures": count}
        log.warning("durable_rules failed, the reference matcher stood in", extra=told)
        if count == _MOST_FAILURES:
            self._give_up(name, f"durable_rules failed {count} times with rulebook {version}: {error}")

    def give_up(self, book: Rulebook, reason: str) -> None:
        """Let a book stay on the reference matcher."""
        self._give_up(Plan(book).name, reason)

    @property
    def failures(self) -> int:
        """How often a child failed so far."""
        return self._failures.total()

    def close(self) -> None:
        """End the children; matchers that are still used are the reference matcher from now on."""
        with self._lock:
            self._is_closed = True
            idle, self._idle = self._idle, []
        for engine in idle:
            engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _give_up(self, name: str, reason: str) -> None:
        self.troubles[name] = reason
        log.error("the rulebook stays on the reference matcher", extra={"reason": reason})

    def _started(self) -> Engine | None:
        if self._module is None or self._is_closed:
            return None
        try:
            return Engine(self._module, self._seconds)
        except EngineMissing as missing:
            self._module = None
            told = {"reason": str(missing)}
            log.warning("durable_rules is missing, rules run on the reference matcher", extra=told)
            return None

    @contextmanager
    def _returned(self, engine: Engine | None) -> Iterator[Engine | None]:
        try:
            yield engine
        except CaseRefused:
            if engine is not None:
                self._take_back(engine)
            raise
        except BaseException:  # an answer may still be under way
            if engine is not None:
                engine.close()
            raise
        if engine is not None:
            self._take_back(engine)

    def _take_back(self, engine: Engine) -> None:
        with self._lock:
            if not self._is_closed and len(self._idle) < self._children:
                self._idle.append(engine)
                return
        engine.close()


class WatchedMatcher:
    """Matches by a rulebook in a child; without one, by the reference matcher."""

    def __init__(self, matching: Matching, book: Rulebook) -> None:
        self._matching = matching
        self._plan = Plan(book)
        self._version = book.version
        self._reference = reference_matcher(book)

    def match(self, cases: Sequence[Case]) -> list[Match]:
        """Which rules hold for which cases, in the order of the cases, then of the rulebook.

        Raises:
            CaseRefused: a case has a value that no rule may read.
        """
        try:
            with self._matching.lent(self._plan.name) as engine:
                if engine is not None:
                    return matched(engine, self._plan, cases)
        except ChildFailed as error:
            self._matching.failed(self._plan.name, self._version, error)
        return self._reference.match(cases)


def matched(engine: Engine, plan: Plan, cases: Sequence[Case]) -> list[Match]:
    """What a child finds for these cases.

    Raises:
        CaseRefused: a case has a value that no rule may read; the child lives on.
        ChildFailed: the child is dead.
    """
    batches = [range(start, min(start + _BATCH, len(cases))) for start in range(0, len(cases), _BATCH)]
    facts = (plan.facts(cases[batch.start : batch.stop]) for batch in batches)
    found: list[Match] = []
    for batch, fired in zip(batches, engine.fired(plan, facts), strict=True):
        try:
            found += plan.matches(fired, batch)
        except (LookupError, ValueError) as error:
            raise engine.failed("answered nonsense") from error
    return found


def _installed() -> str | None:
    spec = find_spec("durable_rules_engine")
    return spec.origin if spec else None
