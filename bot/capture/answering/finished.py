"""That a reply says what was asked to be done, in its own words for it."""

from collections.abc import Sequence

from bot.capture.answering.answers import OUTRIGHT, answers_in, made
from bot.capture.answering.closed import says_otherwise
from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene
from bot.capture.guards import negated
from bot.capture.pattern import Found

_ALREADY = frozenset(("ya", "le"))
_HOPE = "hope"
_FEW = 4  # tokens of a clause in which a word that reports a finish answers, too


def already(_: Sequence[Draft], scene: Scene) -> Draft | None:
    """ "rồi", "rồi, mà vướng dây": in Vietnamese, the bare word for already is a yes to what was to be done."""
    clause, after = scene.clauses[0], scene.tokens[1] if len(scene.tokens) > 1 else None
    alone = scene.tokens[0].text in scene.grammar["already"] and (after is None or after.kind == "punct")
    if not alone or (after is not None and after.text == "?"):
        return None
    reply = Draft("response", clause.index, token=clause.start, strength=0.9)
    reply.put("answer", "done", (scene.tokens[0].start, scene.tokens[0].end))
    return reply


def finished(_: Sequence[Draft], scene: Scene) -> Draft | None:
    """ "done", "swept and washed": a word for a finish, of what is neither planned, hoped for, denied nor done in part."""
    for clause, cue in answers_in(scene, "r_done", "done"):
        if cue.tag == "done" and clause.end - clause.start > _FEW:
            continue
        if clause.tokens[cue.start].text in scene.grammar["already"] and says_otherwise(
            clause, cue.start, scene
        ):
            continue
        partly = any(True for _ in clause.typed("percent", "fraction", "share")) or clause.has(
            "almost", "half"
        )
        planned = any(
            c.end <= cue.start
            for c in clause.all("future")
            if clause.tokens[c.start].text not in ("got", "have", "has")
        )
        begun = cue.tag == "r_done" and clause.tokens[cue.end - 1].text in _ALREADY and clause.has("start")
        if negated(clause, cue) or partly or planned or begun or _only_hoped(clause):
            continue  # "va, ya empezamos": begun is not done
        reply = made(scene, clause, cue, "done", 0.95)
        reply.marks |= {OUTRIGHT} if clause.has("hedge") or _opens_done(clause, cue, scene) else set()
        return reply
    return None


def _opens_done(clause: Clause, cue: Found, scene: Scene) -> bool:
    """ "done, nobody complained": a reply that opens with nothing but that it is done, and takes nothing of it back."""
    is_bare = clause.index == 0 and (cue.start, cue.end) == (clause.start, clause.end) and clause.mark != "?"
    return is_bare and not any(_takes_back(later, scene) for later in scene.clauses[1:])


def _takes_back(clause: Clause, scene: Scene) -> bool:
    """ "but", "except", how far it is, or another question; "not the north side", where a denial is of a place."""
    left = clause.has("r_except", "almost", "half") or any(
        True for _ in clause.typed("percent", "fraction", "share")
    )
    of_a_place = clause.has("neg") and (any(True for _ in clause.typed("level")) or bool(clause.concepts))
    return left or of_a_place or clause.lead in scene.grammar["but"] or clause.mark == "?"


def _only_hoped(clause: Clause) -> bool:
    """ "hopefully done": what is wished for answers nothing; what somebody believes to be done ("looks done") is asked about."""
    return any(c.lang != "en" or c.value == _HOPE for c in clause.all("hedge"))
