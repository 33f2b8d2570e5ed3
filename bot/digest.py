"""Digests: each person at the start of the shift (theirs to do), the site's channel at its end."""

from collections.abc import Iterable
from datetime import date, datetime

from bot.body import Body
from bot.cards import Part, digest_body
from bot.phrases import signal_words
from bot.telling import say
from bot.turn import Turn
from bot.view import SiteView, counted
from rules.action import Life, life
from rules.digest import due_digests
from rules.entry import Digested
from rules.matter import open_matters
from rules.progress import facts
from rules.read import open_actions, people, site_of, tasks
from rules.subject import ActionState, Live, PersonState, TaskState

_MOST = 12


def send_due(turn: Turn) -> None:
    """Send the digests whose time has come, on working days, each once a day."""
    send = {"morning": _morning, "evening": _evening}
    for name, day in due_digests(site_of(turn), turn.now):
        turn.record(Digested(to=name, day=day, counts=send[name](turn, day)))


def _morning(turn: Turn, day: date) -> dict[str, int]:
    """To each person what is theirs today; nobody is written to who has nothing to do."""
    view, told, actions = SiteView(turn), 0, [(a, life(a)) for a in open_actions(turn)]
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
        Part(
            heading="Yours to answer", lines=_action_lines(turn, view, own), empty="Nothing is open with you."
        ),
        Part(
            heading="Your work today",
            lines=[_task_line(turn, view, t) for t in today[:_MOST]],
            empty="None planned.",
        ),
    ]
    if helping:
        parts.insert(1, Part(heading="Escalated to you", lines=_action_lines(turn, view, helping)))
    return digest_body(f"Good morning, {view.name(person.id)} · {view.day(day)}", parts)


def _is_today(turn: Turn, task: TaskState, day: date) -> bool:
    status = facts(task, site_of(turn).calendar).status
    return status == "in_progress" or (status == "not_started" and task.plan.start <= day)


def _evening(turn: Turn, day: date) -> dict[str, int]:
    """To the channel: what happened, what is open, what nobody answered."""
    view, site = SiteView(turn), site_of(turn)
    begun = site.calendar.opening(day)
    said = _said_since(turn, begun)
    actions = [(a, life(a)) for a in open_actions(turn)]
    closed = [(a, f) for a, f in _closed_since(turn, begun)]
    silent = [a for a, found in actions if not found.answers]
    parts = [
        Part(
            heading="What happened",
            lines=_happened(view, said, closed),
            empty="Nobody reported anything today.",
        ),
        Part(
            heading="What is open",
            lines=_open_lines(turn, view, [a for a, f in actions if f.answers]),
            empty="Nothing is open.",
        ),
        Part(
            heading="What nobody answered",
            lines=[*_action_lines(turn, view, silent), *_unanswered_requests(turn, view)][:_MOST],
            empty="Every question was answered.",
        ),
    ]
    counts = {
        "reports": len(said),
        "opened": sum(1 for a, _ in [*actions, *closed] if a.opened >= begun),
        "done": sum(1 for _, f in closed if f.status == "done"),
        "resolved": sum(1 for _, f in closed if f.status == "resolved"),
        "open": len(actions),
        "unanswered": len(silent),
    }
    body = digest_body(f"{site.name or 'The site'} · {view.day(day)}", parts, _closing(counts))
    say(turn, site.channel, body, name=f"digest:{day}")
    return counts


def _closing(counts: dict[str, int]) -> str:
    return (
        f"{counted(counts['reports'], 'report')} · {counted(counts['opened'], 'action')} opened · {counts['done']} done · "
        f"{counts['resolved']} settled by events · {counts['open']} open · {counts['unanswered']} without an answer"
    )


def _said_since(turn: Turn, begun: datetime) -> list[Live]:
    found = {live.id: live for live in site_of(turn).live}
    for task in tasks(turn):
        found.update({live.id: live for live in task.live})
    return sorted((live for live in found.values() if live.at >= begun), key=lambda live: (live.at, live.id))


def _closed_since(turn: Turn, begun: datetime) -> Iterable[tuple[ActionState, Life]]:
    for action in turn.all("action"):
        if isinstance(action, ActionState):
            found = life(action)
            if found.closed is not None and found.closed >= begun:
                yield action, found


def _happened(view: SiteView, said: list[Live], closed: list[tuple[ActionState, Life]]) -> list[str]:
    lines = [f"• {signal_words(live.signal, view)} ({view.name(live.by)})" for live in said]
    lines += [f"• {a.asked.id} {found.status}: {view.said(a.asked.text, 120)}" for a, found in closed]
    left = len(lines) - _MOST
    return lines if left <= 0 else [*lines[:_MOST], f"… and {left} more"]


def _open_lines(turn: Turn, view: SiteView, answered: list[ActionState]) -> list[str]:
    lines = _action_lines(turn, view, answered)
    site = site_of(turn)
    blocked = [m for t in tasks(turn) for m in facts(t, site.calendar).of("blocker")]
    shared = [
        m for m in open_matters(site.live, site.settled, site.calendar) if m.kind == "blocker" and not m.task
    ]
    for matter in [*blocked, *shared][: _MOST - len(lines)]:
        where = view.task_label(matter.task) if matter.task else "the whole site"
        lines.append(f"• blocked: {where}, {matter.detail.replace('_', ' ')}, since {view.at(matter.since)}")
    return lines


def _unanswered_requests(turn: Turn, view: SiteView) -> list[str]:
    site = site_of(turn)
    found = [m for t in tasks(turn) for m in facts(t, site.calendar).of("request")]
    found += [
        m for m in open_matters(site.live, site.settled, site.calendar) if m.kind == "request" and not m.task
    ]
    return [f"• asked by {view.name(m.by)}: “{view.said(m.words, 120)}”" for m in found]


def _action_lines(turn: Turn, view: SiteView, actions: list[ActionState]) -> list[str]:
    lines = []
    for action in sorted(actions, key=lambda a: life(a).due)[:_MOST]:
        found = life(action)
        late = "overdue since" if found.due < turn.now else "due"
        lines.append(
            f"• *{action.asked.id}* {view.said(action.asked.text, 140)} · {view.name(found.owner)} · {late} {view.when(found.due)}"
        )
    return lines


def _task_line(turn: Turn, view: SiteView, task: TaskState) -> str:
    found = facts(task, site_of(turn).calendar)
    ends = view.day(task.plan.finish)
    blocked = " · *blocked*" if found.of("blocker") else ""
    return f"• {view.task_label(task.plan.id)} · {found.percent:.0f} % · ends {ends}{blocked}"
