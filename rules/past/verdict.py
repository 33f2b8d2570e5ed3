"""What people made of a past action: whether it was about something real."""

from collections.abc import Mapping
from typing import Literal

from rules.life.action import Life, life
from rules.subject import ActionState, Ended

Verdict = Literal["real", "no problem", "ignored", "unjudged", "open"]
_REAL = ("done", "accepted", "eta", "help")
_BY_END: Mapping[Ended, Verdict] = {"over": "real", "unsaid": "no problem"}


def verdict(action: ActionState) -> Verdict:
    """How an action was answered.

    `real`: it was done, taken on, not done for a reason that was given, or over by what was said later; `no problem`: refused,
    dropped, or what it stood on was taken back or put right; `ignored`: nobody ever answered; `unjudged`: the rulebook, a number,
    the plan or the clock took its ground, or nobody was told; `open`: no answer yet, and nobody was reminded that it is overdue.
    """
    found = life(action)
    if action.asked.proposed_to and found.approved is None:
        return _of_proposal(action, found)
    answers = [step.answer for step in found.answers]
    reasons = [step for step in found.answers if step.answer == "not_done" and (step.cause or step.note)]
    if reasons or any(answer in _REAL for answer in answers):
        return "real"
    if (found.status == "dropped" and not found.ended) or "declined" in answers:
        return "no problem"
    if found.ended or found.status == "resolved":
        return _BY_END.get(found.ended, "unjudged")
    if (
        not answers
        and found.is_open
        and not found.level
        and all(s.reminder == "before" for s in found.reminded)
    ):
        return "open"
    return "ignored"


def _of_proposal(action: ActionState, found: Life) -> Verdict:
    """What became of one that was never asked: nobody looked at it, though they were told, somebody refused it, or it ended."""
    if found.is_open:
        return "open"
    if found.refused:
        return "no problem"
    if found.status == "resolved":
        return _BY_END.get(found.ended, "unjudged")
    told = not action.asked.held or any(step.to and not step.held for step in action.steps)
    return "ignored" if told else "unjudged"
