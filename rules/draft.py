"""A case while it is being filled in."""

from dataclasses import dataclass, field
from datetime import datetime

from rules.calendar import WorkCalendar
from rules.decision import Case, CaseValue
from rules.key import Key
from rules.timed import Timed


@dataclass(kw_only=True)
class Draft:
    """A case being filled in."""

    now: datetime
    calendar: WorkCalendar
    values: dict[str, CaseValue] = field(default_factory=dict)
    timed: dict[str, Timed] = field(default_factory=dict)
    evidence: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, value: CaseValue | None, evidence: str | None = None) -> None:
        """Add a fact; one that is not known is left out."""
        if value is None:
            return
        self.values[name] = float(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if evidence:
            self.evidence[name] = evidence

    def clock(self, name: str, timed: Timed, evidence: str | None = None) -> None:
        """Add a fact that moves with the clock."""
        self.timed[name] = timed
        self.put(name, timed.value(self.now, self.calendar), evidence)

    def case(self, key: Key, *, matter: str = "", each: str = "") -> Case:
        """The case as it is now; what is put later does not reach it."""
        return Case(
            subject=key,
            now=self.now,
            values=dict(self.values),
            matter=matter,
            each=each,
            timed=dict(self.timed),
            evidence=dict(self.evidence),
        )

    def copy(self) -> "Draft":
        """Another one that begins with the same facts."""
        return Draft(
            now=self.now,
            calendar=self.calendar,
            values=dict(self.values),
            timed=dict(self.timed),
            evidence=dict(self.evidence),
        )
