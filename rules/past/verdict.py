"""What people made of a past action: whether it was about something real."""

from typing import Literal

from rules.action import Life, life
from rules.subject import ActionState

Verdict = Literal["real", "no problem", "ignored", "open"]
_REAL = ("done", "accepted", "eta", "help")


def verdict(action: ActionState) -> Verdict:
    """How an action was answered.

    `real`: it was done, taken on, or not done for a reason that was given; `no problem`: refused, dropped, or settled by itself
    without a word; `ignored`: nobody ever answered; `open`: no answer yet, and nobody was reminded that it is overdue.
    """
    found = life(action)
    if action.asked.proposed_to and found.approved is None:
        return _of_proposal(found)
    answers = [step.answer for step in found.answers]
    reasons = [step for step in found.answers if step.answer == "not_done" and (step.cause or step.note)]
    if reasons or any(answer in _REAL for answer in answers):
        return "real"
    if found.status in ("dropped", "resolved") or "declined" in answers:
        return "no problem"
    if (
        not answers
        and found.is_open
        and not found.level
        and all(s.reminder == "before" for s in found.reminded)
    ):
        return "open"
    return "ignored"


def _of_proposal(found: Life) -> Verdict:
    """What became of one that was never asked: nobody looked at it, somebody refused it, or it settled by itself."""
    if found.is_open:
        return "open"
    return "no problem" if found.refused or found.status == "resolved" else "ignored"
