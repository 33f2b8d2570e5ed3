"""The outer shape of an event, as in Slack's published samples."""

import base64
import json
import secrets

from ..records import Channel, Json
from ..workspace import Workspace, new_id


def event_envelope(ws: Workspace, event: Json, channel: Channel | None) -> Json:
    """Wrap an event with a new event_id."""
    context = {
        "et": event["type"],
        "tid": ws.team_id,
        "aid": ws.app.app_id,
        "cid": channel.id if channel else None,
    }
    encoded = base64.b64encode(json.dumps(context).encode()).decode().rstrip("=")
    return {
        "token": ws.app.verification_token,
        "team_id": ws.team_id,
        "context_team_id": ws.team_id,
        "context_enterprise_id": None,
        "api_app_id": ws.app.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": new_id("Ev"),
        "event_time": int(ws.clock.now().timestamp()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": ws.team_id,
                "user_id": ws.app.bot_user,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{encoded}",
    }


def challenge(ws: Workspace) -> Json:
    """Return the request with which Slack makes sure of a Request URL."""
    return {
        "token": ws.app.verification_token,
        "challenge": secrets.token_urlsafe(32),
        "type": "url_verification",
    }
