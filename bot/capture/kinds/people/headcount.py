"""Headcount: one for each group that a clause counts, with the hours of each."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.guards import Mood
from bot.capture.kinds.people.counted import headed, near_trade, noun_of
from bot.capture.kinds.people.crews import MOST, NEAR, PEOPLE, of_share
from bot.capture.kinds.people.rolls import NOS, in_all, is_ahead, of_roll, of_those, split_up, strangers
from bot.capture.kinds.people.shift_hours import hours_of, hours_of_each
from bot.capture.kinds.work.pieces import deed_after
from bot.capture.measures import Quantity
from bot.capture.text import Token, number_of

_NOT_WITH = frozenset(("safety", "request", "cost", "delivery"))
_SHORT = 3  # letters of a word that is no noun ("on", "en", "ở")
_BESIDE_HOURS = ("each", "hide", "onsite", "only", "spend")  # "puro tiempo extra, 11 horas cada uno"
_BESIDE_WORK = (
    "question",
    "at_share",
    "r_eta",
    "arrive",
    "lost",
)  # "ai cũng làm 5 tiếng", "làm tới trưa thôi 5 tiếng"


def read(clause: Clause, mood: Mood, scene: Scene, taken: frozenset[str]) -> list[Draft]:
    """One headcount for each group that the clause counts."""
    if (
        mood.silent
        or taken & _NOT_WITH
        or mood.paper
        or clause.has("future", "lack", "nospend")
        or is_ahead(clause)
    ):
        return []
    drafts = [
        d
        for i, t in clause.typed("num", "qty")
        if i not in scene.used and not _of_no_crew(clause, scene, i) and (d := _group(clause, scene, i, t))
    ]
    drafts += of_share(clause, scene)
    drafts += strangers(clause, scene, bool(drafts)) or ([] if drafts else of_those(clause, scene))
    drafts = [*drafts, *split_up(clause, scene, drafts)] or of_roll(clause, scene) or in_all(clause, scene)
    hours = hours_of(clause)
    for draft, own in zip(drafts, hours_of_each(clause, drafts), strict=True):
        worked = own or hours
        if worked:
            draft.put("hours", *worked)
    on_site = {p for c in clause.all("onsite") for p in c.used}  # "all on for 9 hrs"
    each = any(clause.tokens[p].text in scene.grammar["every_one"] for p in range(clause.start, clause.end))
    works = each or clause.tokens[clause.start].text in scene.grammar["works"]
    beside = all(
        c.tag in _BESIDE_HOURS or on_site.issuperset(c.used) or (works and c.tag in _BESIDE_WORK)
        for c in clause.cues
    )
    if not drafts and hours and not clause.concepts and beside and not any(clause.typed("money")):
        return [Draft("headcount", clause.index, {"hours": hours[0]}, {"hours": hours[1]}, marks={"hours"})]
    return drafts


def _of_no_crew(clause: Clause, scene: Scene, i: int) -> bool:
    """ "me faltaron 4 carpinteros", "vắng 4 thợ điện": those who did not come; and degrees, which count nobody."""
    for cue in clause.all("block", "labour"):
        if not cue.start - 1 <= i < cue.end:
            continue
        words = {clause.tokens[p].text for p in cue.used}
        of_all = i > clause.start and clause.tokens[i - 1].text in scene.grammar["of_all"]
        if of_all or words & (scene.grammar["absent"] | scene.grammar["denials"]):
            return True
    goods = {p for c in clause.named("material") for p in c.used}
    if i + 1 in goods and (clause.has("part", "done") or deed_after(clause, i, scene)):
        return True  # "14 hangers threaded so far", "132 hangers are up"
    several = [p for p, _ in clause.typed("num") if p > i]
    if several and [t.text for t in clause.tokens[max(clause.start, i - 2) : i]] == ["de", "los"]:
        return True  # "de los 10 carpinteros vinieron 7"
    if i + 1 < clause.end and clause.tokens[i + 1].text in scene.grammar["but"]:
        return True  # "bước 200 mà thợ rải 250"
    if i > clause.start and clause.tokens[i - 1].text in scene.grammar["save_for"] | scene.grammar["sent"]:
        return True  # "trừ 4 anh tổ hàn", "tui cho hai thằng qua"
    included = any(
        t.text in scene.grammar["including"] for t in clause.tokens[max(clause.start, i - NEAR) : i]
    )
    degrees = any(i in (*c.used, c.end + 1) for c in clause.named("weather"))  # "con este calorón de 41"
    return included or degrees


def _group(clause: Clause, scene: Scene, i: int, token: Token) -> Draft | None:
    number = token.value.number if isinstance(token.value, Quantity) else token.value
    if not isinstance(number, float) or number != int(number) or not 0 < number <= MOST:
        return None
    counts_people = isinstance(token.value, Quantity) and (
        token.value.unit == "person" or (token.text.endswith(NOS) and bool(clause.named(*PEOPLE)))
    )
    noun = noun_of(clause, i, token)
    if noun is None and not counts_people and not _on_site(clause, i):
        return None
    if isinstance(token.value, Quantity) and not counts_people:
        return None
    first = _first_of_range(clause, i, scene)
    draft = Draft("headcount", clause.index, token=i, strength=0.88)
    draft.put("count", int(number if first is None else number_of(first)), token_span(first or token))
    trade = noun if noun and noun.tag == "trade" else near_trade(clause, i) or headed(clause, scene)
    if trade:
        draft.put("trade", trade.value, scene.chars(trade))
    elif not clause.has("onsite", "start") and not scene.clauses[0].concepts and scene.thread is None:
        draft.strength = 0.7
    return draft


def _on_site(clause: Clause, i: int) -> bool:
    """ "we have 14 on site", "hoy somos 14": a number said of being here, which counts no other noun."""
    after = clause.tokens[i + 1] if i + 1 < clause.end else None
    said = [c for c in clause.all("onsite") if i in c.used or c.start == i + 1]
    counts = any(c.start == i + 1 for c in (*clause.classes, *clause.concepts))
    no_noun = after is None or after.kind != "word" or len(after.text) <= _SHORT
    return bool(said) and not counts and (no_noun or any(i in c.used and i + 1 in c.used for c in said))


def _first_of_range(clause: Clause, i: int, scene: Scene) -> Token | None:
    """ "8 or 9 carpenters", "8-9": of a range of numbers the first."""
    if i - 2 < clause.start or clause.tokens[i - 2].kind != "num":
        return None
    joins = scene.grammar["ranges"] | {"-", "/"}
    return clause.tokens[i - 2] if clause.tokens[i - 1].text in joins else None
