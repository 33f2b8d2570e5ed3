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
            draft = Draft("response", clause.index, token=place, strength=_STRENGTH)
            draft.put("answer", "done", (clause.tokens[clause.start].start, token.end))
            return draft
    return None


def _done_with(clause: Clause, scene: Scene) -> int | None:
    """ "hosed the deck", "handed them in": a deed that opens the clause, whatever it is, and what it was done with."""
    deed, after = (
        clause.tokens[clause.start],
        clause.tokens[clause.start + 1 : min(clause.start + 2, clause.end)],
    )
    past = deed.kind == "word" and deed.text.endswith("ed") and deed.text not in scene.grammar["no_deeds"]
    return clause.start if past and after and after[0].text in scene.grammar["done_to"] else None


def _state(clause: Clause, scene: Scene) -> int | None:
    """Where the word stands that says how the thing is left, after the thing and an "is", or at the end of the clause."""
    if clause.tokens[clause.start].text in scene.grammar["speakers"] - scene.grammar["those"]:
        return None
    for p in range(clause.start + 1, min(clause.start + _LONGEST + 3, clause.end)):
        token = clause.tokens[p]
        if token.kind not in ("word", "num"):
            return None
        if token.text not in scene.grammar["left_so"]:
            continue
        said = _said_before(clause, p, scene)
        ends = p + 1 >= clause.end or clause.tokens[p + 1].kind != "word"
        leads_on = not ends and clause.tokens[p + 1].text in scene.grammar["after_state"]
        if (said and (ends or leads_on)) or (
            ends and p - clause.start <= _BARE and _is_thing(clause.tokens[p - 1])
        ):
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
