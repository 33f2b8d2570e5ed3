"""What a slip does to each of those whom it hits, in words for them alone: of many tasks they look for their own."""

from collections.abc import Mapping

from rules.coordination.hit_words import first_words, hit_words
from rules.deciding.assign import About, named
from rules.read import Reader
from rules.replaced import replace


def theirs_of(read: Reader, hit: Mapping[str, int], about: About) -> dict[str, str]:
    """By person, or whoever stands in for them: `A-470 Level 4 columns 2 days, A-480 Level 4 slab formwork 1 day`, of the tasks
    that end so many working days later."""
    found: dict[str, list[str]] = {}
    for name, days in hit.items():
        for person in named(read, ("hit.owners",), replace(about, hit=(name,))):
            found.setdefault(person, []).append(hit_words(read, name, days))
    return {person: first_words(told, len(told)) for person, told in found.items()}
