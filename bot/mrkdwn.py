"""Text that people wrote, made safe to show in Slack: escaped, without control characters, within a limit."""

import re
import unicodedata

from bot.capture.slack_text import plain

MENTION = re.compile(r"<@(?P<id>[UW][A-Z0-9]+)(?:\|[^>]*)?>")  # a person, as Slack writes them into a text

# Marks that turn the reading direction of what follows: they could make our own words around a quote read backwards.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ENTITY = 5
_JOINERS = "\u200d\ufe0e\ufe0f"


def clean(text: str) -> str:
    """Without control characters and marks that turn the reading direction; for plain text objects, which Slack does not read."""
    return _UNSAFE.sub("", text)


def escape(text: str) -> str:
    """Disarm `<!channel>`, mentions and spoofed links: what a person wrote is text."""
    return clean(text).translate(_MARKUP)


def size(text: str) -> int:
    """Characters as Slack's clients count them, UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int) -> str:
    """The text if it has at most `limit` characters, else its beginning up to a word's end, and `…`.

    An escaped character is never cut in two.
    """
    if size(text) <= limit:
        return text
    kept = text[: limit - 1]
    while size(kept) > limit - 1:
        kept = kept[: len(kept) - max(1, (size(kept) - limit + 1) // 2)]
    whole = kept[: kept.rfind("&")] if "&" in kept[-_ENTITY:] and ";" not in kept[kept.rfind("&") :] else kept
    space = max(whole.rfind(" "), whole.rfind("\n"))
    trimmed = whole[:space] if space > limit // 2 else _whole_character(whole)
    return trimmed.rstrip() + "…"


def said(text: str, limit: int = 300) -> str:
    """Words of a person, in one line, escaped, at most `limit` characters; Slack's own markup in them is undone."""
    return cut(escape(" ".join(plain(text).split())), limit)


def quoted(text: str, limit: int = 300) -> str:
    """The same, between quotation marks."""
    return f"“{said(text, limit - 2)}”"


def _whole_character(text: str) -> str:
    """Without a joiner or an accent left without what it belongs to."""
    while text and (text[-1] in _JOINERS or unicodedata.combining(text[-1])):
        text = text[:-1]
    return text
