"""A day at a site, as its evening digest tells it: what was said, what was closed, what is open, what nobody answered."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.turn import Turn
from rules.life.action import Life, life
from rules.life.approval import is_asked
from rules.life.needs import needs_of
from rules.matter import Matter, MatterKind, open_matters
from rules.progress import facts
from rules.read import open_actions, site_of, tasks
from rules.subject import ActionState, Live, SiteState
from rules.worktime.digest import digest_at

_WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Day:
    """`waiting` are open actions that were answered or are not due yet, `silent` those that nobody answered in time.

    `blockers` are open ones that no open action is about, nor explained by; `requests` those of the last week that nobody
    answered, the newest first, `old` those of before.
    """

    said: tuple[Live, ...]
    closed: tuple[tuple[ActionState, Life], ...]
    waiting: list[ActionState]
    silent: list[ActionState]
    blockers: tuple[Matter, ...]
    requests: tuple[Matter, ...]
    old: tuple[Matter, ...]
    counts: Mapping[str, int]


def day_of(turn: Turn, day: date) -> Day:
    """What there is to tell on that day's evening, since the evening digest before it."""
    site = site_of(turn)
    begun = _begun(site, day)
    actions = [(action, life(action)) for action in open_actions(turn) if is_asked(action)]
    closed = tuple(_closed_since(turn, begun))
    said = tuple(_said_since(turn, begun))
    silent = [action for action, found in actions if not found.answers and found.due <= turn.now]
    covered = {member.matter for _, found in actions for member in found.members}
    asked = {action.asked.id for action, _ in actions}
    requests = _requests(turn, covered)
    counts = {
        "reports": len(said),
        "opened": sum(1 for action, _ in (*actions, *closed) if action.opened >= begun),
        "done": sum(1 for _, found in closed if found.status == "done"),
        "resolved": sum(1 for _, found in closed if found.status == "resolved"),
        "open": len(actions),
        "overdue": sum(1 for _, found in actions if found.is_overdue(turn.now)),
        "unanswered": len(silent),
    }
    return Day(
        said=said,
        closed=closed,
        waiting=[action for action, _ in actions if action not in silent],
        silent=silent,
        blockers=tuple(
            m for m in _matters(turn, "blocker") if m.id not in covered and not _is_told(m, asked)
        ),
        requests=tuple(m for m in requests if not _is_old(turn, m)),
        old=tuple(m for m in requests if _is_old(turn, m)),
        counts=counts,
    )


def _requests(turn: Turn, covered: Container[str | None]) -> list[Matter]:
    """What nobody answered; who needed something for an action does not once that is over."""
    actions = (one for one in turn.all("action") if isinstance(one, ActionState))
    over = frozenset[str]().union(*(needs_of(one) for one in actions if not life(one).is_open))
    found = [m for m in _matters(turn, "request") if m.id not in covered and m.id not in over]
    return sorted(found, key=lambda m: m.told, reverse=True)


def _is_old(turn: Turn, matter: Matter) -> bool:
    return matter.told < turn.now - _WEEK


def _begun(site: SiteState, day: date) -> datetime:
    last = site.digested.get("evening")
    if last is not None:
        return digest_at(site, "evening", last)
    return site.calendar.instant(datetime.combine(day, time.min)).astimezone(UTC)


def _said_since(turn: Turn, begun: datetime) -> list[Live]:
    found = {live.id: live for live in site_of(turn).live}
    for task in tasks(turn):
        found.update({live.id: live for live in task.live})
    fresh = (live for live in found.values() if live.at >= begun and not live.reason_of)
    return sorted(fresh, key=lambda live: (live.at, live.id))


def _closed_since(turn: Turn, begun: datetime) -> Iterable[tuple[ActionState, Life]]:
    for action in turn.all("action"):
        if isinstance(action, ActionState) and is_asked(action):
            found = life(action)
            if found.closed is not None and found.closed >= begun:
                yield action, found


def _matters(turn: Turn, kind: MatterKind) -> list[Matter]:
    site = site_of(turn)
    found = [m for task in tasks(turn) for m in facts(task, site.calendar).of(kind)]
    shared = open_matters(site.live, site.settled, site.calendar)
    return [*found, *(m for m in shared if m.kind == kind and not m.task)]


def _is_told(matter: Matter, asked: Container[str]) -> bool:
    """Why an action is not done is told with the action; once that is closed, the reason is told where it stops a task."""
    return bool(matter.reason_of) and (matter.reason_of in asked or not matter.task)
