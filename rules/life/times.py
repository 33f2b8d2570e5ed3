"""Another time for an action: what whoever has it may take by themselves, and what somebody has to allow."""

from rules.life.action import life
from rules.life.who import is_manager, managers
from rules.replaced import replace
from rules.subject import ActionState, SiteState, Step


def negotiated(action: ActionState, step: Step, site: SiteState) -> Step:
    """An answer with a time beyond what may be taken only asks for it, where there is somebody to ask."""
    latest, person = life(action).latest, step.by or ""
    if step.kind != "answered" or step.due is None or latest is None or step.due <= latest:
        return step
    deciders = who_allow(action, site, person)
    if not deciders or person == action.asked.asked_by or is_manager(site, person):
        return step
    return replace(step, due=None, wish=step.due, to=deciders[0], line=deciders[1:])


def who_allow(action: ActionState, site: SiteState, person: str) -> tuple[str, ...]:
    """Who asked for it, then the site's managers; the next of them is asked where one says nothing."""
    asked = action.asked.asked_by
    others = (one for one in (*((asked,) if asked else ()), *managers(site)) if one != person)
    return tuple(dict.fromkeys(others))
