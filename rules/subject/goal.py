"""A goal of the site, and the risks that stand against it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from rules.key import Key
from rules.plan.goal import Goal
from rules.subject.memory import Fired, Watch

RiskLevel = Literal["low", "medium", "high"]


@dataclass(frozen=True, kw_only=True)
class Risk:
    """What stands against a goal, as a rule found it. `origin` names the rule and the case; when that is gone, this is too."""

    origin: str
    level: RiskLevel
    at: datetime
    words: str


@dataclass(frozen=True, kw_only=True)
class GoalState:
    """A goal of the site, and what stands against it; one that was `retired` is no longer looked at."""

    goal: Goal
    risks: tuple[Risk, ...] = ()
    retired: bool = False
    memory: tuple[Fired, ...] = ()
    watches: tuple[Watch, ...] = ()

    @property
    def key(self) -> Key:
        """Where this document is kept."""
        return Key("goal", self.goal.id)
