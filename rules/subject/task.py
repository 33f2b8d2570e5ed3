"""A task of the schedule."""

from dataclasses import dataclass

from rules.key import Key
from rules.plan.schedule import Task
from rules.subject.memory import Fired, Watch
from rules.subject.said import Live, Settled
from rules.weekly.promised import WeekPromise


@dataclass(frozen=True, kw_only=True)
class TaskState:
    """A task: its plan, its place in the network, what was said about it, and what was promised of it for weeks."""

    plan: Task
    float_days: float = 0.0
    critical: bool = False
    successors: tuple[str, ...] = ()
    removed: bool = False
    live: tuple[Live, ...] = ()
    settled: tuple[Settled, ...] = ()
    memory: tuple[Fired, ...] = ()
    watches: tuple[Watch, ...] = ()
    open_actions: tuple[str, ...] = ()
    promised: tuple[WeekPromise, ...] = ()

    @property
    def key(self) -> Key:
        """Where this document is kept."""
        return Key("task", self.plan.id)
