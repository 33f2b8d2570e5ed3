"""The shape of a rulebook as a JSON Schema, with which editors complete rules, explain each key and mark what is wrong.

It is made from the shapes that rulebooks are read into (`rules.language.schema`), from what is written below their keys, and
from the fields that rules can read. What a schema cannot say (conditions that can never hold, texts that speak of unknown
fields) `rules check` finds.
"""

import ast
import inspect
from textwrap import dedent
from typing import Any, get_args

from pydantic import BaseModel

from rules.language.editor_fields import Schema, condition, facts, field_parts
from rules.language.ladder import CHANNEL, words_on
from rules.language.schema import OUTCOMES, FileShape, RemindShape, RuleShape, TestShape, VerifyShape
from rules.rule import Each, On
from rules.signal import CAUSES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MATTERS_OF = ("task", "site")
_SHAPES: dict[str, type[BaseModel]] = {
    "rule": RuleShape,
    "test": TestShape,
    "remind": RemindShape,
    "verify": VerifyShape,
    **OUTCOMES,
}


def editor_schema() -> Schema:
    """A JSON Schema (draft 2020-12) of one rulebook file."""
    parts = {name: _documented(shape) for name, shape in _SHAPES.items()}
    for name in OUTCOMES:
        if "remind" in parts[name]["properties"]:
            described = parts[name]["properties"]["remind"]["description"]
            parts[name]["properties"]["remind"] = {"$ref": "#/$defs/remind", "description": described}
    verify = parts["ask"]["properties"]["verify"]
    parts["ask"]["properties"]["verify"] = {"$ref": "#/$defs/verify", "description": verify["description"]}
    parts["verify"]["anyOf"] = [{"required": [key]} for key in ("by", "evidence", "data")]
    parts["block"]["properties"]["block"]["enum"] = list(CAUSES)
    parts["test"]["oneOf"] = [{"required": [word]} for word in ("fires", "quiet")]
    _complete(parts["rule"])
    file = _documented(FileShape)
    file["properties"]["rules"]["items"] = {"$ref": "#/$defs/rule"}
    kinds = [(on, each) for on in get_args(On) for each in _each_of(on)]
    for on, each in kinds:
        parts[_named("when", on, each)] = condition(_named("when", on, each), _read_by(on, each))
        parts[_named("facts", on, each)] = facts(_read_by(on, each))
    parts["rule"]["allOf"] = [_of_kind(on, each) for on, each in kinds]
    parts["rule"]["allOf"] += [_ladder_on(on) for on in get_args(On)]
    return {"$schema": DIALECT, "title": "A Siteloop rulebook", **file, "$defs": {**parts, **field_parts()}}


def _complete(rule: Schema) -> None:
    """What the shapes leave open, since rulebooks read it in a later stage."""
    keys = rule["properties"]
    keys["then"]["items"] = {"oneOf": [{"$ref": f"#/$defs/{word}"} for word in OUTCOMES]}
    keys["tests"]["items"] = {"$ref": "#/$defs/test"}
    keys["tests"]["allOf"] = [{"contains": {"required": [word]}} for word in ("fires", "quiet")]
    keys["when"]["type"] = ["string", "object"]


def _of_kind(on: On, each: str) -> Schema:
    """What a rule on this subject, for each such matter, can read in its condition and state in its tests."""
    given = {"$ref": f"#/$defs/{_named('facts', on, each)}"}
    test = {"properties": {"fires": given, "quiet": given}}
    return {
        "if": {
            "properties": {"on": {"const": on}, "each": {"const": each}},
            "required": ["on", "each"] if each else ["on"],
        },
        "then": {
            "properties": {
                "when": {"$ref": f"#/$defs/{_named('when', on, each)}"},
                "tests": {"items": test},
            }
        },
    }


def _ladder_on(on: On) -> Schema:
    """Whom a rule on this subject can name; only some have matters."""
    named: Schema = {"anyOf": [{"enum": list(words_on(on))}, {"type": "string", "pattern": "^person:.+$"}]}
    told: Schema = {"anyOf": [{"const": CHANNEL}, *named["anyOf"]]}
    verify = {"properties": {"by": {"items": named}}}
    outcome = {"properties": {"assign": {"items": named}, "to": {"items": told}, "verify": verify}}
    keys: Schema = {"then": {"items": outcome}}
    if on not in _MATTERS_OF:
        keys["each"] = {"const": ""}
    return {"if": {"properties": {"on": {"const": on}}, "required": ["on"]}, "then": {"properties": keys}}


def _each_of(on: On) -> tuple[Each, ...]:
    return get_args(Each) if on in _MATTERS_OF else ("",)


def _read_by(on: On, each: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(subject for subject in (on, each, "site") if subject))


def _named(part: str, on: On, each: str) -> str:
    return ".".join(filter(None, (part, on, each)))


def _documented(shape: type[BaseModel]) -> Schema:
    """The shape's own JSON Schema, each key with what is written below it, without titles that only repeat names."""
    found = shape.model_json_schema(by_alias=True)
    found = {key: value for key, value in found.items() if key not in ("$defs", "title")}
    told = _told_below_keys(shape)
    for name, field in shape.model_fields.items():
        key = found["properties"][field.alias or name]
        key.pop("title", None)
        key["description"] = told[name]
    return found


def _told_below_keys(shape: type[BaseModel]) -> dict[str, str]:
    """The text that stands below each key of the shape and of those that it is made of."""
    found: dict[str, str] = {}
    for one in reversed(shape.__mro__):
        if issubclass(one, BaseModel) and one is not BaseModel:
            (parsed,) = ast.parse(dedent(inspect.getsource(one))).body
            found |= _texts_in(parsed)
    return found


def _texts_in(parsed: Any) -> dict[str, str]:  # noqa: ANN401 - a class as Python's parser has it
    found: dict[str, str] = {}
    for key, below in zip(parsed.body, parsed.body[1:], strict=False):
        if (
            isinstance(key, ast.AnnAssign)
            and isinstance(key.target, ast.Name)
            and isinstance(below, ast.Expr)
        ):
            found[key.target.id] = " ".join(ast.literal_eval(below.value).split())
    return found
