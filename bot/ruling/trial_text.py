"""What a trial found, for a manager who reads it on a phone: only what would be different, in lines that wrap."""

from collections.abc import Iterator, Sequence

from bot.mrkdwn import escape
from bot.view import SiteView
from rules.past.backtest import Backtest, Row
from rules.past.trial import Firing

_MOST_RULES = 15
_MOST_EXAMPLES = 5
_WORDS = (
    "_real: done, taken on, explained, or over by a later report · no problem: refused, or its words were taken back · "
    "ignored: never answered · unjudged: a rule, a number, the plan or the clock ended it_"
)


def trial_text(found: Backtest, view: SiteView) -> str:
    """The rules that would act otherwise, then the first of what would be asked newly and of what would not be any more."""
    rows = [row for row in found.rows if row.new or row.gone or row.moved]
    if not rows:
        return "Everything else would have come as it did."
    lines = [_row(row) for row in rows[:_MOST_RULES]]
    if len(rows) > _MOST_RULES:
        lines.append(f"… and {len(rows) - _MOST_RULES} more rules")
    lines += _examples("Would come newly", [_firing(one, view) for one in found.new])
    lines += _examples("Would not come", [f"{_firing(one, view)} ({told})" for one, told in found.gone])
    return "\n".join([*lines, *([_WORDS] if found.gone else [])])


def _row(row: Row) -> str:
    gone = ", ".join(f"{count} {word}" for word, count in sorted(row.gone.items()))
    parts = (
        row.new and f"{row.new} new",
        gone and f"{row.gone.total()} fewer ({gone})",
        row.moved and f"{row.moved} at another time",
    )
    told = ", ".join(part for part in parts if part)
    return f"• `{escape(row.rule)}` {row.fired} → {row.stays + row.new}: {told}"


def _firing(one: Firing, view: SiteView) -> str:
    return f"{view.when(one.at)} `{escape(one.decision.rule)}` {_subject(one, view)}"


def _subject(one: Firing, view: SiteView) -> str:
    match one.subject.kind:
        case "task":
            return view.task_label(one.subject.id)
        case "person":
            return view.name(one.subject.id)
        case _:
            return escape(one.subject.id) or "the site"


def _examples(heading: str, lines: Sequence[str]) -> Iterator[str]:
    if not lines:
        return
    yield f"*{heading}*"
    yield from (f"• {line}" for line in lines[:_MOST_EXAMPLES])
    if len(lines) > _MOST_EXAMPLES:
        yield f"… and {len(lines) - _MOST_EXAMPLES} more"
