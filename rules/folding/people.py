"""Entries about people: who is met, on leave, where they want to be asked, what they lead and when they work."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from rules.folding.afresh import look_again, look_at_all, renamed
from rules.folding.entry import Away, Employed, Preferred, Roster
from rules.folding.holders import held_by
from rules.folding.state import Overlay
from rules.life.leave import stand_in
from rules.read import open_actions, person_of, site_of
from rules.replaced import replace
from rules.subject import Absence


def meet(part: Overlay, entry: Roster) -> None:
    """Learn who is in the channel; those who left stay known. Whoever is new may be who was to be asked."""
    is_new = any(person_of(part, one.id) is None for one in entry.people)
    for person in entry.people:
        known = person_of(part, person.id)
        if known is not None:
            part.put(
                replace(
                    person,
                    open_actions=known.open_actions,
                    record=known.record,
                    pushed=known.pushed,
                    pushes=known.pushes,
                    kept=known.kept,
                    memory=known.memory,
                    watches=known.watches,
                    leaves=known.leaves,
                    reach=known.reach,
                    trades=known.trades,
                    shift=known.shift,
                    gone=known.gone,
                    weeks=known.weeks,
                )
            )
        else:
            part.put(replace(person, open_actions=held_by(part, person.id), record=(), memory=(), watches=()))
    part.put(renamed(site_of(part)))
    if is_new:
        look_at_all(part)


def leave(part: Overlay, entry: Away, at: datetime) -> None:
    """Remember somebody's leave, or that it has ended; who found nobody to ask may find somebody now, or sooner."""
    if (person := person_of(part, entry.person)) is not None:
        was_missed = stand_in(part, person.id, at) is None
        part.put(replace(person, leaves=tuple(_leaves(person.leaves, entry.absence, at))))
        if was_missed:
            look_at_all(part)


def _leaves(known: Iterable[Absence], taken: Absence | None, at: datetime) -> Iterator[Absence]:
    """Those that are not over: one that is taken is in place of those that it meets, from where it begins; without one, the first
    of those known has ended."""
    rest = [one for one in known if one.until > at]
    if taken is None:
        yield from rest[1:]
        return
    yield from (replace(one, until=min(one.until, taken.since)) for one in rest if one.since < taken.since)
    yield taken
    yield from (one for one in rest if one.since >= taken.until)


def prefer(part: Overlay, entry: Preferred) -> None:
    """Remember where somebody wants to be asked and reminded."""
    if (person := person_of(part, entry.person)) is not None:
        part.put(replace(person, reach=entry.reach))


def employ(part: Overlay, entry: Employed) -> None:
    """Remember what somebody does here, and when; what is open with them is brought up at other times then."""
    if (person := person_of(part, entry.person)) is not None:
        part.put(replace(person, trades=entry.trades, shift=entry.shift))
        if person.shift != entry.shift:
            look_again(part, open_actions(part))
