"""`/site actions [mine|overdue|done|all]`: what was asked of whom."""

from collections.abc import Sequence

from bot.body import Block, Body, actions, button, paragraphs, section
from bot.cards.asked import asks, is_with
from bot.cards.buttons import buttons
from bot.cards.story import SEVERITY, status_line
from bot.commands.picture import ActionLine, Picture
from bot.commands.words import did_you_mean
from bot.view import counted
from rules.approval import may_approve

_FILTERS = ("mine", "overdue", "done", "all")
_MOST = 25
_MOST_PROPOSALS = 5


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
    blocks = (*paragraphs([lead, *lines, *more]), *_proposals(found, picture, user), row)
    return Body(text="\n".join([lead, *lines, *more]), blocks=blocks)


def _proposals(found: Sequence[ActionLine], picture: Picture, user: str) -> list[Block]:
    """The buttons of what waits for a word that this person may say."""
    site = picture.view.site
    theirs = [
        one for one in found if one.life.status == "proposed" and may_approve(one.state.asked, site, user)
    ]
    blocks: list[Block] = []
    for one in theirs[:_MOST_PROPOSALS]:
        asked = one.state.asked
        line = f"*{asked.id}* {asks(one.state, picture.view, 160)}, to be asked of {picture.view.name(one.life.owner)}"
        blocks += [section(line), buttons(one.state, picture.view)]
    return blocks


def action_line(one: ActionLine, picture: Picture) -> str:
    """One action as a line: `🔶 ACT-12 Get concrete …, due Tue 10 Mar 15:00, overdue. Waiting for Minh Tran`."""
    asked, view = one.state.asked, picture.view
    mark = SEVERITY[asked.severity] if one.life.is_open else "☑️"
    overdue = ", *overdue*" if one.life.is_open and one.life.due < picture.now else ""
    due = f", due {view.when(one.life.due)}{overdue}" if one.life.is_open else ""
    if one.life.status == "proposed":
        due = f", waits until {view.when(one.life.due)}"
    return f"{mark} *{asked.id}* {asks(one.state, view, 160)}{due}. {status_line(one.state, view)}"


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
            mine = [one for one in picture.open if is_with(one.state, user)]
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
