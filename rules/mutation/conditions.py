"""What can be otherwise in the condition of a rule: a clause less, its opposite, the nearest other number, a group's word."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from rules.facts.fields import Field
from rules.language.condition import parse_comparison
from rules.language.sense import condition_text
from rules.language.text import Path
from rules.language.tree import read_condition
from rules.match.reference import comparison_text
from rules.mutation.change import OUT, Change
from rules.rule import Compare, FieldRef

_OTHER = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "!=", "!=": "=", "in": "not in", "not in": "in"}
_ORDERS = ("<", "<=", ">", ">=")


def condition_changes(raw: Any, fields: Mapping[str, Field], path: Path = ("when",)) -> Iterator[Change]:  # noqa: ANN401
    """The changes of a sound condition, as YAML has it; `fields` are those that the rule reads."""
    if isinstance(raw, str):
        for value in _otherwise(raw, fields):
            told = value if isinstance(value, str) else f"not: {raw}"
            yield Change(path=path, value=value, told=f"`{told}` instead of `{raw}`")
        return
    ((word, inner),) = raw.items()
    if word == "not":
        text = _text(inner, fields)
        yield Change(path=path, value=inner, told=f"`{text}` instead of `not: {text}`")
        denied = condition_changes(inner, fields, (*path, "not"))
        yield from (one for one in denied if one.value != {"not": inner})  # that says the same once more
        return
    if len(inner) > 1:
        other = "any" if word == "all" else "all"
        told = f"`{other}:` instead of `{word}:` over `{_text(inner[0], fields)}` …"
        yield Change(path=path, value={other: inner}, told=told)
    for place, part in enumerate(inner):
        below = (*path, word, place)
        if len(inner) > 1:
            yield Change(path=below, value=OUT, told=f"without `{_text(part, fields)}`")
        yield from condition_changes(part, fields, below)


def _otherwise(text: str, fields: Mapping[str, Field]) -> Iterator[object]:
    """One comparison's others: text, or a group."""
    found = parse_comparison(text, fields)
    if not isinstance(found, Compare):
        yield {"not": text}
        return
    yield f"{found.field} {_OTHER[found.op]} {_operand(found)}"
    if found.op in _ORDERS and not isinstance(found.value, FieldRef):
        number = Decimal(_operand(found))
        step = Decimal(1).scaleb(int(number.as_tuple().exponent))  # of the last digit that is written
        yield from (f"{found.field} {found.op} {other:f}" for other in (number - step, number + step))
    if isinstance(found.value, tuple) and len(found.value) > 1:
        for value in found.value:
            kept = tuple(one for one in found.value if one != value)
            yield comparison_text(Compare(field=found.field, op=found.op, value=kept))


def _operand(found: Compare) -> str:
    return comparison_text(found).removeprefix(f"{found.field} {found.op} ")


def _text(raw: Any, fields: Mapping[str, Field]) -> str:  # noqa: ANN401 - plain YAML values
    condition, _ = read_condition(raw, fields)
    return condition_text(condition) if condition else str(raw)
