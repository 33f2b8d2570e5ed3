"""How long a rule stays quiet about what it acted on."""

import math
from datetime import datetime, timedelta

from rules.deciding.decision import Case
from rules.deciding.watch import later, watch_of
from rules.key import Key
from rules.life.action import life
from rules.match.reference import stands
from rules.read import Reader, action_of, site_of
from rules.rule import Rule
from rules.subject import ActionState, Fired, MessageState, Mode
from rules.worktime.calendar import WorkCalendar
from rules.worktime.daywords import moment_words

_DAY = 24.0


def cooling(read: Reader, rule: Rule, case: Case, now: datetime, mode: Mode) -> str:
    """Why the rule, working in that mode, is quiet about this case still, in words; empty where it may act.

    What it only observed keeps it from observing the same again, and not from acting once a manager lets it; what it only told,
    not from asking.

    Where nothing else is declared, a rule forgets what it did as soon as its action was closed by itself, or the case left it,
    since that means that the ground was gone in between. At one and the same instant it acts once.
    """
    fired = _memory(read, case.subject, rule, case.matter, mode)
    return "" if fired is None or fired.told else _cooling(read, rule, case, fired, now)


def owes(read: Reader, rule: Rule, case: Case, now: datetime, mode: Mode) -> bool:
    """Whether it has told of this case, which it would be quiet about still, and has not asked, since nobody was there."""
    fired = _memory(read, case.subject, rule, case.matter, mode)
    return fired is not None and fired.told and bool(_cooling(read, rule, case, fired, now))


def _cooling(read: Reader, rule: Rule, case: Case, fired: Fired, now: datetime) -> str:
    if fired.at >= now:
        return "it acted at this very instant"
    action = action_of(read, fired.action)
    if rule.cooldown_hours is None and action is not None and _was_gone(action, case):
        return ""
    until = _until(read, rule, case, fired)
    if until is None:
        return "it acted on this matter already"
    return f"its cooldown runs until {_shown(read, until)}" if now < until else ""


def _was_gone(action: ActionState, case: Case) -> bool:
    """Whether the action, or the case's part in it, ended by itself."""
    found = life(action)
    members = {(member.subject, member.matter or "") for member in (*found.members, *found.told)}
    is_by_itself = found.status == "resolved" or found.ended == "set aside"
    return is_by_itself or (case.subject, case.matter) not in members


def may_renew(read: Reader, rule: Rule, case: Case, now: datetime, mode: Mode) -> bool:
    """Whether the rule acted on this case before, so that what it stated and raised may stand anew; once at one instant."""
    fired = _memory(read, case.subject, rule, case.matter, mode)
    return fired is not None and max(fired.at, fired.renewed or fired.at) < now


def next_release(read: Reader, rule: Rule, case: Case, now: datetime, mode: Mode) -> datetime | None:
    """When a rule that holds may act again; None where nothing of the clock keeps it quiet."""
    fired = _memory(read, case.subject, rule, case.matter, mode)
    until = _until(read, rule, case, fired) if fired else None
    if until is None or until <= now:
        return None
    return until if stands(rule, case) else None


def memory_of(read: Reader, key: Key) -> tuple[Fired, ...]:
    """What rules remember of a subject."""
    subject = read.get(key)
    return () if subject is None or isinstance(subject, MessageState) else subject.memory


def _until(read: Reader, rule: Rule, case: Case, fired: Fired) -> datetime | None:
    """The end of the cooldown; None where it lasts as long as the matter, or for ever."""
    if rule.repeat_hours is not None and _held_all_along(read, rule, case, fired):
        return later(rule, fired.at, rule.repeat_hours, _calendar(read))
    hours = rule.cooldown_hours
    if hours is None:
        hours = math.inf if fired.matter else _DAY
    return None if math.isinf(hours) else fired.at + timedelta(hours=hours)


def _held_all_along(read: Reader, rule: Rule, case: Case, fired: Fired) -> bool:
    watch = watch_of(read, case.subject, rule.id, case.matter)
    return watch is not None and watch.since <= fired.at


def _calendar(read: Reader) -> WorkCalendar:
    return site_of(read).calendar


def _shown(read: Reader, at: datetime) -> str:
    return moment_words(_calendar(read).local(at), site_of(read).year)


def _memory(read: Reader, key: Key, rule: Rule, matter: str, mode: Mode) -> Fired | None:
    found = next((f for f in memory_of(read, key) if (f.rule, f.matter) == (rule.id, matter)), None)
    return None if found is not None and found.observed and mode != "observe" else found
