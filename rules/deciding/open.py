"""Open actions, as rules find them: those on a subject, and the one that a further case may join."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cached_property

from rules.key import Key
from rules.life.action import life
from rules.read import Reader, action_of, site_of
from rules.rule import Rule
from rules.subject import ActionState, Assignment, TaskState


class OpenActions:
    """The open actions of one state; what is about other subjects than tasks is found once."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self._on: dict[Key, list[ActionState]] = {}

    def on(self, key: Key) -> list[ActionState]:
        """Those about this subject, or, of a task or the site, that stand with it."""
        if key not in self._on:
            self._on[key] = self._found_on(key)
        return self._on[key]

    def _found_on(self, key: Key) -> list[ActionState]:
        if key.kind == "site":
            return self._all
        subject = self._read.get(key)
        if isinstance(subject, TaskState):
            return self._open(subject.open_actions)
        # A rule's cases are all of one kind, so most of a site's actions are told by the first of them.
        return [action for action in self._of_kinds.get(key.kind, ()) if stands_for(action, key)]

    def asked_by(self, rule: Rule, key: Key) -> list[ActionState]:
        """Those that stand there, or with it, and are the rule's."""
        mine = self._of_rules.get(rule.id, []) if key.kind == "site" else self.on(key)
        return [action for action in mine if action.asked.rule == rule.id]

    @cached_property
    def _of_rules(self) -> dict[str, list[ActionState]]:
        return _by(lambda action: action.asked.rule or "", self._all)

    @cached_property
    def _of_kinds(self) -> dict[str, list[ActionState]]:
        return _by(lambda action: action.asked.subject.kind, self._all)

    @cached_property
    def _all(self) -> list[ActionState]:
        return self._open(site_of(self._read).open_actions)

    def _open(self, ids: Iterable[str]) -> list[ActionState]:
        found = (action_of(self._read, name) for name in ids)
        return [action for action in found if action and life(action).is_open]


def _by(what: Callable[[ActionState], str], actions: Iterable[ActionState]) -> dict[str, list[ActionState]]:
    found: dict[str, list[ActionState]] = {}
    for action in actions:
        found.setdefault(what(action), []).append(action)
    return found


def stands_for(action: ActionState, key: Key) -> bool:
    """Whether one of the cases that the action stands for is of this subject."""
    return any(member.subject == key for member in life(action).members)


def to_join(read: Reader, rule: Rule, asked: Assignment, now: datetime) -> ActionState | None:
    """The open action of the rule's group that a case may join, which is asked, or only proposed, as the case would be.

    What is overdue is a trouble of its own, and so is what its assignee handed on. What is due later than the case would be
    (promised for then, or asked for what begins later) takes in no nearer case.
    """
    for name in site_of(read).open_actions:
        action = action_of(read, name)
        if action is None or (action.asked.rule, action.asked.group) != (rule.id, asked.group):
            continue
        found = life(action)
        is_theirs = rule.group_by != "assignee" or found.owner == asked.ladder[0].person
        is_alike = (found.status == "proposed") == bool(asked.proposed_to)
        if now < found.due <= asked.due and is_theirs and is_alike:
            return action
    return None
