"""What the managers of a site made of its rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Mode = Literal["observe", "propose", "auto"]


@dataclass(frozen=True, kw_only=True)
class Tuning:
    """What the managers of a site made of a rule: its mode (None: as declared), off, silent until an instant, other thresholds.

    `thresholds` maps names as `rules.language.thresholds` gives them (`task.silent_hours >=`, `for`) to numbers. `by`, `at` and
    `why` are of the last change, `mode_since` is when its mode was last changed.
    """

    rule: str
    mode: Mode | None = None
    off: bool = False
    until: datetime | None = None
    thresholds: Mapping[str, float] = field(default_factory=dict)
    by: str = ""
    at: datetime | None = None
    why: str = ""
    mode_since: datetime | None = None
