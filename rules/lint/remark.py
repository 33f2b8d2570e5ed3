"""What a check has to say about a rule."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from rules.language.text import Path
from rules.rule import Rule

Level = Literal["error", "warning"]


class Remark(NamedTuple):
    """One thing that is wrong (error) or unwise (warning) at a path below a rule; `check` names its kind in a word or two."""

    level: Level
    check: str
    rule: Rule
    path: Path
    reason: str
    suggestion: str


Remarks = Iterator[Remark]
