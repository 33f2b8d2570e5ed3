"""What freed a task: of the tasks that had to be finished before it, the one that was finished last, when, and by whose word."""

from dataclasses import dataclass
from datetime import datetime

from rules.facts.lasting import Lasting
from rules.facts.task import TaskView
from rules.matter import is_firm


@dataclass(frozen=True, kw_only=True)
class Freed:
    """By which task, when that was told, and who told it."""

    task: str
    name: str
    at: datetime
    by: str


def freed_by(view: TaskView) -> Freed | None:
    """What freed it last; None while it waits still, or where nobody said so here."""
    if view.waiting_for:
        return None
    before = (view.scene.lasting(link.predecessor) for link in view.plan.links if link.kind == "FS")
    found = [freed for one in before if one is not None and (freed := _finish(one)) is not None]
    return max(found, key=lambda one: (one.at, one.task), default=None)


def _finish(before: Lasting) -> Freed | None:
    """The last word that it is done."""
    said = [
        one
        for one in before.live
        if one.signal.kind == "progress" and one.signal.values.get("status") == "done" and is_firm(one.signal)
    ]
    if not said:
        return None
    last = max(said, key=lambda one: (one.at, one.id))
    return Freed(task=before.plan.id, name=before.plan.name, at=last.at, by=last.by)
