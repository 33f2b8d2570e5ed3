"""Rich text blocks. Shapes: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block."""

from .shape import Check, JsonValue, Problems, choice, flag, integer, many, shape, string, typed, url

_KIND = {"type": string(40)}
_STYLES = ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink")
_STYLE = {"style": shape({}, dict.fromkeys(_STYLES, flag))}
_RUN: dict[str, Check] = {
    "text": shape({**_KIND, "text": string(40_000)}, _STYLE),
    "link": shape({**_KIND, "url": url}, {**_STYLE, "text": string(40_000), "unsafe": flag}),
    "user": shape({**_KIND, "user_id": string(40)}, _STYLE),
    "usergroup": shape({**_KIND, "usergroup_id": string(40)}, _STYLE),
    "channel": shape({**_KIND, "channel_id": string(40)}, _STYLE),
    "emoji": shape({**_KIND, "name": string(100)}, {**_STYLE, "unicode": string(100), "url": url}),
    "broadcast": shape({**_KIND, "range": choice("here", "channel", "everyone")}, _STYLE),
    "color": shape({**_KIND, "value": string(20)}, _STYLE),
    "date": shape(
        {**_KIND, "timestamp": integer(0, 10**11), "format": string(200)},
        {**_STYLE, "url": url, "fallback": string(500)},
    ),
}
_BORDER = {"border": integer(0, 1)}
_RUNS = many(typed(_RUN), 1000, least=0)
_SECTION = shape({**_KIND, "elements": _RUNS})
_PARTS: dict[str, Check] = {
    "rich_text_section": _SECTION,
    "rich_text_list": shape(
        {
            **_KIND,
            "style": choice("bullet", "ordered"),
            "elements": many(typed({"rich_text_section": _SECTION}), 1000),
        },
        {**_BORDER, "indent": integer(0, 8), "offset": integer(0, 10_000)},
    ),
    "rich_text_preformatted": shape({**_KIND, "elements": _RUNS}, {**_BORDER, "language": string(40)}),
    "rich_text_quote": shape({**_KIND, "elements": _RUNS}, _BORDER),
}
PARTS = many(typed(_PARTS), 1000, least=0)
RICH_TEXT = shape({**_KIND, "elements": PARTS}, {"block_id": string(255)})


def check_rich_text(value: JsonValue, path: str) -> Problems:
    """A rich_text block or the initial value of a rich text field."""
    yield from RICH_TEXT(value, path)
