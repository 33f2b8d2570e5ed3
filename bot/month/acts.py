"""What people do, as data: they say, press, write, mark, type; each at its instant."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from bot.month.planted import Plant
from bot.month.script import Spoken
from bot.month.troubles import Trouble
from bot.sandbox.shown import Shown


@dataclass(frozen=True, kw_only=True)
class Saying:
    """Somebody says something in the channel of their own accord."""

    at: datetime
    spoken: Spoken
    plant: Plant | None = None


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Somebody looks at what Siteloop showed them and makes up their mind."""

    at: datetime
    by: str
    shown: Shown
    turn: int


@dataclass(frozen=True, kw_only=True)
class Answering:
    """Somebody answers an action: presses `button` (and fills in its form), leaves a `mark`, or writes `words` in its thread."""

    at: datetime
    by: str
    action: str
    button: str = ""
    form: Mapping[str, str] = field(default_factory=dict)
    mark: str = ""
    words: str = ""
    answer: str = ""  # what is meant by the words


@dataclass(frozen=True, kw_only=True)
class Choosing:
    """Somebody answers a question about what they said."""

    at: datetime
    by: str
    shown: Shown
    button: str


@dataclass(frozen=True, kw_only=True)
class Typing:
    """Somebody types a command; `trouble` is what it asks for, where that takes long."""

    at: datetime
    by: str
    command: str
    trouble: Trouble | None = None


@dataclass(frozen=True, kw_only=True)
class Planning:
    """Somebody fills in the form behind the message of a week: what they promise, or how it went."""

    at: datetime
    by: str
    shown: Shown
    button: str


Act: TypeAlias = Saying | Reading | Answering | Choosing | Typing | Planning
