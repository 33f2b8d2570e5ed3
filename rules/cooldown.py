"""How long a rule stays quiet about what it acted on."""

from datetime import datetime, timedelta

from rules.action import life
from rules.decision import Case
from rules.key import Key
from rules.match.reading import reading_of
from rules.match.reference import holds
from rules.read import Reader, action_of
from rules.rule import Rule
from rules.subject import Fired, MessageState

_DAY = timedelta(hours=24)


def cooling(read: Reader, rule: Rule, case: Case, now: datetime) -> str:
    """Why the rule is quiet about this case still, in words; empty where it may act.

    Where nothing else is declared, a rule forgets what it did as soon as its action was closed by itself, since that means
    that the ground was gone in between. At one and the same instant it acts once.
    """
    fired = _memory(read, case.subject, rule, case.matter)
    if fired is None:
        return ""
    if fired.at >= now:
        return "it acted at this very instant"
    action = action_of(read, fired.action)
    if rule.cooldown_hours is None and action is not None and life(action).status == "resolved":
        return ""
    until = _until(rule, fired)
    if until is None:
        return "it acted on this matter already"
    return f"its cooldown runs until {until:%Y-%m-%d %H:%M} UTC" if now < until else ""


def next_release(read: Reader, rule: Rule, case: Case, now: datetime) -> datetime | None:
    """When a rule that holds may act again; None where nothing of the clock keeps it quiet."""
    fired = _memory(read, case.subject, rule, case.matter)
    until = _until(rule, fired) if fired else None
    if until is None or until <= now:
        return None
    return until if holds(rule.when, reading_of(rule).of(case.values)) else None


def _until(rule: Rule, fired: Fired) -> datetime | None:
    """The end of the cooldown; None where it lasts as long as the matter."""
    if rule.cooldown_hours is not None:
        return fired.at + timedelta(hours=rule.cooldown_hours)
    return None if fired.matter else fired.at + _DAY


def _memory(read: Reader, key: Key, rule: Rule, matter: str) -> Fired | None:
    subject = read.get(key)
    if subject is None or isinstance(subject, MessageState):
        return None
    return next((f for f in subject.memory if (f.rule, f.matter) == (rule.id, matter)), None)
