"""A site at one instant: what many facts need of other subjects is found once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property

from rules.facts.lasting import Lasting, lasting
from rules.facts.sums import Sums, all_sums
from rules.facts.unplaced import matters_of
from rules.facts.work import Work
from rules.life.action import life
from rules.life.expected import Expected, clearing
from rules.matter import Matter
from rules.plan.goals import goals_of
from rules.read import Reader, action_of, goals, people, site_of, task_of
from rules.resources.heard import heard
from rules.resources.outage import outages
from rules.resources.resource import Booking
from rules.resources.usage import now_booked
from rules.rule import ROLES
from rules.subject import ActionState, GoalState, PersonState, ResourceState, SiteState
from rules.weekly.outcome import Judged, judged_of
from rules.worktime.calendar import WorkCalendar


class Scene:
    """One state at one instant. Only this one site's state is ever read."""

    def __init__(self, read: Reader, now: datetime, without: str = "") -> None:
        """`without` is an action that counts for nothing."""
        self.read = read
        self.now = now
        self.site: SiteState = site_of(read)
        self.calendar: WorkCalendar = self.site.calendar
        self._without = without
        self._clearings: dict[str, Mapping[str, Expected]] = {}
        self._goals: dict[str, tuple[GoalState, ...]] = {}

    def lasting(self, task_id: str) -> Lasting | None:
        """What lasts of a task that is in the schedule."""
        task = task_of(self.read, task_id)
        return lasting(task, self.calendar, self.site.currency) if task else None

    def clearings(self, task_id: str) -> Mapping[str, Expected]:
        """When what stands in a task's way is expected to be clear, as far as anybody said, by the ids of its matters."""
        if task_id not in self._clearings:
            task, found = task_of(self.read, task_id), self.lasting(task_id)
            matters = found.found.matters if found else ()
            told = ((one.id, clearing(one, task, self.action)) for one in matters if task)
            self._clearings[task_id] = {name: expected for name, expected in told if expected is not None}
        return self._clearings[task_id]

    @cached_property
    def work(self) -> Work:
        """All tasks of the schedule together."""
        return self.together(all_sums(self.read, self.calendar, self.site.currency))

    def together(self, sums: Sums) -> Work:
        """Some of them, at this instant."""
        return Work(sums, self.now, self.calendar, self.site.scheduled)

    def finish_of(self, work: Work) -> date | None:
        """The day on which the last task will be finished, as far as anybody said."""
        return max((self.finishes[task.plan.id] for task in work.tasks), default=None)

    @cached_property
    def goals(self) -> tuple[GoalState, ...]:
        """The goals that are pursued."""
        return tuple(goals(self.read))

    def goals_of(self, task_id: str | None) -> tuple[GoalState, ...]:
        """Those that a task serves; none where it is not in the schedule."""
        if task_id and task_id not in self._goals:
            task = task_of(self.read, task_id)
            self._goals[task_id] = goals_of(task, self.goals) if task else ()
        return self._goals[task_id] if task_id else ()

    @cached_property
    def register(self) -> tuple[ResourceState, ...]:
        """The crews and machines of the site."""
        return tuple(heard(self.read))

    @cached_property
    def booked(self) -> Mapping[str, Sequence[tuple[ResourceState, Booking]]]:
        """The bookings under way, each with what is booked, by the tasks that they are for."""
        found: dict[str, list[tuple[ResourceState, Booking]]] = {}
        for one in self.register:
            for booking in now_booked(one, self.now):
                if booking.task is not None:
                    found.setdefault(booking.task, []).append((one, booking))
        return found

    @cached_property
    def outages(self) -> Mapping[str, Matter]:
        """What is down, by the ids of the machines."""
        if not self.register:
            return {}
        of_site = (one for one in matters_of(self.site) if one.counts and one.task is None)
        of_tasks = (matter for task in self.work.tasks for matter in task.of("blocker"))
        return outages(self.read, (*of_site, *of_tasks), self.register)

    @cached_property
    def people(self) -> tuple[PersonState, ...]:
        """Everybody whom the site knows."""
        return tuple(people(self.read))

    @cached_property
    def actions(self) -> tuple[ActionState, ...]:
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

    def actions_of(self, ids: Iterable[str]) -> tuple[ActionState, ...]:
        """Open actions by their ids."""
        found = (action_of(self.read, name) for name in self.held(ids))
        return tuple(action for action in found if action is not None)

    def overdue(self, ids: Iterable[str]) -> int:
        """How many of these open actions are late."""
        found = (action_of(self.read, name) for name in self.held(ids))
        return sum([life(action).is_overdue(self.now) for action in found if action is not None])

    def role_of(self, person: str) -> str | None:
        """The first role that somebody has at the site."""
        return next((role for role in ROLES if person in self.site.roles.get(role, ())), None)
