"""A proposal's word: what is asked from then on, until when."""

from datetime import datetime, timedelta

from rules.life.action import life
from rules.replaced import replace
from rules.subject import ActionState, Assignment, Change, Step
from rules.worktime.calendar import WorkCalendar


def is_asked(action: ActionState) -> bool:
    """Whether it is anybody's to do, or was; a proposal that nobody approved is known only to those who may."""
    return not action.asked.proposed_to or life(action).approved is not None


def first_due(action: ActionState) -> datetime:
    """Until when it was asked at first."""
    approved = life(action).approved
    return (approved.due if approved else None) or action.asked.due


def approval(action: ActionState, step: Step, calendar: WorkCalendar) -> Step:
    """An approving step whose text, person and time are what its manager wants: marked with what of it is another than proposed.

    Without a time to come it is asked for as long as its rule gives, from now on.
    """
    found = life(action)
    changed: list[Change] = []
    if step.text and step.text != found.text:
        changed.append("text")
    if step.to and step.to != found.owner:
        changed.append("to")
    if step.due is not None and step.due > step.at:
        changed.append("due")
    return replace(
        step,
        text=step.text if "text" in changed else "",
        to=step.to if "to" in changed else None,
        due=step.due if "due" in changed else due_from(action.asked, calendar, step.at),
        changed=tuple(changed),
    )


def due_from(asked: Assignment, calendar: WorkCalendar, now: datetime) -> datetime:
    """As long from now as its rule gives: working hours, of safety hours of the clock."""
    if asked.severity == "safety":
        return now + timedelta(hours=asked.hours)
    return calendar.add_working(now, asked.hours)
