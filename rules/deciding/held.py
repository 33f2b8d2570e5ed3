"""What holds a rule back whose condition holds, by name; and when the clock alone lets it go."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from rules.book import Book
from rules.deciding.cooldown import cooling, memory_of, next_release
from rules.deciding.decision import Case
from rules.deciding.open import OpenActions
from rules.deciding.watch import stands_since, watch_of
from rules.key import SITE, Key
from rules.life.action import life
from rules.life.approval import is_asked
from rules.life.needs import needs_of
from rules.match.reference import stands
from rules.memo import Memo
from rules.read import Reader, action_of, person_of, site_of
from rules.rule import Active, Rule, Rulebook
from rules.subject import ActionState
from rules.worktime.daywords import moment_words
from rules.worktime.hours import is_active, next_active

Sleeping = Sequence[tuple[Active, Sequence[Rule]]]


class Holding:
    """What holds rules back in one state at one instant; actions and matters that are found once are kept."""

    def __init__(self, read: Reader, book: Book, now: datetime, opened: OpenActions) -> None:
        self._read, self._book, self._now = read, book, now
        self._opened = opened
        self._active: dict[Active, bool] = {}
        self._asleep_of = Memo[Sleeping, dict[str, Rule]]()
        self._calendar = site_of(read).calendar

    def by(self, rule: Rule, case: Case) -> str:
        """The first thing that holds the rule back on this case, in words; empty where nothing does."""
        return (
            self.bars(rule, case)
            or self._open_already(rule, case)
            or cooling(self._read, rule, case, self._now, self._book.mode(rule))
        )

    def holds(self, rule: Rule, case: Case) -> bool:
        """Whether anything holds the rule back: as `by`, of which what is told soonest and most often is asked first."""
        return not self._is_active(rule) or bool(
            cooling(self._read, rule, case, self._now, self._book.mode(rule))
            or self.bars(rule, case)
            or self._open_already(rule, case)
        )

    def bars(self, rule: Rule, case: Case) -> str:
        """The first thing that keeps the rule from this case whether it acted on it before or not."""
        return next(filter(None, self._bars(rule, case)), "")

    def releases(self, sleeping: Sleeping, case: Case) -> Iterator[datetime]:
        """When something of the clock lets go of a rule whose condition holds; the end of a silence wakes the site.

        `sleeping` are the rules of such cases that have hours, by these.
        """
        waiting = self._asleep_of.of(sleeping, self._found_asleep).copy()
        for one in memory_of(self._read, case.subject):
            rule = self._book.rule(one.rule) if one.matter == case.matter else None
            if rule is not None and (rule.on, rule.each) == (case.subject.kind, case.each):
                waiting[rule.id] = rule
        for rule in waiting.values():
            yield from self._releases(rule, case)

    def is_asked(self, rule: Rule, key: Key) -> bool:
        """Whether an action of the rule is open on the subject."""
        return bool(self._opened.asked_by(rule, key))

    def _releases(self, rule: Rule, case: Case) -> Iterator[datetime]:
        if rule.active is not None and not self._is_within(rule.active) and stands(rule, case):
            yield next_active(rule.active, self._now, self._calendar)
        if (cooled := next_release(self._read, rule, case, self._now, self._book.mode(rule))) is not None:
            yield cooled

    def _bars(self, rule: Rule, case: Case) -> Iterator[str]:
        yield self._tuned(rule)
        yield self._own(rule, case)
        yield self._pending(rule, case)
        yield self._inhibited(rule, case)
        yield self._asleep(rule)

    def _tuned(self, rule: Rule) -> str:
        tuning = self._book.of(rule)
        why = f": {tuning.why}" if tuning.why else ""
        if tuning.off:
            return f"switched off by {self._name(tuning.by)}{why}"
        if tuning.until is not None and self._now < tuning.until:
            return f"silenced by {self._name(tuning.by)} until {self._shown(tuning.until)}{why}"
        return ""

    def _own(self, rule: Rule, case: Case) -> str:
        """A rule on actions would feed itself with what it asked for, or with what was asked about that."""
        action = action_of(self._read, case.subject.id) if case.subject.kind == "action" else None
        while action is not None:
            if action.asked.rule == rule.id:
                return f"it asked for {action.asked.id} itself"
            about = action.asked.subject
            action = action_of(self._read, about.id) if about.kind == "action" else None
        return ""

    def _pending(self, rule: Rule, case: Case) -> str:
        if not rule.for_hours:
            return ""
        watch = watch_of(self._read, case.subject, rule.id, case.matter)
        at = stands_since(rule, watch, self._calendar)
        if watch is None or at is None:
            return "pending: it has only begun to hold"
        if at <= self._now:
            return ""
        return f"pending: it holds since {self._shown(watch.since)}, and has to until {self._shown(at)}"

    def _inhibited(self, rule: Rule, case: Case) -> str:
        for other in _INHIBITING.of(self._book.rulebook, _inhibiting).get(rule.id, ()):
            if self._stands(other, case):
                return f"inhibited by {other.id}"
        return ""

    def _stands(self, other: Rule, case: Case) -> bool:
        """Whether a rule stands on the same subject, its task, or the whole site; one that is off, silent, or only observes
        holds nothing back."""
        tuning = self._book.of(other)
        is_silent = tuning.until is not None and self._now < tuning.until
        if tuning.off or is_silent or self._book.mode(other) == "observe":
            return False
        return any(self._stands_on(other, key) for key in self._places(case))

    def _stands_on(self, other: Rule, key: Key) -> bool:
        """Whether its condition has held for long enough, or an action of it is open; what is only proposed nobody was asked."""
        subject = self._read.get(key)
        for watch in getattr(subject, "watches", ()) if self._book.mode(other) == "auto" else ():
            since = stands_since(other, watch, self._calendar) if watch.rule == other.id else None
            if since is not None and since <= self._now:
                return True
        return any(one.asked.subject == key and is_asked(one) for one in self._opened.asked_by(other, key))

    def _places(self, case: Case) -> Iterable[Key]:
        action = action_of(self._read, case.subject.id) if case.subject.kind == "action" else None
        task = (Key("task", action.asked.task),) if action and action.asked.task else ()
        return dict.fromkeys((case.subject, *task, SITE))

    def _asleep(self, rule: Rule) -> str:
        if rule.active is None or self._is_within(rule.active):
            return ""
        return f"outside its hours until {self._shown(next_active(rule.active, self._now, self._calendar))}"

    def _found_asleep(self, sleeping: Sleeping) -> dict[str, Rule]:
        return {rule.id: rule for hours, rules in sleeping if not self._is_within(hours) for rule in rules}

    def _is_active(self, rule: Rule) -> bool:
        return rule.active is None or self._is_within(rule.active)

    def _is_within(self, hours: Active) -> bool:
        """Worked out once for the hours that several rules share."""
        found = self._active.get(hours)
        if found is None:
            found = self._active[hours] = is_active(hours, self._now, self._calendar)
        return found

    def _open_already(self, rule: Rule, case: Case) -> str:
        """A matter is known by its own id, so a safety report that stands on its task and on the site is one.

        What another rule only proposes holds back none that acts by itself: nobody was asked yet, and perhaps nobody will be.
        """
        acts = self._book.mode(rule) == "auto"
        for action in self._opened.on(case.subject):
            found = life(action)
            if acts and found.status == "proposed" and action.asked.rule != rule.id:
                continue
            members = [(m.subject, m.matter or "") for m in found.members]
            if case.matter and any(matter == case.matter for _, matter in members):
                return f"{action.asked.id} is open on the same matter"
            if not case.matter and action.asked.rule == rule.id and (case.subject, "") in members:
                return f"{action.asked.id} of this rule is open"
            if self._is_its_reason(action, case):
                return f"it is the reason given on {action.asked.id}, which is open"
            if _is_its_need(action, case):
                return f"it is what {action.asked.id} needs, which has gone up the line with it"
        return ""

    def _is_its_reason(self, action: ActionState, case: Case) -> bool:
        """Whether a blocker only says why an errand, or an action about a blocker or a delivery, is not done: its owner is asked
        already."""
        asked_by = self._book.rule(action.asked.rule)
        if case.each != "blocker" or (asked_by is not None and asked_by.each not in ("blocker", "delivery")):
            return False
        reasons = (f"{step.id}/reason" for step in action.steps if step.answer == "not_done")
        return case.matter in reasons

    def _name(self, person: str) -> str:
        found = person_of(self._read, person)
        return (found.name or found.handle) if found else person or "somebody"

    def _shown(self, at: datetime) -> str:
        return moment_words(self._calendar.local(at), site_of(self._read).year)


def _is_its_need(action: ActionState, case: Case) -> bool:
    """Whether it is what was asked for to do the action: whoever it has gone up to has it there."""
    return case.each in ("request", "blocker") and case.matter in needs_of(action) and life(action).level > 0


_INHIBITING = Memo[Rulebook, dict[str, list[Rule]]](200)


def _inhibiting(book: Rulebook) -> dict[str, list[Rule]]:
    """The rules that hold others back, by the ids of those."""
    found: dict[str, list[Rule]] = {}
    for rule in book.rules:
        for other in rule.inhibits:
            found.setdefault(other, []).append(rule)
    return found
