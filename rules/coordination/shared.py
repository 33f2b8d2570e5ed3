"""What the whole site shares: when the crane is back, every task that stood for want of it is told as well."""

from rules.matter import in_order, is_firm, same_thing
from rules.read import Reader, site_of
from rules.replaced import replace
from rules.subject import Live, TaskState


def is_shared(live: Live) -> bool:
    """Whether it clears something for the whole site."""
    return live.signal.kind == "cleared" and live.signal.task is None and is_firm(live.signal)


def with_shared(task: TaskState, read: Reader) -> TaskState:
    """The task with those of the site's clearings that lift a blocker which was told of it before, and no others."""
    own = tuple(one for one in task.live if one.signal.kind != "cleared" or one.signal.task is not None)
    blockers = [one for one in own if one.signal.kind == "blocker"]
    clears = [one for one in site_of(read).live if is_shared(one)] if blockers else []
    found = [clear for clear in clears if any(_lifts(clear, one) for one in blockers)]
    if len(own) == len(task.live) and not found:
        return task
    return replace(task, live=in_order((*own, *found)))


def _lifts(clear: Live, blocker: Live) -> bool:
    same_cause = clear.signal.values.get("cause") == blocker.signal.values.get("cause", "other")
    return clear.at >= blocker.at and same_cause and same_thing(clear.signal.what, blocker.signal.what)
