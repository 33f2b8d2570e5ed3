"""Why a rule did not act on a subject: each clause with its value and the words it came from, and what held it back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

from rules.book import Book
from rules.deciding.case import Cases
from rules.deciding.consequence import acted
from rules.deciding.decide import held_by
from rules.deciding.decision import Case, Clause
from rules.deciding.watch import gone_at, watch_of
from rules.errors import SiteloopError
from rules.key import SITE, Key, SubjectKind
from rules.match.reference import clauses, stands
from rules.read import Reader, person_of, site_of
from rules.rule import Rule
from rules.subject import ActionState, Live, PersonState, ResourceState, SiteState, Subject, TaskState
from rules.worktime.daywords import moment_words

_AFTERWARDS = ("its cooldown", "it acted")  # how `rules.deciding.cooldown` begins its words
_KINDS: tuple[SubjectKind, ...] = ("task", "action", "person", "goal", "resource")


class UnknownHere(SiteloopError):
    """There is no such rule or subject; `near` are names that may have been meant."""

    def __init__(self, what: str, name: str, near: Iterable[str]) -> None:
        self.near = tuple(near)
        meant = f" Did you mean {' or '.join(self.near)}?" if self.near else ""
        super().__init__(f"There is no {what} {name!r} here.{meant}")


@dataclass(frozen=True, kw_only=True)
class Words:
    """What somebody said."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A clause, and the words that gave its value; None where a plan or a clock did."""

    clause: Clause
    words: Words | None


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What the rule saw of one case: `about` is its matter's words (empty: the subject itself), `held_by` what held it back.

    `acted` tells what it did about the case when it acted last; `stands_until` is until when a condition that ceased to hold
    still counts as standing.
    """

    about: str
    seen: tuple[Seen, ...]
    holds: bool
    held_by: str
    acted: str = ""
    stands_until: str = ""


@dataclass(frozen=True, kw_only=True)
class WhyNot:
    """A rule and a subject at an instant. No `looked`: the subject has no case that the rule is about, as `reason` says."""

    rule: Rule
    subject: Key
    at: datetime
    looked: tuple[Looked, ...]
    reason: str


def why_not(read: Reader, book: Book, rule_id: str, subject: str, now: datetime) -> WhyNot:
    """What a rule of the book makes of a subject (`A-310`, `ACT-12`, `@diego`, `finish-on-time`, `pump-2`, `site`) as it stands
    at `now`.

    Raises:
        UnknownHere: there is no such rule in the book, or no such subject at the site.
    """
    book = book.at(site_of(read))
    rule = _rule(book, rule_id)
    key = _subject(read, rule, subject)
    cases = [case for case in Cases(read, now).of(key) if case.each == rule.each]
    looked = tuple(_looked(read, rule, case, book, now) for case in cases)
    return WhyNot(
        rule=rule, subject=key, at=now, looked=looked, reason=_reason(read, book, rule, key, looked, now)
    )


def _rule(book: Book, name: str) -> Rule:
    rules = {rule.id: rule for rule in book.rulebook.rules}
    found = rules.get(name.strip().casefold())
    if found is None:
        raise UnknownHere("rule", name, get_close_matches(name.casefold(), rules, n=3, cutoff=0.5))
    return found


def _subject(read: Reader, rule: Rule, name: str) -> Key:
    """The subject of that name: of the rule's own kind first, then of any."""
    if name.casefold() in ("", "site"):
        return SITE
    word = name.strip().removeprefix("@").casefold()
    kinds = sorted(_KINDS, key=lambda kind: kind != rule.on)
    known: dict[SubjectKind, dict[str, Key]] = {
        kind: {n: s.key for s in read.all(kind) if not _is_gone(s) for n in _names(s)} for kind in kinds
    }
    for names in known.values():
        if word in names:
            return names[word]
    mine = {n.upper() if rule.on in ("task", "action") else n for n in known.get(rule.on, {})}
    wanted = word.upper() if rule.on in ("task", "action") else word
    raise UnknownHere(rule.on, name, get_close_matches(wanted, mine, n=3, cutoff=0.5))


def _is_gone(subject: Subject) -> bool:
    if isinstance(subject, ResourceState):
        return subject.retired
    return isinstance(subject, TaskState) and subject.removed


def _names(subject: Subject) -> tuple[str, ...]:
    if isinstance(subject, PersonState):
        return subject.id.casefold(), subject.handle.casefold()
    return (subject.key.id.casefold(),)


def _looked(read: Reader, rule: Rule, case: Case, book: Book, now: datetime) -> Looked:
    met = stands(rule, case)
    return Looked(
        about=str(case.values.get(f"{rule.each}.words", "")) if rule.each else "",
        seen=tuple(
            Seen(clause=clause, words=_words(read, case, case.evidence.get(clause.field)))
            for clause in clauses(rule, case)
        ),
        holds=met,
        held_by=held_by(read, rule, case, book, now) if met else "",
        acted=acted(read, rule, case),
        stands_until="" if met else _stands_until(read, rule, case, now),
    )


def _stands_until(read: Reader, rule: Rule, case: Case, now: datetime) -> str:
    watch = watch_of(read, case.subject, rule.id, case.matter)
    gone = gone_at(rule, watch, site_of(read).calendar) if watch else None
    return _shown(read, gone) if gone is not None and gone > now else ""


def _shown(read: Reader, at: datetime) -> str:
    site = site_of(read)
    return moment_words(site.calendar.local(at), site.year)


def _words(read: Reader, case: Case, live_id: str | None) -> Words | None:
    """The live signal of that id: of the subject, of the task that an action is about, or of the site."""
    found = read.get(case.subject)
    task = Key("task", found.asked.task or "") if isinstance(found, ActionState) else None
    for place in (found, read.get(task) if task else None, site_of(read)):
        lives: tuple[Live, ...] = place.live if isinstance(place, TaskState | SiteState) else ()
        for live in lives:
            if live.id == live_id:
                return Words(text=live.signal.words, by=live.by, at=live.at)
    return None


def _left(read: Reader, key: Key) -> str:
    """Of somebody who has left the site, of whom no rule says anything any more."""
    known = person_of(read, key.id) if key.kind == "person" else None
    if known is None or known.gone is None:
        return ""
    return f"they have left the site, on {_shown(read, known.gone.since)}, so no rule looks at them"


def _reason(read: Reader, book: Book, rule: Rule, key: Key, looked: tuple[Looked, ...], now: datetime) -> str:
    """In one sentence, of the case that came furthest."""
    if rule.on != key.kind:
        met = "none was named" if key.kind == "site" else f"this is {_a(key.kind)}"
        return f"the rule is about each {rule.on}, and {met}"
    if not looked:
        if left := _left(read, key):
            return left
        return f"no {rule.each} is open on it" if rule.each else "it is not looked at any more: it is closed"
    furthest = max(
        looked,
        key=lambda one: (one.holds, sum(seen.clause.holds for seen in one.seen if not seen.clause.depth)),
    )
    if furthest.stands_until:
        return f"its condition no longer holds, and counts as standing until {furthest.stands_until}"
    return _held(book, rule, furthest, now) if furthest.holds else "its condition does not hold"


def _held(book: Book, rule: Rule, looked: Looked, now: datetime) -> str:
    """Why nothing came of a condition that holds."""
    mode, tuning = book.mode(rule), book.of(rule)
    is_quiet = tuning.off or (tuning.until is not None and now < tuning.until)
    if mode == "observe" and not is_quiet:
        return "its mode is observe: it records what it sees and asks nobody"
    if looked.held_by.startswith(_AFTERWARDS) and looked.acted:
        return f"it acted: {looked.acted}; {looked.held_by}"
    if looked.held_by:
        return looked.held_by
    if mode == "propose":
        return "nothing holds it back: it proposes to a manager when it looks next"
    return "nothing holds it back: it acts when it looks next"


def _a(word: str) -> str:
    return f"{'an' if word[:1] in 'aeiou' else 'a'} {word}"
