"""Tasks taken together, of a site or of a goal: how far they are, what they cost, when they will be finished.

Earned value as the Project Management Institute's Practice Standard for Earned Value Management has it: the cost performance
index is CPI = EV / AC, the schedule performance index SPI = EV / PV, the estimate at completion EAC = BAC / CPI. EV, what is
earned, is the budget by the percent done, PV, what is planned, the budget by the percent planned by now; AC is what was spent.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from rules.facts.earned import estimate, index
from rules.facts.lasting import Lasting, planned_percents

if TYPE_CHECKING:
    from rules.facts.scene import Scene


class Work:
    """Some tasks of a site at one instant."""

    def __init__(self, scene: "Scene", tasks: Sequence[Lasting]) -> None:
        self._scene = scene
        self.tasks = tuple(tasks)

    @cached_property
    def percent(self) -> float | None:
        """How much of it is done, by budget, or by working time where the schedule has no budgets."""
        return self._weighed([task.found.percent for task in self.tasks])

    @cached_property
    def planned_percent(self) -> float | None:
        """How much of it the plan wants done by now."""
        return self._weighed(planned_percents(self.tasks, self._scene.now, self._scene.calendar))

    @property
    def behind_percent(self) -> float | None:
        """Planned less done."""
        if self.percent is None or self.planned_percent is None:
            return None
        return round(self.planned_percent - self.percent, 1)

    @cached_property
    def budget(self) -> float | None:
        """Of all its tasks together."""
        return sum(task.plan.budget for task in self.tasks) or None

    @property
    def schedule_performance(self) -> float | None:
        """SPI: what is earned for what was planned to be earned by now."""
        if not self.budget or self.percent is None or not self.planned_percent:
            return None
        return round(self.percent / self.planned_percent, 2)

    @cached_property
    def costed(self) -> tuple[Lasting, ...]:
        """Those with a budget of which somebody told costs; what is concluded from them is as sure as they are many."""
        return tuple([task for task in self.tasks if task.plan.budget and task.found.spent > 0])

    @cached_property
    def cost_performance(self) -> float | None:
        """CPI, of the tasks whose costs were told."""
        earned = sum(task.plan.budget * task.found.percent / 100 for task in self.costed)
        return index(earned, sum(task.found.spent for task in self.costed))

    @property
    def estimate_at_completion(self) -> float | None:
        """EAC: what it will cost if it goes on as it did."""
        return estimate(self.budget, self.cost_performance)

    @cached_property
    def late(self) -> tuple[Lasting, ...]:
        """What is not done although its planned finish is over, or will be later by what was said."""
        return tuple(task for task in self.tasks if task.is_late(self._scene.now))

    @cached_property
    def running(self) -> tuple[Lasting, ...]:
        """What has begun and is not done."""
        return tuple([task for task in self.tasks if task.is_running])

    @cached_property
    def running_of(self) -> Counter[str | None]:
        """How many of those are whose, by the person who answers for them."""
        owners = self._scene.site.owners
        return Counter([owners.get(task.plan.owner) for task in self.running])

    @property
    def blocked(self) -> tuple[Lasting, ...]:
        """What something stops or hampers."""
        return tuple(task for task in self.tasks if task.is_blocked)

    @property
    def silent_percent(self) -> float | None:
        """Of those that run, of how many nobody spoke for a working day."""
        if not self.running:
            return None
        calendar, now = self._scene.calendar, self._scene.now
        scheduled = self._scene.site.scheduled
        since = [calendar.working_hours_between(task.silent_since(scheduled), now) for task in self.running]
        return round(100.0 * sum(h >= calendar.working_hours_per_day for h in since) / len(since), 1)

    @property
    def finish(self) -> date | None:
        """The day on which its last task will be finished, as far as anybody said."""
        return max((self._scene.finishes[task.plan.id] for task in self.tasks), default=None)

    def _weighed(self, percents: Sequence[float]) -> float | None:
        whole = sum(self._weights)
        if not whole:
            return None
        done = sum(weight * percent for weight, percent in zip(self._weights, percents, strict=True))
        return round(done / whole, 1)

    @cached_property
    def _weights(self) -> tuple[float, ...]:
        budgets = tuple(task.plan.budget for task in self.tasks)
        return budgets if any(budgets) else tuple(task.hours for task in self.tasks)
