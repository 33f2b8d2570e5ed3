"""Progress: work started, advanced or finished."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.guards import Mood, holds, negated, planned
from bot.capture.kinds.amounts import put_quantity, quantity
from bot.capture.measures import Quantity, Share
from bot.capture.pattern import Found
from bot.capture.text import Token, number_of

_BUILT = ("material",)
_WORK_UNITS = frozenset(("m", "m2", "m3", "ft", "ft2", "yd3", "t", "kg", "ea", "load", "bag", "sheet"))
_TAKEN = ("safety", "request", "delivery")


def read(clause: Clause, mood: Mood, scene: Scene, taken: frozenset[str]) -> list[Draft]:
    """Progress asserted in the clause; `taken` names the kinds that already explain its words."""
    if (
        mood.question
        or mood.old
        or mood.idle
        or taken & set(_TAKEN)
        or (clause.has("nospend") and not clause.concepts)
        or _on_paper(clause, mood)
    ):
        return []
    told = None if "forecast" in taken else _by_word(clause, mood, scene, taken)
    found = _by_share(clause, mood, scene) or told
    return [found] if found else []


def _on_paper(clause: Clause, mood: Mood) -> bool:
    """Whether the clause tells what a document says; "done per plan" is asserted before the document is named."""
    if not mood.paper:
        return False
    first = min((c.start for c in clause.all("paper")), default=clause.start)
    return not any(c.tag in ("done", "part") and c.end <= first for c in clause.cues)


def _by_share(clause: Clause, mood: Mood, scene: Scene) -> Draft | None:
    for i, token in clause.typed("percent", "fraction", "share"):
        if i in scene.used or not _speaks_of_work(clause, mood, i, token):
            continue
        draft = Draft("progress", clause.index, token=i, strength=0.95)
        percent = token.value.percent if isinstance(token.value, Share) else number_of(token)
        draft.put("status", "done" if percent == 100 else "in_progress", token_span(token))
        draft.put("percent", int(percent) if percent == int(percent) else percent, token_span(token))
        if isinstance(token.value, Share):
            put_quantity(draft, token, token.value.quantity)
        else:
            _add_quantity(draft, clause, scene)
        return draft
    return None


def _speaks_of_work(clause: Clause, mood: Mood, i: int, token: Token) -> bool:
    percent = token.value.percent if isinstance(token.value, Share) else token.value
    if not isinstance(percent, (int, float)) or percent > 100 or mood.order:
        return False
    if any(i in c.used for c in clause.cues if c.tag in ("nopercent", "good", "idle")):
        return False
    if mood.conditional_from is not None and mood.conditional_from <= i:
        return False
    cues = [c for c in clause.cues if c.tag in ("done", "part", "almost", "half", "start")]
    if any(c.tag in ("future", "todo") and c.end <= i and i - c.end <= 6 for c in clause.cues):
        return False
    if token.kind == "percent":
        return (
            not clause.named("design") or bool(clause.concepts and clause.concepts[0].start < i) or bool(cues)
        )
    return (
        bool(cues)
        or (token.kind == "share" and bool(clause.concepts) and not clause.named("vehicle"))
        or (token.kind == "fraction" and _halfway(clause, i))
    )


def _halfway(clause: Clause, i: int) -> bool:
    """ "at half", "L3 forms half": a fraction said of the work itself."""
    if i == clause.end - 1 and clause.concepts:
        return True
    return any(c.tag == "at_share" and c.end in (i, i - 1) for c in clause.cues)


def _by_word(clause: Clause, mood: Mood, scene: Scene, taken: frozenset[str]) -> Draft | None:
    status, cue = _status(clause, mood, taken)
    fixed = "cleared" in taken and not clause.concepts and not any(True for _ in clause.typed("level"))
    if clause.named("nothing") or fixed:
        return None
    if cue is None:
        return _bare_quantity(clause, mood, scene)
    strength = {"done": 0.92, "part": 0.85, "almost": 0.85, "start": 0.85}[cue.tag]
    draft = Draft("progress", clause.index, token=cue.start, strength=strength, marks={cue.tag})
    draft.put("status", status, scene.chars(cue))
    if _add_quantity(draft, clause, scene) and cue.tag == "part" and _attached(clause, draft, scene):
        draft.values["status"] = "in_progress"
    return draft


def _status(clause: Clause, mood: Mood, taken: frozenset[str]) -> tuple[str, Found | None]:
    statuses = (("almost", "in_progress"), ("done", "done"), ("part", "done"), ("start", "started"))
    for tag, status in statuses:
        for cue in clause.all(tag):
            blocked = tag in ("part", "start") and taken & {"blocker", "quality", "headcount_only"}
            if not blocked and holds(clause, mood, cue):
                return status, cue
    return "", None


def _attached(clause: Clause, draft: Draft, scene: Scene) -> bool:
    """Whether the participle tells of the quantity itself ("46 brackets set"), not of a finished whole."""
    start, _ = draft.spans["quantity"]
    i = next(p for p, t in clause.typed("qty", "num") if t.start == start)
    cue = next(c for c in clause.cues if c.start == draft.token and c.tag in ("part", "done"))
    if i in cue.used or i >= cue.end:
        return i - cue.end <= 2 and not clause.named("level") and not _comes_after_subject(clause, cue)
    return not any(c.start < i for c in clause.concepts)


def _comes_after_subject(clause: Clause, cue: Found) -> bool:
    return any(c.end <= cue.start for c in clause.concepts)


def _add_quantity(draft: Draft, clause: Clause, scene: Scene) -> bool:
    counted = quantity(clause, scene.used, _BUILT)
    if counted is None or counted[2].unit not in _WORK_UNITS:
        return False
    put_quantity(draft, counted[1], counted[2])
    return True


def _bare_quantity(clause: Clause, mood: Mood, scene: Scene) -> Draft | None:
    """A clause of nothing but a quantity, to be joined with the progress before it."""
    beside = ("hedge", "neg", "part", "spend", "at_share")
    if mood.silent or any(c.tag not in beside for c in clause.cues) or clause.index == 0:
        return None
    counted = quantity(clause, scene.used, ())
    if counted is None or not isinstance(counted[1].value, Quantity) or counted[2].unit not in _WORK_UNITS:
        return None
    draft = Draft("progress", clause.index, token=counted[0], strength=0.8, marks={"bare"})
    put_quantity(draft, counted[1], counted[2])
    return draft


def unfinished(clause: Clause) -> Found | None:
    """A finishing word that is denied ("not stripped yet"): what comes before is not ready."""
    return next(
        (
            c
            for c in clause.cues
            if c.tag in ("done", "part") and negated(clause, c) and not planned(clause, c)
        ),
        None,
    )
