"""What is asked for becomes an action, or joins one: cases of one group of a rule share it."""

from datetime import datetime

from rules.deciding.open import to_join
from rules.folding.entry import Assigned, Entry, Stepped
from rules.life.action import first_member
from rules.life.budget import Budget
from rules.read import Reader
from rules.replaced import replace
from rules.rule import Rule
from rules.subject import Assignment, Step


class Actions:
    """Numbers what is asked for, one after the other, on from the site's last action."""

    def __init__(self, read: Reader, first: int, now: datetime, budget: Budget) -> None:
        self._read, self._next, self._now, self._budget = read, first, now, budget
        self._asked: dict[tuple[str, str], Assignment] = {}

    def ask(self, rule: Rule, asked: Assignment) -> Entry:
        """A new action, or the step by which the case joins the open one of its group."""
        if known := self._to_join(rule, asked):
            return Stepped(action=known, step=self._joined(known, asked))
        first = (asked.proposed_to or (asked.ladder[0].person,))[0]
        asked = replace(asked, held=self._budget.spend(first, asked.severity))
        number, self._next = self._next, self._next + 1
        asked = replace(asked, id=f"ACT-{number}")
        if asked.group:
            self._asked[rule.id, asked.group] = asked
        return Assigned(asked=asked)

    def _to_join(self, rule: Rule, asked: Assignment) -> str:
        """The action of its group that is due no later than the case itself, asked for just now or before; empty: none."""
        if not asked.group:
            return ""
        just_now = self._asked.get((rule.id, asked.group))
        if just_now is not None and just_now.due <= asked.due:
            return just_now.id
        open_one = to_join(self._read, rule, asked, self._now)
        return open_one.asked.id if open_one else ""

    def _joined(self, action: str, asked: Assignment) -> Step:
        ground = f"{asked.subject}/{asked.matter or ''}@{self._now.isoformat()}"
        return Step(id=f"joined:{action}:{ground}", kind="joined", at=self._now, member=first_member(asked))
