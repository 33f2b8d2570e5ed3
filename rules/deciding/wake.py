"""Wakes: the earliest instant at which a subject has to be looked at again although nobody speaks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from rules.book import Book
from rules.deciding.case import Cases
from rules.deciding.decision import Case
from rules.deciding.held import Holding, Sleeping
from rules.deciding.unasked import Unasked
from rules.deciding.wanted import daily_kinds, wanted_of
from rules.deciding.watch import next_of_watches
from rules.key import Key
from rules.life.leave import changes
from rules.life.touch import next_touch
from rules.match.crossings import next_crossing
from rules.match.moving import moving_of
from rules.memo import Memo
from rules.read import Reader, action_of
from rules.rule import Active, Rule, Rulebook
from rules.weekly.rounds import next_step
from rules.worktime.digest import NAMES, next_digest
from rules.worktime.reachable import hours_of


def wake_of(read: Reader, key: Key, book: Book, now: datetime) -> datetime | None:
    """When this subject next changes by time alone: a rule's threshold or the end of what holds it back, the day's
    opening where a rule reads what is worked out daily, a booking's beginning or end, the return of whom a rule would ask, a
    reminder or escalation, a digest, a step of the week's planning."""
    return wakes_of(read, (key,), book, now)[key]


def wakes_of(
    read: Reader, keys: Iterable[Key], book: Book, now: datetime, cases: Cases | None = None
) -> dict[Key, datetime | None]:
    """`wake_of` for many subjects of one state at once; `cases` as for `decide`."""
    cases = cases or Cases(read, now, wanted_of(book.rulebook))
    rules = _BY_KIND.of(book.rulebook, _by_kind)
    holding = Holding(read, book, now, cases.opened)
    unasked = Unasked(read, cases, book, now)
    daily = daily_kinds(book.rulebook)
    found: dict[Key, datetime | None] = {}
    for key in keys:
        instants = [*_of_rules(holding, unasked, cases, key, rules), *_of_subject(read, cases, key, now)]
        if any(_kind(case) in daily for case in cases.of(key)):
            instants.append(cases.site.calendar.next_opening(now))
        if (change := cases.next_change(key)) is not None:
            instants.append(change)
        instants += next_of_watches(read, key, book, cases.site.calendar, now)
        found[key] = min(instants, default=None)
    return found


def _of_subject(read: Reader, cases: Cases, key: Key, now: datetime) -> Iterator[datetime]:
    """The instants that come whatever the rules say."""
    if key.kind == "action" and (action := action_of(read, key.id)) is not None:
        touch = next_touch(action, partial(hours_of, read), now)
        yield from [max(touch.at, now)] if touch else []
    if key.kind == "person":
        yield from changes(read, key.id, now)
    if key.kind == "site":
        site = cases.site
        yield from (one.until for one in site.tuning.values() if one.until is not None)
        yield from (one.until for one in site.pauses.values() if one.until is not None)
        yield from (next_digest(site, name, now) for name in NAMES if site.channel)
        if (step := next_step(site, now)) is not None:
            yield step


@dataclass(frozen=True, kw_only=True)
class _About:
    """The rules about one kind of case: of some time moves a comparison, of some it opens the hours, every one may wait for
    somebody's return."""

    moving: tuple[Rule, ...] = ()
    sleeping: Sleeping = ()
    every: tuple[Rule, ...] = ()


_NOTHING = _About()
_BY_KIND = Memo[Rulebook, dict[tuple[str, str], _About]]()


def _of_rules(
    holding: Holding, unasked: Unasked, cases: Cases, key: Key, rules: dict[tuple[str, str], _About]
) -> list[datetime]:
    found: list[datetime] = []
    for case in cases.of(key):
        about = rules.get(_kind(case), _NOTHING)
        crossing = next_crossing(
            about.moving, case, cases.site.calendar, lambda rule: holding.is_asked(rule, key)
        )
        found += [] if crossing is None else [crossing]
        found += holding.releases(about.sleeping, case)
        waiting = unasked.standing(about.every, case)
        found += [back.at for rule, back in waiting if not holding.holds(rule, case)]
    return found


def _kind(case: Case) -> tuple[str, str]:
    return case.subject.kind, case.each


def _by_kind(book: Rulebook) -> dict[tuple[str, str], _About]:
    rules: dict[tuple[str, str], list[Rule]] = {}
    for rule in book.rules:
        rules.setdefault((rule.on, rule.each), []).append(rule)
    return {
        kind: _About(
            moving=tuple(rule for rule in about if moving_of(rule).comparisons),
            sleeping=_by_hours(about),
            every=tuple(about),
        )
        for kind, about in rules.items()
    }


def _by_hours(rules: Iterable[Rule]) -> Sleeping:
    found: dict[Active, list[Rule]] = {}
    for rule in rules:
        if rule.active is not None:
            found.setdefault(rule.active, []).append(rule)
    return tuple(found.items())
