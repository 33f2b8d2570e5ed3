"""What happens to an action, step by step."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from rules.key import Key
from rules.signal import Signal
from rules.subject.asked import Answer


@dataclass(frozen=True, kw_only=True)
class Member:
    """One of the cases that an action stands for."""

    subject: Key
    matter: str | None
    task: str | None
    text: str
    evidence: tuple[str, ...]


StepKind = Literal[
    "answered", "reminded", "escalated", "closed", "approved", "refused", "joined", "left",
    "shown", "confirmed", "returned", "passed", "lapsed", "forgotten", "dropped",
    "allowed", "denied", "referred", "split", "snoozed", "unheard", "unplanned", "replanned",
]  # fmt: skip
Change = Literal["text", "to", "due"]
ReminderKind = Literal[
    "before", "due", "after", "again", "settled", "needed", "check", "verify", "word", "snoozed", "wish"
]
Ended = Literal["", "over", "unsaid", "set aside"]


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something that happened to an action. `id` lets it be withdrawn; `signals` are what an answer says.

    `to` is whom it went to (a reminder's or an escalation's person, the new owner of a reassignment, who is asked next to
    confirm or to allow another time), `due` the new promise, `wish` the time that is asked for where it is more than they may
    take by themselves, and `line` those who may allow it if `to` says nothing; then the question is `referred` to the next of
    them. A step that is `snoozed` brings up to when (`due`).

    What is done is `confirmed` or `returned`, a photo of it `shown`; the question whether it is done has `passed` to the next,
    or `lapsed` since nobody said; a proposal that has `passed` to the next waits for their word until `due`; an acceptance is
    `forgotten` that no word followed; where nobody of the whole line takes it on, or says whether it may take longer (`reminder`
    wish), it is `unheard`, and whoever waits for it is told (`to`). `member` is the case that joined the action or left it.

    A case's task has left the schedule (`unplanned`), with `reminder` needed where somebody is asked whether it shall be done all
    the same, or is back in it (`replanned`).

    An approval brings the time until when it is asked (`due`), and may bring another text or person (`text`, `to`); `changed`
    names those of the three that the manager chose. What is `held` is not pushed to the person, who has had enough for the day or
    is away; `stead` is in whose place it went to somebody. Of what ends by itself `ended` says how: it is `over` by what was
    said since; the words that it stood on were taken back or put right (`unsaid`); or it was `set aside`: the rulebook, a
    manager's number, the plan or the clock took its ground.
    """

    id: str
    kind: StepKind
    at: datetime
    by: str | None = None
    answer: Answer | None = None
    signals: tuple[Signal, ...] = ()
    cause: str | None = None
    note: str = ""
    due: datetime | None = None
    wish: datetime | None = None
    to: str | None = None
    line: tuple[str, ...] = ()
    reminder: ReminderKind | None = None
    via: str = ""
    member: Member | None = None
    text: str = ""
    changed: tuple[Change, ...] = ()
    held: Literal["", "budget", "away"] = ""
    stead: str = ""
    ended: Ended = ""
