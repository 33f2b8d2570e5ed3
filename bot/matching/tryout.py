"""Trying a rulebook before it is put in force: in a child of its own, so that whatever it does to durable_rules harms nothing."""

from bot.matching.matching import Matching, matched
from bot.matching.process import ChildFailed
from rules.checks import run_tests
from rules.errors import SiteloopError
from rules.match import reference_matcher
from rules.match.plan import Plan
from rules.match.samples import sample_cases
from rules.rule import Rulebook


class BookRefused(SiteloopError):
    """A rulebook that is not to be put in force."""


class OwnTestsFailed(BookRefused):
    """A rule does not do what the tests inside it say."""


class EngineUnfit(BookRefused):
    """durable_rules crashes on it, hangs, or finds something else than the reference matcher."""


def try_out(book: Rulebook, matching: Matching) -> None:
    """Run the rulebook's own tests, and match a handful of cases in a child; without durable_rules there are only the tests.

    Raises:
        OwnTestsFailed, EngineUnfit: see there.
    """
    if failed := [result for result in run_tests(book) if not result.passed]:
        first, more = failed[0], f" ({len(failed) - 1} more)" if len(failed) > 1 else ""
        raise OwnTestsFailed(
            f"{first.source}: rule {first.rule} fails its test “{first.test}”: {first.reason}{more} "
            "Mend the rule or its test; `siteloop rules test` runs them all."
        )
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
