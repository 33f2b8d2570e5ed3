"""What sort of thing is asked for, and the words for it."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Scene
from bot.capture.kinds.asking.amounts import NEEDS, counted_goods
from bot.capture.measures import Quantity
from bot.capture.pattern import Found

REACH = 8
_BACK = 3


def need_of(clause: Clause, scene: Scene, ask: Found) -> tuple[str, Found | None]:
    """The need that is asked for, empty where it is none of the work's, and the words that name it."""
    if ask.value:
        plant = (c for c in clause.named("plant") if c.start >= ask.start)
        return ask.value, next(plant, None) if ask.value == "equipment" else None
    crew = next(
        (c for c in clause.named("crewword", "trade", "material") if _counts_crews(clause, c, ask)), None
    )
    if crew:
        return "labour", crew
    best = _nearest(clause, ask)
    best = _head(clause, best) if best else None
    if (
        best
        and best[2] == "access"
        and any(i >= ask.start and _goods(t.value) for i, t in clause.typed("qty"))
    ):
        return "material", None  # "40 bags of nonshrink for the landing"
    if best and clause.tokens[ask.start].text in ("any", "chance"):
        best = _last_thing(clause, ask) or best
    if best:
        return best[2], best[3]
    if clause.named("nothing"):
        return "", None
    if any(i >= ask.start and _goods(t.value) for i, t in clause.typed("qty")):
        return "material", None
    if any(
        t.value.unit == "ea"
        for i, t in clause.typed("qty")
        if i >= ask.start and isinstance(t.value, Quantity)
    ):
        lacking = _lacking_before(clause, scene)
        if lacking:
            return lacking
    hands = _short_of_hands(clause, scene) and any(i > ask.start for i, _ in clause.typed("num"))
    known = "labour" if hands else _from_before(clause, scene, ask)
    return known or ("material" if counted_goods(clause, ask) else "other"), None


def _counts_crews(clause: Clause, crew: Found, ask: Found) -> bool:
    """ "xin thêm 2 tổ cốp pha", "3 cuadrillas más para el encofrado": so many crews, called by what they build with."""
    reach = REACH if ask.lang == "es" else 1
    return any(
        isinstance(t.value, Quantity) and t.value.unit == "crew" and ask.start <= i <= crew.start <= i + reach
        for i, t in clause.typed("qty")
    )


def _nearest(clause: Clause, ask: Found) -> tuple[int, int, str, Found] | None:
    """What is named closest to the asking, as distance, order of the needs, need and words."""
    ranks = (
        (_distance(found, ask), order, need, found)
        for order, (name, need) in enumerate(NEEDS)
        for found in clause.named(name)
        if (found.start >= ask.start or clause.start <= found.start < ask.start <= found.start + 3)
        and found.start - ask.end <= REACH
    )
    return min(ranks, key=lambda rank: rank[:2], default=None)


def _distance(found: Found, ask: Found) -> int:
    """How far a thing is from the asking words; one that is part of them is nearest."""
    if set(found.used) <= set(ask.used):
        return -1
    return abs(found.start - ask.end) if found.start >= ask.start else 50


def _head(clause: Clause, best: tuple[int, int, str, Found]) -> tuple[int, int, str, Found]:
    """The last noun of a compound is what is asked for: "sleeve drawing" is a drawing."""
    for name, need in NEEDS:
        for found in clause.named(name):
            if found.start == best[3].end and found.lang == "en":
                return (best[0], best[1], need, found)
    return best


def _goods(value: object) -> bool:
    return isinstance(value, Quantity) and value.unit not in ("person", "crew", "h", "ea")


def _last_thing(clause: Clause, ask: Found) -> tuple[int, int, str, Found] | None:
    """ "any chance the crew gets a lift": what is asked for comes last."""
    found = [(c.start, 0, need, c) for name, need in NEEDS for c in clause.named(name) if c.start >= ask.end]
    return max(found, key=lambda f: f[0]) if found else None


def _from_before(clause: Clause, scene: Scene, ask: Found) -> str | None:
    """ "need it by Wednesday", "need four more": the thing said in the clause before."""
    rest = {w for p in range(ask.start, min(ask.end + 3, clause.end)) for w in clause.tokens[p].text.split()}
    if not rest & scene.grammar["again"] and clause.tokens[ask.start].text not in scene.grammar["it"]:
        return None
    for before in reversed(scene.clauses[max(0, clause.index - _BACK) : clause.index]):
        for name, need in NEEDS:
            if before.named(name):
                return need
    return None


def _lacking_before(clause: Clause, scene: Scene) -> tuple[str, Found] | None:
    """ "no dowels. need 60 pcs": pieces of what lacks in the clause before."""
    before = scene.before(clause)
    if before is None or not before.has("lack", "short", "block"):
        return None
    goods = before.named("material", "plant")
    return (("equipment" if goods[0].tag == "plant" else "material"), goods[0]) if goods else None


def _short_of_hands(clause: Clause, scene: Scene) -> bool:
    """ "we're short of fixers. send me 3 for 7 tomorrow": so many people as lack in the clause before."""
    before = scene.before(clause)
    return before is not None and (
        bool(before.all("block", "labour"))
        or (before.has("lack", "short") and bool(before.named("people", "trade")))
    )
