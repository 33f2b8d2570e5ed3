"""What rules can read of an open action."""

from rules.facts.field import Declare
from rules.facts.scene import Scene
from rules.facts.view import View
from rules.life.action import Life, life
from rules.read import person_of, task_of
from rules.rule import ROLES
from rules.subject import ActionState, TaskState
from rules.worktime.timed import Timed


class ActionView(View):
    """An open action at one instant."""

    def __init__(self, scene: Scene, action: ActionState) -> None:
        super().__init__(scene)
        self.action = action
        self.asked = action.asked
        self.life: Life = life(action)

    @property
    def task(self) -> TaskState | None:
        """The task that it is about."""
        return task_of(self.scene.read, self.asked.task)

    @property
    def owner_actions(self) -> int | None:
        """How many open actions whoever it is asked of has; unknown of somebody whom the site does not know."""
        owner = person_of(self.scene.read, self.life.owner)
        return len(self.scene.held(owner.open_actions)) if owner else None


def _silence(a: ActionView) -> Timed:
    last = a.life.last_answer
    return Timed(anchor=last.at if last else a.action.opened)


_of = Declare[ActionView]("action")
ACTION = (
    _of.text("id", "its number at the site", "ACT-12", lambda a: a.asked.id),
    _of.text("text", "what is asked", "Get the pump inspected", lambda a: a.life.text),
    _of.text(
        "status",
        "where it stands",
        "assigned",
        lambda a: a.life.status,
        options=("proposed", "assigned", "accepted", "in_hand", "promised", "stuck", "reported"),
    ),
    _of.text(
        "severity",
        "of its rule",
        "high",
        lambda a: a.asked.severity,
        options=("low", "medium", "high", "safety"),
    ),
    _of.number(
        "hours_overdue",
        "working hours",
        "past its due time; negative before it; unknown of what is reported done",
        "3",
        lambda a: None if a.life.status == "reported" else Timed(anchor=a.life.due),
        timed=True,
    ),
    _of.number(
        "hours_silent",
        "working hours",
        "since its last answer, or since it was asked",
        "4",
        _silence,
        timed=True,
    ),
    _of.number(
        "age_hours",
        "working hours",
        "since it was asked",
        "9",
        lambda a: Timed(anchor=a.action.opened),
        timed=True,
    ),
    _of.truth("unanswered", "nobody gave it any answer yet", lambda a: not a.life.answers),
    _of.number("helpers", "count", "people whom it was escalated to", "1", lambda a: len(a.life.helpers)),
    _of.number("level", "count", "how often it was escalated", "1", lambda a: a.life.level),
    _of.number("promises", "count", "how often its time was moved", "2", lambda a: a.life.promises),
    _of.number("handed_on", "count", "people who handed it on", "1", lambda a: len(a.life.former)),
    _of.text(
        "owner_role",
        "of whoever has it, where they have one at the site",
        "superintendent",
        lambda a: a.scene.role_of(a.life.owner),
        options=ROLES,
    ),
    _of.number(
        "owner_actions",
        "count",
        "open actions of whoever has it, this one included",
        "7",
        lambda a: a.owner_actions,
        daily=True,
    ),
    _of.truth(
        "critical",
        "its task moves the end of the schedule",
        lambda a: a.task.critical if a.task else None,
        daily=True,
    ),
    _of.number(
        "serves_goals",
        "count",
        "goals of the site that its task serves",
        "1",
        lambda a: len(a.scene.goals_of(a.asked.task)),
        daily=True,
    ),
)
