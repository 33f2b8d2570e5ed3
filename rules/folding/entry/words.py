"""Entries of what people write: a message, what is put right of it, what is taken back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from rules.signal import Signal
from rules.subject import Attached


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
