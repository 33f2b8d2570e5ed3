"""Read blocks as plain text: what a notification, or a person who cannot see the layout, would get."""

from collections.abc import Iterable, Sequence
from typing import Any

from .shape import JsonValue

Json = dict[str, Any]


def blocks_text(blocks: Sequence[Json]) -> str:
    """Return stored text (mrkdwn, still encoded) of all blocks, one line for each part."""
    return "\n".join(line for block in blocks for line in _lines(block) if line)


def view_text(view: Json) -> str:
    """Return a view's title, blocks and buttons as text."""
    title = (view.get("title") or {}).get("text", "")
    submit = (view.get("submit") or {}).get("text", "")
    return "\n".join(part for part in (title, blocks_text(view.get("blocks") or []), _button(submit)) if part)


def _lines(block: Json) -> Iterable[str]:
    kind = block.get("type")
    if kind == "section":
        yield from _section(block)
    elif kind in ("header", "markdown"):
        yield _text(block.get("text"))
    elif kind == "context":
        yield " ".join(_text(e) or e.get("alt_text", "") for e in block.get("elements", ()))
    elif kind in ("actions", "context_actions"):
        yield " ".join(_element(e) for e in block.get("elements", ()))
    elif kind == "image":
        yield _text(block.get("title")) or block.get("alt_text", "")
    elif kind == "input":
        yield f"{_text(block.get('label'))}: {_element(block.get('element') or {})}"
    elif kind == "rich_text":
        yield _rich(block)
    elif kind == "table":
        yield from (" | ".join(_rich(cell) or _text(cell) for cell in row) for row in block.get("rows", ()))


def _section(block: Json) -> Iterable[str]:
    yield _text(block.get("text"))
    yield from (_text(field) for field in block.get("fields", ()))
    if "accessory" in block:
        yield _element(block["accessory"])


def _text(value: JsonValue) -> str:
    if isinstance(value, str):
        return value
    return (
        str(value.get("text", "")) if isinstance(value, dict) and isinstance(value.get("text"), str) else ""
    )


def _button(label: str) -> str:
    return f"[{label}]" if label else ""


def _element(element: Json) -> str:
    kind = element.get("type", "")
    if kind == "button":
        return _button(_text(element.get("text")))
    if kind == "feedback_buttons":
        return " ".join(
            _button(_text(element[k].get("text"))) for k in ("positive_button", "negative_button")
        )
    if kind == "image":
        return str(element.get("alt_text", ""))
    if kind in ("checkboxes", "radio_buttons", "overflow"):
        return " ".join(_button(_text(o.get("text"))) for o in element.get("options", ()))
    initial = element.get("initial_option") or {}
    shown = next((str(element[k]) for k in element if k.startswith("initial_") and k != "initial_option"), "")
    return _button(_text(initial.get("text")) or shown or _text(element.get("placeholder")) or "…")


def _rich(value: Json) -> str:
    kind = value.get("type")
    if kind == "user":
        return f"<@{value['user_id']}>"
    if kind == "channel":
        return f"<#{value['channel_id']}>"
    if kind == "emoji":
        return f":{value['name']}:"
    if kind == "link":
        return str(value.get("text") or value["url"])
    if kind == "broadcast":
        return f"<!{value['range']}>"
    separator = "\n" if kind in ("rich_text", "rich_text_list") else ""
    inner = separator.join(_rich(part) for part in value.get("elements", ()))
    return inner or (str(value.get("text", "")) if kind == "text" else "")
