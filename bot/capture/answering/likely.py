"""The answer that all words of a reply hint at together, and its reason, where single words gave none or a less likely one."""

from collections.abc import Mapping, Sequence, Set

from bot.capture.answering.ahead import was_stopped_then
from bot.capture.answering.answers import OUTRIGHT, answers_in
from bot.capture.answering.handing_on import named_whom
from bot.capture.answering.reasons import with_reason
from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene
from bot.capture.guards import Mood
from bot.capture.hints import GUESSED, Hints, grams, ranked
from bot.capture.text import extent
from rules.signal import SignalKind

_KIND: SignalKind = "response"
_ANSWER, _CAUSE = f"{_KIND}:answer:", f"{_KIND}:cause:"
NO_CAUSE = "none"
REFUSING = ("not_done", "declined")
_FINAL = ("done", "not_done", "declined")
_STRENGTH = 0.8
_FEWEST_WORDS = 3  # less are too little to weigh
# Log-odds by which another answer or reason, or none, has to lead the one that was read; from which on one is taken where none
# was, and below which nothing is answered.
_AHEAD, _LEAST, _NOTHING = 2.0, -1.0, -1.0


def read_as(values: Mapping[str, object] | None) -> frozenset[str]:
    """How a reply was read by its single words, as traits of it; None: as no answer."""
    if values is None:
        return frozenset(("read:no",))
    answer, cause = values["answer"], values.get("cause", NO_CAUSE)
    timed = {"read:when"} if "when" in values else set()
    return frozenset({f"read:{answer}", f"read:{answer}:{cause}"} | timed)


def as_likely(
    reply: Draft | None, drafts: Sequence[Draft], scene: Scene, hints: Hints, traits: Set[str]
) -> Draft | None:
    """The reply with what its whole text, of these traits, hints at; its `odds` tell how much that speaks for each answer."""
    read = read_as(reply.values if reply else None)
    odds = hints.told_by(grams(scene.text, traits | read))
    if _KIND not in odds:
        return reply
    if sum(token.kind == "word" for token in scene.tokens) < _FEWEST_WORDS:
        return _rated(reply, odds)
    found = _with_answer(reply, drafts, scene, odds)
    if found is not None and found.values["answer"] in REFUSING and OUTRIGHT not in found.marks:
        _put_cause(found, scene, odds)
    return _rated(found, odds)


def _rated(reply: Draft | None, odds: Mapping[str, float]) -> Draft | None:
    if reply is not None:
        reply.odds = odds
    return reply


def _with_answer(
    reply: Draft | None, drafts: Sequence[Draft], scene: Scene, odds: Mapping[str, float]
) -> Draft | None:
    best, answer = _likeliest(scene, odds)
    if reply is None:
        commits = any(map(_is_plain, scene.moods)) and not answers_in(scene, "r_vague")
        likely = commits and min(odds[_KIND], best) >= _LEAST
        return _made(answer, drafts, scene) if likely else None
    if OUTRIGHT in reply.marks:
        return reply
    if odds[_KIND] < _NOTHING:
        return None
    own = str(reply.values["answer"])
    if answer == own or best - odds.get(_ANSWER + own, best) < _AHEAD:
        return reply
    return _made(answer, drafts, scene) or reply


def _likeliest(scene: Scene, odds: Mapping[str, float]) -> tuple[float, str]:
    """The likeliest answer; of those that end the matter only what was offered: nobody declines what they have taken on."""
    offered = scene.thread.options if scene.thread else ()
    answers = ranked(_ANSWER, odds)
    return next((one for one in answers if one[1] in offered or one[1] not in _FINAL), answers[0])


def _is_plain(mood: Mood) -> bool:
    """Whether a clause of this mood says something, neither as a question, nor on a condition, nor as chatter."""
    return not mood.question and mood.conditional_from is None and not mood.idle


def _made(answer: str, drafts: Sequence[Draft], scene: Scene) -> Draft | None:
    """The draft of an answer that no word gives by itself; None where it would say nothing: by when, who else."""
    if not scene.clauses:
        return None
    clause = scene.clauses[0]
    draft = Draft(_KIND, clause.index, token=clause.start, strength=_STRENGTH, marks={GUESSED})
    draft.put("answer", answer, _whole(scene))
    if answer in REFUSING:
        return with_reason(draft, drafts, scene)
    if answer == "eta":
        told = ((found, one) for one in scene.clauses if (found := scene.moment(one)))
        ahead = next((found for found, one in told if not was_stopped_then(found[2], one, scene)), None)
        if ahead is None:
            return None
        draft.put("when", ahead[0], ahead[1])
    if answer == "reassign":
        whom = named_whom(scene)
        if whom is None:
            return None
        draft.put("to", *whom)
    return draft


def _put_cause(reply: Draft, scene: Scene, odds: Mapping[str, float]) -> None:
    best, cause = next(iter(ranked(_CAUSE, odds)), (0.0, NO_CAUSE))
    own = str(reply.values.get("cause", NO_CAUSE))
    if own == "labour" and any(_names_who_lacks(clause, scene) for clause in scene.clauses):
        return
    if own == NO_CAUSE and not _says_more(scene):
        return
    least = 0.0 if own == NO_CAUSE else _AHEAD
    if cause == own or best - odds.get(_CAUSE + own, best) < least:
        return
    if cause == NO_CAUSE:
        del reply.values["cause"], reply.spans["cause"]
        return
    reply.put("cause", cause, _whole(scene))
    reply.marks.add(GUESSED)


def _says_more(scene: Scene) -> bool:
    """Whether a word tells more than the answer: "couldnt do it" gives no reason to guess at."""
    answer = {p for clause in scene.clauses for c in clause.cues if c.tag.startswith("r_") for p in c.used}
    words = ((i, token.text) for i, token in enumerate(scene.tokens) if token.kind == "word")
    return any(i not in answer and word not in scene.grammar["those"] for i, word in words)


def _names_who_lacks(clause: Clause, scene: Scene) -> bool:
    """ "todavía me falta el plomero": in Spanish, whatever it hints at, those who are missing are named."""
    lacks = [set(c.used) for c in clause.all("block", "labour") if c.lang == "es"]
    missing = [used for used in lacks if any(clause.tokens[p].text in scene.grammar["absent"] for p in used)]
    return any(set(trade.used) <= used for trade in clause.named("trade") for used in missing)


def _whole(scene: Scene) -> tuple[int, int]:
    return extent(scene.tokens)
