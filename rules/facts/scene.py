"""A site at one instant, as facts are read from it; what many of them need of other subjects is found once."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cached_property

from rules.facts.action import ActionView
from rules.facts.goal import GoalView
from rules.facts.lasting import Lasting, lasting
from rules.facts.person import PersonView
from rules.facts.resource import ResourceView
from rules.facts.site import SiteView
from rules.facts.sums import all_sums
from rules.facts.task import TaskView
from rules.facts.view import View
from rules.facts.work import Work
from rules.key import Key
from rules.life.action import life
from rules.matter import Matter
from rules.read import (
    Reader,
    action_of,
    goal_of,
    goals,
    people,
    person_of,
    site_of,
    task_of,
)
from rules.resources.heard import heard
from rules.resources.outage import outages
from rules.rule import ROLES
from rules.subject import ActionState, GoalState, PersonState, SiteState
from rules.weekly.outcome import Judged, judged_of
from rules.worktime.calendar import WorkCalendar


class Scene:
    """Sees subjects of one state at one instant. Only this one site's state is ever read."""

    def __init__(self, read: Reader, now: datetime, without: str = "") -> None:
        """`without` is an action that counts for nothing."""
        self.read = read
        self.now = now
        self.site: SiteState = site_of(read)
        self.calendar: WorkCalendar = self.site.calendar
        self._without = without
        self._tasks: dict[str, TaskView | None] = {}

    def view(self, key: Key) -> View | None:
        """The subject of that name; None where there is none that rules look at."""
        match key.kind:
            case "task":
                return self.task(key.id)
            case "action":
                action = action_of(self.read, key.id)
                return ActionView(self, action) if action and life(action).is_open else None
            case "person":
                person = person_of(self.read, key.id)
                return PersonView(self, person) if person and person.gone is None else None
            case "goal":
                goal = goal_of(self.read, key.id)
                return GoalView(self, goal) if goal and not goal.retired else None
            case "resource":
                return next((one for one in self.register if one.resource.id == key.id), None)
            case "site":
                return self.whole
            case _:
                return None

    def task(self, task_id: str) -> TaskView | None:
        """A task that is in the schedule."""
        if task_id not in self._tasks:
            task = task_of(self.read, task_id)
            self._tasks[task_id] = TaskView(self, task) if task else None
        return self._tasks[task_id]

    def lasting(self, task_id: str) -> Lasting | None:
        """What lasts of a task that is in the schedule."""
        task = task_of(self.read, task_id)
        return lasting(task, self.calendar, self.site.currency) if task else None

    @cached_property
    def whole(self) -> SiteView:
        """The site itself."""
        return SiteView(self, self.site)

    @cached_property
    def work(self) -> Work:
        """All tasks of the schedule together."""
        return Work(self, all_sums(self.read, self.calendar, self.site.currency))

    @cached_property
    def goals(self) -> tuple[GoalState, ...]:
        """The goals that are pursued."""
        return tuple(goals(self.read))

    @cached_property
    def register(self) -> tuple[ResourceView, ...]:
        """The crews and machines of the site."""
        return tuple(ResourceView(self, one) for one in heard(self.read))

    @cached_property
    def outages(self) -> Mapping[str, Matter]:
        """What is down, by the ids of the machines."""
        if not self.register:
            return {}
        of_tasks = (matter for task in self.work.tasks for matter in task.of("blocker"))
        return outages(
            self.read, (*self.whole.of("blocker"), *of_tasks), [one.state for one in self.register]
        )

    @cached_property
    def people(self) -> tuple[PersonState, ...]:
        """Everybody whom the site knows."""
        return tuple(people(self.read))

    @cached_property
    def actions(self) -> tuple[ActionView, ...]:
        """Every open action."""
        return self.actions_of(self.site.open_actions)

    @cached_property
    def finishes(self) -> Mapping[str, date]:
        """When each task will be finished, as far as anybody said."""
        return self.work.sums.finishes(self.calendar.local_date(self.now))

    @cached_property
    def judged(self) -> tuple[Judged, ...]:
        """What became of the promises of every week that was judged."""
        return judged_of(self.read)

    def held(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Those of the open actions that somebody holds which count."""
        return tuple(one for one in ids if one != self._without)

    def action(self, name: str) -> ActionState | None:
        """An action that counts."""
        return action_of(self.read, name) if self.held((name,)) else None

    def actions_of(self, ids: Iterable[str]) -> tuple[ActionView, ...]:
        """Open actions by their ids."""
        found = (action_of(self.read, name) for name in self.held(ids))
        return tuple(ActionView(self, action) for action in found if action is not None)

    def overdue(self, ids: Iterable[str]) -> int:
        """How many of these open actions are late."""
        found = (action_of(self.read, name) for name in self.held(ids))
        return sum([life(action).is_overdue(self.now) for action in found if action is not None])

    def role_of(self, person: str) -> str | None:
        """The first role that somebody has at the site."""
        return next((role for role in ROLES if person in self.site.roles.get(role, ())), None)
