"""The site as a whole at one instant, as its facts are read from it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cached_property

from rules.facts.heads import counted, heads
from rules.facts.resource import ResourceView
from rules.facts.scene import Scene
from rules.facts.unplaced import matters_of
from rules.facts.view import View
from rules.life.promises import Tally, tally
from rules.matter import Matter, in_order
from rules.memo import Memo, MemoOfAll
from rules.subject import Live, SiteState
from rules.worktime.calendar import WorkCalendar


class SiteView(View):
    """The site, its people and its tasks together."""

    def __init__(self, scene: Scene, site: SiteState) -> None:
        super().__init__(scene)
        self.site = site

    @property
    def matters(self) -> tuple[Matter, ...]:
        """What is open of no task in particular, and every safety report."""
        return matters_of(self.site)

    def of(self, kind: str, detail: str = "") -> tuple[Matter, ...]:
        """The open matters of one kind that are of no task in particular; of one kind and detail: all of them."""
        counting = (m for m in self.matters if m.kind == kind and m.counts)
        return tuple(m for m in counting if (m.detail == detail if detail else m.task is None))

    # people

    @property
    def overdue(self) -> int:
        """How many open actions are late."""
        return self.scene.overdue(self.site.open_actions)

    @cached_property
    def tally(self) -> Tally:
        """How everybody met what was asked of them in the last 28 days."""
        records = (person.record for person in self.scene.people)
        return tally(records, self.overdue, self.scene.now, self.scene.calendar)

    @cached_property
    def heads(self) -> dict[date, float]:
        """People counted, by day."""
        told = [*_COUNTED.of(self.site.live, counted), *self.scene.work.sums.counts]
        # A live signal stays the same object from one state to the next, so only a new head count is counted.
        return _HEADS.of((self.scene.calendar, *told), lambda _: heads(told, self.scene.calendar))

    # crews and plant

    @cached_property
    def register(self) -> tuple[ResourceView, ...]:
        """The crews and machines of the site."""
        return tuple(ResourceView(self.scene, one) for one in self.scene.register)

    @property
    def machines(self) -> tuple[ResourceView, ...]:
        """Those of them that are no crews."""
        return tuple(one for one in self.register if one.resource.kind == "plant")

    @property
    def unaligned_percent(self) -> float | None:
        """Of the open actions, how many serve no goal; unknown while the site has no goals."""
        if not self.scene.goals or not (actions := self.scene.actions):
            return None
        idle = sum(not self.scene.goals_of(action.asked.task) for action in actions)
        return round(100.0 * idle / len(actions), 1)

    # weather and safety

    @property
    def weather(self) -> Live | None:
        """What was last told of the weather today."""
        calendar = self.scene.calendar
        today = calendar.local_date(self.scene.now)
        told = [one for one in in_order(self.site.live) if one.signal.kind == "weather"]
        return told[-1] if told and calendar.local_date(told[-1].at) == today else None

    def reports(self, what: str, days: int) -> int:
        """How many safety reports of a class were made in so many days."""
        since = self.scene.now - timedelta(days=days)
        return sum(one.at > since for one in _reports(self.site.live, what))

    @property
    def last_incident(self) -> datetime | None:
        """When the last incident of the last 60 days was told."""
        return max((one.at for one in _reports(self.site.live, "incident")), default=None)

    # the plan

    @property
    def days_to_finish(self) -> int | None:
        """Working days to the planned finish."""
        if self.site.finish is None:
            return None
        today = self.scene.calendar.local_date(self.scene.now)
        return self.scene.calendar.working_days_between(today, self.site.finish)

    @property
    def forecast_days_late(self) -> int | None:
        """Working days from the planned finish to the one that follows from what was said."""
        finish = self.scene.finish_of(self.scene.work)
        if self.site.finish is None or finish is None:
            return None
        return self.scene.calendar.working_days_between(self.site.finish, finish)


def _reports(live: Iterable[Live], what: str) -> list[Live]:
    return [one for one in live if one.signal.kind == "safety" and one.signal.values.get("class") == what]


_COUNTED = Memo[tuple[Live, ...], tuple[Live, ...]](200)
_HEADS = MemoOfAll[WorkCalendar | Live, dict[date, float]]()
