"""Digests: each person at the start of the shift (theirs to do), the site's channel at its end."""

from collections.abc import Mapping
from datetime import date

from bot.cards import Part, asks, clear_words, digest_body
from bot.commands.resources import register_lines
from bot.digests.day import Day, day_of
from bot.digests.digest_lines import action_line, by_due, shown
from bot.digests.morning import send_morning
from bot.heard.readers import Readers
from bot.phrases import cause_words, signal_words
from bot.ruling.suggesting import record_suggested, suggestions_due
from bot.telling import say
from bot.turn import Turn
from bot.view import SiteView, counted
from bot.weekly.taking import take_steps
from rules.deciding.trust import Suggestion
from rules.facts.subjects import Subjects
from rules.folding.entry import Digested
from rules.life.action import Life
from rules.matter import Matter
from rules.read import site_of
from rules.subject import ActionState
from rules.worktime.digest import due_digests


def send_due(turn: Turn, readers: Readers) -> None:
    """Send the digests whose time has come, on working days, each once a day; take the steps of the week that are due."""
    suggested: list[Suggestion] = []
    for name, day in due_digests(site_of(turn), turn.now):
        if name == "morning":
            suggested = suggestions_due(turn)
            counts = send_morning(turn, readers, day, suggested)
        else:
            counts = _evening(turn, day)
        turn.record(Digested(to=name, day=day, counts=counts))
    take_steps(turn)
    record_suggested(turn, suggested)


def _evening(turn: Turn, day: date) -> dict[str, int]:
    """To the channel: what happened, what is open, what nobody answered."""
    view, site, found = SiteView(turn), site_of(turn), day_of(turn, day)
    parts = [
        Part(
            heading="What happened",
            lines=shown(_happened(view, found)),
            empty="Nobody reported anything today.",
        ),
        Part(
            heading="What is open",
            lines=shown(_open_lines(turn, view, found)),
            empty="Only what nobody answered." if found.silent else "Nothing is open.",
        ),
        Part(
            heading="What nobody answered",
            lines=shown(
                [
                    *(action_line(turn, view, a) for a in by_due(found.silent)),
                    *(_request(m, day, view) for m in found.requests),
                ]
            )
            + _old(found, view),
            empty="Everything was answered.",
        ),
    ]
    parts.append(
        Part(
            heading="Crews and plant",
            lines=shown(register_lines(Subjects(turn, turn.now).whole.register, view)),
        )
    )
    body = digest_body(f"{site.name or 'The site'} · {view.day(day)}", parts, _closing(found.counts))
    say(turn, site.channel, body, name=f"digest:{day}")
    return dict(found.counts)


def _closing(counts: Mapping[str, int]) -> str:
    told = (
        counted(counts["reports"], "report"),
        counts["opened"] and f"{counted(counts['opened'], 'action')} asked for",
        counts["done"] and f"{counts['done']} done",
        counts["resolved"] and f"{counts['resolved']} settled",
        f"{counts['open']} open",
        counts["overdue"] and f"{counts['overdue']} overdue",
        counts["unanswered"] and f"{counts['unanswered']} without an answer",
    )
    return " · ".join(part for part in told if part)


def _happened(view: SiteView, found: Day) -> list[str]:
    lines = [f"• {signal_words(live.signal, view)} ({view.name(live.by)})" for live in found.said]
    lines += [f"• {_end(view, action, end)}" for action, end in found.closed]
    return list(dict.fromkeys(lines))


def _end(view: SiteView, action: ActionState, end: Life) -> str:
    text = asks(action, view, 120)
    last = end.reported or end.last_answer
    if end.status == "done":
        return f"*{action.asked.id}* done by {view.name(last.by if last else end.owner)}: {text}"
    word = "dropped" if end.status == "dropped" else "settled"
    return f"*{action.asked.id}* {word}, {view.said(end.closed_why, 120)}: {text}"


def _open_lines(turn: Turn, view: SiteView, found: Day) -> list[str]:
    return [
        *(action_line(turn, view, action) for action in by_due(found.waiting)),
        *(f"• {_blocker(view, matter)}" for matter in found.blockers),
    ]


def _request(matter: Matter, day: date, view: SiteView) -> str:
    told = view.calendar.local_date(matter.told)
    when = f" on {view.day(told)}" if told != day else ""
    return f"• {view.name(matter.by)} asked{when}: “{view.said(matter.words, 120)}”"


def _old(found: Day, view: SiteView) -> list[str]:
    """What was asked more than a week ago is not told again every evening."""
    if not found.old:
        return []
    oldest = view.day(view.calendar.local_date(found.old[-1].told))
    return [
        f"• {counted(len(found.old), 'request')} older than a week, the oldest of {oldest}: say what became of them."
    ]


def _blocker(view: SiteView, matter: Matter) -> str:
    where = view.task_label(matter.task) if matter.task else "The whole site"
    words = view.reasoned(matter.words, matter.evidence, 80)
    why = f"{cause_words(matter.detail)}, “{words}”"
    expected = clear_words((matter,), view.task(matter.task or "") or view.site, view)
    return f"{where} is blocked since {view.at(matter.since)}: {why}{f', {expected}' if expected else ''}"
