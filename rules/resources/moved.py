"""A move that is under way: which action moved what, who is told of it, and when it is over."""

from datetime import datetime

from rules.folding.entry import Assigned, Entry, Notified, Stepped
from rules.life.action import life
from rules.life.budget import Budget
from rules.progress import facts
from rules.read import Reader, action_of, person_of, resource_of, site_of, task_of
from rules.resources.resource import Transfer
from rules.subject import ActionState
from rules.worktime.calendar import WorkCalendar
from rules.worktime.daywords import moment_words


def moved_by(read: Reader, entry: Entry) -> ActionState | None:
    """The action whose move begins with this entry: it is asked, or approved, and moves something of the register."""
    match entry:
        case Assigned() if not entry.asked.proposed_to:
            name = entry.asked.id
        case Stepped() if entry.step.kind == "approved":
            name = entry.action
        case _:
            return None
    action = action_of(read, name)
    if action is None or not is_moved(action):
        return None
    approved = life(action).approved
    is_first = approved is None or (isinstance(entry, Stepped) and approved.id == entry.step.id)
    return action if is_first else None


def is_moved(action: ActionState) -> bool:
    """Whether it moves something of the register, and nobody has to approve that any more."""
    return action.asked.moves is not None and life(action).status != "proposed"


def booking_of(action: ActionState) -> str:
    """What the booking is known by with which its move gives a crew or machine to the taker."""
    return f"moved:{action.asked.id}"


def told_giver(read: Reader, entry: Entry, now: datetime) -> Notified | None:
    """Whoever owns the giving task is told what goes, where and for how long; unless they decided it, or have the action."""
    action = moved_by(read, entry)
    transfer = action.asked.moves if action else None
    giver = task_of(read, transfer.giver) if transfer else None
    if action is None or transfer is None or giver is None:
        return None
    owner = site_of(read).owners.get(giver.plan.owner)
    by = entry.step.by if isinstance(entry, Stepped) else None
    if owner is None or owner in (by, life(action).owner):
        return None
    severity = action.asked.severity
    return Notified(
        decision=action.asked.decision or "",
        rule=action.asked.rule or "",
        text=_told(read, transfer, by, site_of(read).calendar),
        to=(owner,),
        aloud=False,
        severity=severity,
        task=transfer.giver,
        held=(owner,) if Budget(read, now).spend(owner, severity) else (),
    )


def why_over(read: Reader, action: ActionState, now: datetime) -> str:
    """Why there is nothing left to move: the task is done, or no longer has it; empty while there is."""
    transfer = action.asked.moves
    state = resource_of(read, transfer.resource) if transfer else None
    taker = task_of(read, transfer.taker) if transfer else None
    if state is None or taker is None:
        return "what it was about is gone"
    if facts(taker, site_of(read).calendar).status == "done":
        return f"{taker.plan.name} ({taker.plan.id}) is done"
    if not any(one.task == taker.plan.id and one.end > now for one in state.bookings):
        return f"{taker.plan.name} ({taker.plan.id}) no longer has {state.resource.name}"
    return ""


def _told(read: Reader, transfer: Transfer, by: str | None, calendar: WorkCalendar) -> str:
    state, taker = resource_of(read, transfer.resource), task_of(read, transfer.taker)
    giver = task_of(read, transfer.giver)
    place = f"{giver.plan.name} ({giver.plan.id})" if giver else transfer.giver
    short = giver.plan.name if giver else transfer.giver
    person = person_of(read, by)
    name = state.resource.name if state else transfer.resource
    where = f"{taker.plan.name} ({taker.plan.id})" if taker else transfer.taker
    ends = calendar.local(transfer.end)
    decided = f"{person.name or person.handle} decided it" if person else "A rule decided it"
    text = f"{name} goes from {place} to {where} until {moment_words(ends, site_of(read).year)}. {decided}"
    if not transfer.costs:
        return f"{text}: {short} needs it no longer."
    return (
        f"{text}: {short} can slip {transfer.giver_float:g} working days and keeps {transfer.left:g} of them."
    )
