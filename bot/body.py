"""What a message shows: blocks, and the same as plain text; builders keep both within Slack's limits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bot.mrkdwn import clean, cut, size

Block = dict[str, Any]
Style = Literal["", "primary", "danger"]

MOST_BLOCKS = 50
MOST_TEXT = 3_900  # chat.update takes 4,000
_MOST_SECTION = 3_000
_MOST_FIELD = 2_000
_MOST_BUTTON = 75
_MOST_ALT = 2_000
# Slack answers msg_blocks_too_long a little above 13,000 characters in all.
_MOST_TOGETHER = 12_000


@dataclass(frozen=True, kw_only=True)
class Body:
    """A message: `text` reads well alone (notifications, screen readers, played stories), `blocks` show the same richly.

    `picture` is what is drawn for it at delivery (see `bot.charts.chart`), shown before the buttons at its end.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    picture: Mapping[str, Any] | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", cut(self.text, MOST_TEXT) or " ")
        object.__setattr__(self, "blocks", _within(self.blocks, MOST_BLOCKS - (self.picture is not None)))

    def as_message(self) -> dict[str, Any]:
        """As `chat.postMessage`, an acknowledgement or the outbox takes it."""
        message: dict[str, Any] = {"text": self.text, "blocks": list(self.blocks)}
        return message if self.picture is None else message | {"picture": dict(self.picture)}


def section(text: str, fields: Sequence[str] = (), accessory: Mapping[str, Any] | None = None) -> Block:
    """A paragraph of mrkdwn, with up to ten short columns and one element beside it."""
    block: Block = {"type": "section", "text": _mrkdwn(text, _MOST_SECTION)}
    if fields:
        block["fields"] = [_mrkdwn(field, _MOST_FIELD) for field in fields[:10]]
    if accessory:
        block["accessory"] = dict(accessory)
    return block


def context(*texts: str) -> Block:
    """Small print; up to ten texts in a row."""
    return {"type": "context", "elements": [_mrkdwn(text, _MOST_SECTION) for text in texts[:10]]}


def header(text: str) -> Block:
    """A heading in plain text."""
    return {"type": "header", "text": plain_text(text, 150)}


def divider() -> Block:
    """A line."""
    return {"type": "divider"}


def image(file: str, alt: str, title: str = "") -> Block:
    """A picture that Slack keeps, with what stands for it where it is not seen."""
    block: Block = {"type": "image", "slack_file": {"id": file}, "alt_text": cut(clean(alt), _MOST_ALT)}
    if title:
        block["title"] = plain_text(title, _MOST_ALT)
    return block


def actions(buttons: Iterable[Mapping[str, Any]], block_id: str = "") -> Block:
    """A row of buttons."""
    block: Block = {"type": "actions", "elements": [dict(button) for button in buttons]}
    if block_id:
        block["block_id"] = block_id
    return block


def button(name: str, label: str, value: str, *, style: Style = "", says: str = "") -> dict[str, Any]:
    """A button; `says` is what a screen reader tells where the label is too short."""
    made: dict[str, Any] = {
        "type": "button",
        "action_id": name,
        "text": plain_text(label, _MOST_BUTTON),
        "value": value,
    }
    if style:
        made["style"] = style
    if says:
        made["accessibility_label"] = cut(says, _MOST_BUTTON)
    return made


def overflow(name: str, options: Mapping[str, str]) -> dict[str, Any]:
    """A menu behind three dots; `options` maps up to five values to their labels."""
    made = [{"text": plain_text(label, _MOST_BUTTON), "value": value} for value, label in options.items()]
    return {"type": "overflow", "action_id": name, "options": made[:5]}


def plain_text(text: str, limit: int) -> dict[str, Any]:
    """A plain text object; it is never empty."""
    return {"type": "plain_text", "text": cut(clean(text), limit) or " ", "emoji": True}


def paragraphs(lines: Iterable[str], limit: int = _MOST_SECTION) -> list[Block]:
    """Lines as sections, as many lines in each as Slack takes."""
    blocks: list[Block] = []
    held = ""
    for line in lines:
        joined = f"{held}\n{line}" if held else line
        if held and size(joined) > limit:
            blocks.append(section(held))
            joined = line
        held = joined
    return [*blocks, section(held)] if held else blocks


def _mrkdwn(text: str, limit: int) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": cut(text, limit) or " "}


def _within(blocks: Sequence[Block], most: int) -> tuple[Block, ...]:
    """The blocks that Slack takes together; where some do not fit, the buttons at the end stay and a line tells it."""
    if len(blocks) <= most and _length(blocks) <= _MOST_TOGETHER:
        return tuple(blocks)
    last = [blocks[-1]] if blocks[-1]["type"] == "actions" else []
    kept: list[Block] = []
    room = _MOST_TOGETHER - _length(last) - 100
    for block in blocks[: len(blocks) - len(last)]:
        room -= _length([block])
        if room < 0 or len(kept) + len(last) + 1 >= most:
            break
        kept.append(block)
    return (*kept, context("_There is more than fits here._"), *last)


def _length(blocks: Iterable[Block]) -> int:
    """Characters of all texts."""
    return sum(_texts(block) for block in blocks)


def _texts(part: object) -> int:
    if isinstance(part, Mapping):
        own = size(part["text"]) if isinstance(part.get("text"), str) else 0
        return own + sum(_texts(value) for value in part.values())
    if isinstance(part, list | tuple):
        return sum(_texts(value) for value in part)
    return 0
