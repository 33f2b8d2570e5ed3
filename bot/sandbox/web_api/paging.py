"""Cursors: a list in pages."""

import base64
from collections.abc import Sequence
from typing import TypeVar

from .call import ApiError, Call

One = TypeVar("One")


def page(
    call: Call, everything: Sequence[One], *, most: int, default: int = 100
) -> tuple[Sequence[One], str]:
    """Return the page that the call asks for and the cursor of the next, empty on the last."""
    limit = default if call.args.get("limit") in (None, 0, "0", "") else call.number("limit", default, most)
    start = _start(call.text("cursor") or "")
    more = start + limit < len(everything)
    cursor = base64.b64encode(f"offset:{start + limit}".encode()).decode() if more else ""
    return everything[start : start + limit], cursor


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        word, _, offset = base64.b64decode(cursor, validate=True).decode().partition(":")
        if word != "offset":
            raise ApiError("invalid_cursor")
        return int(offset)
    except ValueError:
        raise ApiError("invalid_cursor") from None
