"""When a work that slips is to be finished, in a clause of its own: "three hours late, 8 tonight"."""

from bot.capture.drafts import Draft, Scene
from bot.capture.joining.requests import only_when


def forecasts(drafts: list[Draft], scene: Scene) -> list[Draft]:
    """The drafts with each slip completed by the day or hour that is all that the clause after it says."""
    for draft in drafts:
        if draft.kind != "forecast" or "slip" not in draft.values or "when" in draft.values:
            continue
        following = next(iter(scene.clauses[draft.clause + 1 : draft.clause + 2]), None)
        if following is None or any(d.clause == following.index and d.kind != "forecast" for d in drafts):
            continue
        told = (
            scene.moment(following)
            if only_when(following) and following.sentence == scene.clauses[draft.clause].sentence
            else None
        )
        if told:
            draft.put("when", told[0], told[1])
    return drafts
