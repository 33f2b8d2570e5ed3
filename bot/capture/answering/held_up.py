"""What a reply says is held up until a time: what it needs is elsewhere, or what stops it ends only then."""

from collections.abc import Sequence

from bot.capture.answering.ahead import is_ahead
from bot.capture.answering.answers import TELLING, answers_in, made
from bot.capture.answering.late_comers import elsewhere_until, only_then
from bot.capture.answering.reasons import with_reason
from bot.capture.drafts import Draft, Scene, token_span


def taken_until(drafts: Sequence[Draft], scene: Scene) -> Draft | None:
    """ "forklift's with the brickies till half one": who or what it needs is not to be had before then."""
    if answers_in(scene, "r_done", "r_ok", "r_vague"):
        return None
    for clause in scene.clauses:
        held = elsewhere_until(clause, scene)
        if held is None or scene.mood(clause).question or clause.has("ask", "future"):
            continue
        reply = made(scene, clause, held[1], "not_done", 0.78)
        reply.put("cause", held[0], scene.chars(held[1]))
        return with_reason(reply, drafts, scene)
    return None


def held_up(drafts: Sequence[Draft], scene: Scene) -> Draft | None:
    """ "bơm hư rồi, thứ năm thợ sửa xong mới chạy được": what stops it, and from when only it can go on, is not done."""
    stops = [d for d in drafts if d.kind == "blocker" and "cause" in d.values and d.strength >= TELLING]
    if not stops:
        return None
    for clause in scene.clauses:
        if scene.mood(clause).question:
            continue
        for i, token in clause.typed("time"):
            if only_then(clause, i, scene) and is_ahead(token.value, clause, scene):
                reply = Draft("response", clause.index, token=i, strength=0.88)
                reply.put("answer", "not_done", next(iter(stops[0].spans.values()), token_span(token)))
                return with_reason(reply, drafts, scene)
    return None
