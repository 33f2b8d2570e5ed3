"""Someone at the site: how they met what was asked of them, when they are away, what waits for them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from rules.key import Key
from rules.subject.memory import Fired, Watch
from rules.weekly.promised import PersonWeek
from rules.worktime.shift import Shift

Reach = Literal["direct", "thread"]


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Something that a rule told and that was not pushed."""

    text: str
    rule: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How somebody met an action that was theirs: when it was asked of them, when they first answered, how often they moved its
    time, and, once it is closed, whether it was in time (None: it was dropped, or it went to somebody else)."""

    action: str
    rule: str | None
    task: str | None
    asked: datetime
    answered: datetime | None = None
    moved: int = 0
    closed: datetime | None = None
    kept: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Absence:
    """A leave, from an instant until another, and who stands in (empty: nobody)."""

    since: datetime
    until: datetime
    deputy: str = ""


@dataclass(frozen=True, kw_only=True)
class Gone:
    """Somebody left the site; `roles` and `words` (of the schedule, for who answers) are what they held until then."""

    since: datetime
    roles: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PersonState:
    """Someone at the site, known by their Slack user id.

    `pushes` counts what was pushed to them on the day `pushed`, `kept` is what waits for their digest (see `rules.life.budget`);
    `record` is how they met what was asked of them in the last 60 days, `weeks` how they planned the last half year, `leaves`
    those that were not over when the last was told, apart and in order of time, `gone` that they are no longer at the site;
    `reach` is where they want to be asked and reminded: in a direct message, or in the card's thread. `trades` are those whose
    people they lead here, `shift` the hours that they work where these are not the site's.
    """

    id: str
    handle: str
    name: str
    title: str = ""
    timezone: str = ""
    open_actions: tuple[str, ...] = ()
    record: tuple[Outcome, ...] = ()
    pushed: date | None = None
    pushes: int = 0
    kept: tuple[Kept, ...] = ()
    memory: tuple[Fired, ...] = ()
    watches: tuple[Watch, ...] = ()
    leaves: tuple[Absence, ...] = ()
    reach: Reach = "direct"
    trades: tuple[str, ...] = ()
    shift: Shift | None = None
    gone: Gone | None = None
    weeks: tuple[PersonWeek, ...] = ()

    @property
    def key(self) -> Key:
        """Where this document is kept."""
        return Key("person", self.id)

    def leave_at(self, now: datetime) -> Absence | None:
        """The leave that they are on."""
        return next((one for one in self.leaves if one.since <= now < one.until), None)
