"""What Siteloop asks of Slack: scopes, and which part needs them; a test holds `manifest.yml` and the code to it."""

from collections.abc import Mapping
from pathlib import Path

# Where one method works on several kinds of channels it needs the scope of the kind at hand: all that are used stand here.
METHOD_SCOPES: Mapping[str, tuple[str, ...]] = {
    "apps_connections_open": (),  # the app-level token's connections:write
    "auth_test": (),
    "views_open": (),
    "views_push": (),
    "views_update": (),
    "views_publish": (),
    "chat_postMessage": ("chat:write",),
    "chat_postEphemeral": ("chat:write",),
    "chat_update": ("chat:write",),
    "chat_delete": ("chat:write",),
    "conversations_open": ("im:write",),
    "conversations_info": ("channels:read", "groups:read"),
    "conversations_members": ("channels:read", "groups:read"),
    "conversations_history": ("channels:history", "groups:history", "im:history"),
    "conversations_replies": ("channels:history", "groups:history", "im:history"),
    "conversations_list": ("channels:read", "groups:read"),
    "users_info": ("users:read",),
    "users_list": ("users:read",),
    "reactions_add": ("reactions:write",),
    "reactions_remove": ("reactions:write",),
    "files_info": ("files:read",),
    "files_getUploadURLExternal": ("files:write",),
    "files_completeUploadExternal": ("files:write",),
}
EVENT_SCOPES: Mapping[str, str] = {
    "app_home_opened": "",
    "app_mention": "app_mentions:read",
    "app_uninstalled": "",
    "file_change": "files:read",
    "member_joined_channel": "channels:read",
    "member_left_channel": "channels:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "tokens_revoked": "",
    "user_change": "users:read",
}
REQUIRED_SCOPES = (
    "app_mentions:read", "channels:history", "channels:read", "chat:write", "commands", "groups:history", "groups:read",
    "im:history", "im:write", "users:read",
)  # fmt: skip
OPTIONAL_SCOPES: Mapping[str, str] = {
    "files:read": "schedules dropped in a channel are not read, nor voice clips that Slack transcribes late",
    "files:write": "the figures of weeks and of trials are told in words only, without their pictures",
    "reactions:read": "reactions do not answer actions",
    "reactions:write": "captured messages are not marked",
}


def manifest_text() -> str:
    """The manifest (YAML) from which the app is installed."""
    return (Path(__file__).parent.parent / "manifest.yml").read_text(encoding="utf-8")
