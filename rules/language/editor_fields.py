"""The fields that rules can read, as parts of a JSON Schema: how each is compared, and what a test may state of it."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from rules.facts.fields import FIELDS, Field

Schema = dict[str, Any]

_ORDER = r"(=|!=|<=|>=|<|>)"
_SAME = r"(=|!=)"
_AMONG = r"(in|not\s+in)"
_NUMBER = r"-?\d{1,16}(\.\d{1,6})?"
_FIELD = r"[a-z_]+\.[a-z_]+"
_WORD = r"""("[^"]*"|'[^']*'|[^\s\[\],"'=<>!]+)"""


def field_parts() -> dict[str, Schema]:
    """Definitions by name: of each subject `compares.<subject>` (one comparison) and `facts.<subject>` (its fields' values)."""
    found: dict[str, Schema] = {}
    for subject in dict.fromkeys(field.subject for field in FIELDS.values()):
        own = [field for field in FIELDS.values() if field.subject == subject]
        found[f"compares.{subject}"] = {"anyOf": [_comparison(field) for field in own]}
        found[f"facts.{subject}"] = {"properties": {field.name: _fact(field) for field in own}}
    return found


def condition(name: str, subjects: Iterable[str]) -> Schema:
    """The definition of that name: a condition over fields of these subjects, nested in `all`, `any` and `not`."""
    again = {"$ref": f"#/$defs/{name}"}
    parts = {"type": "array", "minItems": 1, "uniqueItems": True, "items": again}
    groups: Mapping[str, Schema] = {
        "all": {**parts, "description": "True where every one of these is."},
        "any": {**parts, "description": "True where one of these is."},
        "not": {**again, "description": "True where this is not, so also where its field is absent."},
    }
    nested = {
        "type": "object",
        "properties": groups,
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }
    return {"anyOf": [*({"$ref": f"#/$defs/compares.{subject}"} for subject in subjects), nested]}


def facts(subjects: Iterable[str]) -> Schema:
    """What a test of a rule on these subjects states: values of its fields."""
    wanted = tuple(subjects)
    names = [field.name for field in FIELDS.values() if field.subject in wanted]
    return {
        "type": "object",
        "allOf": [{"$ref": f"#/$defs/facts.{subject}"} for subject in wanted],
        "propertyNames": {"enum": names},
    }


def _comparison(field: Field) -> Schema:
    """One comparison of the field with a value or with another field, or a question for its presence."""
    name = re.escape(field.name)
    compared = "|".join((*_compared(field), rf"{_order(field)}\s*{_FIELD}"))
    return {
        "type": "string",
        "description": _meaning(field),
        "pattern": rf"^\s*(exists\s+{name}|{name}\s*({compared}))\s*$",
        "examples": _examples(field),
    }


def _order(field: Field) -> str:
    return _ORDER if field.type == "number" else _SAME


def _compared(field: Field) -> tuple[str, ...]:
    """What may follow the field's name, where it is compared with values."""
    if field.type == "truth":
        return (rf"{_SAME}\s*(true|false)",)
    value = _NUMBER if field.type == "number" else _text(field)
    return rf"{_order(field)}\s*{value}", rf"{_AMONG}\s*\[\s*{value}(\s*,\s*{value})*\s*\]"


def _text(field: Field) -> str:
    if not field.options:
        return _WORD
    options = "|".join(map(re.escape, field.options))
    return rf"""(["']?({options})["']?)"""


def _examples(field: Field) -> list[str]:
    if field.type == "truth":
        return [f"{field.name} = true", f"{field.name} = false"]
    if field.type == "number":
        return [f"{field.name} {op} {field.example}" for op in (">=", "<=")]
    values = field.options or (field.example,)
    return [f"{field.name} = {_quoted(value)}" for value in values]


def _quoted(value: str) -> str:
    return value if re.fullmatch(_WORD, value) else f'"{value}"'


def _fact(field: Field) -> Schema:
    kinds: Mapping[str, Schema] = {
        "number": {"type": "number"},
        "truth": {"type": "boolean"},
        "text": {"enum": list(field.options)} if field.options else {"type": "string"},
    }
    return {**kinds[field.type], "description": _meaning(field)}


def _meaning(field: Field) -> str:
    unit = f" ({field.unit})" if field.unit else ""
    moves = "; it moves with the clock" if field.timed else ""
    return f"{field.name}{unit}: {field.meaning}{moves}"
