"""The morning digest: to each person what is theirs today, and what was kept for it so as not to disturb them.

Whoever works at other hours than the site has it when their shift begins.
"""

from collections.abc import Sequence
from datetime import date, datetime

from bot.body import Body
from bot.cards import Part, clear_words, digest_body, in_line, with_questions
from bot.digests.digest_lines import action_line, by_due, shown
from bot.heard.asking import ask_again
from bot.heard.readers import Readers
from bot.ruling.suggesting import suggestions_part
from bot.telling import say
from bot.turn import Turn
from bot.view import SiteView, counted
from rules.deciding.trust import Suggestion
from rules.life.action import Life, life
from rules.life.leave import absence_of
from rules.life.who import may_approve
from rules.progress import facts
from rules.read import open_actions, people, site_of, tasks
from rules.subject import ActionState, PersonState, TaskState
from rules.worktime.digest import digest_at
from rules.worktime.reachable import at_hours


def send_morning(turn: Turn, readers: Readers, day: date, suggested: list[Suggestion]) -> dict[str, int]:
    """To each person what is theirs today, to managers also what is suggested of rules; nobody is written to for nothing."""
    view, told = SiteView(turn), 0
    actions = [(action, life(action)) for action in open_actions(turn)]
    plan = list(tasks(turn))
    there = [one for one in people(turn) if absence_of(turn, one.id, turn.now) is None]
    for person in there:
        rules = suggestions_part(turn, person.id, suggested)
        body = _theirs(turn, view, person, actions, plan, day, rules)
        asked = ask_again(turn, readers, person.id)
        if asked:
            body = with_questions(body or digest_body(_title(view, person, day), ()), asked)
        if body is not None:
            opens = (
                at_hours(site_of(turn).calendar, person.shift).next_open(turn.now) if person.shift else None
            )
            say(turn, person.id, body, name=f"digest:{day}:{person.id}", not_before=opens)
            told += 1
    return {"people": told, "open": sum(found.status != "proposed" for _, found in actions)}


def _theirs(
    turn: Turn,
    view: SiteView,
    person: PersonState,
    actions: list[tuple[ActionState, Life]],
    plan: list[TaskState],
    day: date,
    rules: Part,
) -> Body | None:
    asked = [(a, found) for a, found in actions if found.status != "proposed"]
    own = [a for a, found in asked if found.owner == person.id and found.status != "reported"]
    helping = [a for a, found in asked if person.id in found.helpers and found.owner != person.id]
    sure = [a for a, found in asked if found.status == "reported" and found.verifier == person.id]
    proposed = [
        a for a, f in actions if f.status == "proposed" and may_approve(a.asked, site_of(turn), person.id)
    ]
    wished = [a for a, found in asked if found.wish is not None and found.wish.to == person.id]
    words = {word for word, known in site_of(turn).owners.items() if known == person.id}
    today = [t for t in plan if t.plan.owner in words and _is_today(turn, t, day)]
    parts = [
        rules,
        Part(heading="Yours to answer", lines=shown([_own_line(turn, view, a) for a in by_due(own)])),
        Part(heading="Is it done?", lines=shown([action_line(turn, view, a) for a in by_due(sure)])),
        Part(heading="Escalated to you", lines=shown([action_line(turn, view, a) for a in by_due(helping)])),
        Part(
            heading="Waiting for your word",
            lines=shown(
                [
                    *(_proposal(view, a, person.id) for a in by_due(proposed)),
                    *(action_line(turn, view, a) for a in by_due(wished)),
                ]
            ),
        ),
        Part(heading="Good to know", lines=shown([f"• {view.said(k.text, 300)}" for k in person.kept])),
        Part(heading="Your work today", lines=shown([_task_line(turn, view, t) for t in today])),
    ]
    if not any(part.lines for part in parts):
        return None
    spared = _spared(turn, person, [action for action, _ in actions])
    return digest_body(_title(view, person, day), parts, spared)


def _title(view: SiteView, person: PersonState, day: date) -> str:
    return f"{'Your shift' if person.shift else 'Good morning'}, {view.name(person.id)} · {view.day(day)}"


def _spared(turn: Turn, person: PersonState, actions: Sequence[ActionState]) -> str:
    """How much was kept for this digest since the last one; what of it is settled by now needs no word."""
    site = site_of(turn)
    last = site.digested.get("morning")
    since = digest_at(site, "morning", last) if last else None
    kept = sum(_kept(action, person.id, since) for action in actions) + len(person.kept)
    if not kept:
        return ""
    were = "was" if kept == 1 else "were"
    return (
        f"{counted(kept, 'message')} {were} kept for this morning, so that your phone does not ring all day."
    )


def _kept(action: ActionState, person: str, since: datetime | None) -> int:
    asked = action.asked
    first = (asked.proposed_to or (asked.ladder[0].person,))[0]
    told = [(action.opened, first, asked.held), *((step.at, step.to, step.held) for step in action.steps)]
    return sum(bool(held) and to == person and (since is None or at >= since) for at, to, held in told)


def _is_today(turn: Turn, task: TaskState, day: date) -> bool:
    status = facts(task, site_of(turn).calendar).status
    return status == "in_progress" or (status == "not_started" and task.plan.start <= day)


def _own_line(turn: Turn, view: SiteView, action: ActionState) -> str:
    due = life(action).due
    late = "overdue since" if due < turn.now else "due"
    return f"• *{action.asked.id}* {in_line(action, view, 140)} · {late} {view.when(due)}"


def _proposal(view: SiteView, action: ActionState, person: str) -> str:
    found = life(action)
    who, until, now = view.name(found.owner), view.when(found.due), found.put_to[-1]
    waits = "waits" if now == person else f"put to {view.name(now)}, waits"
    return (
        f"• *{action.asked.id}* {in_line(action, view, 140)} · to be asked of {who} · {waits} until {until}"
    )


def _task_line(turn: Turn, view: SiteView, task: TaskState) -> str:
    found = facts(task, site_of(turn).calendar)
    late = found.status != "done" and task.plan.finish < site_of(turn).calendar.local_date(turn.now)
    ends = f"{'was to end' if late else 'ends'} {view.day(task.plan.finish)}"
    if found.forecast and found.forecast != task.plan.finish and found.status != "done":
        ends += f", expected {view.day(found.forecast)}"
    expected = clear_words(found.of("blocker"), task, view)
    blocked = f" · *blocked*{f', {expected}' if expected else ''}" if found.of("blocker") else ""
    return f"• {view.task_label(task.plan.id)} · {found.percent:.0f} % · {ends}{blocked}"
