"""The fields that rules can read of the site as a whole, and every rule of its site."""

from rules.facts.field import Declare
from rules.facts.heads import lately, short_percent, usual
from rules.facts.site import SiteView
from rules.worktime.timed import Timed

_WEATHER = ("rain", "wind", "lightning", "heat", "cold", "snow", "other")


def _condition(s: SiteView) -> str | None:
    return str(s.weather.signal.values.get("condition", "other")) if s.weather else None


def _weather_said(s: SiteView) -> str | None:
    return s.weather.id if s.weather else None


def _weather_hours(s: SiteView) -> Timed | None:
    return Timed(anchor=s.weather.at, measure="hours") if s.weather else None


def _since_incident(s: SiteView) -> Timed | None:
    return Timed(anchor=s.last_incident, measure="hours", rate=1 / 24, most=60.0) if s.last_incident else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


_of = Declare[SiteView]("site")
OPEN = (
    _of.number(
        "open_actions",
        "count",
        "actions that are not closed",
        "14",
        lambda s: len(s.scene.held(s.site.open_actions)),
    ),
    _of.number(
        "overdue_actions", "count", "of these, those whose time is over", "3", lambda s: s.overdue, daily=True
    ),
    _of.number(
        "open_blockers",
        "count",
        "blockers of no task in particular that nobody cleared",
        "1",
        lambda s: len(s.of("blocker")),
    ),
    _of.number(
        "open_requests",
        "count",
        "requests for no task in particular that nobody answered",
        "1",
        lambda s: len(s.of("request")),
    ),
    _of.number(
        "unaligned_percent",
        "%",
        "of the open actions that serve none of the site's goals",
        "30",
        lambda s: s.unaligned_percent,
        daily=True,
    ),
    _of.number(
        "promises",
        "count",
        "that came due in the last 28 days",
        "40",
        lambda s: s.tally.kept + s.tally.broken,
        daily=True,
    ),
    _of.number(
        "promises_kept_percent",
        "%",
        "of the promises that came due in 28 days, those kept in time",
        "82",
        lambda s: s.tally.percent,
        daily=True,
    ),
    _of.number(
        "answer_hours",
        "working hours",
        "until people first answer, the median of 28 days",
        "1.2",
        lambda s: s.tally.answer_hours,
        daily=True,
    ),
)
DAY = (
    _of.number(
        "headcount",
        "people",
        "on site by the last head count, of this or the last working day",
        "42",
        lambda s: lately(s.heads, s.scene.now, s.scene.calendar),
        daily=True,
    ),
    _of.number(
        "headcount_usual",
        "people",
        "mean of the five days with a head count before that",
        "51",
        lambda s: usual(s.heads, s.scene.now, s.scene.calendar),
        daily=True,
    ),
    _of.number(
        "headcount_short_percent",
        "%",
        "of the usual people that the last head count lacks; negative where there are more",
        "20",
        lambda s: short_percent(s.heads, s.scene.now, s.scene.calendar),
        daily=True,
    ),
    _of.text(
        "weather",
        "as last told today",
        "wind",
        _condition,
        options=_WEATHER,
        daily=True,
        evidence=_weather_said,
    ),
    _of.number(
        "weather_hours",
        "hours",
        "of the clock since it was told",
        "2",
        _weather_hours,
        timed=True,
        daily=True,
        evidence=_weather_said,
    ),
    _of.number(
        "incidents_7d",
        "count",
        "incidents told in the last 7 days",
        "1",
        lambda s: s.reports("incident", 7),
        daily=True,
    ),
    _of.number(
        "incidents_30d",
        "count",
        "incidents told in the last 30 days",
        "2",
        lambda s: s.reports("incident", 30),
        daily=True,
    ),
    _of.number(
        "near_misses_7d",
        "count",
        "near misses told in the last 7 days",
        "3",
        lambda s: s.reports("near_miss", 7),
        daily=True,
    ),
    _of.number(
        "hazards",
        "count",
        "hazards that no action closed, of tasks as well",
        "2",
        lambda s: len(s.of("safety", "hazard")),
    ),
    _of.number(
        "days_since_incident",
        "days",
        "since the last incident; absent where there was none for 60 days",
        "12",
        _since_incident,
        timed=True,
    ),
)
WHOLE = (
    _of.number(
        "percent",
        "%",
        "of all work done, by budget, or by working time where there are no budgets",
        "38",
        lambda s: s.scene.work.sums.percent,
        daily=True,
    ),
    _of.number(
        "planned_percent",
        "%",
        "of all work planned to be done by now",
        "44",
        lambda s: s.scene.work.planned_percent,
        daily=True,
    ),
    _of.number(
        "schedule_performance",
        "index",
        "SPI: earned value for the value planned by now",
        "0.86",
        lambda s: _rounded(s.scene.work.schedule_performance),
        daily=True,
    ),
    _of.number(
        "cost_performance",
        "index",
        "CPI: earned for each unit of money spent, of the tasks whose costs were told",
        "0.94",
        lambda s: _rounded(s.scene.work.sums.cost_performance),
        daily=True,
    ),
    _of.number(
        "budget", "money", "of all tasks together", "6400000", lambda s: s.scene.work.sums.budget, daily=True
    ),
    _of.number(
        "estimate_at_completion",
        "money",
        "EAC: what all will cost if it goes on as it did",
        "6810000",
        lambda s: s.scene.work.sums.estimate_at_completion,
        daily=True,
    ),
    _of.number(
        "days_to_finish",
        "working days",
        "to the planned finish; negative after it",
        "80",
        lambda s: s.days_to_finish,
        daily=True,
    ),
    _of.number(
        "forecast_days_late",
        "working days",
        "from the planned finish to the one that follows from forecasts and from today",
        "6",
        lambda s: s.forecast_days_late,
        daily=True,
    ),
    _of.number(
        "tasks_late",
        "count",
        "tasks not done past their planned finish, or forecast to be",
        "5",
        lambda s: len(s.scene.work.late),
        daily=True,
    ),
    _of.number(
        "tasks_blocked",
        "count",
        "tasks that something stops or hampers",
        "3",
        lambda s: len(s.scene.work.sums.blocked),
        daily=True,
    ),
    _of.number(
        "silent_tasks_percent",
        "%",
        "of the tasks under way, those of which nobody spoke for a working day",
        "40",
        lambda s: s.scene.work.silent_percent,
        daily=True,
    ),
)
REGISTER = (
    _of.number(
        "machines",
        "count",
        "machines of the register that are on site today",
        "6",
        lambda s: sum(one.is_here for one in s.machines),
        daily=True,
    ),
    _of.number(
        "machines_down",
        "count",
        "of these, those that are down",
        "1",
        lambda s: len(s.scene.outages),
        daily=True,
    ),
    _of.number(
        "machines_idle",
        "count",
        "of these, those that nobody uses now",
        "2",
        lambda s: sum(one.is_idle for one in s.machines),
        daily=True,
    ),
    _of.number(
        "booking_clashes",
        "count",
        "crews and machines of which not all bookings can be kept",
        "1",
        lambda s: sum(one.clash is not None for one in s.register),
        daily=True,
    ),
)
SITE_FIELDS = (*OPEN, *DAY, *WHOLE, *REGISTER)
