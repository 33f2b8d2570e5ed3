"""What a reply refuses: not done, done but for a part, undone since, or not to be done now."""

from collections.abc import Sequence

from bot.capture.answering.answers import OUTRIGHT, answers_in, made
from bot.capture.answering.promises import promised
from bot.capture.answering.reasons import with_reason
from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene
from bot.capture.guards import negated
from bot.capture.pattern import Found

_FEW = 4  # tokens around an hour


def refused(drafts: Sequence[Draft], scene: Scene) -> Draft | None:
    """Not done: said, or done with exceptions."""
    done = [(c, f) for c, f in answers_in(scene, "r_done", "done") if not negated(c, f)]
    excepted = answers_in(scene, "r_except")
    whole = next((one for one in excepted if _opens_with_all(*one, scene)), None)
    after = [f.start for _, f in (*done, *answers_in(scene, "part", "r_did"))]
    rest = bool(excepted) and all(c is excepted[0][0] for c, _ in done) and _promises_rest(*excepted[0])
    if whole or (excepted and after and excepted[0][1].start > min(after) and not rest):
        return with_reason(made(scene, *(whole or excepted[0]), "not_done", 0.88), drafts, scene)
    anew = _undone(done, scene)
    if anew:
        undone = made(scene, *anew, "not_done", 0.85)
        undone.marks.add(OUTRIGHT)
        return with_reason(undone, drafts, scene)
    left = _left_for_later(scene) if not done else None
    if left:
        return with_reason(made(scene, *left, "not_done", 0.85), drafts, scene)
    refusals = [(c, f) for c, f in answers_in(scene, "r_no") if not _of_something_else(c, f, scene)]
    refusals = [(c, f) for c, f in refusals if not _of_an_hour(c, f, scene)]
    denied = [
        (c, f)
        for c, f in answers_in(scene, "r_done", "done", "r_did", "part", "start")
        if negated(c, f) and not _of_belief(c, f)
    ]
    if done and (not refusals or refusals[0][1].start > done[0][1].start) and not denied:
        return None
    found = refusals or denied
    if not found or (_only_busy(found, drafts) and _promises(drafts, scene)):
        return None
    reply = with_reason(made(scene, *found[0], "not_done", 0.9), drafts, scene)
    options = scene.thread.options if scene.thread else ()
    if "when" not in reply.values and "not_done" not in options and "declined" in options:
        reply.put("answer", "declined", reply.spans["answer"])
    return reply


def _promises_rest(clause: Clause, cue: Found) -> bool:
    """ "2/5 trục rồi, còn lại 3h chiều mai xong": of what is only begun, the rest is promised by a time."""
    return cue.lang == "vi" and clause.has("finish") and any(True for _ in clause.typed("time"))


def _undone(done: Sequence[tuple[Clause, Found]], scene: Scene) -> tuple[Clause, Found] | None:
    """ "did it, then somebody kicked it out again": what was done once, and came to be as it was before."""
    since = min((f.end for _, f in done), default=len(scene.tokens))
    anew = [(c, f) for c, f in answers_in(scene, "r_undone") if f.start >= since and not negated(c, f)]
    return next(((c, f) for c, f in anew if not c.has("future")), None)


def _of_belief(clause: Clause, cue: Found) -> bool:
    """ "haven't been up to check": a deed without which one is not sure, and no other that was left."""
    return any(set(cue.used) < set(h.used) for h in clause.all("hedge"))


def _left_for_later(scene: Scene) -> tuple[Clause, Found] | None:
    """ "dos tramos arriba, queda el de la azotea pa mañana": a part that was done, and another that is left until a time."""
    did = [c for c, f in answers_in(scene, "r_did", "part") if not negated(c, f)]
    left = [
        (c, f) for c, f in answers_in(scene, "r_except") if f.lang == "es" and did and c.index > did[0].index
    ]
    timed = [(c, f) for c, f in left if any(i > f.start for i, _ in c.typed("time"))]
    return timed[0] if timed else None


def _opens_with_all(clause: Clause, cue: Found, scene: Scene) -> bool:
    """ "all but the corner", "tags are on, everything bar the roof": all of it, and what of it is left, first in
    what is said."""
    whole = clause.tokens[cue.start].text in scene.grammar["all_of"] and len(cue.used) > 1
    opens = cue.start == clause.start or clause.tokens[cue.start - 1].kind == "punct"
    return opens and (whole or len(scene.clauses) == 1)


def _of_an_hour(clause: Clause, cue: Found, scene: Scene) -> bool:
    """ "three's no use to me, you'll have it by 5": an hour that is refused for another, which is promised."""
    hour = any(abs(i - cue.start) <= _FEW and i not in cue.used for i, _ in clause.typed("num", "time"))
    after = scene.clauses[clause.index + 1 : clause.index + 2]
    return hour and any(c.has("r_eta") and any(True for _ in c.typed("time")) for c in after)


def _only_busy(found: Sequence[tuple[Clause, Found]], drafts: Sequence[Draft]) -> bool:
    """Whether all that refuses is that one has no time yet, and nothing but one's own people is wanting."""
    wanting = {d.values.get("cause") for d in drafts if d.kind == "blocker"} - {None, "labour"}
    return all(cue.value == "busy" for _, cue in found) and not wanting


def _promises(drafts: Sequence[Draft], scene: Scene) -> bool:
    """ "đang kẹt họp, 4 giờ mới rảnh": who is busy until a time promises it."""
    reply = promised(drafts, scene)
    return reply is not None and reply.values["answer"] == "eta"


def _of_something_else(clause: Clause, cue: Found, scene: Scene) -> bool:
    """ "no injuries", "no issues": a denial that is no answer."""
    return any(
        set(cue.used) <= set(c.used)
        and c.tag in ("injury", "r_ok", "r_vague", "pass", "good", "r_done", "r_help", "hedge")
        for c in clause.cues
    )
