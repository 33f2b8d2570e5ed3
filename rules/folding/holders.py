"""What people, tasks and the site hold of actions: which are open, how they were met; kept in step with the actions."""

from collections.abc import Iterable
from datetime import datetime

from rules.folding.state import Overlay
from rules.key import Key
from rules.life.action import life
from rules.life.expected import expected_of
from rules.life.promises import outcomes, with_outcome
from rules.read import Reader, action_of, open_actions, person_of, site_of
from rules.replaced import replace
from rules.subject import ActionState, Member, SiteState, TaskState


def tell_holders(before: Reader, part: Overlay, at: datetime) -> None:
    """Bring the lists in step with the actions that changed; a list that stays as it is is left alone."""
    for after in [s for s in part.changed.values() if isinstance(s, ActionState)]:
        old = action_of(before, after.asked.id)
        was, now = _asked_of(old) if old else set(), _asked_of(after)
        for person in sorted(was ^ now):
            if (holder := person_of(part, person)) is not None:
                part.put(replace(holder, open_actions=_held(holder.open_actions, after, person in now)))
        _tell_records(part, old, after, at)
        _tell_places(part, after)
        _tell_expected(part, old, after)
        _tell_subjects(part, old, after)


def held_by(read: Reader, person: str) -> tuple[str, ...]:
    """The open actions that are theirs, found anew: of somebody who was asked before the site knew them."""
    return tuple(action.asked.id for action in open_actions(read) if person in _asked_of(action))


def _asked_of(action: ActionState) -> set[str]:
    """Whose it is to do: nobody's once it is reported or closed, or as long as it is only proposed."""
    found = life(action)
    return {found.owner} if found.is_open and found.status not in ("proposed", "reported") else set()


def _tell_records(part: Overlay, old: ActionState | None, after: ActionState, at: datetime) -> None:
    """Derive anew how everybody met the action; an answer that was taken back leaves nothing behind."""
    found = outcomes(after)
    for person in sorted({*found, *(outcomes(old) if old else ())}):
        if (holder := person_of(part, person)) is not None:
            record = with_outcome(holder.record, after.asked.id, found.get(person), at)
            if record != holder.record:
                part.put(replace(holder, record=record))


def _tell_places(part: Overlay, action: ActionState) -> None:
    """Tell the tasks of its cases, also those that are no longer in the schedule, and the site."""
    found = life(action)
    held = {member.task for member in found.members} if found.is_open else set()
    for name in _tasks_of(action):
        task = part.get(Key("task", name))
        if isinstance(task, TaskState):
            _put(part, task, action, name in held)
    _put(part, site_of(part), action, found.is_open)


def _tell_expected(part: Overlay, old: ActionState | None, after: ActionState) -> None:
    """Let its tasks count as changed where another time is expected by which what stands in their way is clear."""
    if (expected_of(old) if old else {}) == expected_of(after):
        return
    for name in _tasks_of(after):
        if (task := part.get(Key("task", name))) is not None:
            part.put(task)


def _tasks_of(action: ActionState) -> tuple[str, ...]:
    """The tasks of all cases that it ever stood for."""
    joined = (step.member.task for step in action.steps if step.member is not None)
    return tuple(dict.fromkeys(name for name in (action.asked.task, *joined) if name))


def _tell_subjects(part: Overlay, old: ActionState | None, after: ActionState) -> None:
    """Let people, goals and actions that it was about and is no longer count as changed: what was held back may go on."""
    freed = {member.subject for member in _members_of(old)} - {
        member.subject for member in _members_of(after)
    }
    for key in sorted(freed):
        if (subject := part.get(key)) is not None:
            part.put(subject)


def _members_of(action: ActionState | None) -> tuple[Member, ...]:
    """The cases that it stands for as long as it is open."""
    found = life(action) if action else None
    return found.members if found and found.is_open else ()


def _put(part: Overlay, place: TaskState | SiteState, action: ActionState, held: bool) -> None:
    after = _held(place.open_actions, action, held)
    if after != place.open_actions:
        part.put(replace(place, open_actions=after))


def _held(ids: Iterable[str], action: ActionState, held: bool) -> tuple[str, ...]:
    known = tuple(ids)
    if held:
        return known if action.asked.id in known else (*known, action.asked.id)
    return tuple(i for i in known if i != action.asked.id)
