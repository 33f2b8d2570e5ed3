"""Composition objects: texts, options, confirmations, filters.

Limits: https://docs.slack.dev/reference/block-kit/composition-objects
"""

from .shape import (
    Check,
    JsonValue,
    Problems,
    both,
    choice,
    flag,
    many,
    pattern,
    problem,
    shape,
    string,
    typed,
    url,
)

_KIND = string(40)


def text(most: int, *kinds: str) -> Check:
    """A text object of one of the kinds (default: both) with 1 to `most` characters."""
    shapes = {
        "plain_text": shape({"type": _KIND, "text": string(most)}, {"emoji": flag}),
        "mrkdwn": shape({"type": _KIND, "text": string(most)}, {"verbatim": flag}),
    }
    return typed({kind: shapes[kind] for kind in kinds or shapes})


def plain(most: int) -> Check:
    """A plain_text object with 1 to `most` characters."""
    return text(most, "plain_text")


def option(*kinds: str, link: bool = False) -> Check:
    """An option; checkboxes and radio buttons allow mrkdwn too, overflow menus a link."""
    optional = {"description": text(75, *kinds)} | ({"url": url} if link else {})
    return shape({"text": text(75, *kinds), "value": string(150, least=0)}, optional)


MENU_OPTION = option("plain_text")
RICH_OPTION = option("plain_text", "mrkdwn")
OPTION_GROUP = shape({"label": plain(75), "options": many(MENU_OPTION, 100)})
CONFIRM = shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": choice("primary", "danger")},
)
DISPATCH = shape(
    {},
    {"trigger_actions_on": many(choice("on_enter_pressed", "on_character_entered"), 2)},
)
FILTER = shape(
    {},
    {
        "include": many(choice("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
)
_FILE_ID = pattern(r"F[A-Z0-9]{8,}", "input must match regex pattern: ^[F][A-Z0-9]{8,}$")


def _one_address(value: JsonValue, path: str) -> Problems:
    if ("id" in value) == ("url" in value):
        yield problem("must define exactly one of `id` or `url`", path)


SLACK_FILE = both(shape({}, {"id": _FILE_ID, "url": url}), _one_address)
IMAGE_URL = pattern(r"https?://\S{1,2991}", "must be a valid image URL")


def image_source(value: JsonValue, path: str) -> Problems:
    """An image names exactly one source."""
    if ("image_url" in value) == ("slack_file" in value):
        yield problem("must define exactly one of `image_url` or `slack_file`", path)
