"""`/site goals`: what the strategy wants of the site, how far it is, and what stands against it."""

from bot.body import Block, Body, actions, button, section
from bot.commands.picture import Picture
from bot.goal_words import progress_words, target_words
from bot.mrkdwn import said
from rules.deciding.case import Cases
from rules.facts.fields import FIELDS
from rules.plan.goals import tasks_of
from rules.subject import GoalState

_FACTS = tuple(
    name
    for name in FIELDS
    if name.partition(".")[0] == "goal"
    and name.partition(".")[2]
    in (
        "percent", "planned_percent", "forecast_days_late", "over_cost_percent", "costs_told", "incidents",
        "promises_kept_percent", "off_target",
    )
)  # fmt: skip
_LEVELS = ("low", "medium", "high")
_MARKS = {"low": "🟡", "medium": "🟠", "high": "🔴"}
_MOST_RISKS = 3


def goals_answer(picture: Picture) -> Body:
    """Each goal with its target, where it stands and its risks, and a button to change it."""
    goals = [one for one in picture.reader.all("goal") if isinstance(one, GoalState) and not one.retired]
    row = actions((button("goal_add", "Add a goal …", "", style="primary"),))
    if not goals:
        text = "This site has no goals yet. A manager can add one: when it shall be finished, what it may cost, no incidents."
        return Body(text=f"{text} `/site goals add`", blocks=(section(text), row))
    cases = Cases(picture.reader, picture.now)
    told = [(goal, _lines(picture, cases, goal)) for goal in goals]
    text = "\n\n".join("\n".join(lines) for _, lines in told)
    return Body(text=f"*Goals*\n{text}", blocks=(section("*Goals*"), *(_block(*one) for one in told), row))


def _block(goal: GoalState, lines: list[str]) -> Block:
    change = button("goal_change", "Change …", goal.goal.id, says=f"Change the goal {goal.goal.name}")
    return section("\n".join(lines), accessory=change)


def _lines(picture: Picture, cases: Cases, goal: GoalState) -> list[str]:
    facts = cases.facts(goal.key, _FACTS)
    serving = len(tasks_of(goal.goal, (one.state for one in picture.tasks)))
    stands = [*progress_words(goal.goal, facts), f"{serving} of {len(picture.tasks)} tasks serve it"]
    off = facts.get("goal.off_target")
    mark = "▫️" if off is None else "⚠️" if off else "✅"
    owner = f" · {_owner(picture, goal.goal.owner)}" if goal.goal.owner else ""
    lead = f"{mark} *{said(goal.goal.name, 120)}* (`{said(goal.goal.id, 60)}`): {target_words(goal.goal, picture.view)}{owner}"
    return [lead, " · ".join(stands), *_risks(picture, goal)]


def _owner(picture: Picture, owner: str) -> str:
    return picture.view.name(owner) if picture.view.person(owner) else said(owner.replace("_", " "), 40)


def _risks(picture: Picture, goal: GoalState) -> list[str]:
    worst = sorted(goal.risks, key=lambda risk: (-_LEVELS.index(risk.level), risk.at))
    lines = [
        f"{_MARKS[risk.level]} {risk.level}: {picture.view.said(risk.words, 200)}, since {picture.view.when(risk.at)}"
        for risk in worst[:_MOST_RISKS]
    ]
    return [*lines, *([f"_and {len(worst) - _MOST_RISKS} more_"] if len(worst) > _MOST_RISKS else [])]
