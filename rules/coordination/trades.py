"""Whose a request or a blocker is that calls on a trade alone: `electricians, we need the sleeves in L4` is their foreman's.

Who leads a trade's people is known because somebody said so; else from the schedule and the register, by whose the tasks are that
the trade or its crew works on, and from people's titles. Who runs the site leads no trade.
"""

import re
from collections.abc import Iterable, Iterator

from rules.facts.heads import same_trade
from rules.read import Reader, people, resources, site_of, task_of, tasks
from rules.subject import PersonState, SiteState

LEADS = ("superintendent", "project_manager", "safety", "owner_rep")
# What people and schedules call the same work, beside what begins alike.
_ALIKE = (
    ("carpenter", "formwork"),
    ("hvac", "mechanical", "duct"),
    ("facade", "curtain wall", "glazier"),
    ("sprinkler", "fire protection"),
    ("framer", "drywall"),
    ("laborer", "general"),
    ("operator", "equipment"),
    ("rebar", "reinforcement"),
    ("mason", "brick"),
)
_ENDING = re.compile(r"(?:ers?|ors?|ing|ians?|ical|ry|s)$")
_ROOT = 4  # letters that a trade's people and their work share at least


def is_trade(said: str, planned: str) -> bool:
    """Whether people of what somebody called a trade do the work that a schedule, a register or a title calls so."""
    return _same(said, planned) or any(_has(one, said) and _has(one, planned) for one in _ALIKE)


def leads_of(read: Reader, trade: str, but: str = "") -> dict[str, str]:
    """Everybody who leads the people of a trade here, with how that is known; `but` is who asks."""
    there = [one for one in people(read) if one.gone is None and one.id != but]
    told = {one.id: own for one in there for own in one.trades if is_trade(trade, own)}
    if told:
        return {person: f"leads {own} here" for person, own in told.items()}
    site = site_of(read)
    here = {one.id for one in there if not runs(site, one.id)}
    found = (*_titled(there, trade), *_booked(read, site, trade), *_planned(read, site, trade))
    return {person: why for person, why in found if person in here}


def runs(site: SiteState, person: str) -> bool:
    """Whether they hold a role by which they answer for everybody's work."""
    return any(person in site.roles.get(role, ()) for role in LEADS)


def _titled(there: Iterable[PersonState], trade: str) -> Iterator[tuple[str, str]]:
    for one in there:
        if any(is_trade(trade, word) for word in one.title.split()):
            yield one.id, f"is {one.title}"


def _booked(read: Reader, site: SiteState, trade: str) -> Iterator[tuple[str, str]]:
    """Who owns the tasks for which a crew of the trade is booked."""
    for crew in resources(read):
        if crew.resource.kind == "crew" and is_trade(trade, crew.resource.trade):
            for booking in crew.bookings:
                task = task_of(read, booking.task)
                if task is not None and (person := site.owners.get(task.plan.owner)) is not None:
                    yield person, f"has {crew.resource.name} for {task.plan.id}"


def _planned(read: Reader, site: SiteState, trade: str) -> Iterator[tuple[str, str]]:
    for task in tasks(read):
        person = site.owners.get(task.plan.owner) if is_trade(trade, task.plan.trade) else None
        if person is not None:
            yield person, f"answers for {task.plan.trade} in the schedule"


def _has(group: tuple[str, ...], trade: str) -> bool:
    return any(_same(trade, one) for one in group)


def _same(one: str, other: str) -> bool:
    """`welder` and `welding`, `electrician` and `electrical`."""
    roots = sorted((_ENDING.sub("", word.casefold().strip()) for word in (one, other)), key=len)
    return same_trade(one, other) or (len(roots[0]) >= _ROOT and roots[1].startswith(roots[0]))
