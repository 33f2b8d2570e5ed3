"""A proposal's word: who may say it, and until when it is asked from then on."""

from datetime import datetime, timedelta

from rules.action import life
from rules.calendar import WorkCalendar
from rules.subject import ActionState, Assignment, SiteState

_MANAGERS = ("superintendent", "project_manager")


def is_asked(action: ActionState) -> bool:
    """Whether it is anybody's to do, or was; a proposal that nobody approved is known only to those who may."""
    return not action.asked.proposed_to or life(action).approved is not None


def first_due(action: ActionState) -> datetime:
    """Until when it was asked at first."""
    approved = life(action).approved
    return (approved.due if approved else None) or action.asked.due


def may_approve(asked: Assignment, site: SiteState, person: str) -> bool:
    """Those to whom it is proposed, and the site's managers."""
    managers = [one for role in _MANAGERS for one in site.roles.get(role, ())]
    return person in asked.proposed_to or person in managers


def due_from(asked: Assignment, calendar: WorkCalendar, now: datetime) -> datetime:
    """Until when it is asked where it is approved now: working hours, of safety hours of the clock."""
    if asked.severity == "safety":
        return now + timedelta(hours=asked.hours)
    return calendar.add_working(now, asked.hours)
