"""What the views of all subjects have in common."""

from datetime import datetime

from rules.deciding.decision import CaseValue
from rules.facts.field import Field, Fields
from rules.facts.scene import Scene
from rules.matter import Matter
from rules.worktime.timed import Timed

# A fact as a case shows it: its value, how it moves with the clock, where it does, and the live signal that gave it.
Seen = tuple[CaseValue | None, Timed | None, str | None]
# The facts of a case by their names: their values, how they move with the clock, and the live signals that gave them.
Facts = tuple[dict[str, CaseValue], dict[str, Timed], dict[str, str]]
_UNKNOWN: Seen = (None, None, None)


class View:
    """A subject at one instant; each of its facts is worked out once, when somebody reads it."""

    def __init__(self, scene: Scene) -> None:
        """`seen` are the facts that were worked out already, by their fields' names."""
        self.scene = scene
        self.seen: dict[str, Seen] = {}

    @property
    def next_change(self) -> datetime | None:
        """When it is next otherwise by what is planned of it, beside the facts that move with the clock; None: never."""
        return None

    @property
    def matters(self) -> tuple[Matter, ...]:
        """What is open there."""
        return ()

    def known(self, fields: Fields) -> Facts:
        """Its facts of these fields that last, as copies for a new case. Only of tasks is anything known to last."""
        return {}, {}, {}

    def see(self, field: Field) -> Seen:
        """One fact of this subject, worked out anew."""
        fact = field.read(self)
        if fact is None:
            seen = _UNKNOWN
        else:
            evidence = field.evidence(self) if field.evidence else None
            if isinstance(fact, Timed):
                seen = (fact.value(self.scene.now, self.scene.calendar), fact, evidence)
            else:
                seen = (float(fact) if type(fact) is int else fact, None, evidence)
        self.seen[field.name] = seen
        return seen
