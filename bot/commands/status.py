"""`/site status`: where the site stands against its plan, and what stands in the way."""

from collections.abc import Sequence

from bot.body import Body, actions, button, paragraphs, section
from bot.cards.clearing import clear_words
from bot.commands.actions import action_line
from bot.commands.loop import loop_line
from bot.commands.picture import Picture, TaskLine
from bot.commands.tasks import task_line
from bot.commands.words import percent
from bot.forms.setup import ROLES
from bot.heard.pausing import pause_of, until_words
from bot.mrkdwn import said
from bot.view import SiteView, counted
from rules.life.action import life
from rules.life.approval import first_due, is_asked
from rules.life.departure import empty_roles
from rules.matter import Matter, open_matters
from rules.subject import SiteState, TaskState

_MOST = 5


def status_answer(picture: Picture) -> Body:
    """Progress against plan, critical tasks behind, what is blocked, what is overdue, promises kept."""
    view = picture.view
    name = said(view.site.name, 120) or "The site"
    lead = f"*{name}, {view.when(picture.now)}*"
    if paused := pause_of(view.site, view.site.channel, picture.now):
        lead += (
            f"\n⏸️ Paused in its channel {until_words(paused, view)}: nothing that is written there is read."
        )
    if empty := empty_roles(picture.reader):
        names = ", ".join(ROLES.get(role, role).casefold() for role in empty)
        lead += f"\n⚠️ Nobody is {names} any more. `/site setup` names somebody."
    if not picture.tasks:
        lead += "\nNo schedule is here yet. Drop a CSV, a Primavera XER or an MS Project XML file into the channel."
    figures = [line for line in (*_progress(picture), _promises(picture), loop_line(picture)) if line]
    lists = [
        _listing("Critical and late", [task_line(one, view) for one in _critical_late(picture)]),
        _listing("Blocked", _blocked(picture)),
        _listing("Overdue", [action_line(one, picture) for one in picture.overdue]),
    ]
    lines = [line for listing in lists for line in listing]
    row = actions(
        (
            button("show_tasks", "Tasks", ""),
            button("show_actions", "Actions", ""),
            button("show_mine", "Mine", ""),
        )
    )
    return Body(
        text="\n".join([lead, *figures, *lines]),
        blocks=(section(lead), *paragraphs(figures), *paragraphs(lines), row),
    )


def _progress(picture: Picture) -> Sequence[str]:
    tasks = picture.tasks
    whole = sum(one.weight for one in tasks)
    if not whole:
        return []
    done = sum(one.weight * one.facts.percent for one in tasks) / 100
    planned = sum(one.weight * one.planned for one in tasks) / 100
    finished = sum(one.facts.status == "done" for one in tasks)
    running = sum(one.facts.status == "in_progress" for one in tasks)
    late = sum(one.is_late for one in tasks)
    spi = f", schedule performance {done / planned:.2f}" if planned else ""
    return [
        f"Progress *{percent(done, whole)}* of {percent(planned, whole)} planned by now{spi}",
        f"{counted(len(tasks), 'task')}: {finished} done, {running} running, {late} late",
    ]


def _promises(picture: Picture) -> str:
    """A promise is kept if its action was done by the time first asked; there is no partial credit."""
    asked = [
        one
        for one in picture.actions
        if is_asked(one.state) and (one.life.status == "done" or first_due(one.state) < picture.now)
    ]
    due = [one for one in asked if one.life.status not in ("resolved", "dropped")]
    kept = [one for one in due if one.life.closed is not None and one.life.closed <= first_due(one.state)]
    opened = [one for one in picture.open if is_asked(one.state)]
    counts = f"{counted(len(opened), 'open action')}, {len(picture.overdue)} overdue"
    if not due:
        return counts
    return f"{counts}; promises kept {len(kept)} of {len(due)} ({percent(len(kept), len(due))})"


def _critical_late(picture: Picture) -> Sequence[TaskLine]:
    return [one for one in picture.tasks if one.state.critical and one.is_late]


def _blocked(picture: Picture) -> Sequence[str]:
    """Blockers with the words that told them, the site's own last."""
    view, site = picture.view, picture.view.site
    here = [
        _blocker(view.task_label(one.state.plan.id), blocker, one.state, view)
        for one in picture.tasks
        for blocker in one.blockers
    ]
    matters = open_matters(site.live, site.settled, view.calendar)
    shared = [m for m in matters if m.kind == "blocker" and not _is_over(m, view)]
    return [*here, *(_blocker(_hindered(view, blocker), blocker, site, view) for blocker in shared)]


def _blocker(label: str, blocker: Matter, place: TaskState | SiteState, view: SiteView) -> str:
    expected = clear_words((blocker,), place, view)
    words = view.reasoned(blocker.words, blocker.evidence, 160)
    told = f"“{words}” since {view.when(blocker.since)}{f', {expected}' if expected else ''}"
    return f"⛔ {label}: {told}{'' if blocker.firm else ' (unconfirmed)'}"


def _hindered(view: SiteView, blocker: Matter) -> str:
    """What a blocker of no task stands in the way of: the action that it explains, or the whole site."""
    explained = view.action(blocker.reason_of) if blocker.reason_of else None
    return f"{explained.asked.id} {view.said(explained.asked.text, 80)}" if explained else "The whole site"


def _is_over(blocker: Matter, view: SiteView) -> bool:
    """Whether it only explains an action that is closed: nobody waits for that any more."""
    explained = view.action(blocker.reason_of) if blocker.reason_of else None
    return explained is not None and not life(explained).is_open


def _listing(heading: str, lines: Sequence[str]) -> Sequence[str]:
    if not lines:
        return []
    more = [f"_and {len(lines) - _MOST} more_"] if len(lines) > _MOST else []
    return [f"*{heading}*", *lines[:_MOST], *more]
