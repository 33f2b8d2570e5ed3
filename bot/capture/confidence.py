"""How sure a signal is, whether to ask before it is stored, and whether it is worth asking at all.

Three sums of evidence, weighed as `lexicon/confidence.json` says: that the signal is there at all, that it is right in every
field if it is there, and that its message holds anything to capture. The weights are fitted by
`python -m tests.bench.fit_confidence` on messages whose meaning is known; here they are only read.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import repeat
from operator import mul
from typing import Any, NamedTuple

from bot.capture.drafts import Draft, Scene
from bot.capture.evidence import KIND
from bot.capture.linking import Linked
from bot.capture.packaged import packaged
from rules.signal import FIELDS, Signal, Value

_FILE = "confidence.json"
_BIAS = "bias"
BESIDE = (
    " & "  # between a kind and the evidence that is weighed for it: what is doubtful in one is not in another
)
_UNSURE = "unsure"
SURELY = 0.8  # what is so surely right in every field is there, whatever else its message says
_ANSWER = 0.6  # an answer is asked about only below this: it was asked for already, and its card shows how it was read
# How likely it has to be there to be worth a question, of what is told of here. Read by weights that did not know
# their writer, of 41 dangers below .2 and of 4 requests below .1 none was there.
_LEAST_REAL = (
    (frozenset(("class:incident",)), 0.2),
    (frozenset(("class:near_miss",)), 0.2),
    (frozenset(("class:hazard",)), 0.2),
    (frozenset(("condition:lightning",)), 0.0),
    (frozenset(("cause:weather", "told:stop")), 0.0),
    (frozenset(("told:alike",)), 0.0),
    (frozenset(("in_thread", "kind:request")), 0.1),
)
_SPARED = ("measured", "named")
# Chosen on 7,800 signals read by weights that did not know their writer: of 1,000 messages of nothing one or two fewer are
# asked about, for .0006 of F1. What is hardly ever right is no question at all.
_IN_THREAD_TOLD, _GUESS, _GUESS_TOLD, _HOPELESS = 0.8, 0.3, 0.97, 0.05


_HINTED, _GUESSED = "told:hinted", "told:guessed"


class Chances(NamedTuple):
    """How likely (0 to 1) a signal is right in every field, is there at all, and is of a message that holds anything."""

    right: float
    real: float
    holds: float


@dataclass(frozen=True, kw_only=True)
class Weights:
    """What each piece of evidence adds to the log-odds that a signal is `real`, that one which is so is wholly `right`, and that
    its message `holds` anything. One less surely right than `ask_below` of its message's language is asked about; one less surely
    real than `drop_below`, or of a message less surely told than `silent_below`, is dropped."""

    ask_below: Mapping[str, float]
    drop_below: float
    silent_below: float
    right: Mapping[str, float]
    real: Mapping[str, float]
    holds: Mapping[str, float]

    def sure(self, found: Mapping[str, float]) -> float:
        """The chance (0 to 1) that a signal with this evidence is right in all of its fields."""
        return self._chance("real", found) * self._chance("right", found)

    def worth(self, found: Mapping[str, float]) -> bool:
        """Whether a signal with this evidence is likely enough to be there at all, so that a question about it is no nuisance."""
        chances = Chances(self.sure(found), self._chance("real", found), self._chance("holds", found))
        return is_worth(found, chances, self.drop_below, self.silent_below)

    def asks(self, lang: str) -> float:
        """Below which to ask in this language; in one that nothing was fitted to, as soon as in any."""
        return self.ask_below.get(lang, max(self.ask_below.values()))

    def reasons(self, found: Mapping[str, float], most: int = 6) -> list[tuple[str, float]]:
        """The few pieces of evidence that say most of whether the signal is right, the weightiest first: name and log-odds."""
        kind = _kind_of(found)
        right, real = self._of_kind["right", kind], self._of_kind["real", kind]
        told = {name: (right.get(name, 0.0) + real.get(name, 0.0)) * value for name, value in found.items()}
        ranked = sorted(told.items(), key=lambda one: (-abs(one[1]), one[0]))
        return [(name, round(odds, 1)) for name, odds in ranked[:most] if round(odds, 1)]

    def _chance(self, which: str, found: Mapping[str, float]) -> float:
        weights = self._of_kind[which, _kind_of(found)]
        odds = weights.get(_BIAS, 0.0) + sum(map(mul, map(weights.get, found, repeat(0.0)), found.values()))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))

    @cached_property
    def _of_kind(self) -> Mapping[tuple[str, str], Mapping[str, float]]:
        """What each piece of evidence adds for a signal of each kind, or of none."""
        every = {"right": self.right, "real": self.real, "holds": self.holds}
        return {(which, kind): _of(kind, some) for which, some in every.items() for kind in ("", *FIELDS)}


def is_worth(found: Mapping[str, float], chances: Chances, drop_below: float, silent_below: float) -> bool:
    """Whether a signal with this evidence and these chances is worth a question, or to be stored."""
    if chances.right >= SURELY:
        return True
    least = _least_real(found)
    if least is not None:
        return chances.real >= least
    if chances.right < _HOPELESS:
        return False
    told = chances.holds >= _told_from(found, chances.right, silent_below)
    return chances.real >= drop_below and told


def _least_real(found: Mapping[str, float]) -> float | None:
    """How likely (0 to 1) a signal with this evidence has to be there to be worth a question, where that is less than for others:
    what may have hurt somebody, or may yet; weather that stops the work; what is said to be the same elsewhere; what is asked
    back where the work was given. What no words tell, but only the whole message hints at, is as all else."""
    if _HINTED in found:
        return None
    told = {name for name in found if not (name.startswith("cause:") and _GUESSED in found)}
    return min((least for names, least in _LEAST_REAL if told.issuperset(names)), default=None)


def _told_from(found: Mapping[str, float], right: float, silent_below: float) -> float:
    """How likely its message has to hold anything: nothing is asked where it is there because the whole message tells of the
    site, or how far a task has come that is named beside it, since each schedule has words of its own; less in the thread where
    the work was given; more of a guess that is hardly right."""
    if _HINTED in found or any(name in found for name in _SPARED):
        return 0.0
    if right < _GUESS:
        return _GUESS_TOLD
    return _IN_THREAD_TOLD if "in_thread" in found else silent_below


def _kind_of(found: Mapping[str, float]) -> str:
    return next((name for name in found if name.startswith(KIND)), "").removeprefix(KIND)


def _of(kind: str, weights: Mapping[str, float]) -> Mapping[str, float]:
    """The weights with those added that hold for this kind alone."""
    beside = f"{KIND}{kind}{BESIDE}"
    added = {name.removeprefix(beside): odds for name, odds in weights.items() if name.startswith(beside)}
    plain = {name: odds for name, odds in weights.items() if BESIDE not in name}
    return plain | {name: plain.get(name, 0.0) + odds for name, odds in added.items()}


@cache
def load_weights() -> Weights:
    """The packaged weights; read once in a process, since they do not change while it runs.

    Raises:
        LexiconError: the file is missing or not in its form.
    """
    return packaged(_FILE, _weights)


def _weights(loaded: Mapping[str, Any]) -> Weights:
    right, real, holds = (
        {str(name): float(value) for name, value in loaded[which].items()}
        for which in ("right", "real", "holds")
    )
    return Weights(
        ask_below={str(lang): float(value) for lang, value in loaded["ask_below"].items()},
        drop_below=float(loaded["drop_below"]),
        silent_below=float(loaded["silent_below"]),
        right=right,
        real=real,
        holds=holds,
    )


def finished(
    found: Sequence[Linked], scene: Scene, weights: Weights, weighed: Sequence[Mapping[str, float]]
) -> list[Signal]:
    """The signals with confidence from their evidence, in the order of the text.

    A hedged one is always to be confirmed, and so is progress of nobody knows which task.
    """
    return [_signal(one, scene, weights, why) for one, why in zip(found, weighed, strict=True)]


def _signal(one: Linked, scene: Scene, weights: Weights, weighed: Mapping[str, float]) -> Signal:
    draft = one.draft
    confidence = round(min(weights.sure(weighed), 0.99), 3)
    hedged = draft.hedged and draft.kind != "response"
    return Signal(
        kind=draft.kind,
        task=one.task,
        values=_ordered(draft.kind, draft.values),
        what=draft.what,
        words=scene.clauses[draft.clause].words(scene.text) if scene.clauses else "",
        spans={name: span for name, span in draft.spans.items() if name in draft.values},
        confidence=confidence,
        confirm=hedged
        or _perhaps_done(draft, scene)
        or _perhaps_then(draft, scene)
        or confidence < (_ANSWER if draft.kind == "response" else weights.asks(scene.langs[0]))
        or (draft.kind == "progress" and one.task is None),
        hedged=hedged,
    )


def _perhaps_done(draft: Draft, scene: Scene) -> bool:
    """ "creo que ya quedó": what closes an action is not taken from somebody who is not sure."""
    return draft.values.get("answer") == "done" and any(mood.hedged for mood in scene.moods)


def _perhaps_then(draft: Draft, scene: Scene) -> bool:
    """ "could be tonight", "thursday perhaps": a time that somebody only holds to be possible promises nothing yet."""
    promises = draft.kind == "response" and draft.values.get("answer") == "eta"
    return promises and bool(scene.clauses[draft.clause].all("hedge", _UNSURE))


def _ordered(kind: str, values: dict[str, Value]) -> dict[str, Value]:
    known = FIELDS[kind]  # type: ignore[index]
    return {name: values[name] for name in known if name in values}
