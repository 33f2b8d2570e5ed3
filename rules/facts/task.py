"""A task at one instant, as its facts are read from it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property

from rules.coordination.slips import Hits, hits_of
from rules.facts.field import Fields
from rules.facts.heads import heads, lately
from rules.facts.lasting import Lasting, lasting
from rules.facts.scene import Scene
from rules.facts.view import Facts, View
from rules.life.expected import Expected
from rules.matter import Matter
from rules.progress import TaskFacts
from rules.resources.resource import Booking, ResourceKind
from rules.subject import GoalState, ResourceState, TaskState
from rules.weekly.missing import missing_of, waits_days
from rules.weekly.promised import Missing


class TaskView(View):
    """A task, its plan, and what was said of it."""

    def __init__(self, scene: Scene, task: TaskState) -> None:
        super().__init__(scene)
        self.lasting: Lasting = lasting(task, scene.calendar, scene.site.currency)
        self.task = task
        self.plan = task.plan
        self.found: TaskFacts = self.lasting.found
        self.starts: datetime = self.lasting.starts
        self.ends: datetime = self.lasting.ends

    def known(self, fields: Fields) -> Facts:
        """What lasts of it, as it is at this instant."""
        still, timed, evidence = self.lasting.known(fields)
        now, calendar = self.scene.now, self.scene.calendar
        moved = {name: moving.value(now, calendar) for name, moving in timed.items()}
        return {**still, **moved}, timed.copy(), evidence.copy()

    @property
    def matters(self) -> tuple[Matter, ...]:
        """What is open on it."""
        return self.found.matters

    def of(self, kind: str, detail: str = "") -> tuple[Matter, ...]:
        """Its open matters of one kind, or of one kind and detail."""
        return self.lasting.of(kind, detail)

    # the plan

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

    # what was said

    @property
    def silent_since(self) -> datetime:
        """The last word; before the site had a schedule here, nobody could know that one was wanted."""
        return self.lasting.silent_since(self.scene.site.scheduled)

    @property
    def clearings(self) -> Mapping[str, Expected]:
        """When what stands in its way is expected to be clear, as far as anybody said, by the ids of its matters."""
        return self.scene.clearings(self.plan.id)

    @cached_property
    def clears_last(self) -> str | None:
        """Of its blockers that nobody doubts the one that is expected to be cleared last; of others nobody said when."""
        said = [one.id for one in self.of("blocker") if one.id in self.clearings]
        return max(said, key=lambda name: (self.clearings[name].at, name), default=None)

    @cached_property
    def crew(self) -> float | None:
        """People at it by the last head count, else those of its trade at the site."""
        now, calendar = self.scene.now, self.scene.calendar
        own = lately(heads(self.lasting.counts, calendar), now, calendar)
        if own is not None or not self.plan.trade:
            return own
        return lately(heads(self.scene.site.live, calendar, self.plan.trade), now, calendar)

    # crews and plant

    def having(self, kind: ResourceKind) -> tuple[ResourceState, ...]:
        """The crews or machines that are booked for it now."""
        return tuple({one.resource.id: one for one, _ in self._booked if one.resource.kind == kind}.values())

    @property
    def crew_booked(self) -> float:
        """How many people of the register's crews."""
        return sum(
            booking.amount(one.resource) for one, booking in self._booked if one.resource.kind == "crew"
        )

    @property
    def _booked(self) -> Sequence[tuple[ResourceState, Booking]]:
        return self.scene.booked.get(self.plan.id, ())

    # how it hangs together with others

    @cached_property
    def lacking(self) -> tuple[Missing, ...]:
        """What it lacks to begin as planned, or now where that is over; nothing once it is done."""
        today = self.scene.calendar.local_date(self.scene.now)
        return (
            ()
            if self.found.status == "done"
            else missing_of(self.scene, self.lasting, max(self.plan.start, today))
        )

    @cached_property
    def waits_days(self) -> int:
        """By how many working days what comes before it keeps it from beginning as planned, or now where that is over."""
        today = self.scene.calendar.local_date(self.scene.now)
        return waits_days(self.scene, self.lasting, max(self.plan.start, today))

    @cached_property
    def hits(self) -> Hits:
        """Whom its slip hits."""
        return hits_of(self.scene, self.lasting)

    # goals

    @cached_property
    def goals(self) -> tuple[GoalState, ...]:
        """The goals that it serves."""
        return self.scene.goals_of(self.plan.id)
