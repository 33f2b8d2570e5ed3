"""Progress: work started, advanced or finished."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene
from bot.capture.guards import Mood
from bot.capture.kinds.work.deeds import by_word
from bot.capture.kinds.work.papers import of_a_paper
from bot.capture.kinds.work.shares import by_share
from bot.capture.kinds.work.terse import terse

_TAKEN = ("safety", "request", "delivery")


def read(clause: Clause, mood: Mood, scene: Scene, taken: frozenset[str]) -> list[Draft]:
    """Progress asserted in the clause; `taken` names the kinds that already explain its words."""
    if (
        mood.question
        or mood.old
        or mood.idle
        or taken & set(_TAKEN)
        or (clause.has("nospend") and not clause.concepts)
        or _on_paper(clause, mood)
    ):
        return []
    told = None if "forecast" in taken else by_word(clause, mood, scene, taken)
    found = by_share(clause, mood, scene) or told or terse(clause, mood, scene)
    return [found] if found and not of_a_paper(clause, found.token, scene) else []


def _on_paper(clause: Clause, mood: Mood) -> bool:
    """Whether the clause tells what a document says; "done per plan" is asserted before the document is named."""
    if not mood.paper:
        return False
    first = min((c.start for c in clause.all("paper")), default=clause.start)
    return not any(c.tag in ("done", "part") and c.end <= first for c in clause.cues)
