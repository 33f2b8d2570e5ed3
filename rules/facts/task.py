"""A task at one instant, as its facts are read from it."""

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from rules.facts.heads import heads, lately
from rules.facts.lasting import Lasting, lasting
from rules.facts.view import View
from rules.facts.work import estimate, index
from rules.goals import goals_of
from rules.matter import Matter, in_order, is_firm, same_thing
from rules.progress import TaskFacts, planned_clock
from rules.saidtime import instant_of
from rules.subject import GoalState, Live, TaskState
from rules.timed import Timed

if TYPE_CHECKING:
    from rules.facts.scene import Scene


class TaskView(View):
    """A task, its plan, and what was said of it."""

    def __init__(self, scene: "Scene", task: TaskState) -> None:
        super().__init__(scene)
        self.lasting: Lasting = lasting(task, scene.calendar, scene.site.currency)
        self.task = task
        self.plan = task.plan
        self.found: TaskFacts = self.lasting.found
        self.starts: datetime = self.lasting.starts
        self.ends: datetime = self.lasting.ends

    @property
    def matters(self) -> tuple[Matter, ...]:
        """What is open on it."""
        return self.found.matters

    def of(self, kind: str, detail: str = "") -> tuple[Matter, ...]:
        """Its open matters of one kind, or of one kind and detail."""
        return self.lasting.of(kind, detail)

    # the plan

    @property
    def left_hours(self) -> float:
        """Working hours of its plan that are not done."""
        return round(self.lasting.hours * (100.0 - self.found.percent) / 100.0, 2)

    @cached_property
    def waiting_for(self) -> int:
        """How many of those that must be finished before it are not."""
        before = (self.scene.lasting(link.predecessor) for link in self.plan.links if link.kind == "FS")
        return sum(1 for one in before if one is not None and one.found.status != "done")

    @property
    def next_start(self) -> datetime | None:
        """When the first of those that follow it is planned to start."""
        after = (self.scene.lasting(name) for name in self.task.successors)
        return min((one.starts for one in after if one is not None), default=None)

    @property
    def told_finish(self) -> datetime | None:
        """The end of the day that was last told as its finish."""
        told = self.found.forecast
        return None if told is None else self.scene.calendar.closing(told)

    def planned(self, done: float = 0.0) -> Timed:
        """What the plan wants done by now, less what is done."""
        return planned_clock(self.task, self.scene.calendar, done)

    # what was said

    @property
    def silent_since(self) -> datetime:
        """The last word; before the site had a schedule here, nobody could know that one was wanted."""
        return self.lasting.silent_since(self.scene.site.scheduled)

    @property
    def words(self) -> int:
        """How many things were said of this very task."""
        return sum(1 for one in self.task.live if one.signal.task is not None and one.by)

    @cached_property
    def blocker(self) -> Matter | None:
        """What stops it for longest, of what was said without doubt."""
        return min((m for m in self.of("blocker") if m.firm), key=lambda m: (m.since, m.id), default=None)

    @property
    def oldest_request(self) -> datetime | None:
        """When the request was made that waits for longest, of those without doubt."""
        return min((m.told for m in self.of("request") if m.firm), default=None)

    @property
    def crew_asked(self) -> float | None:
        """How many people are asked for and did not come yet."""
        asked = [m.quantity for m in self.of("request", "labour") if m.quantity]
        return sum(asked) if asked else None

    @cached_property
    def crew(self) -> float | None:
        """People at it by the last head count, else those of its trade at the site."""
        now, calendar = self.scene.now, self.scene.calendar
        own = lately(heads(self.lasting.counts, calendar), now, calendar)
        if own is not None or not self.plan.trade:
            return own
        return lately(heads(self.scene.site.live, calendar, self.plan.trade), now, calendar)

    @property
    def delivery_at(self) -> datetime | None:
        """When the next thing that was announced for it is to arrive."""
        return min(_awaited(self), default=None)

    # money

    @property
    def earned(self) -> float | None:
        """Its budget by the percent done."""
        return round(self.plan.budget * self.found.percent / 100.0, 2) if self.plan.budget else None

    @property
    def cost_performance(self) -> float | None:
        """CPI = EV / AC."""
        return None if self.earned is None else index(self.earned, self.found.spent)

    @property
    def estimate_at_completion(self) -> float | None:
        """EAC = BAC / CPI."""
        return estimate(self.plan.budget, self.cost_performance)

    @property
    def over_budget_percent(self) -> float | None:
        """By how much of its budget more was spent than that; negative while there is some left."""
        budget = self.plan.budget
        return round(100.0 * (self.found.spent - budget) / budget, 1) if budget else None

    # goals

    @cached_property
    def goals(self) -> tuple[GoalState, ...]:
        """The goals that it serves."""
        return goals_of(self.task, self.scene.goals)


def _awaited(task: TaskView) -> Iterator[datetime]:
    """The announced instants of what did not arrive since."""
    waiting: list[tuple[Live, datetime]] = []
    for one in in_order(task.task.live):
        if one.signal.kind != "delivery" or not is_firm(one.signal):
            continue
        waiting = [(old, at) for old, at in waiting if not same_thing(old.signal.what, one.signal.what)]
        said = one.signal.values.get("when")
        at = instant_of(said, task.scene.calendar) if isinstance(said, str) else None
        if at is not None and one.signal.values.get("status") in ("scheduled", "late"):
            waiting.append((one, at))
    yield from (at for _, at in waiting)
