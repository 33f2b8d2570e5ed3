"""What a verb tells of that has no tense, as in Vietnamese and at times in Spanish: over or to come, begun or done, and whether
goods come or only "until"."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Scene
from bot.capture.guards import planned
from bot.capture.moments import moment_of
from bot.capture.pattern import Found

_VERB = 2  # tokens of a verb and where it leads, before how much is brought
_TENSELESS = ("amos", "imos")  # of Spanish: present and past alike
_OF_ONE = frozenset(("acabo", "cierro", "entrego", "termino"))  # without its accent: I do, or somebody did


def only_begun(clause: Clause, cue: Found) -> bool:
    """ "bắt đầu lắp rồi": what is said to have begun is not done."""
    begins = (c for c in clause.all("start") if c.lang == "vi")
    return cue.tag in ("part", "done") and any(c.start < cue.start <= c.end for c in begins)


def only_from_then(clause: Clause, cue: Found, scene: Scene) -> bool:
    """ "sáng mai mới đổ được": "mới" right after a time says that nothing is done before it."""
    before = [p for p in (cue.start - 1, cue.start) if clause.tokens[p].text in scene.grammar["not_before"]]
    return any(p > clause.start and clause.tokens[p - 1].kind == "time" for p in before)


def brings(clause: Clause, cue: Found, counted: bool, only_plant: bool) -> bool:
    """Whether a word of arriving tells of goods that came or are to come, and of nothing else that is spelt so."""
    if cue.lang == "vi" and len(cue.used) == 1 and clause.tokens[cue.start - 1].kind == "share":
        return False  # "len dc 2/8 ve": the flights that are counted
    until = only_plant and cue.lang == "vi" and clause.has("down", "finish")  # "cẩu bảo dưỡng tới 2 giờ"
    until = until or _leads_to_a_finish(clause, cue)
    driven = cue.lang == "vi" and counted and len(cue.used) > _VERB  # "sáng mai em chạy qua 5 xe"
    return not until and (not planned(clause, cue) or clause.has("coming") or driven)


def _leads_to_a_finish(clause: Clause, cue: Found) -> bool:
    """ "ống gió tầng 1 tới thứ năm mới xong": a word that elsewhere says that goods came, before the time of a finish."""
    until = len(cue.used) == 1 and any(
        i == cue.end and moment_of(t).role == "by" for i, t in clause.typed("time")
    )
    return until and clause.has("finish", "moved")


def later_today(clause: Clause, cue: Found, scene: Scene) -> bool:
    """ "3h chiều nay em chở vô 3 xe đá": verbs of Vietnamese tell no time, and an hour of today that is still to come does."""
    over = any(
        clause.tokens[p].text in scene.grammar["already_here"] for p in range(clause.start, clause.end)
    )
    over = over or clause.tokens[cue.start].text in scene.grammar["has_come"]
    hours = [moment_of(t) for _, t in clause.typed("time")]
    ahead = [m for m in hours if m.clock and m.sure and m.clock > (scene.at.hour, scene.at.minute)]
    return cue.lang == "vi" and not over and any(m.day in (None, 0) and not m.says_past for m in ahead)


def before_today(clause: Clause, scene: Scene) -> bool:
    """ "la terminamos el sábado y hoy arrancaron": a day that is set against today is over."""
    after = scene.clauses[clause.index + 1] if clause.index + 1 < len(scene.clauses) else None
    if after is None or after.sentence != clause.sentence:
        return False
    first = after.tokens[after.start]
    return first.kind == "time" and moment_of(first).day in (0, -1) and after.lead in scene.grammar["lists"]


def of_one(clause: Clause, cue: Found, text: str) -> bool:
    """ "a las 5 termino": I finish, though many write "terminó" so."""
    last = clause.tokens[cue.used[-1]]
    return last.text in _OF_ONE and text[last.end - 1] in "oO"


def of_no_tense(clause: Clause, cue: Found) -> bool:
    """ "el martes colamos", "colamos en cuanto llegue": we did, or we shall; "ya colamos" is done."""
    words = [clause.tokens[p].text for p in cue.used]
    return words[-1].endswith(_TENSELESS) and words[0] != "ya"
