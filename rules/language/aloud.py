"""A rule read aloud: when it acts, what it does, until when, and what ends it, in words that need no explaining on site."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from rules.deciding.decision import CaseValue, Clause
from rules.facts.fields import FIELDS
from rules.language.aloud_outcome import hours_words, outcome_lines
from rules.language.condition import parse_comparison
from rules.language.problem import Misread
from rules.language.thresholds import FOR, WHERE, unit_of
from rules.rule import All, AnyOf, Compare, Condition, Exists, FieldRef, Not, Op, Rule
from rules.subject import Mode

MODES: Mapping[Mode, str] = {
    "observe": "it records what it sees and asks nobody",
    "propose": "a manager approves each action before anybody is asked, told or anything is recorded",
    "auto": "it acts by itself",
}
_SUBJECTS = {
    "task": "every task",
    "action": "every open action",
    "site": "the site as a whole",
    "person": "every person",
    "goal": "every goal",
    "resource": "every crew and machine of the register",
}
_MATTERS = {
    "blocker": "every blocker",
    "request": "every request",
    "delivery": "every delivery that was told of",
    "safety": "every safety report",
    "quality": "every check of quality",
}
_TESTS: Mapping[Op, str] = {
    "=": "{}",
    "!=": "anything but {}",
    "<": "less than {}",
    "<=": "at most {}",
    ">": "more than {}",
    ">=": "at least {}",
    "in": "{}",
    "not in": "neither {}",
}
_AGO: Mapping[Op, str] = {
    **_TESTS,
    "<": "more than {}",
    "<=": "at least {}",
    ">": "less than {}",
    ">=": "at most {}",
}
_DENIED = "not "  # how `rules.match.reference.clauses` begins a clause that stands under a `not`
_NOT = "not ("  # how `rules.language.sense.condition_text` writes what must not hold
_GROUPS = {
    "any of": "one of these holds:",
    "all of": "all of these hold:",
    "none of": "none of these holds:",
    "not all of": "not all of these hold:",
}
_RESOLVED = {
    "close": "As soon as that no longer holds, what is open of it is closed by itself.",
    "ask": "As soon as that no longer holds, its owner is asked whether it is done; if its task leaves the schedule, whether it "
    "is still needed.",
    "keep": "It stays open until somebody says that it is done, also where that no longer holds.",
}


@dataclass(frozen=True, kw_only=True)
class Aloud:
    """A rule in words: what it looks at and when it acts (indented by two spaces for each level), what it does, how it ends."""

    when: tuple[str, ...]
    then: tuple[str, ...]
    ends: tuple[str, ...]
    sources: tuple[str, ...]


def aloud(rule: Rule) -> Aloud:
    """The rule as it is declared, or as it was set at a site."""
    return Aloud(
        when=(f"It looks at {_looked_at(rule)} and acts when", *_conditions(rule), *_timing(rule)),
        then=tuple(line for outcome in rule.then for line in outcome_lines(outcome, rule.severity)),
        ends=tuple(_ends(rule)),
        sources=rule.sources,
    )


def threshold_words(name: str, value: float) -> str:
    """A threshold by the name that `rules.language.thresholds` gives it: `task silent hours: at least 10.5 working hours`."""
    if name == FOR:
        return f"held for: {hours_words(value)}"
    field, op, which = _parted(name)
    return f"{_label(field)}{which}: {_TESTS[op].format(_shown(value, field))}"


def threshold_label(name: str) -> str:
    """A threshold without its number, as a form asks for it: `Task silent hours: at least … working hours`."""
    unit = unit_of(name)
    if name == FOR:
        return f"Held for … {unit}"
    field, op, which = _parted(name)
    told = f"{_label(field)}{which}: {_TESTS[op].format('…')}"
    return f"{told[:1].upper()}{told[1:]}{f' {unit}' if unit else ''}"


def _parted(name: str) -> tuple[str, Op, str]:
    """The field of a threshold's name, the operator, and which of several it is, in words."""
    told, _, beside = name.partition(WHERE)
    field, op, *place = told.split(" ")
    if beside:
        return field, cast(Op, op), f" (where {_beside_words(beside)})"
    return field, cast(Op, op), f" ({place[0]})" if place else ""


def _beside_words(text: str) -> str:
    """What stands beside a number alone, read aloud where it is one comparison, else as it is written."""
    field, op, *value = text.split(" ", 2)
    if field in FIELDS and not value:
        return f"{_label(field)}: {_TESTS[cast(Op, op)].format('…')}"
    denied = text.startswith(_NOT)
    try:
        return _comparison(
            parse_comparison(text.removeprefix(_NOT).rstrip(")") if denied else text, FIELDS), denied
        )
    except Misread:
        return text


def clause_words(clause: Clause) -> str:
    """A clause and what it met: `task blocked hours: at least 2 working hours (it was 3.5 working hours)`.

    One of a field that is declared no more is told as it was written; one for several, as `one of these holds:`.
    """
    if not clause.field:
        return _GROUPS[clause.text]
    was = "not known" if clause.value is None else _met(clause.value, clause.field)
    denied = clause.text.startswith(_DENIED)
    try:
        read = parse_comparison(clause.text.removeprefix(_DENIED), FIELDS)
    except Misread:
        return f"{clause.text} (it was {was})"
    return f"{_comparison(read, denied)} (it was {was})"


def _met(value: CaseValue, field: str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float) and _is_past(value, field):
        return f"{_shown(round(-value, 1), field)} ago"
    return _shown(round(value, 2) if isinstance(value, float) else value, field)


def _looked_at(rule: Rule) -> str:
    of = _SUBJECTS[rule.on]
    return f"{_MATTERS[rule.each]} of {of}" if rule.each else of


def _conditions(rule: Rule) -> Iterator[str]:
    if isinstance(rule.when, All):
        for part in rule.when.parts:
            yield from _lines(part, "  • ")
    else:
        yield from _lines(rule.when, "  • ")


def _lines(condition: Condition, mark: str, denied: bool = False) -> Iterator[str]:
    match condition:
        case Not():
            yield from _lines(condition.part, mark, not denied)
        case All() | AnyOf():
            every = isinstance(condition, All)
            head = ("not all of these hold" if every else "none of these holds") if denied else ""
            yield f"{mark}{head or ('all of these hold' if every else 'one of these holds')}:"
            for part in condition.parts:
                yield from _lines(part, f"  {mark}")
        case Exists():
            yield f"{mark}{_comparison(condition, denied)}"
        case Compare():
            yield f"{mark}{_comparison(condition, denied)}{_meaning(condition)}"


def _comparison(comparison: Compare | Exists, denied: bool) -> str:
    if isinstance(comparison, Exists):
        return f"{_label(comparison.field)}: {'not known' if denied else 'known'}"
    return f"{_label(comparison.field)}: {_test(comparison, denied)}"


def _label(name: str) -> str:
    subject, _, fact = name.partition(".")
    return f"{subject} {fact.replace('_', ' ')}"


def _meaning(comparison: Compare) -> str:
    field = FIELDS.get(comparison.field)
    return f" – {field.meaning}" if field and field.type != "text" else ""


def _test(comparison: Compare, denied: bool) -> str:
    value, said_not = comparison.value, "not " if denied else ""
    if isinstance(value, bool):
        return "yes" if (value == (comparison.op == "=")) != denied else "no"
    if isinstance(value, FieldRef):
        shown = f"the {_label(value.name)}"
    elif isinstance(value, tuple):
        word = " nor " if comparison.op == "not in" else " or "
        shown = _listed([_shown(one, comparison.field) for one in value], word)
    elif isinstance(value, int | float) and _is_past(value, comparison.field):
        return f"{said_not}{_AGO[comparison.op].format(_shown(-value, comparison.field))} ago"
    else:
        shown = _shown(value, comparison.field)
    return f"{said_not}{_TESTS[comparison.op].format(shown)}"


def _is_past(value: float, field: str) -> bool:
    """Whether it is a time to something that has passed: `hours_to_start` below zero."""
    known = FIELDS.get(field)
    return value < 0 and known is not None and known.unit.endswith("hours") and "_to_" in field


def _shown(value: CaseValue, field: str) -> str:
    if isinstance(value, str):
        return value.replace("_", " ")
    known = FIELDS.get(field)
    unit = known.unit if known else ""
    if unit in ("", "count"):
        return f"{value:g}"
    return f"{value:g} {unit.removesuffix('s') if abs(value) == 1 else unit}"


def _listed(words: list[str], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])}{last}{words[-1]}"


def _timing(rule: Rule) -> Iterator[str]:
    if rule.for_hours:
        yield f"once that has held for {hours_words(rule.for_hours, rule.severity)}"
    if rule.active is not None and rule.active.opens and rule.active.closes:
        yield f"only between {rule.active.opens:%H:%M} and {rule.active.closes:%H:%M} on working days"
    elif rule.active is not None:
        yield "only in the site's shift"


def _ends(rule: Rule) -> Iterator[str]:
    if rule.asks:
        yield _RESOLVED[rule.when_resolved]
    if rule.clear_hours:
        gone = hours_words(rule.clear_hours, rule.severity)
        yield f"It counts as gone once it has not held for {gone}."
    if rule.group_by:
        yield f"Cases of one {rule.group_by} share one action."
    if rule.repeat_hours is not None:
        yield f"While it lasts, it acts again every {hours_words(rule.repeat_hours, rule.severity)}."
    if rule.inhibits:
        yield f"While it stands, these stay quiet on the same subject: {', '.join(rule.inhibits)}."
