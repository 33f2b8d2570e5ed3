"""How much of the work was done: an amount beside a deed, or one that tells of the work by itself."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.guards import Mood
from bot.capture.kinds.amounts import put_quantity, quantity
from bot.capture.measures import Quantity
from bot.capture.mention import DIRECTIONS
from bot.capture.moments import moment_of
from bot.capture.pattern import Found

SO_FAR = "so far"  # the mark of how much is in of a whole that goes on
_BUILT = ("material",)
_WORK_UNITS = frozenset(("m", "m2", "m3", "ft", "ft2", "yd3", "t", "kg", "ea", "load", "bag", "sheet"))
NO_WORK = (
    "ask", "order", "arrive", "coming", "late", "short", "damaged", "defect", "fail", "hazard", "incident", "near", "future",
    "cond", "question", "old", "lost", "stop", "down", "block", "noask", "paper", "todo", "cleared", "slip", "moved", "rest",
)  # fmt: skip
_OF_GOODS = 4  # tokens from a quantity to the word that it was built in: "140 ft of pipe laid"
_PIECES = frozenset(("ea", "sheet"))
_POURED = frozenset(("m3", "yd3"))
_LENGTHS = frozenset(("m", "ft", "m2", "ft2"))
_WHOLES = frozenset(("slab", "wall", "column", "pour", "stair"))


def add_quantity(draft: Draft, clause: Clause, scene: Scene) -> bool:
    """Put the first amount of work that the clause counts; whether there is one."""
    left = {p for c in clause.all("rest") for p in c.used}  # "còn 30 khối nữa": what is still to do
    counted = quantity(clause, scene.used | left, _BUILT)
    if counted is None or counted[2].unit not in _WORK_UNITS:
        return False
    put_quantity(draft, counted[1], counted[2])
    return True


def counts_what_is_in(clause: Clause, draft: Draft, scene: Scene) -> bool:
    """Whether the participle tells of the quantity itself ("46 brackets set"), not of a finished whole."""
    start, _ = draft.spans["quantity"]
    i = next(p for p, t in clause.typed("qty", "num") if t.start == start)
    cue = next(c for c in clause.cues if c.start == draft.token and c.tag in ("part", "done"))
    if any(clause.tokens[p].text in scene.grammar["so_far"] for p in range(clause.start, clause.end)):
        draft.marks.add(SO_FAR)
    if SO_FAR in draft.marks or _length_of_today(clause, cue, draft):
        return True
    pieces = draft.values["unit"] in _PIECES and i > cue.start
    ends = clause.tokens[cue.end - 1].text
    if (
        cue.lang == "en"
        and draft.values["unit"] in _POURED
        and cue.start == i
        and ends in scene.grammar["placed_in"]
    ):
        return True  # "L3 pour 52 yds in": so much is in, of a whole that may want more
    if cue.lang == "vi" and (cue.start == i or pieces):
        return True  # "lấp đất hầm từ sáng 38 xe rồi", "thang 1 lắp 4 vế": so much is told, of no whole
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


def _length_of_today(clause: Clause, cue: Found, draft: Draft) -> bool:
    """ "installed 60 m today": so much of a length or a face is a day's part of it."""
    return cue.lang == "en" and draft.values["unit"] in _LENGTHS and _of_today(clause)


def _of_today(clause: Clause) -> bool:
    days = [moment_of(t) for _, t in clause.typed("time")]
    return len(days) == 1 and days[0].day == 0 and days[0].clock is None


def _comes_after_subject(clause: Clause, cue: Found) -> bool:
    return any(c.end <= cue.start for c in clause.concepts)


def bare_quantity(clause: Clause, mood: Mood, scene: Scene) -> Draft | None:
    """A clause that tells how much, to be joined with the progress before it."""
    if mood.silent or clause.has(*NO_WORK) or clause.index == 0:
        return None
    if done := _done_today(clause, scene):
        return done
    counted = quantity(clause, scene.used, ())
    if clause.named("plant") and counted is not None and counted[2].unit == "load":
        return None  # "2 xe ben 1 máy ủi"
    if counted is None or not isinstance(counted[1].value, Quantity) or counted[2].unit not in _WORK_UNITS:
        return None
    draft = Draft("progress", clause.index, token=counted[0], strength=0.8, marks={"bare"})
    put_quantity(draft, counted[1], counted[2])
    return draft


def _done_today(clause: Clause, scene: Scene) -> Draft | None:
    """ "bát mặt dựng hướng bắc: 24 bộ hôm nay": a work as a heading, and how much of it today."""
    before = scene.before(clause)
    if before is None or not _of_today(clause) or not _is_heading(before, clause):
        return None
    draft = Draft("progress", clause.index, token=clause.start, strength=0.85, marks={"today"})
    draft.put("status", "in_progress", token_span(clause.tokens[clause.start]))
    return draft if add_quantity(draft, clause, scene) else None


def _is_heading(before: Clause, clause: Clause) -> bool:
    """Whether the clause before names a work and its place, and nothing else is said of it than what follows a colon."""
    placed = any(True for _ in before.typed("level", "task")) or any(
        c.tag in DIRECTIONS for c in before.concepts
    )
    colon = before.tokens[before.end].text == ":" and clause.start == before.end + 1
    return colon and placed and bool(before.concepts) and not before.has(*NO_WORK, "done", "part")
