"""The installed app as Slack knows it: its scopes, subscriptions, commands and shortcuts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

REQUIRED_SCOPES = (
    "app_mentions:read channels:history groups:history im:history channels:read groups:read chat:write "
    "commands im:write users:read"
)
OPTIONAL_SCOPES = "reactions:write reactions:read files:read files:write"
EVENTS = (
    "app_home_opened app_mention message.channels message.groups message.im member_joined_channel member_left_channel "
    "app_uninstalled tokens_revoked reaction_added reaction_removed file_shared file_change user_change"
)


@dataclass(frozen=True, kw_only=True)
class Command:
    """A slash command of the app."""

    command: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = True


@dataclass(frozen=True, kw_only=True)
class Shortcut:
    """A shortcut of the app, in the composer (global) or on a message."""

    callback_id: str
    name: str
    type: Literal["global", "message"] = "message"
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class AppConfig:
    """How the app is installed: who it is, what it may do and what it is told of."""

    name: str = "Siteloop"
    handle: str = "siteloop"
    app_id: str = "A0SITELOOP"
    bot_id: str = "B0SITELOOP"
    bot_user: str = "U0SITELOOP"
    bot_token: str = "xoxb-sandbox-bot-token"  # noqa: S105 opens nothing but the sandbox
    app_token: str = "xapp-sandbox-app-token"  # noqa: S105 opens nothing but the sandbox
    signing_secret: str = "sandbox-signing-secret"  # noqa: S105 signs nothing but the sandbox's requests
    verification_token: str = "sandbox-verification-token"  # noqa: S105 Slack's deprecated token field
    scopes: frozenset[str] = frozenset(f"{REQUIRED_SCOPES} {OPTIONAL_SCOPES}".split())
    events: frozenset[str] = frozenset(EVENTS.split())
    commands: tuple[Command, ...] = (Command(command="/site", description="Ask Siteloop", usage_hint="help"),)
    shortcuts: tuple[Shortcut, ...] = field(default_factory=tuple)

    @classmethod
    def from_manifest(cls, manifest: Mapping[str, Any], *, optional: bool = True) -> "AppConfig":
        """Read an app manifest that is already parsed; `optional` grants the optional scopes too."""
        features = manifest.get("features", {})
        scopes = manifest.get("oauth_config", {}).get("scopes", {})
        granted = {*scopes.get("bot", ()), *(scopes.get("bot_optional", ()) if optional else ())}
        subscribed = manifest.get("settings", {}).get("event_subscriptions", {}).get("bot_events", ())
        bot = features.get("bot_user", {})
        return cls(
            name=bot.get("display_name", cls.name),
            handle=bot.get("display_name", cls.handle).lower().replace(" ", "-"),
            scopes=frozenset(granted),
            events=frozenset(subscribed),
            commands=tuple(_command(raw) for raw in features.get("slash_commands", ())),
            shortcuts=tuple(_shortcut(raw) for raw in features.get("shortcuts", ())),
        )


def _command(raw: Mapping[str, Any]) -> Command:
    return Command(
        command=raw["command"],
        description=raw.get("description", ""),
        usage_hint=raw.get("usage_hint", ""),
        should_escape=bool(raw.get("should_escape", False)),
    )


def _shortcut(raw: Mapping[str, Any]) -> Shortcut:
    return Shortcut(
        callback_id=raw["callback_id"],
        name=raw["name"],
        type=raw.get("type", "global"),
        description=raw.get("description", ""),
    )
