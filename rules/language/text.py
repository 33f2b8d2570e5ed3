"""Rulebooks, first stage: YAML 1.2 text → plain values, with the line of each.

In YAML 1.2 `on` and `yes` are words, not truths. The text is only composed into nodes, never constructed into objects, so
that a repeated key is reported with its line beside all other problems, and no tag can run anything.
"""

import math
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from rules.language.problem import Problem

Path = tuple[str | int, ...]

_MAX_CHARACTERS = 200_000
# What libyaml reads otherwise: it takes tabs within words, colons into the names of anchors, and a comment right after the mark
# of a block.
_OTHERWISE = re.compile(r"[\t&]|[|>][+\-0-9]*#")
_DEEP = 50
_TAG = "tag:yaml.org,2002:"
_TRUTHS = {"true": True, "false": False}


@dataclass(frozen=True, kw_only=True)
class RawRulebook:
    """One file as plain values; `lines` has the line of each value, and of each key, by its path."""

    file: str
    value: Any = None
    lines: Mapping[Path, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def line(self, path: Path) -> int:
        """The line of that value, or of the nearest one around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_text(file: str, text: str) -> RawRulebook:
    """Read one file. Problems of the text itself are in the result, which then has no value if nothing could be read."""
    if len(text) > _MAX_CHARACTERS:
        return _unreadable(file, 1, f"The file is longer than {_MAX_CHARACTERS:,} characters.")
    try:
        node = _composed(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join(filter(None, (error.context, error.problem)))
        line = mark.line if mark else 0
        return _unreadable(file, line + 1, f"This is not YAML: {what}.", _advice(text, line))
    except (YAMLError, ValueError) as error:
        return _unreadable(file, 1, f"This is not YAML: {error}.")
    except RecursionError:
        return _unreadable(file, 1, "The file is nested too deeply.")
    return _Reading(file).all_of(node)


def _composed(text: str) -> Node | None:
    """The text as nodes. libyaml composes plain texts, six times as fast; whatever it might take for something else is left to
    ruamel.yaml itself, which also words what is wrong."""
    with suppress(YAMLError, ValueError):
        if _is_deep(text):  # libyaml would exhaust the stack, which ends the process
            raise RecursionError
        if not _OTHERWISE.search(text):
            return YAML(typ="safe").compose(text)  # type: ignore[no-any-return]
    return YAML(typ="safe", pure=True).compose(text)  # type: ignore[no-any-return]


def _is_deep(text: str) -> bool:
    depth = 0
    for event in YAML(typ="safe").parse(text):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > _DEEP:
            return True
    return False


def _unreadable(file: str, line: int, reason: str, suggestion: str = "") -> RawRulebook:
    problem = Problem(file=file, line=line, reason=reason, suggestion=suggestion)
    return RawRulebook(file=file, problems=(problem,))


def _advice(text: str, line: int) -> str:
    """What goes wrong most often: the brackets of a comparison are taken for YAML's own."""
    lines = text.splitlines()
    if line < len(lines) and " in [" in lines[line]:
        return "Between { } or [ ], put a comparison that has a list in quotes."
    return ""


class _Reading:
    """One walk over the nodes of a file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Path, int] = {}
        self.problems: list[tuple[Path, Problem]] = []
        self.seen: set[int] = set()

    def all_of(self, node: Node | None) -> RawRulebook:
        value = None if node is None else self.value(node, ())
        problems = tuple(replace(problem, rule=_rule_at(value, path)) for path, problem in self.problems)
        return RawRulebook(file=self.file, value=value, lines=self.lines, problems=problems)

    def value(self, node: Node, path: Path) -> Any:  # noqa: ANN401 - plain YAML values are what this stage gives
        self.lines.setdefault(path, node.start_mark.line + 1)
        if id(node) in self.seen:
            self.report(node, path, "Anchors and aliases (& and *) are not used in rulebooks. Write it out.")
            return None
        self.seen.add(id(node))
        if isinstance(node, MappingNode):
            return self.mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.value(part, (*path, place)) for place, part in enumerate(node.value)]
        return self.scalar(node, path) if isinstance(node, ScalarNode) else None

    def mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self.report(key_node, path, "A key must be a plain word.")
                continue
            key = str(key_node.value)
            if key in found:
                self.report(key_node, path, f"The key “{key}” is repeated; only one can count.", field=key)
                continue
            self.lines[(*path, key)] = key_node.start_mark.line + 1
            found[key] = self.value(value_node, (*path, key))
        return found

    def scalar(self, node: ScalarNode, path: Path) -> bool | int | float | str | None:
        text, tag = str(node.value), str(node.tag).removeprefix(_TAG)
        if tag == "bool":
            return _TRUTHS[text.lower()]
        if tag == "null":
            return None
        if tag not in ("int", "float"):
            return text
        try:
            number = int(text) if tag == "int" else float(text)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            self.report(
                node, path, f"“{text}” is not a plain number. Write digits, or put it between quotes."
            )
            return None
        return number

    def report(self, node: Node, path: Path, reason: str, field: str = "") -> None:
        line = node.start_mark.line + 1
        self.problems.append((path, Problem(file=self.file, line=line, reason=reason, field=field)))


def _rule_at(value: Any, path: Path) -> str:  # noqa: ANN401 - plain YAML values
    """The id of the rule in which the path lies, where it has one."""
    if len(path) < 2:
        return ""
    rule = value[path[0]][path[1]]
    return str(rule.get("id", "")) if isinstance(rule, dict) else ""
