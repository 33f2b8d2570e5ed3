"""What a word of a timeline has to be: a person, a task, a rule … that the site has; each kind is checked in one place."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict

from bot.timelines.moment import day_named, moment
from rules.key import SITE, Key
from rules.language.problem import Misread, one_of
from rules.worktime.calendar import WorkCalendar

LAST = "last"
NEVER = "never"
_GOAL = "goal:"
_RESOURCE = "resource:"
_ACTION = re.compile(r"ACT-\d+")


@dataclass(frozen=True)
class Word:
    """Marks a field of a shape: what its text has to name."""

    kind: Literal["person", "task", "resource", "rule", "subject", "action", "moment", "perhaps", "day"]


Person = Annotated[str, Word("person")]
People = Annotated[list[str], Word("person")]
TaskId = Annotated[str, Word("task")]
ResourceId = Annotated[str, Word("resource")]
TaskIds = Annotated[list[str], Word("task")]
RuleId = Annotated[str, Word("rule")]
SubjectName = Annotated[str, Word("subject")]
ActionName = Annotated[str, Word("action")]
Moment = Annotated[str, Word("moment")]
Moments = Annotated[list[str], Word("moment")]
MomentOrNever = Annotated[str, Word("perhaps")]
Day = Annotated[str, Word("day")]


class Shape(BaseModel):
    """Strict: no unknown keys, no turning of texts into numbers."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    def faults(self) -> Iterator[tuple[str, Misread]]:
        """What the keys say that cannot be together: the key, and what is wrong with it."""
        yield from ()


@dataclass(frozen=True, kw_only=True)
class Known:
    """What words can mean at one step of a timeline."""

    people: tuple[str, ...]
    tasks: tuple[str, ...]
    rules: tuple[str, ...]
    goals: tuple[str, ...]
    resources: tuple[str, ...]
    now: datetime
    calendar: WorkCalendar


def faults_of(shape: Shape, known: Known) -> Iterator[tuple[tuple[str | int, ...], Misread]]:
    """Every word of a shape that means nothing here, with its path."""
    for name in type(shape).model_fields:
        marks = [mark for mark in type(shape).model_fields[name].metadata if isinstance(mark, Word)]
        if not marks or name not in shape.model_fields_set:
            continue
        value = getattr(shape, name)
        for place, word in enumerate(value) if isinstance(value, list) else [(None, value)]:
            try:
                _CHECKS[marks[0].kind](word, known)
            except Misread as fault:
                yield (name,) if place is None else (name, place), fault
    for name, contradiction in shape.faults():
        yield (name,), contradiction


def subject_named(word: str) -> Key:
    """`site`, `ACT-1`, `@minh`, `goal:finish-on-time`, `resource:pump-2`, or a task's id."""
    if word == "site":
        return SITE
    if word.startswith(_GOAL):
        return Key("goal", word.removeprefix(_GOAL))
    if word.startswith(_RESOURCE):
        return Key("resource", word.removeprefix(_RESOURCE))
    if word.startswith("@"):
        return Key("person", user_id(word[1:]))
    return Key("action" if _ACTION.fullmatch(word) else "task", word)


def user_id(handle: str) -> str:
    """The Slack id that a person has in a timeline."""
    return "U0" + re.sub(r"[^A-Z0-9]", "", handle.upper())


def _person(word: str, known: Known) -> None:
    if word not in known.people:
        raise Misread(f"There is nobody called {word} here.", one_of(word, known.people))


def _task(word: str, known: Known) -> None:
    if word not in known.tasks:
        instead = one_of(word, known.tasks[:20]) if known.tasks else "Give the site tasks with `tasks:`."
        raise Misread(f"There is no task {word} here.", instead)


def _resource(word: str, known: Known) -> None:
    if word not in known.resources:
        instead = (
            one_of(word, known.resources) if known.resources else "Give the site some with `resources:`."
        )
        raise Misread(f"There is no crew or machine {word} here.", instead)


def _rule(word: str, known: Known) -> None:
    if word not in known.rules:
        raise Misread(f"There is no rule {word}.", one_of(word, known.rules))


def _action(word: str, known: Known) -> None:
    if word != LAST and not _ACTION.fullmatch(word):
        raise Misread(f"“{word}” is no action.", "Write ACT-1 for the first that is asked for, or last.")


def _subject(word: str, known: Known) -> None:
    key = subject_named(word)
    if key.kind == "person":
        _person(word[1:], known)
    elif key.kind == "task":
        _task(word, known)
    elif key.kind == "goal" and key.id not in known.goals:
        raise Misread(f"There is no goal {key.id} here.", one_of(key.id, known.goals) if known.goals else "")
    elif key.kind == "resource":
        _resource(key.id, known)


def _moment(word: str, known: Known) -> None:
    moment(word, known.now, known.calendar, past=True)


def _perhaps(word: str, known: Known) -> None:
    if word != NEVER:
        _moment(word, known)


def _day(word: str, known: Known) -> None:
    day_named(word, known.calendar.local_date(known.now).year)


_CHECKS: Mapping[str, Callable[[str, Known], None]] = {
    "person": _person,
    "task": _task,
    "resource": _resource,
    "rule": _rule,
    "action": _action,
    "subject": _subject,
    "moment": _moment,
    "perhaps": _perhaps,
    "day": _day,
}
