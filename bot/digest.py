"""Digests: each person at the start of the shift (theirs to do), the site's channel at its end."""

from collections.abc import Mapping
from datetime import date

from bot.body import Body
from bot.cards import Part, asks, digest_body
from bot.cards.story import status_line
from bot.day import Day, day_of
from bot.phrases import cause_words, signal_words
from bot.telling import say
from bot.turn import Turn
from bot.view import SiteView, counted
from rules.action import Life, life
from rules.digest import due_digests
from rules.entry import Digested
from rules.matter import Matter
from rules.progress import facts
from rules.read import open_actions, people, site_of, tasks
from rules.subject import ActionState, PersonState, TaskState

_MOST = 12


def send_due(turn: Turn) -> None:
    """Send the digests whose time has come, on working days, each once a day."""
    send = {"morning": _morning, "evening": _evening}
    for name, day in due_digests(site_of(turn), turn.now):
        turn.record(Digested(to=name, day=day, counts=send[name](turn, day)))


def _morning(turn: Turn, day: date) -> dict[str, int]:
    """To each person what is theirs today; nobody is written to who has nothing to do."""
    view, told = SiteView(turn), 0
    actions = [(action, life(action)) for action in open_actions(turn)]
    plan = list(tasks(turn))
    for person in people(turn):
        body = _theirs(turn, view, person, actions, plan, day)
        if body is not None:
            say(turn, person.id, body, name=f"digest:{day}:{person.id}")
            told += 1
    return {"people": told, "open": len(actions)}


def _theirs(
    turn: Turn,
    view: SiteView,
    person: PersonState,
    actions: list[tuple[ActionState, Life]],
    plan: list[TaskState],
    day: date,
) -> Body | None:
    own = [a for a, found in actions if found.owner == person.id]
    helping = [a for a, found in actions if person.id in found.helpers and found.owner != person.id]
    words = {word for word, known in site_of(turn).owners.items() if known == person.id}
    today = [t for t in plan if t.plan.owner in words and _is_today(turn, t, day)]
    if not own and not helping and not today:
        return None
    parts = [
        Part(heading="Yours to answer", lines=_shown([_own_line(turn, view, a) for a in by_due(own)])),
        Part(
            heading="Escalated to you",
            lines=_shown([_action_line(turn, view, a) for a in by_due(helping)]),
        ),
        Part(heading="Your work today", lines=_shown([_task_line(turn, view, t) for t in today])),
    ]
    return digest_body(f"Good morning, {view.name(person.id)} · {view.day(day)}", parts)


def _is_today(turn: Turn, task: TaskState, day: date) -> bool:
    status = facts(task, site_of(turn).calendar).status
    return status == "in_progress" or (status == "not_started" and task.plan.start <= day)


def _evening(turn: Turn, day: date) -> dict[str, int]:
    """To the channel: what happened, what is open, what nobody answered."""
    view, site, found = SiteView(turn), site_of(turn), day_of(turn, day)
    parts = [
        Part(
            heading="What happened",
            lines=_shown(_happened(view, found)),
            empty="Nobody reported anything today.",
        ),
        Part(heading="What is open", lines=_shown(_open_lines(turn, view, found)), empty="Nothing is open."),
        Part(
            heading="What nobody answered",
            lines=_shown(
                [
                    *(_action_line(turn, view, a) for a in by_due(found.silent)),
                    *(f"• {view.name(m.by)} asked: “{view.said(m.words, 120)}”" for m in found.requests),
                ]
            ),
            empty="Everything was answered.",
        ),
    ]
    body = digest_body(f"{site.name or 'The site'} · {view.day(day)}", parts, _closing(found.counts))
    say(turn, site.channel, body, name=f"digest:{day}")
    return dict(found.counts)


def by_due(actions: list[ActionState]) -> list[ActionState]:
    """What is due first, first."""
    return sorted(actions, key=lambda action: life(action).due)


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
    last = end.last_answer
    if end.status == "done":
        return f"*{action.asked.id}* done by {view.name(last.by if last else end.owner)}: {text}"
    word = "dropped" if end.status == "dropped" else "settled"
    return f"*{action.asked.id}* {word}, {view.said(end.closed_why, 120)}: {text}"


def _open_lines(turn: Turn, view: SiteView, found: Day) -> list[str]:
    return [
        *(_action_line(turn, view, action) for action in by_due(found.waiting)),
        *(f"• {_blocker(view, matter)}" for matter in found.blockers),
    ]


def _blocker(view: SiteView, matter: Matter) -> str:
    where = view.task_label(matter.task) if matter.task else "The whole site"
    why = f"{cause_words(matter.detail)}, “{view.said(matter.words, 80)}”"
    return f"{where} is blocked since {view.at(matter.since)}: {why}"


def _own_line(turn: Turn, view: SiteView, action: ActionState) -> str:
    due = life(action).due
    late = "overdue since" if due < turn.now else "due"
    return f"• *{action.asked.id}* {asks(action, view, 140)} · {late} {view.when(due)}"


def _action_line(turn: Turn, view: SiteView, action: ActionState) -> str:
    """`• *ACT-3* Get … moving again · Waiting for Minh Trần · due Wed 11 Mar 10:00`; a promise tells its time itself."""
    found = life(action)
    if found.due < turn.now:
        due = f" · overdue since {view.when(found.due)}"
    else:
        due = "" if found.status == "promised" else f" · due {view.when(found.due)}"
    return f"• *{action.asked.id}* {asks(action, view, 140)} · {status_line(action, view)}{due}"


def _task_line(turn: Turn, view: SiteView, task: TaskState) -> str:
    found = facts(task, site_of(turn).calendar)
    late = found.status != "done" and task.plan.finish < site_of(turn).calendar.local_date(turn.now)
    ends = f"{'was to end' if late else 'ends'} {view.day(task.plan.finish)}"
    blocked = " · *blocked*" if found.of("blocker") else ""
    return f"• {view.task_label(task.plan.id)} · {found.percent:.0f} % · {ends}{blocked}"


def _shown(lines: list[str]) -> list[str]:
    left = len(lines) - _MOST
    return lines if left <= 0 else [*lines[:_MOST], f"… and {left} more"]
