"""What weekly promises come to: percent plan complete by week, person and trade, why the rest was not kept, tasks made ready.

Beside these what looks like a game with the figures is shown, since whoever is measured by PPC alone promises what is safe."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from rules.subject import PersonState
from rules.weekly.outcome import Judged
from rules.weekly.promised import SiteWeek
from rules.weekly.week import WEEK, hours_of
from rules.worktime.calendar import WorkCalendar

K = TypeVar("K", date, str)
LATELY = 4  # weeks
NEARLY_DONE = 80.0  # percent: what is as far when it is promised is a sure thing
_LEAST = 4  # promises from which on a share says something
_MOST_SURE = 75.0  # percent of somebody's promises
_LITTLE = 50.0  # percent of the work that was ready for them


@dataclass(frozen=True, kw_only=True)
class Share:
    """So many of so many, in percent; None where there are none."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """The share without a decimal more than it deserves."""
        return round(100.0 * self.part / self.whole, 1) if self.whole else None


def kept(promises: Iterable[Judged]) -> Share:
    """PPC: promises kept of promises made; half a promise is none."""
    found = [one.verdict.kept for one in promises]
    return Share(part=sum(found), whole=len(found))


def by_week(promises: Iterable[Judged]) -> Mapping[date, Share]:
    """PPC by week, oldest first."""
    return _shares((one.promise.week, one) for one in promises)


def by_person(promises: Iterable[Judged]) -> Mapping[str, Share]:
    """PPC by person."""
    return _shares((one.promise.by, one) for one in promises)


def by_trade(promises: Iterable[Judged]) -> Mapping[str, Share]:
    """PPC by trade; of tasks that name none under the empty word."""
    return _shares((one.trade, one) for one in promises)


@dataclass(frozen=True, kw_only=True)
class Why:
    """How often a reason was `told`, and how often nobody told one and it was the `likely` one."""

    reason: str
    told: int = 0
    likely: int = 0

    @property
    def count(self) -> int:
        """Both together."""
        return self.told + self.likely


def reasons(promises: Iterable[Judged]) -> Sequence[Why]:
    """Why promises were not kept, the most frequent reason first: a Pareto chart's bars."""
    missed = [one for one in promises if not one.verdict.kept]
    told = Counter(one.reason for one in missed if one.likely is None)
    likely = Counter(one.likely.detail for one in missed if one.likely is not None)
    found = (Why(reason=name, told=told[name], likely=likely[name]) for name in {*told, *likely})
    return sorted(found, key=lambda one: (-one.count, -one.told, one.reason))


def lately(promises: Iterable[Judged], last: date, weeks: int = LATELY) -> list[Judged]:
    """Those of the last judged weeks."""
    return [one for one in promises if last - weeks * WEEK < one.promise.week <= last]


def made_ready(week: SiteWeek) -> Share:
    """TMR: of what a week before was expected to be worked on, what lacked nothing once the week was planned."""
    return Share(part=week.made_ready, whole=week.looked_for)


def anticipated(week: SiteWeek) -> Share:
    """TA: of what was promised, what had been expected a week before."""
    return Share(part=week.anticipated, whole=week.promised)


def sure_share(promises: Iterable[Judged]) -> Share:
    """How many of these were nearly done when they were promised."""
    found = [one.promise.was >= NEARLY_DONE for one in promises]
    return Share(part=sum(found), whole=len(found))


def load_percent(
    person: PersonState, week: date, promised_hours: float, calendar: WorkCalendar
) -> float | None:
    """How much of the work that was ready for somebody they promised, at most a week's hours; None where none was ready."""
    offered = next((one.offered for one in person.weeks if one.week == week), ())
    ready = min(sum(one.hours for one in offered if not one.missing), hours_of(week, calendar))
    return round(100.0 * promised_hours / ready, 1) if ready else None


def silent_weeks(person: PersonState, last: date) -> int:
    """How many weeks in a row, up to that one, they promised nothing because they said nothing."""
    count = 0
    for one in reversed([week for week in person.weeks if week.week <= last and week.asked is not None]):
        if not one.silent or one.answered is not None:
            break
        count += 1
    return count


@dataclass(frozen=True, kw_only=True)
class Sign:
    """Something that makes the figures look better than the work: whose it is, and what it is in figures, without a judgement."""

    person: str
    kind: str
    part: int
    whole: int
    task: str = ""


def signs(
    people: Iterable[PersonState], promises: Sequence[Judged], last: date, calendar: WorkCalendar
) -> list[Sign]:
    """What a manager may want to talk about: only sure things promised, one thing again and again, far less than was ready."""
    found: list[Sign] = []
    recent = lately(promises, last)
    for person in people:
        mine = [one for one in recent if one.promise.by == person.id]
        sure = sure_share(mine)
        if sure.whole >= _LEAST and (sure.percent or 0.0) >= _MOST_SURE:
            found.append(Sign(person=person.id, kind="sure", part=sure.part, whole=sure.whole))
        little, weeks = _little(person, mine, last, calendar)
        if weeks >= 2 and little == weeks:
            found.append(Sign(person=person.id, kind="little", part=little, whole=weeks))
        found += _again(person.id, [one for one in promises if one.promise.by == person.id])
    return found


def _little(
    person: PersonState, mine: Sequence[Judged], last: date, calendar: WorkCalendar
) -> tuple[int, int]:
    """In how many of the last weeks, of those in which work was ready, they promised less than half of it."""
    loads = []
    for place in range(LATELY):
        week = last - place * WEEK
        hours = sum(one.promise.hours for one in mine if one.promise.week == week)
        loads.append(load_percent(person, week, hours, calendar))
    told = [load for load in loads if load is not None]
    return sum(load < _LITTLE for load in told), len(told)


def _again(person: str, mine: Iterable[Judged]) -> list[Sign]:
    """Tasks that were promised, and not kept, three times or more."""
    missed = Counter(one.task for one in mine if not one.verdict.kept)
    return [
        Sign(person=person, kind="again", part=count, whole=count, task=task)
        for task, count in sorted(missed.items())
        if count >= 3
    ]


def _shares(found: Iterable[tuple[K, Judged]]) -> dict[K, Share]:
    grouped: dict[K, list[Judged]] = {}
    for key, one in found:
        grouped.setdefault(key, []).append(one)
    return {key: kept(grouped[key]) for key in sorted(grouped, key=str)}
