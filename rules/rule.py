"""Rules as typed declarations: what `rules.rulebook` reads from YAML, and what everything else works with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rules.decision import CaseValue
from rules.subject import Answer, ReminderPlan, Severity

On = Literal["task", "action", "site", "person", "goal"]
Each = Literal["", "blocker", "request", "delivery", "safety", "quality"]
Op = Literal["=", "!=", "<", "<=", ">", ">=", "in", "not in"]
Mode = Literal["observe", "auto"]
ROLES = ("superintendent", "project_manager", "safety", "owner_rep")


@dataclass(frozen=True, kw_only=True)
class FieldRef:
    """The other side of a comparison of field with field."""

    name: str


@dataclass(frozen=True, kw_only=True)
class Compare:
    """`field op value`; false where the field is absent. `in` and `not in` take a tuple of values."""

    field: str
    op: Op
    value: CaseValue | tuple[CaseValue, ...] | FieldRef


@dataclass(frozen=True, kw_only=True)
class Exists:
    """True where the case has the field."""

    field: str


@dataclass(frozen=True, kw_only=True)
class All:
    """True where every part is."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, kw_only=True)
class AnyOf:
    """True where one part is."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, kw_only=True)
class Not:
    """True where the part is not, so also where its field is absent."""

    part: "Condition"


Condition = Compare | Exists | All | AnyOf | Not


@dataclass(frozen=True, kw_only=True)
class Ask:
    """An action to ask of somebody.

    `assign` is the ladder, in order: `task.owner`, `reporter` (who said it), `role:<role>`, `person:<handle>`. `text` is a
    sandboxed template over the case's fields. `due_hours` counts working hours from now.
    """

    assign: tuple[str, ...]
    text: str
    due_hours: float
    answers: tuple[Answer, ...]
    plan: ReminderPlan


@dataclass(frozen=True, kw_only=True)
class RuleTest:
    """A test inside a rule: with these facts it fires, or stays quiet."""

    name: str
    given: Mapping[str, CaseValue]
    fires: bool


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A declaration of a problem and of what is done about it.

    `each` makes one case of each open matter of that kind instead of one of the subject. `cooldown_hours` (real hours) is how
    long the rule stays quiet about the same matter after it acted; None means for as long as the matter lasts, and a day where
    the rule is about no matter. With
    `when_resolved` "close" its open actions are closed once the condition no longer holds.
    """

    id: str
    title: str
    on: On
    when: Condition
    asks: tuple[Ask, ...]
    each: Each = ""
    severity: Severity = "medium"
    mode: Mode = "auto"
    cooldown_hours: float | None = None
    when_resolved: Literal["close", "keep"] = "close"
    owner: str = ""
    why: str = ""
    tests: tuple[RuleTest, ...] = ()
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Rulebook:
    """Rules in force together; `version` is the hash of the text that they were read from."""

    version: str
    rules: tuple[Rule, ...]
