"""A serious problem with its day, its task and its words."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.month.people import Person
from bot.month.plants import PlantKind
from bot.month.troubles import Trouble
from bot.month.words import Utterance
from rules.plan.schedule import Task


@dataclass(frozen=True, kw_only=True)
class Plant:
    """A serious problem with its instant; `trouble` is what people know of it, and
    nobody speaks of it `until` the evening of a day where it is a silence."""

    kind: PlantKind
    at: datetime
    by: Person
    task: Task | None
    utterance: Utterance | None = None
    trouble: Trouble | None = None
    until: date | None = None
