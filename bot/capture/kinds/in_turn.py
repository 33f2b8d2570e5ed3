"""All kinds in turn, for each clause of a message."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene
from bot.capture.guards import Mood
from bot.capture.kinds import (
    blockers,
    cleared,
    costs,
    forecast,
    quality,
    safety,
    weather,
)
from bot.capture.kinds.asking import requests
from bot.capture.kinds.delivery import deliveries
from bot.capture.kinds.people import headcount
from bot.capture.kinds.work import progress

_KINDS = (
    safety.read,
    costs.read,
    cleared.read,
    requests.read,
    deliveries.read,
    quality.read,
    blockers.read,
    forecast.read,
    headcount.read,
    weather.read,
    progress.read,
)


def drafts_of(scene: Scene) -> list[Draft]:
    """The drafts of every clause, in the order of the text."""
    return [draft for clause in scene.clauses for draft in _of_clause(clause, scene.mood(clause), scene)]


def _of_clause(clause: Clause, mood: Mood, scene: Scene) -> list[Draft]:
    """Each kind is told which came before it, so that words are not used twice."""
    drafts: list[Draft] = []
    for read in _KINDS:
        # That nobody was hurt is no case of safety yet: "poured 38 m3, nobody hurt" tells of the pour.
        found = read(clause, mood, scene, frozenset(d.kind for d in drafts if d.marks != {"injury"}))
        for draft in found:
            draft.hedged = mood.hedged and draft.kind not in ("headcount", "request")
        drafts.extend(found)
    return drafts
