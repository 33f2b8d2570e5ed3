"""Rules as typed declarations: what `rules.language.rulebook` reads from YAML, and what everything else works with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Literal

from rules.deciding.decision import CaseValue
from rules.plan.goal import GoalMeasure
from rules.subject import Answer, DoneMeans, Expects, Mode, ReminderPlan, RiskLevel, Severity

On = Literal["task", "action", "site", "person", "goal", "resource"]
Each = Literal["", "blocker", "request", "delivery", "safety", "quality"]
Op = Literal["=", "!=", "<", "<=", ">", ">=", "in", "not in"]
GroupBy = Literal["", "assignee", "zone", "trade", "site"]
WhenResolved = Literal["close", "ask", "keep"]
MAY_MOVE = 30.0  # working hours by which its time may be moved without asking: three shifts
ROLES = ("superintendent", "project_manager", "safety", "inspector", "owner_rep")


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
class Verification:
    """What makes sure that what is asked is done: the word of one of `by` (a ladder; each has `hours` to say it), a `photo`, or
    the `data`: that the rule's condition no longer holds. Any one of them is enough."""

    by: tuple[str, ...] = ()
    photo: bool = False
    data: bool = False
    hours: float = 4.0


@dataclass(frozen=True, kw_only=True)
class Ask:
    """An action to ask of somebody, or, with `expects`, a question whose answer is data.

    `assign` is the ladder, in order; `rules.deciding.assign` says what its words mean. `text` is a sandboxed template over the
    case's fields. `due_hours` counts working hours from now. `together` heads an action that stands for several cases,
    `done_means` is what “done” says of their tasks, `verify` how that is made sure of. `may_move` is by how many hours whoever
    has it may move its time by themselves.
    """

    assign: tuple[str, ...]
    text: str
    due_hours: float
    answers: tuple[Answer, ...]
    plan: ReminderPlan
    together: str = ""
    expects: Expects = ""
    done_means: DoneMeans = ""
    verify: Verification | None = None
    may_move: float = MAY_MOVE


@dataclass(frozen=True, kw_only=True)
class Activate:
    """Asks of the owner of each following task that can start now to start it; `text` is a template over that task's fields."""

    text: str
    assign: tuple[str, ...]
    due_hours: float
    plan: ReminderPlan
    may_move: float = MAY_MOVE


@dataclass(frozen=True, kw_only=True)
class Move:
    """Proposes to move to the task what it lacks: the machine, or the crew of its trade, that can best be spared; `text` knows
    `giver.name` and so on."""

    text: str
    assign: tuple[str, ...]
    due_hours: float
    plan: ReminderPlan
    may_move: float = MAY_MOVE


@dataclass(frozen=True, kw_only=True)
class Notify:
    """Tells something of which nothing is expected, to everybody whom the words of `to` name, or in the `channel`."""

    text: str
    to: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Block:
    """Opens a blocker of the task, for as long as the condition holds."""

    cause: str
    text: str


@dataclass(frozen=True, kw_only=True)
class RaiseRisk:
    """Raises the risk of the site's goals that the rule serves, for as long as the condition holds."""

    level: RiskLevel
    text: str


Asking = Ask | Activate | Move
Lasting = Block | RaiseRisk
Outcome = Asking | Notify | Lasting


@dataclass(frozen=True, kw_only=True)
class Active:
    """When a rule may act: in the site's shift, or between two local times of a working day."""

    opens: time | None = None
    closes: time | None = None


@dataclass(frozen=True, kw_only=True)
class RuleTest:
    """A test inside a rule: with these facts it fires, or stays quiet."""

    name: str
    given: Mapping[str, CaseValue]
    fires: bool


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A declaration of a problem and of what is done about it.

    `each` makes one case of each open matter of that kind instead of one of the subject. Lengths of time are working hours (of
    `safety`: hours of the clock), but for `cooldown_hours`, which is always of the clock.

    - `for_hours`: the condition has to hold that long; `clear_hours`: only once it has not held that long it counts as gone.
    - `cooldown_hours`: how long the rule stays quiet about the same matter after it acted; None means for as long as the matter
      lasts, and a day where the rule is about no matter; infinity: it acts once. `repeat_hours`: how often it acts anew about
      what has held all along.
    - `group_by`: cases of one assignee, zone, trade, or of the whole site share an action. `inhibits`: ids of rules that are
      held back on the same subject, or at the whole site where this rule is about the site, as long as this one stands.
      `active`: None at any time.
    - `serves`: the measure of the goals that it serves.
    - `when_resolved`: what happens to its open actions once the condition no longer holds: they are closed, their owner is
      asked, or they are kept; and alike once their task is no longer in the schedule.
    """

    id: str
    title: str
    on: On
    when: Condition
    then: tuple[Outcome, ...]
    each: Each = ""
    severity: Severity = "medium"
    mode: Mode = "auto"
    for_hours: float = 0.0
    clear_hours: float = 0.0
    cooldown_hours: float | None = None
    repeat_hours: float | None = None
    group_by: GroupBy = ""
    inhibits: tuple[str, ...] = ()
    active: Active | None = None
    serves: GoalMeasure | None = None
    when_resolved: WhenResolved = "close"
    owner: str = ""
    why: str = ""
    sources: tuple[str, ...] = ()
    tests: tuple[RuleTest, ...] = ()
    source: str = ""

    @property
    def asks(self) -> tuple[Asking, ...]:
        """The outcomes that ask something of somebody."""
        return tuple(one for one in self.then if isinstance(one, Asking))

    @property
    def lasting(self) -> tuple[Lasting, ...]:
        """The outcomes that stand for as long as the condition holds."""
        return tuple(one for one in self.then if isinstance(one, Lasting))

    @property
    def is_watched(self) -> bool:
        """Whether it has to be remembered since when its condition holds."""
        timed = self.for_hours or self.clear_hours or self.repeat_hours is not None
        return bool(timed or self.inhibits or self.lasting)


@dataclass(frozen=True, kw_only=True)
class Rulebook:
    """Rules in force together; `version` is the hash of the text that they were read from."""

    version: str
    rules: tuple[Rule, ...]
