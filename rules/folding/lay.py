"""Giving a live signal to what it speaks of."""

from rules.coordination.shared import is_shared, with_shared
from rules.folding.state import Overlay
from rules.key import SITE, Key
from rules.matter import in_order
from rules.read import site_of, task_of, tasks
from rules.replaced import replace
from rules.subject import Live


def lay(part: Overlay, one: Live) -> tuple[Key, ...]:
    """Give a live signal to its task, or to the site; safety is the site's in any case. Gives the subjects that changed."""
    task = task_of(part, one.signal.task)
    touched: list[Key] = []
    if task is not None:
        part.put(with_shared(replace(task, live=in_order((*task.live, one))), part))
        touched.append(task.key)
    if task is None or one.signal.kind == "safety":
        site = site_of(part)
        part.put(replace(site, live=in_order((*site.live, one))))
        touched.append(SITE)
    if is_shared(one) and SITE in touched:
        touched += share(part)
    return tuple(touched)


def share(part: Overlay) -> list[Key]:
    """Bring every task in step with what was cleared for the whole site; gives those that changed."""
    touched = []
    for task in list(tasks(part)):
        if (shared := with_shared(task, part)) != task:
            part.put(shared)
            touched.append(task.key)
    return touched
