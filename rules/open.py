"""Open actions, as rules find them: those on a subject, and the one that a further case may join."""

from datetime import datetime

from rules.action import life
from rules.key import Key
from rules.read import Reader, action_of, site_of
from rules.subject import ActionState, SiteState, TaskState


def open_on(read: Reader, key: Key) -> list[ActionState]:
    """The open actions that are about this subject, or, of a task or the site, that stand with it."""
    subject = read.get(key)
    holder = subject if isinstance(subject, TaskState | SiteState) else site_of(read)
    found = (action_of(read, name) for name in holder.open_actions)
    if holder is subject:
        return [a for a in found if a and life(a).is_open]
    # A rule's cases are all of one kind, so most of a site's actions are told by the first of them.
    return [
        a for a in found if a and a.asked.subject.kind == key.kind and life(a).is_open and stands_for(a, key)
    ]


def stands_for(action: ActionState, key: Key) -> bool:
    """Whether one of the cases that the action stands for is of this subject."""
    return any(member.subject == key for member in life(action).members)


def to_join(read: Reader, rule: str, group: str, now: datetime) -> ActionState | None:
    """The open action of a rule's group that still has its time; what is overdue is a trouble of its own."""
    for name in site_of(read).open_actions:
        action = action_of(read, name)
        if action and (action.asked.rule, action.asked.group) == (rule, group) and life(action).due > now:
            return action
    return None
