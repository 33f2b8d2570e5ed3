"""Wakes: the earliest instant at which a subject has to be looked at again although nobody speaks."""

from collections.abc import Iterable
from datetime import datetime

from rules.case import Cases
from rules.cooldown import next_release
from rules.decide import Book
from rules.decision import Case
from rules.digest import NAMES, next_digest
from rules.key import Key
from rules.match.crossings import next_crossing
from rules.memo import Memo
from rules.read import Reader, action_of
from rules.rule import Rule, Rulebook
from rules.touch import next_touch


def wake_of(read: Reader, key: Key, book: Book, now: datetime) -> datetime | None:
    """When this subject next changes by time alone: a rule's threshold or the end of its cooldown, a reminder or
    escalation, a digest."""
    return wakes_of(read, (key,), book, now)[key]


def wakes_of(
    read: Reader, keys: Iterable[Key], book: Book, now: datetime, cases: Cases | None = None
) -> dict[Key, datetime | None]:
    """`wake_of` for many subjects of one state at once; `cases` as for `decide`."""
    cases, rules = cases or Cases(read, now), _BY_KIND.of(book.rulebook, _by_kind)
    found: dict[Key, datetime | None] = {}
    for key in keys:
        instants = _of_rules(read, cases, key, rules, now)
        if key.kind == "action" and (action := action_of(read, key.id)) is not None:
            touch = next_touch(action, cases.site.calendar, now)
            instants += [max(touch.at, now)] if touch else []
        if key.kind == "site" and cases.site.channel:
            instants += [next_digest(cases.site, name, now) for name in NAMES]
        found[key] = min(instants, default=None)
    return found


_BY_KIND = Memo[Rulebook, dict[tuple[str, str], list[Rule]]]()


def _of_rules(
    read: Reader, cases: Cases, key: Key, rules: dict[tuple[str, str], list[Rule]], now: datetime
) -> list[datetime]:
    found: list[datetime | None] = []
    for case in cases.of(key):
        about = rules.get(_kind(case), [])
        found.append(next_crossing(about, case, cases.site.calendar))
        found += [next_release(read, rule, case, now) for rule in about]
    return [at for at in found if at is not None]


def _kind(case: Case) -> tuple[str, str]:
    return case.subject.kind, case.each


def _by_kind(book: Rulebook) -> dict[tuple[str, str], list[Rule]]:
    found: dict[tuple[str, str], list[Rule]] = {}
    for rule in book.rules:
        found.setdefault((rule.on, rule.each), []).append(rule)
    return found
