"""Check a whole modal or home tab. Limits: https://docs.slack.dev/reference/views."""

import json

from .check import check_blocks
from .objects import plain
from .shape import JsonValue, anything, flag, problem, shape, string

MOST_BYTES = 250_000
_COMMON = {
    "private_metadata": string(3000, least=0),
    "callback_id": string(255, least=0),
    "external_id": string(255, least=0),
    "clear_on_close": flag,
    "notify_on_close": flag,
}
_MODAL = shape(
    {"type": string(10), "title": plain(24), "blocks": anything},
    {**_COMMON, "close": plain(24), "submit": plain(24), "submit_disabled": flag},
)
_HOME = shape({"type": string(10), "blocks": anything}, {**_COMMON, "title": plain(24)})


def too_large(view: JsonValue) -> bool:
    """Tell whether a view is beyond Slack's 250 kB."""
    return len(json.dumps(view, ensure_ascii=False).encode()) > MOST_BYTES


def check_view(view: JsonValue, *, path: str = "/view") -> list[str]:
    """Return what Slack would say is wrong with a view; an empty list if nothing is."""
    if not isinstance(view, dict):
        return [problem("must be an object", path)]
    kind = view.get("type")
    if kind not in ("modal", "home"):
        return [problem(f"unsupported type: {kind}", f"{path}/type")]
    problems = list((_MODAL if kind == "modal" else _HOME)(view, path))
    problems += check_blocks(view.get("blocks"), kind, path=f"{path}/blocks")
    if kind == "modal" and "submit" not in view:
        problems += _input_without_submit(view.get("blocks"), path)
    return problems


def _input_without_submit(blocks: JsonValue, path: str) -> list[str]:
    return [
        problem("must define `submit` to use an `input` block in modals", f"{path}/blocks/{index}/input")
        for index, block in enumerate(blocks if isinstance(blocks, list) else [])
        if isinstance(block, dict) and block.get("type") == "input"
    ]
