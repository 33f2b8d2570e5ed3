"""What a site has to live through next."""

from dataclasses import dataclass
from datetime import datetime

from rules.key import Key


@dataclass(frozen=True, kw_only=True)
class Due:
    """A happening from the inbox (`inbox` is its number), or a subject's wake (`subject` is whose).

    `now` is the instant at which it is lived through: a wake's own time, a happening's arrival, but never before what
    the site has lived through already. `wake_at` is the wake as it was stored. `attempts` counts the times it failed.
    """

    inbox: int | None
    key: str
    kind: str
    payload: str
    subject: Key | None
    now: datetime
    attempts: int
    wake_at: datetime | None = None
