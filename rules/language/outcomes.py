"""Rulebooks: what a rule does (`then`), from plain values to typed outcomes. The first word of each says which it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rules.facts.fields import FIELDS, Field
from rules.language.duration import working_hours
from rules.language.ladder import check_rung, check_told
from rules.language.problem import Misread, did_you_mean, one_of
from rules.language.report import Report
from rules.language.schema import (
    OUTCOMES,
    ActivateShape,
    AskShape,
    BlockShape,
    MoveShape,
    NotifyShape,
    QuestionShape,
    RemindShape,
    RiskShape,
    RuleShape,
    VerifyShape,
)
from rules.language.template import check_template
from rules.language.text import Path
from rules.resources.spare import GIVER
from rules.rule import Activate, Ask, Asking, Block, Move, Notify, On, Outcome, RaiseRisk, Verification
from rules.signal import CAUSES
from rules.subject import Answer, ReminderPlan

_Asking = AskShape | QuestionShape | ActivateShape | MoveShape
NEVER = "never"
_ANSWERS_OF_QUESTION: tuple[Answer, ...] = ("help", "reassign")


def read_outcome(raw: Any, path: Path, rule: RuleShape, report: Report) -> Outcome | None:  # noqa: ANN401 - YAML values
    """One outcome, or None where the report now says what is wrong with it."""
    word = report.tried(path, _word_of, raw)
    shape = report.shape(OUTCOMES[word], raw, path) if word else None
    match shape:
        case AskShape() | QuestionShape() | ActivateShape() | MoveShape():
            return _asking(shape, word or "", path, rule.on, report)
        case NotifyShape():
            report.tried((*path, "notify"), check_template, shape.notify, report.fields)
            _words(shape.to, (*path, "to"), rule.on, check_told, report)
            return Notify(text=shape.notify, to=tuple(shape.to))
        case BlockShape():
            return _block(shape, path, rule, report)
        case RiskShape():
            return _risk(shape, path, rule, report)
        case _:
            return None


def _word_of(raw: object) -> str:
    keys = [str(key) for key in raw] if isinstance(raw, Mapping) else []
    found = [word for word in OUTCOMES if word in keys]
    if len(found) == 1:
        return found[0]
    if found:
        raise Misread(
            f"This is {' and '.join(found)} at once.", "Make two outcomes of it, each after a dash."
        )
    near = next((how for key in keys if (how := did_you_mean(key, OUTCOMES))), "")
    raise Misread("Nothing says what is done.", near or f"Begin with one of {', '.join(OUTCOMES)}.")


def _asking(shape: _Asking, word: str, path: Path, on: On, report: Report) -> Asking | None:
    text: str = getattr(shape, word)
    report.tried((*path, word), check_template, text, _fields_in(word, report))
    _words(shape.assign, (*path, "assign"), on, check_rung, report)
    if word in ("activate", "move") and on != "task":
        report.add((*path, word), f"A rule on {on} has no task.", "Use it with on: task.")
    if isinstance(shape, AskShape) and shape.done_means and on != "task":
        report.add((*path, "done_means"), f"A rule on {on} has no task that starts.", "Use it with on: task.")
    due = report.tried((*path, "due"), working_hours, shape.due)
    plan = _plan(shape.remind, (*path, "remind"), report)
    asked = shape.verify if isinstance(shape, AskShape) else None
    verify = _verification(asked, (*path, "verify"), on, report) if asked else None
    may_move = report.tried((*path, "may_move"), working_hours, shape.may_move)
    if due is None or plan is None or may_move is None:
        return None
    if "before" not in shape.remind.model_fields_set:
        plan = replace(plan, before=_fitted(plan.before, due))
    if due <= 0:
        report.add((*path, "due"), "Nobody can do it in no time.", "Give it at least 30m.")
    if any(before >= due for before in plan.before):
        report.add((*path, "remind"), f"A reminder comes before it is asked: it is due in {shape.due}.")
    return replace(_made(shape, text, due, plan, verify), may_move=may_move)


def _fitted(before: tuple[float, ...], due: float) -> tuple[float, ...]:
    """Reminders that nobody declared: where there is no time for one, it comes halfway."""
    return tuple(hours if hours < due else due / 2 for hours in before)


def _made(shape: _Asking, text: str, due: float, plan: ReminderPlan, verify: Verification | None) -> Asking:
    assign = tuple(shape.assign)
    if isinstance(shape, ActivateShape):
        return Activate(text=text, assign=assign, due_hours=due, plan=plan)
    if isinstance(shape, MoveShape):
        return Move(text=text, assign=assign, due_hours=due, plan=plan)
    return Ask(
        assign=assign,
        text=text,
        due_hours=due,
        answers=tuple(shape.answers) if isinstance(shape, AskShape) else _ANSWERS_OF_QUESTION,
        plan=plan,
        together=shape.together,
        expects=shape.expects if isinstance(shape, QuestionShape) else "",
        done_means=shape.done_means if isinstance(shape, AskShape) else "",
        verify=verify,
    )


def _verification(shape: VerifyShape, path: Path, on: On, report: Report) -> Verification | None:
    _words(shape.by, (*path, "by"), on, check_rung, report)
    hours = report.tried((*path, "within"), working_hours, shape.within)
    if not (shape.by or shape.evidence or shape.data):
        report.add(path, "Nothing makes sure of it.", "Say by: whose word, evidence: photo, or data: true.")
    if hours is not None and hours <= 0:
        report.add((*path, "within"), "Nobody can look at it in no time.", "Give it at least 30m.")
    if not hours:
        return None
    photo = shape.evidence == "photo"
    return Verification(by=tuple(shape.by), photo=photo, data=shape.data, hours=hours)


def _fields_in(word: str, report: Report) -> Mapping[str, Field]:
    """The fields that the text of an outcome may speak of; that of `activate` is about another task."""
    if word == "activate":
        return {name: field for name, field in FIELDS.items() if field.subject == "task"}
    return {**report.fields, **GIVER} if word == "move" else report.fields


def _words(
    words: Sequence[str], path: Path, on: On, check: Callable[[str, On], None], report: Report
) -> None:
    for place, word in enumerate(words):
        report.tried((*path, place), check, word, on)


def _block(shape: BlockShape, path: Path, rule: RuleShape, report: Report) -> Block | None:
    report.tried((*path, "words"), check_template, shape.words, report.fields)
    if rule.on != "task" or rule.each:
        report.add((*path, "block"), "Only a task can be blocked.", "Use it with on: task, without each.")
    if shape.block not in CAUSES:
        report.add((*path, "block"), f"“{shape.block}” is no cause.", one_of(shape.block, CAUSES))
    return Block(cause=shape.block, text=shape.words)


def _risk(shape: RiskShape, path: Path, rule: RuleShape, report: Report) -> RaiseRisk | None:
    report.tried((*path, "words"), check_template, shape.words, report.fields)
    if rule.serves is None and rule.on != "goal":
        report.add((*path, "risk"), "Nothing says whose risk.", "Add serves: finish, or another measure.")
    return RaiseRisk(level=shape.risk, text=shape.words)


def _plan(shape: RemindShape, path: Path, report: Report) -> ReminderPlan | None:
    before = [report.tried((*path, "before"), working_hours, length) for length in shape.before]
    after = [report.tried((*path, "after"), working_hours, length) for length in shape.after]
    ends = {
        name: report.tried((*path, name), working_hours, length)
        for name in ("escalate_after", "again")
        if (length := getattr(shape, name)) != NEVER
    }
    lengths = [length for length in (*before, *after) if length is not None]
    if len(lengths) < len(before) + len(after) or None in ends.values():
        return None
    if ends.get("again") == 0:
        report.add(
            (*path, "again"), "Nobody is reminded all the time.", "Give it at least 30m, or say never."
        )
    return ReminderPlan(
        before=tuple(lengths[: len(before)]),
        at_due=shape.at_due,
        after=tuple(lengths[len(before) :]),
        escalate_after=ends.get("escalate_after"),
        again=ends.get("again"),
        at_most=shape.at_most,
    )
