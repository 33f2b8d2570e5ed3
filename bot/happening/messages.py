"""A message was written, edited or deleted, or Slack heard what is said in one."""

import hashlib
from dataclasses import dataclass
from typing import Literal

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
