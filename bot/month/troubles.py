"""What goes wrong, is asked for and comes on ordinary days: how often, for how long, and which words begin and end it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from rules.plan.schedule import Task

About = Literal["task", "site"]


@dataclass(frozen=True, kw_only=True)
class TroubleKind:
    """`begins` and `ends` name words; `rate` is how often on a working day, `hours` how long it lasts (least, most), working."""

    begins: str
    ends: str = ""
    rate: float
    hours: tuple[float, float] = (0.0, 0.0)
    about: About = "task"


ORDINARY = (
    TroubleKind(begins="truck_late", ends="truck_here", rate=0.6, hours=(1, 6)),
    TroubleKind(begins="stopped", ends="going", rate=0.9, hours=(1, 6)),
    TroubleKind(begins="short_of_people", rate=0.6, hours=(4, 12)),
    TroubleKind(begins="needs_thing", rate=0.6, hours=(2, 8)),
    TroubleKind(begins="needs_answer", rate=0.4, hours=(3, 14)),
    TroubleKind(begins="check_failed", ends="mended", rate=0.2, hours=(4, 14)),
    TroubleKind(begins="defect", ends="mended", rate=0.2, hours=(4, 12)),
    TroubleKind(begins="hazard", rate=0.25, hours=(0.5, 2), about="site"),
    TroubleKind(begins="crane_down", ends="crane_up", rate=0.15, hours=(0.5, 3), about="site"),
    TroubleKind(begins="raining", rate=0.1, about="site"),
    TroubleKind(begins="truck_here", rate=1.0),
    TroubleKind(begins="check_passed", rate=0.35),
    TroubleKind(begins="spent", rate=0.3),
    TroubleKind(begins="hands", rate=1.8),
    TroubleKind(begins="praise", rate=0.25, about="site"),
)
CHATTER = 14  # lines of talk on a day


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """Something that went wrong or was asked for: who said it with which words, and when it is over."""

    by: str
    text: str
    over: datetime
    task: Task | None = None
    ends: str = ""
    breaks_promises: bool = False  # whoever has to mend it promises a time again and again, and keeps none
