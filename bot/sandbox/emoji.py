"""The emoji that every Slack workspace has."""

import re
from functools import cache
from pathlib import Path

_SKIN_TONE = re.compile(r"::skin-tone-[2-6]$")


def known_emoji(name: str) -> bool:
    """Tell whether Slack knows a standard emoji of that name, with a skin tone or without."""
    return _SKIN_TONE.sub("", name) in _names()


@cache
def _names() -> frozenset[str]:
    return frozenset((Path(__file__).with_name("emoji_names.txt")).read_text("utf-8").split())
