"""Rulebooks: plain values into the shapes of `rules.language.schema`, with pydantic's faults told in plain words."""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from rules.language.problem import did_you_mean
from rules.language.schema import RemindShape, TestShape
from rules.language.text import Path

Shape = TypeVar("Shape", bound=BaseModel)

_NEEDED: Mapping[str, str] = {
    "model_type": "A block of `key: value` lines",
    "dict_type": "A block of `key: value` lines",
    "list_type": "A list",
    "string_type": "Text",
    "int_type": "A whole number",
    "float_type": "A number",
    "bool_type": "true or false",
}
_EMPTY = re.compile(r"''(, | or )")  # the same as to leave the key out
_INNER: Mapping[str, type[BaseModel]] = {"tests": TestShape, "remind": RemindShape}


def read_shape(shape: type[Shape], value: Any, report: Callable[[Path, str, str], None]) -> Shape | None:  # noqa: ANN401
    """The value in that shape, or None after each fault was reported."""
    try:
        return shape.model_validate(value)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            path: Path = fault["loc"]
            report(path, *_told(fault, _keys_at(shape, path)))
        return None


def path_text(path: Path) -> str:
    """A path as people write it: `then[0].assign[1]`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")


def _keys_at(shape: type[BaseModel], path: Path) -> list[str]:
    """Keys of the shape in which the last step of the path stands."""
    for step in path[:-1]:
        shape = _INNER.get(str(step), shape)
    return [field.alias or name for name, field in shape.model_fields.items()]


def _told(fault: ErrorDetails, known: list[str]) -> tuple[str, str]:
    """A fault in plain words: the reason and a suggestion."""
    word = fault["input"]
    match fault["type"]:
        case "extra_forbidden":
            key = str(fault["loc"][-1])
            return f"There is no key “{key}” here.", did_you_mean(key, known) or f"Keys: {', '.join(known)}."
        case "missing":
            return "This key is missing.", ""
        case "literal_error":
            return f"“{word}” is not possible here.", f"Write {_EMPTY.sub('', fault['ctx']['expected'])}."
        case "string_pattern_mismatch" | "string_too_short" if not str(word).strip():
            return "There is nothing in it.", "Write a few words."
        case "string_pattern_mismatch":
            return f"“{word}” is no id.", "Write small letters, digits and dashes: crane-is-down."
        case "too_short":
            least, given = fault["ctx"]["min_length"], fault["ctx"]["actual_length"]
            need = f"At least {least} {'is' if least == 1 else 'are'} needed here"
            return f"{need}, and there {'is' if given == 1 else 'are'} {given or 'none'}.", ""
        case kind if kind in _NEEDED:
            what = "nothing" if word is None else f"“{str(word)[:60]}”"
            keys = f"Its keys: {', '.join(known)}." if kind == "model_type" and not fault["loc"] else ""
            return f"{_NEEDED[kind]} is needed here, and this is {what}.", keys
        case _:
            return f"{fault['msg']}.", ""
