"""Trying a rulebook before it is put in force: in a child of its own, so that whatever it does to durable_rules harms nothing."""

from collections.abc import Mapping, Sequence

from bot.matching.matching import Matching, matched
from bot.matching.process import ChildFailed
from rules.checks import run_tests
from rules.errors import SiteloopError
from rules.language.rulebook import load_rulebook
from rules.lint.lint import lint_errors
from rules.match import reference_matcher
from rules.match.plan import Plan
from rules.match.samples import sample_cases
from rules.rule import Rulebook


class BookRefused(SiteloopError):
    """A rulebook that is not to be put in force."""


class HasErrors(BookRefused):
    """A rule can be read and cannot do what it is there for: it is never so, holds back what is graver, nobody answers for it."""


class OwnTestsFailed(BookRefused):
    """A rule does not do what the tests inside it say."""


class EngineUnfit(BookRefused):
    """durable_rules crashes on it, hangs, or finds something else than the reference matcher."""


def sound_book(sources: Mapping[str, str]) -> Rulebook:
    """Read a rulebook that may be put in force.

    Raises:
        RulebookError: it cannot be read.
        HasErrors, OwnTestsFailed: see there.
    """
    book = load_rulebook(sources)
    see_soundness(book, sources)
    return book


def see_soundness(book: Rulebook, sources: Mapping[str, str]) -> None:
    """See that a rulebook, read from these files, has no errors and passes its own tests.

    Raises:
        HasErrors, OwnTestsFailed: see there.
    """
    if errors := lint_errors(book, sources):
        raise HasErrors(
            f"{errors[0].problem}{_more(errors)} A rulebook with errors is not put in force; "
            "`siteloop rules check` lists them all."
        )
    if failed := [result for result in run_tests(book) if not result.passed]:
        first = failed[0]
        raise OwnTestsFailed(
            f"{first.source}: rule {first.rule} fails its test “{first.test}”: {first.reason}{_more(failed)} "
            "Mend the rule or its test; `siteloop rules test` runs them all."
        )


def try_out(book: Rulebook, matching: Matching) -> None:
    """Match a handful of cases in a child; without durable_rules there is nothing to be tried.

    Raises:
        EngineUnfit: see there.
    """
    plan, cases = Plan(book), sample_cases(book)
    expected = reference_matcher(book).match(cases)
    try:
        with matching.trial() as engine:
            found = expected if engine is None else matched(engine, plan, cases)
    except ChildFailed as error:
        raise EngineUnfit(f"Rulebook {book.version} cannot be matched by durable_rules: {error}.") from error
    if found != expected:
        rule = next(iter(set(found) ^ set(expected))).rule
        raise EngineUnfit(f"Rulebook {book.version}: durable_rules is wrong about rule {rule}.")


def _more(found: Sequence[object]) -> str:
    return f" ({len(found) - 1} more)" if len(found) > 1 else ""
