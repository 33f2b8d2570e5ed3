"""The subjects of a scene, as rules look at them."""

from datetime import datetime
from functools import cached_property

from rules.facts.action import ActionView
from rules.facts.goal import GoalView
from rules.facts.person import PersonView
from rules.facts.scene import Scene
from rules.facts.site import SiteView
from rules.facts.task import TaskView
from rules.facts.view import View
from rules.key import Key
from rules.life.action import life
from rules.read import Reader, action_of, goal_of, person_of, task_of


class Subjects:
    """Sees the subjects of one state at one instant, each once."""

    def __init__(self, read: Reader, now: datetime, without: str = "") -> None:
        """`without` is an action that counts for nothing."""
        self.scene = Scene(read, now, without)
        self._views: dict[Key, View | None] = {}

    def view(self, key: Key) -> View | None:
        """The subject of that name; None where there is none that rules look at."""
        if key not in self._views:
            self._views[key] = self._seen(key)
        return self._views[key]

    def task(self, task_id: str) -> TaskView | None:
        """A task that is in the schedule."""
        view = self.view(Key("task", task_id))
        return view if isinstance(view, TaskView) else None

    @cached_property
    def whole(self) -> SiteView:
        """The site itself."""
        return SiteView(self.scene, self.scene.site)

    def _seen(self, key: Key) -> View | None:
        scene, read = self.scene, self.scene.read
        match key.kind:
            case "task":
                task = task_of(read, key.id)
                return TaskView(scene, task) if task else None
            case "action":
                action = action_of(read, key.id)
                return ActionView(scene, action) if action and life(action).is_open else None
            case "person":
                person = person_of(read, key.id)
                return PersonView(scene, person) if person and person.gone is None else None
            case "goal":
                goal = goal_of(read, key.id)
                return GoalView(scene, goal) if goal and not goal.retired else None
            case "resource":
                return next((one for one in self.whole.register if one.resource.id == key.id), None)
            case "site":
                return self.whole
            case _:
                return None
