"""What managers make of a rule at their site: a change of it is checked, kept, and over when its time is."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from rules.deciding.standing import take_back_all
from rules.errors import SiteloopError
from rules.facts.fields import FIELDS
from rules.folding.entry import Suggested, Tuned, Unsilenced
from rules.folding.state import Overlay
from rules.language.thresholds import FOR, fitting, thresholds, with_thresholds
from rules.lint.sense import senseless_by_meaning
from rules.read import goals, open_actions, people, site_of, tasks
from rules.rule import Rule
from rules.subject import Mode, SiteState, Subject, Tuning

_LARGEST = 1e9
_HOURS = ("working hours", "hours")


class ChangeRefused(SiteloopError):
    """A change of a rule that makes no sense; the text says what to do instead."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """What somebody wants of a rule; what is None, or empty, stays as it is.

    `off=False` switches it on again, and ends its silence. `until` silences it. `thresholds` are new numbers by name.
    `reset`: everything as the rulebook declares it.
    """

    mode: Mode | None = None
    off: bool | None = None
    until: datetime | None = None
    thresholds: Mapping[str, float] = field(default_factory=dict)
    reset: bool = False


def changed(rule: Rule, known: Tuning | None, change: Change, now: datetime) -> Tuning:
    """The rule's tuning with the change in it; a number or mode that is the declared one again is none of the site's, and one
    that the rulebook no longer has is let go.

    Raises:
        ChangeRefused: it changes nothing, or makes no sense.
        Misread: the rule has no such threshold, or its condition could then never fail, or never hold.
    """
    before = known or Tuning(rule=rule.id)
    before = replace(before, thresholds=fitting(rule, before.thresholds))
    after = Tuning(rule=rule.id) if change.reset else before
    if change.mode is not None:
        after = replace(after, mode=_mode(rule, change.mode))
    if change.off is not None:
        after = replace(after, off=change.off, until=None)
    if change.until is not None:
        after = replace(after, until=_until(rule, before, change.until, now))
    if change.thresholds:
        after = replace(after, thresholds=_numbers(rule, {**before.thresholds, **change.thresholds}))
    if _is(after) == _is(before):
        raise ChangeRefused(f"{rule.id} is so already. Nothing was changed.")
    return after


def _is(tuning: Tuning) -> tuple[object, ...]:
    return tuning.mode, tuning.off, tuning.until, dict(tuning.thresholds)


def _mode(rule: Rule, mode: Mode) -> Mode | None:
    if mode == "propose" and not rule.asks:
        raise ChangeRefused(
            f"{rule.id} asks nothing of anybody, so that there is nothing to approve. Choose observe or auto."
        )
    return None if mode == rule.mode else mode


def _until(rule: Rule, before: Tuning, until: datetime, now: datetime) -> datetime:
    if before.off:
        raise ChangeRefused(f"{rule.id} is switched off. Switch it on first, or leave it off.")
    if until <= now:
        raise ChangeRefused("That time has passed. Choose one that is still to come.")
    return until


def _numbers(rule: Rule, wanted: Mapping[str, float]) -> dict[str, float]:
    declared = thresholds(rule)
    for name, number in wanted.items():
        if not math.isfinite(number) or abs(number) > _LARGEST:
            raise ChangeRefused(f"{number:g} is no number for {name}.")
        if number < 0 <= declared.get(name, number) and _counts_up(name):
            raise ChangeRefused(f"{name} {number:g}: that counts from 0. Give 0 or more.")
    set_so = with_thresholds(rule, wanted)
    for _, reason, _ in senseless_by_meaning(set_so.when):
        raise ChangeRefused(f"{reason} Choose another number.")
    return {name: number for name, number in wanted.items() if declared[name] != number}


def _counts_up(name: str) -> bool:
    """Whether it is a length of time that is never negative."""
    if name == FOR:
        return True
    field = FIELDS[name.partition(" ")[0]]
    return field.unit in _HOURS and "negative" not in field.meaning


def silences_over(site: SiteState, now: datetime) -> list[Unsilenced]:
    """The silences whose time is over by now and of which nobody took note yet."""
    return [
        Unsilenced(rule=name, until=one.until)
        for name, one in sorted(site.tuning.items())
        if one.until is not None and one.until <= now
    ]


def tune(part: Overlay, entry: Tuned | Unsilenced | Suggested, at: datetime) -> None:
    """Let a rule work otherwise at the site: whatever it said is looked at anew."""
    site = site_of(part)
    if isinstance(entry, Suggested):
        part.put(replace(site, suggested={**site.suggested, entry.rule: at}))
        return
    if isinstance(entry, Unsilenced):
        known = site.tuning.get(entry.rule, Tuning(rule=entry.rule))
        after = replace(known, until=None)
    else:
        after = _dated(site.tuning.get(entry.tuning.rule), entry.tuning, at)
    part.put(replace(site, tuning={**site.tuning, after.rule: after}))
    if after.mode_since == at:
        take_back_all(part, after.rule)  # unless it acts by itself, nothing of it stands
    _look_again(part, (*tasks(part), *open_actions(part), *people(part), *goals(part)))


def _dated(before: Tuning | None, after: Tuning, at: datetime) -> Tuning:
    """With the instant of the change, and that at which its mode was last changed."""
    same = (before.mode if before else None) == after.mode
    return replace(after, at=at, mode_since=(before.mode_since if before else None) if same else at)


def _look_again(part: Overlay, subjects: Iterable[Subject]) -> None:
    for subject in list(subjects):
        part.put(subject)
