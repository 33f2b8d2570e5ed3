"""Deliveries: material or plant that came, is coming, or did not."""

from collections.abc import Sequence

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.guards import Mood, negated, planned
from bot.capture.kinds.amounts import put_quantity, quantity
from bot.capture.kinds.no_tense import brings, later_today
from bot.capture.measures import Quantity, Share
from bot.capture.mention import DIRECTIONS
from bot.capture.moments import moment_of
from bot.capture.pattern import Found
from bot.capture.text import Token, number_of

_GOODS = ("material", "vehicle", "plant")
_PIECES = ("ea", "sheet", "bag", "load")
_NEAR_COUNT = 5  # tokens between a number and what is broken
_NEAR = 2  # clauses from what came to what of it is broken
_STRENGTH = {"damaged": 0.85, "short": 0.85, "late": 0.88, "coming": 0.82, "arrive": 0.85}
_STATUS = {"damaged": "damaged", "short": "short", "late": "late", "coming": "scheduled", "arrive": "arrived"}


def read(clause: Clause, mood: Mood, scene: Scene, taken: frozenset[str]) -> list[Draft]:
    """At most one delivery of a clause."""
    if (
        mood.silent
        or mood.idle
        or mood.paper
        or clause.has("begins")
        or taken & {"safety", "request", "cost"}
    ):
        return []
    broken = _broken_of_load(clause, scene)
    if broken:
        return [broken]
    goods = [g for g in clause.named(*_GOODS) if not _of_crew(clause, g) and not _checked(clause, g)]
    goods = [g for g in goods if not _handed_over(clause, g)]
    if any(c.value == "here" and _lacked(clause, c) for c in clause.all("arrive")):
        return []
    cue = _cue(clause, goods, scene)
    if _of_no_goods(clause, cue) or _in_the_way(clause, cue) or (cue is not None and _got_done(clause, cue)):
        return []
    if cue is None:
        return _of_those_named(clause, scene) or _goes_on(clause, mood, scene)
    thing = _thing(goods)
    tag = _meant(clause, cue, scene)
    vehicle = bool(clause.named("vehicle")) or any(
        t.value.unit == "load" for _, t in clause.typed("qty") if hasattr(t.value, "unit")
    )
    draft = Draft(
        "delivery", clause.index, token=cue.start, strength=_STRENGTH[tag] + (0.05 if vehicle else 0.0)
    )
    draft.put("status", _STATUS[tag], scene.chars(cue))
    draft.what = scene.said(thing) if thing else ""
    if goods and all(g.tag == "plant" for g in goods):
        draft.marks.add("plant")
    if goods and all(g.tag == "vehicle" for g in goods):
        draft.marks.add("vehicle")
    put_amount(draft, clause, scene, tag)
    put_when(draft, clause, scene, tag)
    return [draft]


def _broken_of_load(clause: Clause, scene: Scene) -> Draft | None:
    """ "180 sheets came, 9 of them broken": so many of the load that the clause before told of, which are damaged."""
    before = next((c for c in _just_before(clause, scene) if _told_a_load(c)), None)
    if before is None:
        return None
    cues = [c for c in (*clause.all("damaged"), *clause.all("defect")) if not negated(clause, c)]
    counted = [(i, t) for i, t in clause.typed("num", "qty") if i not in scene.used]
    said = {p for c in cues for p in c.used}  # "2 vienen pelados": the word may as well be for people
    people = [c for c in clause.named("people", "trade", "crewword") if not set(c.used) <= said]
    if not cues or len(counted) != 1 or people or clause.has("only"):
        return None
    i, token = counted[0]
    unit = _unit(scene.clauses[before.index : clause.index])
    amount = token.value if isinstance(token.value, Quantity) else Quantity(number_of(token), unit)
    named = clause.named("material")  # what stands after is why: "4 vienen mojadas por la lona rota"
    if not isinstance(token.value, Quantity) and any(c.start < cues[0].start for c in named):
        amount = Quantity(amount.number, "ea")
    again = "goes_on" if before.has("damaged") else "broken"  # "refused, 11 of them racked"
    draft = Draft("delivery", clause.index, token=cues[0].start, strength=0.88, marks={again})
    draft.put("status", "damaged", scene.chars(cues[0]))
    put_quantity(draft, token, amount)
    scene.used.add(i)
    return draft


def _of_crew(clause: Clause, goods: Found) -> bool:
    """ "tổ cốp pha", "los de ductos": a crew that is called by what it builds with, and is nothing that comes on a truck."""
    stays_away = any(c.start < goods.start < c.end for c in clause.all("block", "labour"))
    return stays_away or any(
        c.end == goods.start or c.start <= goods.start < c.end for c in clause.named("crewword")
    )


def _handed_over(clause: Clause, goods: Found) -> bool:
    """ "el viernes se entrega": a verb of Spanish that is spelt like the load."""
    return goods.lang == "es" and goods.start > clause.start and clause.tokens[goods.start - 1].text == "se"


def _checked(clause: Clause, goods: Found) -> bool:
    """ "hoist inspection", "rebar drawings": what the goods only name."""
    return goods.lang == "en" and any(
        c.start == goods.end for c in clause.named("inspection", "design", "decision")
    )


def _just_before(clause: Clause, scene: Scene) -> list[Clause]:
    return list(reversed(scene.clauses[max(0, clause.index - _NEAR) : clause.index]))


def _told_a_load(clause: Clause) -> bool:
    """Whether goods came in it, whole; what was dropped is told of as broken already."""
    dropped = any(clause.tokens[p].text == "dropped" for p in range(clause.start, clause.end))
    counted = any(isinstance(t.value, Quantity) for _, t in clause.typed("qty"))
    refused = clause.has("damaged") and bool(clause.named("vehicle")) and not counted
    came = clause.has("arrive", "short") and (counted or bool(clause.named(*_GOODS)))
    return (came and not dropped) or refused


def _unit(clauses: Sequence[Clause]) -> str:
    """The unit that is counted in, which a bare number after it goes on with; loads hold pieces."""
    units = _units(clauses)
    return units[0] if units and units[0] in ("sheet", "bag", "ea") else "ea"


def _units(clauses: Sequence[Clause]) -> list[str]:
    return [t.value.unit for c in clauses for _, t in c.typed("qty") if isinstance(t.value, Quantity)]


def _of_those_named(clause: Clause, scene: Scene) -> list[Draft]:
    """ "The ready mix plant called, they can't get here before 3": the goods of the clause before come late."""
    before, cue = scene.before(clause), next(iter(clause.all("late")), None)
    told_of = before is not None and before.named("material", "vehicle") and not before.has(*_STRENGTH)
    about_them = clause.tokens[clause.start].text in scene.grammar["those"]
    if cue is None or not told_of or not about_them or clause.concepts or clause.named(*_GOODS):
        return []
    draft = Draft("delivery", clause.index, token=cue.start, strength=0.85)
    draft.put("status", "late", scene.chars(cue))
    put_when(draft, clause, scene, "late")
    return [draft]


def _goes_on(clause: Clause, mood: Mood, scene: Scene) -> list[Draft]:
    """ "should land around 2", "12 short", after goods were spoken of: to be joined with their delivery."""
    before = scene.before(clause)
    cues = [c for tag in ("damaged", "short", "coming") for c in clause.all(tag)]
    near = scene.clauses[max(0, clause.index - _NEAR) : clause.index]
    goods = before is not None and any(
        c.named(*_GOODS) for c in (near if cues and cues[0].tag == "short" else near[-1:])
    )
    if before is None or not cues or not goods or clause.concepts or negated(clause, cues[0]):
        return []
    if clause.has("rest", "finish") and before.has("part", "done", "almost"):
        return []  # "31 brackets are in, the remainder will be in by Friday": work that goes on
    if clause.has("finish") and any(True for _ in before.typed("percent", "share", "fraction")):
        return []  # "el montacargas va en 75 por ciento, el viernes se entrega": the work is handed over
    draft = Draft("delivery", clause.index, token=cues[0].start, strength=0.8, marks={"goes_on"})
    if cues[0].tag == "coming":
        put_when(draft, clause, scene, "coming")
        _put_more(draft, clause, near, cues[0], scene)
        draft.marks.add("still to come")
    else:
        number = next(((t, number_of(t)) for _, t in clause.typed("num")), None)
        told = before.has("arrive", "short", "only", "late") or any(c.has("arrive") for c in near)
        if number is None or not told or clause.has("only"):
            return []
        draft.put("status", _STATUS[cues[0].tag], scene.chars(cues[0]))
        put_quantity(draft, number[0], Quantity(number[1], "ea"))
    return [draft] if draft.values else []


def _put_more(draft: Draft, clause: Clause, near: Sequence[Clause], cue: Found, scene: Scene) -> None:
    """ "2 loads tipped, 3 more coming at 2": so many more of what was counted before."""
    for i, token in clause.typed("num"):
        again = i + 1 < clause.end and clause.tokens[i + 1].text in scene.grammar["again"]
        if again and i < cue.start and (units := _units(near)):
            put_quantity(draft, token, Quantity(number_of(token), units[-1]))


def _cue(clause: Clause, goods: list[Found], scene: Scene) -> Found | None:
    """The telling phrase, with goods to speak of."""
    counted = any(True for _ in clause.typed("qty", "share"))
    for tag in ("damaged", "short", "late", "coming", "arrive"):
        for cue in clause.all(tag):
            if _fits(clause, cue, goods, counted, scene):
                return cue
    return None


def _fits(clause: Clause, cue: Found, goods: list[Found], counted: bool, scene: Scene) -> bool:
    vehicle = bool(clause.named("vehicle"))
    if not goods and not counted:
        return False
    only_plant = all(g.tag == "plant" for g in goods) and bool(goods)
    if cue.tag == "damaged":
        if clause.has("fail") and all(g.tag == "vehicle" for g in goods) and clause.named("of_concrete"):
            return False  # "second truck rejected": fresh concrete that a check failed
        came = len(cue.used) > 1 and clause.tokens[cue.start].text in scene.grammar["arriving"]
        return (
            came or (_shipped(clause, vehicle) and not only_plant) or _broken_pieces(clause, cue, goods)
        ) and not negated(clause, cue)
    if cue.tag == "short":
        lacks = any(set(cue.used) <= set(c.used) for c in clause.all("lack"))  # "still short stringers"
        return (
            (vehicle or clause.has("arrive", "coming") or (len(cue.used) > 1 and (counted or not lacks)))
            and not negated(clause, cue)
            and not clause.has("lack_own")
        )
    if cue.tag == "late":
        if _work_is_late(clause) or _work_moves(clause, cue, scene):
            return False
        return not only_plant or _awaited(clause, cue, scene) or clause.has("arrive")
    if cue.tag == "coming":
        timed = vehicle or len(cue.used) > 2 or any(True for _ in clause.typed("time", "qty"))
        kept_out = any(set(cue.used) <= set(c.used) for c in clause.all("block"))
        return not negated(clause, cue) and bool(goods) and timed and not kept_out
    return brings(clause, cue, counted, only_plant)


def _broken_pieces(clause: Clause, cue: Found, goods: list[Found]) -> bool:
    """ "15 bao xi măng bị ướt", "4 vidrios rotos": so many pieces of goods that are of no use, said of no place in the work."""
    placed = any(True for _ in clause.typed("level", "task", "ref")) or clause.has("part", "done", "down")
    counted = any(
        t.kind == "num" or (isinstance(t.value, Quantity) and t.value.unit in _PIECES)
        for i, t in clause.typed("num", "qty")
        if cue.start - _NEAR_COUNT <= i <= cue.end
    )
    material = any(g.tag == "material" and abs(g.start - cue.start) <= _NEAR_COUNT for g in goods)
    return cue.lang in ("es", "vi") and counted and material and not placed


def _of_no_goods(clause: Clause, cue: Found | None) -> bool:
    """Whether the clause speaks of lunch and the like; traffic is none of it where a truck is stuck in it."""
    return any(cue is None or not set(c.used) <= set(cue.used) for c in clause.named("nothing"))


def _in_the_way(clause: Clause, cue: Found | None) -> bool:
    """ "la rampa está bloqueada por un tráiler descompuesto": a truck that stands in the way brings nothing."""
    blocks = any(c.value == "space" for c in clause.all("block"))
    return cue is not None and cue.tag in ("late", "damaged") and blocks and not clause.named("material")


def _got_done(clause: Clause, cue: Found) -> bool:
    """ "got 22 panels set": got something done, nothing came; "got 6 loads of gravel in" came."""
    by_the_load = any(t.value.unit == "load" for _, t in clause.typed("qty") if isinstance(t.value, Quantity))
    return (
        not by_the_load
        and clause.tokens[cue.start].text == "got"
        and any(c.end > cue.end for c in clause.all("part") + clause.all("done"))
    )


def _awaited(clause: Clause, cue: Found, scene: Scene) -> bool:
    """ "pump never came": plant that was to come; what only broke down is no delivery."""
    words = {clause.tokens[p].text for p in cue.used}
    drives = any(
        clause.tokens[p].text.startswith("truck") or clause.tokens[p].text in scene.grammar["drives"]
        for g in clause.named("plant")
        for p in g.used
    )
    return drives or bool(words & {"came", "come", "show", "showed", "shown", "arrive", "arrived"})


def _work_is_late(clause: Clause) -> bool:
    """ "L2 duct a week late": a span of time by which a place's work is late, and nothing that drives up."""
    late = min(c.start for c in clause.all("late"))
    things = clause.named("material", "plant")
    placed = any(True for _ in clause.typed("level", "task")) or all(t.start > late for t in things)
    placed = placed or any(c.tag in DIRECTIONS for c in clause.concepts)
    placed = placed or any(c.end <= late for c in clause.all("finish"))
    return placed and any(True for _ in clause.typed("dur")) and not clause.named("vehicle")


def _work_moves(clause: Clause, cue: Found, scene: Scene) -> bool:
    """ "L4 slab rebar slips to March 18": a work whose own name holds a material, and a new day for it.

    What drives up, or did not come, is a delivery; so is material for a place ("rebar for L4").
    """
    around = [c for c in scene.clauses if c.sentence == clause.sentence]
    arrives = any(clause.tokens[p].text in scene.grammar["arriving"] for p in cue.used)
    if arrives or clause.has("arrive", "coming") or any(c.named("vehicle") for c in around):
        return False
    goods = [g for g in clause.named("material") if g.end <= cue.start]
    moved = any(set(c.used) & set(cue.used) for c in clause.all("moved"))
    if not goods or not moved or scene.moment(clause) is None:
        return False
    if any(clause.tokens[g.end].text in scene.grammar["meant_for"] for g in goods):
        return False
    inside = {p for g in goods for p in g.used}
    named = any(not set(c.used) <= inside for c in clause.concepts if c.end <= cue.start)
    placed = any(True for _ in clause.typed("level", "task"))
    return named or (placed and bool(clause.concepts))


def _thing(goods: list[Found]) -> Found | None:
    """What comes: the goods before what brings them ("delivery of bricks", "truck with rebar")."""
    brought = [g for g in goods if g.tag != "vehicle"]
    return next(iter(brought or goods), None)


def _shipped(clause: Clause, vehicle: bool) -> bool:
    return (
        vehicle
        or clause.has("arrive", "coming")
        or any("deliver" in clause.tokens[p].text for p in range(clause.start, clause.end))
    )


def _meant(clause: Clause, cue: Found, scene: Scene) -> str:
    if cue.tag == "arrive" and clause.has("only"):
        return "short"
    if cue.tag == "arrive" and (negated(clause, cue) or _lacked(clause, cue)):
        return "late"
    if cue.tag == "arrive" and (planned(clause, cue) or later_today(clause, cue, scene)):
        return "coming"
    return cue.tag


def _lacked(clause: Clause, cue: Found) -> bool:
    """ "no concrete delivered": what lacks is what did not come; "no ties on site" only lacks."""
    return any(c.tag in ("lack", "block") and c.end <= cue.start <= c.end + 3 for c in clause.cues)


def put_amount(draft: Draft, clause: Clause, scene: Scene, tag: str) -> None:
    """How much came, is coming or lacks, by the words that tell of it (`tag`)."""
    counted = quantity(clause, scene.used, ("material", "vehicle", "plant"))
    share = next(((t, t.value) for _, t in clause.typed("share")), None)
    if tag == "short" and share and isinstance(share[1], Share):  # "only got 40 of the 60": what is missing
        put_quantity(
            draft, share[0], Quantity(share[1].total - share[1].quantity.number, share[1].quantity.unit)
        )
        return
    if tag == "short" and (missing := _missing(clause, scene)):
        put_quantity(draft, *missing)
        return
    if counted is None and tag == "short":
        counted = _lacking(clause, scene)
    if counted is None or (tag == "short" and clause.has("only")):
        return
    if tag == "late" and counted[2].unit == "load" and counted[2].number == 1:
        return
    put_quantity(draft, counted[1], counted[2])
    scene.used.add(counted[0])


def _lacking(clause: Clause, scene: Scene) -> tuple[int, Token, Quantity] | None:
    """ "the bolts came 50 short": a number within the words for what is missing counts pieces."""
    within = {p for c in clause.all("short") for p in range(c.start, c.end)}
    found = ((i, t) for i, t in clause.typed("num") if i in within and i not in scene.used)
    return next(((i, t, Quantity(number_of(t), "ea")) for i, t in found), None)


def _missing(clause: Clause, scene: Scene) -> tuple[Token, Quantity] | None:
    """ "pedí 40 puntales y me surtieron 28": of what was ordered, what came is not missing."""
    counts = [(i, t) for i, t in clause.typed("num", "qty") if i not in scene.used]
    if len(counts) != 2 or not any(
        clause.tokens[p].text in scene.grammar["ordered"] for p in range(clause.start, counts[0][0])
    ):
        return None
    ordered, came = (t.value.number if isinstance(t.value, Quantity) else number_of(t) for _, t in counts)
    units = [t.value.unit for _, t in counts if isinstance(t.value, Quantity)]
    return (counts[0][1], Quantity(ordered - came, (units or ["ea"])[0])) if ordered > came else None


def put_when(draft: Draft, clause: Clause, scene: Scene, tag: str) -> None:
    """When it came or is to come, by the words that tell of it (`tag`)."""
    for i, token in clause.typed("time"):
        moment = moment_of(token)
        if i in scene.used or tag in ("short", "damaged") or (tag != "arrive" and moment.says_past):
            continue
        if tag in ("late", "arrive") and moment.day == 0 and moment.clock is None:
            continue
        if tag == "arrive" and moment.clock is None:
            continue
        value = moment.local(scene.at, past=tag == "arrive")
        if value:
            draft.put("when", value, token_span(token))
            return
