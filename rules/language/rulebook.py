"""Rulebooks: YAML files of rules, read in stages: text → plain values with lines → shapes → typed rules.

`text`, `schema`, `tree` and `reading`, beside this module, are the stages. Every problem of every file is reported at once; a
rulebook with any is not read at all.
"""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from unicodedata import normalize

from rules.language.problem import Problem, RulebookError
from rules.language.reading import RuleReading
from rules.language.schema import FileShape
from rules.language.shape import path_text, read_shape
from rules.language.text import Path, RawRulebook, read_text
from rules.rule import Rule, Rulebook

__all__ = ["Problem", "RulebookError", "load_rulebook", "shipped_rulebook", "shipped_sources"]

_VERSION_DIGITS = 12


def load_rulebook(sources: Mapping[str, str]) -> Rulebook:
    """Read files, by name, in the order of their names.

    The version is a hash of their texts, the same whatever the line ends and the order in which they are given. Texts that were
    read lately are not read again: it takes a second, and a command has three.

    Raises:
        RulebookError: there is any problem; it has them all.
    """
    return _loaded(tuple(sorted(sources.items())))


@lru_cache(maxsize=8)
def _loaded(files: tuple[tuple[str, str], ...]) -> Rulebook:
    sources = dict(files)
    rules: list[Rule] = []
    problems: list[Problem] = []
    for file, text in files:
        raw = read_text(file, text)
        problems += raw.problems
        if raw.value is not None or not raw.problems:
            rules += _rules(raw, problems)
    problems += _repeated(rules)
    if not sources:
        problems.append(Problem(file="(none)", line=1, reason="There is no rulebook file."))
    if problems:
        raise RulebookError(problems)
    return Rulebook(version=_version(sources), rules=tuple(rules))


def shipped_sources() -> dict[str, str]:
    """The rule library's files by name."""
    book = files("rules").joinpath("book")
    return {file.name: file.read_text("utf-8") for file in book.iterdir() if file.name.endswith(".yml")}


@lru_cache(maxsize=1)
def shipped_rulebook() -> Rulebook:
    """The rule library."""
    return load_rulebook(shipped_sources())


def _rules(raw: RawRulebook, problems: list[Problem]) -> Iterator[Rule]:
    """The rules of one file that have no problem; those of the others are appended."""

    def report(path: Path, reason: str, suggestion: str) -> None:
        where, line = path_text(path), raw.line(path)
        problems.append(Problem(file=raw.file, line=line, field=where, reason=reason, suggestion=suggestion))

    shape = read_shape(FileShape, raw.value, report)
    for place, value in enumerate(shape.rules if shape else ()):
        reading = RuleReading(raw, ("rules", place))
        rule = reading.rule(value)
        problems += reading.problems
        if rule:
            yield rule


def _repeated(rules: list[Rule]) -> Iterator[Problem]:
    first: dict[str, Rule] = {}
    for rule in rules:
        known = first.setdefault(rule.id, rule)
        if known is not rule:
            file, _, line = rule.source.rpartition(":")
            reason = f"There is already a rule of this id, at {known.source}."
            yield Problem(
                file=file,
                line=int(line),
                rule=rule.id,
                field="id",
                reason=reason,
                suggestion="Give it another.",
            )


def _version(sources: Mapping[str, str]) -> str:
    texts = [[name, normalize("NFC", "\n".join(sources[name].splitlines()))] for name in sorted(sources)]
    return sha256(json.dumps(texts).encode()).hexdigest()[:_VERSION_DIGITS]
