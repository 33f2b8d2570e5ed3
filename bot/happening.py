"""What happened, as the inbox keeps it: plain facts from Slack, from an import or from a fetched answer.

Each knows its `key`, by which a second delivery of the same thing is recognised, whatever its `event_id` was.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from rules.subject import Attached

SITELOOP = "@Siteloop"  # what words that name the app have instead of its id


@dataclass(frozen=True, kw_only=True)
class SharedFile:
    """A file that came with a message.

    Of a clip, `transcript` is what Slack heard in it; it is not `is_whole` where there is more, or where Slack still listens.
    What `is_image` is a picture at Slack, of the workspace's own and of a make that messages can show.
    """

    id: str
    name: str
    mimetype: str = ""
    link: str = ""
    is_voice: bool = False
    transcript: str = ""
    is_whole: bool = True
    is_image: bool = False

    def attached(self) -> Attached:
        """As evidence of what its message says."""
        other: Literal["photo", "file"] = "photo" if self.mimetype.startswith("image/") else "file"
        return Attached(
            id=self.id,
            name=self.name,
            sort="voice" if self.is_voice else other,
            link=self.link,
            transcript=self.transcript,
            is_image=self.is_image,
        )


@dataclass(frozen=True, kw_only=True)
class Relayed:
    """A message that another one shares: whose it is, where and when it was written."""

    author: str
    text: str
    channel: str
    ts: str


@dataclass(frozen=True, kw_only=True)
class Wrote:
    """A person wrote a message, or edited one (`edited` is then the edit's ts).

    `direct`: in the bot's direct message; `off`: they do not want it read, and nothing of it is here.
    `recorded_by` wants it recorded, whatever is read from it.
    """

    channel: str
    ts: str
    user: str
    text: str
    thread_ts: str = ""
    edited: str = ""
    direct: bool = False
    mentions_bot: bool = False
    off: bool = False
    files: tuple[SharedFile, ...] = ()
    relayed: tuple[Relayed, ...] = ()
    recorded_by: str = ""
    kind: Literal["wrote"] = "wrote"

    @property
    def key(self) -> str:
        """(channel, ts, revision): Slack tells of one message as `message` and as `app_mention`."""
        by_hand = f":{self.recorded_by}" if self.recorded_by else ""
        return f"message:{self.channel}:{self.ts}:{self.edited}{by_hand}"


@dataclass(frozen=True, kw_only=True)
class Transcribed:
    """Slack was asked, or told, what is said in a clip of a message: an empty `transcript`, as long as it has no words of it."""

    channel: str
    ts: str
    file: str
    transcript: str
    kind: Literal["transcribed"] = "transcribed"

    @property
    def key(self) -> str:
        """A file is told of as changed for other reasons as well."""
        digest = hashlib.sha256(self.transcript.encode()).hexdigest()[:12]
        return f"transcribed:{self.channel}:{self.ts}:{self.file}:{digest}"


@dataclass(frozen=True, kw_only=True)
class Erased:
    """A message was deleted, or is to be forgotten for good."""

    channel: str
    ts: str
    for_good: bool = False
    kind: Literal["erased"] = "erased"

    @property
    def key(self) -> str:
        """A message is deleted once, and forgotten once."""
        return f"{'forgotten' if self.for_good else 'deleted'}:{self.channel}:{self.ts}"


@dataclass(frozen=True, kw_only=True)
class Pressed:
    """A button that needs no form was pressed. `name` is the button's (`done`, `help` …), `value` what it carries."""

    name: str
    value: str
    user: str
    channel: str
    ts: str
    pressed_ts: str
    response_url: str = ""
    kind: Literal["pressed"] = "pressed"

    @property
    def key(self) -> str:
        """A press has an instant of its own (`action_ts`)."""
        return f"pressed:{self.channel}:{self.ts}:{self.user}:{self.name}:{self.pressed_ts}"


@dataclass(frozen=True, kw_only=True)
class Submitted:
    """A form was submitted. `form` is its callback id, `about` what it was opened for, `fields` its values by field name.

    One behind a question's button is answered in the question's place, at `response_url`, else in its thread.
    """

    form: str
    about: str
    fields: Mapping[str, Any]
    user: str
    view: str
    channel: str = ""
    thread_ts: str = ""
    response_url: str = ""
    kind: Literal["submitted"] = "submitted"

    @property
    def key(self) -> str:
        """A view is submitted once, but for a repeated delivery."""
        digest = hashlib.sha256(
            json.dumps(dict(self.fields), sort_keys=True, default=str).encode()
        ).hexdigest()[:12]
        return f"submitted:{self.view}:{digest}"


@dataclass(frozen=True, kw_only=True)
class Reacted:
    """A reaction was added to a message, or taken away."""

    channel: str
    ts: str
    user: str
    name: str
    added: bool
    reacted_ts: str
    kind: Literal["reacted"] = "reacted"

    @property
    def key(self) -> str:
        """A reaction has an instant of its own (`event_ts`)."""
        return f"reacted:{self.channel}:{self.ts}:{self.user}:{self.name}:{self.added}:{self.reacted_ts}"


@dataclass(frozen=True, kw_only=True)
class Commanded:
    """A slash command that changes something, or wants a picture; what only asks for words is answered where it is heard."""

    name: str
    rest: str
    user: str
    channel: str
    trigger: str
    response_url: str = ""
    kind: Literal["commanded"] = "commanded"

    @property
    def key(self) -> str:
        """A command's trigger id is used once."""
        return f"commanded:{self.trigger}"


@dataclass(frozen=True, kw_only=True)
class Joined:
    """Somebody joined a channel; `is_bot` where it was Siteloop itself."""

    channel: str
    user: str
    is_bot: bool
    joined_ts: str
    kind: Literal["joined"] = "joined"

    @property
    def key(self) -> str:
        """A joining has an instant of its own."""
        return f"joined:{self.channel}:{self.user}:{self.joined_ts}"


@dataclass(frozen=True, kw_only=True)
class Left:
    """Somebody left a channel, or, without one, the whole workspace; of that each `site` at which they are is told."""

    channel: str
    user: str
    left_ts: str
    site: int = 0
    kind: Literal["left"] = "left"

    @property
    def key(self) -> str:
        """A leaving has an instant of its own."""
        return f"left:{self.channel or self.site}:{self.user}:{self.left_ts}"


@dataclass(frozen=True, kw_only=True)
class Member:
    """One person of a channel, as Slack knows them."""

    id: str
    handle: str
    name: str
    title: str = ""
    timezone: str = ""


@dataclass(frozen=True, kw_only=True)
class People:
    """The members of a channel, read from Slack because `asked` (an outbox key) wanted them."""

    channel: str
    members: tuple[Member, ...]
    asked: str
    kind: Literal["people"] = "people"

    @property
    def key(self) -> str:
        """One answer for one question."""
        return f"people:{self.asked}"


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


@dataclass(frozen=True, kw_only=True)
class Uninstalled:
    """The workspace took the app away."""

    at_ts: str
    kind: Literal["uninstalled"] = "uninstalled"

    @property
    def key(self) -> str:
        """Slack tells it once."""
        return f"uninstalled:{self.at_ts}"


Happening = Annotated[
    Wrote
    | Transcribed
    | Erased
    | Pressed
    | Submitted
    | Reacted
    | Commanded
    | Joined
    | Left
    | People
    | FileRead
    | Tried
    | Configure
    | Uninstalled,
    Field(discriminator="kind"),
]
HAPPENING: TypeAdapter[Happening] = TypeAdapter(Happening)
