"""Turn what people type into what Slack stores, as its client does, and back into plain text."""

import re
from collections.abc import Callable, Iterable, Mapping

from .records import Json

_TYPED = re.compile(
    r"(?P<url>https?://[^\s<>|]*[^\s<>|.,;:!?)\]'\"])"
    r"|(?<![\w@])@(?P<user>[A-Za-z0-9][\w.-]*)"
    r"|(?<![\w#&])#(?P<channel>[a-z0-9][\w-]*)"
)
_STORED = re.compile(r"<(?P<target>[^<>|]+)(?:\|(?P<label>[^<>]*))?>")
_BROADCASTS = frozenset({"here", "channel", "everyone"})


def escape(text: str) -> str:
    """Escape the three characters that mean something to Slack."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """Undo `escape`."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def encode(
    text: str, users: Mapping[str, str], channels: Mapping[str, str], *, labelled_users: bool = False
) -> str:
    """Encode typed text: `@diego` to `<@U…>`, `#tower-a` to `<#C…|tower-a>`, links in <>, `&<>` escaped.

    `users` and `channels` map handles and names to ids. Commands with `should_escape` carry a user's handle
    too (`<@U…|diego>`): `labelled_users`. A handle may be written in capitals. Unknown names stay as they were typed.
    """
    parts: list[str] = []
    last = 0
    for match in _TYPED.finditer(text):
        parts.append(escape(text[last : match.start()]))
        parts.append(_encoded(match, users, channels, labelled_users))
        last = match.end()
    return "".join([*parts, escape(text[last:])])


def _encoded(
    match: re.Match[str], users: Mapping[str, str], channels: Mapping[str, str], labelled: bool
) -> str:
    if match["url"]:
        return f"<{escape(match['url'])}>"
    if match["channel"]:
        name = match["channel"]
        return f"<#{channels[name]}|{name}>" if name in channels else f"#{name}"
    handle, trailing = _known(match["user"], users)
    if handle in _BROADCASTS:
        return f"<!{handle}>{trailing}"
    if handle not in users:
        return f"@{match['user']}"
    label = f"|{handle}" if labelled else ""
    return f"<@{users[handle]}{label}>{trailing}"


def _known(typed: str, users: Mapping[str, str]) -> tuple[str, str]:
    """Split "Diego." into the handle and the full stop that is not part of it."""
    handle = typed.casefold()
    while handle and handle not in users and handle[-1] in ".-_":
        handle = handle[:-1]
    return handle, typed[len(handle) :]


def plain(text: str, user_name: Callable[[str], str], channel_name: Callable[[str], str]) -> str:
    """Return stored mrkdwn as a person reads it: names for ids, labels for links, nothing escaped."""

    def readable(match: re.Match[str]) -> str:
        target, label = match["target"], match["label"]
        if target.startswith("@"):
            return "@" + user_name(target[1:])
        if target.startswith("#"):
            return "#" + (label or channel_name(target[1:]))
        if target.startswith("!date^"):
            return label or target
        if target.startswith("!"):
            return "@" + target[1:].partition("^")[0]
        return label or target.removeprefix("mailto:")

    return unescape(_STORED.sub(readable, text))


def rich_text(text: str) -> list[Json]:
    """Return the elements of the rich_text_section that Slack's composer would make of stored text."""
    elements: list[Json] = []
    last = 0
    for match in _STORED.finditer(text):
        elements += _plain_run(text[last : match.start()])
        elements.append(_rich(match["target"], match["label"]))
        last = match.end()
    return [*elements, *_plain_run(text[last:])]


def _plain_run(text: str) -> Iterable[Json]:
    return [{"type": "text", "text": unescape(text)}] if text else []


def _rich(target: str, label: str | None) -> Json:
    if target.startswith("@"):
        return {"type": "user", "user_id": target[1:]}
    if target.startswith("#"):
        return {"type": "channel", "channel_id": target[1:]}
    if target.startswith("!"):
        return {"type": "broadcast", "range": target[1:]}
    link: Json = {"type": "link", "url": unescape(target)}
    return link | ({"text": unescape(label)} if label else {})
