"""How much is asked for, and by when."""

import re
from dataclasses import replace

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.kinds.amounts import put_quantity, quantity
from bot.capture.measures import Quantity
from bot.capture.moments import moment_of
from bot.capture.pattern import Found
from bot.capture.text import Token, number_of

NEEDS = (
    ("inspection", "inspection"), ("plant", "equipment"), ("decision", "decision"), ("information", "information"),
    ("material", "material"), ("people", "labour"),
    ("trade", "labour"), ("crewword", "labour"), ("plantlabour", "labour"), ("design", "information"), ("paper", "information"),
    ("vehicle", "material"), ("space", "access"), ("utility", "equipment"),
)  # fmt: skip
_SIZES = ("t", "kg", "m", "m2", "m3", "ft")  # of plant
_FOR = 2  # tokens between plant and how long it is asked for: "the lift for 4 hours"
_HOURS = re.compile(r"PT(\d+(?:\.\d+)?)H")


def put_amount(draft: Draft, clause: Clause, scene: Scene, ask: Found, need: str) -> None:
    """Write how much is asked for after the asking words, where they count it."""
    hours = _hours_of(clause, ask) if need == "equipment" else None
    if hours:
        put_quantity(draft, *hours)
        return
    nouns = [name for name, known in NEEDS if known == need] or ["material"]
    counted = quantity(clause, scene.used, nouns, after=ask.start)
    if counted is None:
        bare = [(i, t) for i, t in clause.typed("num") if i >= ask.start and isinstance(t.value, float)]
        if not bare or not _counts(clause, bare[0][0]):
            return
        counted = (bare[0][0], bare[0][1], Quantity(number_of(bare[0][1]), "ea"))
    value = counted[2]
    if need == "equipment" and value.unit in _SIZES:
        return  # "xe nâng loại 3 tấn", "a 20 t crane": how large it is
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
    return following is not None and (
        (following.kind == "word" and following.text not in ("to", "am", "pm", "x", "by"))
        or following.kind == "time"
    )


def counted_goods(clause: Clause, ask: Found) -> bool:
    """ "we require 12 widgets": so many of what no lexicon knows is used up or built in."""
    return any(
        (isinstance(t.value, Quantity) and t.value.unit not in ("person", "crew", "h"))
        or (t.kind == "num" and _counts(clause, i))
        for i, t in clause.typed("qty", "num")
        if i >= ask.start
    )


def put_when(draft: Draft, clause: Clause, scene: Scene) -> None:
    """By when it is needed, where the clause says so."""
    for i, token in clause.typed("time"):
        moment = moment_of(token)
        from_then = clause.tokens[i - 1].text in scene.grammar["from_then"]
        if moment.role == "since" and i > draft.token and from_then:
            moment = replace(moment, role="at")  # "access from Thursday 7am"
        if moment.says_past or i in scene.used:
            continue
        value = moment.local(scene.at)
        if value:
            draft.put("when", value, token_span(token))
            return
