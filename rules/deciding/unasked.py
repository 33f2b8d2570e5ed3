"""Rules that find nobody to ask, since everybody whom they name is on leave: when the first of these is back.

Nothing comes of such a rule but what it states and whom it tells besides, so that it has to be looked at again then. A rule that
asks nothing waits for those whom it would tell.
Whoever is back sooner than that has everything looked at (`rules.folding.people`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from rules.book import Book
from rules.deciding.assign import FALLBACK, About, about_of, absent
from rules.deciding.case import Cases
from rules.deciding.decision import Case
from rules.deciding.drafts import Drafts
from rules.deciding.outcome import Outcomes
from rules.folding.entry import Assigned, Notified, Stepped
from rules.language.ladder import CHANNEL
from rules.life.leave import Return, back_first, stand_in
from rules.match.reference import stands
from rules.read import Reader, people, site_of
from rules.rule import Activate, Asking, Move, Notify, Outcome, Rule


class Unasked:
    """The rules that wait for somebody's return, in one state at one instant."""

    def __init__(self, read: Reader, cases: Cases, book: Book, now: datetime) -> None:
        self._read, self._cases, self._book, self._now = read, cases, book, now
        self._drafts = Drafts(read, cases, now)
        self._outcomes = Outcomes(read, cases, book, now)
        self._possible: dict[str, bool] = {}

    def standing(self, rules: Iterable[Rule], case: Case) -> Iterator[tuple[Rule, Return]]:
        """Those of the rules whose condition holds on the case and of which nothing comes until somebody is back."""
        for rule in rules if self._is_anybody_away else ():
            if self._may_wait(rule) and stands(rule, case) and (back := self.back(rule, case)) is not None:
                yield rule, back

    def back(self, rule: Rule, case: Case) -> Return | None:
        """The first return after which the rule finds somebody; None where it reaches somebody now, or no return helps.

        What it states or raises for as long as its condition holds reaches nobody, and a notice is no question.
        """
        if not self._is_anybody_away or not self._may_wait(rule):
            return None
        reached = (Assigned, Stepped) if rule.asks else Notified
        if any(isinstance(one, reached) for one in self._outcomes.of(rule, case, "")):
            return None
        named = (one for words, about in self._named(rule, case) for one in absent(self._read, words, about))
        return back_first(self._read, dict.fromkeys(named), self._now, by_the_clock=rule.severity == "safety")

    def _named(self, rule: Rule, case: Case) -> Iterator[tuple[tuple[str, ...], About]]:
        """The words by which the rule names people, each with what they are about; none of what there is nothing to ask."""
        about = about_of(self._read, case, self._cases.matter(case))
        for outcome in self._reaching(rule):
            match outcome:
                case Activate():
                    for task in self._drafts.following(case.subject.id):
                        yield _words(outcome), replace(about, task=task.plan.id)
                case Move() if self._drafts.has_nothing_to_move(case):
                    pass
                case Notify():
                    yield _words(outcome), replace(about, hit=tuple(self._cases.hit_by(case.subject)))
                case _:
                    yield _words(outcome), about

    def _reaching(self, rule: Rule) -> Sequence[Outcome]:
        """What the rule asks by its mode, or, where it asks nothing, tells."""
        mode = self._book.mode(rule)
        if rule.asks or mode != "auto":
            return rule.asks if mode != "observe" else ()
        return [one for one in rule.then if isinstance(one, Notify)]

    @cached_property
    def _is_anybody_away(self) -> bool:
        leaves = (one.id for one in people(self._read) if one.leaves)
        return any(stand_in(self._read, one, self._now) is None for one in leaves)

    def _may_wait(self, rule: Rule) -> bool:
        """Whether nobody is there of the roles that it names in any case, which is seldom so."""
        known = self._possible.get(rule.id)
        if known is None:
            known = self._possible[rule.id] = self._waits(rule)
        return known

    def _waits(self, rule: Rule) -> bool:
        words = [word for one in self._reaching(rule) for word in _words(one)]
        roles = site_of(self._read).roles
        held = (one for word in words for one in roles.get(word.removeprefix("role:"), ()))
        is_there = any(stand_in(self._read, one, self._now) is not None for one in held)
        return bool(words) and CHANNEL not in words and not is_there


def _words(outcome: Outcome) -> tuple[str, ...]:
    """The words by which it names people; whom it asks where these name nobody counts as named."""
    if isinstance(outcome, Asking):
        return *outcome.assign, *FALLBACK
    return outcome.to if isinstance(outcome, Notify) else ()
