"""People on leave: who stands in for them, and what goes to whom when they leave and when they are back."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from rules.folding.entry import Assigned, Away, Entry, Stepped, Woke
from rules.life.action import life
from rules.life.who import managers
from rules.read import Reader, action_of, open_actions, person_of, site_of
from rules.replaced import replace
from rules.subject import Absence, ActionState, Step
from rules.worktime.reachable import reachable

HANDOVER = "handover"
_NEVER = datetime.max.replace(tzinfo=UTC)


class Return(NamedTuple):
    """Who is back, and when they can be written to again."""

    at: datetime
    person: str


def absence_of(read: Reader, person: str, now: datetime) -> Absence | None:
    """The leave that they are on; of who has left the site, one without an end, in which nobody stands in."""
    known = person_of(read, person)
    if known is not None and known.gone is not None:
        return Absence(since=known.gone.since, until=_NEVER)
    return known.leave_at(now) if known else None


def stand_in(read: Reader, person: str, now: datetime) -> str | None:
    """They themselves while they are there, else their deputy, or that one's; None where there is nobody."""
    absences, found = _absences(read, person, now)
    return None if found in absences else found


def back_first(read: Reader, named: Iterable[str], now: datetime, *, by_the_clock: bool) -> Return | None:
    """The first return of one of those on leave, or of who would stand in for them; None where all have left the site.

    In the working time of whoever is back, unless it runs `by_the_clock`.
    """
    away = {one: absence for who in named for one, absence in _absences(read, who, now)[0].items()}
    ends = ((one, absence.until) for one, absence in away.items() if absence.until != _NEVER)
    calendar = site_of(read).calendar
    found = (
        Return(until if by_the_clock else reachable(calendar, person_of(read, one), until), one)
        for one, until in ends
    )
    return min(found, default=None)


def _absences(read: Reader, person: str, now: datetime) -> tuple[dict[str, Absence], str | None]:
    """Those who are away of them, their deputy, and that one's, each with their leave; and who comes after these."""
    away: dict[str, Absence] = {}
    found: str | None = person
    while found is not None and found not in away and (absence := absence_of(read, found, now)) is not None:
        away[found] = absence
        found = absence.deputy or None
    return away, found


def changes(read: Reader, person: str, now: datetime) -> list[datetime]:
    """When they leave and come back, of what is still to come."""
    known = person_of(read, person)
    leaves = known.leaves if known else ()
    return [at for leave in leaves for at in (leave.since, leave.until) if at > now]


def handed(read: Reader, entry: Entry, answered: str, now: datetime) -> Iterator[Stepped]:
    """What is open with whoever is on leave goes to their deputy, and comes back with them; fold each in before asking for the
    next. `answered` is the action that the entry is an answer or another step of."""
    match entry:
        case Away():
            yield from _moves(read, entry.person, now)
        case Woke() if entry.subject.kind == "person":
            yield from _moves(read, entry.subject.id, now)
        case Assigned():
            yield from _of_action(read, entry.asked.id, now)
        case _ if answered:
            yield from _of_action(read, answered, now)


def _moves(read: Reader, person: str, now: datetime) -> Iterator[Stepped]:
    for action in list(open_actions(read)):
        is_theirs = life(action).owner == person or action.asked.severity == "safety"
        step = _left(read, action, now) if is_theirs else None
        step = step or _back(read, action, person, now) or _rings(read, action, person, now)
        if step is not None:
            yield Stepped(action=action.asked.id, step=step)


def _of_action(read: Reader, name: str, now: datetime) -> Iterator[Stepped]:
    action = action_of(read, name)
    step = _left(read, action, now) if action else None
    if step is not None:
        yield Stepped(action=name, step=step)


def _left(read: Reader, action: ActionState, now: datetime) -> Step | None:
    """It goes to whoever stands in for its owner; with nobody there to stand in, a danger, and what they have only in somebody's
    stead, to the first of its line who is there."""
    found = life(action)
    absence = absence_of(read, found.owner, now)
    if absence is None or not found.is_open or found.status in ("proposed", "reported"):
        return None
    to = stand_in(read, found.owner, now)
    if to is None and (action.asked.severity == "safety" or _in_stead(action)):
        line = (*(rung.person for rung in action.asked.ladder), *managers(site_of(read)))
        to = next((there for one in line if (there := stand_in(read, one, now)) is not None), None)
    if to is None:
        return None
    name = f"leave:{found.owner}:{action.asked.id}:{now.isoformat()}"
    return Step(id=name, kind="answered", at=now, answer="reassign", to=to, via=HANDOVER)


def _back(read: Reader, action: ActionState, person: str, now: datetime) -> Step | None:
    """It comes back to them, unless whoever stood in has handed it on or reported it."""
    found = life(action)
    is_open = found.is_open and found.status not in ("proposed", "reported")
    if not is_open or person not in _in_stead(action) or absence_of(read, person, now) is not None:
        return None
    name = f"back:{person}:{action.asked.id}:{now.isoformat()}"
    return Step(id=name, kind="answered", at=now, answer="reassign", to=person, via=HANDOVER)


def _rings(read: Reader, action: ActionState, person: str, now: datetime) -> Step | None:
    """A danger that has gone up to them while they were away goes up to them anew, since nobody else was left to hear of it."""
    ups = [step for step in action.steps if step.kind == "escalated" and step.to == person]
    is_unheard = action.asked.severity == "safety" and bool(ups) and ups[-1].held == "away"
    if not is_unheard or not life(action).is_open or absence_of(read, person, now) is not None:
        return None
    return replace(ups[-1], id=f"rings:{person}:{action.asked.id}:{now.isoformat()}", at=now, held="")


def _in_stead(action: ActionState) -> list[str]:
    """Those on leave in whose stead its owner has it, each the deputy of the one before."""
    held: list[str] = []
    for step in action.steps:
        if step.kind != "answered" or step.answer not in ("reassign", "declined"):
            continue
        how, _, rest = step.id.partition(":")
        person = rest.partition(":")[0]
        if how == "leave":
            held.append(person)
        elif how != "gone":  # the deputy has left the site
            held = held[: held.index(person)] if how == "back" and person in held else []
    return held
