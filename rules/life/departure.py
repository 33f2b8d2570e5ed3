"""People who have left the site's channel, or the workspace: what they held is empty, and what was with them is the next one's.

They stay known, since what they said and did stays; nothing is asked of them any more. Who comes back has again what nobody else
was given meanwhile.
"""

from collections.abc import Iterator
from datetime import datetime

from rules.folding.entry import Departed, Stepped
from rules.folding.state import Overlay
from rules.life.action import life, next_rung
from rules.life.approval import due_from
from rules.life.leave import HANDOVER, stand_in
from rules.read import Reader, action_of, open_actions, people, person_of, site_of
from rules.replaced import replace
from rules.subject import ActionState, Gone, Rung, SiteState, Step
from rules.worktime.reachable import hours_of


def depart(part: Overlay, entry: Departed, at: datetime) -> SiteState:
    """Remember that somebody has left, or is back; gives the site without what they held, or with it again."""
    site, person = site_of(part), person_of(part, entry.person)
    if person is None or (person.gone is None) is entry.back:
        return site
    gone = person.gone
    if gone is None:
        roles = tuple(role for role, held in site.roles.items() if entry.person in held)
        words = tuple(word for word, owner in site.owners.items() if owner == entry.person)
        part.put(replace(person, gone=Gone(since=at, roles=roles, words=words)))
        return _without(site, entry.person)
    part.put(replace(person, gone=None))
    empty = {role: (entry.person,) for role in gone.roles if not site.roles.get(role)}
    free = {word: entry.person for word in gone.words if word not in site.owners}
    return replace(site, roles={**site.roles, **empty}, owners={**site.owners, **free})


def is_here(read: Reader, person: str | None) -> bool:
    """Whether the site knows them, and they have not left."""
    known = person_of(read, person)
    return known is not None and known.gone is None


def next_here(read: Reader, action: ActionState, now: datetime) -> str | None:
    """Whose it is once its owner says that it is not theirs: of whoever gave it to them, else of the next on its ladder who is
    still there, and not away with nobody but its owner as their deputy."""
    found = life(action)
    reached = {found.owner, *found.former, *found.passed_over}
    ladder = (rung.person for rung in action.asked.ladder if rung.person not in reached)
    line = (one for one in (found.giver, next_rung(action.asked, found), *ladder) if one)
    return next((one for one in line if stand_in(read, one, now) not in (None, found.owner)), None)


def unnamed(read: Reader, action: ActionState, step: Step, now: datetime) -> Step:
    """An answer that it is not theirs, and that names nobody: in their stead it is the next one's, or with nobody left theirs
    still."""
    if step.answer not in ("reassign", "declined") or step.to is not None:
        return step
    owner = life(action).owner
    return replace(step, to=next_here(read, action, now) or owner, stead=owner)


def empty_roles(read: Reader) -> tuple[str, ...]:
    """The roles that somebody who has left held, and that nobody has now."""
    held = dict.fromkeys(role for one in people(read) if one.gone for role in one.gone.roles)
    return tuple(role for role in held if not site_of(read).roles.get(role))


def passed_on(read: Reader, entry: Departed, now: datetime) -> Iterator[Stepped]:
    """What goes to the next ones since somebody left; fold each in before asking for the next.

    What nobody of its ladder can take stays where it is, for a manager to hand over.
    """
    for action in () if entry.back else list(open_actions(read)):
        yield from passed_by(read, action.asked.id, now)


def passed_by(read: Reader, name: str, now: datetime) -> Iterator[Stepped]:
    """The same of one action: what has come to somebody who is gone goes by them."""
    action = action_of(read, name)
    person = waited_for(action) if action else ""
    if action is not None and _is_gone(read, person) and (step := _taken(read, action, person, now)):
        yield Stepped(action=name, step=step)
    action = action_of(read, name)
    if action is not None and (step := _referred(read, action, now)):
        yield Stepped(action=name, step=step)


def waited_for(action: ActionState) -> str:
    """Whose word it waits for, or who has it to do; nobody's once it is over."""
    found = life(action)
    match found.status:
        case "proposed":
            return found.put_to[-1]
        case "reported":
            return found.verifier
        case _:
            return found.owner if found.is_open else ""


def _without(site: SiteState, person: str) -> SiteState:
    roles = {role: tuple(one for one in held if one != person) for role, held in site.roles.items()}
    owners = {word: owner for word, owner in site.owners.items() if owner != person}
    return replace(site, roles=roles, owners=owners)


def _taken(read: Reader, action: ActionState, person: str, now: datetime) -> Step | None:
    """The step by which what waits for them comes to somebody who is there."""
    asked, found = action.asked, life(action)
    place = f"gone:{person}:{asked.id}:{now.isoformat()}"
    if found.status == "proposed":
        to = _first(read, asked.proposed_to, set(found.put_to), now)
        until = due_from(asked, hours_of(read, to), now)
        return Step(id=place, kind="passed", at=now, to=to, stead=person, due=until) if to else None
    if found.status == "reported":
        silent = {*found.passed, person, found.reported.by if found.reported and found.reported.by else ""}
        to = _first(read, _people(asked.verify.by if asked.verify else ()), silent, now)
        return Step(id=place, kind="passed", at=now, to=to, stead=person) if to else None
    to = _first(read, _people(asked.ladder), {*found.former, person}, now)
    told = Step(id=place, kind="answered", at=now, answer="reassign", via=HANDOVER, stead=person)
    return replace(told, to=to) if to else None


def _referred(read: Reader, action: ActionState, now: datetime) -> Step | None:
    """The step by which the question for more time comes from one who is gone to the next who may allow it."""
    found, wish = life(action), life(action).wish
    if not found.is_open or wish is None or not wish.to or not _is_gone(read, wish.to):
        return None
    place = f"gone:{wish.to}:wish:{action.asked.id}:{now.isoformat()}"
    to = _first(read, wish.line, {wish.to, *found.wish_silent, *((wish.by,) if wish.by else ())}, now)
    return Step(id=place, kind="referred", at=now, to=to, stead=wish.to) if to else None


def _is_gone(read: Reader, person: str) -> bool:
    known = person_of(read, person)
    return known is not None and known.gone is not None


def _first(read: Reader, ladder: tuple[str, ...], tried: set[str], now: datetime) -> str | None:
    """The first who is there, or whoever stands in for them."""
    found = (stand_in(read, one, now) for one in ladder if one not in tried)
    return next((one for one in found if one and one not in tried), None)


def _people(rungs: tuple[Rung, ...]) -> tuple[str, ...]:
    return tuple(rung.person for rung in rungs)
