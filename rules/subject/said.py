"""What was said and holds, and what ended it otherwise than by words."""

from dataclasses import dataclass
from datetime import datetime

from rules.signal import Signal


@dataclass(frozen=True, kw_only=True)
class Live:
    """A signal that holds, and where it came from.

    `message` is the message that said it, or the press or form that did; `id` is `<message>#<n>`, the same in every revision
    that says it; `at` is its instant, `place` where it stands in the message (-1: it is the reason of an answer). `reason_of`
    is the action whose owner gave it as the reason for not having done it, `to` whom a request or blocker is addressed to.
    """

    id: str
    message: str
    by: str
    at: datetime
    signal: Signal
    place: int = 0
    reason_of: str = ""
    to: str = ""


@dataclass(frozen=True, kw_only=True)
class Settled:
    """A matter that ended otherwise than by words about it: an action on it was reported done.

    `origin` is the message or the press that said so, `confirmed` the one that made sure of it, where it had to be made sure of;
    taking either back takes this back.
    """

    matter: str
    at: datetime
    by: str
    action: str
    origin: str
    confirmed: str = ""
