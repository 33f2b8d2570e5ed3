"""What a list goes on to ask for: "need 60 bags of grout and 4 sheets of ply", "two glaziers and the spider lift"."""

from dataclasses import replace

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene
from bot.capture.guards import Mood
from bot.capture.kinds.asking.amounts import NEEDS, put_amount, put_when

LISTED = "listed"  # the mark of what a list goes on to ask for
_COUNTED_GOODS = ("plant", "material", "people", "trade", "vehicle")
_TELLS = (
    "arrive",
    "coming",
    "late",
    "short",
    "damaged",
    "done",
    "part",
    "stop",
    "down",
    "lost",
    "start",
    "lack",
)


def beside(clause: Clause, scene: Scene, first: Draft) -> list[Draft]:
    """ "need two glaziers and the spider lift from Monday": plant or people of another sort, after an "and" and an article."""
    for p in range(first.token + 1, clause.end - 2):
        joined = (
            clause.tokens[p].text in scene.grammar["lists"]
            and clause.tokens[p + 1].text in scene.grammar["articles"]
        )
        thing = next(
            ((need, c) for name, need in NEEDS if name in ("plant", "people", "trade") for c in clause.named(name)
             if c.start == p + 2),
            None,
        )  # fmt: skip
        if joined and thing and thing[0] != first.values["need"] and "quantity" in first.values:
            draft = Draft("request", clause.index, token=p + 2, strength=0.85)
            draft.put("need", thing[0], scene.chars(thing[1]))
            draft.what = scene.said(thing[1])
            put_when(draft, clause, scene)
            return [draft]
    return []


def listed(clause: Clause, mood: Mood, scene: Scene) -> list[Draft]:
    """ "need 60 bags of grout and 4 sheets of ply by 11": more goods, people or plant after a list's "and" or comma."""
    before = scene.before(clause)
    asked = (
        before is not None
        and before.sentence == clause.sentence
        and before.has("ask")
        and not before.has("noask")
    )
    counted = next(iter(clause.typed("qty", "num")), (clause.end, None))[0] == clause.start
    joins = clause.lead in scene.grammar["lists"] | {","}
    if before is None or not (asked and counted and joins) or mood.silent or clause.has(*_TELLS):
        return []
    names = [(need, c) for name, need in NEEDS for c in clause.named(name) if name in _COUNTED_GOODS]
    if not names or not any(True for _ in before.typed("qty", "num")):
        return []
    need, thing = min(names, key=lambda one: one[1].start)
    draft = Draft("request", clause.index, token=clause.start, strength=0.85, marks={LISTED})
    draft.put("need", need, scene.chars(thing))
    draft.what = scene.said(thing)
    put_amount(draft, clause, scene, replace(thing, used=(clause.start,)), need)
    put_when(draft, clause, scene)
    return [draft]
