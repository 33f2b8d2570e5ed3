"""Vietnamese replies that an "already" closes: whatever the deed is called, it is as it was to be."""

from collections.abc import Sequence

from bot.capture.answering.answers import answers_in
from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.text import folded_word

_LANG = "vi"
_FEWEST = 2  # words beside the one that closes what is said, where no verb of the trade is one of them
_OPEN = ("blocker", "forecast", "cleared", "weather", "request")
_UNSETTLED = (
    "incident", "damaged", "fail", "defect", "neg", "stop", "lack", "down", "block", "late", "short", "hedge", "future", "cond",
    "old", "almost", "half", "r_no", "question",
)  # fmt: skip
_LEFT_OPEN = ("neg", "r_help", "r_reassign", "cond", "question", "almost", "half")


def closed_first(_: Sequence[Draft], scene: Scene) -> Draft | None:
    """ "trám rồi, keo còn ướt nên 3h mới mời giám sát": a first clause that closes what was asked, whatever is told after it,
    unless that takes something back. Having called somebody closes only what was to call."""
    first = scene.clauses[0] if scene.clauses else None
    if first is None or _LANG not in scene.langs or len(scene.clauses) == 1:
        return None
    later = scene.clauses[1:]
    if any(_takes_back(c, scene) for c in later):
        return None
    return None if _is_a_first_step(first, scene) else _done_by(first, scene)


def _takes_back(clause: Clause, scene: Scene) -> bool:
    """ "dọn rồi, còn góc B": "keo còn ướt" leaves nothing of it."""
    excepts = any(c.start == clause.start for c in clause.all("r_except"))
    return excepts or clause.lead in scene.grammar["but"] or clause.has(*_LEFT_OPEN) or clause.mark == "?"


def closed(drafts: Sequence[Draft], scene: Scene) -> Draft | None:
    """ "bịt kín hết rồi", "cầu dao nào cũng có nhãn rồi", where nothing in the reply stops, lacks or is left open."""
    if answers_in(scene, "r_vague", "r_help", "r_reassign") or any(d.kind in _OPEN for d in drafts):
        return None
    if _LANG not in scene.langs or any(_is_unsettled(clause, scene) for clause in scene.clauses):
        return None
    return next(filter(None, (_done_by(clause, scene) for clause in scene.clauses)), None)


def says_otherwise(clause: Clause, at: int, scene: Scene) -> bool:
    """Whether the "already" at a position closes what is no deed: "trễ quá rồi", "hết tiền rồi", "rào ngã rồi"."""
    said = _said(clause, at, scene)
    runs_out = (
        clause.start < at and clause.tokens[clause.start].text in scene.grammar["runs_out"] and bool(said)
    )
    in_mind = bool(said) and said[-1] in scene.grammar["state_of_mind"]
    return runs_out or in_mind or _is_unsettled(clause, scene)


def _done_by(clause: Clause, scene: Scene) -> Draft | None:
    at = _closed_at(clause, scene)
    if (
        at is None
        or scene.mood(clause).question
        or says_otherwise(clause, at, scene)
        or _is_on_the_way(clause)
    ):
        return None
    verb = any(c.end <= at for c in clause.all("at_share"))
    said = _said(clause, at, scene)
    if len(said) < _FEWEST and not verb and not _asked(scene) & set(said):
        return None
    reply = Draft("response", clause.index, token=at, strength=0.75)
    reply.put("answer", "done", token_span(clause.tokens[at]))
    return reply


def _is_on_the_way(clause: Clause) -> bool:
    """ "được 80% rồi", "bắt đầu ghép rồi": begun, or so far."""
    return clause.has("start") or any(True for _ in clause.typed("percent", "fraction", "share"))


def _asked(scene: Scene) -> set[str]:
    """The words of the action, without accents."""
    return set(map(folded_word, scene.thread.action.split())) if scene.thread else set()


def _said(clause: Clause, at: int, scene: Scene) -> list[str]:
    words = [clause.tokens[p].text for p in range(clause.start, at)]
    return [word for word in words if word not in scene.grammar["closing"]]


def _is_a_first_step(clause: Clause, scene: Scene) -> bool:
    """ "gọi thợ rồi, 3h tới": who was called is to do it, unless to call was what was asked."""
    steps = {t.text for _, t in clause.typed("word")} & scene.grammar["first_steps"]
    return bool(steps) and not steps & _asked(scene)


def _is_unsettled(clause: Clause, scene: Scene) -> bool:
    hidden = [set(c.used) for c in clause.all("hide")]
    return any(
        c.tag in _UNSETTLED
        and not any(set(c.used) <= used for used in hidden)
        and not all(clause.tokens[p].text in scene.grammar["closing"] for p in c.used)  # "hết trơn rồi"
        for c in clause.cues
    )


def _closed_at(clause: Clause, scene: Scene) -> int | None:
    """Where the "already" stands after which the clause only addresses somebody."""
    at = max((i for i, t in clause.typed("word") if t.text in scene.grammar["already"]), default=None)
    after = range(clause.end if at is None else at + 1, clause.end)
    return at if all(clause.tokens[p].text in scene.grammar["closing"] for p in after) else None
