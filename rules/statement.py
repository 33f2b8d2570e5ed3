"""What a statement does to the state, and how it is taken back.

A statement is a message or a press. All that it leaves behind carries its id (`origin`): live signals, steps of an action,
settled matters; so an edit, a deletion or a removed reaction takes it back whole and says it anew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from rules.calendar import WorkCalendar
from rules.key import SITE, Key
from rules.matter import ends_elsewhere
from rules.progress import facts
from rules.read import Reader, action_of, site_of, task_of, tasks
from rules.saidtime import instant_of
from rules.signal import Signal
from rules.state import Overlay
from rules.subject import (
    ActionState,
    Answer,
    Live,
    MessageState,
    Settled,
    SiteState,
    Step,
    TaskState,
)

_ANSWERS: dict[str, Answer] = {
    "done": "done",
    "not_done": "not_done",
    "accepted": "accepted",
    "declined": "declined",
    "help": "help",
    "eta": "eta",
    "reassign": "reassign",
}


def state(
    part: Overlay,
    origin: str,
    signals: Sequence[Signal],
    *,
    said: MessageState | None = None,
    action: str | None = None,
    at: datetime | None = None,
    step: Step | None = None,
) -> tuple[tuple[Live, ...], tuple[Key, ...]]:
    """Lay a statement over the state: a message's signals, or one step of an action.

    Gives the live signals of the message, and the subjects that the statement touched.
    """
    touched: dict[Key, None] = {}
    found = action_of(part, action)
    live = []
    for number, signal in enumerate(signals):
        if said is None or at is None:
            break
        one = Live(id=f"{origin}#{number}", message=origin, by=said.by, at=said.at, signal=signal)
        live.append(one)
        if signal.kind == "response":
            taken = step_of(one, site_of(part).calendar, at, via="thread")
            touched.update(dict.fromkeys(_answer(part, found, taken, origin)))
        else:
            touched.update(dict.fromkeys(_lay(part, one)))
    if step is not None:
        touched.update(dict.fromkeys(_answer(part, found, step, origin)))
    return tuple(live), tuple(touched)


def withdraw(part: Overlay, origin: str, subjects: Iterable[Key]) -> None:
    """Take back all that a statement left behind in these subjects, and what its answers did."""
    keys = dict.fromkeys(subjects)
    for key in list(keys):
        found = part.get(key)
        if isinstance(found, ActionState):
            keys.update(_grounds(found))
    for key in keys:
        match found := part.get(key):
            case ActionState():
                kept = tuple(s for s in found.steps if s.id != origin and not s.id.startswith(f"{origin}#"))
                part.put(replace(found, steps=kept))
            case TaskState() | SiteState():
                part.put(
                    replace(
                        found,
                        live=tuple(one for one in found.live if one.message != origin),
                        settled=tuple(s for s in found.settled if s.origin != origin),
                    )
                )
            case _:
                pass


def step_of(live: Live, calendar: WorkCalendar, at: datetime, *, via: str) -> Step:
    """The step that a captured response makes; a promised time that has passed already is no promise."""
    values = live.signal.values
    when = values.get("when")
    due = instant_of(when, calendar) if isinstance(when, str) else None
    return Step(
        id=live.id,
        kind="answered",
        at=live.at,
        by=live.by,
        answer=_ANSWERS.get(str(values.get("answer"))),
        signal=live.signal,
        cause=str(values["cause"]) if values.get("cause") else None,
        note=live.signal.words,
        due=due if due and due > at else None,
        to=str(values["to"]) if values.get("to") else None,
        via=via,
    )


def _lay(part: Overlay, one: Live) -> tuple[Key, ...]:
    """Give a live signal to its task, or to the site; safety is the site's in any case."""
    task = task_of(part, one.signal.task)
    touched = []
    if task is not None:
        part.put(replace(task, live=(*task.live, one)))
        touched.append(task.key)
    if task is None or one.signal.kind == "safety":
        site = site_of(part)
        part.put(replace(site, live=(*site.live, one)))
        touched.append(SITE)
    if one.signal.kind == "cleared" and task is None:
        touched += _clear_tasks(part, one)
    return tuple(touched)


def _clear_tasks(part: Overlay, one: Live) -> list[Key]:
    """What the whole site shares is back: tasks that it stopped are told as well."""
    calendar, touched = site_of(part).calendar, []
    for task in list(tasks(part)):
        if task.live and any(ends_elsewhere(one.signal, m) for m in facts(task, calendar).of("blocker")):
            part.put(replace(task, live=(*task.live, one)))
            touched.append(task.key)
    return touched


def _answer(part: Overlay, found: ActionState | None, step: Step, origin: str) -> tuple[Key, ...]:
    """Add a step to its action; "done" settles its matter, "not done" with a reason blocks its task."""
    if found is None:
        return ()
    action = action_of(part, found.asked.id) or found
    if any(s.id == step.id for s in action.steps):
        return (action.key,)
    part.put(replace(action, steps=(*action.steps, step)))
    touched = [action.key]
    if step.answer == "done" and action.asked.matter and step.by:
        touched.append(_settle(part, action, step, origin))
    if step.answer == "not_done" and step.cause and step.by:
        touched += _lay(part, _blocker(action, step, origin))
    return tuple(touched)


def _settle(part: Overlay, action: ActionState, step: Step, origin: str) -> Key:
    settled = Settled(
        matter=action.asked.matter or "",
        at=step.at,
        by=step.by or "",
        action=action.asked.id,
        origin=origin,
    )
    subject = part.get(action.asked.subject)
    if isinstance(subject, TaskState | SiteState):
        part.put(replace(subject, settled=(*subject.settled, settled)))
    return action.asked.subject


def _blocker(action: ActionState, step: Step, origin: str) -> Live:
    signal = Signal(
        kind="blocker",
        task=action.asked.task,
        values={"cause": step.cause},
        words=step.note or f"not done: {step.cause}",
    )
    return Live(id=f"{step.id}/reason", message=origin, by=step.by or "", at=step.at, signal=signal)


def _grounds(action: ActionState) -> dict[Key, None]:
    """The subjects that answers to this action may have touched."""
    task = {Key("task", action.asked.task): None} if action.asked.task else {}
    return {action.asked.subject: None, SITE: None, **task}


def reached(read: Reader, keys: Iterable[Key]) -> tuple[Key, ...]:
    """Those subjects, and the tasks that follow one of them: what has to be looked at after a change."""
    found = dict.fromkeys(k for k in keys if k.kind != "message")
    for key in list(found):
        if key.kind == "task" and (task := task_of(read, key.id)) is not None:
            found.update(dict.fromkeys(Key("task", s) for s in task.successors))
    return tuple(found)
