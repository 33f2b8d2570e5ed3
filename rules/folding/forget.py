"""What the state no longer has to remember; the journal keeps it all the same.

A site lives for years, and each entry at it loads and saves its documents. So, after 60 days, a rule forgets a matter that has
ended, and the site's own document lets go of what was said for no task and left nothing open. What was said of a task stays
with it as long as the task does. Should somebody edit a message after that time, it counts as said anew at its old instant.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from rules.coordination.shared import is_shared
from rules.folding.state import Overlay
from rules.matter import open_matters
from rules.read import site_of
from rules.replaced import replace
from rules.subject import Fired, Live, Settled, SiteState, TaskState
from rules.worktime.calendar import WorkCalendar

KEPT = timedelta(days=60)
S = TypeVar("S", TaskState, SiteState)


def forget(part: Overlay, at: datetime) -> None:
    """Prune the tasks and the site among the changed subjects."""
    calendar, since = site_of(part).calendar, at - KEPT
    for subject in list(part.changed.values()):
        if isinstance(subject, TaskState) and _has_old(subject, subject.settled[:1], since):
            part.put(_pruned(subject, calendar, since))
        if isinstance(subject, SiteState) and _has_old(
            subject, (*subject.live[:1], *subject.settled[:1]), since
        ):
            part.put(_pruned(subject, calendar, since))


def _has_old(subject: TaskState | SiteState, oldest: Iterable[Live | Settled], since: datetime) -> bool:
    """Whether there can be anything to prune; `oldest` begin the lists that are pruned."""
    old_memory = any(fired.matter and fired.at < since for fired in subject.memory)
    return old_memory or any(one.at < since for one in oldest)


def _pruned(subject: S, calendar: WorkCalendar, since: datetime) -> S:
    matters = open_matters(subject.live, subject.settled, calendar)
    live = subject.live
    if isinstance(subject, SiteState):
        told = {name for matter in matters for name in matter.evidence}
        live = tuple(one for one in live if one.at >= since or one.id in told or is_shared(one))
    return replace(
        subject,
        live=live,
        settled=_settled(subject.settled, live, since),
        memory=_memory(subject.memory, {matter.id for matter in matters}, since),
    )


def _settled(settled: Iterable[Settled], live: Iterable[Live], since: datetime) -> tuple[Settled, ...]:
    """An end is needed as long as what it ended is there to be read."""
    said = {one.id for one in live} | {one.reason_of for one in live if one.reason_of}
    return tuple(end for end in settled if end.at >= since or said & {end.matter, end.action})


def _memory(memory: Iterable[Fired], lasting: set[str], since: datetime) -> tuple[Fired, ...]:
    return tuple(f for f in memory if f.at >= since or not f.matter or f.matter in lasting)
