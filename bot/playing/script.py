"""Played stories: what one line of a `--play` file asks for."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, TypeAdapter, ValidationError

from rules.errors import SiteloopError


class ScriptError(SiteloopError):
    """A line of the story cannot be read; its text names the line and what to write."""


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class At(_Line):
    """Move the clock to a local time."""

    at: datetime


class Advance(_Line):
    """Move the clock by an ISO 8601 duration."""

    advance: str


class Say(_Line):
    """Write a message in a channel or, with `in` as `@siteloop`, to the bot; `thread`: `last-card` or a message's ts."""

    say: str
    by: str
    place: str = Field("", alias="in")
    thread: str | None = None


class Edit(_Line):
    """Edit one's last message."""

    edit: Literal["last"]
    by: str
    to: str


class Delete(_Line):
    """Delete one's last message."""

    delete: Literal["last"]
    by: str


class Press(_Line):
    """Press a button on the newest card that one sees (`last`), an action's (`ACT-3`), on the home tab (`home`, `home ACT-3`).

    Of a list that has it on every line it is the first one's.
    """

    press: str
    by: str
    card: str = "last"


class Submit(_Line):
    """Submit the form that is open."""

    submit: dict[str, Any]
    by: str


class React(_Line):
    """Add a reaction to a card."""

    react: str
    by: str
    card: str = "last"


class Unreact(_Line):
    """Take a reaction away."""

    unreact: str
    by: str
    card: str = "last"


class Upload(_Line):
    """Share a file, with words; with `transcript` it is a voice clip in which Slack heard that (empty: it still listens)."""

    upload: str
    by: str
    place: str = Field("", alias="in")
    thread: str | None = None
    say: str = ""
    transcript: str | None = None


class Transcribe(_Line):
    """Slack has listened to one's last clip by now."""

    transcribe: Literal["last"]
    by: str
    to: str


class Share(_Line):
    """Pass on somebody's last message (one's own, if nobody else's)."""

    share: Literal["last"]
    by: str
    of: str = ""
    place: str = Field("", alias="in")
    say: str = ""


class Shortcut(_Line):
    """Use a message shortcut on one's last message (`last`) or a global one (no `on`)."""

    shortcut: str
    by: str
    on: str | None = None


class Command(_Line):
    """Type a slash command."""

    command: str
    by: str
    place: str = Field("", alias="in")


class OpenHome(_Line):
    """Open the app's home tab."""

    open_home: bool
    by: str


class Join(_Line):
    """Join a channel, anew too."""

    join: str
    by: str


class Leave(_Line):
    """Leave a channel."""

    leave: str
    by: str


class Deactivate(_Line):
    """An admin ends somebody's account."""

    deactivate: str


_KINDS: Mapping[str, type[_Line]] = {
    "at": At,
    "advance": Advance,
    "upload": Upload,
    "transcribe": Transcribe,
    "share": Share,
    "say": Say,
    "edit": Edit,
    "delete": Delete,
    "press": Press,
    "submit": Submit,
    "react": React,
    "unreact": Unreact,
    "shortcut": Shortcut,
    "command": Command,
    "open_home": OpenHome,
    "join": Join,
    "leave": Leave,
    "deactivate": Deactivate,
}


def _kind(line: object) -> str | None:
    return next((kind for kind in _KINDS if isinstance(line, dict) and kind in line), None)


ScriptLine = Annotated[
    Annotated[At, Tag("at")]
    | Annotated[Advance, Tag("advance")]
    | Annotated[Upload, Tag("upload")]
    | Annotated[Transcribe, Tag("transcribe")]
    | Annotated[Share, Tag("share")]
    | Annotated[Say, Tag("say")]
    | Annotated[Edit, Tag("edit")]
    | Annotated[Delete, Tag("delete")]
    | Annotated[Press, Tag("press")]
    | Annotated[Submit, Tag("submit")]
    | Annotated[React, Tag("react")]
    | Annotated[Unreact, Tag("unreact")]
    | Annotated[Shortcut, Tag("shortcut")]
    | Annotated[Command, Tag("command")]
    | Annotated[OpenHome, Tag("open_home")]
    | Annotated[Join, Tag("join")]
    | Annotated[Leave, Tag("leave")]
    | Annotated[Deactivate, Tag("deactivate")],
    Discriminator(_kind),
]
_LINE: TypeAdapter[ScriptLine] = TypeAdapter(ScriptLine)


@dataclass(frozen=True, kw_only=True)
class Numbered:
    """A line of the story, and where it stands."""

    number: int
    line: ScriptLine


def read_script(lines: Iterable[str]) -> Iterator[Numbered]:
    """Read a story line by line; empty lines and those that begin with `#` are passed over.

    Raises:
        ScriptError: a line is no JSON, or asks for nothing that is known.
    """
    for number, text in enumerate(lines, 1):
        if text.strip() and not text.lstrip().startswith("#"):
            yield Numbered(number=number, line=_read(number, text))


def _read(number: int, text: str) -> ScriptLine:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise ScriptError(f"line {number}: this is no JSON ({error}); write one object a line.") from error
    if _kind(found) is None:
        raise ScriptError(f"line {number}: nothing to do; write one of {', '.join(_KINDS)}.")
    try:
        return _LINE.validate_python(found)
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(str(p) for p in e['loc'][1:]) or 'it'}: {e['msg'].lower()}" for e in error.errors()
        )
        raise ScriptError(f"line {number}: {wrong}.") from error
