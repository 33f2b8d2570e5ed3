"""How often a person's telephone may buzz: pushes are counted by person and day, what is over the budget waits for the digest.

The graver it is, the further it reaches: what is low leaves room for the rest of the day, and safety always passes.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Literal

from rules.folding.entry import Assigned, Digested, Entry, Notified, Stepped
from rules.folding.state import Overlay
from rules.life.action import life
from rules.read import Reader, action_of, people, person_of, site_of
from rules.replaced import replace
from rules.subject import Kept, PersonState, Severity, Step
from rules.weekly.entries import Offered, WeekTurned

# Pushes a day beside the morning digest. Six a day in all is what the people of an ordinary site are held to.
_MOST: Mapping[Severity, int] = {"low": 3, "medium": 5, "high": 8}

Held = Literal["", "budget"]
_WRITTEN = (
    "reminded", "escalated", "approved", "answered", "passed", "referred", "forgotten", "returned", "allowed", "denied",
    "unheard", "unplanned",
)  # fmt: skip


class Budget:
    """What is left of people's days in one state, while several things are about to be pushed."""

    def __init__(self, read: Reader, now: datetime) -> None:
        self._read, self._now = read, now
        self._spent: dict[tuple[str, date], int] = {}

    def spend(self, person: str, severity: Severity) -> Held:
        """Empty where it may be pushed, which is counted then."""
        if severity == "safety":
            return ""
        day = push_day(self._read, severity, self._now)
        known = person_of(self._read, person)
        before = known.pushes if known is not None and known.pushed == day else 0
        spent = self._spent.get((person, day), 0)
        if before + spent >= _MOST[severity]:
            return "budget"
        self._spent[person, day] = spent + 1
        return ""


def push_day(read: Reader, severity: Severity, now: datetime) -> date:
    """The day on which it buzzes, that of its shift, also after midnight: what comes outside the shift waits for the next one,
    unless it is about safety."""
    calendar = site_of(read).calendar
    at = now if severity == "safety" else calendar.next_open(now)
    return calendar.shift_of(at) or calendar.local_date(at)


def count_pushes(part: Overlay, entry: Entry, at: datetime) -> None:
    """Count what an entry, folded in already, has pushed to whom; what is kept for the digest goes with it."""
    for person, severity in _pushed(part, entry):
        if (known := person_of(part, person)) is not None:
            part.put(_counted(known, push_day(part, severity, at)))
    if isinstance(entry, Notified):
        for person in entry.held:
            if (known := person_of(part, person)) is not None:
                kept = Kept(text=entry.words_for(person), rule=entry.rule, at=at)
                part.put(replace(known, kept=(*known.kept, kept)))
    if isinstance(entry, Digested) and entry.to == "morning":
        for known in [person for person in people(part) if person.kept]:
            part.put(replace(known, kept=()))


def _counted(known: PersonState, day: date) -> PersonState:
    """With one push more on that day; safety in the night leaves alone what waits for the next shift already."""
    if known.pushed is not None and day < known.pushed:
        return known
    return replace(known, pushed=day, pushes=known.pushes + 1 if known.pushed == day else 1)


def _pushed(read: Reader, entry: Entry) -> Iterator[tuple[str, Severity]]:
    match entry:
        case Assigned() if not entry.asked.held:
            asked = entry.asked
            yield (asked.proposed_to or (asked.ladder[0].person,))[0], asked.severity
        case Stepped() if (action := action_of(read, entry.action)) is not None:
            found = life(action)
            if (to := _to(entry.step, found.owner)) is not None:
                yield to, action.asked.severity
            if found.wish == entry.step and entry.step.to:
                yield entry.step.to, action.asked.severity
            if found.reported == entry.step and found.verifier:
                yield found.verifier, action.asked.severity
        case Notified():
            for person in entry.to:
                if person not in entry.held:
                    yield person, entry.severity
        case Offered():
            yield entry.person, "low"
        case WeekTurned() if entry.step in ("reminder", "review"):
            yield from ((person, "low") for person in entry.people)


def _to(step: Step, owner: str) -> str | None:
    """Whom a step writes to anew."""
    if step.held or step.kind not in _WRITTEN or step.via == "handover":
        return None
    if step.kind in ("approved", "returned", "allowed", "denied"):
        return owner
    handed = step.kind != "answered" or step.answer in ("reassign", "declined")
    return step.to if handed else None
