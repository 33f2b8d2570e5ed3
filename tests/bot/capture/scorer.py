"""Scores predictions against annotations as the guide defines it: signals, fields, silence, what is stored unasked."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations

Shape = Mapping[str, object]
SCORED = {
    "progress": "task status percent quantity unit",
    "blocker": "task cause since delay",
    "cleared": "task cause",
    "forecast": "task when slip",
    "request": "task need quantity unit when",
    "delivery": "status quantity unit when",
    "headcount": "trade count hours",
    "cost": "task amount currency",
    "safety": "class category injury",
    "quality": "task result",
    "weather": "condition",
    "response": "answer cause when to",
}


def fields(signal: Shape) -> dict[str, object]:
    """The scored fields of a signal in comparable form."""
    named = SCORED[str(signal["kind"])].split()
    return {k: _plain(v) for k, v in signal.items() if k in named and (v is not None or k == "currency")}


def _plain(value: object) -> object:
    if isinstance(value, bool) or value is None:
        return value
    return round(float(value), 4) if isinstance(value, int | float) else str(value).strip().lower()


def paired(gold: Sequence[Shape], found: Sequence[Shape]) -> list[tuple[Shape, Shape]]:
    """The best one-to-one pairing of signals of the same kind."""
    pairs: list[tuple[Shape, Shape]] = []
    for kind in {str(s["kind"]) for s in gold}:
        wanted = [s for s in gold if s["kind"] == kind]
        got = [s for s in found if s["kind"] == kind][:7]
        if len(wanted) <= len(got):
            options = [list(zip(wanted, some, strict=True)) for some in permutations(got, len(wanted))]
        else:
            options = [list(zip(some, got, strict=True)) for some in permutations(wanted, len(got))]
        pairs += max(options, key=lambda chosen: sum(_agreement(a, b) for a, b in chosen))
    return pairs


def _agreement(gold: Shape, found: Shape) -> float:
    g, p = fields(gold), fields(found)
    return sum(k in p and g[k] == p[k] for k in g) - 0.01 * sum(k not in g or p[k] != g[k] for k in p)


def score(rows: Iterable[tuple[Sequence[Shape], Sequence[Shape]]]) -> dict[str, float]:
    """Figures over `(gold, found)` messages: signal_f1, field_f1, noisy_silence, wrong_auto, auto_share."""
    t: Counter[str] = Counter()
    for gold, found in rows:
        pairs = paired(gold, found)
        exact = {id(p) for g, p in pairs if fields(g) == fields(p)}
        auto = [s for s in found if not s.get("confirm", False)]
        t.update(gold=len(gold), found=len(found), paired=len(pairs), auto=len(auto))
        t.update(wrong=sum(id(s) not in exact for s in auto), silent=not gold, noisy=bool(not gold and found))
        for g, p in pairs:
            a, b = fields(g), fields(p)
            t.update(gold_fields=len(a), found_fields=len(b), right=sum(k in b and a[k] == b[k] for k in a))
    return {
        "signal_f1": 2 * t["paired"] / (t["gold"] + t["found"]),
        "field_f1": 2 * t["right"] / (t["gold_fields"] + t["found_fields"]),
        "noisy_silence": t["noisy"] / t["silent"] if t["silent"] else 0.0,
        "wrong_auto": t["wrong"] / t["auto"] if t["auto"] else 0.0,
        "auto_share": t["auto"] / t["found"] if t["found"] else 0.0,
    }
