"""What neighbouring clauses tell of one delivery, and the further loads of a list."""

from collections.abc import Sequence

from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.joining.merging import absorb, compatible
from bot.capture.kinds.delivery.loads import PROMISED
from bot.capture.moments import moment_of

_LISTS = ("arrived", "scheduled")


def deliveries(drafts: Sequence[Draft], scene: Scene) -> list[Draft]:
    """The drafts with each load of a list told by itself, and each delivery with what the clauses after it add."""
    kept = _continued(_lists(drafts, scene))
    for draft in kept:
        if draft.kind == "delivery" and draft.values.get("status") == "late" and "when" not in draft.values:
            kept = _new_time(draft, kept, scene)
    _put_hours(kept, scene)
    return kept


def _continued(drafts: list[Draft]) -> list[Draft]:
    """A delivery takes the quantity that the clause after it adds."""
    kept: list[Draft] = []
    for draft in drafts:
        last = next((d for d in reversed(kept) if d.kind == "delivery"), None)
        near = last is not None and 0 < draft.clause - last.clause <= 1 and "broken" not in draft.marks
        if (
            last is not None
            and near
            and "still to come" in draft.marks
            and last.values["status"] == "arrived"
        ):
            draft.put("status", "scheduled", draft.spans["when"])  # "4 loads came, last ones due at 7"
            kept.append(draft)
        elif (last is not None and near and "bare" in draft.marks and "quantity" not in last.values) or (
            last is not None and near and "goes_on" in draft.marks
        ):
            absorb(last, draft)
            for name in ("status", "quantity", "unit"):  # "16 sticks, two short of what we ordered"
                if name in draft.values and "status" in draft.values:
                    last.put(name, draft.values[name], draft.spans[name])
        elif last is not None and near and _still_short(last, draft):
            for name in ("quantity", "unit"):
                last.put(name, draft.values[name], draft.spans[name])
        elif last is not None and near and _same_load(last, draft):
            _take(last, draft)
        elif "goes_on" not in draft.marks:
            kept.append(draft)
    return kept


def _lists(drafts: Sequence[Draft], scene: Scene) -> list[Draft]:
    """The drafts with each further amount of a list of loads told as a delivery of its own."""
    kept: list[Draft] = []
    for draft in drafts:
        last = next(
            (d for d in reversed(kept) if d.kind == "delivery" and d.clause == draft.clause - 1), None
        )
        kept.append(_one_more(last, draft) if last and _listed(last, draft, scene) else draft)
    return kept


def _listed(last: Draft, draft: Draft, scene: Scene) -> bool:
    """ "llegaron 30 sacos de cemento y 12 láminas", "xi măng về 200 bao, cát 2 xe": in a list, a further amount that counts no
    work came as well."""
    clause = scene.clauses[draft.clause]
    counts = "bare" in draft.marks and "quantity" in last.values and last.values["status"] in _LISTS
    langs = {c.lang for c in scene.clauses[last.clause].cues}
    spanish = clause.lead == "y" and "es" in langs
    vietnamese = clause.lead == "," and "vi" in langs and bool(clause.named("material"))
    return (
        counts
        and (spanish or vietnamese)
        and not clause.cues
        and not any(True for _ in clause.typed("level", "task"))
    )


def _one_more(last: Draft, draft: Draft) -> Draft:
    more = Draft("delivery", draft.clause, token=draft.token, strength=last.strength, marks=set(last.marks))
    for name in ("status", "when"):
        if name in last.values:
            more.put(name, last.values[name], last.spans[name])
    for name in ("quantity", "unit"):
        more.put(name, draft.values[name], draft.spans[name])
    return more


def _still_short(last: Draft, draft: Draft) -> bool:
    """ "only 40 bags came, 20 short": what is missing is told last."""
    both = (
        {last.values["status"], draft.values.get("status")} == {"short"}
        if draft.kind == "delivery"
        else False
    )
    return both and "quantity" in draft.values


def _take(last: Draft, draft: Draft) -> None:
    """Add what the second tells; of what did not come when promised, only how much it is stays."""
    for name in ("status", "when") if PROMISED in draft.marks else ():
        last.values.pop(name, None)
    absorb(last, draft)


def _same_load(last: Draft, draft: Draft) -> bool:
    """Whether the second tells of the truck that was to bring the goods of the first, or that it did not come when promised."""
    if PROMISED in draft.marks:  # "xe hẹn 7h mà giờ vẫn chưa thấy"
        return last.values["status"] == "scheduled"
    by_truck = "vehicle" in draft.marks
    if draft.kind != "delivery" or not (
        by_truck or ("vehicle" in last.marks and last.values["status"] == "late")
    ):
        return False
    late_for = (last.values["status"], draft.values["status"]) == (
        "late",
        "scheduled",
    ) and "when" not in last.values
    return late_for or (by_truck and compatible(last, draft))


def _new_time(draft: Draft, drafts: list[Draft], scene: Scene) -> list[Draft]:
    """The time that the clause after it names, and the drafts without a finish that only was that time ("now looking like 2")."""
    following = next(iter(scene.clauses[draft.clause + 1 : draft.clause + 2]), None)
    there = [d for d in drafts if d.clause == draft.clause + 1]
    finish = bool(there) and following is not None and not following.concepts
    only_that = finish and all(d.kind == "forecast" for d in there)
    if following is None or (there and not only_that):
        return drafts
    told = scene.moment(following) if following.sentence == scene.clauses[draft.clause].sentence else None
    if told:
        draft.put("when", told[0], told[1])
        return [d for d in drafts if d not in there]
    return drafts


def _put_hours(drafts: Sequence[Draft], scene: Scene) -> None:
    """ "thứ 5 giao 18 tấn, xe vào lúc 6h sáng": the hour of that day, where the clause after a delivery that is to come only says
    when the truck does."""
    for draft in drafts:
        following = next(iter(scene.clauses[draft.clause + 1 : draft.clause + 2]), None)
        if (
            following is None
            or not _has_only_a_day(draft)
            or any(d.clause == following.index for d in drafts)
        ):
            continue
        told = [token for _, token in following.typed("time")]
        moment = moment_of(told[0]) if len(told) == 1 else None
        hour = moment is not None and moment.clock is not None and not moment.has_day
        if moment and hour and following.named("vehicle") and not scene.mood(following).silent:
            draft.put("when", moment.on(str(draft.values["when"]), scene.at), token_span(told[0]))


def _has_only_a_day(draft: Draft) -> bool:
    """Whether it is a delivery that is to come on a day, at no hour that was told."""
    day = str(draft.values.get("when", ""))
    return (
        draft.kind == "delivery"
        and draft.values.get("status") == "scheduled"
        and bool(day)
        and "T" not in day
    )
