"""The words that name people in rules: `task.owner`, `role:superintendent`, `next_up` …; `rules.deciding.assign` finds them."""

from rules.language.problem import Misread, did_you_mean
from rules.rule import ROLES, On

CHANNEL = "channel"
_OF: dict[str, tuple[On, ...]] = {
    "task.owner": ("task", "action"),
    "crew_lead": ("task", "action"),
    "action.owner": ("action",),
    "person": ("person",),
    "goal.owner": ("goal",),
    "resource.owner": ("resource",),
    "resource.next_owner": ("resource",),
    "reporter": ("task", "site"),
    "next_up": ("task", "action", "site", "person", "goal", "resource"),
    "addressee": ("task", "site"),
    "hit.owners": ("task",),
}


def words_on(on: On) -> tuple[str, ...]:
    """The words that name people in a rule on this subject, but for `person:<handle>`, which names anybody."""
    own = (word for word, subjects in _OF.items() if on in subjects)
    return (*own, *(f"role:{role}" for role in ROLES))


def check_rung(word: str, on: On) -> None:
    """See that a rule on this subject can name people so.

    Raises:
        Misread: nobody is named so, or not in such a rule.
    """
    kind, mark, name = word.partition(":")
    if mark and kind == "person" and name:
        return
    if mark and kind == "role":
        if name not in ROLES:
            how = did_you_mean(name, ROLES) or f"Roles: {', '.join(ROLES)}."
            raise Misread(f"Nobody can have the role “{name}”.", how)
        return
    if word not in _OF:
        known = (*_OF, *(f"role:{role}" for role in ROLES))
        how = "Write task.owner, crew_lead, reporter, next_up, role:<role> or person:<handle>."
        raise Misread(f"“{word}” names nobody.", did_you_mean(word, known) or how)
    if on not in _OF[word]:
        raise Misread(f"A rule on {on} knows no {word}.", "Ask a role, such as role:superintendent.")


def check_told(word: str, on: On) -> None:
    """The same for who is told something; `channel` is the site's.

    Raises:
        Misread: see `check_rung`.
    """
    if word != CHANNEL:
        check_rung(word, on)
