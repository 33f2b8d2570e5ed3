"""Whom the schedule means: the words that it uses for owners, matched with Slack's people by name."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from rules.subject import PersonState, TaskState


def unmatched_owners(tasks: Iterable[TaskState], known: Iterable[str]) -> list[str]:
    """The schedule's owners that nobody is named for, those with the most tasks first."""
    counts = Counter(one.plan.owner for one in tasks if one.plan.owner and not one.removed)
    return [word for word, _ in counts.most_common() if word not in set(known)]


def match_owner(word: str, people: Sequence[PersonState]) -> str:
    """The id of the one person whom the word can mean: by handle or full name, else by first or last name; `""` if unsure."""
    wanted = _folded(word)
    for names in (_whole_names, _single_names):
        found = [person.id for person in people if wanted in names(person)]
        if len(found) == 1:
            return found[0]
    return ""


def _whole_names(person: PersonState) -> set[str]:
    return {_folded(person.handle), _folded(person.name)} - {""}


def _single_names(person: PersonState) -> set[str]:
    return {_folded(part) for part in person.name.split()} - {""}


def _folded(text: str) -> str:
    """Letters and digits alone, without case and accents: `D. Núñez` is `dnunez`."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    return "".join(character for character in plain if character.isalnum())
