"""What a clause says of its task."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.capture.clauses import Clause
from bot.capture.either import other_work
from bot.capture.measures import Quantity
from bot.capture.pattern import Found
from bot.capture.place_sorts import FLOOR, sort_of

DIRECTIONS = frozenset(("north", "south", "east", "west"))
_VERB_WEIGHT = 0.6
_SITE_WORKS = frozenset(("installation", "erection", "fencing", "tiein", "main"))
_SUPPLIES = frozenset(("water",))
_PASSAGES = frozenset(("access",))
_RAW_WEIGHT = 0.8
_FAR = 2
_HEADING = 3
_POURED = frozenset(("pour",))
_BUILT_OF = frozenset(("rebar", "formwork", "strip"))
_MADE_FOR = frozenset(
    ("rebar", "formwork")
)  # "sắt cột tầng 3": what a column is made of is of the column's work
POURABLE = frozenset(("column", "core", "wall", "footing", "pad", "retaining"))
_NO_GRAMMAR: Mapping[str, frozenset[str]] = {}
_DEEDS = frozenset(("part", "start", "finish", "almost"))


@dataclass(frozen=True, slots=True)
class Mention:
    """What a stretch of text says of its task: its id (empty: none), levels, directions, weighted words; `soft` when the words
    are only those of a thing that lacks, is asked for or comes, or of a deed, which yield to what was spoken of before (`objects`
    where a place is named as well); `other`: the work that its one word names as well."""

    id: str = ""
    levels: frozenset[str] = frozenset()
    directions: frozenset[str] = frozenset()
    words: tuple[tuple[str, float], ...] = ()
    position: int = 0
    soft: bool = False
    other: str = ""
    objects: bool = False

    @property
    def empty(self) -> bool:
        """Nothing of a task is said."""
        return not (self.id or self.levels or self.directions or self.words)


class Vocabulary(Protocol):
    """The words that a schedule's tasks are named with."""

    def knows(self, word: str) -> bool:
        """Whether a task is named with this word."""
        ...

    def nearest(self, word: str) -> str | None:
        """The task word that a misspelt word stands for."""
        ...

    def has_id(self, word: str) -> bool:
        """Whether a task has this id, in either case."""
        ...

    def places_of(self, place: str) -> tuple[str, ...]:
        """The place, or those that a row of them stands for where the schedule has no such row."""
        ...


def mentions(
    clause: Clause,
    index: Vocabulary,
    used: set[int],
    grammar: Mapping[str, frozenset[str]] = _NO_GRAMMAR,
) -> list[Mention]:
    """What the clause says of tasks, one mention for each level or id that is listed; words between levels go with theirs.

    Of the `grammar`, `deeds` are words of doing ("digging"), which name no task where one is spoken of already; `until` those
    after which only that is named which a stop is to end with; `so` those before which that is named which holds up, and
    `because` those after which it is.
    """
    ids = _ids(clause, index)
    words = _before_until(_weighted(clause, index, used), clause, grammar.get("until", frozenset()))
    held_up = _held_up_from(clause, grammar.get("so", frozenset()))
    levels = _levels(clause, index)
    reason = _reason_from(clause, grammar.get("because", frozenset()))
    if any(p < reason and word not in DIRECTIONS for word, _, p in words):
        words, levels = [w for w in words if w[2] < reason], [v for v in levels if v[0] < reason]
    after = [w for w in words if w[2] > held_up], [v for v in levels if v[0] > held_up]
    if any(after):
        words, levels = after
    directions = frozenset(w for w, _, _ in words if w in DIRECTIONS)
    plain = [one for one in words if one[0] not in DIRECTIONS]
    every, at = tuple((w, weight) for w, weight, _ in plain), frozenset(v for _, v in levels)
    other = other_work(clause, dict(every), grammar)
    listed = _list_of(levels)
    if listed:
        shared = at - {v for _, v in listed}
        each = _listed(listed, plain, ids[0], directions)
        return [replace(one, levels=one.levels | shared, other=other) for one in each]
    deeds = grammar.get("deeds", frozenset())
    only_reason = held_up >= 0 and not any(after)
    yields = only_reason or all(_yields(clause, weight, p, deeds) for _, weight, p in plain)
    soft = yields and not (levels or directions or ids[0])
    return [Mention(one, at, directions, every, clause.start, soft, other, yields) for one in ids]


def _ids(clause: Clause, index: Vocabulary) -> tuple[str, ...]:
    """The ids that are named; one empty one where none is. Schedules number as they like: C2010 is a column on one site and an
    activity on another."""
    named = [
        str(t.value) if t.kind == "task" else t.text.upper()
        for _, t in clause.typed("task", "ref")
        if t.kind == "task" or index.has_id(t.text)
    ]
    return tuple(dict.fromkeys(named)) or ("",)


def _levels(clause: Clause, index: Vocabulary) -> list[tuple[int, str]]:
    """Position and name of each level, but for the one that something was moved to; of "houses 1-3" each house."""
    return [
        (i, place)
        for i, t in clause.typed("level")
        for place in index.places_of(str(t.value))
        if not (clause.has("moved") and i > clause.start and clause.tokens[i - 1].text == "to")
    ]


def _list_of(levels: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Those of which several are named, levels or numbered things of one sort; a stair and its level are one place."""
    by_sort: dict[str, list[str]] = {}
    for _, place in levels:
        by_sort.setdefault(sort_of(place), []).append(place)
    several = {sort for sort, some in by_sort.items() if len(some if sort == FLOOR else set(some)) > 1}
    return [(i, place) for i, place in levels if sort_of(place) in several]


def _before_until(
    words: list[tuple[str, float, int]], clause: Clause, until: frozenset[str]
) -> list[tuple[str, float, int]]:
    """ "can't pour L5 till the bar is fixed": what a stop is to end with is not what is stopped, where both are named."""
    if not clause.has("stop", "block", "lack", "slow"):
        return words
    ends = [c.start for c in clause.all("todo") if clause.tokens[c.start].text in until]
    before = [w for w in words if ends and w[2] < min(ends)]
    return before if any(w[0] not in DIRECTIONS for w in before) else words


def _reason_from(clause: Clause, because: frozenset[str]) -> int:
    """ "ống gió tầng 3 chưa vào được vì ống nước tầng 3 chưa xong": where the reason begins, after which that is named which is
    not ready; the end of a clause that does not tell both."""
    stops, unready = [c.end for c in clause.all("stop")], [c.start for c in clause.all("unready")]
    turns = [p for p in range(clause.start + 1, clause.end) if clause.tokens[p].text in because]
    told = (p for p in turns if any(end <= p for end in stops) and any(p < start for start in unready))
    return next(told, clause.end)


def _held_up_from(clause: Clause, so: frozenset[str]) -> int:
    """ "thép chưa nghiệm thu nên sàn chưa đổ được": where what is held up begins, before which its reason is named; -1 where a
    clause does not tell both."""
    stops = [c.start for c in clause.all("stop")]
    turns = [p for p in range(clause.start + 1, clause.end) if clause.tokens[p].text in so]
    return next((p for p in turns if any(p < start for start in stops)), -1)


def _yields(clause: Clause, weight: float, position: int, deeds: frozenset[str]) -> bool:
    """Whether the word at a position is a deed or the object of a lack, a request or a delivery."""
    if weight == _VERB_WEIGHT or clause.tokens[position].text in deeds or _counts_crew(clause, position):
        return True
    of = [
        c
        for c in clause.cues
        if c.tag in ("lack", "ask", "block", "late", "arrive", "short", "coming", "damaged")
    ]
    objects = {p for c in clause.classes for p in c.used}
    if position in {p for c in clause.named("material") for p in c.used} and _measured(clause, position):
        return True  # "we put in 38 m3 of concrete": how much of it, of the work spoken of
    return position in objects and any(position in c.used or c.end <= position for c in of)


def _counts_crew(clause: Clause, position: int) -> bool:
    """ "8 ironworkers": who is counted works on what is spoken of, whatever else the trade builds."""
    crews = [c for c in clause.named("trade") if position in c.used]
    return any(
        clause.tokens[i].kind == "num"
        for c in crews
        for i in range(max(clause.start, c.start - _FAR), c.start)
    )


def _measured(clause: Clause, position: int) -> bool:
    return any(i < position <= i + _FAR for i, _ in clause.typed("qty"))


def _listed(
    levels: Sequence[tuple[int, str]],
    plain: Sequence[tuple[str, float, int]],
    written: str,
    directions: frozenset[str],
) -> list[Mention]:
    groups: list[tuple[int, str, tuple[tuple[str, float], ...]]] = []
    for number, (i, level) in enumerate(levels):
        following = levels[number + 1][0] if number + 1 < len(levels) else 10**6
        own = tuple((w, weight) for w, weight, p in plain if i < p < following)
        groups.append((i, level, own))
    lead = tuple((w, weight) for w, weight, p in plain if p < levels[0][0])
    last = next((own for _, _, own in reversed(groups) if own), ())
    works, deeds = [lead, *(own for _, _, own in groups[:-1])], groups[-1][2]
    if all(works) and all(weight == _VERB_WEIGHT for _, weight in deeds):
        # "cột tầng 5 với sàn tầng 6 đổ xong": each work stands before its level, and after the last only what was done to all
        groups = [(i, level, (*own, *deeds)) for (i, level, _), own in zip(groups, works, strict=True)]
    return [
        Mention(written, frozenset((level,)), directions, own or lead or last, i) for i, level, own in groups
    ]


def _weighted(clause: Clause, index: Vocabulary, used: set[int]) -> list[tuple[str, float, int]]:
    """Concepts, then raw words of task names: (word, weight, position); what the whole site shares counts little."""
    out: list[tuple[str, float, int]] = []
    covered: set[int] = set()
    shared = {p for c in clause.named("shared") for p in c.used}
    hidden = [
        set(c.used)
        for c in clause.named("plant", "design", "information", "person", "space")
        if len(c.used) > 1
    ]
    doing = {p for c in clause.cues if c.tag in _DEEDS for p in c.used}
    for found in clause.concepts:
        covered.update(found.used)
        if set(found.used) <= shared and not _site_work(clause, found):
            continue
        if any(set(found.used) < longer for longer in hidden) or _only_supplied(clause, found):
            continue
        if found.tag in _BUILT_OF and set(found.used) <= doing and _pours_a_thing(clause, found):
            continue  # "columns tied and shuttered": what is done to them is their own work
        told = set(found.used) <= doing and found.tag not in POURABLE  # "van 7 columnas": what is counted
        deed = told or (found.tag in (*_POURED, *_MADE_FOR) and _pours_a_thing(clause, found))
        weight = _VERB_WEIGHT if deed else 1.0
        out.append((found.tag, weight, found.start))
    if not out or all(w == "slab" or w in DIRECTIONS for w, _, _ in out):
        out.extend(_implied(clause))
    inside = {p for c in clause.cues for p in c.used if c.tag not in ("part", "hazard", "incident")}
    if not out and not any(
        True for _ in clause.typed("level")
    ):  # goods alone tell the work ("concrete never came")
        inside -= {p for c in clause.named("material") for p in c.used}
    inside |= {p for longer in hidden for p in longer}
    for i, token in clause.typed("word"):
        if i in covered or i in inside or i in used or len(token.text) < 4 or not token.text.isalpha():
            continue
        word = (
            token.text
            if index.knows(token.text)
            else index.nearest(token.text)
            if len(token.text) >= 6
            else None
        )
        if word:
            out.append((word, _RAW_WEIGHT, i))
    return out


def _only_supplied(clause: Clause, found: Found) -> bool:
    """ "no water", "pumped the water out": what comes from the tap, said beside no work of its own."""
    alone = all(c.tag == found.tag or set(c.used) & set(found.used) for c in clause.concepts)
    if found.tag in _PASSAGES and alone:
        return clause.has(
            "clear", "block", "ask"
        )  # "ya despejaron el acceso": the way in, and not the work of a road
    return (
        found.tag in _SUPPLIES
        and alone
        and any(set(found.used) <= set(c.used) for c in clause.named("utility"))
    )


def _pours_a_thing(clause: Clause, pour: Found) -> bool:
    """ "colado de columnas", "columns pour": what is poured tells the task, unless it is a slab, whose pour is one."""
    return any(c.tag in POURABLE and not set(c.used) & set(pour.used) for c in clause.concepts)


def _implied(clause: Clause) -> list[tuple[str, float, int]]:
    """What a quantity alone tells of the work: cubic yards are poured, sheets are hung."""
    slab = {c.tag for c in clause.concepts} == {"slab"}
    told = clause.has("done", "part", "finish", "almost", "start") and not clause.has(
        "pass", "fail", "defect"
    )
    if slab and (told or clause.named("of_concrete")):
        return [("pour", _VERB_WEIGHT, clause.concepts[0].start)]  # a slab that is in was poured
    implied = {"yd3": "pour", "m3": "pour", "sheet": "drywall"}
    return [
        (implied[t.value.unit], _VERB_WEIGHT, i)
        for i, t in clause.typed("qty")
        if isinstance(t.value, Quantity) and t.value.unit in implied and clause.has("part", "done")
    ]


def _site_work(clause: Clause, found: Found) -> bool:
    """Whether the shared thing is itself being built ("hoist installation 60%")."""
    heads = not clause.cues and clause.end - clause.start <= _HEADING  # "Access road: 120 m2 laid"
    if heads or any(c.tag in _SITE_WORKS for c in clause.concepts):
        return True
    counted = any(True for _ in clause.typed("percent", "fraction", "share"))
    return counted or (
        clause.has("done", "part", "start", "almost", "slip", "finish")
        and not clause.has("clear", "stop", "block", "down", "lack", "lost", "coming")
    )
