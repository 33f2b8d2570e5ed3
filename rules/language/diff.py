"""What differs between two rulebooks, rule by rule, in words."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rules.language.problem import Misread
from rules.language.sense import condition_text
from rules.language.thresholds import FOR, thresholds, unit_of, with_thresholds
from rules.rule import Active, All, Asking, Condition, Outcome, RaiseRisk, Rule, Rulebook
from rules.subject import ReminderPlan

_WORDS = {
    "title": "title", "why": "why", "owner": "owner", "on": "on", "each": "each", "severity": "severity", "mode": "mode",
    "group_by": "group_by", "serves": "serves", "when_resolved": "when resolved",
}  # fmt: skip
_OF_OUTCOME = {"text": "text", "answers": "answers", "together": "heading", "expects": "answer expected",
               "done_means": "what “done” means", "verify": "what makes sure of it",
               "to": "who is told", "cause": "cause", "level": "level"}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class RuleChange:
    """A rule that was added, is gone, or was changed; then `changes` are lines such as `severity: medium → high`."""

    rule: str
    title: str
    what: str
    changes: tuple[str, ...] = ()


def compare(old: Rulebook, new: Rulebook) -> list[RuleChange]:
    """What is otherwise in the new rulebook: rules gone, then changed, then added, each in the order of its rulebook."""
    before, after = ({rule.id: rule for rule in book.rules} for book in (old, new))
    gone = [_change(rule, "gone") for name, rule in before.items() if name not in after]
    both = [(before[name], rule) for name, rule in after.items() if name in before]
    changed = [_change(rule, "changed", tuple(_differences(was, rule))) for was, rule in both]
    added = [_change(rule, "added") for name, rule in after.items() if name not in before]
    return [*gone, *(one for one in changed if one.changes), *added]


def diff_text(found: Sequence[RuleChange]) -> str:
    """The differences, a rule's changes below its name, and how many there are of each."""
    if not found:
        return "Both rulebooks say the same."
    lines: list[str] = []
    for one in found:
        lines.append(f"{one.what}: {one.rule} ({one.title})")
        lines += [f"    {change}" for change in one.changes]
    counts = ((sum(one.what == what for one in found), what) for what in ("gone", "changed", "added"))
    return "\n".join([*lines, ", ".join(f"{count} {what}" for count, what in counts if count) + "."])


def _change(rule: Rule, what: str, changes: tuple[str, ...] = ()) -> RuleChange:
    return RuleChange(rule=rule.id, title=rule.title, what=what, changes=changes)


def _differences(was: Rule, now: Rule) -> Iterator[str]:
    for name, word in _WORDS.items():
        yield from _told(word, getattr(was, name), getattr(now, name))
    yield from _conditions(was, now)
    yield from _told("for", _hours(was.for_hours), _hours(now.for_hours))
    yield from _told("clear after", _hours(was.clear_hours), _hours(now.clear_hours))
    yield from _told("cooldown", _cooldown(was), _cooldown(now))
    yield from _told("repeat every", _hours(was.repeat_hours), _hours(now.repeat_hours))
    yield from _told("active", _active(was.active), _active(now.active))
    yield from _told("inhibits", was.inhibits, now.inhibits)
    yield from _told("sources", was.sources, now.sources)
    for place, (one, other) in enumerate(zip_longest(was.then, now.then), start=1):
        prefix = "" if len(was.then) == len(now.then) == 1 else f"outcome {place}, "
        yield from (prefix + line for line in _outcomes(one, other))
    if was.tests != now.tests:
        yield (
            f"tests: {len(was.tests)} → {len(now.tests)}"
            if len(was.tests) != len(now.tests)
            else "tests: changed"
        )


def _conditions(was: Rule, now: Rule) -> Iterator[str]:
    """Where only numbers differ, each of them; else the parts that came and went, or the whole."""
    if was.when == now.when:
        return
    if _differs_in_numbers(was, now):
        old, new = thresholds(was), thresholds(now)
        for name in old:
            if name != FOR and old[name] != new[name]:
                unit = unit_of(name)
                yield f"threshold {name}: {old[name]:g} → {new[name]:g}{' ' if unit else ''}{unit}"
        return
    before, after = _parts(was.when), _parts(now.when)
    yield from (f"when: no longer “{part}”" for part in before if part not in after)
    yield from (f"when: now “{part}”" for part in after if part not in before)


def _differs_in_numbers(was: Rule, now: Rule) -> bool:
    numbers = {name: value for name, value in thresholds(now).items() if name != FOR}
    try:
        return bool(numbers) and with_thresholds(was, numbers).when == now.when
    except Misread:
        return False


def _parts(when: Condition) -> list[str]:
    return [condition_text(part) for part in (when.parts if isinstance(when, All) else (when,))]


def _outcomes(was: Outcome | None, now: Outcome | None) -> Iterator[str]:
    if was is None or now is None or type(was) is not type(now):
        yield from _told("does", _named(was), _named(now))
        return
    for name, word in _OF_OUTCOME.items():
        yield from _told(word, getattr(was, name, ""), getattr(now, name, ""))
    if isinstance(was, Asking) and isinstance(now, Asking):
        yield from _told("who is asked", was.assign, now.assign)
        yield from _told("due", _hours(was.due_hours), _hours(now.due_hours))
        yield from _told("may be moved by", _hours(was.may_move), _hours(now.may_move))
        yield from _told("reminders", _plan(was.plan), _plan(now.plan))
        yield from _told("is brought up again", _again(was.plan), _again(now.plan))
        yield from _told("goes up", _hours(was.plan.escalate_after), _hours(now.plan.escalate_after))


def _told(word: str, was: object, now: object) -> Iterator[str]:
    if was != now:
        yield f"{word}: {_plain(was)} → {_plain(now)}"


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return str(value or "none")


def _named(outcome: Outcome | None) -> str:
    if outcome is None:
        return ""
    word = "risk" if isinstance(outcome, RaiseRisk) else type(outcome).__name__.lower()
    return f"{word} “{outcome.text}”"


def _hours(hours: float | None) -> str:
    return "never" if hours is None else f"{hours * 60:g} min" if 0 < hours < 1 else f"{hours:g} h"


def _cooldown(rule: Rule) -> str:
    if rule.cooldown_hours is None:
        return "as long as the matter lasts" if rule.each else "a day"
    return "forever" if math.isinf(rule.cooldown_hours) else _hours(rule.cooldown_hours)


def _active(active: Active | None) -> str:
    if active is None:
        return "always"
    return (
        "shift"
        if active.opens is None or active.closes is None
        else f"{active.opens:%H:%M}-{active.closes:%H:%M}"
    )


def _plan(plan: ReminderPlan) -> str:
    before = [f"{_hours(hours)} before" for hours in plan.before]
    after = [f"{_hours(hours)} after" for hours in plan.after]
    return ", ".join([*before, *(["at the due time"] if plan.at_due else []), *after]) or "none"


def _again(plan: ReminderPlan) -> str:
    times = "once" if plan.at_most == 1 else f"{plan.at_most} times"
    return f"after {_hours(plan.again)}, {times} at most" if plan.again else "never"
