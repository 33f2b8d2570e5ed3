"""What people do in Slack without writing: press, submit, react, command."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal


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
