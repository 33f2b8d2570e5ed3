"""Rulebooks, second stage: the shape of a file, as pydantic models. Every key that is not named here is an error.

What stands below a key says what it means; `rules.language.editor_schema` shows it to whoever writes a rulebook in an editor.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from rules.language.duration import WRITTEN
from rules.plan.goal import GoalMeasure
from rules.rule import Each, GroupBy, On, WhenResolved
from rules.subject import Answer, DoneMeans, Mode, RiskLevel, Severity

RULE_ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
SAYS_SOMETHING = r"\S"
_Text = Field(min_length=1, max_length=500, pattern=SAYS_SOMETHING)
_Ladder = Field(min_length=1, max_length=6)
_ANSWERS: list[Answer] = ["done", "not_done", "help", "reassign"]


_ACTIVE = {
    "type": "string",
    "pattern": r"^(always|shift|\s*\d\d:\d\d(:\d\d)?\s*-\s*\d\d:\d\d(:\d\d)?\s*)$",
    "examples": ["always", "shift", "07:00-11:00"],
}


class _Shape(BaseModel):
    """Strict: no unknown keys, no turning of texts into numbers."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _length(*words: str) -> WithJsonSchema:
    """How editors know a length of time, or one of these words; `rules.language.duration` reads it."""
    pattern = "|".join((rf"\s*{WRITTEN.pattern}\s*", *words))
    return WithJsonSchema(
        {"type": "string", "pattern": f"^({pattern})$", "examples": ["30m", "2h", "1d", *words]}
    )


Length = Annotated[str, _length()]


class RemindShape(_Shape):
    """When an open action is brought up again, in working time."""

    before: list[Length] = Field(default=["1h"], max_length=4)
    """How long before it is due its owner is reminded; each is one reminder, `[]` is none. Without it an hour, or halfway where
    it is due sooner."""
    at_due: bool = True
    """Whether its owner is reminded when it is due."""
    after: list[Length] = Field(default=["1h"], max_length=4)
    """How long after it was due its owner is reminded again."""
    escalate_after: Annotated[str, _length("never")] = "2h"
    """How long after it was due the next of the ladder is asked; `never` stays with the first person."""
    again: Annotated[str, _length("never")] = "1d"
    """How long after the last of these its owner is reminded again while nobody says a word; each further time comes after
    twice as long as the one before, up to four times as long. `never`: it is not brought up again."""
    at_most: int = Field(default=3, ge=1, le=6)
    """How many times it is brought up `again`; a word of theirs begins that anew."""


class VerifyShape(_Shape):
    """What makes sure that it is done. Any one of them is enough."""

    by: list[str] = Field(default=[], max_length=6)
    """Whose word: a ladder as in `assign`; one after the other is asked, nobody about their own word."""
    evidence: Literal["", "photo"] = ""
    """`photo`: a picture in its thread is enough."""
    data: bool = False
    """Whether it is enough that the rule's condition no longer holds."""
    within: Length = "4h"
    """How long each has to say so until the next is asked; what no photo or data shows by then is asked for again."""


class AskingShape(_Shape):
    """What every outcome has that asks something of somebody."""

    assign: list[str] = _Ladder
    """Who is asked, a ladder in order: the first that the site has, then whoever it is escalated to."""
    due: Length
    """How much working time there is for it; `1d` is a shift of ten hours. What is asked about a task that has not begun is
    due by its start at the latest."""
    remind: RemindShape = RemindShape()
    """When it is brought up again, and when it goes up the ladder."""
    may_move: Length = "3d"
    """How much later than first asked whoever has it may promise it by themselves; beyond that a manager has to allow it."""


class AskShape(AskingShape):
    """One action to ask of somebody."""

    ask: str = _Text
    """What is asked, a text over the fields of the case: `Get {{ task.name }} moving again: {{ blocker.words | quote }}`."""
    answers: list[Answer] = Field(default=_ANSWERS, min_length=1)
    """The answers that the card offers."""
    together: str = Field(default="", max_length=200)
    """The heading where one action stands for several cases (`group_by`)."""
    done_means: DoneMeans = ""
    """What “done” says of the task, kept as data: that it has `started`."""
    verify: VerifyShape | None = None
    """What makes sure that it is done; without it whoever says so is believed."""


class QuestionShape(AskingShape):
    """A question whose answer is data."""

    question: str = _Text
    """What is asked, a text over the fields of the case."""
    expects: Literal["percent", "finish", "people"]
    """What the answer is: the `percent` done, the day of the `finish`, or how many `people`."""
    together: str = Field(default="", max_length=200)
    """The heading where one action stands for several cases (`group_by`)."""


class ActivateShape(AskingShape):
    """Asks to start each following task that can start now."""

    activate: str = _Text
    """What is asked; the text speaks of the fields of the task that follows."""


class MoveShape(AskingShape):
    """Proposes to move to the task what it lacks: the machine, or the crew of its trade, that can best be spared."""

    move: str = _Text
    """What is proposed; the text also knows `giver.name`, `giver.id`, `giver.zone`, `giver.float_days`, and of what is in the
    register `giver.moves`, `giver.place`, `giver.cost`, `giver.gain`."""


class NotifyShape(_Shape):
    """Tells something of which nothing is expected."""

    notify: str = _Text
    """What is told, a text over the fields of the case."""
    to: list[str] = _Ladder
    """Who is told: everybody whom these words name (words as in `assign`), or the site's `channel`."""


class BlockShape(_Shape):
    """Opens a blocker of the task for as long as the condition holds."""

    block: str
    """The cause: material, labour, equipment, inspection …"""
    words: str = _Text
    """What blocks it, a text over the fields of the case."""


class RiskShape(_Shape):
    """Raises the risk of the goals that the rule serves for as long as the condition holds."""

    risk: RiskLevel
    """How high it is raised."""
    words: str = _Text
    """What the risk is, a text over the fields of the case."""


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

    name: str = Field(min_length=1, max_length=200, pattern=SAYS_SOMETHING)
    """What happens in it, in a few words."""
    fires: dict[str, Any] | None = None
    """Facts, field by field, for which the rule fires."""
    quiet: dict[str, Any] | None = None
    """Facts, field by field, for which the rule stays quiet."""


class RuleShape(_Shape):
    """A declaration: what is a problem, when to step in, who answers, what is done."""

    id: str = Field(pattern=rf"^{RULE_ID}$", max_length=60)
    """The rule's name for good: small letters, digits and dashes. Decisions, tests and managers' settings know it by this."""
    title: str = Field(min_length=1, max_length=100, pattern=SAYS_SOMETHING)
    """What is the matter, as people read it: `A critical task is blocked`."""
    why: str = Field(min_length=1, max_length=300, pattern=SAYS_SOMETHING)
    """Why it is worth somebody's time; one sentence a superintendent agrees with."""
    owner: str = Field(min_length=1, max_length=60, pattern=SAYS_SOMETHING)
    """Who answers for the rule itself: superintendent, project_manager, safety, owner_rep, or a person's @handle."""
    sources: list[str] = Field(default=[], max_length=5)
    """Where a threshold comes from: Last Planner, a standard, a contract."""
    on: On
    """What the rule looks at; it reads the fields of this subject and of the site. An action that it asked for itself is none of
    its cases."""
    each: Literal[Each] = ""
    """One case for each open matter of this kind instead of one of the subject; its fields can then be read."""
    when: Any
    """When it is a problem: a comparison such as `task.silent_hours >= 10`, or `all`, `any` and `not` of them."""
    for_: Length = Field(default="0m", alias="for")
    """How long the condition has to hold before the rule acts, in working time."""
    clear_after: Length = "0m"
    """How long the condition may cease to hold before it counts as gone, in working time."""
    cooldown: Annotated[str | None, _length("forever")] = None
    """How long it stays quiet about the same matter after it acted, in hours of the clock (`1d` is 24); without it as long as the
    matter lasts, or a day where it is about no matter; `forever`: it acts once."""
    repeat_every: Annotated[str | None, _length()] = None
    """How often it acts anew about what has held all along, in working time."""
    active: Annotated[str, WithJsonSchema(_ACTIVE)] = "always"
    """When it may act: always, in the site's shift, or between two times of a working day. Outside of them it waits."""
    group_by: Literal[GroupBy] = ""
    """Cases of one assignee, zone, trade, or of the whole site share an action, headed by `together`."""
    inhibits: list[str] = Field(default=[], max_length=20)
    """Ids of rules that are held back on the same subject as long as this one stands."""
    serves: GoalMeasure | None = None
    """The measure of the site's goals that this rule is for."""
    severity: Severity
    """How grave it is; the gravest act first, and safety passes quiet hours and budgets."""
    mode: Mode = "auto"
    """How far it acts by itself: it only records (observe), a manager approves what it asks and with it the rest (propose), or it
    acts (auto)."""
    then: list[Any] = Field(min_length=1, max_length=5)
    """What is done, in order; each begins with ask, question, notify, block, risk, activate or move."""
    when_resolved: WhenResolved = "close"
    """What becomes of its open actions once the condition no longer holds: closed, their owner asked, or kept."""
    tests: list[TestShape] = Field(min_length=2)
    """When it fires and when it stays quiet; at least one of either."""


class FileShape(_Shape):
    """A rulebook file: a list of rules. Each is validated apart, so that one broken rule hides no other."""

    rules: list[Any] = Field(min_length=1)
    """The rules, in the order in which they act where they are equally grave."""
