"""The home tab: what is theirs to do, what they wait for, their promises of the week, the day's tasks."""

from collections.abc import Sequence

from bot.acting.reaching import LABELS, REACH, TOLD, other
from bot.body import Block, actions, button, context, divider, header, paragraphs, section
from bot.cards.asked import asks, cases, is_for, where
from bot.cards.buttons import buttons
from bot.cards.proposal import given_time
from bot.cards.story import SEVERITY, status_line
from bot.commands.actions import action_line
from bot.commands.guide import menu_buttons
from bot.commands.picture import ActionLine, Picture, TaskLine
from bot.commands.tasks import task_line
from bot.commands.topics import ANSWERS
from bot.forms.fields import View
from bot.view import counted
from bot.weekly.mine import promise_lines, promises_heading
from rules.life.promises import tally
from rules.life.who import may_approve
from storage.reader import Reader

HOME = "home"
_MOST_MINE = 12
_MOST_LINES = 10
_MOST_SITES = 4
_MOST_BLOCKS = 100


def home_view(pictures: Sequence[tuple[Reader, Picture]], user: str) -> View:
    """Everything of the person, site by site, the newest site first."""
    blocks: list[Block] = []
    for reader, picture in pictures[:_MOST_SITES]:
        blocks += _site(reader.site, picture, user)
    if not pictures:
        blocks.append(
            section(
                "*Nothing is here yet.* Join a site's channel, or invite me to one and run `/site setup` there."
            )
        )
    foot = [divider(), menu_buttons(), context(f"Answer in words whenever you like: {ANSWERS}")]
    return {"type": "home", "blocks": [*blocks[: _MOST_BLOCKS - len(foot)], *foot]}


def _site(site: int, picture: Picture, user: str) -> list[Block]:
    mine = [one for one in picture.open if _is_theirs(one, picture, user)]
    waiting = [one for one in picture.open if _waits(one, user) and one not in mine]
    name = picture.view.site.name or "Your site"
    blocks = [
        header(name),
        section(f"*{counted(len(mine), 'thing')} for you to do*" if mine else "*Nothing is open with you.*"),
    ]
    for one in mine[:_MOST_MINE]:
        blocks += _mine(site, one, picture, user)
    if len(mine) > _MOST_MINE:
        blocks.append(context(f"and {len(mine) - _MOST_MINE} more: `/site actions mine`"))
    blocks += _lines("You wait for", [action_line(one, picture) for one in waiting])
    blocks += _lines(promises_heading(picture), promise_lines(picture, user))
    blocks += _lines("Your tasks today", [task_line(one, picture.view) for one in _today(picture, user)])
    blocks += _lines("How you did, last 28 days", _record(picture, user))
    return [*blocks, *_reach(site, picture, user)]


def _reach(site: int, picture: Picture, user: str) -> list[Block]:
    """Where they are asked, and the button that changes it."""
    known = picture.view.person(user)
    if known is None:
        return []
    choice = button(REACH, LABELS[other(known.reach)], other(known.reach))
    return [context(TOLD[known.reach]), actions((choice,), home_block(site, REACH))]


def _record(picture: Picture, user: str) -> list[str]:
    """What they promised and kept, by data alone."""
    known = picture.view.person(user)
    if known is None or not known.record:
        return []
    overdue = sum(one.life.owner == user and one.life.is_overdue(picture.now) for one in picture.open)
    found = tally((known.record,), overdue, picture.now, picture.view.calendar)
    kept = (
        f"{found.kept} of {counted(found.kept + found.broken, 'promise')} kept"
        if found.percent is not None
        else ""
    )
    moved = f"{found.moved} moved to another time" if found.moved else ""
    hours = (
        f"first answer after {found.answer_hours:g} working hours" if found.answer_hours is not None else ""
    )
    told = " · ".join(part for part in (kept, moved, hours) if part)
    return [told] if told else []


def _waits(one: ActionLine, user: str) -> bool:
    """Whether somebody else is to do what they asked for, or reported, or handed on."""
    report, wish = one.life.reported, one.life.wish
    theirs = {
        one.state.asked.asked_by,
        one.life.giver,
        report.by if report else None,
        wish.by if wish else None,
    }
    return user in theirs


def _mine(site: int, one: ActionLine, picture: Picture, user: str) -> list[Block]:
    asked, view = one.state.asked, picture.view
    lines = [f"{SEVERITY[asked.severity]} *{asked.id}* {asks(one.state, view, 300)}", *cases(one.state, view)]
    text = "\n".join([*lines, _when(one, picture)])
    told = [] if one.life.status == "assigned" and one.life.owner == user else [status_line(one.state, view)]
    row = buttons(one.state, view, home_block(site, asked.id), user)
    return [section(text), *map(context, told), row, divider()]


def _is_theirs(one: ActionLine, picture: Picture, user: str) -> bool:
    """Theirs to do, or to decide whether it shall be asked."""
    if one.life.status == "proposed":
        return may_approve(one.state.asked, picture.view.site, user)
    return is_for(one.state, user)


def _when(one: ActionLine, picture: Picture) -> str:
    view = picture.view
    if one.life.status == "proposed":
        who, hours = view.name(one.life.owner), given_time(one.state)
        return f"Shall I ask this of {who}, within {hours}? It waits until {view.when(one.life.due)} · {where(one.state, view)}"
    overdue = " *overdue*" if one.life.is_overdue(picture.now) else ""
    return f"Due {view.when(one.life.due)}{overdue} · {where(one.state, view)}"


def home_block(site: int, action_id: str) -> str:
    """The block id of an action's buttons here, which alone tells at whose site they were pressed."""
    return f"{HOME}:{site}:{action_id}"


def site_of_block(block_id: str) -> int | None:
    """The site that `home_block` put into a block id."""
    kind, _, rest = block_id.partition(":")
    number = rest.partition(":")[0]
    return int(number) if kind == HOME and number.isdigit() else None


def _today(picture: Picture, user: str) -> list[TaskLine]:
    """Tasks of this person that are planned for today or running."""
    today = picture.view.calendar.local_date(picture.now)
    owners = picture.view.site.owners
    theirs = [
        one
        for one in picture.tasks
        if owners.get(one.state.plan.owner) == user and one.facts.status != "done"
    ]
    return [one for one in theirs if one.state.plan.start <= today or one.facts.status == "in_progress"]


def _lines(heading: str, lines: Sequence[str]) -> list[Block]:
    if not lines:
        return []
    more = [f"_and {len(lines) - _MOST_LINES} more_"] if len(lines) > _MOST_LINES else []
    return paragraphs([f"*{heading}*", *lines[:_MOST_LINES], *more])
