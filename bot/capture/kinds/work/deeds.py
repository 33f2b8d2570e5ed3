"""Progress that a word for the deed tells: begun, nearly done, done."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene
from bot.capture.guards import Mood, holds
from bot.capture.kinds.amounts import put_quantity
from bot.capture.kinds.no_tense import before_today, of_no_tense, only_begun, only_from_then
from bot.capture.kinds.work.how_much import add_quantity, bare_quantity, counts_what_is_in
from bot.capture.kinds.work.pieces import counted_pieces, pieces_of
from bot.capture.kinds.work.shares import failed
from bot.capture.kinds.work.unfinished import unfinished
from bot.capture.measures import Quantity
from bot.capture.moments import Moment
from bot.capture.pattern import Found
from bot.capture.text import number_of

_STATUSES = (("almost", "in_progress"), ("done", "done"), ("part", "done"), ("start", "started"))
_NOUNS = ("ado", "ido", "ance")


def by_word(clause: Clause, mood: Mood, scene: Scene, taken: frozenset[str]) -> Draft | None:
    """What the deed says, with how much of it; or how much alone."""
    status, cue = _status(clause, mood, scene, taken)
    fixed = "cleared" in taken and not clause.concepts and not any(True for _ in clause.typed("level"))
    if clause.named("nothing") or fixed:
        return None
    if cue is None:
        return (None if mood.silent else counted_pieces(clause, scene)) or bare_quantity(clause, mood, scene)
    strength = {"done": 0.92, "part": 0.85, "almost": 0.85, "start": 0.85}[cue.tag]
    draft = Draft("progress", clause.index, token=cue.start, strength=strength, marks={cue.tag})
    draft.put("status", status, scene.chars(cue))
    added = not _comes_with_plant(clause, cue) and add_quantity(draft, clause, scene)
    if added and cue.tag == "part" and counts_what_is_in(clause, draft, scene):
        draft.values["status"] = "in_progress"
    pieces = None if added else pieces_of(clause, cue, scene)
    if pieces is not None and pieces is clause.tokens[cue.start] and "cost" in taken:
        return None  # "350 in freight"
    if pieces is not None:
        draft.values["status"] = "in_progress"  # "south brackets, 11 set today"
        put_quantity(draft, pieces, Quantity(number_of(pieces), "ea"))
    return draft


def _comes_with_plant(clause: Clause, cue: Found) -> bool:
    """ "lấp đất khởi động rồi, 2 xe ben 1 máy ủi": what a work begins with is no amount of it."""
    loads = any(isinstance(t.value, Quantity) and t.value.unit == "load" for _, t in clause.typed("qty"))
    return cue.tag == "start" and loads


def _status(clause: Clause, mood: Mood, scene: Scene, taken: frozenset[str]) -> tuple[str, Found | None]:
    denied = unfinished(clause)
    if denied and any(c.tag in ("done", "part") and c.end <= denied.start for c in clause.cues):
        return "", None  # "desencofrado losa 6 no está terminado": the first word is the work's name
    explained = taken & {"blocker", "quality", "headcount_only"}
    for tag, status in _STATUSES:
        for cue in clause.all(tag):
            blocked = tag in ("part", "start") and explained
            named = _names_the_work(clause, cue) or _leads_on(clause, cue, scene)
            if not (_not_yet(clause, cue, scene) or blocked or named) and holds(clause, mood, cue):
                return status, cue
    return "", None


def _not_yet(clause: Clause, cue: Found, scene: Scene) -> bool:
    """Whether the word for a deed tells what is still to come, or of no work."""
    if cue.tag == "start" and cue.lang == "vi" and _on_a_weekday(clause):
        return True
    if only_from_then(clause, cue, scene) or only_begun(clause, cue) or failed(clause, cue.start):
        return True
    if clause.tokens[cue.start - 1].text in scene.grammar["be"] and cue.start > clause.start:
        return True  # "be done monday"
    spends = (c for c in clause.all("spend") if len(c.used) > 1 and set(c.used) & set(cue.used))
    if cue.tag == "part" and any(True for _ in spends):
        return True  # "set us back four grand"
    ahead = (_on_a_weekday(clause) and not before_today(clause, scene)) or clause.has("cond")
    return cue.lang == "es" and of_no_tense(clause, cue) and ahead


def _on_a_weekday(clause: Clause) -> bool:
    """ "thứ hai bắt đầu": verbs of Vietnamese tell no time, and a weekday alone lies ahead."""
    days = [t.value for _, t in clause.typed("time") if isinstance(t.value, Moment)]
    return any(day.weekday is not None and not day.says_past and not day.week < 0 for day in days)


def _leads_on(clause: Clause, cue: Found, scene: Scene) -> bool:
    """ "are in the trailer", "order 4 in the amount of": what could end the phrase leads to the next words."""
    if cue.tag != "part":
        return False
    last, after = clause.tokens[cue.end - 1].text, clause.tokens[cue.end] if cue.end < clause.end else None
    return (
        last in scene.grammar["particles"] and after is not None and after.text in scene.grammar["articles"]
    )


def _stands_before_its_place(clause: Clause, cue: Found) -> bool:
    """Whether a Spanish noun in "-ado" stands bare before a level or what is built there."""
    word = clause.tokens[cue.start].text
    noun = cue.lang == "es" and cue.tag == "part" and len(cue.used) == 1 and word.endswith(("ado", "ido"))
    opens = cue.start == clause.start or clause.tokens[cue.start - 1].kind == "time"
    after = clause.tokens[cue.end] if cue.end < clause.end else None
    placed = after is not None and (after.kind == "level" or any(c.start == cue.end for c in clause.concepts))
    return noun and opens and placed


def _told_next(clause: Clause) -> bool:
    """Whether the mark that ends the clause leads to how far the work is: a share, a quantity, a time."""
    after = clause.tokens[clause.end + 1] if clause.end + 1 < len(clause.tokens) else None
    leads = after is not None and clause.tokens[clause.end].text in (",", ":", "-")
    return leads and after is not None and after.kind in ("percent", "fraction", "share", "qty")


def _names_the_work(clause: Clause, cue: Found) -> bool:
    """ "Armado losa N3: 14 de 20", "encofrado losa 4, dos tercios": what could be a participle is the name of the work in a
    heading, and right before its place, where something else is told of it."""
    if _stands_before_its_place(clause, cue):
        others = [
            c for c in clause.cues if c.tag in ("start", "done", "almost", "part") and c.start >= cue.end
        ]
        if others or _told_next(clause):
            return True
    heads = clause.end < len(clause.tokens) and clause.tokens[clause.end].text == ":"
    first = cue.tag == "part" and cue.lang == "es" and cue.start == clause.start
    return heads and first and clause.tokens[cue.end - 1].text.endswith(_NOUNS)
