"""Mutation testing of a rulebook, from its place to what is told of it."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import TextIO

from bot.mutation.equivalents import Equivalent, equivalents_in
from bot.mutation.pool import tried_by
from bot.mutation.trial import Tried, trials_of
from bot.ruling.books import sources_at
from bot.timelines.places import EQUIVALENTS, FOLDER, folder_beside, schedules_in, sources_in
from bot.timelines.reading import read_timelines
from rules.checks import FAILED, OK
from rules.language.rulebook import load_rulebook
from rules.mutation.advice import advice
from rules.mutation.mutants import Mutant, mutants_in


def mutated(place: str, *, rule: str = "", jobs: int = 1, progress: TextIO = sys.stderr) -> tuple[str, int]:
    """What no test notices of the changes of a rulebook, or of one rule, as text, and the exit status: 1 where there is any.

    Its tests have to pass as it is. A line of `progress` comes with each rule that has been tried.

    Raises:
        RulebookError, TimelineError, EquivalentsError: one of the files cannot be read.
    """
    sources, folder = sources_at(place), folder_beside(place)
    book = load_rulebook(sources)
    timelines = read_timelines(
        sources_in(folder, str(folder) if place else FOLDER), book, schedules_in(folder)
    )
    trials = list(trials_of(book, list(mutants_in(sources, rule)), timelines))
    found: list[Tried] = []
    with closing(tried_by(jobs, trials)) as coming:
        for one in coming:
            found.append(one)
            print(f"  {len(found)}/{len(trials)} {one.rule}: {_counted(one)}", file=progress, flush=True)
    declared = [one for one in equivalents_in(folder) if rule in ("", one.rule)]
    return _report(found, declared)


def _report(found: Sequence[Tried], declared: Sequence[Equivalent]) -> tuple[str, int]:
    unnoticed = [mutant for one in found for mutant in one.unnoticed]
    left = [mutant for mutant in unnoticed if not any(known.is_of(mutant) for known in declared)]
    stale = [known for known in declared if not any(known.is_of(mutant) for mutant in unnoticed)]
    count = sum(one.count for one in found)
    summary = (
        f"{_plural(count, 'change')} of {_plural(len(found), 'rule')}: {len(left) or 'none'} unnoticed"
        + (f", {len(unnoticed) - len(left)} declared to change nothing" if unnoticed[len(left) :] else "")
    )
    lines = [*_told(left), *_stale(stale), f"{summary}."]
    return "\n".join(lines), FAILED if left or stale else OK


def _told(left: Iterable[Mutant]) -> Iterator[str]:
    for mutant in left:
        yield f"{mutant.at}: rule {mutant.declared.id}: no test notices {mutant.change.told}"
        yield f"  {advice(mutant)}"


def _stale(stale: Iterable[Equivalent]) -> Iterator[str]:
    for known in stale:
        yield f"{EQUIVALENTS}: rule {known.rule}: a test notices {known.change}, or there is no such change. Take it out."


def _counted(one: Tried) -> str:
    told = f", {len(one.unnoticed)} unnoticed" if one.unnoticed else ""
    return _plural(one.count, "change") + told


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"
