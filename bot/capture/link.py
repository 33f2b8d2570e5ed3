"""Which task is meant: an index over the schedule's tasks by level, direction and rare words."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from bot.capture.clauses import Clause
from bot.capture.lexicons import Lexicons
from bot.capture.numbers import Quantity, with_numbers
from bot.capture.pattern import Found, longest
from bot.capture.places import with_places
from bot.capture.text import Token, tokenise
from rules.schedule import Task

DIRECTIONS = frozenset(("north", "south", "east", "west"))
_TRADE_WEIGHT, _VERB_WEIGHT, _RAW_WEIGHT = 0.5, 0.6, 0.8
_CLEAR, _SLIGHT = 0.2, 0.05
_FUZZ = 84
_CROWD = 600


@dataclass(frozen=True, slots=True)
class Mention:
    """What a stretch of text says of its task: an id, levels, directions, and weighted words; `soft` when the words are only
    those of a thing that lacks, is asked for or comes, or of a deed, which yield to what was spoken of before."""

    ids: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    directions: frozenset[str] = frozenset()
    words: tuple[tuple[str, float], ...] = ()
    position: int = 0
    soft: bool = False

    @property
    def empty(self) -> bool:
        """Nothing of a task is said."""
        return not (self.ids or self.levels or self.directions or self.words)


@dataclass(frozen=True, slots=True)
class Link:
    """The task that fits, with how sure (0 to 1), or none; `torn` when several fit alike."""

    task: str | None = None
    sure: float = 0.0
    torn: bool = False


@dataclass(slots=True)
class _Entry:
    task: Task
    levels: frozenset[str]
    directions: frozenset[str]
    words: dict[str, float] = field(default_factory=dict)


class TaskIndex:
    """Tasks by id, level and word; building it is the only slow step."""

    def __init__(self, lexicons: Lexicons, tasks: Iterable[Task]) -> None:
        self._lexicons = lexicons
        self._entries = [self._entry(t) for t in tasks]
        self._ids = {e.task.id.upper(): e.task.id for e in self._entries}
        self._levels = {e.task.id: e.levels for e in self._entries}
        self._by_word: dict[str, set[int]] = defaultdict(set)
        self._by_level: dict[str, set[int]] = defaultdict(set)
        for number, entry in enumerate(self._entries):
            for word in entry.words:
                self._by_word[word].add(number)
            for level in entry.levels:
                self._by_level[level].add(number)
        count = len(self._entries)
        self._idf = {w: math.log(1 + count / len(some)) for w, some in self._by_word.items()}
        self.vocabulary = frozenset(w for w in self._by_word if len(w) >= 4)
        self._fuzzed: dict[str, str | None] = {}

    def _entry(self, task: Task) -> _Entry:
        langs = self._lexicons.languages
        tokens = with_places(
            with_numbers(tokenise(task.name), self._lexicons, langs, False), self._lexicons, langs
        )
        zone = with_places(
            with_numbers(tokenise(task.zone), self._lexicons, langs, False), self._lexicons, langs
        )
        trade = tokenise(task.trade)
        named = self._words(tokens)
        levels = {str(t.value) for t in (*tokens, *zone) if t.kind == "level"}
        stairs = {v for v in levels if v.startswith("stair")}
        directions = (set(named) | set(self._words(zone))) & DIRECTIONS
        words = {w: 1.0 for w in named if w not in DIRECTIONS}
        for word in self._words(trade):
            words.setdefault(word, _TRADE_WEIGHT)
        return _Entry(task, frozenset(stairs or levels), frozenset(directions), words)

    def _words(self, tokens: Sequence[Token]) -> list[str]:
        found = longest(self._lexicons.concepts.find(tokens, frozenset(self._lexicons.languages), {}, False))
        covered = {p for f in found for p in f.used}
        raw = [
            t.text for i, t in enumerate(tokens) if i not in covered and t.kind == "word" and len(t.text) >= 3
        ]
        stop = self._lexicons.function_words
        return [f.tag for f in found] + [
            w for w in raw if w.isalpha() and not any(w in some for some in stop.values())
        ]

    def levels(self, task: str) -> frozenset[str]:
        """The levels of a task."""
        return self._levels.get(task, frozenset())

    def knows(self, word: str) -> bool:
        """Whether a task is named with this word."""
        return word in self._by_word

    def nearest(self, word: str) -> str | None:
        """The task word that a misspelt word stands for, if one is near enough."""
        if word not in self._fuzzed:
            if len(self._fuzzed) > 5000:
                self._fuzzed.clear()
            hit = process.extractOne(word, self.vocabulary, scorer=fuzz.ratio, score_cutoff=_FUZZ)
            self._fuzzed[word] = hit[0] if hit and hit[0][0] == word[0] else None
        return self._fuzzed[word]

    def find(
        self, mention: Mention, prefer: str | None = None, context: frozenset[str] = frozenset()
    ) -> Link:
        """The one task that fits; among equals `prefer`, or the one that shares words with the `context`."""
        for written in mention.ids:
            if written in self._ids:
                return Link(self._ids[written], 1.0)
        ranked = self._ranked(mention)
        if not ranked:
            return Link()
        best = ranked[0][0]
        near = [(s, n) for s, n in ranked if s >= best * (1 - _SLIGHT)]
        if len(near) > 1:
            return self._among([n for _, n in near], prefer, context)
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        margin = 1 - second / best
        return Link(self._entries[ranked[0][1]].task.id, 1.0 if margin >= _CLEAR else 0.8)

    def _among(self, equals: Sequence[int], prefer: str | None, context: frozenset[str]) -> Link:
        chosen = [n for n in equals if self._entries[n].task.id == prefer]
        if not chosen and context:
            shared = {
                n: sum(self._idf.get(w, 0) for w in context if w in self._entries[n].words) for n in equals
            }
            top = max(shared.values())
            chosen = [n for n in equals if shared[n] == top] if top > 0 else []
        if len(chosen) == 1:
            return Link(self._entries[chosen[0]].task.id, 0.85)
        return Link(torn=True)

    def _ranked(self, mention: Mention) -> list[tuple[float, int]]:
        words = [(w, weight) for w, weight in mention.words if w in self._by_word]
        pool = self._pool(mention, words)
        if pool is None:
            return []
        if mention.directions:
            fitting = {n for n in pool if mention.directions & self._entries[n].directions}
            clashing = {n for n in pool if self._entries[n].directions and n not in fitting}
            pool = fitting or (pool - clashing)
        total = sum(weight * self._idf[w] for w, weight in words)
        scored = []
        for n in pool:
            entry = self._entries[n]
            score = sum(weight * self._idf[w] * entry.words[w] for w, weight in words if w in entry.words)
            if score < 0.34 * total:
                continue
            coverage = sum(self._idf[w] for w, _ in words if w in entry.words) / (
                sum(self._idf[w] for w in entry.words) or 1
            )
            scored.append(((score or 0.01) * (0.7 + 0.3 * coverage), n))
        scored.sort(key=lambda s: (-s[0], s[1]))
        return scored

    def _pool(self, mention: Mention, words: Sequence[tuple[str, float]]) -> set[int] | None:
        if mention.levels:
            stairs = {v for v in mention.levels if v.startswith("stair")}
            at_level = set().union(*(self._by_level.get(v, set()) for v in stairs or mention.levels))
            if not words:
                return at_level if mention.words == () and len(at_level) == 1 else None
            named = set().union(*(self._by_word[w] for w, _ in words))
            here = at_level & named
            if here:
                return here
            free = {n for n in named if not self._entries[n].levels}
            return free if sum(1 for w, _ in words if len(self._by_word[w]) <= 3) >= 2 else None
        if not words:
            return None
        pools = sorted((self._by_word[w] for w, _ in words), key=len)
        pool = set(pools[0])
        for more in pools[1:]:
            if len(pool) + len(more) <= _CROWD:
                pool |= more
            elif pool & more:
                pool &= more
        return pool if len(pool) <= _CROWD else None


def mentions(clause: Clause, index: TaskIndex, used: set[int]) -> list[Mention]:
    """What the clause says of tasks, one mention for each level that is listed; words between levels go with theirs."""
    ids = frozenset(str(t.value) for _, t in clause.typed("task"))
    words = _weighted(clause, index, used)
    directions = frozenset(w for w, _, _ in words if w in DIRECTIONS)
    levels = [
        (i, str(t.value))
        for i, t in clause.typed("level")
        if not (clause.has("moved") and i > clause.start and clause.tokens[i - 1].text == "to")
    ]
    plain = [(w, weight, p) for w, weight, p in words if w not in DIRECTIONS]
    flat = [v for _, v in levels if not v.startswith("stair")]
    if len(levels) < 2 or (len(flat) < 2 and len({v for _, v in levels if v.startswith("stair")}) < 2):
        every = tuple((w, weight) for w, weight, _ in plain)
        soft = (
            not levels
            and not directions
            and not ids
            and all(_yields(clause, weight, p) for _, weight, p in plain)
        )
        return [Mention(ids, frozenset(v for _, v in levels), directions, every, clause.start, soft)]
    return _listed(levels, plain, ids, directions)


def _yields(clause: Clause, weight: float, position: int) -> bool:
    """Whether the word at a position is a deed or the object of a lack, a request or a delivery."""
    if weight == _VERB_WEIGHT:
        return True
    of = [
        c
        for c in clause.cues
        if c.tag in ("lack", "ask", "block", "late", "arrive", "short", "coming", "damaged")
    ]
    objects = {p for c in clause.classes for p in c.used}
    return position in objects and any(position in c.used or c.end <= position for c in of)


def _listed(
    levels: Sequence[tuple[int, str]],
    plain: Sequence[tuple[str, float, int]],
    ids: frozenset[str],
    directions: frozenset[str],
) -> list[Mention]:
    groups: list[tuple[int, str, tuple[tuple[str, float], ...]]] = []
    for number, (i, level) in enumerate(levels):
        following = levels[number + 1][0] if number + 1 < len(levels) else 10**6
        own = tuple((w, weight) for w, weight, p in plain if i < p < following)
        groups.append((i, level, own))
    lead = tuple((w, weight) for w, weight, p in plain if p < levels[0][0])
    last = next((own for _, _, own in reversed(groups) if own), ())
    return [Mention(ids, frozenset((level,)), directions, own or lead or last, i) for i, level, own in groups]


def _weighted(clause: Clause, index: TaskIndex, used: set[int]) -> list[tuple[str, float, int]]:
    """Concepts, then raw words of task names: (word, weight, position); what the whole site shares counts little."""
    out: list[tuple[str, float, int]] = []
    covered: set[int] = set()
    shared = {p for c in clause.named("shared") for p in c.used}
    hidden = [
        set(c.used) for c in clause.named("plant", "design", "information", "person") if len(c.used) > 1
    ]
    doing = {p for c in clause.cues if c.tag in ("part", "start", "finish") for p in c.used}
    for found in clause.concepts:
        covered.update(found.used)
        if set(found.used) <= shared and not _site_work(clause, found):
            continue
        if any(set(found.used) < longer for longer in hidden):
            continue
        weight = _VERB_WEIGHT if set(found.used) <= doing else 1.0
        out.append((found.tag, weight, found.start))
    if not out:
        out.extend(_implied(clause))
    inside = {p for c in clause.cues for p in c.used if c.tag not in ("part", "hazard", "incident")}
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


def _implied(clause: Clause) -> list[tuple[str, float, int]]:
    """What a quantity alone tells of the work: cubic yards are poured, sheets are hung."""
    implied = {"yd3": "pour", "m3": "pour", "sheet": "drywall"}
    return [
        (implied[t.value.unit], _VERB_WEIGHT, i)
        for i, t in clause.typed("qty")
        if isinstance(t.value, Quantity) and t.value.unit in implied and clause.has("part", "done")
    ]


def _site_work(clause: Clause, found: Found) -> bool:
    """Whether the shared thing is itself being built ("hoist installation 60%")."""
    return any(
        c.tag in ("installation", "erection", "fencing", "tiein", "main", "laydown", "access")
        for c in clause.concepts
    )
