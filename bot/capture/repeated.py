"""What is said to be the same elsewhere: "same on L4", "L5 as well", of what the same message, or the one just before, told."""

from collections.abc import Sequence
from dataclasses import replace

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene
from bot.capture.text import Kind
from rules.signal import Signal

_KINDS = ("progress", "blocker", "cleared", "forecast", "quality", "request")
_LONGEST = 8  # tokens; whoever says more than where says something of its own
_PLACES: tuple[Kind, ...] = ("level", "task", "ref")


def repeated(drafts: Sequence[Draft], scene: Scene, earlier: Sequence[Signal]) -> list[Draft]:
    """The drafts in the order of their clauses, with those of the nearest clause that told something for each clause that only
    says that it is the same in another place; where none did, of `earlier`, the same person's message just before."""
    found = list(drafts)
    for clause in scene.clauses:
        if not _says_the_same(clause, scene) or any(
            clause.index in (draft.clause, *draft.also) for draft in found
        ):
            continue
        before = [draft for draft in found if draft.clause < clause.index and draft.kind in _KINDS]
        told = (
            [draft for draft in before if draft.clause == before[-1].clause] if before else _drafts(earlier)
        )
        found += [_there(draft, clause) for draft in told]
    return sorted(found, key=lambda draft: draft.clause)


def _says_the_same(clause: Clause, scene: Scene) -> bool:
    """ "Same crew on L4" is the sameness of something else."""
    tells = (
        clause.has("alike") and not clause.has("neg") and not clause.classes and not scene.mood(clause).silent
    )
    return tells and clause.end - clause.start <= _LONGEST and any(clause.typed(*_PLACES))


def _there(draft: Draft, clause: Clause) -> Draft:
    """Its spans stay where it was said."""
    return replace(
        draft,
        clause=clause.index,
        values=dict(draft.values),
        spans=dict(draft.spans),
        token=clause.start,
        marks={"alike"},
        also=[],
    )


def _drafts(signals: Sequence[Signal]) -> list[Draft]:
    told = (signal for signal in signals if signal.kind in _KINDS and signal.task)
    return [
        Draft(kind=signal.kind, clause=0, values=dict(signal.values), hedged=signal.hedged, what=signal.what)
        for signal in told
    ]
