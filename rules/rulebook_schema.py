"""Rulebooks, second stage: the shape of a file, as pydantic models. Every key that is not named here is an error."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from rules.rule import Each, Mode, On
from rules.subject import Answer, Severity

RULE_ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"


class _Shape(BaseModel):
    """Strict: no unknown keys, no turning of texts into numbers."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class RemindShape(_Shape):
    """When an open action is brought up again, in working time; `escalate_after: never` stays with the first person."""

    before: list[str] = Field(default=["1h"], max_length=4)
    at_due: bool = True
    after: list[str] = Field(default=["1h"], max_length=4)
    escalate_after: str = "2h"


class AskShape(_Shape):
    """One action to ask of somebody; `due` is working time, in which `1d` is a shift of ten hours."""

    ask: str = Field(min_length=1, max_length=500)
    assign: list[str] = Field(min_length=1, max_length=6)
    due: str
    answers: list[Answer] = Field(default=["done", "not_done", "help", "reassign"], min_length=1)
    remind: RemindShape = RemindShape()


class TestShape(_Shape):
    """With these facts the rule fires, or stays quiet; one of the two."""

    name: str = Field(min_length=1, max_length=200)
    fires: dict[str, Any] | None = None
    quiet: dict[str, Any] | None = None


class RuleShape(_Shape):
    """One rule. `cooldown` is time on the wall clock; without it the rule acts once for as long as the
    matter lasts, and once a day where it is about no matter."""

    id: str = Field(pattern=rf"^{RULE_ID}$", max_length=60)
    title: str = Field(min_length=1, max_length=100)
    why: str = Field(min_length=1, max_length=300)
    owner: str = Field(min_length=1, max_length=60)
    on: On
    each: Literal[Each] = ""
    when: Any
    severity: Severity
    mode: Mode = "auto"
    then: list[AskShape] = Field(min_length=1, max_length=5)
    cooldown: str | None = None
    when_resolved: Literal["close", "keep"] = "close"
    tests: list[TestShape] = Field(min_length=2)


class FileShape(_Shape):
    """A rulebook file: a list of rules. Each is validated apart, so that one broken rule hides no other."""

    rules: list[Any] = Field(min_length=1)
