"""What a workspace is made of. Messages and views are replaced, never altered, so a snapshot stays true."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Json = dict[str, Any]
ChannelKind = Literal["channel", "private", "dm"]


@dataclass(frozen=True, kw_only=True)
class User:
    """A person or a bot. `name` is the handle typed after @; `tz` an IANA zone."""

    id: str
    name: str
    real_name: str
    title: str = ""
    tz: str = "America/Chicago"
    is_bot: bool = False
    deleted: bool = False


@dataclass(frozen=True, kw_only=True)
class SlackFile:
    """An uploaded file; `shared_in` maps channel ids to the ts of the message that shows it.

    `clip` is set for a voice clip that was recorded in Slack; `transcript` is what Slack heard in it, None while it listens.
    """

    id: str
    name: str
    title: str
    mimetype: str
    user: str
    created: datetime
    content: bytes
    shared_in: Mapping[str, str] = field(default_factory=dict)
    clip: bool = False
    transcript: str | None = None

    @property
    def filetype(self) -> str:
        """Slack's short type, from the name's ending."""
        return self.name.rpartition(".")[2].lower() if "." in self.name else "binary"


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message as it stands. `recipient` is set on an ephemeral one, `thread_ts` on a reply."""

    channel: str
    ts: str
    user: str
    text: str
    at: datetime
    blocks: tuple[Json, ...] = ()
    attachments: tuple[Json, ...] = ()
    thread_ts: str | None = None
    broadcast: bool = False
    subtype: str | None = None
    by_app: bool = False
    username: str | None = None
    client_msg_id: str | None = None
    edited: Json | None = None
    metadata: Json | None = None
    files: tuple[str, ...] = ()
    reactions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    recipient: str | None = None


@dataclass(kw_only=True)
class Channel:
    """A channel or direct conversation with its messages in the order of their ts."""

    id: str
    name: str
    kind: ChannelKind
    created: datetime
    creator: str
    topic: str = ""
    archived: bool = False
    members: list[str] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict)
    ephemerals: dict[str, Message] = field(default_factory=dict)
    threads: dict[str, list[str]] = field(default_factory=dict)
    last_read: dict[str, str] = field(default_factory=dict)

    @property
    def type(self) -> str:
        """Slack's `channel_type` in events: channel, group or im."""
        return {"channel": "channel", "private": "group", "dm": "im"}[self.kind]

    def replies(self, root: str) -> list[Message]:
        """Return the replies in the thread of `root`, oldest first."""
        return [self.messages[ts] for ts in self.threads.get(root, ())]


@dataclass(frozen=True, kw_only=True)
class View:
    """A modal or home tab as one person sees it. `content` is what the app sent, block ids filled in."""

    id: str
    user: str
    kind: Literal["modal", "home"]
    content: Json
    hash: str
    root_view_id: str
    previous_view_id: str | None = None

    @property
    def blocks(self) -> list[Json]:
        """The view's blocks."""
        return list(self.content.get("blocks") or [])


@dataclass(frozen=True, kw_only=True)
class Change:
    """Something that became visible. `kind` says which of the fields are set.

    Kinds: message, message_changed, message_deleted, ephemeral, ephemeral_changed, ephemeral_deleted,
    reaction (all with `message`); views (user; `view` is the one opened or updated, None on closing),
    view_errors (user, view, errors), home (user, view), channel (channel), clock, notice (user, text).
    """

    number: int
    at: datetime
    kind: str
    channel: str | None = None
    message: Message | None = None
    user: str | None = None
    view: View | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
