"""Who may take a step of an action's life, and whether it can be taken as the action stands."""

from typing import Literal

from rules.life.action import life
from rules.life.planning import may_let_go
from rules.life.state import Life
from rules.life.table import act_of, is_legal, transition_of
from rules.replaced import replace
from rules.subject import ActionState, Assignment, SiteState, Step

MANAGERS = ("superintendent", "project_manager")
Refusal = Literal["", "closed", "proposed", "not_theirs", "own_word", "waits", "no_wish", "not_now"]


def managers(site: SiteState) -> tuple[str, ...]:
    """Those who run the site, in the order of its line."""
    return tuple(dict.fromkeys(person for role in MANAGERS for person in site.roles.get(role, ())))


def is_manager(site: SiteState, person: str) -> bool:
    """Whether they may change the site; as long as nobody has a role, everybody may."""
    held = managers(site)
    return person in held or not held


def may_approve(asked: Assignment, site: SiteState, person: str) -> bool:
    """Those to whom it is proposed, and the site's managers."""
    return person in asked.proposed_to or person in managers(site)


def may_answer(action: ActionState, site: SiteState, person: str) -> bool:
    """Its owner, those on its ladder, those it was escalated to, and the site's managers."""
    found = life(action)
    involved = {found.owner, *found.helpers, *(rung.person for rung in action.asked.ladder)}
    return person in involved or is_manager(site, person)


def may_verify(action: ActionState, site: SiteState, person: str) -> bool:
    """Those whose word its rule asks, and the site's managers; nobody makes sure of what they reported themselves."""
    report, verify = life(action).reported, action.asked.verify
    named = {life(action).verifier, *(rung.person for rung in (verify.by if verify else ()))}
    return (person in named or is_manager(site, person)) and (report is None or report.by != person)


def refusal_of(action: ActionState, step: Step, site: SiteState) -> Refusal:
    """Why this step of a person is not taken now; empty where it is."""
    found = life(action)
    if not found.is_open:
        return "closed"
    if not is_legal(step, found.status):
        return "proposed" if found.status == "proposed" else "not_now"
    if not _may(action, step, site):
        is_own = act_of(step) == "confirm" and found.reported is not None and found.reported.by == step.by
        return "own_word" if is_own else "not_theirs"
    if act_of(step) in ("allow", "deny") and found.wish is None:
        return "no_wish"
    return "waits" if _says_it_again(action, found, step) else ""


def as_meant(action: ActionState, step: Step, site: SiteState) -> Step:
    """What an answer says to what is reported: of one who may confirm it, that it is done, or that it is not."""
    is_word = step.kind == "answered" and life(action).status == "reported"
    if not is_word or step.by is None or not may_verify(action, site, step.by):
        return step
    if step.answer in ("done", "accepted"):
        return replace(step, kind="confirmed")
    return replace(step, kind="returned") if step.answer in ("not_done", "declined") else step


def _may(action: ActionState, step: Step, site: SiteState) -> bool:
    person = step.by or ""
    match transition_of(step).who:
        case "approver":
            return may_approve(action.asked, site, person)
        case "asked" if act_of(step) == "snooze":
            return person == life(action).owner
        case "asked":
            return may_answer(action, site, person)
        case "verifier":
            return may_verify(action, site, person)
        case "manager":
            is_theirs = is_manager(site, person) or person == action.asked.asked_by
            return is_theirs or _is_asked(action, step, person)
        case "anybody":
            return True
        case _:
            return step.by is None


def _is_asked(action: ActionState, step: Step, person: str) -> bool:
    """Whether it is them who are asked for more time, as one who stands in for a manager may be, or whether it is needed."""
    found = life(action)
    if act_of(step) == "drop":
        return may_let_go(found, person)
    return act_of(step) in ("allow", "deny") and found.wish is not None and found.wish.to == person


def _says_it_again(action: ActionState, found: Life, step: Step) -> bool:
    """Whether it is reported already, and this word changes nothing of that."""
    if act_of(step) != "report" or found.status != "reported":
        return False
    verify = action.asked.verify
    return verify is None or all(rung.person != step.by for rung in verify.by)
