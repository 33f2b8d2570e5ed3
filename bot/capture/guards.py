"""Guards: what is not asserted (questions, plans, orders, conditions, old news), and what is only half asserted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.capture.clauses import Clause
from bot.capture.moments import Moment
from bot.capture.pattern import Found

_REACH = 5
_WHOLE = "whole"  # "cẩu chạy được thì báo em": what comes before is the condition
_LOAD = 3
_DAY_AHEAD = 3  # tokens: "para el jueves"
_BID = "bid"  # what only its end makes an order: "đổ xong sàn tầng 3 đi"
_NOUN = "tiein"  # a work whose name begins with a verb
_COMES = ("late", "arrive", "coming", "short", "damaged")


@dataclass(frozen=True, slots=True)
class Mood:
    """How a clause is said; `conditional_from` is the token from which a condition holds."""

    question: bool = False
    order: bool = False
    conditional_from: int | None = None
    old: bool = False
    idle: bool = False
    hedged: bool = False
    paper: bool = False

    @property
    def silent(self) -> bool:
        """Nothing is asserted."""
        return self.question or self.order or self.old or self.conditional_from is not None


def moods(clauses: Sequence[Clause], grammar: Mapping[str, frozenset[str]]) -> list[Mood]:
    """The mood of each clause; conditions and old news reach over their sentence."""
    read: list[Mood] = []
    for clause in clauses:
        before = read[-1] if read and clauses[clause.index - 1].sentence == clause.sentence else None
        read.append(_mood(clause, before, clauses[clause.index - 1] if before else None, grammar))
    return _with_old_news(clauses, read, grammar["meant_for"])


def _mood(
    clause: Clause, before: Mood | None, previous: Clause | None, grammar: Mapping[str, frozenset[str]]
) -> Mood:
    condition = min(
        (
            clause.start if c.value == _WHOLE else c.start
            for c in clause.all("cond")
            if not _closes(clause, c, grammar) and not _is_yes(clause, c) and not _hopes(clause, c)
        ),
        default=None,
    )
    if clause.lead in grammar["or"] and before is not None:
        condition = clause.start
    carried = before is not None and previous is not None and before.conditional_from == previous.start
    if condition is None and carried and clause.lead not in grammar["but"]:
        condition = clause.start
    return Mood(
        question=clause.mark == "?"
        or any(not negated(clause, c) and not _of_each(clause, c, grammar) for c in clause.all("question")),
        order=_ordered(clause, grammar),
        conditional_from=condition,
        old=clause.has("old", "private") or _was_so(clause, grammar["was_so"]),
        idle=clause.has("idle"),
        hedged=clause.has("hedge") or _between_numbers(clause, grammar["unsure"]),
        paper=clause.has("paper"),
    )


def _between_numbers(clause: Clause, unsure: frozenset[str]) -> bool:
    """ "40 maybe 45%": a doubt inside a range, which is read as one."""
    return any(
        not unsure.isdisjoint(t.text.split()) for _, t in clause.typed("percent", "qty", "dur", "money")
    )


def _closes(clause: Clause, condition: Found, grammar: Mapping[str, frozenset[str]]) -> bool:
    """ "was done once, then it moved": in English, nothing hangs on what comes last after a deed."""
    after = clause.tokens[condition.end].text if condition.end < clause.end else ""
    did = any(c.tag in ("done", "r_done", "r_did") and c.end <= condition.start for c in clause.cues)
    return condition.lang == "en" and did and (not after or after in grammar["after_once"])


def _hopes(clause: Clause, condition: Found) -> bool:
    """ "Friday if we're lucky": a hope, on which nothing hangs."""
    return any(h.value == "hope" and set(condition.used) <= set(h.used) for h in clause.all("hedge"))


def _is_yes(clause: Clause, condition: Found) -> bool:
    """ "ahora sí terminamos": in Spanish, the word for if, which with its accent says yes."""
    first = clause.tokens[condition.start]
    return condition.lang == "es" and first.text == "si" and not first.key.endswith("|")


def _was_so(clause: Clause, was_so: frozenset[str]) -> bool:
    """ "el viernes pasado tuvimos la grúa parada": what was so on a day that is called past is told as a story."""
    past = any({"pasado", "pasada"} & set(t.text.split()) for _, t in clause.typed("time"))
    return past and any(clause.tokens[p].text in was_so for p in range(clause.start, clause.end))


def _ordered(clause: Clause, grammar: Mapping[str, frozenset[str]]) -> bool:
    orders = [c for c in clause.all("order") if not _is_noun(clause, c, grammar["being"])]
    doubted = {c.end for c in clause.all("hedge")}  # "chắc phải thứ năm mới xong nhé" orders nothing
    orders = [c for c in orders if c.start not in doubted]
    orders = [c for c in orders if not _is_told(clause, c)]
    if not orders:
        return False
    first = orders[0]
    if clause.lead == "," and clause.tokens[first.start].text in grammar["be"]:
        return False  # "three quarters is in, be done by 3:30"
    subject = any(clause.tokens[p].text in grammar["speakers"] for p in range(clause.start, first.start))
    finished = any(c.tag in ("done", "part", "pass") and c.start > first.end for c in clause.cues)
    counted = any(True for _ in clause.typed("percent", "share", "fraction"))
    opens = first.start == clause.start or any(c.end <= first.start for c in clause.concepts)
    terse = first.value == "verb" and opens and (counted or (finished and not clause.has("todo")))
    return not subject and not terse and not _is_load(clause, first)


def _is_noun(clause: Clause, order: Found, being: frozenset[str]) -> bool:
    """ "cover is short", "pour scrubbed": a word that could order, followed by what is said of it."""
    said_of = any(c.start == order.start for c in clause.all("order", "noun"))
    timed = {p for p in range(order.start, min(order.end + 1, clause.end)) if clause.tokens[p].kind == "time"}
    dated = bool(timed) and not timed & set(
        order.used
    )  # "call it april 1", unless the order names the time itself
    said_of = said_of or (dated and any(c.start == order.start for c in clause.all("finish")))
    said_of = said_of or any(c.tag == _NOUN and c.start == order.start for c in clause.concepts)
    return said_of or (order.value == "verb" and clause.tokens[order.end - 1].text in being)


def _of_each(clause: Clause, asks: Found, grammar: Mapping[str, frozenset[str]]) -> bool:
    """ "ai cũng làm 5 tiếng", "cầu dao nào cũng có nhãn": a word that asks for one, and here stands for all."""
    after = clause.tokens[asks.end].text if asks.end < clause.end else ""
    return asks.lang == "vi" and after in grammar["every_one"] and clause.mark != "?"


def _is_told(clause: Clause, order: Found) -> bool:
    """ "kiểm xong rồi", "chuyển được 30 bộ": a verb of Vietnamese that could order, and at once that it is done."""
    told = (c for c in clause.cues if c.tag in ("done", "part", "r_done") and c.lang == "vi")
    bids = order.value == _BID or any(o.start >= order.end for o in clause.all("order"))
    opens = order.lang == "vi" and order.start == clause.start
    return opens and any(order.start < c.start < order.end for c in told) and not bids


def _is_load(clause: Clause, order: Found) -> bool:
    """ "load of plywood not here": a load that comes or does not, nothing that is to be loaded."""
    load = any(c.start == order.start for c in clause.named("vehicle"))
    return load and any(c.tag in _COMES and order.start < c.start <= order.start + _LOAD for c in clause.cues)


def _with_old_news(clauses: Sequence[Clause], read: list[Mood], meant_for: frozenset[str]) -> list[Mood]:
    old = {c.sentence for c, m in zip(clauses, read, strict=True) if m.old}
    if any(
        c.has("void") for c in clauses
    ):  # "april fools", "story time": the message tells of nothing that is
        old = {c.sentence for c in clauses}
    headed = min(
        (
            c.index
            for c, m in zip(clauses, read, strict=True)
            if (m.paper and _heads(c)) or _of_a_day(c, meant_for)
        ),
        default=None,
    )
    return [
        replace(
            mood,
            old=clause.sentence in old,
            paper=mood.paper or (headed is not None and clause.index >= headed),
        )
        for clause, mood in zip(clauses, read, strict=True)
    ]


def _heads(clause: Clause) -> bool:
    """Whether the clause is a heading ("todays plan", "Programa del lunes:"): what follows is a list, not a report."""
    said = {p for c in clause.all("paper") for p in c.used}
    return clause.end - clause.start - len(said) <= 1 and not any(
        True for _ in clause.typed("percent", "share", "qty")
    )


def _of_a_day(clause: Clause, meant_for: frozenset[str]) -> bool:
    """ "Para el jueves:": a heading that names the day what follows is meant for."""
    heads = clause.end < len(clause.tokens) and clause.tokens[clause.end].text == ":"
    ahead = clause.end - clause.start <= _DAY_AHEAD and any(to_come(t.value) for _, t in clause.typed("time"))
    return heads and ahead and clause.tokens[clause.start].text in meant_for


def to_come(value: object) -> bool:
    """Whether this is a time that lies ahead, as one is said that a work is meant for."""
    return isinstance(value, Moment) and (
        _ahead(value) or (value.weekday is not None and not value.says_past)
    )


def negated(clause: Clause, cue: Found) -> bool:
    """Whether a negation stands close before the phrase, or in a gap of it; or it ends what says that something is not so yet."""
    if any(c.start < cue.start < c.end for c in clause.all("unready")):
        return True
    for neg in clause.all("neg"):
        if cue.start < neg.start < cue.end and neg.start not in cue.used:
            return True
        between = range(neg.end, cue.start)
        if neg.end <= cue.start and len(between) <= _REACH and not _other(clause, neg, cue):
            return True
    return False


def _other(clause: Clause, neg: Found, cue: Found) -> bool:
    """Whether another assertion or a number stands between the negation and the phrase."""
    return any(
        neg.end <= c.start and c.end <= cue.start and c.tag in ("done", "part", "stop", "arrive", "injury")
        for c in clause.cues
    )


def planned(clause: Clause, cue: Found) -> bool:
    """Whether the phrase lies in the future: after a future word or a to-be, or at a time still to come."""
    before = [c for c in clause.all("future") + clause.all("todo") if c.start < cue.start]
    # One may reach into the other: "we get the deck buttoned up".
    if any(c.end <= cue.start <= c.end + _REACH or cue.start in c.used for c in before):
        return True
    return any(_ahead(t.value) for _, t in clause.typed("time"))


def _ahead(value: object) -> bool:
    return isinstance(value, Moment) and ((value.day or 0) > 0 or (bool(value.after) and not value.ago))


def holds(clause: Clause, mood: Mood, cue: Found) -> bool:
    """Whether the phrase is asserted of now or before."""
    if mood.question or mood.order or mood.old:
        return False
    if mood.conditional_from is not None and mood.conditional_from <= cue.start:
        return False
    return not negated(clause, cue) and not planned(clause, cue)
