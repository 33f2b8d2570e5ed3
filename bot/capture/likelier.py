"""Values that the whole message hints at, where no word gave one or where another is far likelier."""

from collections import Counter
from collections.abc import Mapping, Sequence

from bot.capture.drafts import Draft, Scene
from bot.capture.hinted import MARK
from bot.capture.hints import GUESSED, ranked
from rules.signal import SignalKind

_CAUSES = "blocker:cause:"
_DOUBTED: Mapping[SignalKind, tuple[str, ...]] = {
    "blocker": ("cause",),
    "cleared": ("cause",),
    "safety": ("class", "category"),
}
_OUTRIGHT = ("electrical", "fall")  # categories that single words tell well enough
_FAR_AHEAD = 3.0  # log-odds; what was named is rather believed
_KEPT = "incident"  # what has hurt somebody by its own words is not made less of
# Log-odds of the likeliest cause of a stop from which on it is taken, and by how much it has to lead the next.
_LIKELY, _AHEAD = -1.3, 0.4


def with_causes(drafts: Sequence[Draft], scene: Scene, odds: Mapping[str, float]) -> None:
    """Give each stop whose cause no words name the one that the whole message hints at, where one is likelier than all others."""
    bare = [draft for draft in drafts if draft.kind == "blocker" and "cause" not in draft.values]
    causes = ranked(_CAUSES, odds) if bare else []
    if len(causes) < 2 or causes[0][0] < _LIKELY or causes[0][0] - causes[1][0] < _AHEAD:
        return
    for draft in bare:
        clause = scene.clauses[draft.clause]
        whole = scene.tokens[clause.start].start, scene.tokens[clause.end - 1].end
        draft.put("cause", causes[0][1], whole)
        draft.marks.add(GUESSED)


def with_likelier(drafts: Sequence[Draft], odds: Mapping[str, float]) -> None:
    """Take for the value of a field what the whole message hints at, where that is far likelier than what single words told; of a
    kind that is told once, since of several nobody knows which is meant."""
    kinds = Counter(draft.kind for draft in drafts)
    for draft in drafts:
        if kinds[draft.kind] == 1 and MARK not in draft.marks:
            for name in _DOUBTED.get(draft.kind, ()):
                _take_likelier(draft, name, odds)


def _take_likelier(draft: Draft, name: str, odds: Mapping[str, float]) -> None:
    head = f"{draft.kind}:{name}:"
    if name == "category" and draft.values.get(name) in _OUTRIGHT:
        return
    own, values = odds.get(f"{head}{draft.values.get(name)}"), ranked(head, odds)
    if (
        own is not None
        and draft.values.get(name) != _KEPT
        and values
        and values[0][0] >= max(0.0, own + _FAR_AHEAD)
    ):
        draft.put(name, values[0][1], draft.spans[name])
        draft.marks.add(GUESSED)
