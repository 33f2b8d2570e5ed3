"""The answer that a reply gives, tried from the plainest refusal to what is only told."""

from collections.abc import Callable, Sequence

from bot.capture.answering.answers import OUTRIGHT, TELLING, answers_in, made
from bot.capture.answering.closed import closed, closed_first, says_otherwise
from bot.capture.answering.handing_on import reassigned
from bot.capture.answering.held_up import held_up, taken_until
from bot.capture.answering.promises import promised, put_off
from bot.capture.answering.reasons import with_reason
from bot.capture.answering.states import left_so
from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene
from bot.capture.guards import negated
from bot.capture.measures import DEEDS
from bot.capture.pattern import Found

_ALREADY = frozenset(("ya", "le"))
_HOPE = "hope"
_BARE = 2  # tokens of a yes that says nothing else
_FEW = 4  # tokens of a clause in which a word that reports a finish answers, too


def reply_in(drafts: Sequence[Draft], scene: Scene) -> Draft | None:
    """The response of the message, or None where it commits to nothing."""
    for reader in _READERS if scene.clauses else ():
        found = reader(drafts, scene)
        if found:
            return found
    return None


def _helped(drafts: Sequence[Draft], scene: Scene) -> Draft | None:
    cues = [(c, f) for c in scene.clauses for f in c.all("r_help")]
    if not cues or _asks_for_things(drafts, cues) or negated(*cues[0]):
        return None
    return made(scene, *cues[0], "help", 0.92)


def _asks_for_things(drafts: Sequence[Draft], helped: Sequence[tuple[Clause, Found]] = ()) -> bool:
    """Whether something that is counted or that is no people is asked for; "dame una mano" asks for help alone."""
    return any(
        d.kind == "request"
        and ("quantity" in d.values or d.values.get("need") not in ("labour", "other"))
        and not any(c.index == d.clause and d.token in f.used for c, f in helped)
        for d in drafts
    )


def _declined(drafts: Sequence[Draft], scene: Scene) -> Draft | None:
    cues = answers_in(scene, "r_decline")
    if cues:
        return with_reason(made(scene, *cues[0], "declined", 0.88), drafts, scene)
    return None


def _refused(drafts: Sequence[Draft], scene: Scene) -> Draft | None:
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


def _already(_: Sequence[Draft], scene: Scene) -> Draft | None:
    """ "rồi", "rồi, mà vướng dây": in Vietnamese, the bare word for already is a yes to what was to be done."""
    clause, after = scene.clauses[0], scene.tokens[1] if len(scene.tokens) > 1 else None
    alone = scene.tokens[0].text in scene.grammar["already"] and (after is None or after.kind == "punct")
    if not alone or (after is not None and after.text == "?"):
        return None
    reply = Draft("response", clause.index, token=clause.start, strength=0.9)
    reply.put("answer", "done", (scene.tokens[0].start, scene.tokens[0].end))
    return reply


def _finished(drafts: Sequence[Draft], scene: Scene) -> Draft | None:
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


def _accepted(drafts: Sequence[Draft], scene: Scene) -> Draft | None:
    cues = [(c, f) for c, f in answers_in(scene, "r_ok") if not negated(c, f)]
    if not cues or answers_in(scene, "r_vague") or scene.clauses[0].has("idle"):
        return None
    but = any(t.text in scene.grammar["but"] for t in scene.tokens)
    if not but and all(
        scene.tokens[f.start].text in scene.grammar["yeses"] and len(f.used) == 1 for _, f in cues
    ):
        done = _told(drafts, scene) or left_so(drafts, scene)
        if done is not None and done.values["answer"] == "done":
            return done  # "yeah they're all tied and the chairs are under"
    answer = "done" if _reports(scene, cues[0][0]) else "accepted"
    reply = made(scene, *cues[0], answer, 0.92 if answer == "accepted" else 0.8)
    first = cues[0][0].index == 0 and but and _asks_for_things(drafts)
    reply.marks |= {OUTRIGHT} if first else set()  # "được, mà cho em thêm 2 xe nâng": taken on, with a wish
    return reply


def _reports(scene: Scene, opening: Clause) -> bool:
    """ "simón, todos puestos y checados": after a bare yes, what was done to it."""
    if opening.index or opening.end - opening.start > _BARE:
        return False
    told = [(c, f) for c, f in answers_in(scene, "r_did", "part") if c.index and _is_over(c, f, scene)]
    told = [(c, f) for c, f in told if not negated(c, f) and not c.has("future", "todo")]
    return any(not scene.mood(c).order and not any(True for _ in c.typed("time")) for c, f in told)


def _is_over(clause: Clause, cue: Found, scene: Scene) -> bool:
    """Whether Spanish words tell of what is over: a participle, what we did, or an accent on the end ("revisé", no "reviso")."""
    last = clause.tokens[cue.end - 1]
    return cue.lang == "es" and (
        last.text.endswith((*DEEDS, "mos", "ron")) or scene.text[last.end - 1] in "éó"
    )


def _told(drafts: Sequence[Draft], scene: Scene) -> Draft | None:
    """No answer word: what is told answers: a stop is not done, a finish is done."""
    if answers_in(scene, "r_vague"):
        return None
    for draft in drafts:
        if draft.kind == "blocker" and draft.strength >= TELLING:
            reply = Draft("response", draft.clause, token=draft.token, strength=0.78)
            reply.put("answer", "not_done", next(iter(draft.spans.values()), (0, 0)))
            return with_reason(reply, drafts, scene)
    for clause, cue in answers_in(scene, "r_did", "part"):
        ahead = clause.has("future", "todo") or scene.mood(clause).order or _by_you(clause, cue, scene)
        if (
            not negated(clause, cue)
            and not ahead
            and not any(True for _ in clause.typed("percent", "fraction", "share", "money"))
        ):
            if any(
                d.kind in ("delivery", "safety", "quality", "headcount") and d.clause == clause.index
                for d in drafts
            ):
                continue
            return made(scene, clause, cue, "done", 0.75)
    return None


def _by_you(clause: Clause, cue: Found, scene: Scene) -> bool:
    """ "you've sent me rev B, what's the height on rev D?": what the other did answers nothing."""
    before = clause.tokens[max(clause.start, cue.start - 2) : cue.start]
    return any(t.text in scene.grammar["spoken_to"] for t in before)


_READERS: tuple[Callable[[Sequence[Draft], Scene], Draft | None], ...] = (
    reassigned,
    _helped,
    _declined,
    closed_first,
    _refused,
    taken_until,
    held_up,
    promised,
    put_off,
    _already,
    _finished,
    _accepted,
    _told,
    left_so,
    closed,
)
