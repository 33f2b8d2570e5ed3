"""Why a rule did not act, told to a reader of plain text."""

from collections.abc import Callable
from datetime import datetime

from rules.deciding.decision import CaseValue
from rules.deciding.whynot import Looked, Seen, WhyNot
from rules.read import Reader, person_of, site_of


def why_not_text(found: WhyNot, read: Reader) -> str:
    """The reason first, then each clause with its value and the words that gave it, in the site's local time."""
    calendar = site_of(read).calendar

    def when(at: datetime) -> str:
        return f"{calendar.local(at):%Y-%m-%d %H:%M}"

    def name(person: str) -> str:
        known = person_of(read, person)
        return (known.name or known.handle) if known else person

    name_of_subject = found.subject.id or "the site"
    lines = [
        f"{found.rule.id} on {name_of_subject}, {when(found.at)}: {found.reason}",
        f"  {found.rule.title}",
    ]
    for looked in found.looked:
        lines += _case(looked, name, when)
    return "\n".join(lines)


def _case(looked: Looked, name: Callable[[str], str], when: Callable[[datetime], str]) -> list[str]:
    lines = [f"  “{looked.about}”"] if looked.about else []
    lines += [f"  {_clause(seen, name, when)}" for seen in looked.seen]
    return [*lines, f"  held back: {looked.held_by}"] if looked.held_by else lines


def _clause(seen: Seen, name: Callable[[str], str], when: Callable[[datetime], str]) -> str:
    mark = f"{'  ' * seen.clause.depth}{'✓' if seen.clause.holds else '✗'}"
    if not seen.clause.field:
        return f"{mark} {seen.clause.text}:"
    said = f": “{seen.words.text}” {name(seen.words.by)}, {when(seen.words.at)}" if seen.words else ""
    return f"{mark} {seen.clause.text} (it was {_shown(seen.clause.value)}){said}"


def _shown(value: CaseValue | None) -> str:
    """A value as a reader meets it."""
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float | int) else value
