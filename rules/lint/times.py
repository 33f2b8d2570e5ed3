"""Lengths of time that do not go together."""

from collections.abc import Mapping

from rules.lint.remark import Remark, Remarks
from rules.rule import Asking, Rule, Rulebook

# How long, in working hours after the due time, it may take until the next person hears of it.
_SLOWEST: Mapping[str, float] = {"safety": 2.0, "high": 10.0, "medium": 20.0, "low": 50.0}


def times(book: Rulebook) -> Remarks:
    """Asking anew before the first time is over, going up too late, and safety that waits."""
    for rule in book.rules:
        for place, outcome in enumerate(rule.then):
            if isinstance(outcome, Asking):
                yield from _of_ask(rule, place, outcome)
        if rule.severity == "safety":
            yield from _waiting(rule)


def _of_ask(rule: Rule, place: int, asked: Asking) -> Remarks:
    path = ("then", place, "due")
    quiet = rule.cooldown_hours
    if quiet is not None and quiet < asked.due_hours:
        reason = f"Its cooldown, {_told(quiet)}, is over before what it asks is due, {_told(asked.due_hours)} later."
        yield Remark(
            "warning", "cooldown", rule, path, reason, "Make the cooldown at least as long as `due`."
        )
    if rule.repeat_hours is not None and rule.repeat_hours < asked.due_hours:
        reason = f"It asks anew every {_told(rule.repeat_hours)}, before the first is due, {_told(asked.due_hours)} later."
        yield Remark(
            "warning", "repeat", rule, path, reason, "Make `repeat_every` at least as long as `due`."
        )
    slowest, up = _SLOWEST[rule.severity], asked.plan.escalate_after
    if up is not None and up > slowest:
        reason = f"It goes up only {_told(up)} after its time; what is {rule.severity} should within {_told(slowest)}."
        how = "Shorten `escalate_after`, or make the rule less grave."
        yield Remark("warning", "escalation", rule, ("then", place, "remind"), reason, how)


def _waiting(rule: Rule) -> Remarks:
    if rule.active is not None:
        reason = "A rule about safety waits for hours of the day."
        yield Remark("error", "safety-waits", rule, ("active",), reason, "Leave `active` out.")
    if rule.mode == "propose":
        reason = "A rule about safety waits for somebody's approval."
        yield Remark("warning", "safety-waits", rule, ("mode",), reason, "Let it act (mode: auto).")


def _told(hours: float) -> str:
    return f"{hours * 60:g} min" if hours < 1 else f"{hours:g} h"
