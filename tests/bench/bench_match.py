"""Cases per second of both matchers, for rulebooks of several sizes.

Run it from the repository: `python -m tests.bench.bench_match`. Every evaluation is also compared between the two, so a run is a
differential test of some 380,000 evaluations as well. Cases come in batches of 50.
"""

import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from random import Random

from rules.decision import Case
from rules.match import Matcher, durable_matcher, reference_matcher
from rules.rule import Rulebook
from rules.rulebook import shipped_rulebook
from tests.rules.random_books import random_book, random_cases

_CASES = 1_000
_BATCH = 50


def main() -> None:
    """Print the table."""
    sizes = (10, 60, 300)
    sys.stdout.write(f"{'rulebook':>12} {'durable':>10} {'reference':>10}   cases per second\n")
    for size in sizes:
        _compare(f"{size} random", random_book(Random(size), size))
    _compare("shipped", shipped_rulebook())


def _compare(name: str, book: Rulebook) -> None:
    cases = random_cases(Random(1), _CASES)
    durable, reference = durable_matcher(book), reference_matcher(book)
    if durable.match(cases) != reference.match(cases):
        raise SystemExit(f"The matchers differ on {name}.")
    speeds = [_CASES / _seconds(partial(_run, matcher, cases)) for matcher in (durable, reference)]
    sys.stdout.write(f"{name:>12} {speeds[0]:>10,.0f} {speeds[1]:>10,.0f}\n")


def _run(matcher: Matcher, cases: Sequence[Case]) -> None:
    for start in range(0, len(cases), _BATCH):
        matcher.match(cases[start : start + _BATCH])


def _seconds(run: Callable[[], None]) -> float:
    """The best of three runs."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - start)
    return best


if __name__ == "__main__":
    main()
