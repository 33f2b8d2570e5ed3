"""Progress: work started, advanced or finished."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.guards import Mood, holds, negated, planned
from bot.capture.kinds.amounts import put_quantity, quantity
from bot.capture.kinds.no_tense import only_begun, only_from_then
from bot.capture.measures import Quantity, Share
from bot.capture.mention import DIRECTIONS
from bot.capture.moments import Moment, moment_of
from bot.capture.pattern import Found
from bot.capture.text import Token, number_of

_BUILT = ("material",)
_WORK_UNITS = frozenset(("m", "m2", "m3", "ft", "ft2", "yd3", "t", "kg", "ea", "load", "bag", "sheet"))
_NO_WORK = (
    "ask", "order", "arrive", "coming", "late", "short", "damaged", "defect", "fail", "hazard", "incident", "near", "future",
    "cond", "question", "old", "lost", "stop", "down", "block", "noask", "paper", "todo", "cleared", "slip", "moved", "rest",
)  # fmt: skip
_NUMBERED = frozenset(
    (
        "column",
        "col",
        "bay",
        "grid",
        "unit",
        "pile",
        "beam",
        "wall",
        "columns",
        "panels",
        "flights",
        "brackets",
        "walls",
        "bays",
    )
)
_LEAST_PERCENT = 5
_MOST_LEVELS = 9
_LAST_HOUR = 24
_NOUNS = ("ado", "ido", "ance")
_TENSELESS = ("amos", "imos")  # present and past alike
_OF_GOODS = 4  # tokens from a quantity to the word that it was built in: "140 ft of pipe laid"
_WHOLES = frozenset(("slab", "wall", "column", "pour", "stair"))
_BESIDE_TERSE = ("hedge", "at_share", "only", "part", "r_eta")
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
    found = _by_share(clause, mood, scene) or told or _terse(clause, mood, scene)
    return [found] if found else []


def _on_paper(clause: Clause, mood: Mood) -> bool:
    """Whether the clause tells what a document says; "done per plan" is asserted before the document is named."""
    if not mood.paper:
        return False
    first = min((c.start for c in clause.all("paper")), default=clause.start)
    return not any(c.tag in ("done", "part") and c.end <= first for c in clause.cues)


def _by_share(clause: Clause, mood: Mood, scene: Scene) -> Draft | None:
    for i, token in clause.typed("percent", "fraction", "share"):
        if i in scene.used or not _speaks_of_work(clause, mood, scene, i, token):
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


def _speaks_of_work(clause: Clause, mood: Mood, scene: Scene, i: int, token: Token) -> bool:
    percent = token.value.percent if isinstance(token.value, Share) else token.value
    if not isinstance(percent, (int, float)) or percent > 100 or mood.order:
        return False
    if any(i in c.used for c in clause.cues if c.tag in ("nopercent", "good", "idle")):
        return False
    if token.kind in ("fraction", "share") and any(
        i < c.start <= i + _OF_GOODS for c in clause.named("people", "trade")
    ):
        return False  # "half of em plumbers", "18 of 24 guys in"
    if mood.conditional_from is not None and mood.conditional_from <= i:
        return False
    cues = [c for c in clause.cues if c.tag in ("done", "part", "almost", "half", "start")]
    if any(c.tag in ("future", "todo") and c.end <= i and i - c.end <= 6 for c in clause.cues):
        return False
    if token.kind == "percent":
        drawn = clause.named("design")
        return not drawn or bool(clause.concepts and clause.concepts[0].start < drawn[0].start) or bool(cues)
    return (
        bool(cues)
        or (token.kind == "share" and bool(clause.concepts) and not clause.named("vehicle"))
        or (token.kind == "fraction" and (_halfway(clause, i) or _answers(clause, scene)))
    )


def _answers(clause: Clause, scene: Scene) -> bool:
    """ "ya casi, al 90": a share that is all that a clause of a reply says is of what was asked for."""
    return scene.thread is not None and clause.end - clause.start <= 1


def _halfway(clause: Clause, i: int) -> bool:
    """ "at half", "L3 forms half": a fraction said of the work itself."""
    if i == clause.end - 1 and (clause.concepts or _of_a_level(clause, i)):
        return True
    return any(c.tag == "at_share" and c.end in (i, i - 1) for c in clause.cues)


def _of_a_level(clause: Clause, i: int) -> bool:
    """ "piso 1 al 90, piso 2 al 30": a share said right after its level; a small one may close a list of levels."""
    return clause.tokens[i - 1].kind == "level" and number_of(clause.tokens[i]) > _MOST_LEVELS


def _by_word(clause: Clause, mood: Mood, scene: Scene, taken: frozenset[str]) -> Draft | None:
    status, cue = _status(clause, mood, scene, taken)
    fixed = "cleared" in taken and not clause.concepts and not any(True for _ in clause.typed("level"))
    if clause.named("nothing") or fixed:
        return None
    if cue is None:
        return _bare_quantity(clause, mood, scene)
    strength = {"done": 0.92, "part": 0.85, "almost": 0.85, "start": 0.85}[cue.tag]
    draft = Draft("progress", clause.index, token=cue.start, strength=strength, marks={cue.tag})
    draft.put("status", status, scene.chars(cue))
    added = _add_quantity(draft, clause, scene)
    if added and cue.tag == "part" and _attached(clause, draft, scene):
        draft.values["status"] = "in_progress"
    counted = clause.tokens[cue.start]
    if not added and cue.tag == "part" and counted.kind == "num" and cue.start not in scene.used:
        draft.values["status"] = "in_progress"  # "south brackets, 11 set today"
        put_quantity(draft, counted, Quantity(number_of(counted), "ea"))
    pieces = None if added or cue.tag != "part" else _pieces_before(clause, cue, scene)
    if pieces:
        draft.values["status"] = "in_progress"
        put_quantity(draft, pieces, Quantity(number_of(pieces), "ea"))
    return draft


def _pieces_before(clause: Clause, cue: Found, scene: Scene) -> Token | None:
    """ "lleva 3 tramos montados", "van 7 columnas": in Spanish, a number, what it counts and what was done to them; "los 3" are
    all of them."""
    inside = (p for p in cue.used if clause.tokens[p].kind == "num" and p > cue.start)
    i = next(inside, cue.start - 2)
    if cue.lang != "es" or i < clause.start or i in scene.used or clause.tokens[i].kind != "num":
        return None
    counts = clause.tokens[i + 1].kind == "word" and clause.tokens[i + 1].text.endswith("s")
    every = i > clause.start and clause.tokens[i - 1].text in scene.grammar["it"]
    return clause.tokens[i] if counts and not every else None


def _terse(clause: Clause, mood: Mood, scene: Scene) -> Draft | None:
    """ "L3 duct 12", "L1 electrical like 95": nothing but a place, its work and a number at the end is a percent."""
    i = clause.end - 1
    token = clause.tokens[i]
    placed = any(True for _ in clause.typed("level", "task")) or any(
        c.tag in DIRECTIONS for c in clause.concepts
    )
    at_it = any(c.tag == "at_share" and c.end == i for c in clause.cues) and token.value not in range(
        _LAST_HOUR + 1
    )
    named = clause.concepts and (placed or at_it)  # "membrane at 85"; "pump at 9" is an hour
    if mood.silent or token.kind != "num" or i in scene.used or not named or clause.named("people"):
        return None
    number = number_of(token)
    if (
        number not in range(_LEAST_PERCENT, 101)
        or _names_a_place(clause, i)
        or clause.index in _counted_by_name(scene)
    ):
        return None
    told = {
        p
        for f in (*clause.concepts, *clause.cues)
        if f.tag in _BESIDE_TERSE or f in clause.concepts
        for p in f.used
    }
    free = [
        p for p in range(clause.start, i) if p not in told and clause.tokens[p].kind not in ("level", "task")
    ]
    if any(clause.tokens[p].text not in scene.grammar["of_share"] for p in free):
        return None
    draft = Draft("progress", clause.index, token=i, strength=0.8, marks={"terse"})
    draft.put("status", "done" if number == 100 else "in_progress", token_span(token))
    draft.put("percent", int(number), token_span(token))
    return draft


def _names_a_place(clause: Clause, i: int) -> bool:
    """ "column 12", "stair 7": the number may be the name of what stands before it."""
    before = clause.tokens[i - 1]
    return before.kind != "word" or before.text in _NUMBERED


def _counted_by_name(scene: Scene) -> set[int]:
    """Clauses whose last words are people, of whom a number counts; a word for a work counts none."""
    return {
        c.index
        for c in scene.clauses
        for people in c.named("trade")
        if people.end == c.end - 1 and not any(set(w.used) & set(people.used) for w in c.concepts)
    }


def _on_a_weekday(clause: Clause) -> bool:
    """ "thứ hai bắt đầu": verbs of Vietnamese tell no time, and a weekday alone lies ahead."""
    days = [t.value for _, t in clause.typed("time") if isinstance(t.value, Moment)]
    return any(day.weekday is not None and not day.says_past and not day.week < 0 for day in days)


def of_no_tense(clause: Clause, cue: Found) -> bool:
    """ "el martes colamos", "colamos en cuanto llegue": we did, or we shall; "ya colamos" is done."""
    words = [clause.tokens[p].text for p in cue.used]
    return words[-1].endswith(_TENSELESS) and words[0] != "ya"


def _leads_on(clause: Clause, cue: Found, scene: Scene) -> bool:
    """ "are in the trailer", "order 4 in the amount of": what could end the phrase leads to the next words."""
    if cue.tag != "part":
        return False
    last, after = clause.tokens[cue.end - 1].text, clause.tokens[cue.end] if cue.end < clause.end else None
    return (
        last in scene.grammar["particles"] and after is not None and after.text in scene.grammar["articles"]
    )


def _names_the_work(clause: Clause, cue: Found) -> bool:
    """ "Armado losa N3: 14 de 20": in a heading, what could be a participle is the name of the work."""
    heads = clause.end < len(clause.tokens) and clause.tokens[clause.end].text == ":"
    first = cue.tag == "part" and cue.lang == "es" and cue.start == clause.start
    return heads and first and clause.tokens[cue.end - 1].text.endswith(_NOUNS)


def _status(clause: Clause, mood: Mood, scene: Scene, taken: frozenset[str]) -> tuple[str, Found | None]:
    denied = unfinished(clause)
    if denied and any(c.tag in ("done", "part") and c.end <= denied.start for c in clause.cues):
        return "", None  # "desencofrado losa 6 no está terminado": the first word is the work's name
    statuses = (("almost", "in_progress"), ("done", "done"), ("part", "done"), ("start", "started"))
    for tag, status in statuses:
        for cue in clause.all(tag):
            if tag == "start" and cue.lang == "vi" and _on_a_weekday(clause):
                continue
            if only_from_then(clause, cue, scene) or only_begun(clause, cue):
                continue
            if clause.tokens[cue.start - 1].text in scene.grammar["be"] and cue.start > clause.start:
                continue  # "be done monday"
            if tag == "part" and any(
                len(c.used) > 1 and set(c.used) & set(cue.used) for c in clause.all("spend")
            ):
                continue  # "set us back four grand"
            if (
                cue.lang == "es"
                and of_no_tense(clause, cue)
                and (_on_a_weekday(clause) or clause.has("cond"))
            ):
                continue
            blocked = tag in ("part", "start") and taken & {"blocker", "quality", "headcount_only"}
            named = _names_the_work(clause, cue) or _leads_on(clause, cue, scene)
            if not blocked and holds(clause, mood, cue) and not named:
                return status, cue
    return "", None


def _attached(clause: Clause, draft: Draft, scene: Scene) -> bool:
    """Whether the participle tells of the quantity itself ("46 brackets set"), not of a finished whole."""
    start, _ = draft.spans["quantity"]
    i = next(p for p, t in clause.typed("qty", "num") if t.start == start)
    cue = next(c for c in clause.cues if c.start == draft.token and c.tag in ("part", "done"))
    if any(clause.tokens[p].text in scene.grammar["so_far"] for p in range(clause.start, clause.end)):
        return True
    if (
        draft.values["unit"] == "ea" and cue.end - 2 <= i + 1 <= cue.start
    ):  # "18 panels hung" counts what is in
        return True
    if clause.tokens[cue.start].text in scene.grammar["we_did"] and cue.end - 1 <= i <= cue.end + 1:
        return True  # "colgamos 22 metros": so much was done, of whatever the clause names
    if i in cue.used or i >= cue.end:
        return i - cue.end <= 2 and not clause.named("level") and not _comes_after_subject(clause, cue)
    if cue.start - i <= _OF_GOODS and i > clause.start:  # "storm drain, 140 ft of pipe laid"
        between = [c for c in clause.concepts if i < c.start < cue.start and c.tag in _WHOLES]
        return not between
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
    """A clause that tells how much, to be joined with the progress before it."""
    if mood.silent or clause.has(*_NO_WORK) or clause.index == 0:
        return None
    if done := _done_today(clause, scene):
        return done
    counted = quantity(clause, scene.used, ())
    if counted is None or not isinstance(counted[1].value, Quantity) or counted[2].unit not in _WORK_UNITS:
        return None
    draft = Draft("progress", clause.index, token=counted[0], strength=0.8, marks={"bare"})
    put_quantity(draft, counted[1], counted[2])
    return draft


def _done_today(clause: Clause, scene: Scene) -> Draft | None:
    """ "bát mặt dựng hướng bắc: 24 bộ hôm nay": a work as a heading, and how much of it today."""
    before = scene.before(clause)
    days = [moment_of(t) for _, t in clause.typed("time")]
    today = len(days) == 1 and days[0].day == 0 and days[0].clock is None
    if before is None or not today or not _is_heading(before, clause):
        return None
    draft = Draft("progress", clause.index, token=clause.start, strength=0.85, marks={"today"})
    draft.put("status", "in_progress", token_span(clause.tokens[clause.start]))
    return draft if _add_quantity(draft, clause, scene) else None


def _is_heading(before: Clause, clause: Clause) -> bool:
    """Whether the clause before names a work and its place, and nothing else is said of it than what follows a colon."""
    placed = any(True for _ in before.typed("level", "task")) or any(
        c.tag in DIRECTIONS for c in before.concepts
    )
    colon = before.tokens[before.end].text == ":" and clause.start == before.end + 1
    return colon and placed and bool(before.concepts) and not before.has(*_NO_WORK, "done", "part")


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
