"""What a rule does, read aloud: who is asked what, until when, who is reminded, who comes next; or what else is done."""

import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from rules.rule import MAY_MOVE, Activate, Ask, Block, Move, Notify, Outcome, RaiseRisk, Verification
from rules.subject import ReminderPlan, Severity

_FILLED = re.compile(r"\{\{\s*([\w.]+)[^}]*\}\}")
_PEOPLE = {
    "task.owner": "the task's owner",
    "crew_lead": "whoever leads its trade",
    "action.owner": "the action's owner",
    "goal.owner": "the goal's owner",
    "resource.owner": "whoever has it now",
    "resource.next_owner": "whoever has it next",
    "person": "the very person",
    "reporter": "whoever told of it",
    "next_up": "everybody further up the line",
    "channel": "the site's channel",
}
_EXPECTS = {
    "percent": "how far it is",
    "finish": "when it will be finished",
    "people": "how many people there are",
}


def outcome_lines(outcome: Outcome, severity: Severity) -> Iterator[str]:
    """One outcome as sentences."""
    match outcome:
        case Ask() | Activate() | Move():
            yield from _asking(outcome, severity)
        case Notify():
            yield f"It tells {_listed(outcome.to)}: {_text(outcome.text)} Nothing is expected of them."
        case Block():
            cause = outcome.cause.replace("_", " ")
            yield f"It records the task as blocked ({cause}) for as long as that holds: {_text(outcome.text)}"
        case RaiseRisk():
            yield f"It raises the risk of the goals that it serves to {outcome.level}: {_text(outcome.text)}"
        case _:
            assert_never(outcome)


def _asking(outcome: Ask | Activate | Move, severity: Severity) -> Iterator[str]:
    match outcome:
        case Ask():
            head = f"It asks {_first(outcome.assign)}"
        case Activate():
            head = "As soon as a task that follows can start, it asks its owner to start it"
        case Move():
            head = f"It proposes to move the machine or crew that can best be spared, and asks {_first(outcome.assign)}"
    yield f"{head}: {_text(outcome.text)}"
    if isinstance(outcome, Ask) and outcome.expects:
        yield f"The answer is kept as data: {_EXPECTS[outcome.expects]}."
    if isinstance(outcome, Ask) and outcome.done_means:
        yield f"“Done” is kept as data: the task has {outcome.done_means}."
    yield from _following(outcome.assign, outcome.due_hours, outcome.plan, severity)
    if outcome.may_move != MAY_MOVE:
        yield f"They may take {hours_words(outcome.may_move, severity)} more by themselves; for later they have to ask."
    if isinstance(outcome, Ask) and outcome.verify is not None:
        yield from _verified(outcome.verify, severity)


def hours_words(hours: float, severity: Severity = "medium") -> str:
    """`30 working minutes`, `2 working hours`; of safety, hours of the clock."""
    kind = "" if severity == "safety" else "working "
    if hours < 1:
        return f"{hours * 60:g} minutes"
    return f"{hours:g} {kind}{'hour' if hours == 1 else 'hours'}"


def _following(assign: Sequence[str], due: float, plan: ReminderPlan, severity: Severity) -> Iterator[str]:
    yield f"It is due within {hours_words(due, severity)}."
    reminders = [f"{hours_words(one, severity)} before" for one in plan.before]
    reminders += ["when it is due"] if plan.at_due else []
    reminders += [f"{hours_words(one, severity)} after" for one in plan.after]
    if reminders:
        yield f"They are reminded {_and(reminders)}."
    if plan.again is not None:
        first, times = (
            hours_words(plan.again, severity),
            "once" if plan.at_most == 1 else f"{plan.at_most} times",
        )
        yield f"Without a word they are asked again {first} later, {times} at most, each time after a longer while."
    if plan.escalate_after is None:
        yield "It is not escalated."
    else:
        late = hours_words(plan.escalate_after, severity)
        then = f": {_listed(assign[1:], ', then ')}" if assign[1:] else ""
        yield f"Unanswered {late} after that, it goes to the next person{then}."


def _verified(verify: Verification, severity: Severity) -> Iterator[str]:
    sure = [f"the word of {_listed(verify.by, ', then ')}"] if verify.by else []
    sure += ["a photo in its thread"] if verify.photo else []
    sure += ["that this no longer holds"] if verify.data else []
    within = hours_words(verify.hours, severity)
    yield f"“Done” has to be made sure of: {', or '.join(sure)}."
    if verify.by:
        yield f"Each of them has {within} to say so; when nobody does, it is closed as not confirmed."
    else:
        yield f"Without that, it is open again {within} later."


def _first(words: Sequence[str]) -> str:
    return f"{_person(words[0])}, or whoever comes next where there is none" if words else "whoever answers"


def _person(word: str) -> str:
    kind, _, name = word.partition(":")
    if kind == "role":
        return f"the {name.replace('_', ' ')}" if name != "safety" else "the safety lead"
    return f"@{name}" if kind == "person" and name else _PEOPLE.get(word, word)


def _listed(words: Sequence[str], between: str = ", ") -> str:
    return between.join(map(_person, words))


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _text(template: str) -> str:
    """The text with its blanks named: `“Get ‹task name› moving again”.`"""
    told = _FILLED.sub(lambda found: f"‹{found[1].replace('.', ' ').replace('_', ' ')}›", template)
    return f"“{told}”" if told.endswith((".", "?", "!")) else f"“{told}”."
