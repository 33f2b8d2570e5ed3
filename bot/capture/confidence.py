"""How sure a signal is, and whether to ask before it is stored."""

from collections.abc import Sequence

from bot.capture.drafts import Scene
from bot.capture.linking import Linked
from rules.signal import FIELDS, Signal, Value

ASK_BELOW = 0.74
_NEEDS_TASK = frozenset(("progress", "blocker", "forecast", "quality"))
_TORN, _TASKLESS = 0.75, 0.85


def finished(found: Sequence[Linked], scene: Scene) -> list[Signal]:
    """The signals with confidence, in the order of the text; a hedged one is always to be confirmed."""
    return [_signal(one, scene) for one in found]


def _signal(one: Linked, scene: Scene) -> Signal:
    draft = one.draft
    takes = draft.kind in _NEEDS_TASK or draft.kind in ("request", "cost", "cleared")
    confidence = draft.strength * (one.sure if one.task and takes else 1.0)
    if one.torn and draft.kind in _NEEDS_TASK:
        confidence *= _TORN
    elif one.task is None and draft.kind in _NEEDS_TASK and not draft.shared:
        confidence *= _TASKLESS
    confidence = round(min(confidence, 0.99), 3)
    hedged = draft.hedged and draft.kind != "response"
    return Signal(
        kind=draft.kind,
        task=one.task,
        values=_ordered(draft.kind, draft.values),
        what=draft.what,
        words=scene.clauses[draft.clause].words(scene.text) if scene.clauses else "",
        spans={name: span for name, span in draft.spans.items() if name in draft.values},
        confidence=confidence,
        confirm=hedged or confidence < ASK_BELOW,
        hedged=hedged,
    )


def _ordered(kind: str, values: dict[str, Value]) -> dict[str, Value]:
    known = FIELDS[kind]  # type: ignore[index]
    return {name: values[name] for name in known if name in values}
