"""`/site log [today|yesterday|date|task|person]`: what was captured, each with a button to put it right."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.body import Block, Body, actions, button, section
from bot.cards import CORRECT_LISTED
from bot.commands.past_days import past_day, with_dates
from bot.commands.picture import Picture
from bot.commands.words import did_you_mean, may_manage
from bot.logbook import DAYS_OF_PERSON, Logged, Wanted, logged
from bot.mrkdwn import MENTION, said
from bot.view import SiteView, counted
from rules.read import people, task_of, tasks

PAGE = 8
_PAGE = re.compile(r"(?:^|\s)page\s+(\d{1,4})$", re.IGNORECASE)
_USAGE = (
    "Write `/site log` for today, or `/site log yesterday`, `/site log monday`, `/site log 9 March`, `/site log A-310`, "
    "`/site log @minh`; a day goes with a task or a person."
)


def log_answer(picture: Picture, rest: str, user: str) -> Body:
    """The log of a day, a task or a person, page by page."""
    asked, page = _paged(rest)
    wanted = _wanted(picture, asked)
    if isinstance(wanted, str):
        return Body(text=wanted)
    found = logged(picture.reader, picture.view.calendar, wanted)
    lead = f"*{_about(picture.view, wanted)}*"
    if not found:
        return Body(text=f"{lead}\nNothing was captured. {_USAGE}")
    pages = _pages_of(found)
    page, shown = min(max(page, 1), pages), _on_page(found, page)
    lead += f" · {counted(len(found), 'report')}" + (f" · page {page} of {pages}" if pages > 1 else "")
    dated = wanted.day is None
    texts = [log_text(one, picture.view, dated=dated) for one in shown]
    blocks = [
        section(lead),
        *(_block(one, text, picture.view, user) for one, text in zip(shown, texts, strict=True)),
    ]
    return Body(text="\n".join([lead, *texts]), blocks=(*blocks, *_pages(asked, page, pages)))


def photographed(picture: Picture, rest: str) -> list[str]:
    """The messages on that page whose photos can be shown, in its order."""
    asked, page = _paged(rest)
    wanted = _wanted(picture, asked)
    if isinstance(wanted, str):
        return []
    shown = _on_page(logged(picture.reader, picture.view.calendar, wanted), page)
    names = [one.message.id for one in shown if one.message is not None]
    return [name for name in names if picture.view.photos([name])]


def _on_page(found: Sequence[Logged], page: int) -> Sequence[Logged]:
    page = min(max(page, 1), _pages_of(found))
    return found[(page - 1) * PAGE : page * PAGE]


def _pages_of(found: Sequence[Logged]) -> int:
    return max(1, (len(found) + PAGE - 1) // PAGE)


def _paged(rest: str) -> tuple[str, int]:
    found = _PAGE.search(rest)
    return (rest[: found.start()].strip(), int(found[1])) if found else (rest.strip(), 1)


def _wanted(picture: Picture, asked: str) -> Wanted | str:
    """What is asked for, or what is wrong with it."""
    wanted = Wanted(now=picture.now)
    today = picture.view.calendar.local_date(picture.now)
    for word in with_dates(asked, today).split() or ["today"]:
        day = past_day(word, today)
        if day is not None:
            wanted = replace(wanted, day=day)
        elif (task := _task(picture, word)) is not None:
            wanted = replace(wanted, task=task)
        elif (person := _person(picture, word)) is not None:
            wanted = replace(wanted, person=person)
        else:
            return (
                f"I do not know the day, task or person “{said(word, 60)}”.{_meant(picture, word)} {_USAGE}"
            )
    if wanted.day is not None and wanted.day > today:
        return f"{picture.view.day(wanted.day)} is still to come. {_USAGE}"
    return wanted


def _task(picture: Picture, word: str) -> str | None:
    for name in (word, word.upper()):
        if task_of(picture.reader, name) is not None:
            return name
    return None


def _person(picture: Picture, word: str) -> str | None:
    mention = MENTION.fullmatch(word)
    if mention is not None:
        return mention[1]
    handle = word.removeprefix("@").casefold()
    return next((one.id for one in people(picture.reader) if one.handle.casefold() == handle), None)


def _meant(picture: Picture, word: str) -> str:
    known = [
        *(f"@{one.handle}" for one in people(picture.reader)),
        *(one.plan.id for one in tasks(picture.reader)),
    ]
    return did_you_mean(word, known)


def _about(view: SiteView, wanted: Wanted) -> str:
    day = view.day(wanted.day) if wanted.day else ""
    if wanted.day is None and wanted.person and not wanted.task:
        day = f"the last {DAYS_OF_PERSON} days"
    told = (
        view.task_label(wanted.task) if wanted.task else "",
        view.who(wanted.person) if wanted.person else "",
        day,
    )
    return f"Log: {', '.join(part for part in told if part)}"


def log_text(one: Logged, view: SiteView, *, dated: bool) -> str:
    """`*09:12* Ana Silva: “…”`, and each thing that it says below."""
    at = view.when(one.at) if dated else f"{view.calendar.local(one.at):%H:%M}"
    if one.message is not None:
        told = f"*{at}* {view.name(one.by)}: “{view.said(one.message.text, 240)}”"
        if one.message.relayed_by:
            told += f" _relayed by {view.name(one.message.relayed_by)}_"
        if one.message.corrected_by:
            told += f" _checked by {view.name(one.message.corrected_by)}_"
    else:
        told = f"*{at}* {view.name(one.by)}, by {one.step.via if one.step else ''}"
    files = [view.files(one.message.files)] if one.message and one.message.files else []
    return "\n".join([told, *files, *(f"• {line}" for line in one.lines(view))])


def _block(one: Logged, text: str, view: SiteView, user: str) -> Block:
    theirs = one.message is not None and user in (one.by, one.message.relayed_by)
    if one.message is None or not (theirs or may_manage(view.site, user)):
        return section(text)
    return section(text, accessory=button(CORRECT_LISTED, "Not right?", one.message.id))


def _pages(asked: str, page: int, pages: int) -> Sequence[Block]:
    if pages < 2:
        return ()
    row = [button("log_newer", "Newer", f"{asked} page {page - 1}")] if page > 1 else []
    row += [button("log_older", "Older", f"{asked} page {page + 1}")] if page < pages else []
    return (actions(row),)
