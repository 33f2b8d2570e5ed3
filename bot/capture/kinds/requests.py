"""Requests: what is asked for, how much of it and by when."""

import re

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.guards import Mood
from bot.capture.kinds.amounts import put_quantity, quantity
from bot.capture.measures import Quantity
from bot.capture.moments import moment_of
from bot.capture.pattern import Found
from bot.capture.text import Token, number_of

_NEEDS = (
    ("inspection", "inspection"), ("plant", "equipment"), ("decision", "decision"), ("information", "information"),
    ("material", "material"), ("people", "labour"),
    ("trade", "labour"), ("crewword", "labour"), ("plantlabour", "labour"), ("design", "information"),
    ("vehicle", "material"), ("space", "access"), ("utility", "equipment"),
)  # fmt: skip
_HOURS = re.compile(r"PT(\d+(?:\.\d+)?)H")
_FOR = 2  # tokens between plant and how long it is asked for: "the lift for 4 hours"
_REACH = 8
_BACK = 3


def read(clause: Clause, mood: Mood, scene: Scene, taken: frozenset[str]) -> list[Draft]:
    """At most one request of a clause."""
    if mood.old or mood.idle or mood.paper or taken & {"safety"}:
        return []
    asks = [c for c in clause.all("ask") if not _undone(clause, c, mood) and not _was_done(clause, c, scene)]
    if not asks:
        return []
    for ask in sorted(asks, key=lambda one: not _asks_to_check(one, asks)):
        draft = _draft(clause, mood, scene, ask)
        if draft:
            return [draft]
    return []


def _asks_to_check(ask: Found, asks: list[Found]) -> bool:
    """ "hace falta que venga el técnico a certificar": what somebody is to come for says more than that he is needed."""
    near = any(not one.value and ask.start - one.end <= _REACH for one in asks if one.start < ask.start)
    return ask.lang == "es" and ask.value in ("inspection", "decision") and near


def _undone(clause: Clause, ask: Found, mood: Mood) -> bool:
    if any(set(c.used) & set(ask.used) for c in clause.all("noask")):
        return True
    if (
        mood.conditional_from is not None
        and mood.conditional_from <= ask.start
        and clause.lead not in ("or", "so", "then")
    ):
        return not _polite(clause)
    return any(n.end <= ask.start and ask.start - n.end <= 1 for n in clause.all("neg"))


def _was_done(clause: Clause, ask: Found, scene: Scene) -> bool:
    """ "ya mandé el camión": in Spanish an accent on the end tells what I did from what another is to do."""
    return ask.lang == "es" and scene.text[clause.tokens[ask.start].end - 1] in "éÉ"


def _polite(clause: Clause) -> bool:
    return clause.has("order") or clause.mark == "?"


def _draft(clause: Clause, mood: Mood, scene: Scene, ask: Found) -> Draft | None:
    need, thing = _need(clause, scene, ask)
    if not need:
        return None
    draft = Draft("request", clause.index, token=ask.start, strength=0.9 if thing else 0.75)
    draft.put("need", need, scene.chars(thing or ask))
    draft.what = scene.said(thing) if thing else ""
    _put_amount(draft, clause, scene, ask, need)
    put_when(draft, clause, scene)
    if need == "other" and not _worth(draft, clause, ask, mood):
        return None
    return draft


def _need(clause: Clause, scene: Scene, ask: Found) -> tuple[str, Found | None]:
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
    known = _from_before(clause, scene, ask)
    return known or ("material" if _counted_goods(clause, ask) else "other"), None


def _counts_crews(clause: Clause, crew: Found, ask: Found) -> bool:
    """ "xin thêm 2 tổ cốp pha", "3 cuadrillas más para el encofrado": so many crews, called by what they build with."""
    reach = _REACH if ask.lang == "es" else 1
    return any(
        isinstance(t.value, Quantity) and t.value.unit == "crew" and ask.start <= i <= crew.start <= i + reach
        for i, t in clause.typed("qty")
    )


def _nearest(clause: Clause, ask: Found) -> tuple[int, int, str, Found] | None:
    """What is named closest to the asking, as distance, order of the needs, need and words."""
    ranks = (
        (_distance(found, ask), order, need, found)
        for order, (name, need) in enumerate(_NEEDS)
        for found in clause.named(name)
        if (found.start >= ask.start or clause.start <= found.start < ask.start <= found.start + 3)
        and found.start - ask.end <= _REACH
    )
    return min(ranks, key=lambda rank: rank[:2], default=None)


def _counted_goods(clause: Clause, ask: Found) -> bool:
    """ "we require 12 widgets": so many of what no lexicon knows is used up or built in."""
    return any(
        (isinstance(t.value, Quantity) and t.value.unit not in ("person", "crew", "h"))
        or (t.kind == "num" and _counts(clause, i))
        for i, t in clause.typed("qty", "num")
        if i >= ask.start
    )


def _distance(found: Found, ask: Found) -> int:
    """How far a thing is from the asking words; one that is part of them is nearest."""
    if set(found.used) <= set(ask.used):
        return -1
    return abs(found.start - ask.end) if found.start >= ask.start else 50


def _head(clause: Clause, best: tuple[int, int, str, Found]) -> tuple[int, int, str, Found]:
    """The last noun of a compound is what is asked for: "sleeve drawing" is a drawing."""
    for name, need in _NEEDS:
        for found in clause.named(name):
            if found.start == best[3].end and found.lang == "en":
                return (best[0], best[1], need, found)
    return best


def _goods(value: object) -> bool:
    return isinstance(value, Quantity) and value.unit not in ("person", "crew", "h", "ea")


def _last_thing(clause: Clause, ask: Found) -> tuple[int, int, str, Found] | None:
    """ "any chance the crew gets a lift": what is asked for comes last."""
    found = [(c.start, 0, need, c) for name, need in _NEEDS for c in clause.named(name) if c.start >= ask.end]
    return max(found, key=lambda f: f[0]) if found else None


def _from_before(clause: Clause, scene: Scene, ask: Found) -> str | None:
    """ "need it by Wednesday", "need four more": the thing said in the clause before."""
    rest = {w for p in range(ask.end, min(ask.end + 3, clause.end)) for w in clause.tokens[p].text.split()}
    if not rest & scene.grammar["again"] and clause.tokens[ask.start].text not in scene.grammar["it"]:
        return None
    for before in reversed(scene.clauses[max(0, clause.index - _BACK) : clause.index]):
        for name, need in _NEEDS:
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


def _put_amount(draft: Draft, clause: Clause, scene: Scene, ask: Found, need: str) -> None:
    hours = _hours_of(clause, ask) if need == "equipment" else None
    if hours:
        put_quantity(draft, *hours)
        return
    nouns = [name for name, known in _NEEDS if known == need] or ["material"]
    counted = quantity(clause, scene.used, nouns, after=ask.start)
    if counted is None:
        bare = [(i, t) for i, t in clause.typed("num") if i >= ask.start and isinstance(t.value, float)]
        if not bare or not _counts(clause, bare[0][0]):
            return
        counted = (bare[0][0], bare[0][1], Quantity(number_of(bare[0][1]), "ea"))
    value = counted[2]
    if need == "labour" and value.unit in ("ea", "person"):
        value = Quantity(value.number, "crew" if _crew(clause, counted[0]) else "person")
    put_quantity(draft, counted[1], value)
    scene.used.add(counted[0])


def _hours_of(clause: Clause, ask: Found) -> tuple[Token, Quantity] | None:
    """ "4 horas de grúa", "the crane for 3 hours": how long plant is asked for."""
    for i, token in clause.typed("dur"):
        whole = _HOURS.fullmatch(str(token.value))
        of = i + 1 < clause.end and clause.tokens[i + 1].text in ("de", "of")
        after = of and any(c.start >= i + 2 for c in clause.named("plant"))
        before = any(ask.end <= c.start < c.end <= i <= c.end + _FOR for c in clause.named("plant"))
        in_so_long = clause.tokens[i - 1].text in ("en", "in", "within", "hace")
        counted = whole is not None and whole.group(1) != "1"  # "for an hour" is no quantity
        if whole and (after or (before and counted and not in_so_long)) and i >= ask.start:
            return token, Quantity(float(whole.group(1)), "h")
    return None


def _crew(clause: Clause, i: int) -> bool:
    return any(clause.tokens[p].text == "crews" for p in range(i + 1, min(i + 3, clause.end)))


def _counts(clause: Clause, i: int) -> bool:
    """Whether the number counts a noun after it."""
    following = clause.tokens[i + 1] if i + 1 < clause.end else None
    return (
        following is not None
        and following.kind == "word"
        and following.text not in ("to", "am", "pm", "x", "by")
    )


def put_when(draft: Draft, clause: Clause, scene: Scene) -> None:
    """By when it is needed, where the clause says so."""
    for i, token in clause.typed("time"):
        moment = moment_of(token)
        if moment.says_past or i in scene.used:
            continue
        value = moment.local(scene.at)
        if value:
            draft.put("when", value, token_span(token))
            return


def _worth(draft: Draft, clause: Clause, ask: Found, mood: Mood) -> bool:
    """A thing of no known sort is asked for only where something measures it or a plain "need" opens."""
    if mood.question or mood.order:
        return "quantity" in draft.values and clause.tokens[ask.start].text not in ("get", "take")
    word = clause.tokens[ask.start].text
    named = ask.end < clause.end and clause.tokens[ask.end].kind == "word"
    return "quantity" in draft.values or (
        "when" in draft.values and word.startswith(("need", "req")) and named
    )
