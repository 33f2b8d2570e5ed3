"""One comparison of a rule: `task.critical = true`, `blocker.cause in [material, equipment]`, `exists request.need`."""

import re
from collections.abc import Mapping
from typing import cast
from unicodedata import normalize

from rules.deciding.decision import CaseValue
from rules.facts.fields import FIELDS, Field
from rules.language.problem import Misread, did_you_mean, one_of
from rules.rule import Compare, Exists, FieldRef, Op

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<quoted>"[^"]*"|'[^']*')
      | (?P<op>!=|<=|>=|==|<>|=<|=>|=|<|>)
      | (?P<mark>[\[\],])
      | (?P<word>[^\s\[\],"'=<>!]+)
    )""",
    re.VERBOSE,
)
_NUMBER = re.compile(r"-?\d{1,16}(?:\.\d{1,6})?")
_OPS: Mapping[str, frozenset[str]] = {
    "number": frozenset(("=", "!=", "<", "<=", ">", ">=", "in", "not in")),
    "text": frozenset(("=", "!=", "in", "not in")),
    "truth": frozenset(("=", "!=")),
}
_MEANT = {"==": "=", "<>": "!=", "=<": "<=", "=>": ">=", "is": "=", "equals": "=", "not": "not in"}
_TURNED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_HOW = "Write “field op value”, with one of = != < <= > >= in, not in; or “exists field”."
_LARGEST = 2.0**53
_MAX_CHARACTERS = 500

Token = tuple[str, str]  # what it is (a group's name of _TOKEN), and its text


def parse_comparison(text: str, fields: Mapping[str, Field]) -> Compare | Exists:
    """Parse one comparison over these fields.

    Raises:
        Misread: it is not one, the field is unknown, or the value cannot be one of the field's.
    """
    if len(text) > _MAX_CHARACTERS:
        raise Misread(
            f"A comparison has at most {_MAX_CHARACTERS} characters.", "Say it in several, under `any`."
        )
    tokens = _tokens(normalize("NFC", text))
    if tokens and tokens[0] == ("word", "exists"):
        if len(tokens) != 2 or tokens[1][0] != "word":
            raise Misread(f"“{text}” is no question for presence.", "Write “exists field”.")
        return Exists(field=_field(tokens[1][1], fields).name)
    if len(tokens) < 3 or tokens[0][0] not in ("word", "quoted"):
        raise Misread(f"“{text}” is no comparison.", _HOW)
    _see_order(tokens, fields)
    field = _field(tokens[0][1], fields)
    op, operand = _op(tokens[1:], field)
    if op in ("in", "not in"):
        return Compare(field=field.name, op=op, value=_list(operand, field, fields))
    if len(operand) != 1:
        raise Misread(f"“{text}” has more than one value after {op}.", _one_value(operand, field))
    return Compare(field=field.name, op=op, value=_one(operand[0], field, fields))


def _see_order(tokens: list[Token], fields: Mapping[str, Field]) -> None:
    """The field comes first, and what it is compared with second."""
    (kind, first), (_, op), (_, last) = tokens[0], tokens[1], tokens[-1]
    if kind == "word" and first in FIELDS:
        return
    if len(tokens) == 3 and last in fields and (turned := _TURNED.get(op)):
        raise Misread("A comparison begins with the field.", f"Write “{last} {turned} {first}”.")
    if kind == "quoted":
        raise Misread("A comparison begins with the field.", _HOW)


def _one_value(operand: list[Token], field: Field) -> str:
    """How several values, or what looks like them, are written."""
    words = [text for _, text in operand]
    if "and" in words or "or" in words:
        group = "all" if "and" in words else "any"
        return f"Put each comparison on a line of its own below `{group}:`."
    if field.type == "number" and "".join(words).replace(",", "").isdigit():
        return "Write a number with a decimal point, and nothing else between its digits: 2.5, 1000."
    return "Put a text of several words in quotes." if field.type == "text" else "Give it one value."


def literal(text: str, quoted: bool, field: Field) -> CaseValue:
    """The value that a text stands for in this field.

    Raises:
        Misread: the field has no such value.
    """
    if field.type == "number":
        return _number(text, quoted, field)
    if field.type == "truth":
        if quoted or text not in ("true", "false"):
            raise Misread(f"{field.name} is true or false, not “{text}”.")
        return text == "true"
    if field.options and text not in field.options:
        raise Misread(f"{field.name} is never “{text}”.", one_of(text, field.options))
    return text


def _number(text: str, quoted: bool, field: Field) -> float:
    if quoted or not _NUMBER.fullmatch(text):
        unit = f" ({field.unit})" if field.unit else ""
        raise Misread(
            f"{field.name} is a number{unit}, “{text}” is not.", f"Write it plainly, such as {field.example}."
        )
    number = float(text)
    if abs(number) > _LARGEST:
        raise Misread(f"{text} is too large for a number in a rule.")
    return number


def _tokens(text: str) -> list[Token]:
    found: list[Token] = []
    place = 0
    while text[place:].strip():
        match = _TOKEN.match(text, place)
        if not match or match.lastgroup is None:
            raise Misread(f"“{text}” cannot be read from “{text[place:].strip()}” on.", _HOW)
        found.append((match.lastgroup, match[match.lastgroup]))
        place = match.end()
    return found


def _field(name: str, fields: Mapping[str, Field]) -> Field:
    if name in fields:
        return fields[name]
    if name in FIELDS:
        subjects = ", ".join(sorted({f"{field.subject}.…" for field in fields.values()}))
        raise Misread(f"This rule cannot read {name}.", f"It reads {subjects}; see its `on` and `each`.")
    raise Misread(f"There is no field {name}.", did_you_mean(name, fields))


def _op(tokens: list[Token], field: Field) -> tuple[Op, list[Token]]:
    """The operator at the beginning, and what comes after it."""
    op, used = tokens[0][1], 1
    if op == "not" and tokens[1] == ("word", "in"):
        op, used = "not in", 2
    if op not in _OPS["number"]:
        meant = _MEANT.get(op)
        raise Misread(f"“{op}” compares nothing.", f"Did you mean {meant}?" if meant else _HOW)
    if op not in _OPS[field.type]:
        known = " ".join(sorted(_OPS[field.type]))
        raise Misread(f"{field.name} is a {field.type}; {op} does not compare it.", f"Use one of {known}.")
    return cast(Op, op), tokens[used:]


def _list(tokens: list[Token], field: Field, fields: Mapping[str, Field]) -> tuple[CaseValue, ...]:
    if len(tokens) < 2 or tokens[0] != ("mark", "[") or tokens[-1] != ("mark", "]"):
        raise Misread("After in comes a list.", f"Write “{field.name} in [one, another]”.")
    inner = tokens[1:-1]
    if not inner:
        raise Misread(
            "The list is empty, so this never holds.", "Name the values, or leave the comparison out."
        )
    if any(token != ("mark", ",") for token in inner[1::2]) or len(inner) % 2 == 0:
        raise Misread(
            "The list cannot be read.",
            "Separate its values with commas; put texts of several words in quotes.",
        )
    values = [_one(token, field, fields) for token in inner[::2]]
    plain = tuple(value for value in values if not isinstance(value, FieldRef))
    if len(plain) != len(values):
        raise Misread("A list holds values, not fields.", "Compare the fields one by one.")
    if len(set(plain)) != len(plain):
        raise Misread("The list names a value twice.")
    return plain


def _one(token: Token, field: Field, fields: Mapping[str, Field]) -> CaseValue | FieldRef:
    kind, text = token
    if kind == "word" and text in FIELDS:
        return _other_field(_field(text, fields), field)
    if (
        kind == "word"
        and text.partition(".")[0] in {known.subject for known in fields.values()}
        and "." in text
    ):
        _field(text, fields)
    if kind not in ("word", "quoted"):
        raise Misread(f"“{text}” is no value.", _HOW)
    quoted = kind == "quoted"
    return literal(text[1:-1] if quoted else text, quoted, field)


def _other_field(other: Field, field: Field) -> FieldRef:
    if other.name == field.name:
        raise Misread(f"{field.name} is compared with itself.")
    if other.type != field.type:
        raise Misread(
            f"{field.name} is a {field.type}, {other.name} a {other.type}: they cannot be compared."
        )
    if other.unit != field.unit:
        units = [one.unit or "no unit" for one in (field, other)]
        raise Misread(
            f"{field.name} is in {units[0]}, {other.name} in {units[1]}: they cannot be compared.",
            "Compare each with a number.",
        )
    if other.timed and field.timed:
        raise Misread(
            f"{field.name} and {other.name} both move with the clock; they cannot be compared with each other.",
            "Compare each with a number.",
        )
    return FieldRef(name=other.name)
