"""Rulebooks, last stage: one rule's plain values → a typed Rule, with every problem in it."""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import time
from typing import Any

from rules.deciding.decision import CaseValue
from rules.facts.fields import FIELDS, Field, readable
from rules.language.duration import clock_hours, working_hours
from rules.language.outcomes import read_outcome
from rules.language.problem import Misread, Problem, did_you_mean, one_of
from rules.language.report import Report
from rules.language.schema import RuleShape, TestShape
from rules.language.sense import senseless
from rules.language.text import Path, RawRulebook
from rules.language.tree import read_condition
from rules.match.match import CaseRefused
from rules.match.reading import comparable, fields_of
from rules.resources.spare import GIVER
from rules.rule import Active, Ask, Block, Condition, Move, Outcome, Rule, RuleTest

_COPIED = {
    "id", "title", "why", "owner", "on", "each", "severity", "mode", "when_resolved", "group_by", "serves",
}  # fmt: skip
_MATTERS_OF = ("task", "site")
_FACTS = ("fires", "quiet")
_OWN_BLOCKER = (
    "task.blocked", "task.open_blockers", "task.blocked_hours", "task.blocker_cause", "task.blocker_expected_in_hours",
)  # fmt: skip


class RuleReading:
    """Reads one rule of a file; it goes on after a problem, so that all are reported at once."""

    def __init__(self, raw: RawRulebook, path: Path) -> None:
        self._report = Report(raw, path)

    @property
    def problems(self) -> Sequence[Problem]:
        """What was found wrong."""
        return self._report.problems

    def rule(self, value: Any) -> Rule | None:  # noqa: ANN401 - plain YAML values
        """The rule, or None where `problems` now says why not."""
        report = self._report
        report.id = str(value.get("id", "")) if isinstance(value, dict) else ""
        shape = report.shape(RuleShape, value)
        if shape is None:
            return None
        report.fields = {field.name: field for field in readable(shape.on, shape.each)}
        self._check_each(shape)
        when = self._condition(shape.when)
        then = [read_outcome(raw, ("then", place), shape, report) for place, raw in enumerate(shape.then)]
        lengths = self._lengths(shape)
        active = report.tried(("active",), _active, shape.active)
        if any(isinstance(one, Move) for one in then):
            report.fields = {**report.fields, **GIVER}
        tests = self._tests(shape.tests)
        done = tuple(one for one in then if one)
        if when is not None:
            self._fit(shape, when, done)
        if report.problems or when is None:
            return None
        return Rule(
            **shape.model_dump(include=_COPIED),
            **lengths,
            when=when,
            then=done,
            inhibits=tuple(shape.inhibits),
            active=active or None,
            sources=tuple(shape.sources),
            tests=tests,
            source=report.source,
        )

    def _check_each(self, shape: RuleShape) -> None:
        if shape.each and shape.on not in _MATTERS_OF:
            self._report.add(
                ("each",), f"A rule on {shape.on} has no matters.", "Use `each` with on: task or on: site."
            )

    def _condition(self, raw: Any) -> Condition | None:  # noqa: ANN401 - plain YAML values
        condition, faults = read_condition(raw, self._report.fields)
        for path, fault in faults or (senseless(condition) if condition else ()):
            self._report.add(("when", *path), fault.reason, fault.suggestion)
        return condition

    def _lengths(self, shape: RuleShape) -> dict[str, Any]:
        tried = self._report.tried
        repeat = shape.repeat_every
        return {
            "for_hours": tried(("for",), working_hours, shape.for_),
            "clear_hours": tried(("clear_after",), working_hours, shape.clear_after),
            "cooldown_hours": tried(("cooldown",), _cooldown, shape.cooldown) if shape.cooldown else None,
            "repeat_hours": tried(("repeat_every",), working_hours, repeat) if repeat else None,
        }

    def _fit(self, shape: RuleShape, when: Condition, then: Sequence[Outcome]) -> None:
        """What each part allows by itself, and not beside the others."""
        report = self._report
        grouped = [one for one in then if isinstance(one, Ask) and one.together]
        if shape.group_by and len(grouped) != len(then):
            how = "Give each ask and question `together:`, and no other outcome."
            report.add(("group_by",), "Only what is asked can be asked together.", how)
        if not shape.group_by and grouped:
            report.add(("then",), "Nothing is asked together here.", "Add group_by, or leave together out.")
        if shape.group_by in ("zone", "trade") and shape.on != "task":
            report.add(("group_by",), f"A rule on {shape.on} knows no {shape.group_by}.", "Use on: task.")
        if shape.id in shape.inhibits:
            report.add(("inhibits",), "A rule cannot hold itself back.", "Name other rules.")
        own = [name for name in fields_of(when) if name in _OWN_BLOCKER]
        if own and any(isinstance(one, Block) for one in then):
            report.add(("when",), f"The rule opens a blocker and reads {own[0]}, its own effect.")

    def _tests(self, shapes: Iterable[TestShape]) -> tuple[RuleTest, ...]:
        found = [self._test(shape, ("tests", place)) for place, shape in enumerate(shapes)]
        outcomes = {test.fires for test in found if test}
        for word, fires in zip(_FACTS, (True, False), strict=True):
            if fires not in outcomes:
                reason = f"No test says when the rule {'fires' if fires else 'stays quiet'}."
                self._report.add(("tests",), reason, f"Add one with `{word}:`.")
        return tuple(test for test in found if test)

    def _test(self, shape: TestShape, path: Path) -> RuleTest | None:
        if (shape.fires is None) == (shape.quiet is None):
            self._report.add(path, "A test has either `fires:` or `quiet:`, with the facts.")
            return None
        fires = shape.fires is not None
        given: dict[str, CaseValue] = {}
        for name, value in (shape.fires or shape.quiet or {}).items():
            at = (*path, _FACTS[not fires], name)
            fact = self._report.tried(at, _fact, name, value, self._report.fields)
            if fact is not None:
                given[name] = fact
        return RuleTest(name=shape.name, given=given, fires=fires)


def _cooldown(written: str) -> float:
    """Hours of the clock; `forever` is without end."""
    return math.inf if written == "forever" else clock_hours(written)


def _active(written: str) -> Active | None:
    if written == "always":
        return None
    if written == "shift":
        return Active()
    opens, mark, closes = written.partition("-")
    try:
        found = Active(opens=time.fromisoformat(opens.strip()), closes=time.fromisoformat(closes.strip()))
    except ValueError:
        mark = ""
    if not mark or found.opens == found.closes:
        raise Misread(f"“{written}” is no time of day.", "Write always, shift, or 07:00-11:00.")
    return found


def _fact(name: str, value: CaseValue, fields: Mapping[str, Field]) -> CaseValue:
    """A test's fact, as the field has it."""
    field = fields.get(name)
    if field is None:
        known = f"This rule cannot read {name}." if name in FIELDS else f"There is no field {name}."
        raise Misread(known, did_you_mean(name, fields))
    try:
        fact = comparable(name, field.type, value)
    except CaseRefused as error:
        raise Misread(
            f"{name} is a {field.type}, “{value}” is not.", f"Write it as {field.example}."
        ) from error
    if field.options and fact not in field.options:
        raise Misread(f"{name} is never “{value}”.", one_of(str(value), field.options))
    return fact
