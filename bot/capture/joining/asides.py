"""What stands beside a case of safety, a failed check or a broken machine, and is told only because of it."""

from collections.abc import Set
from dataclasses import dataclass

from bot.capture.drafts import Draft, Scene


@dataclass(frozen=True, slots=True)
class _Around:
    """The sentences with a case of safety, the clauses with a failed check and with a machine that is down, whether any
    work stops, and the sentences that tell what something cost."""

    cases: Set[int]
    failed: Set[int]
    down: Set[int]
    stops: bool
    paid: Set[int]


def of_one_case(drafts: list[Draft], scene: Scene) -> list[Draft]:
    """The drafts without asides: whom a case names, where what moved came to rest, who is back at work, what a check found
    missing, and the fault that is why a machine is down."""
    around = _Around(
        cases={
            scene.clauses[d.clause].sentence
            for d in drafts
            if d.kind == "safety" and d.values.get("class") != "good"
        },
        failed={d.clause for d in drafts if d.kind == "quality" and d.values["result"] == "fail"},
        down={d.clause for d in drafts if d.kind == "blocker" and d.values.get("cause") == "equipment"},
        stops=any(d.kind == "blocker" for d in drafts),
        paid={scene.clauses[d.clause].sentence for d in drafts if d.kind == "cost"},
    )
    return [d for d in drafts if not _is_aside(d, scene, around)]


def _is_aside(draft: Draft, scene: Scene, around: _Around) -> bool:
    clause = scene.clauses[draft.clause]
    in_case = clause.sentence in around.cases
    if draft.kind == "headcount":  # "landed by two guys"
        return in_case and "trade" not in draft.values
    if draft.kind == "blocker":  # "the jack rolled off and stopped a metre from him"
        before = scene.before(clause)
        came_to_rest = "cause" not in draft.values and before is not None and before.has("motion")
        return in_case and (came_to_rest or (clause.has("motion") and draft.marks == {"down"}))
    if draft.kind == "cleared":  # "eye wash and back to it"
        return in_case and draft.values.get("cause", "labour") == "labour" and not around.stops
    if draft.kind == "delivery":  # "failed, two missing hangers"
        came = clause.named("vehicle") or clause.has("arrive")
        checked = bool({draft.clause - 1, draft.clause} & around.failed)
        return checked and not came and draft.values.get("status") == "short"
    if draft.kind in ("quality", "forecast") and clause.sentence in around.paid:
        passed = draft.values.get("result") == "pass" or draft.marks == {"finish"}
        return passed and clause.has("spend") and not clause.has("done", "fail")
    fault = draft.kind == "quality" and draft.values["result"] == "defect"  # "crane's down, hydraulic leak"
    return fault and bool({draft.clause - 1, draft.clause + 1} & around.down) and not clause.concepts
