"""Watches: since when a rule's condition holds, for rules that want it to hold for a while, to be gone for a while, or that hold
others back. Each change of one is an entry of the journal, so that it is known at every later instant."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from rules.book import Book
from rules.deciding.case import Cases
from rules.folding.entry import Watched
from rules.key import Key
from rules.match.compiled import Test, compiled
from rules.match.reading import Reading
from rules.memo import Memo
from rules.read import Reader
from rules.rule import Rule, Rulebook
from rules.subject import MessageState, Watch
from rules.worktime.calendar import WorkCalendar


def watched(read: Reader, keys: Iterable[Key], book: Book, now: datetime, cases: Cases) -> list[Watched]:
    """What changed in the watches of these subjects: a condition came to hold, ceased to, or has been gone for long enough."""
    rules = _WATCHED.of(book.rulebook, _watched_rules)
    found: list[Watched] = []
    for key in keys:
        watches = watches_of(read, key)
        if watches or any(kind[0] == key.kind for kind in rules):
            found += _of_subject(key, watches, book, now, cases)
    return found


def watches_of(read: Reader, key: Key) -> tuple[Watch, ...]:
    """The watches of a subject."""
    found = read.get(key)
    return () if found is None or isinstance(found, MessageState) else found.watches


def watch_of(read: Reader, key: Key, rule: str, matter: str) -> Watch | None:
    """The watch of a rule on a matter."""
    return next((w for w in watches_of(read, key) if (w.rule, w.matter) == (rule, matter)), None)


def stands_since(rule: Rule, watch: Watch | None, calendar: WorkCalendar) -> datetime | None:
    """From when on the rule's condition has held for long enough; None where it does not hold."""
    return None if watch is None else later(rule, watch.since, rule.for_hours, calendar)


def gone_at(rule: Rule, watch: Watch, calendar: WorkCalendar) -> datetime | None:
    """When a condition that ceased to hold counts as gone; None while it holds."""
    return None if watch.ceased is None else later(rule, watch.ceased, rule.clear_hours, calendar)


def later(rule: Rule, at: datetime, hours: float, calendar: WorkCalendar) -> datetime:
    """That much later, in working time; of safety by the clock. No time at all is the instant itself, also by night."""
    if not hours:
        return at
    return at + timedelta(hours=hours) if rule.severity == "safety" else calendar.add_working(at, hours)


def next_of_watches(
    read: Reader, key: Key, book: Book, calendar: WorkCalendar, now: datetime
) -> list[datetime]:
    """When a watch of the subject comes to something by time alone."""
    found: list[datetime | None] = []
    for watch in watches_of(read, key):
        rule = book.rule(watch.rule)
        if rule is not None:
            found += (
                [gone_at(rule, watch, calendar)] if watch.ceased else [stands_since(rule, watch, calendar)]
            )
    return [at for at in found if at is not None and at > now]


def origin_of(rule: str, subject: Key, matter: str) -> str:
    """What everything that a rule stated about a matter carries, to be taken back by it."""
    return f"rule:{rule}/{subject}/{matter}"


_Kind = tuple[str, str]


class _About(NamedTuple):
    """The watched rules about one kind of case, each with its condition, and what they read."""

    reading: Reading
    rules: tuple[tuple[Rule, Test], ...]


_NOTHING = _About(Reading(), ())
_WATCHED = Memo[Rulebook, dict[_Kind, _About]]()


def _watched_rules(book: Rulebook) -> dict[_Kind, _About]:
    rules: dict[_Kind, list[Rule]] = {}
    for rule in book.rules:
        if rule.is_watched:
            rules.setdefault((rule.on, rule.each), []).append(rule)
    return {
        kind: _About(
            Reading(*(rule.when for rule in about)), tuple((rule, compiled(rule.when)) for rule in about)
        )
        for kind, about in rules.items()
    }


def _of_subject(
    key: Key, watches: Iterable[Watch], book: Book, now: datetime, cases: Cases
) -> Iterator[Watched]:
    rules = _WATCHED.of(book.rulebook, _watched_rules)
    known = {(watch.rule, watch.matter): watch for watch in watches}
    for case in cases.of(key):
        about = rules.get((key.kind, case.each), _NOTHING)
        values = about.reading.of_case(case)
        for rule, test in about.rules:
            watch = known.pop((rule.id, case.matter), None) if known else None
            stands = test(values) and not book.of(rule).off
            if not (stands or watch):  # as nearly always
                continue
            state = _changed(rule, watch, stands, now, cases.site.calendar)
            if state is not None:
                yield Watched(rule=rule.id, subject=key, matter=case.matter, state=state)
    for rule_id, matter in known:  # the matter has ended, or the rule has
        yield Watched(rule=rule_id, subject=key, matter=matter, state="gone")


def _changed(
    rule: Rule, watch: Watch | None, stands: bool, now: datetime, calendar: WorkCalendar
) -> Literal["holds", "ceased", "gone"] | None:
    if stands:
        return "holds" if watch is None or watch.ceased else None
    if watch is None:
        return None
    if watch.ceased is None:
        has_stood = later(rule, watch.since, rule.for_hours, calendar) <= now
        return "ceased" if rule.clear_hours and has_stood else "gone"
    over = gone_at(rule, watch, calendar)
    return "gone" if over is None or over <= now else None
