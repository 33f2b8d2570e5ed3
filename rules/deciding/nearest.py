"""The order in which cases that come at once are asked about, where one action stands for them."""

from collections.abc import Sequence
from datetime import datetime

from rules.deciding.assign import about_of
from rules.deciding.decision import Case
from rules.deciding.due import start_ahead
from rules.read import Reader, site_of
from rules.rule import Rule

Firing = tuple[Rule, Case]


def nearest_first(read: Reader, fired: Sequence[Firing], now: datetime) -> list[Firing]:
    """Of the cases that a rule asks about together, those whose tasks begin before it would be due come first, the next
    one before the others: all can join what is due by its start, and it cannot join what is due after that."""
    found = list(fired)
    for rule in {rule.id: rule for rule, _ in fired if rule.group_by}.values():
        places = [place for place, (one, _) in enumerate(fired) if one.id == rule.id]
        by = site_of(read).calendar.add_working(now, max((one.due_hours for one in rule.asks), default=0.0))
        ordered = sorted((fired[place] for place in places), key=lambda one: _start(read, one[1], now, by))
        for place, one in zip(places, ordered, strict=True):
            found[place] = one
    return found


def _start(read: Reader, case: Case, now: datetime, by: datetime) -> tuple[bool, datetime]:
    """When its task is to begin, where that is still to come and before then; all else is last, and keeps its order."""
    starts = start_ahead(read, about_of(read, case, None).task, now)
    return (False, starts) if starts is not None and starts < by else (True, by)
