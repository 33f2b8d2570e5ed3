"""Whom a slip hits, in words: each task with its days, and of many the first few."""

from collections.abc import Sequence

from rules.coordination.slips import Hits
from rules.read import Reader, person_of, site_of, task_of
from rules.worktime.daywords import days_words

_MOST = 4


def hits_words(read: Reader, hits: Hits) -> str:
    """`A-470 Level 4 columns (Minh Trần) 2 days; path A-310 → A-470`, the nearest tasks first; empty: it hits nobody."""
    order = hits.order
    if not order:
        return ""
    nearest = order[:_MOST]
    told = [hit_words(read, name, hits.days[name], _owner(read, name)) for name in nearest]
    return f"{first_words(told, len(order))}; path {' → '.join(hits.paths[nearest[-1]])}"


def hit_words(read: Reader, name: str, days: int, owner: str = "") -> str:
    """`A-470 Level 4 columns 2 days`, with whose it is where that is given."""
    task = task_of(read, name)
    called = f"{name} {task.plan.name}" if task else name
    return f"{called}{f' ({owner})' if owner else ''} {days_words(days)}"


def first_words(told: Sequence[str], count: int) -> str:
    """The first four of so many, and how many more there are."""
    left = count - _MOST
    return ", ".join([*told[:_MOST], *([f"and {left} more"] if left > 0 else [])])


def _owner(read: Reader, name: str) -> str:
    task = task_of(read, name)
    person = person_of(read, site_of(read).owners.get(task.plan.owner)) if task else None
    return person.name or person.handle if person else ""
