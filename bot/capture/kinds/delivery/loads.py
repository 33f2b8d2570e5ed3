"""What a clause tells of goods that a clause before named: how many of them are broken, short or still to come."""

from collections.abc import Sequence

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene
from bot.capture.guards import negated
from bot.capture.kinds.amounts import put_quantity
from bot.capture.kinds.delivery.amounts import put_amount, put_when
from bot.capture.kinds.delivery.goods import GOODS
from bot.capture.kinds.delivery.telling import STATUS, STRENGTH
from bot.capture.measures import Quantity
from bot.capture.pattern import Found
from bot.capture.text import number_of

_ON_THE_ROAD = "road"
PROMISED = "promised"  # the mark of what did not come, which the clause before had promised
_NEAR = 2  # clauses from what came to what of it is broken


def broken_of_load(clause: Clause, scene: Scene) -> Draft | None:
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


def _just_before(clause: Clause, scene: Scene) -> list[Clause]:
    return list(reversed(scene.clauses[max(0, clause.index - _NEAR) : clause.index]))


def _told_a_load(clause: Clause) -> bool:
    """Whether goods came in it, whole; what was dropped is told of as broken already."""
    dropped = any(clause.tokens[p].text == "dropped" for p in range(clause.start, clause.end))
    counted = any(isinstance(t.value, Quantity) for _, t in clause.typed("qty"))
    refused = clause.has("damaged") and bool(clause.named("vehicle")) and not counted
    came = clause.has("arrive", "short") and (counted or bool(clause.named(*GOODS)))
    return (came and not dropped) or refused


def _unit(clauses: Sequence[Clause]) -> str:
    """The unit that is counted in, which a bare number after it goes on with; loads hold pieces."""
    units = _units(clauses)
    return units[0] if units and units[0] in ("sheet", "bag", "ea") else "ea"


def _units(clauses: Sequence[Clause]) -> list[str]:
    return [t.value.unit for c in clauses for _, t in c.typed("qty") if isinstance(t.value, Quantity)]


def of_those_named(clause: Clause, scene: Scene) -> list[Draft]:
    """ "The ready mix plant called, they can't get here before 3": the goods of the clause before come late."""
    before, cue = scene.before(clause), next(iter(clause.all("late")), None)
    told_of = before is not None and before.named("material", "vehicle") and not before.has(*STRENGTH)
    about_them = clause.tokens[clause.start].text in scene.grammar["those"] or (
        cue is not None and cue.value == _ON_THE_ROAD  # "it's your duct, clutch has gone on the M6"
    )
    if cue is None or clause.concepts or clause.named(*GOODS):
        return []
    if not (told_of and about_them) and not breaks_promise(clause, cue, scene):
        return []
    marks = set() if told_of else {PROMISED}
    draft = Draft("delivery", clause.index, token=cue.start, strength=0.85, marks=marks)
    draft.put("status", "late", scene.chars(cue))
    put_when(draft, clause, scene, "late")
    return [draft]


def announced(clause: Clause, scene: Scene) -> list[Draft]:
    """ "tới cổng rồi, 3 xe đá đổ đâu đây": in Vietnamese who drives up tells of the goods only in the next words."""
    cue = next((c for c in clause.all("arrive") if c.lang == "vi" and len(c.used) > 1), None)
    following = scene.clauses[clause.index + 1 : clause.index + 2]
    if cue is None or not following or clause.concepts or clause.named(*GOODS) or negated(clause, cue):
        return []
    goods = following[0]
    if not goods.named("material", "vehicle") or goods.has(*STRENGTH, "ask", "lack", "part", "done"):
        return []
    draft = Draft("delivery", clause.index, token=cue.start, strength=0.85)
    draft.put("status", "arrived", scene.chars(cue))
    put_amount(draft, goods, scene, "arrive")
    return [draft]


def breaks_promise(clause: Clause, late: Found, scene: Scene) -> bool:
    """ "xe bê tông hẹn 7h mà giờ vẫn chưa thấy đâu": what did not come is the truck that the clause before had promised; also
    goods, where the clause turns against it."""
    before = scene.before(clause)
    if before is None or late.lang != "vi" or not before.has("coming"):
        return False
    turns = clause.lead in scene.grammar["but"]
    return bool(before.named("vehicle")) or (turns and bool(before.named("material")))


def goes_on(clause: Clause, scene: Scene) -> list[Draft]:
    """ "should land around 2", "12 short", after goods were spoken of: to be joined with their delivery."""
    before = scene.before(clause)
    cues = [c for tag in ("damaged", "short", "coming") for c in clause.all(tag)]
    near = scene.clauses[max(0, clause.index - _NEAR) : clause.index]
    goods = before is not None and any(
        c.named(*GOODS) for c in (near if cues and cues[0].tag == "short" else near[-1:])
    )
    if before is None or not cues or not goods or clause.concepts or negated(clause, cues[0]):
        return []
    if clause.has("rest", "finish") and before.has("part", "done", "almost"):
        return []  # "31 brackets are in, the remainder will be in by Friday": work that goes on
    if clause.has("finish") and any(True for _ in before.typed("percent", "share", "fraction")):
        return []  # "el montacargas va en 75 por ciento, el viernes se entrega": the work is handed over
    if cues[0].tag == "coming":
        more = _still_to_come(clause, near, cues[0], scene)
        return [more] if more.values else []
    told = (
        before.has("arrive", "short", "only", "late")
        or _unpacked(before, scene)
        or any(c.has("arrive") for c in near)
    )
    alone = _unpacked(before, scene) and not before.has("arrive", "short", "late")
    return _pieces_of_it(clause, cues[0], scene, alone) if told and not clause.has("only") else []


def _unpacked(clause: Clause, scene: Scene) -> bool:
    """ "opened the bolt crate", "counted the panels off the wagon": goods that came, and are gone through."""
    return clause.tokens[clause.start].text in scene.grammar["gone_through"]


def _still_to_come(clause: Clause, near: Sequence[Clause], cue: Found, scene: Scene) -> Draft:
    draft = _of_the_same(clause, cue)
    put_when(draft, clause, scene, "coming")
    _put_more(draft, clause, near, cue, scene)
    draft.marks.add("still to come")
    return draft


def _pieces_of_it(clause: Clause, cue: Found, scene: Scene, alone: bool) -> list[Draft]:
    """How many pieces of what came are broken or lack; `alone` where nothing before tells that it came."""
    number = next(((t, number_of(t)) for _, t in clause.typed("num")), None)
    if number is None:
        return []
    draft = _of_the_same(clause, cue)
    draft.marks -= {"goes_on"} if alone else set()
    draft.put("status", STATUS[cue.tag], scene.chars(cue))
    put_quantity(
        draft,
        number[0],
        Quantity(number[1], _unit(scene.clauses[max(0, clause.index - _NEAR) : clause.index])),
    )
    return [draft]


def _of_the_same(clause: Clause, cue: Found) -> Draft:
    return Draft("delivery", clause.index, token=cue.start, strength=0.8, marks={"goes_on"})


def _put_more(draft: Draft, clause: Clause, near: Sequence[Clause], cue: Found, scene: Scene) -> None:
    """ "2 loads tipped, 3 more coming at 2", "another 6 due Thursday": so many more of what was counted before."""
    told = next((t for i, t in clause.typed("qty") if i not in scene.used), None)
    if told is not None and isinstance(told.value, Quantity):
        put_quantity(draft, told, told.value)
        return
    for i, token in clause.typed("num"):
        again = i + 1 < clause.end and clause.tokens[i + 1].text in scene.grammar["again"]
        again = again or (i > clause.start and clause.tokens[i - 1].text in scene.grammar["another"])
        if again and i < cue.start and (units := _units(near)):
            put_quantity(draft, token, Quantity(number_of(token), units[-1]))
