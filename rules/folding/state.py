"""A part of a site's state while it changes: what was read, with what was changed laid over it."""

from bisect import insort
from collections.abc import Iterator

from rules.key import Key, SubjectKind
from rules.life.action import life
from rules.read import Reader
from rules.subject import ActionState, Subject


def is_open(subject: Subject) -> bool:
    """Whether it still wants attention; storage finds the open ones by this."""
    return life(subject).is_open if isinstance(subject, ActionState) else True


class Overlay:
    """A reader with changes laid over it; `changed` gives them, in the order in which they were first made."""

    def __init__(self, below: Reader) -> None:
        self._below = below
        self.changed: dict[Key, Subject] = {}

    def get(self, key: Key) -> Subject | None:
        """The changed subject, else the one below."""
        return self.changed.get(key) or self._below.get(key)

    def all(self, kind: SubjectKind, *, open_only: bool = False) -> Iterator[Subject]:
        """Every subject of a kind, changes included, in the order of their ids."""
        changed = {key: subject for key, subject in self.changed.items() if key.kind == kind}
        if not changed:
            yield from self._below.all(kind, open_only=open_only)
            return
        found = {s.key: s for s in self._below.all(kind, open_only=open_only)}
        for key, subject in changed.items():
            found.pop(key, None)
            if not open_only or is_open(subject):
                found[key] = subject
        for key in sorted(found):
            yield found[key]

    def put(self, subject: Subject) -> None:
        """Lay a change over."""
        self.changed[subject.key] = subject


class Memory:
    """A whole state in memory: what a replay folds, and what tests start from."""

    def __init__(self) -> None:
        self._subjects: dict[Key, Subject] = {}
        self._order: dict[SubjectKind, list[Key]] = {}
        self._open: dict[SubjectKind, dict[Key, None]] = {}

    @property
    def subjects(self) -> dict[Key, Subject]:
        """Every subject by its name."""
        return dict(self._subjects)

    def get(self, key: Key) -> Subject | None:
        """The subject of this name; None where there is none."""
        return self._subjects.get(key)

    def all(self, kind: SubjectKind, *, open_only: bool = False) -> Iterator[Subject]:
        """Every subject of a kind as it stands when this is asked, in the order of their ids."""
        keys = sorted(self._open.get(kind, {})) if open_only else self._order.get(kind, ())
        return iter([self._subjects[key] for key in keys])

    def put(self, subject: Subject) -> None:
        """Let the subject stand like this."""
        key = subject.key
        if key not in self._subjects:
            insort(self._order.setdefault(key.kind, []), key)
        self._subjects[key] = subject
        if is_open(subject):
            self._open.setdefault(key.kind, {})[key] = None
        else:
            self._open.get(key.kind, {}).pop(key, None)

    def drop(self, key: Key) -> None:
        """Let there be no such subject."""
        if self._subjects.pop(key, None) is not None:
            self._order[key.kind].remove(key)
            self._open.get(key.kind, {}).pop(key, None)

    def copy(self) -> "Memory":
        """The same state, which can go on by itself."""
        found = Memory()
        for subject in self._subjects.values():
            found.put(subject)
        return found
