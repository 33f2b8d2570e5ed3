"""What is known about what somebody asks Siteloop in words, “@Siteloop how far is L3?”, and which command tells the rest."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from bot.commands.picture import TaskLine, task_lines
from bot.commands.resources import resource_lines
from bot.commands.tasks import figures, in_order, task_line
from bot.heard.readers import Readers
from bot.mrkdwn import escape
from bot.turn import Turn
from bot.view import SiteView
from rules.facts.resource import ResourceView
from rules.facts.subjects import Subjects

_QUESTION = re.compile(r"\?|^\W*(?:how|what|where|who|when|which|show|list|status)\b", re.IGNORECASE)
_WHOLE = re.compile(r"\b(?:we|site|project|job|progress|status)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_WHOLE_ZONE = "site"
_MOST = 6
_COMMANDS = (
    "I find nothing of this site in that question. `/site status` tells how far the site is, `/site tasks L3` the tasks of a "
    "place, `/site actions` what is open, `/site resources pump` where a machine is, `/site help` the rest."
)


def what_is_known(turn: Turn, readers: Readers, text: str) -> str:
    """The answer to a question of fact, from the tasks and machines that it names, or where to ask it; empty: it is none."""
    if not _QUESTION.search(text):
        return ""
    view = SiteView(turn)
    lines = [line for one in _machines(turn, text)[:_MOST] for line in resource_lines(one, view)]
    lines += _tasks(turn, readers, text, view)
    return "\n".join(lines) or _COMMANDS


def _machines(turn: Turn, text: str) -> Sequence[ResourceView]:
    """The crews and plant that it names, by two words (`pump 2`) or else by one."""
    words = _WORD.findall(text)
    register = Subjects(turn, turn.now).whole.register
    for names in ([f"{one} {two}" for one, two in pairwise(words)], words):
        found = [one for one in register if any(one.resource.is_called(name) for name in names)]
        if found:
            return found
    return []


def _tasks(turn: Turn, readers: Readers, text: str, view: SiteView) -> Sequence[str]:
    """How far those that it names are: one, those of a place or a trade, or all where it asks about the site."""
    known, reader = task_lines(turn, view, turn.now), readers.of(turn)
    task = reader.task_in(text)
    if task is not None:
        return [task_line(one, view) for one in known if one.state.plan.id == task]
    words = {word.casefold() for word in _WORD.findall(text)} - {_WHOLE_ZONE} | reader.levels_in(text)
    zones = _named(words, (one.state.plan.zone for one in known))
    trades = _named(words, (one.state.plan.trade for one in known))
    if zones or trades:
        plans = ((one, one.state.plan) for one in known)
        found = [
            one
            for one, plan in plans
            if (not zones or plan.zone in zones) and (not trades or plan.trade in trades)
        ]
        return _part(turn, found, " ".join((*zones, *trades)))
    return [figures("The site", known), "`/site status` tells more."] if known and _WHOLE.search(text) else []


def _part(turn: Turn, found: Sequence[TaskLine], name: str) -> Sequence[str]:
    """Its sum, and what of it is still to do."""
    view = SiteView(turn)
    if not found:
        return [f"The schedule has no task for {escape(name)}."]
    left = [one for one in in_order(found, view.calendar.local_date(turn.now)) if one.facts.status != "done"]
    more = f"and {len(left) - _MOST} more; " if len(left) > _MOST else ""
    lines = [task_line(one, view) for one in left[:_MOST]]
    return [figures(name, found), *lines, f"{more}`/site tasks {escape(name)}` lists them."]


def _named(words: set[str], names: Iterable[str]) -> list[str]:
    """Those that stand among the words, where levels and stairs are told as `l3` and `stair1`."""
    return [name for name in dict.fromkeys(names) if name.casefold().replace(" ", "") in words]
