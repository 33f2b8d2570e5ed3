"""What rules remember of a subject, and what they have seen of it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Fired:
    """What a rule remembers of a subject: when it last acted on this matter, and with which action.

    `renewed` is when it last stated or raised anew what had ended with its condition, or did beside asking what a manager let it
    do. `observed`: it only took note, so that it has still to act once it may. `told`: it gave its notices, and has still to ask
    once one of those whom it would ask is back from leave.
    """

    rule: str
    matter: str
    at: datetime
    action: str | None = None
    renewed: datetime | None = None
    observed: bool = False
    told: bool = False


@dataclass(frozen=True, kw_only=True)
class Watch:
    """What a rule with a memory has seen of a matter: since when its condition holds, and when it ceased to (None: it holds).

    It is let go once it has not held for the rule's `clear_after`.
    """

    rule: str
    matter: str
    since: datetime
    ceased: datetime | None = None
