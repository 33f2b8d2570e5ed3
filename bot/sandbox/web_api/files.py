"""files.*: the three steps of an upload, and what is known of a file."""

import mimetypes
from dataclasses import replace

from ..blocks.fill import filled
from ..records import Channel, Json, Message, SlackFile
from ..sharing import share
from ..wire_objects import file_json, shares_json
from ..workspace import new_id
from .call import ApiError, Call, method
from .content import blocks_of

LARGEST = 1_000_000_000  # bytes


def _upload_url(call: Call) -> Json:
    ws = call.workspace
    try:
        length = int(call.required("length"))
    except ValueError:
        raise ApiError("invalid_arguments", ["length must be an integer"]) from None
    if not 0 < length <= LARGEST:
        raise ApiError("file_upload_size_restricted" if length > LARGEST else "invalid_arguments")
    name = call.required("filename")
    file = SlackFile(
        id=new_id("F"),
        name=name,
        title=name,
        mimetype=mimetypes.guess_type(name)[0] or "application/octet-stream",
        user=ws.app.bot_user,
        created=ws.clock.now(),
        content=b"",
    )
    path = call.interactions.upload_path(file, length)
    return {"upload_url": f"{ws.base_url}{path}", "file_id": file.id}


def _complete(call: Call) -> Json:
    ws = call.workspace
    named = call.structure("files", "invalid_arguments")
    if (
        not isinstance(named, list)
        or not named
        or not all(isinstance(f, dict) and f.get("id") for f in named)
    ):
        raise ApiError("invalid_arguments", ["missing required field: files"])
    targets = [t for t in [call.text("channel_id"), *(call.text("channels") or "").split(",")] if t]
    channels = [call.joined(_target(call, id)) for id in targets]
    blocks = blocks_of(call)
    with ws.lock:
        for one in named:
            file = call.interactions.take_upload(one["id"])
            if file is None:
                raise ApiError("file_not_found")
            ws.files[file.id] = replace(file, title=one.get("title") or file.title)
        for channel in channels:
            _share(call, channel, tuple(one["id"] for one in named), filled(blocks or ()))
        return {"files": [file_json(ws, ws.files[one["id"]]) for one in named]}


def _target(call: Call, id: str) -> Channel:
    return replace(call, args={**call.args, "channel": id}).channel()


def _share(call: Call, channel: Channel, ids: tuple[str, ...], blocks: tuple[Json, ...]) -> None:
    thread = call.text("thread_ts")
    if thread and thread not in channel.messages:
        raise ApiError("thread_not_found")
    draft = Message(
        channel=channel.id,
        ts="",
        user=call.workspace.app.bot_user,
        text=call.text("initial_comment") or "",
        at=call.workspace.clock.now(),
        blocks=blocks,
        thread_ts=thread or None,
        subtype="file_share",
        by_app=True,
        files=ids,
    )
    share(call.workspace, channel, draft)


def _info(call: Call) -> Json:
    file = call.workspace.files.get(call.required("file"))
    if file is None:
        raise ApiError("file_not_found")
    bot = call.workspace.app.bot_user
    seen = any(bot in call.workspace.channels[id].members for id in file.shared_in)
    if not seen and file.user != bot:
        raise ApiError("file_not_found")
    shown = file_json(call.workspace, file) | {"shares": shares_json(call.workspace, file)}
    return {"file": shown, "comments": [], "response_metadata": {"next_cursor": ""}}


METHODS = (
    method(
        "files.getUploadURLExternal",
        _upload_url,
        "filename length alt_txt snippet_type",
        scope="files:write",
        tier=4,
    ),
    method(
        "files.completeUploadExternal",
        _complete,
        "files channel_id channels initial_comment thread_ts blocks",
        scope="files:write",
        tier=4,
    ),
    method("files.info", _info, "file count cursor limit page", scope="files:read", tier=4),
)
