"""What a message may hold: texts, blocks, attachments, metadata, within Slack's limits."""

import json
from dataclasses import dataclass
from typing import Any

from ..blocks import check_blocks
from ..blocks.fill import filled
from ..images import check_images
from ..records import Json
from .call import ApiError, Call

LONGEST_TEXT = 40_000
LONGEST_UPDATE = 4_000
LONGEST_MARKDOWN = 12_000
LONGEST_BLOCKS = 13_200  # characters of all blocks together, as measured by others; Slack publishes no figure
MOST_ATTACHMENTS = 100
MOST_METADATA = 16_384  # bytes


@dataclass(frozen=True, kw_only=True)
class Content:
    """The checked content of a message; None where the call said nothing of it."""

    text: str | None
    blocks: tuple[Json, ...] | None
    attachments: tuple[Json, ...] | None
    metadata: Json | None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.text or self.blocks or self.attachments)


def content_of(call: Call) -> Content:
    """Read and check the content of chat.postMessage and its kin; ApiError as Slack's."""
    markdown = call.text("markdown_text")
    if markdown is not None:
        return _markdown(call, markdown)
    text = call.text("text")
    return Content(
        text=None if text is None else text[:LONGEST_TEXT],
        blocks=blocks_of(call),
        attachments=_attachments(call),
        metadata=_metadata(call),
    )


def blocks_of(call: Call) -> tuple[Json, ...] | None:
    """Read and check the blocks; `invalid_blocks` with Slack's messages, or `msg_blocks_too_long`."""
    blocks = call.structure("blocks", "invalid_blocks_format")
    if blocks is None:
        return None
    if not isinstance(blocks, list):
        raise ApiError("invalid_blocks_format")
    problems = check_blocks(blocks, "message") or check_images(call.workspace, blocks)
    if problems:
        raise ApiError("invalid_blocks", problems)
    if sum(1 for block in blocks if block["type"] == "table") > 1:
        raise ApiError("only_one_table_allowed")
    if _characters(blocks) > LONGEST_BLOCKS:
        raise ApiError("msg_blocks_too_long")
    return filled(blocks)


def _markdown(call: Call, markdown: str) -> Content:
    if call.args.get("text") or call.args.get("blocks"):
        raise ApiError("markdown_text_conflict")
    if len(markdown) > LONGEST_MARKDOWN:
        raise ApiError("msg_too_long")
    blocks = filled([{"type": "markdown", "text": markdown}]) if markdown else ()
    return Content(text=markdown, blocks=blocks, attachments=None, metadata=_metadata(call))


def _attachments(call: Call) -> tuple[Json, ...] | None:
    attachments = call.structure("attachments", "invalid_attachments")
    if attachments is None:
        return None
    if not isinstance(attachments, list) or not all(isinstance(a, dict) for a in attachments):
        raise ApiError("invalid_attachments")
    if len(attachments) > MOST_ATTACHMENTS:
        raise ApiError("too_many_attachments")
    for index, attachment in enumerate(attachments):
        problems = check_blocks(
            attachment.get("blocks") or [], "message", path=f"/attachments/{index}/blocks"
        )
        if problems:
            raise ApiError("invalid_blocks", problems)
    return tuple(
        attachment | ({"blocks": list(filled(attachment["blocks"]))} if "blocks" in attachment else {})
        for attachment in attachments
    )


def _metadata(call: Call) -> Json | None:
    metadata = call.structure("metadata", "invalid_metadata_format")
    if metadata is None:
        return None
    if metadata == {}:
        return {}
    if not isinstance(metadata, dict) or set(metadata) - {"event_type", "event_payload", "entities"}:
        raise ApiError("invalid_metadata_schema")
    kind, payload = metadata.get("event_type"), metadata.get("event_payload")
    if not isinstance(kind, str) or not kind or not isinstance(payload, dict):
        raise ApiError("invalid_metadata_format")
    if len(json.dumps(metadata).encode()) > MOST_METADATA:
        raise ApiError("metadata_too_large")
    return metadata


def _characters(value: Any) -> int:  # noqa: ANN401 any JSON
    if isinstance(value, dict):
        return sum(
            len(inner)
            if key in ("text", "value", "alt_text") and isinstance(inner, str)
            else _characters(inner)
            for key, inner in value.items()
        )
    return sum(_characters(one) for one in value) if isinstance(value, list) else 0
