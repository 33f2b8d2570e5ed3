"""What a month leaves behind beside Siteloop's own journal: what people said and meant, and what made their telephones buzz."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from bot.month.acts import Answering
from bot.month.planted import Plant
from bot.month.words import Meaning
from bot.sandbox.shown import Shown
from bot.sandbox.workspace import Workspace

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)")


@dataclass(frozen=True, kw_only=True)
class Said:
    """Something said in the channel, by the id of its message, with what it means (None: nothing)."""

    message: str
    by: str
    at: datetime
    text: str
    meaning: Meaning | None
    plant: Plant | None = None


@dataclass(frozen=True, kw_only=True)
class Push:
    """One buzz of somebody's telephone: a new direct message, or a mention in the channel; or a whisper, which does not buzz."""

    at: datetime
    to: str
    how: Literal["direct", "mention", "whisper"]
    text: str


@dataclass
class Record:
    """All of a month.

    `people` maps handles to Slack's ids, `answered` holds written answers by the ids of their messages, `in_vain` counts
    what people tried on cards that had gone.
    """

    days: tuple[date, ...]
    people: Mapping[str, str]
    plants: tuple[Plant, ...]
    said: list[Said] = field(default_factory=list)
    answered: list[tuple[str, Answering]] = field(default_factory=list)
    pushes: list[Push] = field(default_factory=list)
    in_vain: int = 0

    def see(self, shown: Shown, workspace: Workspace) -> None:
        """Take note of something that Siteloop showed."""
        if shown.user not in (None, workspace.app.handle):
            return
        if shown.kind == "ephemeral":
            self._add(shown, shown.to[1:], "whisper")
        elif shown.kind == "message" and shown.to.startswith("@"):
            self._add(shown, shown.to[1:], "direct")
        elif shown.kind == "message":
            for person in dict.fromkeys(_MENTION.findall(json.dumps(shown.blocks))):
                self._add(shown, workspace.users[person].name, "mention")

    def _add(self, shown: Shown, to: str, how: Literal["direct", "mention", "whisper"]) -> None:
        self.pushes.append(Push(at=shown.at, to=to, how=how, text=shown.text))
