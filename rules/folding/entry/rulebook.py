"""Entries of the rules themselves: the rulebook in force, and what the managers make of its rules."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from rules.subject import Mode, Tuning


@dataclass(frozen=True, kw_only=True)
class Tuned:
    """A manager changed how a rule works at the site; `tuning` is all that is set of it now."""

    tuning: Tuning
    kind: Literal["tuned"] = "tuned"


@dataclass(frozen=True, kw_only=True)
class Unsilenced:
    """The time for which a rule was silenced is over."""

    rule: str
    until: datetime
    kind: Literal["unsilenced"] = "unsilenced"


@dataclass(frozen=True, kw_only=True)
class Suggested:
    """The managers were told that a rule has earned, or lost, another mode, and on what evidence."""

    rule: str
    mode: Mode
    evidence: str
    kind: Literal["suggested"] = "suggested"


@dataclass(frozen=True, kw_only=True)
class Ruled:
    """A rulebook came into force, known by its hash."""

    rulebook: str
    by: str | None = None
    kind: Literal["ruled"] = "ruled"
