"""Progress in so few words that a bare number is a percent."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.guards import Mood
from bot.capture.mention import DIRECTIONS
from bot.capture.text import Token, number_of

_NUMBERED = frozenset((
    "column", "columns", "col", "bay", "bays", "grid", "unit", "pile", "beam", "wall", "walls", "panels", "flights", "brackets",
))  # fmt: skip
_LEAST_PERCENT = 5
_LAST_HOUR = 24
_ROUND = 5  # shares are told in such steps; other numbers after a level may count what is there
_BESIDE_TERSE = ("hedge", "at_share", "only", "part", "r_eta")


def terse(clause: Clause, mood: Mood, scene: Scene) -> Draft | None:
    """ "L3 duct 12", "L1 electrical like 95": nothing but a place, its work and a number at the end is a percent."""
    i = _last(clause, scene)
    token = clause.tokens[i]
    if mood.silent or token.kind != "num" or i in scene.used or clause.named("people"):
        return None
    number = number_of(token)
    if number not in range(_LEAST_PERCENT, 101) or not _names_work(clause, i, token, scene):
        return None
    if (
        _names_a_place(clause, i, scene)
        or clause.index in _counted_by_name(scene)
        or _says_more(clause, i, scene)
    ):
        return None
    draft = Draft("progress", clause.index, token=i, strength=0.8, marks={"terse"})
    draft.put("status", "done" if number == 100 else "in_progress", token_span(token))
    draft.put("percent", int(number), token_span(token))
    return draft


def _last(clause: Clause, scene: Scene) -> int:
    """The last token that is no closing word: "cp sàn tầng 2 100 rồi"."""
    last = clause.end - 1
    while (
        last > clause.start
        and clause.tokens[last].text in scene.grammar["already"] | scene.grammar["closers"]
    ):
        last -= 1
    return last


def _names_work(clause: Clause, i: int, token: Token, scene: Scene) -> bool:
    """Whether a work is named, and its place or that the number is a share: "membrane at 85"; "pump at 9" is an hour."""
    placed = any(True for _ in clause.typed("level", "task")) or any(
        c.tag in DIRECTIONS for c in clause.concepts
    )
    at_it = any(c.tag == "at_share" and c.end == i for c in clause.cues)
    at_share = at_it and token.value not in range(_LAST_HOUR + 1)
    by_id = at_share and any(True for _ in clause.typed("task"))
    return by_id or (bool(clause.concepts) and (placed or at_share or _goes_on(clause, scene)))


def _goes_on(clause: Clause, scene: Scene) -> bool:
    """ "L1 duct 60, sprinkler mains 45", "L5: plumbing 40": the next work at the place of which a share was told just before, or
    that heads the list."""
    before = scene.before(clause)
    if before is None or before.sentence != clause.sentence or not any(True for _ in before.typed("level")):
        return False
    heads = clause.tokens[clause.start - 1].text == ":"
    bare = not before.cues and bool(before.concepts) and before.tokens[before.end - 1].kind == "num"
    return heads or bare or any(True for _ in before.typed("percent"))


def _says_more(clause: Clause, i: int, scene: Scene) -> bool:
    """Whether a word before the number is of nothing that a share is said with."""
    told = {p for f in clause.concepts for p in f.used}
    told |= {p for f in clause.cues if f.tag in _BESIDE_TERSE for p in f.used}
    free = [
        p for p in range(clause.start, i) if p not in told and clause.tokens[p].kind not in ("level", "task")
    ]
    return any(clause.tokens[p].text not in scene.grammar["of_share"] for p in free)


def _names_a_place(clause: Clause, i: int, scene: Scene) -> bool:
    """ "column 12", "stair 7": the number may be the name of what stands before it; after "duct L2" it is a share."""
    before = clause.tokens[i - 1]
    if before.kind == "level" and scene.langs == ("en",):
        work = clause.tokens[i - 2] if i - 2 >= clause.start else None
        shared = work is not None and work.kind == "word" and number_of(clause.tokens[i]) % _ROUND == 0
        return not shared or work is None or work.text in _NUMBERED or number_of(clause.tokens[i]) <= _ROUND
    return before.kind != "word" or before.text in _NUMBERED


def _counted_by_name(scene: Scene) -> set[int]:
    """Clauses whose last words are people, of whom a number counts; a word for a work counts none."""
    return {
        c.index
        for c in scene.clauses
        for people in c.named("trade")
        if people.end == c.end - 1 and not any(set(w.used) & set(people.used) for w in c.concepts)
    }
