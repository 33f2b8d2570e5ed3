"""Entries of people: who is there, who is away, where they want to be asked, what they lead and when they work."""

from dataclasses import dataclass
from typing import Literal

from rules.key import Key
from rules.subject import Absence, PersonState, Reach
from rules.worktime.shift import Shift


@dataclass(frozen=True, kw_only=True)
class Roster:
    """The people of the site's channel, as Slack knows them."""

    people: tuple[PersonState, ...]
    kind: Literal["roster"] = "roster"


@dataclass(frozen=True, kw_only=True)
class Departed:
    """Somebody left the site's channel or the workspace, or is `back`."""

    person: str
    back: bool = False
    kind: Literal["departed"] = "departed"

    @property
    def subject(self) -> Key:
        """Who it is."""
        return Key("person", self.person)


@dataclass(frozen=True, kw_only=True)
class Away:
    """Somebody will be on leave (`absence` None: they are back, or the leave that comes next is not taken)."""

    person: str
    absence: Absence | None
    by: str
    kind: Literal["away"] = "away"

    @property
    def subject(self) -> Key:
        """Who it is."""
        return Key("person", self.person)


@dataclass(frozen=True, kw_only=True)
class Preferred:
    """Somebody said where they want to be asked and reminded."""

    person: str
    reach: Reach
    kind: Literal["preferred"] = "preferred"

    @property
    def subject(self) -> Key:
        """Who it is."""
        return Key("person", self.person)


@dataclass(frozen=True, kw_only=True)
class Employed:
    """The trades whose people somebody leads, and the shift that they work (None: the site's), as they or a manager said."""

    person: str
    trades: tuple[str, ...]
    shift: Shift | None
    by: str
    kind: Literal["employed"] = "employed"

    @property
    def subject(self) -> Key:
        """Who it is."""
        return Key("person", self.person)
