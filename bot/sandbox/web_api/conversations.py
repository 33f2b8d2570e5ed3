"""conversations.*: what there is, who is in it, what was said."""

from collections.abc import Callable, Sequence

from ..records import Channel, Json, Message
from ..wire import message_json
from ..wire_objects import channel_json
from .call import HISTORY_SCOPE, READ_SCOPE, ApiError, Call, method
from .paging import page

_KINDS = {"public_channel": "channel", "private_channel": "private", "im": "dm", "mpim": None}
_MPIM_SCOPE = "mpim:read"


def _open(call: Call) -> Json:
    ws = call.workspace
    users = [user for user in (call.text("users") or "").split(",") if user]
    if bool(users) == bool(call.text("channel")):
        raise ApiError("invalid_arguments", ["give exactly one of `channel` or `users`"])
    if len(users) > 1:
        raise ApiError("missing_scope", needed="mpim:write", provided=",".join(sorted(call.given_scopes)))
    if not users:
        channel = call.channel()
        if channel.kind != "dm":
            raise ApiError("method_not_supported_for_channel_type")
    else:
        user = call.user_id(users[0])
        if user == ws.app.bot_user:
            raise ApiError("cannot_dm_bot")
        if ws.users[user].deleted:
            raise ApiError("user_disabled")
        before = len(ws.channels)
        channel = ws.direct(user, ws.app.bot_user)
        if len(ws.channels) > before:
            return {"channel": _opened(call, channel)}
    return {"no_op": True, "already_open": True, "channel": _opened(call, channel)}


def _opened(call: Call, channel: Channel) -> Json:
    return channel_json(call.workspace, channel) if call.flag("return_im") else {"id": channel.id}


def _info(call: Call) -> Json:
    channel = call.channel()
    call.need(READ_SCOPE[channel.kind])
    shown = channel_json(call.workspace, channel)
    if not call.flag("include_num_members"):
        shown.pop("num_members", None)
    return {"channel": shown}


def _list(call: Call) -> Json:
    kinds = [kind.strip() for kind in (call.text("types") or "public_channel").split(",")]
    if set(kinds) - set(_KINDS):
        raise ApiError("invalid_types")
    for kind in kinds:
        call.need(READ_SCOPE.get(_KINDS[kind] or "", _MPIM_SCOPE))
    bot = call.workspace.app.bot_user
    wanted = {_KINDS[kind] for kind in kinds}
    found = [
        channel
        for channel in call.workspace.channels.values()
        if channel.kind in wanted
        and (channel.kind == "channel" or bot in channel.members)
        and not (channel.archived and call.flag("exclude_archived"))
    ]
    shown, cursor = page(call, found, most=1000)
    channels = [channel_json(call.workspace, channel) for channel in shown]
    return {"channels": channels, "response_metadata": {"next_cursor": cursor}}


def _members(call: Call) -> Json:
    channel = call.channel()
    call.need(READ_SCOPE[channel.kind])
    members, cursor = page(call, channel.members, most=1000)
    return {"members": list(members), "response_metadata": {"next_cursor": cursor}}


def _history(call: Call) -> Json:
    channel = call.joined(call.channel())
    call.need(HISTORY_SCOPE[channel.kind])
    return _said(call, channel, lambda m: m.thread_ts in (None, m.ts) or m.broadcast, newest_first=True)


def _replies(call: Call) -> Json:
    channel = call.joined(call.channel())
    call.need(HISTORY_SCOPE[channel.kind])
    asked = channel.messages.get(call.required("ts"))
    if asked is None:
        raise ApiError("thread_not_found")
    root = asked.thread_ts or asked.ts
    return _said(call, channel, lambda m: root in (m.ts, m.thread_ts), newest_first=False)


def _said(call: Call, channel: Channel, wanted: Callable[[Message], bool], *, newest_first: bool) -> Json:
    oldest, latest = call.text("oldest") or "0", call.text("latest") or ""
    inclusive = call.flag("inclusive")

    def within(message: Message) -> bool:
        ts = _number(message.ts)
        after = ts > _number(oldest) or (inclusive and ts == _number(oldest))
        before = not latest or ts < _number(latest) or (inclusive and ts == _number(latest))
        return after and before

    with call.workspace.lock:
        found = [message for message in channel.messages.values() if wanted(message) and within(message)]
        ordered: Sequence[Message] = found[::-1] if newest_first else found
        shown, cursor = page(call, ordered, most=999)
        metadata = call.flag("include_all_metadata")
        messages = [message_json(call.workspace, message, metadata=metadata) for message in shown]
    answer: Json = {"messages": messages, "has_more": bool(cursor)}
    if newest_first:
        answer["pin_count"] = 0
    return answer | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})


def _number(ts: str) -> tuple[int, int]:
    seconds, _, micros = ts.partition(".")
    try:
        return int(seconds), int(micros.ljust(6, "0")[:6] or 0)
    except ValueError:
        raise ApiError("invalid_ts_oldest") from None


def _join(call: Call) -> Json:
    call.need("channels:join")
    raise ApiError("method_not_supported_for_channel_type")


_HISTORY = "channel cursor include_all_metadata inclusive latest limit oldest"
METHODS = (
    method("conversations.open", _open, "channel users return_im prevent_creation", scope="im:write", tier=3),
    method("conversations.info", _info, "channel include_locale include_num_members", tier=3),
    method("conversations.list", _list, "types cursor limit exclude_archived team_id", tier=2),
    method("conversations.members", _members, "channel cursor limit", tier=4),
    method("conversations.history", _history, _HISTORY, tier=3),
    method("conversations.replies", _replies, f"{_HISTORY} ts", tier=3),
    method("conversations.join", _join, "channel", tier=3),
)
