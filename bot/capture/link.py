"""Which task is meant: an index over the schedule's tasks by level, direction and rare words."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz, process

from bot.capture.at_hand import AtHand, unknown
from bot.capture.lexicons import Lexicons
from bot.capture.mention import DIRECTIONS, Mention
from bot.capture.numbered import Numbered
from bot.capture.numbers import with_numbers
from bot.capture.pattern import Matcher, longest
from bot.capture.place_sorts import FLOOR, expanded, floors, row_of, sort_of
from bot.capture.places import with_places
from bot.capture.text import Token, tokenise
from rules.plan.schedule import Task

_TRADE_WEIGHT = 0.5
_CLEAR = 0.2
_SLIGHT = 0.05
_FUZZ = 84
_CROWD = 600
_FEW = 3


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
        tasks = list(tasks)
        said = {text: self._plain(text) for t in tasks for text in (t.name, t.zone, t.trade)}
        self.numbered = Numbered(lexicons, [(said[t.name], said[t.zone]) for t in tasks])
        placed = {text: self._placed(tokens) for text, tokens in said.items()}
        naming = lexicons.trades.called({t.text for tokens in placed.values() for t in tokens})
        words = {text: self._words(tokens, naming) for text, tokens in placed.items()}
        self._entries = [_entry(t, placed, words) for t in tasks]
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
        self._at_hand: AtHand = unknown
        self.vocabulary = frozenset(w for w in self._by_word if len(w) >= 4)
        self.works = lexicons.trades.works(self._by_word)
        # By which words this site's own works and numbered things are called, in every language.
        self.called = self.numbered.words | self.works.words
        self._fuzzed: dict[str, str | None] = {}

    def for_writer(self, at_hand: AtHand) -> "TaskIndex":
        """The same index, which chooses among tasks that fit alike the one that is at hand."""
        found = copy(self)
        found._at_hand = at_hand
        return found

    def _plain(self, text: str) -> list[Token]:
        return with_numbers(tokenise(text), self._lexicons, self._lexicons.languages, False)

    def _placed(self, tokens: Sequence[Token]) -> list[Token]:
        langs = self._lexicons.languages
        return with_places(self.numbered.read(tokens, langs, False), self._lexicons, langs)

    def _words(self, tokens: Sequence[Token], trades: Matcher) -> list[str]:
        langs = frozenset(self._lexicons.languages)
        found = longest(self._lexicons.concepts.find(tokens, langs, {}, False))
        # Who reads a schedule does not know its language: "to" in English is no "tô", to plaster.
        found += longest(trades.find(tokens, langs, {}, True))
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

    def words_of(self, task: str) -> frozenset[str]:
        """The words that a task is named with."""
        return frozenset().union(*(one.words for one in self._entries if one.task.id == task))

    def mention_of(self, task: str) -> Mention:
        """The words for a task's work, as if it were spoken of."""
        words = next((one.words for one in self._entries if one.task.id == task), {})
        return Mention(words=tuple(words.items()))

    def places_of(self, place: str) -> tuple[str, ...]:
        """The place, or those that a row of them stands for where the schedule has no such row."""
        known = self._by_level
        one_by_one = row_of(place) if place not in known else ()
        return tuple(one for one in one_by_one if one in known) or (place,)

    def knows(self, word: str) -> bool:
        """Whether a task is named with this word."""
        return word in self._by_word

    def has_id(self, word: str) -> bool:
        """Whether a task has this id, in either case."""
        return self.written(word) is not None

    def written(self, word: str) -> str | None:
        """The id of the task that is written so, in either case."""
        return self._ids.get(word.upper())

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
        """The one task that fits; among equals `prefer`, the one that shares words with the `context`, or the one at hand."""
        if mention.id in self._ids:
            return Link(self._ids[mention.id], 1.0)
        if mention.other:
            return self._either(mention, prefer, context)
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

    def _either(self, mention: Mention, prefer: str | None, context: frozenset[str]) -> Link:
        """The task of either work that its one word names; where each has one, the one that is at hand or was spoken of."""
        links = [self.find(one, prefer, context) for one in _readings(mention)]
        found = list(dict.fromkeys(link.task for link in links if link.task))
        if len(found) < 2:
            return next((link for link in links if link.task), links[0])
        numbers = [n for n, entry in enumerate(self._entries) if entry.task.id in found]
        return self._among(numbers, prefer, context - {mention.other, *(word for word, _ in mention.words)})

    def alike(self, mention: Mention) -> tuple[str, ...]:
        """The tasks that fit nearly as well as the best one."""
        if mention.other:
            return tuple(dict.fromkeys(task for one in _readings(mention) for task in self.alike(one)))
        ranked = self._ranked(mention)
        return tuple(self._entries[n].task.id for s, n in ranked if s >= ranked[0][0] * (1 - _CLEAR))

    def _among(self, equals: Sequence[int], prefer: str | None, context: frozenset[str]) -> Link:
        chosen = [n for n in equals if self._entries[n].task.id == prefer]
        if not chosen and context:
            shared = {
                n: sum(self._idf.get(w, 0) for w in context if w in self._entries[n].words) for n in equals
            }
            top = max(shared.values())
            chosen = [n for n in equals if shared[n] == top] if top > 0 else []
        if len(chosen) != 1:
            chosen = self._near(chosen or equals)
        if len(chosen) == 1:
            return Link(self._entries[chosen[0]].task.id, 0.85)
        return Link(torn=True)

    def _near(self, equals: Sequence[int]) -> list[int]:
        """Those that are the nearest to the writer; none where none is at hand."""
        near = [(n, self._at_hand(self._entries[n].task.id)) for n in equals]
        ranks = {n: one.rank for n, one in near if one is not None and one.rank is not None}
        return [n for n, rank in ranks.items() if rank == min(ranks.values())]

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
            if score < 0.34 * total and not (entry.levels & mention.levels and len(pool) == 1):
                continue
            coverage = sum(self._idf[w] for w, _ in words if w in entry.words) / (
                sum(self._idf[w] for w in entry.words) or 1
            )
            scored.append(((score or 0.01) * (0.7 + 0.3 * coverage), n))
        scored.sort(key=lambda s: (-s[0], s[1]))
        return scored

    def _pool(self, mention: Mention, words: Sequence[tuple[str, float]]) -> set[int] | None:
        if mention.levels:
            sorts = {sort_of(v) for v in mention.levels} - {FLOOR}
            numbered, at_level = bool(sorts), self._at(mention.levels)
            if not words:
                # A stair is a work of its own, whoever works there.
                return at_level if (numbered or mention.words == ()) and len(at_level) == 1 else None
            named = set().union(*(self._by_word[w] for w, _ in words))
            here = at_level & named
            if here:
                return here
            if sorts - {"stair"} and at_level:  # "estribo 5 sin acero" is of no steelwork elsewhere
                return at_level if len(at_level) == 1 and mention.objects else None
            whole = set.intersection(*(self._by_word[w] for w, _ in words))
            if numbered and len(at_level) == 1 and not 0 < len(whole) <= _FEW:
                return at_level  # "stair 1 blocked with drywall": the place is the task
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

    def _at(self, places: frozenset[str]) -> set[int]:
        """The tasks at all the numbered things that are named, and of these at the levels, where any is."""
        sorts: dict[str, set[int]] = defaultdict(set)
        for place in places:
            sorts[sort_of(place)] |= self._by_level.get(place, set())
        level = sorts.pop(FLOOR, set())
        if not sorts:
            return level
        there = set.intersection(*sorts.values())
        return there & level or there


def _entry(task: Task, placed: Mapping[str, Sequence[Token]], words: Mapping[str, Sequence[str]]) -> _Entry:
    """What a task is named with: its places, directions and words, by the tokens and words of each text."""
    said = {str(t.value) for t in (*placed[task.name], *placed[task.zone]) if t.kind == "level"}
    stairs = any(sort_of(v) == "stair" for v in said)  # which has works of its own, on whatever levels
    levels = frozenset(p for v in said if not (stairs and floors(v)) for p in expanded(v))
    named = words[task.name]
    directions = (set(named) | set(words[task.zone])) & DIRECTIONS
    weighed = {w: 1.0 for w in named if w not in DIRECTIONS}
    for word in (*words[task.trade], *(w for w in words[task.zone] if w not in DIRECTIONS)):
        weighed.setdefault(word, _TRADE_WEIGHT)
    return _Entry(task, levels, frozenset(directions), weighed)


def _readings(mention: Mention) -> tuple[Mention, Mention]:
    """The mention by its word, and by the other work that the word names."""
    plain = replace(mention, other="")
    return plain, replace(plain, words=tuple((mention.other, weight) for _, weight in mention.words))
