"""A message, and the files that came with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from rules.key import Key
from rules.subject.said import Live


@dataclass(frozen=True, kw_only=True)
class Attached:
    """A photo, a voice clip or another file that came with a message, which shows what the message says.

    `link` is where it is seen, `transcript` what is said in a clip, as far as that is known. One that `is_image` can be shown
    in other messages; a photo of another make, or one that is kept elsewhere, cannot.
    """

    id: str
    name: str
    sort: Literal["photo", "voice", "file"] = "file"
    link: str = ""
    transcript: str = ""
    is_image: bool = False


@dataclass(frozen=True, kw_only=True)
class MessageState:
    """A message as it stands: its newest revision, the signals that it holds now, and the subjects that they speak of.

    `numbered` is how many numbers its signals were given so far; a signal that stays keeps its own. `corrected_by` is who
    confirmed or put right last what was understood of its newest revision. `files` came with it; `relayed_by` passed on what
    `by` had said; the signals of one that was passed on before it was heard stand in the message that it was `heard_as`.
    `unsaid` quotes what it said once and says no more, by the ids of those signals, and all of its words as they
    read in its earlier revisions. Of one that is `erased` nothing in the state has the words any more.
    """

    id: str
    channel: str
    by: str
    at: datetime
    revision: int
    text: str
    action: str | None = None
    live: tuple[Live, ...] = ()
    subjects: tuple[Key, ...] = ()
    numbered: int = 0
    withdrawn: bool = False
    corrected_by: str = ""
    files: tuple[Attached, ...] = ()
    relayed_by: str = ""
    heard_as: str = ""
    unsaid: Mapping[str, str] = field(default_factory=dict)
    erased: bool = False

    @property
    def photo(self) -> bool:
        """Whether a picture came with it."""
        return any(one.sort == "photo" for one in self.files)

    @property
    def key(self) -> Key:
        """Where this document is kept."""
        return Key("message", self.id)
