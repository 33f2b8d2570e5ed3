"""The phrase that tells of a delivery, and whether it fits the goods beside it."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Scene
from bot.capture.guards import negated
from bot.capture.kinds.no_tense import brings
from bot.capture.measures import Quantity
from bot.capture.mention import DIRECTIONS
from bot.capture.pattern import Found

STATUS = {"damaged": "damaged", "short": "short", "late": "late", "coming": "scheduled", "arrive": "arrived"}
STRENGTH = {"damaged": 0.85, "short": 0.85, "late": 0.88, "coming": 0.82, "arrive": 0.85}
_PIECES = ("ea", "sheet", "bag", "load")
_BULK = ("m3", "yd3", "t", "kg", "load", "bag", "sheet")
_POURED = ("m3", "yd3")
_NEAR_COUNT = 5  # tokens between a number and what is broken


def telling_cue(clause: Clause, goods: list[Found], scene: Scene) -> Found | None:
    """The telling phrase, with goods to speak of."""
    counted = any(True for _ in clause.typed("qty", "share"))
    if not goods and not counted:
        return None
    for tag in ("damaged", "short", "late", "coming", "arrive"):
        for cue in clause.all(tag):
            if _fits(clause, cue, goods, counted, scene):
                return cue
    return None


def _fits(clause: Clause, cue: Found, goods: list[Found], counted: bool, scene: Scene) -> bool:
    only_plant = bool(goods) and all(g.tag == "plant" for g in goods)
    if cue.tag == "damaged":
        return _is_damaged(clause, cue, goods, only_plant, scene)
    if cue.tag == "short":
        return _is_short(clause, cue, counted)
    if cue.tag == "late":
        on_time = len(cue.used) == 1 and negated(clause, cue)
        if (
            on_time
            or _work_is_late(clause)
            or _work_moves(clause, cue, scene)
            or _others_came_not(clause, cue)
        ):
            return False
        return not only_plant or _awaited(clause, cue, scene) or clause.has("arrive")
    if cue.tag == "coming":
        return _is_coming(clause, cue, goods)
    return brings(clause, cue, counted, only_plant)


def _others_came_not(clause: Clause, cue: Found) -> bool:
    """ "inspector never showed for L3 rebar": somebody did not come, and no goods."""
    goods = {p for c in clause.named("material") for p in c.used}
    around = [c for c in clause.all("block") if set(cue.used) < set(c.used) and goods.isdisjoint(c.used)]
    return any(c.value in ("inspection", "labour") for c in around)


def _is_damaged(clause: Clause, cue: Found, goods: list[Found], only_plant: bool, scene: Scene) -> bool:
    if clause.has("fail") and all(g.tag == "vehicle" for g in goods) and clause.named("of_concrete"):
        return False  # "second truck rejected": fresh concrete that a check failed
    words = {clause.tokens[p].text for p in (cue.start, cue.end - 1)}
    came = len(cue.used) > 1 and not words.isdisjoint(scene.grammar["arriving"])
    shipped = _shipped(clause) and not only_plant
    return (came or shipped or _broken_pieces(clause, cue, goods)) and not negated(clause, cue)


def _is_short(clause: Clause, cue: Found, counted: bool) -> bool:
    lacks = any(set(cue.used) <= set(c.used) for c in clause.all("lack"))  # "still short stringers"
    came = bool(clause.named("vehicle")) or clause.has("arrive", "coming")
    told = came or (len(cue.used) > 1 and (counted or not lacks))
    return told and not negated(clause, cue) and not clause.has("lack_own") and not _placed(clause, cue)


def _placed(clause: Clause, cue: Found) -> bool:
    """ "pouring L3, 30 yds down": in English, so much concrete is in, and nothing lacks."""
    poured = any(
        i == cue.start and isinstance(t.value, Quantity) and t.value.unit in _POURED
        for i, t in clause.typed("qty")
    )
    return poured and any(set(c.used) == set(cue.used) for c in clause.all("part"))


def _is_coming(clause: Clause, cue: Found, goods: list[Found]) -> bool:
    timed = (
        bool(clause.named("vehicle")) or len(cue.used) > 2 or any(True for _ in clause.typed("time", "qty"))
    )
    kept_out = any(set(cue.used) <= set(c.used) for c in clause.all("block"))
    bulk = cue.lang == "es" and any(
        isinstance(t.value, Quantity) and t.value.unit in _BULK and i > cue.start
        for i, t in clause.typed("qty")
    )  # "mañana a las 6:30 les llegan 63 metros cúbicos"
    return not negated(clause, cue) and (bool(goods) or bulk) and timed and not kept_out


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


def _shipped(clause: Clause) -> bool:
    return (
        bool(clause.named("vehicle"))
        or clause.has("arrive", "coming")
        or any("deliver" in clause.tokens[p].text for p in range(clause.start, clause.end))
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
