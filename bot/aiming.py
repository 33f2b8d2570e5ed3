"""Managers set, change and retire the goals of their site."""

from bot.commands.words import did_you_mean, may_manage
from bot.goal_words import goal_of_fields, target_words
from bot.happening import Commanded, Submitted
from bot.mrkdwn import said
from bot.telling import answer, say, tell
from bot.turn import Turn
from bot.view import SiteView
from rules.folding.entry import Aimed
from rules.plan.goal import GoalError
from rules.read import goal_of, goals, site_of

MANAGERS_ONLY = (
    "Only this site's managers set its goals. Tell its superintendent or project manager; thank you."
)
_USAGE = (
    "`/site goals` lists them, `/site goals add` and `/site goals change GOAL` open a form, `/site goals retire GOAL` ends "
    "one."
)


def goals_command(turn: Turn, happening: Commanded) -> None:
    """`/site goals retire GOAL`."""
    verb, _, name = happening.rest.strip().partition(" ")
    if not may_manage(site_of(turn), happening.user):
        told = MANAGERS_ONLY
    elif verb.casefold() != "retire":
        told = _USAGE
    else:
        told = _retire(turn, name.strip().strip("`").casefold(), happening.user)
    answer(turn, happening, told)


def goal_form(turn: Turn, happening: Submitted) -> None:
    """The form of a goal; the site's channel is told what is wanted from now on."""
    if not may_manage(site_of(turn), happening.user):
        tell(turn, happening.user, happening.channel, MANAGERS_ONLY)
        return
    if happening.fields.get("then") == "retire":
        tell(turn, happening.user, happening.channel, _retire(turn, happening.about, happening.user))
        return
    try:
        known = [one.key.id for one in turn.all("goal")]
        goal = goal_of_fields(happening.about, happening.fields, known)
    except GoalError as error:
        tell(turn, happening.user, happening.channel, said(str(error), 600))
        return
    turn.record(Aimed(goal=goal, by=happening.user))
    view = SiteView(turn)
    wanted = f"*{said(goal.name, 120)}*: {target_words(goal, view)}"
    tell(
        turn,
        happening.user,
        happening.channel,
        f"The goal stands. {wanted}. `/site goals` shows how far it is.",
    )
    if (channel := site_of(turn).channel) and channel != happening.channel:
        say(turn, channel, f"🎯 {view.name(happening.user)} set a goal. {wanted}.", name=f"goal:{goal.id}")


def _retire(turn: Turn, name: str, user: str) -> str:
    found = goal_of(turn, name)
    if found is None or found.retired:
        known = [one.goal.id for one in goals(turn) if not one.retired]
        return f"There is no goal “{said(name, 60)}”.{did_you_mean(name, known)} {_USAGE}"
    turn.record(Aimed(goal=found.goal, retired=True, by=user))
    return f"The goal *{said(found.goal.name, 120)}* is retired: it is no longer looked at."
