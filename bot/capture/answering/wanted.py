"""A yes or no by the question that it answers: “yes” to “is it done?” is done, and to “is it yours?” taken on."""

from collections.abc import Mapping, Sequence

from bot.capture.answering.plain_answers import Plain, PlainAnswer, plain_answer
from bot.capture.answering.reasons import with_reason
from bot.capture.drafts import Draft, Scene
from bot.capture.thread import Wants

_MEANS: Mapping[tuple[Wants, Plain], str] = {
    ("done", "yes"): "done",
    ("done", "no"): "not_done",
    ("done", "not_yet"): "not_done",
    ("done", "almost"): "not_done",
    ("yours", "yes"): "accepted",
    ("yours", "no"): "declined",
}
_STRENGTH = 0.95
_SURELY = 5.0  # log-odds of what the question itself makes sure


def as_wanted(reply: Draft | None, drafts: Sequence[Draft], scene: Scene) -> Draft | None:
    """The response by what was asked last, where the message begins with a plain answer to that and goes on to say no other."""
    wants = scene.thread.wants if scene.thread else ""
    plain = plain_answer(scene.text) if wants else None
    answer = _MEANS.get((wants, plain.means)) if plain else None
    if plain is None or answer is None or _says_more(reply, plain, answer, scene):
        return reply
    if answer == "done" and _excepts(plain, scene):
        answer = "not_done"
    odds = {"response": _SURELY, f"response:answer:{answer}": _SURELY}
    made = Draft("response", 0, token=0, strength=_STRENGTH, odds=odds)
    made.put("answer", answer, (0, plain.end))
    return with_reason(made, drafts, scene) if answer == "not_done" else made


def _excepts(plain: PlainAnswer, scene: Scene) -> bool:
    """ "yes, but the east side is open"."""
    first = plain.rest.casefold().split()[:1]
    return bool(scene.grammar["but"].intersection(first)) or any(c.has("r_except") for c in scene.clauses)


def _says_more(reply: Draft | None, plain: PlainAnswer, answer: str, scene: Scene) -> bool:
    """Whether what follows the answer tells more than it: “yes, on it”, “no, need a hand”, “no, not until Friday”."""
    if not plain.rest or reply is None:
        return bool(plain.rest) and any(scene.mood(clause).question for clause in scene.clauses)
    said = reply.values["answer"]
    if said == "accepted":
        return answer == "not_done" or _accepts_after(plain.end, scene)
    if said == "not_done" and answer == "declined":
        return "cause" in reply.values or "when" in reply.values
    return True


def _accepts_after(end: int, scene: Scene) -> bool:
    return any(scene.tokens[cue.start].start >= end for clause in scene.clauses for cue in clause.all("r_ok"))
