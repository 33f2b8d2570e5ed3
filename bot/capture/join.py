"""Drafts of neighbouring clauses that tell of one thing become one."""

from collections.abc import Sequence

from bot.capture.drafts import Draft, Scene
from bot.capture.kinds.progress import unfinished

_NEAR = 2


def joined(drafts: Sequence[Draft], scene: Scene) -> list[Draft]:
    """The drafts with parts of one statement put together, in the order of the text."""
    kept = _hours(_safety(_blockers(_continued(list(drafts), scene), scene)))
    kept = _cleared(_excused(_weather(_quality(kept))))
    return sorted(kept, key=lambda d: (d.clause, d.token))


def _continued(drafts: list[Draft], scene: Scene) -> list[Draft]:
    """A delivery takes the quantity or the new time that the clause after it adds."""
    kept: list[Draft] = []
    for draft in drafts:
        last = next((d for d in reversed(kept) if d.kind == "delivery"), None)
        near = last is not None and 0 < draft.clause - last.clause <= 1
        if last is not None and near and "bare" in draft.marks and "quantity" not in last.values:
            _absorb(last, draft)
        elif last is not None and near and "goes_on" in draft.marks:
            _absorb(last, draft)
        elif "goes_on" not in draft.marks:
            kept.append(draft)
    for draft in kept:
        if draft.kind == "delivery" and draft.values.get("status") == "late" and "when" not in draft.values:
            _new_time(draft, kept, scene)
    return kept


def _new_time(draft: Draft, drafts: Sequence[Draft], scene: Scene) -> None:
    following = scene.clauses[draft.clause + 1 : draft.clause + 2]
    if (
        not following
        or any(d.clause == draft.clause + 1 for d in drafts)
        or following[0].sentence != draft_sentence(draft, scene)
    ):
        return
    told = scene.moment(following[0])
    if told:
        draft.put("when", told[0], told[1])


def draft_sentence(draft: Draft, scene: Scene) -> int:
    """The sentence that a draft stands in."""
    return scene.clauses[draft.clause].sentence


def _compatible(a: Draft, b: Draft) -> bool:
    return all(b.values[name] == value for name, value in a.values.items() if name in b.values)


def _absorb(into: Draft, other: Draft) -> None:
    for name, value in other.values.items():
        if name not in into.values:
            into.put(name, value, other.spans[name])
    into.strength = max(into.strength, other.strength)
    into.hedged = into.hedged or other.hedged
    into.marks |= other.marks
    into.also = [*into.also, other.clause, *other.also]
    into.what = into.what or other.what


def _blockers(drafts: list[Draft], scene: Scene) -> list[Draft]:
    kept: list[Draft] = []
    for draft in sorted((d for d in drafts if d.kind == "blocker"), key=lambda d: d.clause):
        last = kept[-1] if kept else None
        near = last is not None and draft.clause - last.clause <= _NEAR and _one_stop(last, draft, scene)
        if last is not None and near and _compatible(last, draft):
            _merge(last, draft, scene)
        else:
            kept.append(draft)
    for draft in kept:
        _cause_from_around(draft, drafts, scene)
    cleared = [d.clause for d in drafts if d.kind == "cleared"]
    told = [
        d
        for d in kept
        if "cause" in d.values or d.marks & {"stop"} or (d.marks & {"lost", "slow"} and "slow" in d.marks)
    ]
    told = [d for d in told if "cause" in d.values or d.marks - {"lost"} or cleared]
    return [d for d in drafts if d.kind != "blocker"] + told


def _one_stop(last: Draft, draft: Draft, scene: Scene) -> bool:
    """Whether the second goes on about the first: it lacks a cause or both agree."""
    lacking = "cause" not in last.values or "cause" not in draft.values
    same = last.values.get("cause") == draft.values.get("cause")
    return lacking or (same and last.clause + 1 >= draft.clause)


def _merge(last: Draft, draft: Draft, scene: Scene) -> None:
    """The clause that stops comes first: where two name a task, it is the blocked one."""
    stops = ("stop" in draft.marks and "stop" not in last.marks) or (
        "unable" in draft.marks and "unable" not in last.marks
    )
    last.shared = last.shared and draft.shared
    _absorb(last, draft)
    if stops:
        last.also.insert(0, last.clause)
        last.also.remove(draft.clause)
        last.clause = draft.clause


def _cause_from_around(draft: Draft, drafts: Sequence[Draft], scene: Scene) -> None:
    """A stop without its cause takes it of a delivery that did not come, a weather, a hazard or an incident next to it."""
    if "cause" in draft.values:
        return
    sources = {"delivery": "material", "weather": "weather", "safety": "safety", "quality": "inspection"}
    for other in sorted(drafts, key=lambda d: abs(d.clause - draft.clause)):
        cause = sources.get(other.kind)
        if cause is None or abs(other.clause - draft.clause) > _NEAR:
            continue
        if other.kind == "delivery" and other.values.get("status") not in ("late", "short", "damaged"):
            continue
        if other.kind == "safety" and other.values.get("class") not in ("incident", "hazard"):
            continue
        if other.kind == "quality" and other.values.get("result") != "fail":
            continue
        draft.put("cause", cause, next(iter(other.spans.values())))
        draft.shared = cause == "weather"
        draft.what = draft.what or other.what
        return
    _prior_work_around(draft, scene)


def _prior_work_around(draft: Draft, scene: Scene) -> None:
    """ "can't start, forms still not down": a stop beside something not ready."""
    for clause in scene.clauses[max(0, draft.clause - 1) : draft.clause + 2]:
        found = unfinished(clause) or next(iter(clause.all("unready")), None)
        if found and (clause.concepts or clause.named("trade", "material")):
            draft.put("cause", "prior_work", scene.chars(found))
            return


def _safety(drafts: list[Draft]) -> list[Draft]:
    kept: list[Draft] = []
    last: Draft | None = None
    for draft in sorted(drafts, key=lambda d: d.clause):
        if draft.kind != "safety":
            kept.append(draft)
        elif last is not None and last.values.get("class") == "hazard" and "class" not in draft.values:
            continue
        elif last is not None and _one_case(last, draft):
            _absorb_case(last, draft)
        elif "class" in draft.values or "injury" in draft.values:
            kept.append(draft)
            last = draft
    return [d for d in (_completed(d) for d in kept) if d is not None]


def _one_case(last: Draft, draft: Draft) -> bool:
    a, b = last.values.get("class"), draft.values.get("class")
    if a is None or b is None or a == b:
        return draft.clause - last.clause <= 4
    return {a, b} in (
        {"near_miss", "incident"},
        {"near_miss", "hazard"},
        {"incident", "hazard"},
    ) and draft.clause - last.clause <= 2


def _absorb_case(last: Draft, draft: Draft) -> None:
    a, b = last.values.get("class"), draft.values.get("class")
    if a is None or (a, b) in (("incident", "near_miss"), ("hazard", "near_miss"), ("hazard", "incident")):
        for name in ("class", "category"):
            if name in draft.values and not (
                name == "category" and last.values.get(name, "other") != "other"
            ):
                last.put(name, draft.values[name], draft.spans[name])
    elif last.values.get("category") == "other" and draft.values.get("category", "other") != "other":
        last.put("category", draft.values["category"], draft.spans["category"])
    _absorb(last, draft)


def _completed(draft: Draft) -> Draft | None:
    """An injury alone is an incident where somebody was hurt, and nothing where nobody was."""
    if draft.kind != "safety" or "class" in draft.values:
        return draft
    if draft.values.get("injury") is not True:
        return None
    span = draft.spans["injury"]
    draft.put("class", "incident", span)
    draft.put("category", "other", span)
    draft.strength = 0.65
    return draft


def _quality(drafts: list[Draft]) -> list[Draft]:
    """A fault beside a check's result is part of it; results told twice are one."""
    kept: list[Draft] = []
    last: Draft | None = None
    for draft in drafts:
        if draft.kind == "quality" and last is not None and draft.clause - last.clause <= 1:
            if draft.values["result"] in ("defect", last.values["result"]):
                continue
            if last.values["result"] == "defect" and draft.values["result"] == "fail":
                kept.remove(last)
        if draft.kind == "quality":
            last = draft
        kept.append(draft)
    return kept


def _hours(drafts: list[Draft]) -> list[Draft]:
    """ "all 10 hrs" belongs to the people counted before it."""
    counted: list[Draft] = []
    kept: list[Draft] = []
    for draft in drafts:
        if "hours" in draft.marks and draft.kind == "headcount":
            for group in counted:
                if "hours" not in group.values:
                    group.put("hours", draft.values["hours"], draft.spans["hours"])
            continue
        if draft.kind == "headcount":
            counted.append(draft)
        kept.append(draft)
    return kept


def _weather(drafts: list[Draft]) -> list[Draft]:
    """Weather counts where it stops or hampers work, or is harsh; told twice it is one."""
    stops = [d for d in drafts if d.kind == "blocker" and d.values.get("cause") == "weather"]
    seen: set[object] = set()
    kept = []
    for draft in drafts:
        if draft.kind == "weather":
            if draft.values["condition"] in seen or not (stops or "harsh" in draft.marks):
                continue
            if (
                stops
                and draft.values["condition"] == "other"
                and any(d.kind == "weather" and d.values["condition"] != "other" for d in drafts)
            ):
                continue
            seen.add(draft.values["condition"])
        kept.append(draft)
    return kept


def _excused(drafts: list[Draft]) -> list[Draft]:
    """What lacks beside a failed check or a hazard is its reason and stops nothing by itself."""
    reasons = {
        d.clause
        for d in drafts
        if (d.kind == "quality" and d.values["result"] != "defect")
        or (d.kind == "safety" and d.values.get("class") == "hazard")
    }
    return [
        d
        for d in drafts
        if d.kind != "blocker"
        or "stop" in d.marks
        or "down" in d.marks
        or not {d.clause, d.clause - 1} & reasons
    ]


def _cleared(drafts: list[Draft]) -> list[Draft]:
    """Clearings told in a row are one, the surer."""
    kept: list[Draft] = []
    for draft in drafts:
        last = next((d for d in kept if d.kind == "cleared" and draft.clause - d.clause <= 1), None)
        if draft.kind != "cleared" or last is None:
            kept.append(draft)
        elif draft.strength > last.strength:
            kept[kept.index(last)] = draft
    return kept
