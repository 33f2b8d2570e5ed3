"""What can be otherwise in what a rule does: an outcome less, another first rung, another due, a reminder less or more …"""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from rules.language.text import Path
from rules.mutation.change import Change, lengths, taken_out
from rules.signal import CAUSES
from rules.subject import Expects, RiskLevel

_REMINDERS = ("before", "after")


def outcome_changes(rule: Mapping[str, Any]) -> Iterator[Change]:
    """The changes of a sound rule's outcomes; their texts are left alone, since only people can say what they are worth."""
    for place, outcome in enumerate(rule["then"]):
        path: Path = ("then", place)
        if len(rule["then"]) > 1:
            word, text = next(iter(outcome.items()))
            yield taken_out(path, f"{word}: {text}", "then")
        for name in ("assign", "to", "answers"):
            yield from _one_less(outcome.get(name, ()), (*path, name), name)
        yield from lengths((*path, "due"), outcome.get("due"), "due")
        yield from _reminding(outcome.get("remind", {}), (*path, "remind"))
        yield from _saying(outcome, path)


def _one_less(values: list[str], path: Path, name: str) -> Iterator[Change]:
    """Each of several left out; the first of a ladder by it is another's."""
    if len(values) > 1:
        for place, value in enumerate(values):
            yield taken_out((*path, place), f"{value}` in `{name}", name)


def _reminding(plan: Mapping[str, Any], path: Path) -> Iterator[Change]:
    for name in _REMINDERS:
        for place, length in enumerate(plan.get(name, ())):
            yield taken_out((*path, name, place), f"{name}: {length}", "remind")
            yield from lengths((*path, name, place), length, "remind")
        if plan.get(name) == []:
            yield taken_out((*path, name), f"{name}: []", "remind")
    if "at_due" in plan:
        other, told = (
            (False, "false` instead of `true") if plan["at_due"] else (True, "true` instead of `false")
        )
        yield Change(path=(*path, "at_due"), value=other, told=f"`at_due: {told}`", setting="remind")
    if "at_most" in plan:
        yield taken_out((*path, "at_most"), f"at_most: {plan['at_most']}", "remind")
    for name in (one for one in ("escalate_after", "again") if one in plan):
        length = plan[name]
        yield taken_out((*path, name), f"{name}: {length}", "remind")
        yield from lengths((*path, name), length, "remind")
        if length != "never":
            told = f"`{name}: never` instead of `{length}`"
            yield Change(path=(*path, name), value="never", told=told, setting="remind")


def _saying(outcome: Mapping[str, Any], path: Path) -> Iterator[Change]:
    """What an outcome keeps as data."""
    if "done_means" in outcome:
        told = f"done_means: {outcome['done_means']}"
        yield taken_out((*path, "done_means"), told, "done_means")
    for name, known in (("expects", get_args(Expects)), ("block", CAUSES), ("risk", get_args(RiskLevel))):
        others = [one for one in known if one and one != outcome.get(name)] if name in outcome else []
        for other in others if name == "risk" else others[:1]:
            told = f"`{name}: {other}` instead of `{outcome[name]}`"
            yield Change(path=(*path, name), value=other, told=told, setting=name)
