"""`/site actions [mine|waiting|overdue|asked|reported|done|all|words] [page N]`: what was asked of whom."""

from collections.abc import Sequence
from typing import Any

from bot.body import Block, Body, actions, button, paragraphs, section
from bot.cards.asked import in_line
from bot.cards.buttons import buttons
from bot.cards.story import SEVERITY, status_line
from bot.commands.finding import FILTERS, PER_PAGE, Wanted, found, wanted
from bot.commands.picture import ActionLine, Picture
from bot.commands.words import slip_of
from bot.mrkdwn import escape, said
from bot.view import counted
from rules.life.who import may_approve

_MOST_PROPOSALS = 5
_WORDS = (*FILTERS, "done", "all")


def actions_answer(picture: Picture, rest: str, user: str) -> Body:
    """The open actions, most urgent first, or those that the words select, a page of them."""
    asked = wanted(rest)
    listed = found(picture, asked, user)
    if not listed:
        return Body(text=_nothing(asked))
    begin = (min(asked.page, _pages(listed)) - 1) * PER_PAGE
    page = listed[begin : begin + PER_PAGE]
    lines = [action_line(one, picture) for one in page]
    lead = f"*{_head(asked, len(listed))}*"
    more = [f"_{begin + 1} to {begin + len(page)} of {len(listed)}_"] if len(listed) > PER_PAGE else []
    row = actions(_row(asked, listed, begin, user))
    blocks = (*paragraphs([lead, *lines, *more]), *_proposals(page, picture, user), row)
    return Body(text="\n".join([lead, *lines, *more]), blocks=blocks)


def _head(asked: Wanted, count: int) -> str:
    counts = counted(count, "action")
    if asked.text in _HEADS:
        return _HEADS[asked.text].format(counts)
    return f"{counts}: {escape(asked.text)}"


def _nothing(asked: Wanted) -> str:
    if asked.text in _NONE:
        return _NONE[asked.text]
    near = slip_of(asked.words[0], _WORDS) if len(asked.words) == 1 else ""
    known = ", ".join(f"`{word}`" for word in _WORDS)
    return f"No open action fits “{said(asked.text, 60)}”.{near} I know {known}, and search for all else: names, trades, causes."


def _pages(listed: Sequence[ActionLine]) -> int:
    return -(-len(listed) // PER_PAGE)


def _row(asked: Wanted, listed: Sequence[ActionLine], begin: int, user: str) -> list[dict[str, Any]]:
    """The pages before and after, the usual filters, and all that is theirs to somebody else."""
    page = begin // PER_PAGE + 1
    row = [button("show_actions", "Before", f"{asked.text} page {page - 1}")] if page > 1 else []
    row += [button("page_on", "More", f"{asked.text} page {page + 1}")] if page < _pages(listed) else []
    row += [
        button("show_mine", "Mine", ""),
        button("show_overdue", "Overdue", ""),
        button("show_waiting", "Waiting for me", ""),
    ]
    mine = any(one.life.owner == user and one.life.is_open for one in listed)
    return [*row, *([button("handover", "Hand over …", "")] if mine else [])]


def _proposals(found: Sequence[ActionLine], picture: Picture, user: str) -> list[Block]:
    """The buttons of what waits for a word that this person may say."""
    site = picture.view.site
    theirs = [
        one for one in found if one.life.status == "proposed" and may_approve(one.state.asked, site, user)
    ]
    blocks: list[Block] = []
    for one in theirs[:_MOST_PROPOSALS]:
        asked = one.state.asked
        line = f"*{asked.id}* would be asked of {picture.view.name(one.life.owner)}:"
        blocks += [section(line), buttons(one.state, picture.view)]
    return blocks


def action_line(one: ActionLine, picture: Picture) -> str:
    """One action as a line: `🔶 ACT-12 Get concrete …, due Tue 10 Mar 15:00, overdue. Waiting for Minh Tran`."""
    asked, view = one.state.asked, picture.view
    mark = SEVERITY[asked.severity] if one.life.is_open else "☑️"
    overdue = ", *overdue*" if one.life.is_overdue(picture.now) else ""
    due = f", due {view.when(one.life.due)}{overdue}" if one.life.is_open else ""
    if one.life.status == "proposed":
        due = f", waits until {view.when(one.life.due)}"
    text = in_line(one.state, view, 160)
    return f"{mark} *{asked.id}* {text}{due}. {status_line(one.state, view)}"


_HEADS = {
    "": "{} open",
    "mine": "{} open with you",
    "waiting": "{} waiting for your word",
    "overdue": "{} overdue",
    "asked": "{} open that you asked for",
    "reported": "{} reported as done",
    "done": "{} closed",
    "all": "{} in all",
}
_NONE = {
    "": "No action is open.",
    "mine": "Nothing is open with you.",
    "waiting": "Nothing waits for your word.",
    "overdue": "Nothing is overdue.",
    "asked": "Nothing is open that you asked for.",
    "reported": "Nothing is reported as done and waits to be confirmed.",
    "done": "No action was closed yet.",
    "all": "Nothing was asked of anybody yet.",
}
