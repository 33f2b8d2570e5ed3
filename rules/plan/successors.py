"""What follows from a task being done: those after it wait for one less, and have to be looked at."""

from rules.folding.state import Overlay
from rules.key import Key
from rules.progress import facts
from rules.read import Reader, site_of, task_of
from rules.subject import TaskState


def tell_successors(before: Reader, part: Overlay) -> None:
    """Let the tasks after one that came to be done, or no longer is, count as changed; nothing else of it concerns them."""
    for after in [s for s in part.changed.values() if isinstance(s, TaskState)]:
        old = task_of(before, after.plan.id)
        if old is None or (
            old.live is after.live and old.settled is after.settled and old.plan is after.plan
        ):
            continue
        if _is_done(old, part) != _is_done(after, part):
            for name in after.successors:
                following = task_of(part, name)
                if following is not None and Key("task", name) not in part.changed:
                    part.put(following)


def _is_done(task: TaskState, part: Overlay) -> bool:
    site = site_of(part)
    return facts(task, site.calendar, site.currency).status == "done"
