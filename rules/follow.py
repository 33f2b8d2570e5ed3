"""The steps that actions take by themselves: reminders and escalations whose time has come, and what an answer leads to."""

from collections.abc import Iterator
from datetime import datetime

from rules.action import life, next_rung
from rules.budget import Budget
from rules.entry import Assigned, Corrected, Entry, Notified, Said, Stepped
from rules.moved import told_giver
from rules.read import Reader, action_of, message_of, person_of, site_of
from rules.subject import Step
from rules.touch import next_touch


def is_own(step: Step) -> bool:
    """Whether it was taken by itself, and not by a person."""
    return step.by is None


def brought_up(read: Reader, action_id: str, now: datetime) -> Iterator[Stepped]:
    """The reminder, and the escalation to the next rung, that the action's plan wants by now; fold each in before asking for the
    next. A plan may want both at one instant."""
    while (step := _planned(read, action_id, now)) is not None:
        yield Stepped(action=action_id, step=step)


def followed(read: Reader, entry: Entry, now: datetime) -> Iterator[Stepped | Notified]:
    """What the answers of an entry that was just folded in lead to at once; fold each in before asking for the next. Of a move,
    whoever gives something away is told."""
    if isinstance(entry, Assigned | Stepped) and (told := told_giver(read, entry, now)) is not None:
        yield told
    name, answers = _answers_of(read, entry)
    for answer in answers:
        if (step := _went_up(read, name, answer, now)) is not None:
            yield Stepped(action=name, step=step)


def _planned(read: Reader, action_id: str, now: datetime) -> Step | None:
    action, calendar = action_of(read, action_id), site_of(read).calendar
    touch = next_touch(action, calendar, now) if action else None
    if action is None or touch is None or touch.at > now:
        return None
    if touch.kind == "expire":
        why = "nobody approved it in time"
        return Step(id=f"expired:{action_id}", kind="closed", at=now, answer="declined", note=why)
    place = f"{action_id}:{touch.to}:{now.isoformat()}"
    held = Budget(read, now).spend(touch.to, action.asked.severity)
    if touch.kind != "escalate":
        return Step(
            id=f"remind:{place}", kind="reminded", at=now, to=touch.to, reminder=touch.kind, held=held
        )
    due = calendar.local(life(action).due)
    late = f"still open after {due:%a} {due.day} {due:%b} {due:%H:%M}"
    return Step(id=f"up:{place}", kind="escalated", at=now, to=touch.to, note=late, held=held)


def _answers_of(read: Reader, entry: Entry) -> tuple[str, tuple[Step, ...]]:
    """The answers that an entry gives, by a press or in words, and the action that they are given to."""
    if isinstance(entry, Stepped):
        return entry.action, () if is_own(entry.step) else (entry.step,)
    message = message_of(read, entry.message) if isinstance(entry, Said | Corrected) else None
    action = action_of(read, message.action) if message else None
    if message is None or action is None:
        return "", ()
    steps = (step for step in action.steps if step.id.startswith(f"{message.id}#") and not is_own(step))
    return action.asked.id, tuple(steps)


def _went_up(read: Reader, action_id: str, answer: Step, now: datetime) -> Step | None:
    """Asking for help, and saying no without a new time, goes to the next rung at once."""
    action = action_of(read, action_id)
    if action is None or not life(action).is_open:
        return None
    if answer.answer != "help" and (answer.answer != "not_done" or answer.due is not None):
        return None
    to = next_rung(action.asked, life(action))
    if to is None:
        return None
    why = "asks for help" if answer.answer == "help" else "has no new time"
    note = f"{_name(read, answer.by)} {why}"
    return Step(id=f"{answer.id}/up", kind="escalated", at=max(now, answer.at), to=to, note=note)


def _name(read: Reader, person: str | None) -> str:
    found = person_of(read, person)
    return (found.name or found.handle) if found else f"@{person}"
