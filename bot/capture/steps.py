"""How a message was read, step by step, for a person."""

from collections.abc import Sequence

from bot.capture.clauses import Clause
from bot.capture.drafts import Scene
from bot.capture.guards import Mood
from bot.capture.text import Kind
from rules.signal import Signal

_GUARDS = ("question", "order", "old", "paper", "idle", "hedged")
_VALUES: tuple[Kind, ...] = ("percent", "fraction", "share", "money", "qty", "dur", "time", "level")


def steps(
    scene: Scene,
    langs: Sequence[str],
    signals: Sequence[Signal],
    reasons: Sequence[Sequence[tuple[str, float]]],
    worth: Sequence[bool],
) -> list[str]:
    """The languages, each clause with its cues, values and guards, and each signal with the evidence for it.

    `reasons` and `worth` go with `signals`: what spoke for each, and whether it is told at all.
    """
    lines = [f"languages: {', '.join(langs)}"]
    lines += [_clause(clause, mood, scene) for clause, mood in zip(scene.clauses, scene.moods, strict=True)]
    for signal, why, kept in zip(signals, reasons, worth, strict=True):
        left = "" if kept else " (left out: more likely nothing was said)"
        lines.append(
            f"{signal.kind}: task {signal.task}, {dict(signal.values)}, confidence {signal.confidence}{left}"
        )
        lines.append("  because of " + ", ".join(f"{name} {odds:+}" for name, odds in why))
    return lines


def _clause(clause: Clause, mood: Mood, scene: Scene) -> str:
    guards = [name for name in _GUARDS if getattr(mood, name)]
    guards += ["condition"] if mood.conditional_from is not None else []
    typed = [f"{t.kind}={t.value}" for _, t in clause.typed(*_VALUES)]
    cues = [f'{c.tag}{":" + c.value if c.value else ""} "{scene.said(c)}"' for c in clause.cues]
    return f'clause "{clause.words(scene.text)}": cues {cues}, values {typed}, guards {guards}'
