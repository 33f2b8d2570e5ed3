"""`siteloop rules test`: the tests inside the rules, and the timelines beside the rulebook."""

import argparse

from bot.capture.lexicons import load_lexicons
from bot.console.commandline import Misused
from bot.heard.readers import Readers
from bot.mutation.command import mutated
from bot.ruling.books import sources_at
from bot.timelines.places import FOLDER, folder_beside, schedules_in, sources_in
from bot.timelines.reading import read_timelines
from bot.timelines.report import failures_told, summary
from bot.timelines.run import run_timelines
from rules.book import Book
from rules.checks import FAILED, run_tests, test_report
from rules.language.problem import one_of
from rules.language.rulebook import load_rulebook
from rules.match import reference_matcher
from rules.rule import Rulebook


def rules_test(asked: argparse.Namespace) -> int:
    """`siteloop rules test`: 1 where a test fails, or, with `--mutate`, where none notices a change."""
    if asked.mutate and asked.name:
        raise Misused("A change is tried on every test of its rule. Leave --name out.")
    text, status = both_kinds(asked.place, rule=asked.rule, name=asked.name)
    print(text, flush=True)
    if not asked.mutate:
        return status
    if status:
        raise Misused("Tests that fail as it is notice nothing more. Mend them first.")
    text, status = mutated(asked.place, rule=asked.rule, jobs=asked.jobs)
    print(text)
    return status


def both_kinds(place: str, *, rule: str = "", name: str = "") -> tuple[str, int]:
    """What the tests of a rulebook give, as text, and the exit status; only those of that rule and with that in their name.

    Raises:
        RulebookError, TimelineError: one of the files cannot be read.
        Misused: there is no such rule, or no such test.
    """
    book = load_rulebook(sources_at(place))
    _must_have(book, rule)
    inside = [
        one for one in run_tests(book) if rule in ("", one.rule) and name.casefold() in one.test.casefold()
    ]
    folder = folder_beside(place)
    shown = str(folder) if place else FOLDER
    timelines = [
        one
        for one in read_timelines(sources_in(folder, shown), book, schedules_in(folder))
        if rule in ("", *one.rules) and name.casefold() in one.name.casefold()
    ]
    if not inside and not timelines:
        raise Misused(f"No test has {name!r} in its name.")
    matched = Book(rulebook=book, matcher=reference_matcher(book))
    outcomes = run_timelines(timelines, matched, Readers(load_lexicons()))
    told, status = test_report(inside)
    lines = [*failures_told(outcomes), told, summary(outcomes)]
    return "\n".join(lines), status if all(one.passed for one in outcomes) else FAILED


def _must_have(book: Rulebook, rule: str) -> None:
    known = [one.id for one in book.rules]
    if rule and rule not in known:
        raise Misused(f"There is no rule {rule!r}. {one_of(rule, known)}")
