"""What `siteloop rules test` tells of timelines."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from bot.timelines.run import Failure, Outcome


def failures_told(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """A paragraph for each failure: where, what was expected, and what happened instead and why; after those of a step, all
    that came since the step before it."""
    for outcome in outcomes:
        failures = outcome.failures
        for failure, following in zip_longest(failures, failures[1:]):
            is_last = following is None or following.at != failure.at or following.story != failure.story
            yield _told(outcome, failure, story=failure.story if is_last else ())


def summary(outcomes: Sequence[Outcome]) -> str:
    """How many, and how many failed."""
    files = len({outcome.timeline.file for outcome in outcomes})
    failed = sum(not outcome.passed for outcome in outcomes)
    return f"{_counted(len(outcomes), 'timeline')} in {_counted(files, 'file')}: {failed or 'none'} failed."


def _told(outcome: Outcome, failure: Failure, story: Sequence[str]) -> str:
    timeline = outcome.timeline
    lines = [
        f"{timeline.file}:{failure.line}: “{timeline.name}”, {failure.at}",
        f"  expected: {failure.expected}",
        *_indented("  happened: ", failure.happened),
    ]
    if story:
        lines += ["  since the step before:", *(f"    {line}" for line in story)]
    return "\n".join(lines)


def _indented(lead: str, text: str) -> Iterator[str]:
    first, *others = text.splitlines()
    yield lead + first
    yield from (" " * len(lead) + line for line in others)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
