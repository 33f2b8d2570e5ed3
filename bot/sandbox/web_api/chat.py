"""chat.*: post, update, delete, whisper, link. https://docs.slack.dev/reference/methods/chat.postMessage."""

from dataclasses import replace

from .. import posting
from ..records import Channel, Json, Message
from ..wire import message_json, permalink
from .call import ApiError, Call, method
from .content import LONGEST_UPDATE, Content, content_of


def _post(call: Call) -> Json:
    channel = _target(call)
    content = content_of(call)
    if content.empty:
        raise ApiError("no_text")
    wait = call.limiter.post(channel.id)
    if wait:
        raise ApiError("ratelimited", retry_after=wait)
    with call.workspace.lock:
        thread = _thread(call, channel)
        broadcast = thread is not None and call.flag("reply_broadcast")
        draft = _draft(call, channel, content, thread)
        subtype = "thread_broadcast" if broadcast else None
        message = posting.post(call.workspace, channel, replace(draft, broadcast=broadcast, subtype=subtype))
        shown = message_json(call.workspace, message, metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": shown}


def _update(call: Call) -> Json:
    channel = call.joined(call.channel())
    content = content_of(call)
    if content.text and len(content.text) > LONGEST_UPDATE:
        raise ApiError("msg_too_long")
    if content.text is None and content.blocks is None and content.attachments is None:
        raise ApiError("no_text")
    with call.workspace.lock:
        old = call.message(channel)
        if not old.by_app:
            raise ApiError("cant_update_message")
        new = _updated(call, old, content)
        if not (new.text or new.blocks or new.attachments or new.files):
            raise ApiError("no_text")
        posting.change(call.workspace, channel, old, new)
        shown = message_json(call.workspace, new, metadata=True)
    return {"channel": channel.id, "ts": new.ts, "text": new.text, "message": shown}


def _delete(call: Call) -> Json:
    channel = call.joined(call.channel())
    with call.workspace.lock:
        message = call.message(channel)
        if not message.by_app:
            raise ApiError("cant_delete_message")
        posting.remove(call.workspace, channel, message)
    return {"channel": channel.id, "ts": message.ts}


def _whisper(call: Call) -> Json:
    channel = call.joined(call.channel())
    user = call.user_id(call.required("user"))
    if user not in channel.members:
        raise ApiError("user_not_in_channel")
    content = content_of(call)
    if content.empty:
        raise ApiError("no_text")
    draft = _draft(call, channel, content, _thread(call, channel))
    message = posting.whisper(call.workspace, channel, replace(draft, recipient=user, metadata=None))
    return {"message_ts": message.ts}


def _permalink(call: Call) -> Json:
    channel = call.channel()
    message = call.message(channel, "message_ts")
    link = permalink(call.workspace, channel.id, message.ts, message.thread_ts)
    return {"channel": channel.id, "permalink": link}


def _target(call: Call) -> Channel:
    """Return where to post: a channel, a name with #, or a user, whose direct conversation is meant."""
    name = call.required("channel")
    ws = call.workspace
    if name in ws.users and name != ws.app.bot_user:
        return ws.direct(name, ws.app.bot_user)
    if name.startswith("#"):
        named = [c for c in ws.channels.values() if c.kind == "channel" and c.name == name[1:]]
        if not named:
            raise ApiError("channel_not_found")
        channel = named[0]
    else:
        channel = call.channel()
    if channel.archived:
        raise ApiError("is_archived")
    return call.joined(channel)


def _thread(call: Call, channel: Channel) -> str | None:
    thread = call.text("thread_ts")
    if not thread:
        return None
    root = channel.messages.get(thread)
    if root is None:
        raise ApiError("thread_not_found")
    if root.thread_ts and root.thread_ts != root.ts:
        raise ApiError("cannot_reply_to_message")
    return thread


def _draft(call: Call, channel: Channel, content: Content, thread: str | None) -> Message:
    return Message(
        channel=channel.id,
        ts="",
        user=call.workspace.app.bot_user,
        text=content.text or "",
        at=call.workspace.clock.now(),
        blocks=content.blocks or (),
        attachments=content.attachments or (),
        thread_ts=thread,
        by_app=True,
        metadata=content.metadata or None,
    )


def _updated(call: Call, old: Message, content: Content) -> Message:
    """Slack keeps what an update leaves out, and drops what it gives as empty."""
    new = replace(
        old,
        text=old.text if content.text is None else content.text,
        blocks=old.blocks if content.blocks is None else content.blocks,
        attachments=old.attachments if content.attachments is None else content.attachments,
        metadata=old.metadata if content.metadata is None else content.metadata or None,
    )
    if (new.text, new.blocks, new.attachments) == (old.text, old.blocks, old.attachments):
        return new
    return replace(new, edited=posting.edited_by(call.workspace, call.workspace.app.bot_user))


_CONTENT = "channel text blocks attachments parse link_names as_user markdown_text"
METHODS = (
    method(
        "chat.postMessage",
        _post,
        f"{_CONTENT} metadata thread_ts reply_broadcast mrkdwn unfurl_links unfurl_media",
        scope="chat:write",
    ),
    method(
        "chat.update", _update, f"{_CONTENT} metadata ts reply_broadcast file_ids", scope="chat:write", tier=3
    ),
    method("chat.delete", _delete, "channel ts as_user", scope="chat:write", tier=3),
    method("chat.postEphemeral", _whisper, f"{_CONTENT} user thread_ts", scope="chat:write", tier=4),
    method("chat.getPermalink", _permalink, "channel message_ts"),
)
