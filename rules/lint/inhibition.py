"""What `inhibits` names, and rules that never act because another one holds them back."""

from collections.abc import Iterator, Mapping

from rules.language.problem import did_you_mean
from rules.lint.meaning import implies
from rules.lint.pairs import RANK
from rules.lint.remark import Level, Remark, Remarks
from rules.rule import Rule, Rulebook


def inhibitions(book: Rulebook) -> Remarks:
    """Names of no rule, circles, and rules that hold back nothing, or what they should not."""
    rules = {rule.id: rule for rule in book.rules}
    for rule in book.rules:
        for place, name in enumerate(rule.inhibits):
            path = ("inhibits", place)
            other = rules.get(name)
            if other is None:
                how = did_you_mean(name, rules) or "Take it out, or name a rule of this rulebook."
                yield Remark("error", "inhibits", rule, path, f"There is no rule {name}.", how)
            else:
                for level, reason, how in _doubts(rule, other):
                    yield Remark(level, "inhibits", rule, path, reason, how)
        if rule.inhibits and rule.mode == "observe":
            reason = "A rule that only observes holds nothing back."
            yield Remark(
                "warning", "inhibits", rule, ("inhibits",), reason, "Let it propose or act, or take this out."
            )
    yield from _circles(book, rules)


def never_firing(book: Rulebook) -> Remarks:
    """Rules whose condition holds only where one that holds them back stands."""
    for rule in book.rules:
        for other in book.rules:
            if rule.id in other.inhibits and _stands_first(other, rule) and implies(rule.when, other.when):
                reason = f"It can never act: wherever it holds, rule {other.id} stands and holds it back."
                how = f"Take it out of `inhibits` of {other.id} ({other.source}), or leave this rule out."
                yield Remark("error", "never-fires", rule, ("when",), reason, how)


def _doubts(rule: Rule, other: Rule) -> Iterator[tuple[Level, str, str]]:
    """What speaks against holding the other one back: how grave that is, the reason, what to do."""
    if RANK[other.severity] < RANK[rule.severity]:
        level: Level = "error" if other.severity == "safety" else "warning"
        yield (
            level,
            f"It holds back {other.id}, which is graver ({other.severity}).",
            "Hold back what is less grave.",
        )
    if not _meets(rule, other):
        reason = f"A rule on {rule.on} never stands on a subject of {other.id}, which is on {other.on}."
        yield "warning", reason, "Take it out: only a rule on the same subject, or on the site, holds back."


def _meets(rule: Rule, other: Rule) -> bool:
    """Whether the rule can stand where the other one is looked at (`rules.deciding.held`)."""
    return rule.on in (other.on, "site") or (rule.on, other.on) == ("task", "action")


def _stands_first(other: Rule, rule: Rule) -> bool:
    """Whether the other stands as soon as both hold: it sees every case that the rule sees, and waits no longer."""
    sees_it = other.on in (rule.on, "site") and other.each in ("", rule.each if other.on == rule.on else "")
    return sees_it and other.mode == "auto" and other.for_hours <= rule.for_hours


def _circles(book: Rulebook, rules: Mapping[str, Rule]) -> Remarks:
    """Each circle once, at the rule that comes first in the rulebook."""
    told: set[frozenset[str]] = set()
    for rule in book.rules:
        circle = _circle_from(rule, rules)
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            reason = f"Rules hold each other back in a circle: {' → '.join((*circle, rule.id))}. Where all hold, none acts."
            yield Remark(
                "error",
                "inhibits",
                rule,
                ("inhibits",),
                reason,
                "Let only the graver one hold back the other.",
            )


def _circle_from(rule: Rule, rules: Mapping[str, Rule]) -> tuple[str, ...]:
    """The shortest way along `inhibits` from the rule back to itself; empty where there is none."""
    ways: list[tuple[str, ...]] = [(rule.id,)]
    seen = {rule.id}
    while ways:
        way = ways.pop(0)
        for name in rules[way[-1]].inhibits if way[-1] in rules else ():
            if name == rule.id:
                return way
            if name not in seen:
                seen.add(name)
                ways.append((*way, name))
    return ()
