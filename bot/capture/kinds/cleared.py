"""Cleared: an earlier blocker that no longer holds."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene
from bot.capture.guards import Mood, holds
from bot.capture.pattern import Found

_CAUSES = (
    ("plant", "equipment"), ("utility", "equipment"), ("weather", "weather"), ("inspection", "inspection"), ("design", "design"),
    ("space", "space"), ("material", "material"), ("trade", "labour"), ("crewword", "labour"),
)  # fmt: skip


def read(clause: Clause, mood: Mood, scene: Scene, taken: frozenset[str]) -> list[Draft]:
    """At most one clearing of a clause."""
    if mood.silent or mood.idle or taken & {"safety", "request"}:
        return []
    cues = [c for c in clause.all("clear") if holds(clause, mood, c)]
    if not cues:
        return []
    cue = next((c for c in cues if c.value), cues[0])
    before = scene.before(clause)
    cause = (
        cue.value
        or _cause(clause)
        or (_cause(before) if before and before.has("down", "stop", "block", "lack", "arrive") else "")
    )
    if not cause:
        return []
    draft = Draft("cleared", clause.index, token=cue.start, strength=0.88 if cue.value else 0.8)
    thing = _thing(clause, cue)
    draft.put("cause", cause, scene.chars(cue))
    draft.shared = cause == "weather" or bool(clause.named("shared"))
    draft.what = scene.said(thing) if thing else ""
    return [draft]


def _cause(clause: Clause) -> str:
    for name, cause in _CAUSES:
        if clause.named(name):
            return cause
    return ""


def _thing(clause: Clause, cue: Found) -> Found | None:
    return next((c for c in clause.named(*(name for name, _ in _CAUSES))), None)
