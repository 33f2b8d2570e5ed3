"""Weights and counts that come with the package, fitted to messages whose meaning is known: JSON beside the lexicons."""

import json
import zlib
from collections.abc import Callable
from importlib.resources import files
from typing import Any, TypeVar

from bot.capture.lexicons import LexiconError

T = TypeVar("T")


def packaged(file: str, made: Callable[[Any], T]) -> T:
    """What is `made` of the JSON of a file in `bot/capture/lexicon`.

    Raises:
        LexiconError: the file is missing or not in its form.
    """
    try:
        return made(json.loads((files("bot.capture") / "lexicon" / file).read_text(encoding="utf-8")))
    except (OSError, KeyError, TypeError, ValueError, AttributeError, zlib.error) as error:
        raise LexiconError(f"cannot read {file}: {error}; mend it or fit it anew") from error
