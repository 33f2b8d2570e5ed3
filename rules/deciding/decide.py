"""Deciding: which rules fire on which cases, what holds them back, and what they lead to. A pure function."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rules.book import Book
from rules.deciding.case import Cases
from rules.deciding.cooldown import may_renew, memory_of, owes
from rules.deciding.decision import Case, Decision, DecisionOutcome
from rules.deciding.drafts import evidence_of
from rules.deciding.held import Holding
from rules.deciding.nearest import nearest_first
from rules.deciding.outcome import Outcomes
from rules.deciding.unasked import Unasked
from rules.deciding.wanted import wanted_of
from rules.folding.entry import Assigned, Entry, Notified, Stepped
from rules.key import Key
from rules.life.action import life
from rules.match.reference import clauses
from rules.read import Reader, action_of
from rules.rule import Rule
from rules.subject import ActionState

_RANK = {"safety": 0, "high": 1, "medium": 2, "low": 3}


@dataclass(frozen=True, kw_only=True)
class Conclusion:
    """A decision, and what it leads to, in order."""

    decision: Decision
    entries: tuple[Entry, ...]


def decide(
    read: Reader, keys: Iterable[Key], book: Book, now: datetime, cases: Cases | None = None
) -> list[Conclusion]:
    """What the rulebook, as it works at this site, concludes about these subjects now; what is held back is left out.

    `rules.deciding.held` says what holds a rule back. `cases` are those of this very state and instant, where they were built
    before.
    """
    found = cases or Cases(read, now, wanted_of(book.rulebook))
    looked = [case for key in dict.fromkeys(keys) for case in found.of(key)]
    matches = book.matcher.match(looked) if looked else []
    fired = [(rule, looked[match.case]) for match in matches if (rule := book.rule(match.rule)) is not None]
    fired.sort(key=lambda one: _RANK[one[0].severity])
    if not fired:
        return []
    desk = _Desk(read, found, book, now)
    for rule, case in nearest_first(read, fired, now):
        desk.conclude(rule, case)
    return desk.conclusions


def approved(read: Reader, keys: Iterable[Key], book: Book, now: datetime, cases: Cases) -> list[Conclusion]:
    """What rules do beside asking where one of these actions was proposed, and a manager has approved it; once."""
    desk = _Desk(read, cases, book, now)
    for key in keys:
        action = action_of(read, key.id) if key.kind == "action" else None
        rule = book.rule(action.asked.rule) if action else None
        if action is None or rule is None or len(rule.asks) == len(rule.then) or not _is_due(read, action):
            continue
        matter = action.asked.matter or ""
        for case in cases.of(action.asked.subject):
            if (case.matter, case.each) == (matter, rule.each):
                desk.carry(rule, case, action)
    return desk.conclusions


def _is_due(read: Reader, action: ActionState) -> bool:
    """Whether it was approved, as the first of what its rule proposed when it fired last, and nothing was done since."""
    asked, word = action.asked, life(action).approved
    mine = (asked.rule, asked.matter or "")
    fired = next((one for one in memory_of(read, asked.subject) if (one.rule, one.matter) == mine), None)
    fresh = fired is not None and fired.renewed is None and fired.at == action.opened
    return word is not None and fresh


def held_by(read: Reader, rule: Rule, case: Case, book: Book, now: datetime) -> str:
    """What would hold a rule back whose condition holds on this case, in words; empty where nothing does."""
    return _Desk(read, Cases(read, now), book, now).stopped_by(rule, case)


class _Desk:
    """Concludes one firing after the other, each seeing what those before it asked for."""

    def __init__(self, read: Reader, cases: Cases, book: Book, now: datetime) -> None:
        self._read, self._cases, self._book, self._now = read, cases, book, now
        self._holding = Holding(read, book, now, cases.opened)
        self._outcomes = Outcomes(read, cases, book, now)
        self._unasked = Unasked(read, cases, book, now)
        self.conclusions: list[Conclusion] = []

    def conclude(self, rule: Rule, case: Case) -> None:
        """Add the rule's conclusion, unless something holds it back; what it stated before may have to stand anew even so."""
        name = self._name(rule, case)
        if self._is_held(rule, case):
            if self._may_renew(rule, case):
                self._renew(rule, case, name)
        elif self._unasked.back(rule, case) is not None:
            self._tell(rule, case, name)
        elif owes(self._read, rule, case, self._now, self._book.mode(rule)):
            if entries := self._outcomes.untold(rule, case, name):
                self._conclude(name, rule, case, entries, self._outcome(rule, entries, "asked"))
        else:
            entries = self._outcomes.of(rule, case, name)
            if entries or self._book.mode(rule) == "observe":
                self._conclude(name, rule, case, entries, self._outcome(rule, entries))

    def _tell(self, rule: Rule, case: Case, name: str) -> None:
        """Add its notices, once, while nobody is there whom it would ask."""
        entries = self._outcomes.of(rule, case, name)
        is_news = any(isinstance(one, Notified) for one in entries)
        if is_news and not owes(self._read, rule, case, self._now, self._book.mode(rule)):
            self._conclude(name, rule, case, entries, "told")
        else:
            self._renew(rule, case, name)

    def _renew(self, rule: Rule, case: Case, name: str) -> None:
        """Add what it states and raises and what does not stand, of which nobody hears."""
        if entries := self._outcomes.renewed(rule, case, name):
            self._conclude(name, rule, case, entries, "renewed")

    def carry(self, rule: Rule, case: Case, action: ActionState) -> None:
        """Add what the rule does beside the action that was approved."""
        name = f"{self._name(rule, case)}/approved"
        if entries := self._outcomes.beside(rule, case, name):
            self._conclude(name, rule, case, entries, "approved", action.asked.id)

    def stopped_by(self, rule: Rule, case: Case) -> str:
        """What holds it back, or what is lacking so that nothing comes of it."""
        if held := self._held_by(rule, case):
            return held
        if (back := self._unasked.back(rule, case)) is not None:
            return self._outcomes.awaits(back)
        acts = self._book.mode(rule) != "observe"
        return self._outcomes.lacks(rule, case) if acts and not self._outcomes.of(rule, case, "") else ""

    def _name(self, rule: Rule, case: Case) -> str:
        return f"{rule.id}/{case.subject}/{case.matter}@{self._now:%Y%m%dT%H%M%S.%f}"

    def _is_held(self, rule: Rule, case: Case) -> bool:
        return bool(self._own_doing(rule, case)) or self._holding.holds(rule, case)

    def _held_by(self, rule: Rule, case: Case) -> str:
        return self._own_doing(rule, case) or self._holding.by(rule, case)

    def _own_doing(self, rule: Rule, case: Case) -> str:
        """What another rule did just now, or that nobody confirmed what it is about."""
        acts = self._book.mode(rule) == "auto"
        for one in self.conclusions:
            if acts and one.decision.outcome == "proposed":
                continue
            if case.matter and _action_of(one.entries) and one.decision.matter == case.matter:
                return f"{one.decision.rule} acted on it at the same time"
        return self._unconfirmed(rule, case)

    def _unconfirmed(self, rule: Rule, case: Case) -> str:
        """A rule may watch what nobody confirmed, and act on nothing of it."""
        matter = self._cases.matter(case) if case.matter and self._book.mode(rule) != "observe" else None
        return "" if matter is None or matter.counts else "nobody has confirmed what was understood"

    def _may_renew(self, rule: Rule, case: Case) -> bool:
        """Whether only that it acted before holds it back, which is no reason to take what it stated for gone."""
        acted = bool(rule.lasting) and may_renew(self._read, rule, case, self._now, self._book.mode(rule))
        return acted and not self._holding.bars(rule, case)

    def _outcome(
        self, rule: Rule, entries: tuple[Entry, ...], done: DecisionOutcome = "acted"
    ) -> DecisionOutcome:
        """`done`, as far as the rule does it by itself."""
        if not entries:
            return "observed"
        return "proposed" if self._book.mode(rule) == "propose" else done

    def _conclude(
        self,
        name: str,
        rule: Rule,
        case: Case,
        entries: tuple[Entry, ...],
        outcome: DecisionOutcome,
        action: str | None = None,
    ) -> None:
        decision = Decision(
            id=name,
            rule=rule.id,
            title=rule.title,
            rulebook=self._book.rulebook.version,
            subject=case.subject,
            matter=case.matter,
            outcome=outcome,
            values=case.values,
            clauses=clauses(rule, case),
            evidence=evidence_of(case, self._cases.matter(case)),
            action=action or _action_of(entries),
        )
        self.conclusions.append(Conclusion(decision=decision, entries=entries))


def _action_of(entries: Iterable[Entry]) -> str | None:
    """The first action that the decision asked for, or joined."""
    for entry in entries:
        if isinstance(entry, Assigned):
            return entry.asked.id
        if isinstance(entry, Stepped):
            return entry.action
    return None
