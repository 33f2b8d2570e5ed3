"""A crew or machine at one instant, as its facts are read from it."""

from datetime import datetime
from functools import cached_property

from rules.facts.heads import heads, lately
from rules.facts.scene import Scene
from rules.facts.view import View
from rules.matter import Matter
from rules.read import message_of, task_of
from rules.resources.resource import Booking
from rules.resources.usage import Clash, Idle, clashes, idle, is_here, next_booked, next_change, now_booked
from rules.subject import ResourceState
from rules.worktime.daywords import moment_words
from rules.worktime.timed import Timed


class ResourceView(View):
    """A crew or machine of the register, its bookings, and what was said of it."""

    def __init__(self, scene: Scene, state: ResourceState) -> None:
        super().__init__(scene)
        self.state = state
        self.resource = state.resource

    @property
    def next_change(self) -> datetime | None:
        """When a booking begins or ends, it comes or has left."""
        return next_change(self.state, self.scene.calendar, self.scene.now)

    @property
    def is_here(self) -> bool:
        """Whether it is on site today."""
        return is_here(self.resource, self.scene.calendar.local_date(self.scene.now))

    @property
    def outage(self) -> Matter | None:
        """What says that it is down."""
        return self.scene.outages.get(self.resource.id)

    @property
    def outage_words(self) -> str:
        """The whole message that says so: a clause alone may not name the machine."""
        if self.outage is None:
            return ""
        message = message_of(self.scene.read, self.outage.id.rpartition("#")[0])
        return message.text if message is not None and message.text else self.outage.words

    @cached_property
    def current(self) -> tuple[Booking, ...]:
        """The bookings under way."""
        return now_booked(self.state, self.scene.now)

    @cached_property
    def next(self) -> Booking | None:
        """The first booking to come of a task that does not have it already."""
        now, has = self.scene.now, {one.task for one in self.current}
        return next((one for one in self.state.bookings if one.start > now and one.task not in has), None)

    @property
    def next_at_all(self) -> Booking | None:
        """The first booking to come."""
        return next_booked(self.state, self.scene.now)

    @property
    def left(self) -> tuple[Booking, ...]:
        """The bookings that are not over."""
        return tuple(one for one in self.state.bookings if one.end > self.scene.now)

    @cached_property
    def idle(self) -> Idle | None:
        """Since when nobody uses it; what is down, or counted among nobody's, is not idle."""
        if self.outage is not None:
            return None
        return idle(self.state, self.scene.read, self.scene.calendar, self.scene.now)

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """What of its bookings cannot be kept."""
        return clashes(self.state, self.scene.calendar, self.scene.now)

    @property
    def clash(self) -> Clash | None:
        """The first of these."""
        return self.clashes[0] if self.clashes else None

    @property
    def is_idle(self) -> bool:
        """Whether nobody uses it at this moment."""
        return self.idle is not None and self.idle.since < self.scene.now

    @cached_property
    def counted(self) -> float | None:
        """People of a crew's trade, by the last head count of this or the last working day."""
        if self.resource.kind != "crew" or not self.resource.trade:
            return None
        calendar = self.scene.calendar
        said = [*self.scene.site.live, *self.scene.work.sums.counts]
        return lately(heads(said, calendar, self.resource.trade), self.scene.now, calendar)

    def tasks(self, bookings: tuple[Booking, ...]) -> str:
        """The names of the tasks that these are for, as a sentence lists them."""
        return " and ".join(dict.fromkeys(map(self.task_name, bookings)))

    def task_name(self, booking: Booking) -> str:
        """`Level 3 slab pour (A-310)`; of no task in particular, the zone."""
        task = task_of(self.scene.read, booking.task)
        if task is not None:
            return f"{task.plan.name} ({task.plan.id})"
        return booking.task or (f"work in {booking.zone}" if booking.zone else "other work")

    def when(self, start: datetime, end: datetime) -> str:
        """`Tue 10 Mar 07:00 to 12:00`."""
        first, last = self.scene.calendar.local(start), self.scene.calendar.local(end)
        year = self.scene.site.year
        until = f"{last:%H:%M}" if first.date() == last.date() else moment_words(last, year)
        return f"{moment_words(first, year)} to {until}"

    def until(self, at: datetime | None) -> Timed | None:
        """The time until then."""
        return Timed(anchor=at, sense="until") if at is not None else None
