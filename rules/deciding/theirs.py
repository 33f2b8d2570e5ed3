"""What a slip does to each of those whom it hits, in words for them alone: of many tasks they look for their own."""

from collections.abc import Mapping

from rules.deciding.assign import About, named
from rules.read import Reader, task_of
from rules.replaced import replace

_MOST = 4


def theirs_of(read: Reader, hit: Mapping[str, int], about: About) -> dict[str, str]:
    """By person, or whoever stands in for them: `A-470 Level 4 columns 2 days, A-480 Level 4 slab formwork 1 day`, of the tasks
    that end so many working days later."""
    found: dict[str, list[str]] = {}
    for name, days in hit.items():
        for person in named(read, ("hit.owners",), replace(about, hit=(name,))):
            found.setdefault(person, []).append(_words(read, name, days))
    return {person: ", ".join(_cut(told)) for person, told in found.items()}


def _cut(told: list[str]) -> list[str]:
    left = len(told) - _MOST
    return [*told[:_MOST], f"and {left} more"] if left > 0 else told


def _words(read: Reader, name: str, days: int) -> str:
    task = task_of(read, name)
    return f"{name}{f' {task.plan.name}' if task else ''} {days} {'day' if days == 1 else 'days'}"
