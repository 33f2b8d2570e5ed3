"""A small vocabulary to declare the shape of JSON. A check yields problems in Slack's own words.

Wording as Slack answers it in `response_metadata.messages`, without the leading "[ERROR] ".
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Problems = Iterator[str]
JsonValue = Any  # whatever a client may have sent: nothing is known of it yet
Check = Callable[[JsonValue, str], Problems]


def problem(words: str, path: str) -> str:
    """Return one problem as Slack words it, with the JSON pointer to the place."""
    return f"{words} [json-pointer:{path}]"


def string(most: int, *, least: int = 1) -> Check:
    """A string of `least` to `most` characters."""

    def check(value: JsonValue, path: str) -> Problems:
        if not isinstance(value, str):
            yield problem("must be a string", path)
        elif len(value) > most:
            yield problem(f"must be less than {most + 1} characters", path)
        elif len(value) < least:
            yield problem(f"must be more than {least - 1} characters", path)

    return check


def pattern(expression: str, words: str) -> Check:
    """A string that matches the whole regular expression."""
    compiled = re.compile(expression)

    def check(value: JsonValue, path: str) -> Problems:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            yield problem(words, path)

    return check


def flag(value: JsonValue, path: str) -> Problems:
    """A boolean."""
    if not isinstance(value, bool):
        yield problem("must be a boolean", path)


def integer(least: int, most: int) -> Check:
    """A whole number between two bounds."""

    def check(value: JsonValue, path: str) -> Problems:
        if not isinstance(value, int) or isinstance(value, bool):
            yield problem("must be an integer", path)
        elif not least <= value <= most:
            yield problem(f"must be between {least} and {most}", path)

    return check


def choice(*allowed: str) -> Check:
    """One of the words."""

    def check(value: JsonValue, path: str) -> Problems:
        if value not in allowed:
            yield problem(f"must be one of: {', '.join(allowed)}", path)

    return check


def url(value: JsonValue, path: str) -> Problems:
    """An address of at most 3000 characters."""
    yield from string(3000)(value, path)
    if isinstance(value, str) and not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:\S+$", value):
        yield problem("must be a valid URL", path)


def many(each: Check, most: int, *, least: int = 1) -> Check:
    """A list of `least` to `most` things of one shape."""

    def check(value: JsonValue, path: str) -> Problems:
        if not isinstance(value, list):
            yield problem("must be an array", path)
            return
        if len(value) > most:
            yield problem(f"no more than {most} items allowed", path)
        if len(value) < least:
            yield problem(f"must provide at least {least} items", path)
        for index, one in enumerate(value):
            yield from each(one, f"{path}/{index}")

    return check


def shape(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object with these fields and no others."""
    known = {**required, **(optional or {})}

    def check(value: JsonValue, path: str) -> Problems:
        if not isinstance(value, dict):
            yield problem("must be an object", path)
            return
        for name in required:
            if name not in value:
                yield problem(f"missing required field: {name}", path)
        for name, inner in value.items():
            if name not in known:
                yield problem(f"invalid additional property: {name}", path)
            else:
                yield from known[name](inner, f"{path}/{name}")

    return check


def typed(kinds: Mapping[str, Check]) -> Check:
    """An object whose `type` decides its shape."""

    def check(value: JsonValue, path: str) -> Problems:
        if not isinstance(value, dict):
            yield problem("must be an object", path)
        elif "type" not in value:
            yield problem("missing required field: type", path)
        elif not isinstance(value["type"], str) or value["type"] not in kinds:
            yield problem(f"unsupported type: {value['type']}", f"{path}/type")
        else:
            yield from kinds[value["type"]](value, path)

    return check


def both(*checks: Check) -> Check:
    """The checks in turn; a later one may rely on what the earlier ones found in order."""

    def check(value: JsonValue, path: str) -> Problems:
        for one in checks:
            problems = list(one(value, path))
            yield from problems
            if problems:
                return

    return check


def anything(value: JsonValue, path: str) -> Problems:
    """Accept; the field is checked with its neighbours."""
    yield from ()
