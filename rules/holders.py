"""The lists of open actions that a person, a task and the site hold, kept in step with the actions themselves."""

from collections.abc import Iterable
from dataclasses import replace

from rules.action import life
from rules.key import Key
from rules.read import Reader, action_of, open_actions, person_of, site_of
from rules.state import Overlay
from rules.subject import ActionState, SiteState, TaskState


def tell_holders(before: Reader, part: Overlay) -> None:
    """Bring the lists in step with the actions that changed; a list that stays as it is is left alone."""
    for after in [s for s in part.changed.values() if isinstance(s, ActionState)]:
        old = action_of(before, after.asked.id)
        was = {life(old).owner} if old and life(old).is_open else set()
        now = {life(after).owner} if life(after).is_open else set()
        for person in sorted(was ^ now):
            if (holder := person_of(part, person)) is not None:
                part.put(replace(holder, open_actions=_held(holder.open_actions, after, person in now)))
        _tell_places(part, after, bool(now))


def held_by(read: Reader, person: str) -> tuple[str, ...]:
    """The open actions that are theirs, found anew: of somebody who was asked before the site knew them."""
    return tuple(action.asked.id for action in open_actions(read) if life(action).owner == person)


def _tell_places(part: Overlay, action: ActionState, is_open: bool) -> None:
    """Tell the action's task, also one that is no longer in the schedule, and the site."""
    task = part.get(Key("task", action.asked.task)) if action.asked.task else None
    for found in (task, site_of(part)):
        if isinstance(found, TaskState | SiteState):
            held = _held(found.open_actions, action, is_open)
            if held != found.open_actions:
                part.put(replace(found, open_actions=held))


def _held(ids: Iterable[str], action: ActionState, held: bool) -> tuple[str, ...]:
    known = tuple(ids)
    if held:
        return known if action.asked.id in known else (*known, action.asked.id)
    return tuple(i for i in known if i != action.asked.id)
