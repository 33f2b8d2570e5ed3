"""What follows from a task being done, or told to end on another day: those after it wait for less or longer, and have to be
looked at."""

from datetime import date

from rules.folding.state import Overlay
from rules.key import Key
from rules.progress import facts
from rules.read import Reader, site_of, task_of
from rules.subject import TaskState


def tell_successors(before: Reader, part: Overlay) -> None:
    """Let the tasks after one count as changed when it comes to be done, or no longer is, and when another finish is told of it;
    nothing else of it concerns them."""
    for after in [s for s in part.changed.values() if isinstance(s, TaskState)]:
        old = task_of(before, after.plan.id)
        if old is None or (
            old.live is after.live and old.settled is after.settled and old.plan is after.plan
        ):
            continue
        if _end(old, part) != _end(after, part):
            for name in after.successors:
                following = task_of(part, name)
                if following is not None and Key("task", name) not in part.changed:
                    part.put(following)


def _end(task: TaskState, part: Overlay) -> tuple[bool, date | None]:
    """Whether it is done, and the finish last told."""
    site = site_of(part)
    found = facts(task, site.calendar, site.currency)
    return found.status == "done", found.forecast
