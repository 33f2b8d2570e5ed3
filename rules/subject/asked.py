"""What is asked for with an action: the promise, of whom, until when, how it is followed up and made sure of."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from rules.key import Key
from rules.resources.resource import Transfer

Answer = Literal["done", "not_done", "accepted", "started", "declined", "help", "eta", "reassign"]
Severity = Literal["low", "medium", "high", "safety"]
Expects = Literal["", "percent", "finish", "people"]
DoneMeans = Literal["", "started"]


@dataclass(frozen=True, kw_only=True)
class Rung:
    """One person of the ladder of those who can answer for an action, and why they can."""

    person: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReminderPlan:
    """When an action is brought up again, in working hours (of `safety`: hours of the clock): before its due time, at it,
    after it; then it escalates.

    `before` and `after` are hours from the due time, `escalate_after` hours after it until the next rung is asked (none: never).
    What stays open after the last of them without a word is brought up `again` after so many hours, then after twice and from
    then on four times as many, `at_most` so many times (none: never); a word begins that anew.
    """

    before: tuple[float, ...] = (1.0,)
    at_due: bool = True
    after: tuple[float, ...] = (1.0,)
    escalate_after: float | None = 2.0
    again: float | None = None
    at_most: int = 3


@dataclass(frozen=True, kw_only=True)
class Verify:
    """What makes sure that a thing is done which is said to be: any one of these.

    The word of one of `by`, who are asked one after the other, each for `hours` (working hours; of `safety`, hours of the
    clock); a `photo` in its thread; the `data` itself: what the action was asked for no longer holds.
    """

    by: tuple[Rung, ...] = ()
    photo: bool = False
    data: bool = False
    hours: float = 4.0


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """An action as it was asked for: the promise, of whom, until when, and on what ground.

    A proposed one waits for the word of one of `proposed_to`, which carries what `also` tells. `hours` is the time that it gives,
    from when it is asked on. `moves` is the crew or machine that is moved with it, once nobody has to approve it any more.
    Cases of one `group` of a rule share an action, which `together` heads. `expects` is the kind of a question's answer (empty:
    none), `awaits` what closes it by itself beside the rule's own condition, `done_means` what “done” says of its tasks. `verify`
    says how it is made sure that it is done (None: whoever says so is believed). Up to `latest` whoever has it may move its time
    (None: as they like); what was split off another action is `part_of` it. `origin` is the message's words, or the step, that
    made an action of it by hand: it goes with them. `trade` is the one that its words call on, where they name nobody;
    `wanted_by` whoever said what a rule asks about, where they want something of somebody. One that is `placed` stands at the
    task that its words name, and asks for something else there as far as anybody knows ("strip the L3 edge protection").
    """

    id: str
    text: str
    why: str
    rule: str | None
    decision: str | None
    subject: Key
    task: str | None
    matter: str | None
    evidence: tuple[str, ...]
    ladder: tuple[Rung, ...]
    due: datetime
    severity: Severity
    plan: ReminderPlan
    asked_by: str | None = None
    answers: tuple[Answer, ...] = ("done", "not_done", "help", "reassign")
    hours: float = 0.0
    proposed_to: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    group: str = ""
    together: str = ""
    expects: Expects = ""
    awaits: Literal["", "start"] = ""
    done_means: DoneMeans = ""
    moves: Transfer | None = None
    held: Literal["", "budget"] = ""
    verify: Verify | None = None
    latest: datetime | None = None
    part_of: str = ""
    origin: str = ""
    trade: str = ""
    wanted_by: str = ""
    placed: bool = False

    @property
    def asker(self) -> str:
        """Who waits for it; nobody where a rule asks by itself."""
        return self.asked_by or self.wanted_by
