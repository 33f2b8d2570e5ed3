"""Reading from Slack what a site asked for: who is in its channel, and files."""

import base64
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from slack_sdk import WebClient

from bot.happening import FileRead, Member, People, Transcribed
from bot.sending.slack import Refused, asking
from storage.outgoing import Outgoing

LARGEST_FILE = 10 * 1024 * 1024
_TAG = re.compile(r"<[^>]*>")
_ONE_BY_ONE = 30  # above, reading the whole workspace takes fewer calls than asking for each
_TOO_LARGE = (
    "the file is larger than 10 MB; whoever runs Siteloop can take a schedule over with `siteloop import`"
)
_SLACK_HOSTS = ("slack.com", "slack-files.com")


def read_people(client: WebClient, asked: Outgoing) -> People:
    """The people of a channel, in the order of their ids; neither bots nor who has left."""
    members = sorted(_member_ids(client, asked.channel))
    users = _each(client, members) if len(members) <= _ONE_BY_ONE else _among_all(client, frozenset(members))
    found = tuple(
        _member(user) for user in sorted(users, key=lambda user: str(user["id"])) if _is_person(user)
    )
    return People(channel=asked.channel, members=found, asked=asked.key)


def _member_ids(client: WebClient, channel: str) -> Iterator[str]:
    cursor: str | None = None
    while cursor != "":
        with asking():
            page = client.conversations_members(channel=channel, limit=200, cursor=cursor)
        yield from page["members"]
        cursor = (page.get("response_metadata") or {}).get("next_cursor", "")


def _each(client: WebClient, ids: list[str]) -> Iterator[Mapping[str, Any]]:
    for id_ in ids:
        with asking():
            yield client.users_info(user=id_)["user"]


def _among_all(client: WebClient, ids: frozenset[str]) -> Iterator[Mapping[str, Any]]:
    cursor: str | None = None
    while cursor != "":
        with asking():
            page = client.users_list(limit=500, cursor=cursor)
        yield from (user for user in page["members"] if user["id"] in ids)
        cursor = (page.get("response_metadata") or {}).get("next_cursor", "")


def _is_person(user: Mapping[str, Any]) -> bool:
    return not (user.get("deleted") or user.get("is_bot") or user["id"] == "USLACKBOT")


def _member(user: Mapping[str, Any]) -> Member:
    profile = user.get("profile") or {}
    name = profile.get("real_name") or user.get("real_name") or user.get("name") or user["id"]
    return Member(
        id=user["id"],
        handle=user.get("name") or user["id"],
        name=name,
        title=profile.get("title") or "",
        timezone=user.get("tz") or "",
    )


def read_file(client: WebClient, asked: Outgoing) -> FileRead:
    """A file's content.

    Raises:
        Refused: it is larger than 10 MB, is kept elsewhere than at Slack, or cannot be seen by Siteloop.
    """
    with asking():
        file = client.files_info(file=str(asked.body["file_id"]))["file"]
    address = str(file.get("url_private_download") or file.get("url_private") or "")
    if not _is_slacks(address, client.base_url):
        raise Refused("the file is kept elsewhere than at Slack")
    if int(file.get("size") or 0) > LARGEST_FILE:
        raise Refused(_TOO_LARGE)
    content = _download(client, address)
    return FileRead(
        name=str(file.get("name") or asked.body.get("name") or "file"),
        content=base64.b64encode(content).decode(),
        user=asked.user,
        channel=asked.channel,
        asked=asked.key,
    )


def read_transcript(client: WebClient, asked: Outgoing) -> Transcribed:
    """What is said in a clip; nothing where Slack still listens, or could not."""
    with asking():
        file = client.files_info(file=str(asked.body["file_id"]))["file"]
    told = transcript_of(client, file)
    return Transcribed(channel=asked.channel, ts=asked.ts, file=file["id"], transcript=told)


def transcript_of(client: WebClient, file: Mapping[str, Any]) -> str:
    """The whole of what is said in a clip, as far as Slack knows it.

    Raises:
        Refused, NotReached, RateLimited: there is more, and it cannot be read.
    """
    told = file.get("transcription") or {}
    preview = told.get("preview") or {}
    if told.get("status") != "complete" or not preview.get("has_more"):
        return str(preview.get("content") or "")
    address = str(file.get("vtt") or "")
    if not _is_slacks(address, client.base_url):
        raise Refused("the transcript is kept elsewhere than at Slack")
    return _spoken(_download(client, address).decode("utf-8", "replace"))


def _spoken(subtitles: str) -> str:
    """The words of WebVTT, without its times, numbers and notes."""
    told = []
    for block in subtitles.replace("\r\n", "\n").split("\n\n"):
        lines = block.strip().split("\n")
        times = next((place for place, line in enumerate(lines) if "-->" in line), None)
        if times is not None:
            told += [_TAG.sub("", line).removeprefix("- ") for line in lines[times + 1 :]]
    return " ".join(" ".join(told).split())


def _is_slacks(address: str, api: str) -> bool:
    """Whether our token may be shown there."""
    parts, own = urlsplit(address), urlsplit(api)
    host = parts.hostname or ""
    at_slack = parts.scheme == "https" and any(
        host == name or host.endswith(f".{name}") for name in _SLACK_HOSTS
    )
    return at_slack or (parts.scheme, parts.netloc) == (own.scheme, own.netloc)


class _Stay(HTTPRedirectHandler):
    """Slack sends whoever it does not let in to a login page: that is an answer, not a place to go with a token."""

    def redirect_request(self, *_: object) -> None:
        """Go nowhere."""


def _download(client: WebClient, address: str) -> bytes:
    request = Request(address, headers={"Authorization": f"Bearer {client.token}"})  # noqa: S310 - its host was checked
    with asking(), build_opener(_Stay).open(request, timeout=client.timeout) as response:
        content: bytes = response.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise Refused(_TOO_LARGE)
    return content
