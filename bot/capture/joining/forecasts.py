"""When a work that slips is to be finished, in a clause of its own: "three hours late, 8 tonight"."""

from bot.capture.drafts import Draft, Scene
from bot.capture.joining.requests import only_when


def forecasts(drafts: list[Draft], scene: Scene) -> list[Draft]:
    """The drafts with each slip completed by the day or hour that is all that the clause after it says."""
    drafts = [d for d in drafts if not _of_the_one_before(d, drafts, scene)]
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


def _of_the_one_before(draft: Draft, drafts: list[Draft], scene: Scene) -> bool:
    """ "will be done Saturday, a day ahead": a slip that names no work is given to the finish told just before it."""
    clause = scene.clauses[draft.clause]
    placed = bool(clause.concepts) or any(True for _ in clause.typed("level", "task"))
    if draft.kind != "forecast" or "slip" not in draft.values or "when" in draft.values or placed:
        return False
    last = next((d for d in drafts if d.kind == "forecast" and d.clause == draft.clause - 1), None)
    if last is None or "slip" in last.values or scene.clauses[last.clause].sentence != clause.sentence:
        return False
    last.put("slip", draft.values["slip"], draft.spans["slip"])
    return True
