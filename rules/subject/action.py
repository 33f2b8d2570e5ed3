"""An action: what was asked, and what happened since."""

from dataclasses import dataclass
from datetime import datetime

from rules.key import Key
from rules.subject.asked import Assignment
from rules.subject.memory import Fired, Watch
from rules.subject.step import Step


@dataclass(frozen=True, kw_only=True)
class ActionState:
    """An action: what was asked, and every step since, in the order of their instants.

    `unsure` are the live signals of replies to it that were not understood surely: no steps until their writers say so.
    """

    asked: Assignment
    opened: datetime
    steps: tuple[Step, ...] = ()
    unsure: tuple[str, ...] = ()
    memory: tuple[Fired, ...] = ()
    watches: tuple[Watch, ...] = ()

    @property
    def key(self) -> Key:
        """Where this document is kept."""
        return Key("action", self.asked.id)
