"""`/site why-not RULE TASK`: what held a rule back, clause by clause, now or (`at 2026-03-11T09:00`) at a past instant."""

from datetime import datetime

from bot.body import Body, divider, paragraphs, section
from bot.commands.clause import clause_line
from bot.commands.picture import Picture
from bot.commands.rulebook import book_of
from bot.mrkdwn import MENTION, said
from bot.view import SiteView
from rules.deciding.whynot import Looked, Seen, WhyNot, why_not
from rules.errors import SiteloopError
from rules.key import Key
from rules.past.instant import state_at
from rules.read import Reader, site_of

_USAGE = "Name a rule and a task: `/site why-not critical-task-blocked A-310`, and `at 2026-03-11T09:00` for a past time."


def why_not_answer(picture: Picture, rest: str) -> Body:
    """The reason, then each clause with its value and words; who asks for what is not there is told what may be meant."""
    rest, _, past = MENTION.sub(r"@\g<id>", rest).partition(" at ")
    rule, _, subject = " ".join(rest.split()).partition(" ")
    if not rule:
        return Body(text=_USAGE)
    try:
        read, now = _state(picture, past.strip())
        book = book_of(picture.reader, site_of(read).rulebook)
        if book.rule(rule) is None and book.rule(subject) is not None:
            rule, subject = subject, rule  # which is which they say themselves
        found = why_not(read, book, rule, subject, now)
    except SiteloopError as error:
        return Body(text=f"{said(str(error), 600)} {_USAGE}")
    parts = [
        [*_head(picture.view, found), *_names_none(picture, found)],
        *(_case(picture.view, one) for one in found.looked),
    ]
    text = "\n\n".join("\n".join(part) for part in parts)
    blocks = [block for part in parts for block in (*paragraphs(part), divider())][:-1]
    return Body(text=text, blocks=tuple(blocks) or (section(text),))


def _state(picture: Picture, past: str) -> tuple[Reader, datetime]:
    if not past:
        return picture.reader, picture.now
    try:
        local = datetime.fromisoformat(past)
    except ValueError as error:
        raise SiteloopError(f"{past!r} is no time.") from error
    calendar = picture.view.calendar
    at = calendar.instant(local.replace(tzinfo=None))
    return state_at(picture.reader.records(), at, picture.now, calendar), at


def _head(view: SiteView, found: WhyNot) -> list[str]:
    of = _label(view, found.subject)
    lead = f"*Why not* `{said(found.rule.id, 80)}` on {of or 'the site'}, {view.when(found.at)}"
    return [lead, f"{said(found.rule.title, 200)}: {said(found.reason, 300)}."]


def _names_none(picture: Picture, found: WhyNot) -> list[str]:
    """How to name the task that a rule is asked about."""
    if found.rule.on != "task" or found.subject.kind != "site" or not picture.tasks:
        return []
    return [f"Name one: `/site why-not {said(found.rule.id, 80)} {said(picture.tasks[0].state.plan.id, 40)}`"]


def _label(view: SiteView, subject: Key) -> str:
    match subject.kind:
        case "task":
            return view.task_label(subject.id)
        case "person":
            return view.name(subject.id)
        case _:
            return said(subject.id, 60)


def _case(view: SiteView, looked: Looked) -> list[str]:
    about = [f">“{view.said(looked.about, 200)}”"] if looked.about else []
    held = [f"Held back: {said(looked.held_by, 300)}."] if looked.held_by else []
    return [*about, *(_clause(view, seen) for seen in looked.seen), *held]


def _clause(view: SiteView, seen: Seen) -> str:
    words = seen.words
    quote = f": “{view.said(words.text, 200)}” {view.name(words.by)}, {view.when(words.at)}" if words else ""
    return f"{clause_line(seen.clause)}{quote}"
