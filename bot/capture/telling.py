"""Whether a message tells of the site at all, by its words and by what was found in them, weighed together.

What is captured from a joke, a plan or a story of another job is read right word by word; only the whole says that it is none.
The weights of `lexicon/telling.json` are fitted by `python -m tests.bench.fit_confidence`; here they are only read.
"""

import math
import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from bot.capture.clauses import Clause
from bot.capture.drafts import Scene
from bot.capture.guards import Mood
from bot.capture.packaged import packaged

_FILE = "telling.json"
_DIGITS = re.compile(r"\d+")
_MOODS = ("question", "order", "old", "idle", "hedged", "paper")
_WRITTEN = ("word", "emoji", "punct")
_BOUNDS = ("^", "$")
_WRITTEN_ONLY, _TYPED = ("w:", "p:"), "w:<"


@dataclass(frozen=True, kw_only=True)
class Telling:
    """For each trait how rare it is and what it adds; how much of a message a trait is depends on all that it holds, of which
    what is not known here is as rare as can be, `unknown`."""

    bias: float
    unknown: float
    traits: Mapping[str, tuple[float, float]]

    def odds(self, found: Set[str]) -> float:
        """The log-odds that a message with these traits holds anything to capture."""
        known = [self.traits[name] for name in found if name in self.traits]
        strange = (len(found) - len(known)) * self.unknown**2
        length = math.sqrt(sum(rare * rare for rare, _ in known) + strange) or 1.0
        return self.bias + sum(rare * weight for rare, weight in known) / length


@cache
def load_telling() -> Telling:
    """The packaged weights; read once in a process, since they do not change while it runs.

    Raises:
        LexiconError: the file is missing or not in its form.
    """
    return packaged(_FILE, _telling)


def _telling(loaded: Mapping[str, Any]) -> Telling:
    traits = {str(name): (float(rare), float(weight)) for name, (rare, weight) in loaded["traits"].items()}
    return Telling(bias=float(loaded["bias"]), unknown=float(loaded["unknown"]), traits=traits)


def traits(scene: Scene) -> frozenset[str]:
    """What a message is made of: words and pairs of them, and for each clause what was found in it and how it is said."""
    found = {"thread"} if scene.thread is not None else set()
    for clause in scene.clauses:
        found |= traits_of(clause, scene.mood(clause))
    return frozenset(found)


def traits_of(clause: Clause, mood: Mood) -> frozenset[str]:
    """What one clause is made of, and what was found in it."""
    words = [_written(clause, i) for i in range(clause.start, clause.end)]
    bounded = (_BOUNDS[0], *words, clause.mark or _BOUNDS[1])
    written = (*(f"w:{word}" for word in words), *(f"p:{a} {b}" for a, b in pairwise(bounded)))
    return frozenset((*written, *_read(clause, mood)))


def understood(found: Set[str]) -> list[str]:
    """Of these traits those that are more than letters: what was read, in a fixed order."""
    return sorted(name for name in found if not name.startswith(_WRITTEN_ONLY) or name.startswith(_TYPED))


def _written(clause: Clause, i: int) -> str:
    token = clause.tokens[i]
    return _DIGITS.sub("0", token.text) if token.kind in _WRITTEN else f"<{token.kind}>"


def _read(clause: Clause, mood: Mood) -> Iterator[str]:
    for cue in clause.cues:
        yield f"c:{cue.tag}"
        if cue.value:
            yield f"c:{cue.tag}:{cue.value}"
    yield from (f"k:{found.tag}" for found in clause.classes)
    if clause.concepts:
        yield "work"
    yield from (f"m:{name}" for name in _MOODS if getattr(mood, name))
    if mood.conditional_from is not None:
        yield "m:condition"
    if not mood.silent and not mood.idle and not mood.paper and clause.cues:
        yield from (f"plain:{cue.tag}" for cue in clause.cues)
