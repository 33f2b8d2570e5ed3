"""Drafts of neighbouring clauses that tell of one thing become one."""

from collections.abc import Sequence

from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.joining.asides import of_one_case
from bot.capture.joining.blockers import blockers, excused
from bot.capture.joining.forecasts import forecasts
from bot.capture.joining.merging import NEAR, absorb, compatible
from bot.capture.joining.requests import requests
from bot.capture.joining.safety import cases
from bot.capture.kinds.cleared import AGAIN, GOES_ON
from bot.capture.kinds.delivery.loads import PROMISED
from bot.capture.moments import moment_of

_LISTS = ("arrived", "scheduled")
_DATE = 10  # characters of a date without its hour


def joined(drafts: Sequence[Draft], scene: Scene) -> list[Draft]:
    """The drafts with parts of one statement put together, in the order of the text."""
    told = requests(_continued(_lists(drafts, scene), scene), scene)
    kept = _hours(cases(_over(blockers(forecasts(told, scene), scene))))
    kept = _cleared(_signed(excused(_weather(_quality(of_one_case(kept, scene), scene)))))
    kept = _resumed(kept, scene)
    return sorted(kept, key=lambda d: (d.clause, d.token))


def _over(drafts: list[Draft]) -> list[Draft]:
    """ "crane fault cost us 3 hrs, its up now": what is over is the stop told before, with its cause and its task."""
    kept: list[Draft] = []
    for draft in drafts:
        if AGAIN in draft.marks:
            stops = [
                d for d in drafts if d.kind == "blocker" and "cause" in d.values and d.clause <= draft.clause
            ]
            if not stops:
                continue
            last = max(stops, key=lambda d: d.clause)
            draft.put("cause", last.values["cause"], draft.spans.pop(AGAIN))
            draft.shared, draft.also = last.shared, [last.clause, *last.also]
        kept.append(draft)
    return kept


def _continued(drafts: list[Draft], scene: Scene) -> list[Draft]:
    """A delivery takes the quantity or the new time that the clause after it adds."""
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
    for draft in kept:
        if draft.kind == "delivery" and draft.values.get("status") == "late" and "when" not in draft.values:
            kept = _new_time(draft, kept, scene)
    _put_hours(kept, scene)
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
        day = str(draft.values.get("when", ""))
        dated = draft.kind == "delivery" and draft.values.get("status") == "scheduled" and len(day) == _DATE
        if following is None or not dated or any(d.clause == following.index for d in drafts):
            continue
        told = [token for _, token in following.typed("time")]
        moment = moment_of(told[0]) if len(told) == 1 else None
        hour = moment.local(scene.at) if moment and moment.clock and not moment.has_day else None
        if hour and following.named("vehicle") and not scene.mood(following).silent:
            draft.put("when", day + hour[_DATE:], token_span(told[0]))


def _two_faults(last: Draft, draft: Draft, scene: Scene) -> bool:
    """ "coqueras en el pilar de la planta 3 y fisura en el muro del sótano": each has a place and a work of its own."""
    here, before = scene.clauses[draft.clause], scene.clauses[last.clause]
    works = [{c.tag for c in clause.concepts} for clause in (here, before)]
    apart = all(works) and not works[0] & works[1]
    placed = all(any(True for _ in clause.typed("level", "task")) for clause in (here, before))
    return {last.values["result"], draft.values["result"]} == {"defect"} and apart and placed


def _of_another(last: Draft, draft: Draft, scene: Scene) -> bool:
    """ "L3 slab cubes passed. L3 column F5 has honeycomb": another sentence, with a work of its own."""
    before, here = scene.clauses[last.clause], scene.clauses[draft.clause]
    named = bool(here.concepts) and any(True for _ in here.typed("level", "task"))
    return before.sentence != here.sentence and named


def _quality(drafts: list[Draft], scene: Scene) -> list[Draft]:
    """A fault beside a check's result is part of it; results told twice are one."""
    kept: list[Draft] = []
    last: Draft | None = None
    for draft in drafts:
        if draft.kind == "quality" and last is not None and draft.clause - last.clause <= 1:
            apart = _two_faults(last, draft, scene) or _of_another(last, draft, scene)
            if draft.values["result"] in ("defect", last.values["result"]) and not apart:
                continue
            if last.values["result"] == "defect" and draft.values["result"] == "fail":
                kept.remove(last)
        if draft.kind == "quality":
            last = draft
        kept.append(draft)
    return kept


def _signed(drafts: list[Draft]) -> list[Draft]:
    """ "nghiệm thu đạt, TVGS ký rồi": a signature told beside a passed check is that check's, and clears nothing by itself."""
    passed = {d.clause for d in drafts if d.kind == "quality" and d.values["result"] == "pass"}
    return [
        d
        for d in drafts
        if d.kind != "cleared"
        or d.values.get("cause") != "inspection"
        or GOES_ON in d.marks
        or not {d.clause - 1, d.clause + 1} & passed
    ]


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


def _resumed(drafts: list[Draft], scene: Scene) -> list[Draft]:
    """ "ya firmó el municipio, seguimos dándole al drenaje": that the work goes on is said of what was cleared, and tells no
    progress of its own."""
    cleared = {d.clause for d in drafts if d.kind == "cleared" and d.values.get("cause")}
    return [d for d in drafts if not ({d.clause, d.clause - 1} & cleared and _only_goes_on(d, scene))]


def _only_goes_on(draft: Draft, scene: Scene) -> bool:
    """Whether it says in Spanish ("le seguimos") that a work is in hand, and neither how far nor how much."""
    if "almost" not in draft.marks or "percent" in draft.values or "quantity" in draft.values:
        return False
    return any(c.start == draft.token and c.lang == "es" for c in scene.clauses[draft.clause].all("almost"))


def _rules(draft: Draft, last: Draft) -> bool:
    """Whether the second of two clearings tells why: "crane's lifting again, fog burned off" is of the weather."""
    causes = (draft.values.get("cause"), last.values.get("cause"))
    if "weather" in causes and causes[0] != causes[1]:
        return causes[0] == "weather"
    return draft.strength > last.strength


def _goes_on_after(draft: Draft, before: Draft) -> bool:
    """ "thép sàn tầng 4 buộc tiếp rồi": the work that goes on, without what had stopped it, or with what was told of it."""
    same = draft.values.get("cause") in (None, before.values.get("cause"))
    return GOES_ON in draft.marks and (same or before.values.get("cause") == "weather")


def _cleared(drafts: list[Draft]) -> list[Draft]:
    """Clearings told in a row are one, the surer; that work goes on is told of what was cleared just before."""
    kept: list[Draft] = []
    for draft in drafts:
        last = next((d for d in kept if d.kind == "cleared" and draft.clause - d.clause <= 1), None)
        before = next((d for d in kept if d.kind == "cleared" and draft.clause - d.clause <= NEAR), None)
        if draft.kind == "cleared" and before is not None and _goes_on_after(draft, before):
            before.also.append(draft.clause)
        elif draft.kind != "cleared" or last is None:
            kept.append(draft)
        elif _rules(draft, last):
            kept[kept.index(last)] = draft
    return kept
