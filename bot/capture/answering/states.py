"""A reply that only tells how things are left, which says that it is done: "cover's back on", "labels on, panel shut"."""

from collections.abc import Sequence

from bot.capture.answering.answers import answers_in
from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene
from bot.capture.text import Token

_LONGEST = 5  # words of what is left so: "the two fence panels"
_BARE = 3  # of them where no "is" follows
_OTHERS = ("people", "trade", "crewword", "person", "weather", "inspection", "vehicle", "nothing", "utility")
_SILENT = (
    "neg",
    "future",
    "todo",
    "question",
    "cond",
    "unready",
    "ask",
    "lack",
    "down",
    "stop",
    "block",
    "spend",
    "r_vague",
)
_STRENGTH = 0.72
LEFT_SO = "left so"  # the mark of an answer that only a state gives


def left_so(drafts: Sequence[Draft], scene: Scene) -> Draft | None:
    """The answer of a reply in which a thing is put where it belongs, or somebody says what was done with it."""
    if answers_in(scene, "r_vague") or any(d.kind in ("blocker", "delivery", "request") for d in drafts):
        return None
    for clause in scene.clauses:
        if (
            scene.mood(clause).silent
            or scene.mood(clause).hedged
            or clause.has(*_SILENT)
            or clause.named(*_OTHERS)
        ):
            continue
        place = _done_with(clause, scene) or _state(clause, scene)
        if place is not None:
            token = clause.tokens[place]
            draft = Draft("response", clause.index, token=place, strength=_STRENGTH, marks={LEFT_SO})
            draft.put("answer", "done", (clause.tokens[clause.start].start, token.end))
            return draft
    return None


def _says_else(clause: Clause) -> bool:
    """Whether the clause asserts less or more; "blocks are out" is a noun, and stops nothing."""
    goods = {p for c in clause.named("material") for p in c.used}
    return any(c.tag in _SILENT and not (len(c.used) == 1 and goods.issuperset(c.used)) for c in clause.cues)


def _done_with(clause: Clause, scene: Scene) -> int | None:
    """ "hosed the deck", "handed them in": a deed that opens the clause, whatever it is, and what it was done with."""
    deed, after = (
        clause.tokens[clause.start],
        clause.tokens[clause.start + 1 : min(clause.start + 2, clause.end)],
    )
    past = deed.kind == "word" and deed.text.endswith("ed") and deed.text not in scene.grammar["no_deeds"]
    return clause.start if past and after and after[0].text in scene.grammar["done_to"] else None


def _state(clause: Clause, scene: Scene) -> int | None:
    """Where the word stands that says how the thing is left, after the thing and an "is", or at the end of what is said."""
    start = clause.start
    for p in range(clause.start, clause.end + 1):
        if p < clause.end and clause.tokens[p].kind in ("word", "num"):
            continue
        found = _state_in(clause, start, p, scene)
        if found is not None:
            return found
        start = p + 1
    return None


def _state_in(clause: Clause, start: int, end: int, scene: Scene) -> int | None:
    """The same between two marks."""
    if start >= end or clause.tokens[start].text in scene.grammar["speakers"] - scene.grammar["those"]:
        return None
    for p in range(start + 1, min(start + _LONGEST + 3, end)):
        token = clause.tokens[p]
        said = _said_before(clause, p, scene)
        put_so = said and token.text.endswith("ed") and token.text not in scene.grammar["no_deeds"]
        if token.text not in scene.grammar["left_so"] and not put_so:
            continue
        ends = p + 1 >= end
        leads_on = not ends and clause.tokens[p + 1].text in scene.grammar["after_state"]
        short = ends and p - start <= _BARE and _is_thing(clause.tokens[p - 1])
        if (said and (ends or leads_on)) or short:
            return p
    return None


def _said_before(clause: Clause, p: int, scene: Scene) -> bool:
    """Whether an "is" stands right before the state, or before what only adds to it: "is all back up"."""
    words = [t.text for t in clause.tokens[max(clause.start, p - 3) : p]]
    while words and words[-1] in scene.grammar["left_so"] | scene.grammar["all_of"]:
        words.pop()
    return bool(words) and words[-1] in scene.grammar["being"]


def _is_thing(token: Token) -> bool:
    return token.kind == "word" and token.text.isalpha() and len(token.text) > 2
