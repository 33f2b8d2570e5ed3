"""A goal at one instant, as its facts are read from it."""

from datetime import date, timedelta
from functools import cached_property

from rules.facts.scene import Scene
from rules.facts.sums import Sums
from rules.facts.view import View
from rules.facts.work import Work
from rules.life.action import life
from rules.life.promises import Tally, tally
from rules.plan.goals import serves
from rules.read import task_of
from rules.subject import ActionState, GoalState

_LEVELS = ("low", "medium", "high")


class GoalView(View):
    """A goal that is pursued, and the tasks and actions that serve it."""

    def __init__(self, scene: Scene, state: GoalState) -> None:
        super().__init__(scene)
        self.state = state
        self.goal = state.goal

    @cached_property
    def work(self) -> Work:
        """Its tasks together."""
        return self.scene.together(Sums(task for task in self.scene.work.tasks if serves(task, self.goal)))

    @property
    def critical_late(self) -> int:
        """How many of its late tasks move the end of the schedule."""
        late = (task_of(self.scene.read, task.plan.id) for task in self.work.late)
        return sum(task.critical for task in late if task is not None)

    @cached_property
    def tasks(self) -> frozenset[str]:
        """Their ids."""
        return frozenset(task.plan.id for task in self.work.tasks)

    @cached_property
    def actions(self) -> tuple[ActionState, ...]:
        """The open actions about them."""
        return tuple(action for action in self.scene.actions if action.asked.task in self.tasks)

    @property
    def risk(self) -> str:
        """The highest of the risks that stand against it."""
        return max((risk.level for risk in self.state.risks), key=_LEVELS.index, default="none")

    # time

    @property
    def days_to_target(self) -> int | None:
        """Working days to the day on which it is judged."""
        if self.goal.day is None:
            return None
        return self.scene.calendar.working_days_between(self._today, self.goal.day)

    @property
    def forecast_days_late(self) -> int | None:
        """Working days from the day on which it is judged to the finish that follows from what was said."""
        finish = self.scene.finish_of(self.work)
        if self.goal.day is None or finish is None:
            return None
        return self.scene.calendar.working_days_between(self.goal.day, finish)

    # money, safety, promises

    @property
    def over_cost_percent(self) -> float | None:
        """By how much what it will cost is more than it may: its target where that is money, else the budget."""
        may = self._target if self.goal.measure == "cost" else self.work.sums.budget
        will = self.work.sums.estimate_at_completion
        return round(100.0 * (will - may) / may, 1) if may and will else None

    @property
    def incidents(self) -> int:
        """Incidents of the last 30 days on its tasks; on the whole site for one that all tasks serve."""
        since = self.scene.now - timedelta(days=30)
        told = [one for one in self.scene.site.live if one.signal.kind == "safety" and one.at > since]
        everywhere = not (self.goal.zones or self.goal.trades or self.goal.tasks)
        mine = [one for one in told if everywhere or one.signal.task in self.tasks]
        return sum(one.signal.values.get("class") == "incident" for one in mine)

    @cached_property
    def tally(self) -> Tally:
        """How people met what was asked of them about its tasks in the last 28 days."""
        record = tuple(o for person in self.scene.people for o in person.record if o.task in self.tasks)
        overdue = sum(life(action).is_overdue(self.scene.now) for action in self.actions)
        return tally((record,), overdue, self.scene.now, self.scene.calendar)

    # the goal itself

    @property
    def is_off_target(self) -> bool | None:
        """Whether it will be missed, by its own measure and by what is known now; None where nothing is known of it."""
        match self.goal.measure:
            case "finish":
                late = self.forecast_days_late
                return None if late is None else late > 0
            case "cost":
                will = self.work.sums.estimate_at_completion
                return None if will is None else will > self._target
            case "safety":
                return self.incidents > self._target
            case "promises":
                kept = self.tally.percent
                return None if kept is None else kept < self._target
            case "progress":
                return self._is_behind

    @property
    def _is_behind(self) -> bool | None:
        """Whether less is done than the plan wants by now, up to the target."""
        done, planned = self.work.sums.percent, self.work.planned_percent
        if done is None or planned is None:
            return None
        is_over = self.goal.day is not None and self._today > self.goal.day
        return done < (self._target if is_over else min(planned, self._target))

    @property
    def _target(self) -> float:
        return 0.0 if isinstance(self.goal.target, date) else self.goal.target

    @property
    def _today(self) -> date:
        return self.scene.calendar.local_date(self.scene.now)
