"""One case of safety told over several clauses."""

from bot.capture.drafts import Draft
from bot.capture.joining.merging import absorb


def cases(drafts: list[Draft]) -> list[Draft]:
    """The drafts with statements on one case of safety joined."""
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
    elif _tells_more(last, draft):
        last.put("category", draft.values["category"], draft.spans["category"])
    absorb(last, draft)


def _tells_more(last: Draft, draft: Draft) -> bool:
    """Whether the second names the category better: any before none, and what encloses a man before the drop."""
    old, new = last.values.get("category"), draft.values.get("category", "other")
    both = {last.values.get("class"), draft.values.get("class")} == {"hazard"}
    return (old == "other" and new != "other") or (both and old == "fall" and new == "caught_in")


def _completed(draft: Draft) -> Draft | None:
    """An injury alone is an incident where somebody was hurt, and nothing where nobody was; a thing that fell and
    hit nobody is a near miss."""
    if "things_only" in draft.marks and draft.values.get("injury") is False:
        draft.put("class", "near_miss", draft.spans["class"])
    if draft.kind != "safety" or "class" in draft.values:
        return draft
    if draft.values.get("injury") is not True:
        return None
    span = draft.spans["injury"]
    draft.put("class", "incident", span)
    draft.put("category", "other", span)
    draft.strength = 0.65
    return draft
