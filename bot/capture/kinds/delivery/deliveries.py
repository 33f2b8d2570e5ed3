"""Deliveries: material or plant that came, is coming, or did not."""

from itertools import pairwise

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene
from bot.capture.guards import Mood, negated, planned
from bot.capture.kinds.delivery.amounts import missing, put_amount, put_when
from bot.capture.kinds.delivery.goods import goods_of, thing_of
from bot.capture.kinds.delivery.loads import (
    PROMISED,
    announced,
    breaks_promise,
    broken_of_load,
    goes_on,
    of_those_named,
)
from bot.capture.kinds.delivery.strange import of_strange_goods
from bot.capture.kinds.delivery.telling import STATUS, STRENGTH, telling_cue
from bot.capture.kinds.no_tense import later_today
from bot.capture.measures import Quantity
from bot.capture.pattern import Found

_NEAR = 2  # tokens from so many of so many to what is counted
_BY_TRUCK = 0.05  # how much stronger what a truck brought is told


def read(clause: Clause, mood: Mood, scene: Scene, taken: frozenset[str]) -> list[Draft]:
    """At most one delivery of a clause."""
    silent = mood.silent or mood.idle or mood.paper or clause.has("begins")
    if silent or taken & {"safety", "request", "cost"}:
        return []
    broken = broken_of_load(clause, scene)
    if broken:
        return [broken]
    if any(c.value == "here" and _lacked(clause, c) for c in clause.all("arrive")):
        return []
    goods = goods_of(clause)
    cue = telling_cue(clause, goods, scene)
    if (
        _of_a_crew(clause)
        or _of_no_goods(clause, cue, scene.grammar["but"])
        or _in_the_way(clause, cue)
        or (cue is not None and (_got_done(clause, cue) or _promised_done(clause, cue, scene)))
    ):
        return []
    if cue is None:
        found = of_those_named(clause, scene) or goes_on(clause, scene) or announced(clause, scene)
        return found or of_strange_goods(clause, scene)
    return [_told(clause, cue, goods, scene)]


def _told(clause: Clause, cue: Found, goods: list[Found], scene: Scene) -> Draft:
    """The delivery that the phrase tells of, with how much and when."""
    thing = thing_of(goods)
    tag = _meant(clause, cue, scene)
    units = (t.value.unit for _, t in clause.typed("qty") if isinstance(t.value, Quantity))
    by_truck = bool(clause.named("vehicle")) or "load" in units
    draft = Draft(
        "delivery", clause.index, token=cue.start, strength=STRENGTH[tag] + (_BY_TRUCK if by_truck else 0.0)
    )
    draft.put("status", STATUS[tag], scene.chars(cue))
    draft.what = scene.said(thing) if thing else ""
    for only in ("plant", "vehicle"):
        if goods and all(g.tag == only for g in goods):
            draft.marks.add(only)
    turns = tag == "late" and clause.lead in scene.grammar["but"]
    if turns and "vehicle" in draft.marks and breaks_promise(clause, cue, scene):
        draft.marks.add(PROMISED)
    put_amount(draft, clause, scene, tag)
    put_when(draft, clause, scene, tag)
    return draft


def _of_no_goods(clause: Clause, cue: Found | None, turns: frozenset[str]) -> bool:
    """Whether the clause speaks of lunch and the like; traffic is none of it where a truck is stuck in it, and "8 pcs short but
    fine for the week" speaks of the week only past its turn."""
    turn = next((p for p in range(clause.start, clause.end) if clause.tokens[p].text in turns), clause.end)
    told = cue is not None and cue.end <= turn
    spoken_of = (c for c in clause.named("nothing") if not told or c.start < turn)
    return any(cue is None or not set(c.used) <= set(cue.used) for c in spoken_of)


def _of_a_crew(clause: Clause) -> bool:
    """ "vinieron 4 de los 9 fierreros": people, who are called as what they build with is."""
    people = clause.named("people", "trade", "crewword")
    return any(i < c.start <= i + _NEAR for i, _ in clause.typed("share") for c in people)


def _in_the_way(clause: Clause, cue: Found | None) -> bool:
    """ "la rampa está bloqueada por un tráiler descompuesto", "gate 2 is open": a truck that stands in the way, and a way that is
    shut or free, bring nothing."""
    ways = [c for c in (*clause.all("block"), *clause.all("clear")) if c.value == "space"]
    if cue is None or not ways:
        return False
    blocks = any(c.tag == "block" for c in ways)
    named = cue.tag == "arrive" and any(set(cue.used) & set(c.used) for c in ways)
    return (named or (cue.tag in ("late", "damaged") and blocks)) and not _goods_by_themselves(clause)


def _goods_by_themselves(clause: Clause) -> bool:
    """Goods that no truck is called by, as in "a broken down cement lorry"."""
    trucks = {c.start for c in clause.named("vehicle")}
    return any(c.end not in trucks for c in clause.named("material"))


def _got_done(clause: Clause, cue: Found) -> bool:
    """ "got 22 panels set": got something done, nothing came; "got 6 loads of gravel in" came."""
    by_the_load = any(t.value.unit == "load" for _, t in clause.typed("qty") if isinstance(t.value, Quantity))
    return (
        not by_the_load
        and clause.tokens[cue.start].text == "got"
        and any(c.end > cue.end for c in clause.all("part") + clause.all("done"))
    )


def _promised_done(clause: Clause, cue: Found, scene: Scene) -> bool:
    """ "ống gió hẹn 27/3 xong": who promises a finish brings nothing."""
    promises = cue.tag == "coming" and clause.tokens[cue.end - 1].text in scene.grammar["promised"]
    finishes = any(c.end > cue.end for c in clause.all("finish"))
    return promises and finishes and not clause.named("vehicle")


def _meant(clause: Clause, cue: Found, scene: Scene) -> str:
    fewer = clause.has("only") or _of_those_ordered(clause) or missing(clause, scene) is not None
    if cue.tag == "arrive" and fewer:
        return "short"
    if cue.tag == "arrive" and (negated(clause, cue) or _lacked(clause, cue)):
        return "late"
    if cue.tag == "arrive" and (planned(clause, cue) or later_today(clause, cue, scene)):
        return "coming"
    if cue.tag == "coming" and _held_up(clause, scene):
        return "late"
    return cue.tag


def _held_up(clause: Clause, scene: Scene) -> bool:
    """ "me agarró el tráfico, los ductos llegan a las 3": what is said to keep who brings them, just before."""
    before = scene.before(clause)
    kept = before is not None and before.sentence == clause.sentence and not scene.mood(before).silent
    return kept and before is not None and any(c.lang == "es" for c in before.all("late"))


def _of_those_ordered(clause: Clause) -> bool:
    """ "llegaron 20 sacos de los 50": so many of all that were to come."""
    return any({"de los", "de las"} & set(_pairs(t.text)) for _, t in clause.typed("share"))


def _pairs(words: str) -> list[str]:
    return [" ".join(pair) for pair in pairwise(words.split())]


def _lacked(clause: Clause, cue: Found) -> bool:
    """ "no concrete delivered": what lacks is what did not come; "no ties on site" only lacks."""
    return any(c.tag in ("lack", "block") and c.end <= cue.start <= c.end + 3 for c in clause.cues)
