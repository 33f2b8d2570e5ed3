"""Tasks taken together, of a site or of a goal: how far they are, what they cost, when they will be finished.

Of earned value (`rules.facts.earned`) the schedule performance index is SPI = EV / PV: EV, what is earned, is the budget by the
percent done, PV, what is planned, the budget by the percent planned by now.
"""

from datetime import datetime
from functools import cached_property

from rules.facts.lasting import Lasting, planned_percents
from rules.facts.sums import Sums
from rules.worktime.calendar import WorkCalendar


class Work:
    """Some tasks of a site at one instant; `sums` is what they come to whatever the time is."""

    def __init__(self, sums: Sums, now: datetime, calendar: WorkCalendar, scheduled: datetime | None) -> None:
        """`scheduled` is when the site first had a schedule."""
        self.sums = sums
        self._now, self._calendar, self._scheduled = now, calendar, scheduled

    @property
    def tasks(self) -> tuple[Lasting, ...]:
        """Each of them."""
        return self.sums.tasks

    @cached_property
    def planned_percent(self) -> float | None:
        """How much of it the plan wants done by now."""
        return self.sums.weighed(planned_percents(self.tasks, self._now, self._calendar))

    @property
    def behind_percent(self) -> float | None:
        """Planned less done."""
        if self.sums.percent is None or self.planned_percent is None:
            return None
        return round(self.planned_percent - self.sums.percent, 1)

    @property
    def schedule_performance(self) -> float | None:
        """SPI: what is earned for what was planned to be earned by now."""
        if not self.sums.budget or self.sums.percent is None or not self.planned_percent:
            return None
        return round(self.sums.percent / self.planned_percent, 2)

    @cached_property
    def late(self) -> tuple[Lasting, ...]:
        """What is not done although its planned finish is over, or will be later by what was said."""
        return tuple(task for task in self.tasks if task.is_late(self._now))

    @property
    def silent_percent(self) -> float | None:
        """Of those that run, of how many nobody spoke for a working day."""
        if not self.sums.running:
            return None
        calendar, silent = self._calendar, (task.silent_since(self._scheduled) for task in self.sums.running)
        since = [calendar.working_hours_between(last, self._now) for last in silent]
        return round(100.0 * sum(h >= calendar.working_hours_per_day for h in since) / len(since), 1)
