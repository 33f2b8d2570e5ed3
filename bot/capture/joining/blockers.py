"""Blockers told over several clauses."""

from collections.abc import Sequence

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.joining.merging import NEAR, absorb, compatible
from bot.capture.kinds.blockers import elsewhere_for
from bot.capture.kinds.work.unfinished import unfinished
from bot.capture.moments import moment_of
from bot.capture.pattern import Found

_SHORT = 8  # tokens
_STOPPING = frozenset(("stop", "slow", "lost"))
_GROUNDING = ("lightning", "wind")
_THINGS = (("design", "design"), ("inspection", "inspection"), ("plant", "equipment"), ("weather", "weather"))
_GOODS = (
    ("vehicle", "material"), ("material", "material"), ("space", "space"),
    ("people", "labour"), ("trade", "labour"), ("crewword", "labour"),
)  # fmt: skip


def blockers(drafts: list[Draft], scene: Scene) -> list[Draft]:
    """The drafts with blockers that go on about one another joined, each with its cause where one is near."""
    kept: list[Draft] = []
    for draft in sorted((d for d in drafts if d.kind == "blocker"), key=lambda d: d.clause):
        last = kept[-1] if kept else None
        near = last is not None and draft.clause - last.clause <= NEAR and _one_stop(last, draft, scene)
        if (
            last is not None
            and near
            and (
                compatible(last, draft)
                or _follows(last, draft, scene)
                or _by_weather(last, draft, scene)
                or _explains(last, draft, scene)
            )
        ):
            _merge(last, draft, scene)
        else:
            kept.append(draft)
    for draft in kept:
        _lost_by_what_is_over(draft, drafts)
        _grounded(draft, drafts, scene)
        _cause_from_around(draft, drafts, scene)
        _told_beside(draft, drafts, scene)
        _of_what_waits(draft, scene)
    cleared = [d.clause for d in drafts if d.kind == "cleared"]
    told = [
        d
        for d in kept
        if "cause" in d.values or d.marks & {"stop"} or (d.marks & {"lost", "slow"} and "slow" in d.marks)
    ]
    told = [d for d in told if "cause" in d.values or d.marks - {"lost"} or cleared]
    told = [d for d in told if not _harmless(d, drafts, scene) and not _only_unfinished(d, drafts, scene)]
    return [d for d in drafts if d.kind != "blocker"] + told


def _lost_by_what_is_over(draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "máy phát chạy lại rồi, mất toi 2 tiếng": time that was lost beside what is over was lost by that."""
    over = [
        d
        for d in drafts
        if d.kind == "cleared" and "cause" in d.values and 0 <= draft.clause - d.clause <= NEAR
    ]
    if "cause" in draft.values or "delay" not in draft.values or draft.marks - {"lost"} or not over:
        return
    draft.put("cause", over[0].values["cause"], over[0].spans["cause"])
    draft.shared, draft.also = over[0].shared, [*draft.also, over[0].clause, *over[0].also]


def _told_beside(draft: Draft, drafts: Sequence[Draft], scene: Scene) -> None:
    """Since when and how long, where a clause that tells nothing else says it ("crane down. tech says 3 hrs")."""
    # "aguacero desde las 10, el relleno suspendido": since when it rains is since when it stops.
    reason = {"weather"} if draft.values.get("cause") == "weather" else set()
    told = (d for d in drafts if d is not draft and "hours" not in d.marks and d.kind not in reason)
    telling = {d.clause for d in told} - {
        draft.clause,
        *draft.also,
    }
    around = {p + step for p in (draft.clause, *draft.also) for step in (-1, 0, 1)}
    for index in sorted(around - telling):
        if not 0 <= index < len(scene.clauses) or scene.mood(scene.clauses[index]).silent:
            continue
        clause = scene.clauses[index]
        if "delay" not in draft.values and (index in (draft.clause, *draft.also) or _says_only(clause)):
            told_else = scene.used | elsewhere_for(clause)
            delay = next(
                (
                    (str(t.value), token_span(t))
                    for i, t in clause.typed("dur")
                    if i not in told_else and clause.tokens[i - 1].text not in scene.grammar["every"]
                ),
                None,
            )
            if delay and not _counts_people(drafts, delay[1]):
                draft.put("delay", *delay)
        if "since" not in draft.values:
            _put_since(draft, clause, scene)


def _says_only(clause: Clause) -> bool:
    """Whether a clause is so short that its span of time is all that it says."""
    values = sum(1 for _ in clause.typed("num", "percent", "share", "money", "qty", "dur", "time"))
    return clause.end - clause.start <= _SHORT and values == 1 and not clause.has("slip", "each")


def _counts_people(drafts: Sequence[Draft], span: tuple[int, int]) -> bool:
    counted = any(d.kind == "headcount" and "count" in d.values for d in drafts)
    return counted and any(d.kind == "headcount" and d.spans.get("hours") == span for d in drafts)


def _put_since(draft: Draft, clause: Clause, scene: Scene) -> None:
    for i, token in clause.typed("time"):
        moment = moment_of(token)
        said = moment.role == "since" or (moment.ago and clause.index == draft.clause)
        since = moment.local(scene.at, past=True) if said and i not in scene.used else None
        if since and since <= scene.at.strftime("%Y-%m-%dT%H:%M"):
            draft.put("since", since, token_span(token))
            return


def _harmless(draft: Draft, drafts: Sequence[Draft], scene: Scene) -> bool:
    """What is said to hold nothing up, and "two days behind", which is told as a forecast."""
    if "stop" in draft.marks:
        return False
    around = scene.clauses[max(0, draft.clause - NEAR) : draft.clause + NEAR + 1]
    slips = any(d.kind == "forecast" and "slip" in d.values and d.clause == draft.clause for d in drafts)
    return any(c.has("fine") for c in around) or (slips and "cause" not in draft.values)


def _of_what_waits(draft: Draft, scene: Scene) -> None:
    """ "sàn tầng 3 dời vì thép chưa nghiệm thu": where only the reason is told as a stop, what waits for it is named before."""
    reason, waits = scene.clauses[draft.clause], scene.before(scene.clauses[draft.clause])
    if waits is None or reason.lead not in scene.grammar["because"] or draft.shared:
        return
    named = bool(waits.concepts) or any(True for _ in waits.typed("level", "task"))
    if named and waits.sentence == reason.sentence and not scene.mood(waits).silent:
        draft.also.insert(0, draft.clause)
        draft.clause = waits.index


def _only_unfinished(draft: Draft, drafts: Sequence[Draft], scene: Scene) -> bool:
    """ "tầng 2 tháo cốp pha chưa xong đâu": a work that is not finished yet, which nobody is said to wait for."""
    clause = scene.clauses[draft.clause]
    alone = len(drafts) == 1 and scene.thread is None and draft.marks == {"block"}
    told = draft.values == {"cause": "prior_work"} and clause.has("unready")
    waits = any(t.text in scene.grammar["so"] | scene.grammar["because"] for t in scene.tokens)
    own = clause.concepts and not clause.named("trade", "crewword", "material")
    placed = own or any(True for _ in clause.typed("level", "task"))
    return alone and told and not waits and bool(placed)


def _one_stop(last: Draft, draft: Draft, scene: Scene) -> bool:
    """Whether the second goes on about the first: it lacks a cause or both agree, and it is no stop of another place."""
    both_stop = "stop" in last.marks & draft.marks or _each_whole(last, draft, scene)
    if both_stop and _is_elsewhere(last, draft, scene):
        return False
    if _follows(last, draft, scene) or _by_weather(last, draft, scene) or _explains(last, draft, scene):
        return True
    lacking = "cause" not in last.values or "cause" not in draft.values
    same = last.values.get("cause") == draft.values.get("cause")
    # "minus 24 out, ground's like iron. we quit digging": the one weather, and the stop that it leads to.
    by_one_weather = same and last.values.get("cause") == "weather" and not last.marks & _STOPPING
    return lacking or by_one_weather or (same and last.clause + 1 >= draft.clause)


def _each_whole(last: Draft, draft: Draft, scene: Scene) -> bool:
    """ "L3 pour rained out. L4 rebar stopped by the wind": two sentences that each tell the cause of their stop."""
    parted = scene.clauses[last.clause].sentence != scene.clauses[draft.clause].sentence
    return parted and "cause" in last.values and "cause" in draft.values and "stop" in last.marks


def _is_elsewhere(last: Draft, draft: Draft, scene: Scene) -> bool:
    """ "A-370 stopped, no concrete. A-310 stopped, no pump": each names its own."""
    before = {place for index in (last.clause, *last.also) for place in _places(scene.clauses[index])}
    here = _places(scene.clauses[draft.clause])
    return bool(before and here) and not before & here


def _places(clause: Clause) -> set[str]:
    return {str(token.value or token.text) for _, token in clause.typed("level", "task", "ref")}


def _merge(last: Draft, draft: Draft, scene: Scene) -> None:
    """The clause that stops comes first: where two name a task, it is the blocked one, and none that is named in a reason."""
    reason = "stop" in last.marks and scene.clauses[draft.clause].lead in scene.grammar["because"]
    explained = (
        "stop" in last.marks and "stop" not in draft.marks and draft.values.get("cause") == "prior_work"
    )
    new = any(mark in draft.marks and mark not in last.marks for mark in ("stop", "unable"))
    stops = new and not reason and not explained  # "están parados, los de plomería no han terminado"
    if _explains(last, draft, scene):
        last.put("cause", draft.values["cause"], draft.spans["cause"])
    told_now = draft.shared and "cause" not in last.values and "stop" not in last.marks
    last.shared = told_now or (last.shared and (draft.shared or "cause" not in draft.values))
    absorb(last, draft)
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
        if cause is None or abs(other.clause - draft.clause) > NEAR:
            continue
        if other.kind == "delivery" and other.values.get("status") not in ("late", "short", "damaged"):
            continue
        if other.kind == "safety" and other.values.get("class") not in ("incident", "hazard"):
            continue
        if other.kind == "quality" and other.values.get("result") != "fail":
            continue
        cause = "equipment" if "plant" in other.marks else cause
        draft.put("cause", cause, next(iter(other.spans.values())))
        draft.shared = cause == "weather"
        draft.marks.add("borrowed")
        draft.also.append(other.clause)
        draft.what = draft.what or other.what
        return
    _prior_work_around(draft, scene)
    if "cause" not in draft.values:
        _cause_of_a_thing(draft, drafts, scene)


def _cause_of_a_thing(draft: Draft, drafts: Sequence[Draft], scene: Scene) -> None:
    """A stop whose reason no phrase tells is likely that of the thing named beside it: what is drawn, run, checked or stored.

    What the stopped work is called by is no reason, so goods and trades count only in a clause that does not stop itself.
    """
    told = {d.clause for d in drafts if d is not draft}
    near = [c for c in scene.clauses if 0 < abs(c.index - draft.clause) <= 1 and c.index not in told]
    near = [c for c in near if not (scene.mood(c).question or scene.mood(c).old)]
    own = scene.clauses[draft.clause]
    if any(c.named("nothing") for c in (own, *near)):
        return
    for clause in (own, *near):
        names = _THINGS if clause is own else (*_THINGS, *_GOODS)
        for name, cause in names:
            things = [c for c in clause.named(name) if not _is_work(clause, c)]
            if things:
                draft.put("cause", cause, scene.chars(things[0]))
                draft.what = scene.said(things[0])
                draft.marks.add("guessed")
                draft.also.append(clause.index)
                return


def _is_work(clause: Clause, thing: Found) -> bool:
    """Whether the words also name the work that is spoken of ("hoist installation")."""
    return thing.tag == "plant" and any(c.tag in ("installation", "erection") for c in clause.concepts)


def _grounded(draft: Draft, drafts: Sequence[Draft], scene: Scene) -> None:
    """ "lightning within 6 miles, crane down": plant that stands beside such weather stands because of it."""
    if draft.values.get("cause") == "labour" and "stop" in draft.marks:
        _sent_home(draft, drafts)
    if draft.values.get("cause") != "equipment" or "down" not in draft.marks:
        return
    here = scene.clauses[draft.clause]
    for other in drafts:
        near = abs(other.clause - draft.clause) <= 1 and scene.clauses[other.clause].sentence == here.sentence
        if other.kind == "weather" and other.values["condition"] in _GROUNDING and near:
            draft.put("cause", "weather", other.spans["condition"])
            draft.shared = True
            draft.marks.add("stop")
            return


def _sent_home(draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "nắng 40 độ, cho thợ nghỉ tới 3 giờ": people who stop beside the weather stop because of it."""
    beside = [d for d in drafts if d.kind == "weather" and abs(d.clause - draft.clause) <= 1]
    if beside:
        draft.put("cause", "weather", beside[0].spans["condition"])
        draft.shared = True


def _prior_work_around(draft: Draft, scene: Scene) -> None:
    """ "can't start, forms still not down": a stop beside something not ready."""
    for clause in scene.clauses[max(0, draft.clause - 1) : draft.clause + 2]:
        found = unfinished(clause) or next(iter(clause.all("unready")), None)
        own = found and any(
            set(found.used) & set(c.used) for c in clause.all("stop")
        )  # "no pudimos terminar"
        if found and not own and (clause.concepts or clause.named("trade", "material")):
            draft.put("cause", "prior_work", scene.chars(found))
            return


def excused(drafts: list[Draft]) -> list[Draft]:
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


def _by_weather(last: Draft, draft: Draft, scene: Scene) -> bool:
    """Whether the second is what the weather of the first did: no way in, plant shut down."""
    one = scene.clauses[draft.clause].sentence == scene.clauses[last.clause].sentence
    return one and last.values.get("cause") == "weather" and draft.values.get("cause") in ("space", None)


def _explains(last: Draft, draft: Draft, scene: Scene) -> bool:
    """ "chưa vô làm được, cốp pha chưa tháo xong": that they cannot get in is no cause where the next words tell one."""
    shut_out = (
        {"stop", "block"} <= last.marks and "unable" in last.marks and last.values.get("cause") == "space"
    )
    one = scene.clauses[draft.clause].sentence == scene.clauses[last.clause].sentence
    told = draft.values.get("cause") == "prior_work"
    return shut_out and told and one and draft.clause == last.clause + 1


def _follows(last: Draft, draft: Draft, scene: Scene) -> bool:
    """Whether the second is told as the consequence of the first ("RFI open so no sleeves")."""
    return scene.clauses[draft.clause].lead in scene.grammar["so"] and draft.clause == last.clause + 1
