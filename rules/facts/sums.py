"""What the tasks of a site or of a goal come to together, as far as the time has no part in it.

Many subjects are looked at between two words about the work, at a day's opening everybody: what the tasks come to is kept for as
long as they are the very same.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property

from rules.facts.earned import estimate, index
from rules.facts.lasting import Lasting, all_lasting, last_words
from rules.memo import MemoOfAll
from rules.plan.outlook import Told, finishes_of
from rules.plan.schedule import Task
from rules.read import Reader
from rules.subject import Live, TaskState
from rules.worktime.calendar import WorkCalendar


class Sums:
    """What some tasks of a site come to, in the order of their ids."""

    def __init__(self, tasks: Iterable[Lasting]) -> None:
        self.tasks = tuple(tasks)
        self._finishes: dict[date, Mapping[str, date]] = {}

    @cached_property
    def percent(self) -> float | None:
        """How much of it is done, by budget, or by working time where the schedule has no budgets."""
        return self.weighed([task.found.percent for task in self.tasks])

    @cached_property
    def budget(self) -> float | None:
        """Of all its tasks together."""
        return sum(task.plan.budget for task in self.tasks) or None

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
    def running(self) -> tuple[Lasting, ...]:
        """What has begun and is not done."""
        return tuple([task for task in self.tasks if task.is_running])

    @cached_property
    def running_of(self) -> Counter[str]:
        """How many of those are whose, by their owners' names in the schedule."""
        return Counter([task.plan.owner for task in self.running])

    @cached_property
    def blocked(self) -> tuple[Lasting, ...]:
        """What something stops or hampers."""
        return tuple([task for task in self.tasks if task.is_blocked])

    @cached_property
    def counts(self) -> tuple[Live, ...]:
        """The head counts that were told of any."""
        return tuple([one for task in self.tasks for one in task.counts])

    @cached_property
    def last_words(self) -> Mapping[str, datetime]:
        """When each person last said something of any that was understood."""
        return last_words(one for task in self.tasks for one in task.last_words.items())

    def finishes(self, today: date) -> Mapping[str, date]:
        """When each will be finished, as far as anybody said; they have to be a whole schedule."""
        if self.tasks and today not in self._finishes:
            self._finishes[today] = finishes_of(self._plans, self._told, today, self.tasks[0].calendar)
        return self._finishes.get(today, {})

    def finishes_without(self, name: str, today: date) -> Mapping[str, date]:
        """The same as if nobody had told another finish of that task, which is one of them."""
        told = tuple([(task.told[0], None) if task.plan.id == name else task.told for task in self.tasks])
        return finishes_of(self._plans, told, today, self.tasks[0].calendar)

    def weighed(self, percents: Sequence[float]) -> float | None:
        """The mean of a percent of each, by budget or working time."""
        whole = sum(self._weights)
        if not whole:
            return None
        done = sum([weight * percent for weight, percent in zip(self._weights, percents, strict=True)])
        return round(done / whole, 1)

    @cached_property
    def _weights(self) -> tuple[float, ...]:
        budgets = tuple(task.plan.budget for task in self.tasks)
        return budgets if any(budgets) else tuple(task.hours for task in self.tasks)

    @cached_property
    def _plans(self) -> tuple[Task, ...]:
        return tuple([task.plan for task in self.tasks])

    @cached_property
    def _told(self) -> tuple[Told, ...]:
        return tuple([task.told for task in self.tasks])


def all_sums(read: Reader, calendar: WorkCalendar, currency: str) -> Sums:
    """What every task of the schedule in force comes to."""
    states = tuple(read.all("task"))
    known = _OF_STATES.of((calendar, *states), lambda _: {})
    if currency not in known:
        planned = [one for one in states if isinstance(one, TaskState) and not one.removed]
        lasting = tuple(all_lasting(planned, calendar, currency))
        known[currency] = _OF_TASKS.of(lasting, Sums)
    return known[currency]


_OF_STATES = MemoOfAll[object, dict[str, Sums]](100)
_OF_TASKS = MemoOfAll[Lasting, Sums](100)
