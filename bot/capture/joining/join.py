"""Drafts of neighbouring clauses that tell of one thing become one."""

from collections.abc import Sequence

from bot.capture.drafts import Draft, Scene
from bot.capture.joining.asides import of_one_case
from bot.capture.joining.blockers import blockers, excused
from bot.capture.joining.deliveries import deliveries
from bot.capture.joining.forecasts import forecasts
from bot.capture.joining.merging import NEAR
from bot.capture.joining.requests import requests
from bot.capture.joining.safety import cases
from bot.capture.kinds.cleared import AGAIN, GOES_ON


def joined(drafts: Sequence[Draft], scene: Scene) -> list[Draft]:
    """The drafts with parts of one statement put together, in the order of the text."""
    told = requests(deliveries(drafts, scene), scene)
    kept = _hours(cases(_over(blockers(forecasts(told, scene), scene))))
    kept = _cleared(_signed(excused(_weather(_quality(of_one_case(kept, scene), scene)))), scene)
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


def _said_on(draft: Draft, before: Draft, scene: Scene) -> bool:
    """ "wind's gone, under 30 on the gauge, crane's lifting again": one sentence, and the weather that let up in it."""
    one = scene.clauses[draft.clause].sentence == scene.clauses[before.clause].sentence
    return one and before.values.get("cause") == "weather"


def _cleared(drafts: list[Draft], scene: Scene) -> list[Draft]:
    """Clearings told in a row are one, the surer; that work goes on is told of what was cleared just before."""
    kept: list[Draft] = []
    for draft in drafts:
        last = next((d for d in kept if d.kind == "cleared" and draft.clause - d.clause <= 1), None)
        before = next((d for d in kept if d.kind == "cleared" and draft.clause - d.clause <= NEAR), None)
        last = last or (before if before is not None and _said_on(draft, before, scene) else None)
        if draft.kind == "cleared" and before is not None and _goes_on_after(draft, before):
            before.also.append(draft.clause)
        elif draft.kind != "cleared" or last is None:
            kept.append(draft)
        elif _rules(draft, last):
            kept[kept.index(last)] = draft
    return kept
