"""Where an action stands, as its steps have led it there."""

from dataclasses import dataclass
from datetime import datetime

from rules.life.table import CLOSED, Status
from rules.subject import Ended, Member, Step


@dataclass(frozen=True, kw_only=True)
class Life:
    """Where an action stands.

    `text` is what is asked now, `heading` what is asked of several cases, `members` are the cases that it stands for,
    `told` those that it stood for until they were answered.

    `put_to` are those to whom a proposal was put so far, the last of them when it has `begun`, reminded when it was `checked`;
    `approved` or `refused` is the word that it got, `dropped` a manager's that it need not be done.

    `level` counts its escalations, `helpers` are those it was escalated to, `passed_over` those in whose place, since they were
    away, `former` those who handed it on, `giver` the one from whom the present owner has it, until they take it on.

    `promises` counts how often its time was moved, up to `latest` they may without asking. `wish` is the answer that asks for
    more: its `to` is who is asked now, since `wish_at`, and was reminded at `wish_checked`; `wish_silent` said nothing. `snoozed`
    is until when they want to hear nothing of it. `begun` is when the present owner's present promise began, `reminded` the
    reminders since then, `word` when somebody last answered.

    What is said to be done and has to be made sure of: `reported` is that answer, `verifier` who is asked, `asked_at` since when,
    `checked` when they were reminded; `passed` those who were asked before and kept silent, `shown` a photo of it, `confirmed`
    what made sure of it. `forgotten` counts the acceptances that no word followed.
    `unplanned` are those of its tasks that have left the schedule, `doubted` is the question whether it is needed all the same,
    as long as nobody has answered it. `ended` says how it came to its end by itself (see `Step`).
    """

    status: Status
    owner: str
    due: datetime
    begun: datetime
    text: str = ""
    heading: str = ""
    members: tuple[Member, ...] = ()
    told: tuple[Member, ...] = ()
    put_to: tuple[str, ...] = ()
    approved: Step | None = None
    refused: Step | None = None
    dropped: Step | None = None
    level: int = 0
    promises: int = 0
    wish: Step | None = None
    wish_at: datetime | None = None
    wish_checked: datetime | None = None
    wish_silent: tuple[str, ...] = ()
    latest: datetime | None = None
    snoozed: datetime | None = None
    helpers: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()
    giver: str = ""
    reminded: tuple[Step, ...] = ()
    answers: tuple[Step, ...] = ()
    word: datetime | None = None
    escalated: datetime | None = None
    reported: Step | None = None
    verifier: str = ""
    asked_at: datetime | None = None
    checked: datetime | None = None
    passed: tuple[str, ...] = ()
    shown: Step | None = None
    confirmed: Step | None = None
    forgotten: int = 0
    unplanned: tuple[str, ...] = ()
    doubted: Step | None = None
    closed: datetime | None = None
    closed_why: str = ""
    ended: Ended = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.status not in CLOSED

    def is_overdue(self, now: datetime) -> bool:
        """Whether its time is over; of what is only proposed nobody was asked yet, and what is reported was done."""
        return self.due < now and self.is_open and self.status not in ("proposed", "reported")

    @property
    def last_answer(self) -> Step | None:
        """The newest answer, None while there is none."""
        return self.answers[-1] if self.answers else None

    @property
    def finished(self) -> datetime | None:
        """When it was done: when that was said, not when it was made sure of."""
        return self.reported.at if self.reported and self.closed else self.closed
