"""users.*, reactions.* and the methods about the token itself."""

from .. import posting
from ..emoji import known_emoji
from ..records import Channel, Json, Message
from ..wire import message_json, permalink
from ..wire_objects import user_json
from ..workspace import SLACKBOT
from .call import ApiError, Call, method
from .paging import page


def _auth_test(call: Call) -> Json:
    ws = call.workspace
    return {
        "url": f"{ws.base_url}/",
        "team": ws.name,
        "user": ws.app.handle,
        "team_id": ws.team_id,
        "user_id": ws.app.bot_user,
        "bot_id": ws.app.bot_id,
        "is_enterprise_install": False,
    }


def _api_test(call: Call) -> Json:
    if call.args.get("error"):
        raise ApiError(str(call.args["error"]), args=dict(call.args))
    return {"args": {name: value for name, value in call.args.items() if name != "token"}}


def _connect(call: Call) -> Json:
    host = call.workspace.base_url.partition("://")[2]
    return {
        "url": f"ws://{host}/link/?ticket={call.interactions.socket_ticket()}&app_id={call.workspace.app.app_id}"
    }


def _users(call: Call) -> Json:
    users, cursor = page(call, [SLACKBOT, *call.workspace.users.values()], most=1000, default=1000)
    return {
        "members": [user_json(call.workspace, user) for user in users],
        "cache_ts": int(call.workspace.clock.now().timestamp()),
        "response_metadata": {"next_cursor": cursor},
    }


def _user(call: Call) -> Json:
    id = call.user_id(call.required("user"))
    return {"user": user_json(call.workspace, call.workspace.users[id])}


def _react(call: Call) -> Json:
    channel, message, name = _reaction(call)
    with call.workspace.lock:
        if call.workspace.app.bot_user in message.reactions.get(name, ()):
            raise ApiError("already_reacted")
        posting.react(call.workspace, channel, message, call.workspace.app.bot_user, name)
    return {}


def _unreact(call: Call) -> Json:
    channel, message, name = _reaction(call)
    with call.workspace.lock:
        if call.workspace.app.bot_user not in message.reactions.get(name, ()):
            raise ApiError("no_reaction")
        posting.unreact(call.workspace, channel, message, call.workspace.app.bot_user, name)
    return {}


def _reactions(call: Call) -> Json:
    channel = call.joined(call.channel())
    message = call.message(channel, "timestamp")
    shown = message_json(call.workspace, message)
    shown["permalink"] = permalink(call.workspace, channel.id, message.ts, message.thread_ts)
    return {"type": "message", "channel": channel.id, "message": shown}


def _reaction(call: Call) -> tuple[Channel, Message, str]:
    name = call.required("name").strip(":")
    if not known_emoji(name):
        raise ApiError("invalid_name")
    channel = call.joined(call.channel())
    return channel, call.message(channel, "timestamp"), name


METHODS = (
    method("api.test", _api_test, "error foo"),
    method("auth.test", _auth_test),
    method("apps.connections.open", _connect, tier=1, app_token=True),
    method("users.list", _users, "cursor limit include_locale team_id", scope="users:read", tier=2),
    method("users.info", _user, "user include_locale", scope="users:read", tier=4),
    method("reactions.add", _react, "channel timestamp name", scope="reactions:write", tier=3),
    method("reactions.remove", _unreact, "channel timestamp name", scope="reactions:write", tier=2),
    method("reactions.get", _reactions, "channel timestamp full", scope="reactions:read", tier=3),
)
