"""Whom the slip of a task hits: the tasks that end later because of it, beyond the float between, and on what path.

The outlook with the finish that was told is compared with the outlook without it, so that a slip counts only for what it moves
itself: where an earlier task pushes as far already, it hits nobody.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rules.facts.lasting import Lasting
from rules.facts.scene import Scene
from rules.read import task_of


@dataclass(frozen=True, kw_only=True)
class Hits:
    """By how many working days each of the tasks after it ends later, on which path each is reached, and by how many days the
    last finish of all moves."""

    days: Mapping[str, int]
    paths: Mapping[str, tuple[str, ...]]
    end_days: int

    @property
    def order(self) -> tuple[str, ...]:
        """The tasks that are hit, those that are reached first, first."""
        return tuple(sorted(self.days, key=lambda name: (len(self.paths[name]), -self.days[name], name)))


_NONE = Hits(days={}, paths={}, end_days=0)


def hits_of(scene: Scene, task: Lasting) -> Hits:
    """What the slip of a task hits; nothing where it is done, or is not told to end later than planned."""
    if task.found.status == "done" or (task.slip_days or 0) <= 0:
        return _NONE
    name = task.plan.id
    before, after = _without(scene, name), scene.finishes
    later = scene.calendar.working_days_between
    moved = {one: later(before[one], ends) for one, ends in after.items() if ends > before[one]}
    paths = _paths(scene, name, moved)
    days = {one: by for one, by in moved.items() if by > 0 and one in paths and _is_to_come(scene, one)}
    return Hits(
        days=days,
        paths={one: paths[one] for one in days},
        end_days=max(0, later(max(before.values()), max(after.values()))),
    )


def _without(scene: Scene, name: str) -> Mapping[str, date]:
    """The outlook as if nobody had told another finish of this task."""
    return scene.work.sums.finishes_without(name, scene.calendar.local_date(scene.now))


def _paths(scene: Scene, first: str, moved: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """The shortest chain of moved tasks from the first to each."""
    found: dict[str, tuple[str, ...]] = {}
    waiting: deque[tuple[str, ...]] = deque([(first,)])
    while waiting:
        path = waiting.popleft()
        task = task_of(scene.read, path[-1])
        for name in task.successors if task is not None else ():
            if name in moved and name not in found and name != first:
                found[name] = (*path, name)
                waiting.append(found[name])
    return found


def _is_to_come(scene: Scene, name: str) -> bool:
    task = scene.lasting(name)
    return task is not None and task.found.status != "done"
