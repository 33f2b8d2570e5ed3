"""All checks of a rulebook, and where in its files each finding stands."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rules.language.problem import Problem, RulebookError
from rules.language.rulebook import load_rulebook
from rules.language.shape import path_text
from rules.language.text import Path, RawRulebook, read_text
from rules.lint.approval import approvals
from rules.lint.conflicts import conflicts
from rules.lint.coverage import untested
from rules.lint.inhibition import inhibitions, never_firing
from rules.lint.noise import History, Limits, noise
from rules.lint.pairs import duplicates, shadowed
from rules.lint.people import ladders, owners, verifiers
from rules.lint.remark import Level, Remark
from rules.lint.sense import senses
from rules.lint.texts import texts
from rules.lint.times import times
from rules.rule import Rulebook


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something wrong (error) or unwise (warning) in a rulebook; `problem` says where, why and what to do about it."""

    level: Level
    check: str
    problem: Problem

    def __str__(self) -> str:
        return f"{self.level} ({self.check}): {self.problem}"


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known beside the rulebook, None where it is not: which rules a timeline tries, a site's people, and its past."""

    timelines: Collection[str] | None = None
    handles: Collection[str] | None = None
    history: History | None = None
    limits: Limits = field(default_factory=Limits)


def lint(sources: Mapping[str, str], known: Known | None = None) -> list[Finding]:
    """Everything that is wrong or unwise in these files, by name, in the order of their lines.

    Where they cannot be read as a rulebook, only that is found.
    """
    try:
        book = load_rulebook(sources)
    except RulebookError as error:
        return [Finding(level="error", check="unreadable", problem=problem) for problem in error.problems]
    places = _Places(sources)
    found = [places.finding(remark) for remark in remarks(book, known or Known())]
    return sorted(found, key=lambda one: (one.problem.file, one.problem.line, one.level))


def lint_errors(book: Rulebook, sources: Mapping[str, str]) -> list[Finding]:
    """The errors alone, of a rulebook that was read from these files: why it is not to be put in force."""
    found = [one for one in _grave(book) if one.level == "error"]
    places = _Places(sources) if found else None
    return [places.finding(one) for one in found] if places else []


def remarks(book: Rulebook, known: Known) -> Iterator[Remark]:
    """What the checks have to say about the rules."""
    yield from _grave(book, known.handles)
    yield from shadowed(book)
    yield from conflicts(book)
    yield from ladders(book)
    yield from verifiers(book)
    yield from texts(book)
    yield from untested(book, known.timelines)
    if known.history is not None:
        yield from noise(book, known.history, known.limits)


def _grave(book: Rulebook, handles: Collection[str] | None = None) -> Iterator[Remark]:
    """What the checks say that find errors, beside what is only unwise."""
    yield from duplicates(book)
    yield from senses(book)
    yield from inhibitions(book)
    yield from never_firing(book)
    yield from owners(book, handles)
    yield from times(book)
    yield from approvals(book)


class _Places:
    """Where each part of each rule stands in the files."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._rules: dict[str, tuple[RawRulebook, Path]] = {}
        for file, text in sources.items():
            raw = read_text(file, text)
            rules: Sequence[Mapping[str, str]] = raw.value["rules"]
            for place, rule in enumerate(rules):
                self._rules[rule["id"]] = raw, ("rules", place)

    def finding(self, remark: Remark) -> Finding:
        """The remark with its place."""
        raw, path = self._rules[remark.rule.id]
        problem = Problem(
            file=raw.file,
            line=raw.line((*path, *remark.path)),
            rule=remark.rule.id,
            field=path_text(remark.path),
            reason=remark.reason,
            suggestion=remark.suggestion,
        )
        return Finding(level=remark.level, check=remark.check, problem=problem)
