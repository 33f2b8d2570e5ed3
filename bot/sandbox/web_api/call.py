"""One call of a Web API method: its arguments, what it may do, and how it refuses."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..delivery import SocketTransport
from ..errors import NotFound
from ..interactions import Interactions
from ..limits import Limiter
from ..records import Channel, Json, Message
from ..workspace import Workspace


class ApiError(Exception):
    """A refusal with Slack's error code, and what else the answer holds."""

    def __init__(
        self, code: str, messages: Iterable[str] = (), *, retry_after: int = 0, **more: object
    ) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after = retry_after
        self.answer: Json = {"ok": False, "error": code, **more}
        words = list(messages)
        if words:
            self.answer["errors"] = words
            self.answer["response_metadata"] = {"messages": [f"[ERROR] {line}" for line in words]}


@dataclass(frozen=True, kw_only=True)
class Call:
    """A call as a method sees it. `args` are raw: JSON values, or strings from a form."""

    workspace: Workspace
    interactions: Interactions
    limiter: Limiter
    sockets: SocketTransport
    method: str
    args: Mapping[str, Any]
    given_scopes: frozenset[str]

    def text(self, name: str, default: str | None = None) -> str | None:
        """Return a text argument."""
        value = self.args.get(name)
        return default if value is None else str(value)

    def required(self, name: str) -> str:
        """Return a text argument that must be there, else `invalid_arguments`."""
        value = self.args.get(name)
        if value is None or value == "":
            raise ApiError("invalid_arguments", [f"missing required field: {name}"])
        return str(value)

    def flag(self, name: str, default: bool = False) -> bool:
        """Return a yes or no, from true, "true" or "1"."""
        value = self.args.get(name)
        return default if value is None else str(value).lower() in ("true", "1")

    def number(self, name: str, default: int, most: int) -> int:
        """Return a whole number from 1 to `most`, else `invalid_limit`."""
        try:
            value = int(self.args.get(name, default))
        except (TypeError, ValueError):
            raise ApiError("invalid_limit") from None
        if not 1 <= value <= most:
            raise ApiError("invalid_limit")
        return value

    def structure(self, name: str, fault: str) -> Any:  # noqa: ANN401 any JSON
        """Return a JSON argument, parsed if it came as a string; `fault` if that is no JSON."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise ApiError(fault, [f"{name} is not valid JSON"]) from None

    def need(self, scope: str) -> None:
        """Refuse with `missing_scope` unless the token has the scope."""
        if scope not in self.given_scopes:
            provided = ",".join(sorted(self.given_scopes))
            raise ApiError("missing_scope", needed=scope, provided=provided)

    def channel(self, name: str = "channel") -> Channel:
        """Return the channel named by its id, as far as the bot can know of it."""
        id = self.required(name)
        found = self.workspace.channels.get(id)
        bot = self.workspace.app.bot_user
        if found is None or (found.kind != "channel" and bot not in found.members):
            raise ApiError("channel_not_found")
        return found

    def joined(self, channel: Channel) -> Channel:
        """Return the channel if the bot is in it, else `not_in_channel`."""
        if self.workspace.app.bot_user not in channel.members:
            raise ApiError("not_in_channel")
        return channel

    def message(self, channel: Channel, name: str = "ts") -> Message:
        """Return a message of the channel that is no ephemeral one, else `message_not_found`."""
        message = channel.messages.get(self.required(name))
        if message is None:
            raise ApiError("message_not_found")
        return message

    def user_id(self, id: str) -> str:
        """Return the id of a user that there is, else `user_not_found`."""
        try:
            return self.workspace.user(id).id if id in self.workspace.users else _nobody()
        except NotFound:
            return _nobody()


def _nobody() -> str:
    raise ApiError("user_not_found")


@dataclass(frozen=True, kw_only=True)
class Method:
    """A method: what runs it, the arguments it knows, the scope it needs, its tier of calls per minute."""

    name: str
    run: Callable[[Call], Json]
    arguments: frozenset[str] = field(default_factory=frozenset)
    scope: str | None = None
    tier: int | None = None
    app_token: bool = False


def method(
    name: str,
    run: Callable[[Call], Json],
    arguments: str = "",
    *,
    scope: str | None = None,
    tier: int | None = None,
    app_token: bool = False,
) -> Method:
    """Declare a method; `arguments` are names separated by blanks."""
    return Method(
        name=name,
        run=run,
        arguments=frozenset(arguments.split()),
        scope=scope,
        tier=tier,
        app_token=app_token,
    )


HISTORY_SCOPE = {"channel": "channels:history", "private": "groups:history", "dm": "im:history"}
READ_SCOPE = {"channel": "channels:read", "private": "groups:read", "dm": "im:read"}
