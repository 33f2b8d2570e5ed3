"""Trying the mutants of one rule: against the tests inside it, then against the timelines that name it, up to the first red."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from bot.capture.lexicons import load_lexicons
from bot.heard.readers import Readers
from bot.timelines.run import comes_true
from bot.timelines.timeline import Timeline
from rules.book import Book
from rules.checks import run_tests
from rules.match import reference_matcher
from rules.mutation.mutants import Mutant
from rules.rule import Rule, Rulebook

_WORD = r"(?<![\w-]){}(?![\w-])"


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A rule's mutants, the book in which it stands, and the timelines that name it, each with a number of its own."""

    rule: str
    book: Rulebook
    mutants: tuple[Mutant, ...]
    timelines: tuple[tuple[int, Timeline], ...]


@dataclass(frozen=True, kw_only=True)
class Tried:
    """What came of a trial: the mutants that no test noticed."""

    rule: str
    count: int
    unnoticed: tuple[Mutant, ...]


def trials_of(book: Rulebook, mutants: Sequence[Mutant], timelines: Sequence[Timeline]) -> Iterator[Trial]:
    """A trial of each rule that has mutants."""
    for rule in book.rules:
        own = tuple(one for one in mutants if one.declared.id == rule.id)
        named = tuple(
            (number, one) for number, one in enumerate(timelines, 1) if one.rules and _names(one, rule)
        )
        if own:
            yield Trial(rule=rule.id, book=book, mutants=own, timelines=named)


def tried(trial: Trial) -> Tried:
    """Try them all; each is noticed or not."""
    timelines = list(trial.timelines)
    unnoticed = tuple(mutant for mutant in trial.mutants if not _is_noticed(mutant, trial.book, timelines))
    return Tried(rule=trial.rule, count=len(trial.mutants), unnoticed=unnoticed)


def _names(timeline: Timeline, rule: Rule) -> bool:
    """Whether an expectation is about the rule, or says that it holds another one back."""
    word = re.compile(_WORD.format(re.escape(rule.id)))
    return any(word.search(one.text) for step in timeline.steps for one in step.expected)


def _is_noticed(mutant: Mutant, declared: Rulebook, timelines: list[tuple[int, Timeline]]) -> bool:
    """A timeline that notices it comes first from then on: what is changed next is most often something of the same kind."""
    alone = replace(declared, rules=(mutant.rule,))
    if mutant.rule.when != mutant.declared.when and not all(one.passed for one in run_tests(alone)):
        return True
    rules = tuple(mutant.rule if rule.id == mutant.rule.id else rule for rule in declared.rules)
    changed = replace(declared, rules=rules)
    book = Book(rulebook=changed, matcher=reference_matcher(changed))
    for place, (number, timeline) in enumerate(timelines):
        if not comes_true(timeline, book, _readers(), number):
            timelines.insert(0, timelines.pop(place))
            return True
    return False


@cache
def _readers() -> Readers:
    """One for each process, since it takes half a second to read the lexicons."""
    return Readers(load_lexicons())
