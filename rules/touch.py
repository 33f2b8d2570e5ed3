"""When an open action is brought up again by itself: the reminders to its owner, then the escalation up its ladder.

Everything is counted in the site's working time, and a promise for the night or the weekend is asked about when work begins
again; of safety everything is counted by the clock, since danger does not wait for the shift.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from rules.action import Life, life, next_rung
from rules.calendar import WorkCalendar
from rules.subject import ActionState, ReminderKind

_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, kw_only=True)
class Touch:
    """The next time that an action is brought up by itself: a reminder to its owner, the escalation to `to`, or the end of a
    proposal that nobody approved."""

    at: datetime
    kind: ReminderKind | Literal["escalate", "expire"]
    to: str


def next_touch(action: ActionState, calendar: WorkCalendar, now: datetime | None = None) -> Touch | None:
    """What is to come of itself; None once the action is closed or all was tried.

    Each reminder comes once. Of those that are over at `now` only the last one is left: nobody is told three times at once.
    """
    found = life(action)
    if not found.is_open:
        return None
    if found.status == "proposed":
        return Touch(at=found.due, kind="expire", to="")
    plan = _Plan(action, found, calendar)
    left = [touch for touch in sorted(plan.reminders(), key=lambda one: one.at) if touch.at > plan.told]
    over = [touch for touch in left if now is not None and touch.at <= now]
    touches = [*over[-1:], *left[len(over) :]]
    escalation = plan.escalation()
    return min((*touches, escalation) if escalation else touches, key=lambda touch: touch.at, default=None)


def planned(action: ActionState, calendar: WorkCalendar) -> tuple[Touch, ...]:
    """All that is to come of itself while nobody answers, in order: the reminders to its owner, and the first escalation."""
    plan = _Plan(action, life(action), calendar)
    escalation = plan.escalation()
    found = (*plan.reminders(), *((escalation,) if escalation else ()))
    return tuple(sorted(found, key=lambda touch: touch.at))


class _Plan:
    """An action's reminder plan laid out in time, from where its life stands."""

    def __init__(self, action: ActionState, found: Life, calendar: WorkCalendar) -> None:
        self._action, self._found, self._calendar = action, found, calendar
        self._plan = action.asked.plan
        self._by_the_clock = action.asked.severity == "safety"
        # Who takes over what is overdue already has their own time to answer.
        self._late = max(found.due, found.begun)

    @property
    def told(self) -> datetime:
        """When the owner was last told of the present promise."""
        return max([self._found.begun, *(step.at for step in self._found.reminded)])

    def reminders(self) -> Iterator[Touch]:
        """Every planned reminder, also those that are over."""
        owner, due = self._found.owner, self._found.due
        for hours in self._plan.before:
            yield Touch(at=self._later(due, -hours), kind="before", to=owner)
        if self._plan.at_due:
            yield Touch(at=due if self._by_the_clock else self._awake(due), kind="due", to=owner)
        for hours in self._plan.after:
            yield Touch(at=self._later(self._late, hours), kind="after", to=owner)

    def escalation(self) -> Touch | None:
        """The next rung's turn; None where the ladder ends or nothing is ever escalated."""
        hours, to = self._plan.escalate_after, next_rung(self._action.asked, self._found)
        if hours is None or to is None:
            return None
        base = max(self._late, self._found.escalated or self._late)
        return Touch(at=self._later(base, hours), kind="escalate", to=to)

    def _later(self, at: datetime, hours: float) -> datetime:
        return at + timedelta(hours=hours) if self._by_the_clock else self._calendar.add_working(at, hours)

    def _awake(self, at: datetime) -> datetime:
        """The instant itself while the site works and at the very end of a shift, else the next opening."""
        return at if self._calendar.is_open(at - _TICK) else self._calendar.next_open(at)
