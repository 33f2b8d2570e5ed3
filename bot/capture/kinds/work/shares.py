"""Progress that a share tells: a percent, a fraction, so many of so many."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.guards import Mood
from bot.capture.kinds.amounts import put_quantity
from bot.capture.kinds.work.how_much import add_quantity
from bot.capture.measures import DEEDS, Share
from bot.capture.mention import DIRECTIONS
from bot.capture.text import Token, number_of

_MOST_LEVELS = 9
_HEADED = 3  # tokens of a clause that a heading tells the work of: "Pases nivel 3: 18 de 24 hechos"
_FAULTS = ("fail", "defect", "damaged", "motion")
_OF_WHOM = 3  # tokens from a share to the people whom it counts: "half of the plumbers"


def by_share(clause: Clause, mood: Mood, scene: Scene) -> Draft | None:
    """The first share of the clause that is said of the work."""
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
            add_quantity(draft, clause, scene)
        return draft
    return None


def _speaks_of_work(clause: Clause, mood: Mood, scene: Scene, i: int, token: Token) -> bool:
    percent = token.value.percent if isinstance(token.value, Share) else token.value
    if not isinstance(percent, (int, float)) or percent > 100 or mood.order:
        return False
    if any(i in c.used for c in clause.cues if c.tag in ("nopercent", "good", "idle")):
        return False
    if token.kind in ("fraction", "share") and any(
        i < c.start <= i + _OF_WHOM for c in clause.named("people", "trade")
    ):
        return False  # "half of em plumbers", "18 of 24 guys in"
    if failed(clause, i):
        return False
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
        or (
            token.kind == "share"
            and (_built(token, scene) or _reached(clause, i, scene) or _of_a_stair(clause))
        )
        or (token.kind == "share" and bool(clause.concepts) and not clause.named("vehicle"))
        or (token.kind == "fraction" and (_halfway(clause, i) or _answers(clause, scene)))
        or (token.kind == "share" and _answers(clause, scene))
    )


def failed(clause: Clause, i: int) -> bool:
    """ "2/10 con tuột": whether the share at a position is of those that were tried, and came off or broke."""
    return clause.tokens[i].kind == "share" and any(c.start == i + 1 for c in clause.cues if c.tag in _FAULTS)


def _built(token: Token, scene: Scene) -> bool:
    """ "640 m2 listos de 800", "two bays up out of eight": what was done to them stands within the words."""
    words = token.text.split()[1:-1]
    return any(word.endswith(DEEDS) or word in scene.grammar["left_so"] for word in words)


def _reached(clause: Clause, i: int, scene: Scene) -> bool:
    """ "vamos por 14 de los 20 paños", "mast's up to 6 of 10 sections": how far we are, which no goods are counted by."""
    said = any(
        (c.lang == "es" and c.end in (i, i - 1))
        or (c.lang == "en" and c.end == i and clause.tokens[i - 1].text in scene.grammar["reaching"])
        for c in clause.all("at_share")
    )
    said = said or (i > clause.start and clause.tokens[i - 1].text in scene.grammar["got_to"])
    return said and not clause.named("vehicle", "people", "trade")


def _of_a_stair(clause: Clause) -> bool:
    """ "stair 1 two flights of eight": a stair is a work, beside being a place."""
    return any(str(t.value).startswith("stair") for _, t in clause.typed("level"))


def _answers(clause: Clause, scene: Scene) -> bool:
    """ "ya casi, al 90": a share that is all that a clause of a reply says is of what was asked for; and "encofrado losa 4, dos
    tercios" of the work that is named right before."""
    before = scene.before(clause)
    named = before is not None and before.sentence == clause.sentence and _names_a_placed_work(before)
    headed = named and before is not None and before.tokens[clause.start - 1].text == ":"
    if headed and before is not None and not _names_nothing_else(before, scene):
        return False  # "south wall photos: 6 of 9"
    people = clause.named("people", "trade", "vehicle")
    few = clause.end - clause.start <= (_HEADED if headed else 1)
    return (scene.thread is not None or named) and few and not people


def _names_a_placed_work(clause: Clause) -> bool:
    sides = any(c.tag in DIRECTIONS for c in clause.concepts)
    return bool(clause.concepts) and (sides or any(True for _ in clause.typed("level", "task")))


def _names_nothing_else(clause: Clause, scene: Scene) -> bool:
    """Whether each word names a work, its place or what it is made of."""
    works = {p for c in (*clause.concepts, *clause.named("material")) for p in c.used}
    free = [clause.tokens[p] for p in range(clause.start, clause.end) if p not in works]
    linking = scene.grammar["articles"] | scene.grammar["of"] | scene.grammar["lists"]
    return all(t.kind in ("level", "task") or t.text in linking for t in free)


def _halfway(clause: Clause, i: int) -> bool:
    """ "at half", "L3 forms half": a fraction said of the work itself."""
    if i == clause.end - 1 and (clause.concepts or _of_a_level(clause, i)):
        return True
    return any(c.tag == "at_share" and c.end in (i, i - 1) for c in clause.cues)


def _of_a_level(clause: Clause, i: int) -> bool:
    """ "piso 1 al 90, piso 2 al 30": a share said right after its level; a small one may close a list of levels."""
    return clause.tokens[i - 1].kind == "level" and number_of(clause.tokens[i]) > _MOST_LEVELS
