"""The life of an action: where it stands, read from what was asked and from every step since.

Nothing of it is kept; taking an answer back (an edited reply, a removed reaction) only removes a step.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from rules.calendar import WorkCalendar
from rules.subject import ActionState, Assignment, ReminderKind, Step

Status = Literal["assigned", "accepted", "promised", "stuck", "done", "resolved", "dropped"]
CLOSED: tuple[Status, ...] = ("done", "resolved", "dropped")


@dataclass(frozen=True, kw_only=True)
class Life:
    """Where an action stands.

    `level` counts its escalations, `asked` is the rung that is asked now, `helpers` are those it was escalated to, `promises`
    how often its time was moved, `reminded` the reminders since the due time was last set.
    """

    status: Status
    owner: str
    due: datetime
    level: int = 0
    promises: int = 0
    helpers: tuple[str, ...] = ()
    reminded: tuple[Step, ...] = ()
    answers: tuple[Step, ...] = ()
    escalated: datetime | None = None
    closed: datetime | None = None
    closed_why: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.status not in CLOSED

    @property
    def last_answer(self) -> Step | None:
        """The newest answer, None while there is none."""
        return self.answers[-1] if self.answers else None


@dataclass(frozen=True, kw_only=True)
class Touch:
    """The next time that an action is brought up by itself: a reminder to its owner, or the escalation to `to`."""

    at: datetime
    kind: ReminderKind | Literal["escalate"]
    to: str


def life(action: ActionState) -> Life:
    """Fold an action's steps; a step after its end changes nothing."""
    asked = action.asked
    found = Life(status="assigned", owner=asked.ladder[0].person, due=asked.due)
    for step in action.steps:
        if found.is_open:
            found = _after(found, step)
    return found


def next_rung(asked: Assignment, found: Life) -> str | None:
    """Who is asked next when this is escalated: the first of the ladder whom it has not reached; None at its end."""
    reached = {found.owner, *found.helpers}
    return next((rung.person for rung in asked.ladder if rung.person not in reached), None)


def next_touch(action: ActionState, calendar: WorkCalendar) -> Touch | None:
    """What is to come of itself, by the action's plan in working time; None once it is closed or all was tried."""
    found, plan = life(action), action.asked.plan
    if not found.is_open:
        return None
    planned: list[tuple[datetime, ReminderKind]] = [
        (calendar.add_working(found.due, -hours), "before") for hours in plan.before
    ]
    planned += [(found.due, "due")] if plan.at_due else []
    planned += [(_after_due(found, hours, calendar), "after") for hours in plan.after]
    begun = _promised_at(action, found)
    planned = sorted((at, kind) for at, kind in planned if at > begun)
    left = planned[len(found.reminded) :]
    touches = [Touch(at=left[0][0], kind=left[0][1], to=found.owner)] if left else []
    if (escalation := _escalation(action.asked, found, calendar)) is not None:
        touches.append(escalation)
    return min(touches, key=lambda touch: touch.at, default=None)


def _after_due(found: Life, hours: float, calendar: WorkCalendar) -> datetime:
    return calendar.add_working(found.due, hours)


def _escalation(asked: Assignment, found: Life, calendar: WorkCalendar) -> Touch | None:
    to = next_rung(asked, found)
    if asked.plan.escalate_after is None or to is None:
        return None
    base = max(found.due, found.escalated) if found.escalated else found.due
    return Touch(at=calendar.add_working(base, asked.plan.escalate_after), kind="escalate", to=to)


def _promised_at(action: ActionState, found: Life) -> datetime:
    """When the due time in force was set."""
    moves = [step.at for step in action.steps if step.due is not None and step.due == found.due]
    return moves[-1] if moves else action.opened


def _after(found: Life, step: Step) -> Life:
    match step.kind:
        case "answered":
            return _answered(replace(found, answers=(*found.answers, step)), step)
        case "reminded":
            return replace(found, reminded=(*found.reminded, step))
        case "escalated" if step.to:
            return replace(found, level=found.level + 1, helpers=(*found.helpers, step.to), escalated=step.at)
        case "closed":
            status: Status = "dropped" if step.answer == "declined" else "resolved"
            return replace(found, status=status, closed=step.at, closed_why=step.note)
        case _:
            return found


def _answered(found: Life, step: Step) -> Life:
    moved = _moved(found, step)
    match step.answer:
        case "done":
            return replace(found, status="done", closed=step.at, closed_why="done")
        case "accepted":
            return replace(moved, status="promised" if step.due else "accepted")
        case "eta":
            return replace(moved, status="promised" if step.due else found.status)
        case "not_done":
            return replace(moved, status="promised" if step.due else "stuck")
        case "help":
            return replace(moved, status="stuck")
        case "reassign" | "declined" if step.to:
            return replace(moved, status="assigned", owner=step.to, reminded=())
        case _:
            return found


def _moved(found: Life, step: Step) -> Life:
    """A new promise restarts the reminders; it never counts when it only repeats the time in force."""
    if step.due is None or step.due == found.due:
        return found
    return replace(found, due=step.due, promises=found.promises + 1, reminded=(), escalated=None)
