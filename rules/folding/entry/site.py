"""Entries of the site itself: how it is set up, what its words mean, which channels are read, what it was told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rules.subject import Pause, SiteState, Word


@dataclass(frozen=True, kw_only=True)
class Configured:
    """A manager set the site up; `settings` replaces the settings and leaves what was said alone."""

    settings: SiteState
    by: str | None = None
    kind: Literal["configured"] = "configured"


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
class Digested:
    """A digest was sent: `to` is a person's id or the channel's, `counts` what it said."""

    to: str
    day: date
    counts: Mapping[str, int]
    kind: Literal["digested"] = "digested"
