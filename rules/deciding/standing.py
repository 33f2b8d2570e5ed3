"""What stands because a rule's condition holds: its watch, what it stated as data, the risks that it raised; all end with it."""

from datetime import datetime

from rules.deciding.watch import origin_of, watch_of
from rules.folding.entry import Risked, Stated, Watched
from rules.folding.lay import lay
from rules.folding.state import Overlay
from rules.folding.statement import withdraw
from rules.key import SITE, Key
from rules.read import goal_of, site_of, task_of, tasks
from rules.replaced import replace
from rules.subject import GoalState, Live, MessageState, Risk, Watch


def stand(part: Overlay, entry: Watched | Stated | Risked, at: datetime) -> None:
    """Let it stand, or end."""
    match entry:
        case Watched():
            watch(part, entry, at)
        case Stated():
            state(part, entry, at)
        case Risked():
            risk(part, entry, at)


def watch(part: Overlay, entry: Watched, at: datetime) -> None:
    """Note that a condition came to hold or ceased to; with one that is gone goes all that stood because of it."""
    subject = site_of(part) if entry.subject == SITE else part.get(entry.subject)
    if subject is None or isinstance(subject, MessageState):
        return
    known = watch_of(part, entry.subject, entry.rule, entry.matter)
    others = tuple(one for one in subject.watches if one != known)
    if entry.state == "gone":
        part.put(replace(subject, watches=others))
        _take_back(part, origin_of(entry.rule, entry.subject, entry.matter), entry.subject)
        return
    since = known.since if known else at
    ceased = at if entry.state == "ceased" else None
    new = Watch(rule=entry.rule, matter=entry.matter, since=since, ceased=ceased)
    part.put(replace(subject, watches=(*others, new)))


def state(part: Overlay, entry: Stated, at: datetime) -> None:
    """Hold something as data; stated again by a rule that acts anew, it holds since it was first stated."""
    live = Live(id=f"{entry.origin}#0", message=entry.origin, by="", at=at, signal=entry.signal)
    task = task_of(part, entry.signal.task)
    if task is None or all(one.id != live.id for one in task.live):
        lay(part, live)


def risk(part: Overlay, entry: Risked, at: datetime) -> None:
    """Raise a goal's risk; a rule raises it once for one ground."""
    goal = goal_of(part, entry.goal)
    if goal is not None:
        new = Risk(origin=entry.origin, level=entry.level, at=at, words=entry.words)
        others = tuple(one for one in goal.risks if one.origin != entry.origin)
        part.put(replace(goal, risks=(*others, new)))


def take_back_all(part: Overlay, rule: str) -> None:
    """Let nothing stand that the rule stated or raised; what it still holds, it states and raises anew."""
    stated = [(one.message, task.key) for task in tasks(part) for one in task.live]
    raised = [(one.origin, goal.key) for goal in _every_goal(part) for one in goal.risks]
    for origin, key in dict.fromkeys((*stated, *raised)):
        if origin.startswith(f"rule:{rule}/"):
            _take_back(part, origin, key)


def _take_back(part: Overlay, origin: str, key: Key) -> None:
    withdraw(part, origin, (key,))
    for goal in _every_goal(part):
        left = tuple(one for one in goal.risks if one.origin != origin)
        if len(left) < len(goal.risks):
            part.put(replace(goal, risks=left))


def _every_goal(part: Overlay) -> list[GoalState]:
    """Also those that were retired: they may be pursued again."""
    return [one for one in part.all("goal") if isinstance(one, GoalState)]
