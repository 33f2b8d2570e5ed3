"""What Siteloop's last words about an action ask of somebody, so that a plain yes or no can be read by it."""

from typing import Literal

from rules.life.action import life
from rules.life.state import Life
from rules.life.who import is_manager, may_approve, may_verify
from rules.subject import ActionState, SiteState

Asks = Literal["", "done", "yours", "needed", "leave", "approval"]
_IS_IT_DONE = ("due", "after", "settled")


def asks_of(action: ActionState, site: SiteState, person: str) -> Asks:
    """`done`: whether it is; `yours`: whether it is theirs (still); `needed`: whether it is needed though its task has left the
    schedule; `leave`: whether it may take longer; `approval`: whether it shall be asked at all; nothing where a yes answers
    nothing but that they were heard."""
    found = life(action)
    if found.status == "proposed":
        return "approval" if may_approve(action.asked, site, person) else ""
    if not found.is_open:
        return ""
    wish = found.wish
    if (
        wish is not None
        and person != wish.by
        and (is_manager(site, person) or person == action.asked.asked_by)
    ):
        return "leave"
    if found.status == "reported":
        is_own = found.reported is not None and found.reported.by == person
        return "done" if is_own or may_verify(action, site, person) else ""
    if found.giver and person == found.owner:
        return "yours"
    return _last_asked(action, found, person)


def _last_asked(action: ActionState, found: Life, person: str) -> Asks:
    """By the last that its owner, or this person, was written to about it; another time begins it anew."""
    for step in reversed(action.steps):
        if step.at < found.begun:
            return ""
        if step.kind == "forgotten" and person == found.owner:
            return "yours"
        if found.doubted and step.to == person and (step.reminder == "needed" or step.kind == "escalated"):
            return "needed"
        if step.kind == "reminded" and step.to in (person, found.owner):
            return "done" if step.reminder in _IS_IT_DONE and not action.asked.expects else ""
    return ""
