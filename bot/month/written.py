"""A month as it is written before anybody lives it: what really happens, what is planted, and what is said on each day."""

from collections import Counter
from datetime import date

from bot.importers.as_planned import as_planned
from bot.month.people import Team
from bot.month.planted import Plant
from bot.month.planting import Planter, slipped
from bot.month.script import Script
from bot.month.truth import courses
from rules.plan.network import network_of
from rules.plan.schedule import Schedule
from rules.worktime.calendar import WorkCalendar


def write_month(
    plan: Schedule,
    team: Team,
    calendar: WorkCalendar,
    days: list[date],
    *,
    seed: int,
    plants: int,
    settled: date | None = None,
) -> tuple[list[Plant], Script]:
    """The month's plants, and the script of its days around them (`settled`: see `bot.month.truth`)."""
    course = courses(plan, calendar, day=days[0], seed=seed, settled=settled)
    names = Counter(task.name for task in plan.tasks)
    namesakes = frozenset(name for name, number in names.items() if number > 1)
    planter = Planter(
        team=team,
        courses=course,
        critical=frozenset(network_of(as_planned(plan, days[0], calendar), calendar).critical),
        calendar=calendar,
        seed=seed,
        namesakes=namesakes,
    )
    planted = planter.plants(days, plants)
    script = Script(
        team=team,
        courses=slipped(course, planted, calendar, settled),
        calendar=calendar,
        seed=seed,
        apart=frozenset(p.task.id for p in planted if p.task is not None),
        spared=_spared(planted, calendar),
        namesakes=namesakes,
    )
    return planted, script


def _spared(plants: list[Plant], calendar: WorkCalendar) -> frozenset[date]:
    """The days of what stops the whole site, and those before: what is stopped already cannot be stopped again."""
    stops = {calendar.local_date(p.at) for p in plants if p.kind.pick == "site" and p.kind.means == "blocker"}
    return frozenset(stops | {calendar.add_working_days(day, -1) for day in stops})
