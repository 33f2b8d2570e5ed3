"""Answers in an action's thread."""

from collections.abc import Sequence, Set

from bot.capture.answering.ahead import was_done_then
from bot.capture.answering.likely import as_likely
from bot.capture.answering.replies import reply_in
from bot.capture.answering.states import LEFT_SO
from bot.capture.answering.wanted import as_wanted
from bot.capture.clauses import Clause
from bot.capture.drafts import ASKED_BACK, Draft, Scene
from bot.capture.hints import Hints
from bot.capture.text import extent

_BARE = 2  # tokens: "pass, not our scope"
_REASONS = frozenset(("blocker", "forecast", "cleared", "weather"))


def answered(drafts: Sequence[Draft], scene: Scene, hints: Hints, traits: Set[str]) -> list[Draft]:
    """The drafts of a reply: its answer first, its reasons taken into it. `hints` weigh all its words, of which `traits` tell."""
    thread = scene.thread
    if thread is None:
        return list(drafts)
    likely = as_likely(reply_in(drafts, scene), drafts, scene, hints, traits)
    reply = as_wanted(likely, drafts, scene)
    if reply is None:
        return _asked_back(drafts, scene)
    kept = [d for d in drafts if not _part_of_answer(d, reply, drafts, scene)]
    return [reply, *kept]


def _part_of_answer(draft: Draft, reply: Draft, drafts: Sequence[Draft], scene: Scene) -> bool:
    """Whether the answer already says it."""
    answer = reply.values["answer"]
    clause = scene.clauses[draft.clause]
    if draft.kind == "quality" and LEFT_SO in reply.marks and draft.clause == reply.clause:
        return True  # "blocks are out and stacked": no fault, but where they are
    if draft.kind == "quality":  # "xin từ chối, cẩu kín lịch rồi": who refuses fails no check
        failing = {draft.token}.union(*(c.used for c in clause.all("fail") if answer == "declined"))
        refuses = any(not failing.isdisjoint(c.used) for c in clause.all("r_decline"))
        return refuses or (answer == "declined" and clause.end - clause.start <= _BARE)
    if draft.kind == "safety":  # "no chance, I'm sending nobody up with that rail loose"
        return reply.values.get("cause") == "safety" and draft.values.get("class") == "hazard"
    if draft.kind in _REASONS:
        over = any(was_done_then(t.value, clause, scene) for _, t in clause.typed("time"))
        return answer != "done" or draft.kind == "cleared" or (draft.kind == "forecast" and over)
    if draft.kind == "delivery":
        there = answer == "done" and draft.clause == reply.clause and "quantity" not in draft.values
        # "ya están en el contenedor": where it was to be; "ando bajando el tubo": what keeps them until then
        bare = draft.values.keys() == {"status"} or answer != "eta"
        return there or (answer != "done" and bare)
    if draft.kind == "progress":
        return _says_how_far(draft, reply, drafts, clause)
    if draft.kind == "request":
        return answer in ("help", "reassign") or (
            answer == "not_done" and draft.values.get("need") == "other"
        )
    return False


def _says_how_far(draft: Draft, reply: Draft, drafts: Sequence[Draft], clause: Clause) -> bool:
    """Whether the answer already says the progress; a work that only the deed names ("all taped") is no other."""
    answer = reply.values["answer"]
    counted = any(d.kind == "headcount" and d.clause == draft.clause for d in drafts)
    if counted and answer == "done" and draft.clause == reply.clause and draft.values.get("status") == "done":
        return True  # "listo: 8 tablaroqueros": the answer, beside who is counted
    paid = any(d.kind == "cost" and d.clause == draft.clause for d in drafts)
    about = (
        ("quantity" in draft.values and not paid)
        or any(draft.token not in c.used for c in clause.concepts)
        or any(True for _ in clause.typed("level", "task", "percent", "fraction", "share", "qty"))
    )
    if answer in ("not_done", "declined", "reassign") and draft.values.get("status") == "done":
        return True
    if reply.values.get("cause") == "prior_work" and draft.values.keys() == {"status"}:
        return True  # "thép còn đang buộc": what is still being done is why it is not
    if answer in ("accepted", "eta") and draft.values.get("status") == "started":
        return False  # "bắt đầu ghép rồi, 5h chiều mai xong"
    return not about or (
        answer in ("done", "eta") and draft.values.get("status") == "done" and not clause.concepts
    )


def _asked_back(drafts: Sequence[Draft], scene: Scene) -> list[Draft]:
    """A question in the thread asks for information on its task."""
    if any(d.kind == "request" for d in drafts):
        return list(drafts)
    for clause in scene.clauses:
        mood = scene.mood(clause)
        words = [t for _, t in clause.typed("word", "level", "ref", "mention", "time", "num")]
        if (
            mood.question
            and not mood.idle
            and len(words) >= 2
            and (clause.mark == "?" or _asks_outright(clause))
        ):
            draft = Draft("request", clause.index, token=clause.start, strength=0.85, marks={ASKED_BACK})
            draft.put("need", "information", extent(scene.tokens[clause.start : clause.end]))
            return [*drafts, draft]
    return list(drafts)


def _asks_outright(clause: Clause) -> bool:
    """Whether a word asks that belongs to no evasion: "depends who's asking" wants no answer."""
    evasions = [set(c.used) for c in clause.all("r_vague")]
    return any(not any(one & set(c.used) for one in evasions) for c in clause.all("question"))
