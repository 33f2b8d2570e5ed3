"""Lines that the digests of the morning and the evening share."""

from bot.cards import in_line, status_line
from bot.turn import Turn
from bot.view import SiteView
from rules.life.action import life
from rules.subject import ActionState

_MOST = 12


def by_due(actions: list[ActionState]) -> list[ActionState]:
    """What is due first, first."""
    return sorted(actions, key=lambda action: life(action).due)


def action_line(turn: Turn, view: SiteView, action: ActionState) -> str:
    """`• *ACT-3* Get … moving again · Waiting for Minh Trần · due Wed 11 Mar 10:00`; a promise tells its time itself."""
    found = life(action)
    if found.status == "reported":
        due = ""
    elif found.due < turn.now:
        due = f" · overdue since {view.when(found.due)}"
    else:
        due = "" if found.status == "promised" else f" · due {view.when(found.due)}"
    return f"• *{action.asked.id}* {in_line(action, view, 140)} · {status_line(action, view)}{due}"


def shown(lines: list[str]) -> list[str]:
    """The first lines, and how many more there are."""
    left = len(lines) - _MOST
    return lines if left <= 0 else [*lines[:_MOST], f"… and {left} more"]
