"""`siteloop rules test`: the tests inside the rules, and the timelines beside the rulebook."""

import argparse

from bot.capture.lexicons import load_lexicons
from bot.console.commandline import Misused
from bot.heard.readers import Readers
from bot.mutation.command import mutated
from bot.ruling.books import sources_at
from bot.timelines.expected import EXPECTED, NOTHING
from bot.timelines.places import EQUIVALENTS, FOLDER, folder_beside, schedules_in, sources_in
from bot.timelines.reading import read_timelines
from bot.timelines.report import failures_told, summary
from bot.timelines.run import run_timelines
from bot.timelines.steps import STEPS
from rules.book import Book
from rules.checks import FAILED, run_tests, test_report
from rules.language.problem import one_of
from rules.language.rulebook import load_rulebook
from rules.match import reference_matcher
from rules.rule import Rulebook

HELP = f"""\
Two kinds of tests: those inside the rules (`tests:`), and timelines, in YAML files in the folder `timelines/` beside the
rulebook. A timeline is a diary on a virtual clock: messages and times in, expected decisions out.

  site:
    tasks:
      - {{ id: A-310, name: Level 3 slab pour, zone: L3, owner: minh, start: Mon 9 Mar, finish: Fri 13 Mar }}
  timelines:
    - name: The pour stands until the concrete comes
      steps:
        - at: Tue 08:00
          say: L3 slab pour stopped, no concrete
          by: ana
          expect: {{ acts: critical-task-blocked, on: A-310, asks: minh, due: 10:00 }}
        - at: 09:30
          expect: {{ reminds: minh, about: ACT-1 }}

what can happen:      {", ".join(STEPS)}
what can be expected: {", ".join(EXPECTED)}, {NOTHING}

A decision that no step expects fails the timeline (`strict: false`: only of the rules that it names). `pydoc bot.timelines`
tells the whole format; the timelines of the shipped rules are in rules/book/timelines/.

What do the tests hold? `--mutate` tells: of each rule it takes out or changes one thing at a time (a clause, a threshold, `for`,
`cooldown`, `active`, who is asked first, a reminder …), runs the tests inside that rule and the timelines that name it, and
lists each change that none of them noticed, with the test that would; status 1 where there is any. The shipped rules take
about a minute of processor time; `--rule ID` tries one. Changes of which nothing can come are listed in timelines/{EQUIVALENTS}:

  equivalents:
    - {{ rule: nobody-heard-from, change: "`group_by: assignee` instead of `site`", why: it is always the superintendent }}
"""


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
