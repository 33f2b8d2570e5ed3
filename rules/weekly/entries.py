"""The journal's entries of weekly promises. What people were asked, the cut-off and the verdicts are concluded; promises and the
words of the review are given."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rules.weekly.promised import Offer, Pledge, ReviewWord, WeekStep


@dataclass(frozen=True, kw_only=True)
class Offered:
    """Somebody was asked what they will finish in a week, and these are the tasks that could be worked on in it."""

    week: date
    person: str
    tasks: tuple[Offer, ...]
    kind: Literal["offered"] = "offered"


@dataclass(frozen=True, kw_only=True)
class Promised:
    """Somebody said what they will finish in a week: all that they promise for it now; `origin` is the form that said so."""

    week: date
    person: str
    pledges: tuple[Pledge, ...]
    origin: str
    kind: Literal["promised"] = "promised"


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """Somebody said what became of their promises, of each that the data did not show as kept."""

    week: date
    person: str
    words: tuple[ReviewWord, ...]
    origin: str
    kind: Literal["reviewed"] = "reviewed"


@dataclass(frozen=True, kw_only=True)
class WeekVerdict:
    """What became of a promise, as it was judged: how far its task came, and by what live signal."""

    task: str
    promised: float
    percent: float
    kept: bool
    reason: str = ""
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class WeekJudged:
    """The promises of one person for a week were judged."""

    week: date
    person: str
    verdicts: tuple[WeekVerdict, ...]
    kind: Literal["week_judged"] = "week_judged"


@dataclass(frozen=True, kw_only=True)
class WeekTurned:
    """A step of a week's planning was taken. `people` are those who were asked, reminded, or promised nothing by the cut-off;
    `tasks` those that could be worked on: of `planning` in the week after, of `cutoff` in the week itself."""

    week: date
    step: WeekStep
    people: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    counts: Mapping[str, int]
    kind: Literal["week_turned"] = "week_turned"


WeekEntry = Offered | Promised | Reviewed | WeekJudged | WeekTurned
