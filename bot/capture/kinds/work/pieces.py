"""Progress that counts pieces and says what was done to them, whatever the deed: "35 bolts tightened", "18 holes drilled"."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.kinds.amounts import put_quantity
from bot.capture.kinds.work.how_much import NO_WORK
from bot.capture.measures import Quantity
from bot.capture.pattern import Found
from bot.capture.text import Token, number_of

_OF_PIECES = 3  # words between a number and what was done: "18 north glass panels"
_SHORTEST_DEED = 5  # letters: "tied", as "need" and "shed", is told by the lexicon or not at all
_OTHERS = ("people", "trade", "crewword", "vehicle", "nothing", "information", "inspection")


def counted_pieces(clause: Clause, scene: Scene) -> Draft | None:
    """So many pieces that a participle or "so far" ends with; in a thread, or where the clause names a work or its place."""
    goods = {p for c in clause.named("material") for p in c.used}
    others = [c for c in clause.named(*_OTHERS) if not goods.issuperset(c.used)]
    if clause.has(*NO_WORK) or others or not _of_work(clause, scene):
        return None
    for i, token in clause.typed("num", "qty"):
        nos = isinstance(token.value, Quantity) and token.text.endswith(" nos")
        if token.kind == "qty" and not nos:
            continue
        count = token.value.number if isinstance(token.value, Quantity) else number_of(token)
        deed = deed_after(clause, i, scene) or _so_far(clause, i, scene)
        if deed is None or i in scene.used or count < 2:
            continue
        draft = Draft("progress", clause.index, token=i, strength=0.82, marks={"part"})
        draft.put("status", "in_progress", token_span(deed))
        put_quantity(draft, token, Quantity(count, "ea"))
        return draft
    return None


def _of_work(clause: Clause, scene: Scene) -> bool:
    before = scene.before(clause)
    near = [clause, *([before] if before is not None and before.sentence == clause.sentence else [])]
    placed = any(c.concepts or any(True for _ in c.typed("level", "task")) for c in near)
    return scene.thread is not None or placed


def deed_after(clause: Clause, i: int, scene: Scene) -> Token | None:
    """The participle that ends what is said of the pieces after the number: their name in the plural, what they are, the deed."""
    for p in range(i + 2, min(i + 3 + _OF_PIECES, clause.end)):
        noun = clause.tokens[p - 1]
        if noun.text in scene.grammar["be"] and p - 2 > i:
            noun = clause.tokens[p - 2]
        deed = clause.tokens[p]
        plural = noun.kind == "word" and (
            (noun.text.endswith("s") and noun.text not in scene.grammar["be"])
            or noun.text in scene.grammar["more"]
        )
        if plural and _is_deed(deed, scene) and _closes(clause, p + 1, scene):
            return deed
        if deed.kind != "word":
            break
    return None


def _so_far(clause: Clause, i: int, scene: Scene) -> Token | None:
    """ "22 north brackets on the wall so far": that so many are there by now, whatever was done to them."""
    last = clause.tokens[clause.end - 1]
    goods = any(i < c.start <= i + _OF_PIECES for c in clause.named("material"))
    return last if goods and last.text in scene.grammar["so_far"] else None


def pieces_of(clause: Clause, cue: Found, scene: Scene) -> Token | None:
    """The number of pieces to which the deed of a cue was done: it ends or begins the cue, or goes before it."""
    first, within = clause.tokens[cue.start], _number_within(clause, cue, scene)
    if within is not None or cue.tag != "part":
        return within
    if first.kind == "num" and cue.start not in scene.used:
        return first
    return _pieces_in_spanish(clause, cue, scene) or _pieces_in_english(clause, cue, scene)


def _number_within(clause: Clause, cue: Found, scene: Scene) -> Token | None:
    """ "treo được 6 ô", "lắp 14 khúc": in Vietnamese, the number that a deed ends with counts the pieces after it."""
    i, after = cue.end - 1, clause.tokens[cue.end] if cue.end < clause.end else None
    counts = (
        cue.lang == "vi"
        and cue.tag in ("part", "almost")
        and clause.tokens[i].kind == "num"
        and cue.start < i
    )
    people = any(c.start == cue.end for c in clause.named("people", "trade", "crewword"))
    return (
        clause.tokens[i]
        if counts and i not in scene.used and after is not None and after.kind == "word" and not people
        else None
    )


def _pieces_in_spanish(clause: Clause, cue: Found, scene: Scene) -> Token | None:
    """ "lleva 3 tramos montados", "van 7 columnas": in Spanish, a number, what it counts and what was done to them; "los 3" are
    all of them."""
    inside = (p for p in cue.used if clause.tokens[p].kind == "num" and p > cue.start)
    i = next(inside, cue.start - 2)
    if cue.lang != "es" or i < clause.start or i in scene.used or clause.tokens[i].kind != "num":
        return None
    counted = clause.tokens[i + 1] if i + 1 < clause.end else None  # "armado: 40", with nothing after it
    counts = counted is not None and counted.kind == "word" and counted.text.endswith("s")
    every = i > clause.start and clause.tokens[i - 1].text in scene.grammar["it"]
    asked = (
        scene.thread is not None and clause.tokens[i].text.isalpha()
    )  # "ya los cuatro descansos colocados"
    return clause.tokens[i] if counts and (asked or not every) else None


def _pieces_in_english(clause: Clause, cue: Found, scene: Scene) -> Token | None:
    """ "18 holes drilled", "88 props are up": in English, the number of the pieces whose deed the lexicon knows; "all 3" are the
    whole."""
    before = clause.tokens[cue.start - 1]
    so_far = any(clause.tokens[p].text in scene.grammar["so_far"] for p in range(cue.end, clause.end))
    if so_far and before.kind == "num" and clause.start < cue.start and cue.start - 1 not in scene.used:
        return before  # "22 fixed so far"
    end = cue.start - (clause.tokens[cue.start - 1].text in scene.grammar["be"])
    noun = clause.tokens[end - 1]
    if cue.lang != "en" or end - 1 <= clause.start or noun.kind != "word" or not _is_several(noun, scene):
        return None
    for i in range(end - 2, max(clause.start, end - 2 - _OF_PIECES) - 1, -1):
        if clause.tokens[i].kind == "num" and i not in scene.used:
            whole = i > clause.start and clause.tokens[i - 1].text in scene.grammar["whole_of"]
            return None if whole or number_of(clause.tokens[i]) < 2 else clause.tokens[i]
        if clause.tokens[i].kind != "word":
            break
    return None


def _is_several(noun: Token, scene: Scene) -> bool:
    """A name in the plural, or "more" of what was named before."""
    return noun.text.endswith("s") or noun.text in scene.grammar["more"]


def _is_deed(token: Token, scene: Scene) -> bool:
    regular = token.text.endswith("ed") and len(token.text) >= _SHORTEST_DEED
    return token.kind == "word" and (regular or token.text in scene.grammar["done_so"])


def _closes(clause: Clause, p: int, scene: Scene) -> bool:
    """Whether nothing follows that the deed would lead on to, as a noun does: "12 bolts tightened brackets"."""
    return (
        p >= clause.end
        or clause.tokens[p].kind != "word"
        or clause.tokens[p].text in scene.grammar["after_deed"]
    )
