"""What an answer does: a step of its action, the end of the action's matter, or a new blocker of its task."""

from collections.abc import Iterator

from rules.deciding.question import told_of
from rules.folding.lay import lay
from rules.folding.state import Overlay
from rules.key import SITE, Key
from rules.life.action import Life, begun, first_member, life, lived
from rules.life.departure import unnamed
from rules.life.times import negotiated
from rules.life.verification import is_word
from rules.life.who import as_meant
from rules.read import Reader, action_of, people, site_of
from rules.replaced import replace
from rules.signal import Signal
from rules.subject import ActionState, Answer, Live, Member, Settled, SiteState, Step, TaskState
from rules.worktime.saidtime import instant_of

_ANSWERS: dict[str, Answer] = {
    "done": "done",
    "not_done": "not_done",
    "accepted": "accepted",
    "started": "started",
    "declined": "declined",
    "help": "help",
    "eta": "eta",
    "reassign": "reassign",
}


def step_of(read: Reader, action: ActionState, live: Live) -> Step:
    """The step that a captured response makes; to what was reported when it was said, the word of one who may confirm it."""
    values = live.signal.values
    when, to = values.get("when"), values.get("to")
    step = Step(
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
    site = site_of(read)
    then = replace(action, steps=tuple(one for one in action.steps if one.at <= live.at))
    return negotiated(then, as_meant(then, unnamed(read, then, step, live.at), site), site)


def answer(part: Overlay, action_id: str, step: Step, origin: str) -> tuple[Key, ...]:
    """Add a step to its action; what is done settles its matter, "not done" with a reason blocks its task.

    Gives the subjects that changed. A step that is there already, or is of no action, changes nothing.
    """
    action = action_of(part, action_id)
    if action is None:
        return ()
    if any(s.id == step.id for s in action.steps):
        return (action.key,)
    after = replace(action, steps=tuple(sorted((*action.steps, step), key=lambda s: s.at)))
    part.put(after)
    touched = [action.key, *settle(part, after)]
    if step.kind == "answered" and step.answer == "not_done" and step.cause and step.by:
        touched += lay(part, _reason(action, step, origin))
    for place, signal in enumerate(step.signals if step.via != "thread" else ()):
        touched += lay(part, _answered(step, place, signal, origin))
    return tuple(touched)


def grounds(action: ActionState) -> tuple[Key, ...]:
    """The subjects that answers to this action may have touched."""
    cases = (first_member(action.asked), *(step.member for step in action.steps if step.member is not None))
    tasks = (Key("task", member.task) for member in cases if member.task)
    return tuple(dict.fromkeys((*(member.subject for member in cases), SITE, *tasks)))


def _person(read: Reader, named: str) -> str | None:
    """Whom a response names, by id or handle; None where the site does not know them."""
    word = named.removeprefix("@").casefold()
    here = (p for p in people(read) if p.gone is None)
    return next((p.id for p in here if word in (p.id.casefold(), p.handle.casefold())), None)


def settle(part: Overlay, action: ActionState) -> list[Key]:
    """End the matters of the cases that are done wherever they stand: a safety report stands on its task and on the site.

    All that the action ended is found anew from its steps, so that it does not matter in which order they came or went.
    """
    touched = []
    ends = [(one, end) for one, end in _ends(action) if not _is_shared(part, action, one)]
    for key in grounds(action):
        found = part.get(key)
        if not isinstance(found, TaskState | SiteState):
            continue
        mine = (end for one, end in ends if _is_told(found, one, action))
        others = (one for one in found.settled if one.action != action.asked.id)
        settled = tuple(sorted((*others, *mine), key=lambda s: (s.at, s.origin, s.matter)))
        if settled != found.settled:
            part.put(replace(found, settled=settled))
            touched.append(key)
    return touched


def _ends(action: ActionState) -> Iterator[tuple[Member, Settled]]:
    """The cases that are done, each with its end; what is only reported is not before somebody or something makes sure of it."""
    before = begun(action)
    for step, after in lived(action):
        report, members, sure = step, tuple[Member, ...](), ""
        if step.answer == "done" and step.kind == "answered" and after is not before:
            if after.status != "reported":
                members = told_of(action.asked.expects, before.members, step.signals)
                sure = _photo_of(action, after, step)
        elif (
            before.reported
            and before.status == "reported"
            and after.status == "done"
            and step.kind != "closed"
        ):
            report, members, sure = before.reported, before.members, _origin(step)
        for one in members:
            end = Settled(
                matter=one.matter or "",
                at=step.at,
                by=report.by or "",
                action=action.asked.id,
                origin=_origin(report),
                confirmed=sure,
            )
            yield one, end
        before = after


def _photo_of(action: ActionState, after: Life, report: Step) -> str:
    """Where the photo came from that makes sure of a report, where its own word does not."""
    verify = action.asked.verify
    is_enough = verify is None or after.confirmed is None or is_word(verify, report)
    return "" if is_enough or after.shown is None else _origin(after.shown)


def _is_shared(part: Overlay, action: ActionState, member: Member) -> bool:
    """Whether another part of the same action is open still: what both are about ends with the last of them."""
    whole = action.asked.part_of or action.asked.id
    for name in site_of(part).open_actions:
        other = action_of(part, name)
        if other is None or other.key == action.key or not life(other).is_open:
            continue
        is_part = whole in (other.asked.id, other.asked.part_of)
        ground = (member.subject, member.matter)
        if is_part and any((one.subject, one.matter) == ground for one in life(other).members):
            return True
    return False


def _origin(step: Step) -> str:
    """The message or the press that a step came from."""
    message, _, _ = step.id.rpartition("#")
    return message or step.id


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
        words=step.note or f"not done: {str(step.cause).replace('_', ' ')}",
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
