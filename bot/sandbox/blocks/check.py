"""Check the blocks of a message, a modal or a home tab as Slack does.

Limits: https://docs.slack.dev/reference/block-kit/blocks; the words are those of Slack's answers.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from .elements import IMAGE, IN_ACTIONS, IN_INPUT, IN_SECTION, MODAL_ONLY, elements
from .objects import IMAGE_URL, SLACK_FILE, image_source, plain, text
from .rich_text import RICH_TEXT
from .shape import (
    Check,
    JsonValue,
    Problems,
    both,
    choice,
    flag,
    integer,
    many,
    problem,
    shape,
    string,
    typed,
)

Surface = Literal["message", "modal", "home"]
MOST_BLOCKS: Mapping[Surface, int] = {"message": 50, "modal": 100, "home": 100}
_MARKDOWN_TOTAL = 12_000
_TABLE_CHARACTERS = 10_000
_BLOCK: Mapping[str, Check] = {"block_id": string(255)}
_KIND: Mapping[str, Check] = {"type": string(40)}


def _section_content(value: JsonValue, path: str) -> Problems:
    if "text" not in value and "fields" not in value:
        yield problem("must define either `text` or `fields`", f"{path}/type")


def _feedback_button(value: JsonValue, path: str) -> Problems:
    yield from shape({"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)})(
        value, path
    )


_CELL = typed(
    {
        "raw_text": shape({**_KIND, "text": string(_TABLE_CHARACTERS)}),
        "raw_number": shape({**_KIND, "value": integer(-(10**15), 10**15)}, {"text": string(100)}),
        "rich_text": RICH_TEXT,
    }
)
_COLUMN = shape({}, {"align": choice("left", "center", "right"), "is_wrapped": flag})
_FEEDBACK = shape(
    {**_KIND, "positive_button": _feedback_button, "negative_button": _feedback_button},
    {"action_id": string(255)},
)
_ICON_BUTTON = shape(
    {**_KIND, "icon": choice("trash"), "text": plain(75)},
    {
        "action_id": string(255),
        "value": string(2000),
        "visible_to_user_ids": many(string(40), 100),
        "accessibility_label": string(75),
    },
)
_EVERYWHERE: Mapping[str, Check] = {
    "section": both(
        shape(
            _KIND,
            {
                **_BLOCK,
                "text": text(3000),
                "fields": many(text(2000), 10),
                "accessory": typed(
                    {"image": IMAGE, **{name: elements(frozenset({name})) for name in IN_SECTION}}
                ),
                "expand": flag,
            },
        ),
        _section_content,
    ),
    "header": shape({**_KIND, "text": plain(150)}, _BLOCK),
    "divider": shape(_KIND, _BLOCK),
    "actions": shape({**_KIND, "elements": many(elements(IN_ACTIONS), 25)}, _BLOCK),
    "context": shape(
        {
            **_KIND,
            "elements": many(typed({"image": IMAGE, "mrkdwn": text(3000), "plain_text": text(3000)}), 10),
        },
        _BLOCK,
    ),
    "image": both(
        shape(
            {**_KIND, "alt_text": string(2000, least=0)},
            {**_BLOCK, "image_url": IMAGE_URL, "slack_file": SLACK_FILE, "title": plain(2000)},
        ),
        image_source,
    ),
    "rich_text": RICH_TEXT,
}
_MESSAGE_ONLY: Mapping[str, Check] = {
    "markdown": shape({**_KIND, "text": string(_MARKDOWN_TOTAL)}, _BLOCK),
    "table": shape(
        {**_KIND, "rows": many(many(_CELL, 20), 100)}, {**_BLOCK, "column_settings": many(_COLUMN, 20)}
    ),
    "context_actions": shape(
        {**_KIND, "elements": many(typed({"feedback_buttons": _FEEDBACK, "icon_button": _ICON_BUTTON}), 5)},
        _BLOCK,
    ),
}


def _input(names: frozenset[str]) -> Check:
    return shape(
        {**_KIND, "label": plain(2000), "element": elements(names)},
        {**_BLOCK, "hint": plain(2000), "optional": flag, "dispatch_action": flag},
    )


_BLOCKS: Mapping[Surface, Mapping[str, Check]] = {
    "message": {**_EVERYWHERE, **_MESSAGE_ONLY, "input": _input(IN_INPUT - MODAL_ONLY)},
    "modal": {**_EVERYWHERE, "input": _input(IN_INPUT)},
    "home": {**_EVERYWHERE, "input": _input(IN_INPUT - MODAL_ONLY)},
}


def check_blocks(blocks: JsonValue, surface: Surface, *, path: str = "/blocks") -> list[str]:
    """Return what Slack would say is wrong, as `words [json-pointer:/blocks/…]`; an empty list if nothing is.

    `surface` decides which blocks are known and how many fit (50 in a message, 100 elsewhere).
    """
    least = 0 if surface == "message" else 1
    problems = list(many(typed(_BLOCKS[surface]), MOST_BLOCKS[surface], least=least)(blocks, path))
    if not problems:
        problems += _across(blocks, path)
    return problems


def _across(blocks: list[dict[str, Any]], path: str) -> Iterator[str]:
    """Problems that no block has alone: repeated ids, sums of lengths."""
    ids = Counter(block["block_id"] for block in blocks if "block_id" in block)
    for index, block in enumerate(blocks):
        if ids.get(block.get("block_id", ""), 0) > 1:
            yield problem(f"`block_id` must be unique: {block['block_id']}", f"{path}/{index}/block_id")
        yield from _repeated_actions(block, f"{path}/{index}")
    if sum(len(b["text"]) for b in blocks if b["type"] == "markdown") > _MARKDOWN_TOTAL:
        yield problem(f"markdown blocks must be less than {_MARKDOWN_TOTAL + 1} characters together", path)
    for index, block in enumerate(blocks):
        if block["type"] == "table" and _table_length(block) > _TABLE_CHARACTERS:
            yield problem(
                f"must be less than {_TABLE_CHARACTERS + 1} characters in all cells", f"{path}/{index}/rows"
            )
    focused = [index for index, block in enumerate(blocks) if block.get("element", {}).get("focus_on_load")]
    for index in focused[1:]:
        yield problem("only one element can set `focus_on_load`", f"{path}/{index}/element/focus_on_load")


def _repeated_actions(block: dict[str, Any], path: str) -> Iterator[str]:
    if block["type"] not in ("actions", "context_actions"):
        return
    seen: set[str] = set()
    for index, element in enumerate(block["elements"]):
        action = element.get("action_id")
        if action in seen:
            yield problem(f"`action_id` must be unique within a block: {action}", f"{path}/elements/{index}")
        if action:
            seen.add(action)


def _table_length(value: JsonValue) -> int:
    if isinstance(value, dict):
        return sum(
            len(inner) if key == "text" and isinstance(inner, str) else _table_length(inner)
            for key, inner in value.items()
        )
    return sum(_table_length(one) for one in value) if isinstance(value, list) else 0
