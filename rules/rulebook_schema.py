"""Rulebooks, second stage: the shape of a file, as pydantic models. Every key that is not named here is an error."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from rules.goal import GoalMeasure
from rules.rule import Each, GroupBy, On, WhenResolved
from rules.subject import Answer, Expects, Mode, RiskLevel, Severity

RULE_ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_Text = Field(min_length=1, max_length=500)
_Ladder = Field(min_length=1, max_length=6)
_ANSWERS: list[Answer] = ["done", "not_done", "help", "reassign"]


class _Shape(BaseModel):
    """Strict: no unknown keys, no turning of texts into numbers."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class RemindShape(_Shape):
    """When an open action is brought up again, in working time; `escalate_after: never` stays with the first person."""

    before: list[str] = Field(default=["1h"], max_length=4)
    at_due: bool = True
    after: list[str] = Field(default=["1h"], max_length=4)
    escalate_after: str = "2h"


class AskingShape(_Shape):
    """What every outcome has that asks something of somebody; `due` is working time, in which `1d` is a shift of ten hours."""

    assign: list[str] = _Ladder
    due: str
    remind: RemindShape = RemindShape()


class AskShape(AskingShape):
    """One action to ask of somebody. `together` heads it where it stands for several cases (`group_by`)."""

    ask: str = _Text
    answers: list[Answer] = Field(default=_ANSWERS, min_length=1)
    together: str = Field(default="", max_length=200)


class QuestionShape(AskingShape):
    """A question whose answer is data: `percent` done, the day of the `finish`, how many `people`."""

    question: str = _Text
    expects: Expects
    together: str = Field(default="", max_length=200)


class ActivateShape(AskingShape):
    """Asks to start each following task that can start now; the text speaks of that task's fields."""

    activate: str = _Text


class MoveShape(AskingShape):
    """Proposes to move a crew from the task of its trade that can best spare it: `giver.name`, `giver.id`, `giver.float_days`."""

    move: str = _Text


class NotifyShape(_Shape):
    """Tells something of which nothing is expected, to people (words as in `assign`) or to the `channel`."""

    notify: str = _Text
    to: list[str] = _Ladder


class BlockShape(_Shape):
    """Opens a blocker of the task for as long as the condition holds."""

    block: str
    words: str = _Text


class RiskShape(_Shape):
    """Raises the risk of the goals that the rule serves for as long as the condition holds."""

    risk: RiskLevel
    words: str = _Text


OUTCOMES: Mapping[str, type[_Shape]] = {
    "ask": AskShape,
    "question": QuestionShape,
    "notify": NotifyShape,
    "block": BlockShape,
    "risk": RiskShape,
    "activate": ActivateShape,
    "move": MoveShape,
}


class TestShape(_Shape):
    """With these facts the rule fires, or stays quiet; one of the two."""

    name: str = Field(min_length=1, max_length=200)
    fires: dict[str, Any] | None = None
    quiet: dict[str, Any] | None = None


class RuleShape(_Shape):
    """One rule. `cooldown` is time on the wall clock; without it the rule acts once for as long as the
    matter lasts, and once a day where it is about no matter. Each of `then` has the shape of its first word."""

    id: str = Field(pattern=rf"^{RULE_ID}$", max_length=60)
    title: str = Field(min_length=1, max_length=100)
    why: str = Field(min_length=1, max_length=300)
    owner: str = Field(min_length=1, max_length=60)
    sources: list[str] = Field(default=[], max_length=5)
    on: On
    each: Literal[Each] = ""
    when: Any
    for_: str = Field(default="0m", alias="for")
    clear_after: str = "0m"
    cooldown: str | None = None
    repeat_every: str | None = None
    active: str = "always"
    group_by: Literal[GroupBy] = ""
    inhibits: list[str] = Field(default=[], max_length=20)
    serves: GoalMeasure | None = None
    severity: Severity
    mode: Mode = "auto"
    then: list[Any] = Field(min_length=1, max_length=5)
    when_resolved: WhenResolved = "close"
    tests: list[TestShape] = Field(min_length=2)


class FileShape(_Shape):
    """A rulebook file: a list of rules. Each is validated apart, so that one broken rule hides no other."""

    rules: list[Any] = Field(min_length=1)
