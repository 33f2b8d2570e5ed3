"""Which of those that a question offers an answer in words picks: by its name, by its place, or none of them."""

import re
from collections.abc import Sequence

from bot.cards import Choice

_WORD = re.compile(r"\w+")
_NONE = re.compile(r"(?:none|nothing|neither|ninguno|ninguna)(?: of (?:it|them|these|those|the above))?")
_PLACES = (
    re.compile(r"(?:the )?(?:1|1st|first|el primero|la primera)(?: one)?"),
    re.compile(r"(?:the )?(?:2|2nd|second|el segundo|la segunda)(?: one)?"),
)


def picked(text: str, offered: Sequence[Choice], none: Choice) -> str:
    """The value of the choice that the text is; empty where it is none of them."""
    words = _plain(text)
    named = next((one for one in (*offered, none) if _plain(one.label) == words), None)
    if named is not None:
        return named.value
    if _NONE.fullmatch(words):
        return none.value
    return next(
        (one.value for one, place in zip(offered, _PLACES, strict=False) if place.fullmatch(words)), ""
    )


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
