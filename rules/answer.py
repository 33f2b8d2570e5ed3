"""What an answer does: a step of its action, the end of the action's matter, or a new blocker of its task."""

from dataclasses import replace

from rules.action import CLOSED, first_member, life
from rules.key import SITE, Key
from rules.lay import lay
from rules.question import is_told, told_of
from rules.read import Reader, action_of, people, site_of
from rules.saidtime import instant_of
from rules.signal import Signal
from rules.state import Overlay
from rules.subject import ActionState, Answer, Live, Member, Settled, SiteState, Step, TaskState

_ANSWERS: dict[str, Answer] = {
    "done": "done",
    "not_done": "not_done",
    "accepted": "accepted",
    "declined": "declined",
    "help": "help",
    "eta": "eta",
    "reassign": "reassign",
}


def step_of(read: Reader, live: Live) -> Step:
    """The step that a captured response makes."""
    values = live.signal.values
    when, to = values.get("when"), values.get("to")
    return Step(
        id=live.id,
        kind="answered",
        at=live.at,
        by=live.by,
        answer=_ANSWERS.get(str(values.get("answer"))),
        signals=(live.signal,),
        cause=str(values["cause"]) if values.get("cause") else None,
        note=live.signal.words,
        due=instant_of(when, site_of(read).calendar) if isinstance(when, str) else None,
        to=_person(read, to) if isinstance(to, str) else None,
        via="thread",
    )


def answer(part: Overlay, action_id: str, step: Step, origin: str) -> tuple[Key, ...]:
    """Add a step to its action; "done" settles its matter, "not done" with a reason blocks its task.

    Gives the subjects that changed. A step that is there already, or is of no action, changes nothing.
    """
    action = action_of(part, action_id)
    if action is None:
        return ()
    if any(s.id == step.id for s in action.steps):
        return (action.key,)
    steps = tuple(sorted((*action.steps, step), key=lambda s: s.at))
    part.put(replace(action, steps=steps))
    touched = [action.key]
    if step.answer == "done" and step.by:
        touched += _settle(part, action, step, origin)
    if step.answer == "not_done" and step.cause and step.by:
        touched += lay(part, _reason(action, step, origin))
    for place, signal in enumerate(step.signals if step.via != "thread" else ()):
        touched += lay(part, _answered(step, place, signal, origin))
    return tuple(touched)


def answer_of_question(read: Reader, action_id: str, live: Live) -> Step | None:
    """The step that words in a question's thread make which tell what was asked; None where they do not."""
    action = action_of(read, action_id)
    if action is None or not is_told(action.asked.expects, live.signal):
        return None
    found = life(action)
    is_theirs = any(member.task in (None, live.signal.task) for member in found.members)
    if found.status in ("proposed", *CLOSED) or not is_theirs:
        return None
    return Step(
        id=f"{live.id}/answered",
        kind="answered",
        at=live.at,
        by=live.by,
        answer="done",
        signals=(live.signal,),
        note=live.signal.words,
        via="thread",
    )


def meant(read: Reader, action_id: str, live: Live) -> Live:
    """A day that is said in the thread of a question for a finish is that finish, and no promise to answer by then; of several
    tasks it is nobody's."""
    action = action_of(read, action_id)
    values = live.signal.values
    if action is None or action.asked.expects != "finish" or life(action).status in ("proposed", *CLOSED):
        return live
    members = life(action).members
    if values.get("answer") != "eta" or "when" not in values or len(members) > 1:
        return live
    told = replace(live.signal, kind="forecast", task=members[0].task, values={"when": values["when"]})
    return replace(live, signal=told)


def grounds(action: ActionState) -> tuple[Key, ...]:
    """The subjects that answers to this action may have touched."""
    cases = (first_member(action.asked), *(step.member for step in action.steps if step.member is not None))
    tasks = (Key("task", member.task) for member in cases if member.task)
    return tuple(dict.fromkeys((*(member.subject for member in cases), SITE, *tasks)))


def _person(read: Reader, named: str) -> str | None:
    """Whom a response names, by id or handle; None where the site does not know them."""
    word = named.removeprefix("@").casefold()
    return next((p.id for p in people(read) if word in (p.id.casefold(), p.handle.casefold())), None)


def _settle(part: Overlay, action: ActionState, step: Step, origin: str) -> list[Key]:
    """End the matters of the cases that it tells of wherever they stand: a safety report stands on its task and on the site."""
    touched: dict[Key, None] = {}
    for member in told_of(action.asked.expects, life(action).members, step.signals):
        for key in grounds(action):
            found = part.get(key)
            if isinstance(found, TaskState | SiteState) and _is_told(found, member, action):
                settled = Settled(
                    matter=member.matter or "",
                    at=step.at,
                    by=step.by or "",
                    action=action.asked.id,
                    origin=origin,
                )
                ends = sorted((*found.settled, settled), key=lambda s: (s.at, s.origin, s.matter))
                part.put(replace(found, settled=tuple(ends)))
                touched[key] = None
    return list(touched)


def _is_told(place: TaskState | SiteState, member: Member, action: ActionState) -> bool:
    """Whether a case of the action is about this place, or its matter stands there."""
    known = (one.id == member.matter or one.reason_of == action.asked.id for one in place.live)
    return place.key == member.subject or any(known)


def _answered(step: Step, place: int, signal: Signal, origin: str) -> Live:
    """What a question was told by form or button, as the data that it is; words in a thread are data by themselves."""
    return Live(id=f"{step.id}/said{place}", message=origin, by=step.by or "", at=step.at, signal=signal)


def _reason(action: ActionState, step: Step, origin: str) -> Live:
    """The reason why it is not done, as the blocker that it is: of its task, or of one that is left of its cases."""
    tasks = [member.task for member in life(action).members if member.task]
    signal = Signal(
        kind="blocker",
        task=action.asked.task if not tasks or action.asked.task in tasks else tasks[0],
        values={"cause": step.cause},
        what=step.signals[0].what if step.signals else "",
        words=step.note or f"not done: {step.cause}",
    )
    return Live(
        id=f"{step.id}/reason",
        message=origin,
        by=step.by or "",
        at=step.at,
        signal=signal,
        place=-1,
        reason_of=action.asked.id,
    )
