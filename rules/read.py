"""How the domain reads a site's state: by key, whatever holds it."""

from collections.abc import Iterator
from typing import Protocol, TypeVar

from rules.key import SITE, Key, SubjectKind
from rules.subject import (
    ActionState,
    GoalState,
    MessageState,
    PersonState,
    ResourceState,
    SiteState,
    Subject,
    TaskState,
)

S = TypeVar("S", TaskState, ActionState, PersonState, MessageState)


class Reader(Protocol):
    """The part of storage, or of a backtest's memory, that the domain may read."""

    def get(self, key: Key) -> Subject | None:
        """The subject as it stands, None where there is none."""
        ...

    def all(self, kind: SubjectKind, *, open_only: bool = False) -> Iterator[Subject]:
        """Every subject of a kind, or only those that are open, in the order of their ids."""
        ...


def site_of(read: Reader) -> SiteState:
    """The site's own state; a site that nobody set up yet has the defaults."""
    found = read.get(SITE)
    return found if isinstance(found, SiteState) else SiteState()


def task_called(read: Reader, name: str) -> TaskState | None:
    """The task of that id, however its letters are written."""
    wanted = name.strip().casefold()
    return task_of(read, name.strip()) or next(
        (one for one in tasks(read) if one.plan.id.casefold() == wanted), None
    )


def task_of(read: Reader, task: str | None) -> TaskState | None:
    """A task that is in the schedule."""
    found = read.get(Key("task", task)) if task else None
    return found if isinstance(found, TaskState) and not found.removed else None


def action_of(read: Reader, action: str | None) -> ActionState | None:
    """An action by its id."""
    found = read.get(Key("action", action)) if action else None
    return found if isinstance(found, ActionState) else None


def person_of(read: Reader, person: str | None) -> PersonState | None:
    """A person by their Slack user id."""
    found = read.get(Key("person", person)) if person else None
    return found if isinstance(found, PersonState) else None


def goal_of(read: Reader, goal: str | None) -> GoalState | None:
    """A goal by its id, also one that was retired."""
    found = read.get(Key("goal", goal)) if goal else None
    return found if isinstance(found, GoalState) else None


def resource_of(read: Reader, resource: str | None) -> ResourceState | None:
    """A crew or machine by its id, also one that was retired."""
    found = read.get(Key("resource", resource)) if resource else None
    return found if isinstance(found, ResourceState) else None


def message_of(read: Reader, message: str) -> MessageState | None:
    """A message by its id."""
    found = read.get(Key("message", message))
    return found if isinstance(found, MessageState) else None


def as_heard(read: Reader, message: str) -> MessageState | None:
    """A message by its id, or what was passed on of it where its signals stand."""
    found = message_of(read, message)
    return message_of(read, found.heard_as) if found is not None and found.heard_as else found


def tasks(read: Reader) -> Iterator[TaskState]:
    """Every task of the schedule in force."""
    return iter([one for one in read.all("task") if isinstance(one, TaskState) and not one.removed])


def open_actions(read: Reader) -> Iterator[ActionState]:
    """Every action that is not closed."""
    for found in read.all("action", open_only=True):
        if isinstance(found, ActionState):
            yield found


def people(read: Reader) -> Iterator[PersonState]:
    """Everybody whom the site knows."""
    for found in read.all("person"):
        if isinstance(found, PersonState):
            yield found


def goals(read: Reader) -> Iterator[GoalState]:
    """Every goal that is pursued."""
    for found in read.all("goal"):
        if isinstance(found, GoalState) and not found.retired:
            yield found


def resources(read: Reader) -> Iterator[ResourceState]:
    """Every crew and machine of the register that was not retired."""
    for found in read.all("resource"):
        if isinstance(found, ResourceState) and not found.retired:
            yield found
