"""MS Project's predecessors as links between tasks.

A lag is in tenths of a minute of working time, unless its format says elapsed time or a share of the predecessor's
duration. What is linked to a summary is linked to the work in it, see `bot.importers.mspdi.outline`.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.importers.mspdi.outline import Outline, Row
from bot.importers.mspdi.parse import AGAIN, Element
from rules.plan.predecessors import MOST_DAYS
from rules.plan.schedule import Link, LinkKind
from rules.worktime.calendar import WorkCalendar

_KINDS: dict[str, LinkKind] = {"0": "FF", "1": "FS", "2": "SF", "3": "SS"}
_ELAPSED = frozenset({4, 6, 8, 10, 12, 20, 36, 38, 40, 42, 44, 52})
_SHARES = frozenset({19, 20, 51, 52})
_TENTHS = 10
_DAY_MINUTES = 24 * 60
_DURATION = re.compile(r"PT([0-9]{1,7})H([0-9]{1,7})M[0-9.]{1,9}S")


@dataclass(frozen=True, kw_only=True)
class LinkReader:
    """Reads the links of one project's rows.

    `ids` are the tasks' ids by unique id, `day_minutes` is how long a day of working time is, and by `calendar` elapsed
    time is counted into working days.
    """

    outline: Outline
    ids: Mapping[str, str]
    day_minutes: float
    calendar: WorkCalendar

    def links(self) -> dict[str, tuple[Link, ...]]:
        """By unique id of a row of work, its links; those with other projects and with rows left out are left out."""
        found: defaultdict[str, dict[Link, None]] = defaultdict(dict)
        for row in self.outline.rows:
            for one in row.element.all("PredecessorLink"):
                kind = self._kind(row, one)
                before = self.outline.by_uid.get(one.text("PredecessorUID"))
                if before and kind and not one.flag("CrossProject"):
                    lag = self._lag(row, before, one, kind)
                    for earlier, later in self.outline.pairs(before, row, kind):
                        link = Link(predecessor=self.ids[earlier.uid], kind=kind, lag_days=lag)
                        found[later.uid][link] = None
        return {uid: tuple(links) for uid, links in found.items()}

    def _kind(self, row: Row, one: Element) -> LinkKind | None:
        kind = _KINDS.get(one.text("Type") or "1")
        if not kind:
            advice = f"this is no kind of link. MS Project writes one of {', '.join(_KINDS)}. {AGAIN}"
            _note(row, one, "Type", advice)
        return kind

    def _lag(self, row: Row, before: Row, one: Element, kind: LinkKind) -> float:
        """The lag in working days."""
        value, form = one.number("LinkLag"), one.whole("LagFormat")
        share = form in _SHARES
        minutes = value / 100 * _minutes(before.element) if share else value / _TENTHS
        days = minutes / (_DAY_MINUTES if form in _ELAPSED else self.day_minutes)
        if abs(days) > MOST_DAYS:
            advice = f"a lag of more than {MOST_DAYS:,} days cannot be meant. Correct it in MS Project."
            _note(row, one, "LinkLag", advice)
            return 0.0
        return self._worked(before, kind, int(days)) if form in _ELAPSED else round(days, 4) or 0.0

    def _worked(self, before: Row, kind: LinkKind, days: int) -> float:
        """Elapsed days as the working days that they are from where the predecessor is planned to stand."""
        moment = before.element.moment("Start" if kind in {"SS", "SF"} else "Finish")
        if moment is None:
            return 0.0
        day = moment.date()
        return float(self.calendar.working_days_between(day, day + timedelta(days=days)))


def _note(row: Row, link: Element, tag: str, advice: str) -> None:
    """Note what is wrong with a link where its task stands, by which the planner finds it."""
    row.element.found.add(
        advice, place=row.element.place, column=f"PredecessorLink/{tag}", value=link.text(tag)
    )


def _minutes(task: Element) -> float:
    duration = _DURATION.fullmatch(task.text("Duration"))
    return int(duration[1]) * 60 + int(duration[2]) if duration else 0.0
