"""Rulebooks, last stage: one rule's plain values → a typed Rule, with every problem in it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from rules.condition_sense import senseless
from rules.condition_tree import read_condition
from rules.decision import CaseValue
from rules.duration import clock_hours, working_hours
from rules.fields import FIELDS, Field, readable
from rules.match.match import CaseRefused
from rules.match.reading import comparable
from rules.problem import Misread, Problem, did_you_mean, one_of
from rules.rule import ROLES, Ask, Condition, Rule, RuleTest
from rules.rulebook_schema import AskShape, RemindShape, RuleShape, TestShape
from rules.rulebook_shape import path_text, read_shape
from rules.rulebook_text import Path, RawRulebook
from rules.subject import ReminderPlan
from rules.template import check_template

Result = TypeVar("Result")

_COPIED = {"id", "title", "why", "owner", "on", "each", "severity", "mode", "when_resolved"}
_MATTERS_OF = ("task", "site")
_FACTS = ("fires", "quiet")


class RuleReading:
    """Reads one rule of a file; it goes on after a problem, so that all are reported at once."""

    def __init__(self, raw: RawRulebook, path: Path) -> None:
        self.raw = raw
        self.path = path
        self.problems: list[Problem] = []
        self.id = ""
        self.fields: Mapping[str, Field] = {}

    def rule(self, value: Any) -> Rule | None:  # noqa: ANN401 - plain YAML values
        """The rule, or None where `problems` now says why not."""
        self.id = str(value.get("id", "")) if isinstance(value, dict) else ""
        shape = read_shape(RuleShape, value, self._report)
        if shape is None:
            return None
        self.fields = {field.name: field for field in readable(shape.on, shape.each)}
        if shape.each and shape.on not in _MATTERS_OF:
            self._report(
                ("each",), f"A rule on {shape.on} has no matters.", "Use `each` with on: task or on: site."
            )
        when = self._condition(shape.when)
        asks = [self._ask(ask, shape, ("then", place)) for place, ask in enumerate(shape.then)]
        cooldown = self._tried(("cooldown",), clock_hours, shape.cooldown) if shape.cooldown else None
        tests = self._tests(shape.tests)
        if self.problems or when is None:
            return None
        return Rule(
            **shape.model_dump(include=_COPIED),
            when=when,
            asks=tuple(ask for ask in asks if ask),
            cooldown_hours=cooldown,
            tests=tests,
            source=f"{self.raw.file}:{self.raw.line(self.path)}",
        )

    def _condition(self, raw: Any) -> Condition | None:  # noqa: ANN401 - plain YAML values
        condition, faults = read_condition(raw, self.fields)
        for path, fault in faults or (senseless(condition) if condition else ()):
            self._report(("when", *path), fault.reason, fault.suggestion)
        return condition

    def _ask(self, shape: AskShape, rule: RuleShape, path: Path) -> Ask | None:
        self._tried((*path, "ask"), check_template, shape.ask, self.fields)
        for place, word in enumerate(shape.assign):
            self._tried((*path, "assign", place), _check_rung, word, rule.on)
        due = self._tried((*path, "due"), working_hours, shape.due)
        plan = self._plan(shape.remind, (*path, "remind"))
        if due is None or plan is None:
            return None
        if due <= 0:
            self._report((*path, "due"), "Nobody can do it in no time.", "Give it at least 30m.")
        if any(before >= due for before in plan.before):
            self._report((*path, "remind"), f"A reminder comes before it is asked: it is due in {shape.due}.")
        return Ask(
            assign=tuple(shape.assign), text=shape.ask, due_hours=due, answers=tuple(shape.answers), plan=plan
        )

    def _plan(self, shape: RemindShape, path: Path) -> ReminderPlan | None:
        before = [self._tried((*path, "before"), working_hours, length) for length in shape.before]
        after = [self._tried((*path, "after"), working_hours, length) for length in shape.after]
        never = shape.escalate_after == "never"
        escalate = (
            None if never else self._tried((*path, "escalate_after"), working_hours, shape.escalate_after)
        )
        lengths = [length for length in (*before, *after, escalate) if length is not None]
        if len(lengths) < len(before) + len(after) + (not never):
            return None
        return ReminderPlan(
            before=tuple(lengths[: len(before)]),
            at_due=shape.at_due,
            after=tuple(lengths[len(before) : len(before) + len(after)]),
            escalate_after=escalate,
        )

    def _tests(self, shapes: Iterable[TestShape]) -> tuple[RuleTest, ...]:
        found = [self._test(shape, ("tests", place)) for place, shape in enumerate(shapes)]
        outcomes = {test.fires for test in found if test}
        for word, fires in zip(_FACTS, (True, False), strict=True):
            if fires not in outcomes:
                self._report(
                    ("tests",),
                    f"No test says when the rule {'fires' if fires else 'stays quiet'}.",
                    f"Add one with `{word}:`.",
                )
        return tuple(test for test in found if test)

    def _test(self, shape: TestShape, path: Path) -> RuleTest | None:
        if (shape.fires is None) == (shape.quiet is None):
            self._report(path, "A test has either `fires:` or `quiet:`, with the facts.")
            return None
        fires = shape.fires is not None
        given: dict[str, CaseValue] = {}
        for name, value in (shape.fires or shape.quiet or {}).items():
            fact = self._tried((*path, _FACTS[not fires], name), _fact, name, value, self.fields)
            if fact is not None:
                given[name] = fact
        return RuleTest(name=shape.name, given=given, fires=fires)

    def _tried(self, path: Path, read: Callable[..., Result], *arguments: object) -> Result | None:
        """What `read` gives, or None and a problem."""
        try:
            return read(*arguments)
        except Misread as fault:
            self._report(path, fault.reason, fault.suggestion)
            return None

    def _report(self, path: Path, reason: str, suggestion: str = "") -> None:
        """Note a problem at that path below the rule."""
        line = self.raw.line((*self.path, *path))
        where = path_text(path)
        self.problems.append(
            Problem(
                file=self.raw.file, line=line, rule=self.id, field=where, reason=reason, suggestion=suggestion
            )
        )


def _check_rung(word: str, on: str) -> None:
    kind, _, name = word.partition(":")
    if (
        word == "reporter"
        or (word == "task.owner" and on in ("task", "action"))
        or (kind == "person" and name)
    ):
        return
    if word == "task.owner":
        raise Misread(f"A rule on {on} has no task.", "Ask a role, such as role:superintendent.")
    if kind == "role":
        if name not in ROLES:
            raise Misread(
                f"Nobody can have the role “{name}”.",
                did_you_mean(name, ROLES) or f"Roles: {', '.join(ROLES)}.",
            )
        return
    known = ("task.owner", "reporter", *(f"role:{role}" for role in ROLES))
    how = "Write task.owner, reporter, role:<role> or person:<handle>."
    raise Misread(f"“{word}” names nobody.", did_you_mean(word, known) or how)


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
