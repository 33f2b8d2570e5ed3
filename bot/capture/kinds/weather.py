"""Weather that matters to the work."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene
from bot.capture.guards import Mood, negated


def read(clause: Clause, mood: Mood, scene: Scene, taken: frozenset[str]) -> list[Draft]:
    """The weather that the clause tells; whether it matters is decided with the blockers of the message."""
    if mood.silent or "cleared" in taken:
        return []
    for found in clause.named("weather"):
        if negated(clause, found):
            continue
        draft = Draft("weather", clause.index, token=found.start, strength=0.85)
        draft.put("condition", found.value, scene.chars(found))
        draft.shared = True
        draft.what = scene.said(found)
        if clause.has("harsh"):
            draft.marks.add("harsh")
        return [draft]
    return []
