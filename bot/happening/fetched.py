"""What was fetched or handed in: a file, settings, a trial on the site's past."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, kw_only=True)
class FileRead:
    """A file's content (base64), read from Slack or handed in by an import.

    `planned_until` (`YYYY-MM-DD`, or empty) is the day up to which everything is taken to have gone as planned.
    """

    name: str
    content: str
    user: str
    channel: str
    asked: str
    planned_until: str = ""
    kind: Literal["file_read"] = "file_read"

    @property
    def key(self) -> str:
        """One answer for one question."""
        return f"file:{self.asked}"


@dataclass(frozen=True, kw_only=True)
class Tried:
    """A trial of a rule's change, or of a rulebook file, on the site's past: it begins (`messages`), or is done.

    `told` says in words what is tried, `wish` is the change as buttons carry it (empty: a file), `problem` why it could not be;
    `picture` is what the result is drawn of.
    """

    asked: str
    user: str
    stage: Literal["begun", "done"]
    told: str
    messages: int = 0
    summary: str = ""
    table: str = ""
    wish: str = ""
    problem: str = ""
    picture: Mapping[str, Any] | None = None
    kind: Literal["tried"] = "tried"

    @property
    def key(self) -> str:
        """It begins once and is done once."""
        return f"tried:{self.asked}:{self.stage}"


@dataclass(frozen=True, kw_only=True)
class Configure:
    """Settings given from outside Slack (the demo, the command line); fields as in the set-up form."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    user: str = ""
    asked: str = ""
    kind: Literal["configure"] = "configure"

    @property
    def key(self) -> str:
        """One answer for one question."""
        return f"configure:{self.asked}"
