"""`/site actions [mine|overdue|done|all]`: what was asked of whom."""

from collections.abc import Sequence

from bot.body import Body, actions, button, paragraphs
from bot.cards.story import SEVERITY, status_line
from bot.commands.picture import ActionLine, Picture
from bot.commands.words import did_you_mean
from bot.mrkdwn import said
from bot.view import counted

_FILTERS = ("mine", "overdue", "done", "all")
_MOST = 25


def actions_answer(picture: Picture, rest: str, user: str) -> Body:
    """The open actions, most urgent first, or those that the word selects."""
    word = rest.strip().casefold()
    if word and word not in _FILTERS:
        return Body(text=f"I list actions `mine`, `overdue`, `done` or `all`.{did_you_mean(word, _FILTERS)}")
    found, none = _selected(picture, word, user)
    if not found:
        return Body(text=none)
    lines = [action_line(one, picture) for one in found[:_MOST]]
    lead = f"*{_HEADS[word].format(counted(len(found), 'action'))}*"
    more = [f"_and {len(found) - _MOST} more_"] if len(found) > _MOST else []
    row = actions((button("show_mine", "Mine", ""), button("show_overdue", "Overdue", "")))
    return Body(text="\n".join([lead, *lines, *more]), blocks=(*paragraphs([lead, *lines, *more]), row))


def action_line(one: ActionLine, picture: Picture) -> str:
    """One action as a line: `🔶 ACT-12 Get concrete …, due Tue 10 Mar 15:00, overdue. Waiting for Minh Tran`."""
    asked, view = one.state.asked, picture.view
    mark = SEVERITY[asked.severity] if one.life.is_open else "☑️"
    overdue = ", *overdue*" if one.life.is_open and one.life.due < picture.now else ""
    due = f", due {view.when(one.life.due)}{overdue}" if one.life.is_open else ""
    return f"{mark} *{asked.id}* {said(asked.text, 160)}{due}. {status_line(one.state, view)}"


_HEADS = {
    "": "{} open",
    "mine": "{} open with you",
    "overdue": "{} overdue",
    "done": "{} closed",
    "all": "{} in all",
}


def _selected(picture: Picture, word: str, user: str) -> tuple[Sequence[ActionLine], str]:
    match word:
        case "mine":
            mine = [one for one in picture.open if user in (one.life.owner, *one.life.helpers)]
            return mine, "Nothing is open with you."
        case "overdue":
            return picture.overdue, "Nothing is overdue."
        case "done":
            return [
                one for one in reversed(picture.actions) if not one.life.is_open
            ], "No action was closed yet."
        case "all":
            return list(reversed(picture.actions)), "Nothing was asked of anybody yet."
        case _:
            return picture.open, "No action is open."
