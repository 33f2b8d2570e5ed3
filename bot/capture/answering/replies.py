"""The answer that a reply gives, tried from the plainest refusal to what is only told."""

from collections.abc import Callable, Sequence

from bot.capture.answering.answers import OUTRIGHT, TELLING, answers_in, made
from bot.capture.answering.closed import closed, closed_first
from bot.capture.answering.finished import already, finished
from bot.capture.answering.handing_on import reassigned
from bot.capture.answering.held_up import held_up, taken_until
from bot.capture.answering.promises import promised, put_off
from bot.capture.answering.reasons import with_reason
from bot.capture.answering.refused import refused
from bot.capture.answering.states import left_so
from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene
from bot.capture.guards import negated
from bot.capture.measures import DEEDS
from bot.capture.pattern import Found

_BARE = 2  # tokens of a yes that says nothing else


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


def _accepted(drafts: Sequence[Draft], scene: Scene) -> Draft | None:
    cues = [(c, f) for c, f in answers_in(scene, "r_ok") if not negated(c, f) and not _gets_to(c, f)]
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


def _gets_to(clause: Clause, cue: Found) -> bool:
    """ "được 60% rồi", "mới được 2/5": the word for yes, before how far it is."""
    return any(i == cue.end for i, _ in clause.typed("percent", "fraction", "share"))


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
    refused,
    taken_until,
    held_up,
    promised,
    put_off,
    already,
    finished,
    _accepted,
    _told,
    left_so,
    closed,
)
