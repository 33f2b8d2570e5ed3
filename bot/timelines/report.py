"""What `siteloop rules test` tells of timelines."""

from collections.abc import Iterable, Iterator, Sequence

from bot.timelines.run import Failure, Outcome


def failures_told(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """A paragraph for each failure: where, what was expected, what happened instead and why, and all that came."""
    for outcome in outcomes:
        for failure in outcome.failures:
            yield _told(outcome, failure)


def summary(outcomes: Sequence[Outcome]) -> str:
    """How many, and how many failed."""
    files = len({outcome.timeline.file for outcome in outcomes})
    failed = sum(not outcome.passed for outcome in outcomes)
    return f"{_counted(len(outcomes), 'timeline')} in {_counted(files, 'file')}: {failed or 'none'} failed."


def _told(outcome: Outcome, failure: Failure) -> str:
    timeline = outcome.timeline
    lines = [
        f"{timeline.file}:{failure.line}: “{timeline.name}”, {failure.at}",
        f"  expected: {failure.expected}",
        *_indented("  happened: ", failure.happened),
    ]
    if failure.story:
        lines += ["  since the step before:", *(f"    {line}" for line in failure.story)]
    return "\n".join(lines)


def _indented(lead: str, text: str) -> Iterator[str]:
    first, *others = text.splitlines()
    yield lead + first
    yield from (" " * len(lead) + line for line in others)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
