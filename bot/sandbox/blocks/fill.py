"""What Slack adds to blocks before it stores them: ids, and the defaults of texts."""

import string
from collections.abc import Iterator, Sequence
from random import SystemRandom
from typing import Any

from .elements import ELEMENTS
from .shape import JsonValue

Json = dict[str, Any]
_ALPHABET = string.ascii_letters + string.digits
_CHANCE = SystemRandom()


def filled(blocks: Sequence[Json]) -> tuple[Json, ...]:
    """Return a deep copy with block_id and action_id where they were left out, and text defaults."""
    return tuple({"block_id": _random_id(), **_with_defaults(block)} for block in blocks)


def controls(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """Yield (block, element) for everything that a person can use in the blocks."""
    for block in blocks:
        candidates = [*block.get("elements", ()), block.get("accessory"), block.get("element")]
        for element in candidates:
            if isinstance(element, dict) and "action_id" in element:
                yield block, element


def _with_defaults(value: JsonValue) -> JsonValue:
    if isinstance(value, list):
        return [_with_defaults(one) for one in value]
    if not isinstance(value, dict):
        return value
    copy = {key: _with_defaults(inner) for key, inner in value.items()}
    kind = copy.get("type")
    if kind == "plain_text":
        return {"emoji": True} | copy
    if kind == "mrkdwn":
        return {"verbatim": False} | copy
    if kind in ELEMENTS or kind in ("feedback_buttons", "icon_button"):
        return {"action_id": _random_id()} | copy
    return copy


def _random_id() -> str:
    return "".join(_CHANCE.choices(_ALPHABET, k=5))
