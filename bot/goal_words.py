"""Goals as people write and read them: a form's fields become a goal, a goal's target and progress become words."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, cast, get_args
from unicodedata import normalize

from bot.mrkdwn import said
from bot.view import SiteView, counted
from rules.deciding.decision import CaseValue
from rules.plan.goal import Goal, GoalError, GoalMeasure

MEASURES: Mapping[GoalMeasure, str] = {
    "finish": "finished by a day",
    "cost": "costs no more than",
    "progress": "percent done by a day",
    "safety": "no more incidents than",
    "promises": "percent of promises kept",
}
_UNKNOWN: Mapping[GoalMeasure, str] = {
    "finish": "no forecast yet",
    "cost": "no forecast of the cost yet: tell what work under way costs, such as “invoice 12,000 for A-310”",
    "progress": "no progress yet",
    "safety": "no incident in 30 days",
    "promises": "nothing was promised in 28 days",
}
_MOST_ID = 40


def goal_of_fields(about: str, fields: Mapping[str, Any], known: Collection[str]) -> Goal:
    """The goal that a form describes; `about` is its id, empty for a new one, which gets another than the `known` ones.

    Raises:
        GoalError: what is written makes no goal; the text says what to write.
    """
    name = " ".join(str(fields.get("name") or "").split())
    measure = str(fields.get("measure"))
    if not name:
        raise GoalError("Give the goal a name.")
    if measure not in get_args(GoalMeasure):
        raise GoalError("Choose by what it is measured.")
    return Goal(
        id=about or _id(name, known),
        name=name,
        measure=cast(GoalMeasure, measure),
        target=_target(measure, str(fields.get("target") or "")),
        until=_day(str(fields["until"])) if fields.get("until") else None,
        zones=_names(fields, "zones"),
        trades=_names(fields, "trades"),
        owner=str(fields.get("owner") or ""),
    )


def target_text(goal: Goal) -> str:
    """As it is written in a form."""
    return goal.target.isoformat() if isinstance(goal.target, date) else f"{goal.target:g}"


def target_words(goal: Goal, view: SiteView) -> str:
    """`finished by Fri 30 Oct`, `costs no more than $4,100,000`, `at least 85 % of promises kept`."""
    if isinstance(goal.target, date):
        return f"finished by {view.day(goal.target)} {goal.target.year}"
    by = f" by {view.day(goal.until)}" if goal.until else ""
    match goal.measure:
        case "cost":
            return f"costs no more than {view.money(goal.target)}{by}"
        case "safety":
            return (
                f"no incident{by}"
                if not goal.target
                else f"at most {counted(round(goal.target), 'incident')}{by}"
            )
        case "progress":
            return f"{goal.target:g} % done{by}"
        case _:
            return f"at least {goal.target:g} % of promises kept{by}"


def progress_words(goal: Goal, facts: Mapping[str, CaseValue]) -> list[str]:
    """Where it stands by its own measure, then, of what is to be finished or paid, how far its work is."""
    known = {name.partition(".")[2]: value for name, value in facts.items()}
    own = _own_measure(goal.measure, known) or [_UNKNOWN[goal.measure]]
    if goal.measure in ("finish", "cost") and "percent" in known:
        own.append(_done(known))
    return own


def _own_measure(measure: GoalMeasure, known: Mapping[str, Any]) -> list[str]:
    found: list[str] = []
    match measure:
        case "finish" if "forecast_days_late" in known:
            late = known["forecast_days_late"]
            days = counted(abs(round(late)), "working day")
            found.append(
                f"forecast {days} {'late' if late > 0 else 'early'}" if late else "forecast on the day"
            )
        case "cost" if "over_cost_percent" in known:
            over = known["over_cost_percent"]
            told = counted(round(known["costs_told"]), "task")
            found.append(
                f"forecast {abs(over):g} % {'over' if over > 0 else 'below'}, by costs told of {told}"
            )
        case "progress" if "percent" in known:
            found.append(_done(known))
        case "safety" if "incidents" in known:
            found.append(f"{counted(round(known['incidents']), 'incident')} in 30 days")
        case "promises" if "promises_kept_percent" in known:
            found.append(f"{known['promises_kept_percent']:g} % kept in 28 days")
    return found


def _done(known: Mapping[str, Any]) -> str:
    planned = f" of {known['planned_percent']:.0f} % planned" if "planned_percent" in known else ""
    return f"{known['percent']:.0f} %{planned} done"


def _target(measure: str, text: str) -> date | float:
    if measure == "finish":
        return _day(text)
    try:
        return float(re.sub(r"[\s,%$€£']|[A-Z]{3}", "", text))
    except ValueError as error:
        raise GoalError(f"“{said(text, 40)}” is no number. Write it as 4100000, 85 or 0.") from error


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise GoalError(f"“{said(text, 40)}” is no day. Write it as 2026-10-30.") from error


def _names(fields: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(word for one in str(fields.get(name) or "").split(",") if (word := one.strip()))


def _id(name: str, known: Collection[str]) -> str:
    """A short name made of the long one: `Finish on time` → `finish-on-time`."""
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    short = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_MOST_ID].strip("-") or "goal"
    number, free = 1, short
    while free in known:
        number += 1
        free = f"{short}-{number}"
    return free
