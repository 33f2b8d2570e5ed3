"""A part of a site's state while it changes: what was read, with what was changed laid over it."""

from collections.abc import Iterator

from rules.action import life
from rules.key import Key, SubjectKind
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
        found = {s.key: s for s in self._below.all(kind, open_only=open_only)}
        for key, subject in self.changed.items():
            if key.kind == kind:
                found.pop(key, None)
                if not open_only or is_open(subject):
                    found[key] = subject
        for key in sorted(found):
            yield found[key]

    def put(self, subject: Subject) -> None:
        """Lay a change over."""
        self.changed[subject.key] = subject


class Memory(Overlay):
    """A whole state in memory: what a backtest folds, and what tests start from."""

    def __init__(self) -> None:
        super().__init__(_Nothing())


class _Nothing:
    def get(self, key: Key) -> Subject | None:
        return None

    def all(self, kind: SubjectKind, *, open_only: bool = False) -> Iterator[Subject]:
        return iter(())
