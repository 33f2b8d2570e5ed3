"""What happened, as the inbox keeps it: plain facts from Slack, from an import or from a fetched answer.

Each knows its `key`, by which a second delivery of the same thing is recognised, whatever its `event_id` was.
"""

from typing import Annotated

from pydantic import Field, TypeAdapter

from bot.happening.channels import Joined, Left, Member, People, Uninstalled
from bot.happening.fetched import Configure, FileRead, Tried
from bot.happening.gestures import Commanded, Pressed, Reacted, Submitted
from bot.happening.messages import SITELOOP, Erased, Relayed, SharedFile, Transcribed, Wrote

__all__ = [
    "HAPPENING",
    "SITELOOP",
    "Commanded",
    "Configure",
    "Erased",
    "FileRead",
    "Happening",
    "Joined",
    "Left",
    "Member",
    "People",
    "Pressed",
    "Reacted",
    "Relayed",
    "SharedFile",
    "Submitted",
    "Transcribed",
    "Tried",
    "Uninstalled",
    "Wrote",
]

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
