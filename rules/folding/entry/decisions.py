"""Entries of rules: what they conclude, and what comes of it beside actions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from rules.deciding.decision import Decision
from rules.key import Key
from rules.signal import Signal
from rules.subject import RiskLevel, Severity


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A rule concluded something."""

    decision: Decision
    kind: Literal["decided"] = "decided"


@dataclass(frozen=True, kw_only=True)
class Watched:
    """A rule's condition came to hold about a matter of a subject, ceased to hold, or counts as gone."""

    rule: str
    subject: Key
    matter: str
    state: Literal["holds", "ceased", "gone"]
    kind: Literal["watched"] = "watched"


@dataclass(frozen=True, kw_only=True)
class Notified:
    """A rule told something of which nothing is expected: to these people, and in the site's channel where `aloud`. Those
    in `held` have had enough for the day and read it in their digest. `theirs` says by person what it does to what is theirs."""

    decision: str
    rule: str
    text: str
    to: tuple[str, ...]
    aloud: bool
    severity: Severity
    task: str | None = None
    theirs: Mapping[str, str] = field(default_factory=dict)
    held: tuple[str, ...] = ()
    kind: Literal["notified"] = "notified"

    def words_for(self, person: str) -> str:
        """What it tells, and what that does to what is theirs."""
        return f"{self.text} Of yours: {self.theirs[person]}." if person in self.theirs else self.text


@dataclass(frozen=True, kw_only=True)
class Stated:
    """A rule stated something as data; it holds as long as the rule's condition does. `origin` is what takes it back."""

    origin: str
    decision: str
    signal: Signal
    kind: Literal["stated"] = "stated"


@dataclass(frozen=True, kw_only=True)
class Risked:
    """A rule raised the risk of a goal, for as long as its condition holds."""

    origin: str
    decision: str
    goal: str
    level: RiskLevel
    words: str
    kind: Literal["risked"] = "risked"
