"""Whom the slip of a task hits: the tasks that end later because of it, beyond the float between, and on what path.

The outlook with the finish that was told is compared with the outlook without it, so that a slip counts only for what it moves
itself: where an earlier task pushes as far already, it hits nobody.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rules.facts.scene import Scene
    from rules.facts.task import TaskView


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


def hits_of(view: "TaskView") -> Hits:
    """What the slip of a task hits; nothing where it is done, or is not told to end later than planned."""
    if view.found.status == "done" or (view.lasting.slip_days or 0) <= 0:
        return _NONE
    scene, name = view.scene, view.plan.id
    before, after = _without(scene, name), scene.finishes
    later = scene.calendar.working_days_between
    moved = {task: later(before[task], ends) for task, ends in after.items() if ends > before[task]}
    paths = _paths(scene, name, moved)
    days = {task: by for task, by in moved.items() if by > 0 and task in paths and _is_to_come(scene, task)}
    return Hits(
        days=days,
        paths={task: paths[task] for task in days},
        end_days=max(0, later(max(before.values()), max(after.values()))),
    )


def _without(scene: "Scene", name: str) -> Mapping[str, date]:
    """The outlook as if nobody had told another finish of this task."""
    return scene.work.sums.finishes_without(name, scene.calendar.local_date(scene.now))


def _paths(scene: "Scene", first: str, moved: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """The shortest chain of moved tasks from the first to each."""
    found: dict[str, tuple[str, ...]] = {}
    waiting: deque[tuple[str, ...]] = deque([(first,)])
    while waiting:
        path = waiting.popleft()
        view = scene.task(path[-1])
        for name in view.task.successors if view is not None else ():
            if name in moved and name not in found and name != first:
                found[name] = (*path, name)
                waiting.append(found[name])
    return found


def _is_to_come(scene: "Scene", name: str) -> bool:
    view = scene.task(name)
    return view is not None and view.found.status != "done"
