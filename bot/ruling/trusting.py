"""What became of the rules at a site, read from its actions and its journal; and the modes that they have earned or lost."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from rules.book import Book
from rules.deciding.trust import Observation, Suggestion, Trust, suggestion, trust_of
from rules.folding.entry import Decided
from rules.past.journal import Recorded
from rules.read import Reader, site_of
from rules.rule import Rule
from rules.subject import ActionState


class Remembering(Reader, Protocol):
    """A site whose journal can be looked back into."""

    def records(
        self, *, ref: str | None = None, kinds: Collection[str] = (), since: datetime | None = None
    ) -> Sequence[Recorded]:
        """The journal's records in order."""
        ...


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A rule as the site has it, what became of it since its mode was last changed, and what may be done about it."""

    rule: Rule
    trust: Trust
    suggestion: Suggestion | None


def standings(
    read: Remembering, book: Book, actions: Iterable[ActionState], rules: Iterable[Rule]
) -> list[Standing]:
    """How these rules stand; `book` is as it works at the site (`Book.at`). One that is off has nothing to earn."""
    every = list(actions)
    return [_standing(read, book, every, rule) for rule in rules]


def _standing(read: Remembering, book: Book, actions: Sequence[ActionState], rule: Rule) -> Standing:
    tuning, mode = book.of(rule), book.mode(rule)
    seen = _observed(read, rule, tuning.mode_since) if mode == "observe" else ()
    trust = trust_of(rule.id, actions, seen, tuning.mode_since)
    told = None if tuning.off else suggestion(mode, trust, asks=bool(rule.asks))
    return Standing(rule=rule, trust=trust, suggestion=told)


def _observed(read: Remembering, rule: Rule, since: datetime | None) -> list[Observation]:
    calendar = site_of(read).calendar
    records = read.records(ref=f"rule:{rule.id}", kinds=("decided",), since=since)
    return [
        Observation(at=record.at, day=calendar.local_date(record.at), subject=record.entry.decision.subject)
        for record in records
        if isinstance(record.entry, Decided) and record.entry.decision.outcome == "observed"
    ]
