"""What the state keeps of weekly promises: with the task what is promised of it, with people and with the site the week itself.

A week is named by its first day, `rules.weekly.week` says which that is.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

WeekStep = Literal["planning", "reminder", "cutoff", "review", "judging"]
STEPS: tuple[WeekStep, ...] = ("planning", "reminder", "cutoff", "review", "judging")


@dataclass(frozen=True, kw_only=True)
class Missing:
    """One thing that a task lacks: its kind (a cause), in which words it was told, or of which task it is the work, until when it
    is expected, and which live signal told it."""

    kind: str
    words: str = ""
    task: str = ""
    until: date | None = None
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A task that could be worked on in a week, as its person was asked about it: how far it was, the working hours of it that
    fit into the week, and what it lacks still, one thing of each kind."""

    task: str
    percent: float
    hours: float
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Pledge:
    """How far a task shall be at the end of the week; 100 is finished."""

    task: str
    percent: float = 100.0


@dataclass(frozen=True, kw_only=True)
class Change:
    """A promise was changed after the cut-off: to another percent, or taken back (None)."""

    at: datetime
    percent: float | None


@dataclass(frozen=True, kw_only=True)
class ReviewWord:
    """What its person said of a promise at the week's end: it is kept, or why it is not (a cause), whether that is `still` in the
    way, and what else."""

    task: str
    kept: bool
    reason: str = ""
    still: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class WeekPromise:
    """What somebody promised of a task for a week: to bring it from `was` to `percent`, which takes so many working `hours`.

    What was promised only after the cut-off is `late`; it counts for nothing, and neither does a later change of what was
    promised in time.
    """

    week: date
    by: str
    percent: float
    was: float
    hours: float
    made: datetime
    late: bool = False
    changes: tuple[Change, ...] = ()
    word: ReviewWord | None = None

    @property
    def standing(self) -> float | None:
        """How far it is promised to be by their last word; None once it was taken back."""
        return self.changes[-1].percent if self.changes else self.percent


@dataclass(frozen=True, kw_only=True)
class PersonWeek:
    """A week as one person planned it: when they were asked (None: never) and about what, when they last answered. They were
    `silent` where they promised nothing because they said nothing by the cut-off."""

    week: date
    asked: datetime | None = None
    offered: tuple[Offer, ...] = ()
    answered: datetime | None = None
    silent: bool = False


@dataclass(frozen=True, kw_only=True)
class SiteWeek:
    """A week of the site: the tasks that a week before were `expected` to be worked on, and, once it is planned, those that are
    `workable` in it.

    `made_ready` counts the expected ones that lacked nothing by then, of `looked_for`; `anticipated` the promised tasks that had
    been expected, of those `promised`.
    """

    week: date
    expected: tuple[str, ...] = ()
    workable: tuple[str, ...] = ()
    looked_for: int = 0
    made_ready: int = 0
    promised: int = 0
    anticipated: int = 0
