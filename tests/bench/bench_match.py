"""Cases per second of every way to match, side by side, for rulebooks of several sizes.

Run it from the repository: `python -m tests.bench.bench_match`. Cases come in batches of 50, each of 60 facts; every
way begins with cases or facts as Python dicts and ends with the firings, so serialising is in every figure.

- bare C: the C module alone. Its facts are shaped beforehand: the few values that rules read, with what is computed before
  the engine; it turns them to JSON, asserts them and collects what fired.
- Host: durable_rules' own, given the same facts one by one; of those that it is given at once it loses firings.
- here: our durable matcher in this process. child: the same in a watched child, which is what runs live.
- reference: our matcher in plain Python.

Every way is compared with the reference matcher on each case, Host by the number of its firings. The ways take turns
at all batches, and of the runs of each batch the fastest counts, so that what else the machine does disturbs all alike.
"""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from random import Random
from typing import Any

import durable_rules_engine
from durable.engine import Host, MessageNotHandledException

from bot.matching.matching import Matching
from rules.deciding.decision import Case
from rules.match import Match, Matcher, durable_matcher, reference_matcher
from rules.match.plan import Plan
from rules.match.ruleset import SENTINEL, Fired, Ruleset
from tests.bench.machine import machine, write, write_figures
from tests.rules.random_books import full_cases, varied_library

_CASES = 1_000
_BATCH = 50
_FACTS = 60
_RUNS = 15
_SIZES = (10, 60, 300)
_WAYS = ("bare C", "Host", "here", "child", "reference")

Run = Callable[[], object]
Cases = list[Case]
Shaped = list[list[dict[str, Any]]]  # a batch's facts, by shard


def main() -> None:
    """Print the table, and how far the goal is met: the child within 2 times of bare C, and 3 times ahead of Host."""
    write(machine(), f"cases per second, in batches of {_BATCH}", "")
    write(f"{'rulebook':>12}" + "".join(f"{way:>11}" for way in _WAYS) + f"{'C/child':>10}{'child/Host':>11}")
    figures = {size: _compared(size) for size in _SIZES}
    write("", *_parts())
    write_figures("match", {f"{size} rules": speeds for size, speeds in figures.items()})


def _compared(size: int) -> dict[str, int]:
    """Cases per second of each way, for so many rules."""
    book = varied_library(Random(size), size)
    cases = full_cases(Random(1), book, _CASES, _FACTS)
    batches = [cases[start : start + _BATCH] for start in range(0, len(cases), _BATCH)]
    plan, reference = Plan(book), reference_matcher(book)
    expected = [reference.match(batch) for batch in batches]
    shaped = [[[json.loads(fact) for fact in facts] for facts in plan.facts(batch)] for batch in batches]
    with Matching() as matching:
        ways = {
            "bare C": _bare(plan, shaped, expected),
            "Host": _host(plan, shaped, expected),
            "here": _matching(durable_matcher(book), batches, expected),
            "child": _matching(matching.matcher(book), batches, expected),
            "reference": _matching(reference, batches, expected),
        }
        best = _best(ways)
    speeds = {way: round(len(cases) / seconds) for way, seconds in best.items()}
    ratios = f"{speeds['bare C'] / speeds['child']:>10.2f}{speeds['child'] / speeds['Host']:>11.2f}"
    write(f"{size:>6} rules" + "".join(f"{speeds[way]:>11,}" for way in _WAYS) + ratios)
    return speeds


def _best(ways: Mapping[str, Sequence[Run]]) -> dict[str, float]:
    """Seconds of each way for all batches, each batch at its best."""
    best = {way: [float("inf")] * len(runs) for way, runs in ways.items()}
    for _ in range(_RUNS):
        for way, runs in ways.items():
            best[way] = [min(known, _seconds(run)) for known, run in zip(best[way], runs, strict=True)]
    return {way: sum(seconds) for way, seconds in best.items()}


def _matching(matcher: Matcher, batches: Sequence[Cases], expected: list[list[Match]]) -> list[Run]:
    if [matcher.match(batch) for batch in batches] != expected:
        raise SystemExit(f"{type(matcher).__name__} differs from the reference matcher.")
    return [partial(matcher.match, batch) for batch in batches]


def _bare(plan: Plan, shaped: Sequence[Shaped], expected: list[list[Match]]) -> list[Run]:
    rulesets = [Ruleset(durable_rules_engine, definition) for definition in plan.definitions]
    written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

    def run(batch: Shaped) -> list[Fired]:
        return [
            ruleset.fired([written(fact) for fact in facts]) if facts else []
            for ruleset, facts in zip(rulesets, batch, strict=True)
        ]

    if [plan.matches(run(batch), range(_BATCH)) for batch in shaped] != expected:
        raise SystemExit("The bare loop differs from the reference matcher.")
    return [partial(run, batch) for batch in shaped]


def _host(plan: Plan, shaped: Sequence[Shaped], expected: list[list[Match]]) -> list[Run]:
    fired: list[Any] = []

    def keep(closure: Any) -> None:  # noqa: ANN401 - durable_rules has no types
        fired.append(closure.m)

    host = Host()
    names = [str(number) for number in range(len(plan.definitions))]
    for name, definition in zip(names, plan.definitions, strict=True):
        rules: Mapping[str, dict[str, Any]] = json.loads(definition)
        host.register_rulesets({name: {rule: {**what, "run": keep} for rule, what in rules.items()}})
        _told(host, name, {"sid": "1", "id": SENTINEL, SENTINEL: 1})  # what never fired must not be deleted
        host.get_ruleset(name).delete_state("1")

    def run(batch: Shaped) -> int:
        fired.clear()
        for name, facts in zip(names, batch, strict=True):
            for fact in facts:
                _told(host, name, fact)
            if facts:
                host.get_ruleset(name).delete_state("1")
        return len(fired)

    for batch, matches in zip(shaped, expected, strict=True):
        if (found := run(batch)) < len(matches):
            raise SystemExit(f"Host finds {found} firings, not {len(matches)}.")
    return [partial(run, batch) for batch in shaped]


def _told(host: Any, name: str, fact: Mapping[str, Any]) -> None:  # noqa: ANN401 - durable_rules has no types
    with suppress(MessageNotHandledException):
        host.assert_fact(name, fact)


def _parts() -> list[str]:
    """Where the child's time goes, for 60 rules."""
    book = varied_library(Random(60), 60)
    cases = full_cases(Random(1), book, _BATCH, _FACTS)
    plan = Plan(book)
    rulesets = [Ruleset(durable_rules_engine, definition) for definition in plan.definitions]
    facts = plan.facts(cases)
    fired = [ruleset.fired(told) for ruleset, told in zip(rulesets, facts, strict=True)]
    with Matching() as matching, matching.lent(plan.name) as engine:
        if engine is None:
            raise SystemExit("There is no child.")
        parts: dict[str, Run] = {
            "facts from cases": lambda: plan.facts(cases),
            "the engine, in this process": lambda: [r.fired(f) for r, f in zip(rulesets, facts, strict=True)],
            "the engine, in the child and back": lambda: list(engine.fired(plan, [facts])),
            "a way to the child and back with no fact": lambda: list(engine.fired(plan, [[]])),
            "matches from firings": lambda: plan.matches(fired, range(_BATCH)),
        }
        lines = [f"{_micro(run):>8.0f} µs  {part}" for part, run in parts.items()]
    return [f"A batch of {_BATCH} cases and 60 rules, {sum(map(len, fired)) // 2} firings:", *lines]


def _micro(run: Run) -> float:
    return min(_seconds(run) for _ in range(300)) * 1e6


def _seconds(run: Run) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
