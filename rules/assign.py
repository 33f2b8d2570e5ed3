"""Who is asked: a rule's ladder of words becomes people, each with the reason why they can answer."""

from collections.abc import Iterable

from rules.matter import Matter
from rules.read import Reader, people, site_of, task_of
from rules.subject import Rung, SiteState

FALLBACK = ("role:superintendent", "role:project_manager", "reporter")


def ladder(
    read: Reader, words: Iterable[str], *, task: str | None = None, matter: Matter | None = None
) -> tuple[Rung, ...]:
    """Resolve the words of a ladder in order; nobody stands on it twice.

    Where none of the words names anybody, `FALLBACK` is tried; an empty ladder means that the site has nobody to ask.
    """
    for attempt in (tuple(words), FALLBACK):
        found: dict[str, Rung] = {}
        for word in attempt:
            for rung in _resolve(read, word, task, matter):
                found.setdefault(rung.person, rung)
        if found:
            return tuple(found.values())
    return ()


def _resolve(read: Reader, word: str, task: str | None, matter: Matter | None) -> Iterable[Rung]:
    site = site_of(read)
    kind, _, name = word.partition(":")
    match kind:
        case "task.owner":
            return _owner(read, site, task)
        case "reporter" if matter is not None:
            return (Rung(person=matter.by, reason="reported it"),)
        case "role":
            said = name.replace("_", " ")
            return tuple(Rung(person=p, reason=f"{said} of the site") for p in site.roles.get(name, ()))
        case "person":
            named = (p for p in people(read) if p.handle == name)
            return tuple(Rung(person=p.id, reason="named by the rule") for p in named)
        case _:
            return ()


def _owner(read: Reader, site: SiteState, task: str | None) -> tuple[Rung, ...]:
    found = task_of(read, task)
    person = site.owners.get(found.plan.owner) if found else None
    if found is None or person is None:
        return ()
    return (Rung(person=person, reason=f"owns {found.plan.id} in the schedule"),)
