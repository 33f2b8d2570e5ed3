"""The journal's entries: everything that happened at a site, in order; its state is their fold.

Each is known by its `kind`; `VERSION` is stored beside each and changes when the meaning of a field does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from rules.deciding.decision import Decision
from rules.key import Key
from rules.plan.goal import Goal
from rules.plan.schedule import Schedule
from rules.resources.resource import Booking, Listing, Resource
from rules.signal import Signal
from rules.subject import (
    Absence,
    Assignment,
    Attached,
    Mode,
    Pause,
    PersonState,
    Reach,
    RiskLevel,
    Severity,
    SiteState,
    Step,
    Tuning,
    Word,
)
from rules.weekly.entries import Offered, Promised, Reviewed, WeekJudged, WeekTurned
from rules.worktime.shift import Shift

VERSION = 1


@dataclass(frozen=True, kw_only=True)
class Configured:
    """A manager set the site up; `settings` replaces the settings and leaves what was said alone."""

    settings: SiteState
    by: str | None = None
    kind: Literal["configured"] = "configured"


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
class FollowUp:
    """Whoever told a person in a message to do something was asked whether it shall be followed up; `wanted` is the answer."""

    message: str
    person: str
    wanted: bool | None = None
    kind: Literal["follow_up"] = "follow_up"


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


@dataclass(frozen=True, kw_only=True)
class Scheduled:
    """A schedule was imported; it replaces the plan and keeps what was said of tasks that are still in it."""

    schedule: Schedule
    by: str | None = None
    kind: Literal["scheduled"] = "scheduled"


@dataclass(frozen=True, kw_only=True)
class Aimed:
    """A goal was set or changed, or retired; the risks that were found for it stay."""

    goal: Goal
    retired: bool = False
    by: str | None = None
    kind: Literal["aimed"] = "aimed"

    @property
    def subject(self) -> Key:
        """Which goal it is."""
        return Key("goal", self.goal.id)


@dataclass(frozen=True, kw_only=True)
class Learned:
    """A word of the site's own was learned from an answer, or added by a manager; `forgotten`: it holds no longer."""

    word: Word
    forgotten: bool = False
    by: str | None = None
    kind: Literal["learned"] = "learned"


@dataclass(frozen=True, kw_only=True)
class Paused:
    """A manager paused a channel, or ended its pause (None); nobody (no `by`): its time is over."""

    channel: str
    pause: Pause | None
    by: str | None = None
    kind: Literal["paused"] = "paused"


@dataclass(frozen=True, kw_only=True)
class Registered:
    """A crew or machine came into the register, was changed, or left the site (`retired`); one that was replaced because it was
    down `works` again."""

    resource: Resource
    origin: str = ""
    retired: bool = False
    works: bool = False
    by: str | None = None
    kind: Literal["registered"] = "registered"

    @property
    def subject(self) -> Key:
        """Which it is."""
        return Key("resource", self.resource.id)


@dataclass(frozen=True, kw_only=True)
class Booked:
    """A resource was booked, a booking of it changed (the same id), or taken back (`freed`)."""

    resource: str
    booking: Booking
    freed: bool = False
    by: str | None = None
    kind: Literal["booked"] = "booked"

    @property
    def subject(self) -> Key:
        """Of which resource."""
        return Key("resource", self.resource)


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A list of resources was imported; it replaces what an earlier one of this `origin` brought, and keeps all else."""

    origin: Literal["list", "schedule"]
    listings: tuple[Listing, ...]
    by: str | None = None
    kind: Literal["listed"] = "listed"


@dataclass(frozen=True, kw_only=True)
class Said:
    """Someone wrote a message, or edited it (`revision` above 1); `said` is its own instant. `action`: in whose thread.

    `files` came with it; `relayed_by` passed on what `by` had said elsewhere. `heard_as` is what somebody had passed on of it
    before it was heard itself: its signals stand there.
    """

    message: str
    revision: int
    channel: str
    by: str
    said: datetime
    text: str
    signals: tuple[Signal, ...]
    action: str | None = None
    files: tuple[Attached, ...] = ()
    relayed_by: str = ""
    heard_as: str = ""
    kind: Literal["said"] = "said"


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """The writer or a manager put right what was understood of a message: these are its signals."""

    message: str
    by: str
    signals: tuple[Signal, ...]
    kind: Literal["corrected"] = "corrected"


@dataclass(frozen=True, kw_only=True)
class Deleted:
    """A message was deleted by its writer, or withdrawn (`by`) while it still stands in Slack; nothing that it said holds any
    more. `for_good`: whatever quotes it is blanked, so that its words can be erased."""

    message: str
    by: str = ""
    for_good: bool = False
    kind: Literal["deleted"] = "deleted"


@dataclass(frozen=True, kw_only=True)
class Stepped:
    """An action took a step: answered, reminded, escalated, closed; a proposal was approved or refused; a case joined or left."""

    action: str
    step: Step
    kind: Literal["stepped"] = "stepped"


@dataclass(frozen=True, kw_only=True)
class Unstepped:
    """An answer was taken back (its reaction removed)."""

    action: str
    step: str
    by: str
    kind: Literal["unstepped"] = "unstepped"


@dataclass(frozen=True, kw_only=True)
class Woke:
    """A subject had to be looked at again, at the instant that was stored for it."""

    subject: Key
    kind: Literal["woke"] = "woke"


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A rule concluded something."""

    decision: Decision
    kind: Literal["decided"] = "decided"


@dataclass(frozen=True, kw_only=True)
class Assigned:
    """An action was asked of somebody, by a rule or by a person."""

    asked: Assignment
    kind: Literal["assigned"] = "assigned"


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
class Digested:
    """A digest was sent: `to` is a person's id or the channel's, `counts` what it said."""

    to: str
    day: date
    counts: Mapping[str, int]
    kind: Literal["digested"] = "digested"


@dataclass(frozen=True, kw_only=True)
class Ruled:
    """A rulebook came into force, known by its hash."""

    rulebook: str
    by: str | None = None
    kind: Literal["ruled"] = "ruled"


Entry = Annotated[
    Configured
    | Roster
    | Away
    | Preferred
    | FollowUp
    | Employed
    | Departed
    | Scheduled
    | Aimed
    | Learned
    | Paused
    | Registered
    | Booked
    | Listed
    | Said
    | Corrected
    | Deleted
    | Stepped
    | Unstepped
    | Woke
    | Decided
    | Assigned
    | Watched
    | Notified
    | Stated
    | Risked
    | Tuned
    | Unsilenced
    | Suggested
    | Digested
    | Ruled
    | Offered
    | Promised
    | Reviewed
    | WeekJudged
    | WeekTurned,
    Field(discriminator="kind"),
]
ENTRY: TypeAdapter[Entry] = TypeAdapter(Entry)


def refs(entry: Entry) -> tuple[str, ...]:
    """The names under which an entry is found again: `action:ACT-12`, `decision:…`, `message:…`, `step:…`, `rule:…`,
    `task:A-310`, `goal:finish-on-time`, `word:podium`, `channel:C0…`, `resource:pump-2`, `week:2026-03-16`."""
    match entry:
        case Said() | Corrected() | Deleted() | FollowUp():
            return (f"message:{entry.message}", *_beside_message(entry))
        case Stepped():
            return (f"action:{entry.action}", f"step:{entry.step.id}")
        case Unstepped():
            return (f"action:{entry.action}", f"step:{entry.step}")
        case Woke() | Aimed() | Registered() | Booked() | Away() | Departed() | Preferred() | Employed():
            return (str(entry.subject),)
        case Decided():
            found = entry.decision
            acted = (f"action:{found.action}",) if found.action else ()
            sources = dict.fromkeys(map(_source, found.evidence))
            return (f"decision:{found.id}", f"rule:{found.rule}", str(found.subject), *acted, *sources)
        case Assigned():
            decision = (f"decision:{entry.asked.decision}",) if entry.asked.decision else ()
            return (f"action:{entry.asked.id}", str(entry.asked.subject), *decision)
        case Digested():
            return (f"digest:{entry.to}",)
        case _:
            return _other_refs(entry)


def _beside_message(entry: Said | Corrected | Deleted | FollowUp) -> tuple[str, ...]:
    if isinstance(entry, FollowUp):
        return (f"person:{entry.person}",)
    return (f"message:{entry.heard_as}",) if isinstance(entry, Said) and entry.heard_as else ()


def _other_refs(entry: Entry) -> tuple[str, ...]:
    match entry:
        case Watched():
            return (str(entry.subject), f"rule:{entry.rule}")
        case Notified() | Stated():
            return (f"decision:{entry.decision}",)
        case Risked():
            return (f"decision:{entry.decision}", f"goal:{entry.goal}")
        case Tuned():
            return (f"rule:{entry.tuning.rule}",)
        case Learned():
            return (f"word:{entry.word.said}",)
        case Paused():
            return (f"channel:{entry.channel}",)
        case Unsilenced() | Suggested():
            return (f"rule:{entry.rule}",)
        case _:
            return _refs_of_weeks(entry)


def _refs_of_weeks(entry: Entry) -> tuple[str, ...]:
    match entry:
        case WeekTurned():
            return (f"week:{entry.week}",)
        case Offered() | Promised() | Reviewed() | WeekJudged():
            return (f"week:{entry.week}", f"person:{entry.person}")
        case _:
            return ()


def _source(live: str) -> str:
    """Where a live signal came from: the message that said it, or the press or form that gave a reason."""
    message, _, _ = live.rpartition("#")
    return f"message:{message}" if message else f"step:{live.removesuffix('/reason')}"
