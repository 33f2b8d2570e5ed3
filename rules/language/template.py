"""The texts of rules: `Get {{ task.name }} moving again: {{ blocker.words | quote }}`.

A sandboxed subset of Jinja: fields, filters, and `{% if task.critical %}`; no loops, no calls, no arithmetic. What a field
holds is only ever text: it is never read as a template.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeGuard

from jinja2 import Template, TemplateSyntaxError, Undefined, nodes
from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from rules.deciding.decision import CaseValue
from rules.facts.fields import Field
from rules.language.filters import check_filter
from rules.language.problem import Misread, did_you_mean, one_of

MAX_CHARACTERS = 600
_MAX_QUOTED = 160
_UNKNOWN = "(not said)"
_HOW = "Use {{ subject.field }}, filters, and {% if subject.field %}."
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.CondExpr, nodes.Getattr, nodes.Name,
    nodes.Filter, nodes.Test, nodes.Const, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
)  # fmt: skip


def check_template(template: str, fields: Mapping[str, Field]) -> None:
    """See that the template can be rendered from these fields.

    Raises:
        Misread: it is no template of this subset, or names an unknown field or filter.
    """
    for name in template_fields(template):
        if name not in fields:
            raise Misread(
                f"The text speaks of {name}, which this rule does not know.", did_you_mean(name, fields)
            )
    for node in _SANDBOX.parse(template).find_all(nodes.Filter):
        check_filter(node, fields)


@lru_cache(maxsize=1024)
def template_fields(template: str) -> tuple[str, ...]:
    """Names of the fields that the template speaks of.

    Raises:
        Misread: it is no template of this subset.
    """
    try:
        tree = _SANDBOX.parse(template)
        _check_names(tree)
        _SANDBOX.from_string(template)  # what is wrong with the arguments of a filter shows only here
    except TemplateSyntaxError as error:
        reason = f"The text cannot be read: {(error.message or '').rstrip('.')}."
        raise Misread(reason, "Fields stand in {{ and }}.") from error
    if not all(isinstance(node, _ALLOWED) for node in tree.find_all(nodes.Node)):
        raise Misread("The text does more than name fields.", _HOW)
    if any(operand.op not in ("eq", "ne") for operand in tree.find_all(nodes.Operand)):
        raise Misread("The text compares by size.", "Compare in the rule's `when`; a text knows == and !=.")
    named = [node for node in tree.find_all(nodes.Getattr) if isinstance(node.node, nodes.Name)]
    if len(named) != _count(tree, nodes.Getattr) or len(named) != _count(tree, nodes.Name):
        raise Misread("Each field is named in full.", _HOW)
    return tuple(
        dict.fromkeys(f"{node.node.name}.{node.attr}" for node in named if isinstance(node.node, nodes.Name))
    )


def _check_names(tree: nodes.Template) -> None:
    """Jinja itself would tell of an unknown filter or test below an `if` only where the text is written."""
    for node in tree.find_all(nodes.Filter):
        if node.name not in _SANDBOX.filters:
            raise Misread(f"There is no filter {node.name}.", one_of(node.name, sorted(_SANDBOX.filters)))
    for test in tree.find_all(nodes.Test):
        if test.name not in _SANDBOX.tests:
            raise Misread(f"A text cannot ask whether something is {test.name}.", "Write `is defined`.")


def unguarded_fields(template: str) -> tuple[str, ...]:
    """Names of the fields that the template shows without asking whether the case has them (`{% if %}`, `| default`)."""
    return tuple(dict.fromkeys(_shown_by(_SANDBOX.parse(template), frozenset())))


def render(template: str, values: Mapping[str, CaseValue]) -> str:
    """The text for these facts, at most 600 characters; an absent fact reads “(not said)”.

    Raises:
        Misread: it is no template of this subset, or asks of a fact what its type cannot give.
    """
    template_fields(template)
    subjects: dict[str, _Subject] = {}
    for name, value in values.items():
        subject, _, field = name.partition(".")
        subjects.setdefault(subject, _Subject())[field] = value
    try:
        text = _compiled(template).render(subjects)
    except (TemplateError, TypeError, ValueError) as error:
        raise Misread(f"The text “{template}” cannot be written: {error}.") from error
    return _cut(text.strip(), MAX_CHARACTERS)


def hours(value: object) -> object:
    """`0.5` → 30 min, `3` → 3 h, `-12.25` → 12.3 h: how long, whichever way."""
    if not _is_number(value):
        return value
    length = abs(value)
    return f"{round(length * 60)} min" if length < 1 else f"{_plain(round(length, 1))} h"


def days(value: object) -> object:
    """`1` → 1 day, `3` → 3 days."""
    if not _is_number(value):
        return value
    return f"{_plain(round(value, 1))} day{'' if value == 1 else 's'}"


def money(value: object) -> object:
    """`118000` → 118,000; cents only where there are any."""
    if not _is_number(value):
        return value
    return f"{value:,.0f}" if round(value, 2) == round(value) else f"{value:,.2f}"


def percent(value: object) -> object:
    """`79.6` → 80%."""
    return f"{value:.0f}%" if _is_number(value) else value


_INNER = str.maketrans("“”", "‘’")


def quote(value: object) -> object:
    """Somebody's words on one line between quotes, cut after 160 characters; what they quote stands in single ones."""
    if not isinstance(value, str):
        return value
    words = _cut(" ".join(value.split()), _MAX_QUOTED).translate(_INNER)
    return f"“{words}”"


class _Absent(Undefined):
    """A fact that the case does not have."""

    def __str__(self) -> str:
        return _UNKNOWN


class _Subject(dict[str, CaseValue]):
    """The facts of one subject by field."""


class _Sandbox(ImmutableSandboxedEnvironment):
    """Looks only into facts, never at attributes of Python's objects."""

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - Jinja's own signature
        if isinstance(obj, _Subject) and attribute in obj:
            return obj[attribute]
        return self.undefined(name=attribute)


def _shown_by(node: nodes.Node, asked: frozenset[str]) -> Iterator[str]:
    """The fields that this part of a template shows, but for those of which it, or a part around it, asks."""
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        name = f"{node.node.name}.{node.attr}"
        if name not in asked:
            yield name
        return
    if isinstance(node, nodes.If | nodes.CondExpr):
        asked = asked | set(_shown_by(node.test, frozenset()))
    if isinstance(node, nodes.Filter) and node.name == "default" and node.node is not None:
        asked = asked | set(_shown_by(node.node, frozenset()))
    for part in node.iter_child_nodes():
        yield from _shown_by(part, asked)


def _count(tree: nodes.Template, kind: type[nodes.Node]) -> int:
    return sum(1 for _ in tree.find_all(kind))


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _plain(value: float) -> str:
    """A number without exponent and without idle zeros."""
    return f"{value:f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _shown(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _plain(value) if _is_number(value) else value


def _sandbox() -> _Sandbox:
    sandbox = _Sandbox(
        undefined=_Absent, finalize=_shown, autoescape=False
    )  # plain text: escaped at delivery
    sandbox.globals.clear()
    kept = {name: sandbox.filters[name] for name in ("default", "lower", "capitalize")}
    sandbox.filters = {
        **kept,
        "days": days,
        "hours": hours,
        "money": money,
        "percent": percent,
        "quote": quote,
    }
    sandbox.tests = {"defined": sandbox.tests["defined"]}
    return sandbox


_SANDBOX = _sandbox()


@lru_cache(maxsize=1024)
def _compiled(template: str) -> Template:
    return _SANDBOX.from_string(template)
