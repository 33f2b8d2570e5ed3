"""Entries of actions: offered, asked for, each step since, and an instant at which a subject has to be looked at again."""

from dataclasses import dataclass
from typing import Literal

from rules.key import Key
from rules.subject import Assignment, Step


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """Whoever told a person in a message to do something was asked whether it shall be followed up; `wanted` is the answer."""

    message: str
    person: str
    wanted: bool | None = None
    kind: Literal["follow_up"] = "follow_up"


@dataclass(frozen=True, kw_only=True)
class Stepped:
    """An action took a step: answered, reminded, escalated, closed; a proposal was approved or refused; a case joined or left."""

    action: str
    step: Step
    kind: Literal["stepped"] = "stepped"


@dataclass(frozen=True, kw_only=True)
class Unstepped:
    """An answer was taken back (its reaction removed)."""

    action: str
    step: str
    by: str
    kind: Literal["unstepped"] = "unstepped"


@dataclass(frozen=True, kw_only=True)
class Woke:
    """A subject had to be looked at again, at the instant that was stored for it."""

    subject: Key
    kind: Literal["woke"] = "woke"


@dataclass(frozen=True, kw_only=True)
class Assigned:
    """An action was asked of somebody, by a rule or by a person."""

    asked: Assignment
    kind: Literal["assigned"] = "assigned"
