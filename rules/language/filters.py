"""What each filter of a text is for: `hours` writes lengths of time, `quote` what somebody said."""

from collections.abc import Mapping
from typing import NamedTuple

from jinja2 import nodes

from rules.facts.fields import Field, FieldType
from rules.language.problem import Misread


class _For(NamedTuple):
    """What a filter is for: facts of this type, and of numbers those in one of these units."""

    type: FieldType
    what: str
    units: tuple[str, ...] = ()


_FOR: Mapping[str, _For] = {
    "hours": _For("number", "hours", ("hours", "working hours")),
    "days": _For("number", "days", ("days", "working days")),
    "money": _For("number", "money", ("money",)),
    "percent": _For("number", "percentages", ("%",)),
    "quote": _For("text", "texts"),
    "lower": _For("text", "texts"),
    "capitalize": _For("text", "texts"),
}


def check_filter(node: nodes.Filter, fields: Mapping[str, Field]) -> None:
    """See that what is filtered is of the kind that the filter is for; another filter but `default` gives a text.

    Raises:
        Misread: it is not.
    """
    wanted, given = _FOR.get(node.name), node.node
    while isinstance(given, nodes.Filter) and given.name == "default":
        given = given.node
    if wanted is None:
        return
    if isinstance(given, nodes.Filter) and wanted.type != "text":
        raise Misread(
            f"`{given.name}` gives a text; `{node.name}` is for {wanted.what}.", "Leave one of them out."
        )
    if isinstance(given, nodes.Getattr) and isinstance(given.node, nodes.Name):
        field = fields[f"{given.node.name}.{given.attr}"]
        if field.type != wanted.type or (wanted.units and field.unit not in wanted.units):
            is_in = f" ({field.unit})" if field.unit else ""
            reason = f"{field.name} is a {field.type}{is_in}; `{node.name}` is for {wanted.what}."
            raise Misread(reason, _fitting(field))


def _fitting(field: Field) -> str:
    fit = next((name for name, one in _FOR.items() if field.unit in one.units), "")
    return f"Use `{fit}`." if fit else "Leave the filter out."
