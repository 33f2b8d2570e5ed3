"""Images that Slack keeps, in blocks: they have to be there, be images, and be seen by the app that shows them.

https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object
"""

from collections.abc import Iterator

from .records import SlackFile
from .wire_objects import file_json
from .workspace import Workspace

_SHOWN = ("image/png", "image/jpeg", "image/gif")


def check_images(ws: Workspace, blocks: object, path: str = "/blocks") -> list[str]:
    """What Slack would say is wrong with the files that the blocks show."""
    return [
        f"invalid slack file [json-pointer:{place}]"
        for place, file in _files(ws, blocks, path)
        if not _is_shown(ws, file)
    ]


def shown_to(ws: Workspace, user: str, id: str) -> bool:
    """Whether a message that this person can see shows the file in its blocks, wherever it was shared."""
    for channel in ws.channels.values():
        if user in channel.members:
            whispers = (one for one in channel.ephemerals.values() if one.recipient == user)
            for message in (*channel.messages.values(), *whispers):
                if any(file is not None and file.id == id for _, file in _files(ws, message.blocks, "")):
                    return True
    return False


def _is_shown(ws: Workspace, file: SlackFile | None) -> bool:
    if file is None or file.mimetype not in _SHOWN:
        return False
    bot = ws.app.bot_user
    return file.user == bot or any(bot in ws.channels[place].members for place in file.shared_in)


def _files(ws: Workspace, part: object, path: str) -> Iterator[tuple[str, SlackFile | None]]:
    """Each file that is named, with where; None where there is no such file."""
    if isinstance(part, dict):
        named = part.get("slack_file")
        if isinstance(named, dict):
            yield f"{path}/slack_file", _named(ws, str(named.get("id") or ""), str(named.get("url") or ""))
        for key, inner in part.items():
            yield from _files(ws, inner, f"{path}/{key}")
    elif isinstance(part, list | tuple):
        for index, inner in enumerate(part):
            yield from _files(ws, inner, f"{path}/{index}")


def _named(ws: Workspace, id: str, url: str) -> SlackFile | None:
    if id:
        return ws.files.get(id)
    addresses = ("url_private", "permalink")
    return next((f for f in ws.files.values() if url in [file_json(ws, f)[name] for name in addresses]), None)
