"""A signal: one statement captured from a message, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

SignalKind = Literal[
    "progress",
    "blocker",
    "cleared",
    "forecast",
    "request",
    "delivery",
    "headcount",
    "cost",
    "safety",
    "quality",
    "weather",
    "response",
]
Value = str | float | int | bool | None

FIELDS: Mapping[SignalKind, tuple[str, ...]] = {
    "progress": ("task", "status", "percent", "quantity", "unit"),
    "blocker": ("task", "cause", "since", "delay"),
    "cleared": ("task", "cause"),
    "forecast": ("task", "when", "slip", "start"),
    "request": ("task", "need", "quantity", "unit", "when"),
    "delivery": ("task", "status", "quantity", "unit", "when"),
    "headcount": ("task", "trade", "count", "hours"),
    "cost": ("task", "amount", "currency"),
    "safety": ("task", "class", "category", "injury"),
    "quality": ("task", "result"),
    "weather": ("task", "condition"),
    "response": ("answer", "cause", "when", "to", "note"),
}
CAUSES = (
    "design",
    "material",
    "labour",
    "equipment",
    "space",
    "prior_work",
    "weather",
    "safety",
    "inspection",
    "unforeseen",
    "other",
)
NEEDS = ("labour", "equipment", "material", "information", "inspection", "decision", "access", "other")
ANSWERS = ("done", "not_done", "accepted", "declined", "help", "eta", "reassign")


@dataclass(frozen=True, kw_only=True)
class Signal:
    """One statement of a message.

    `values` holds the kind's own fields but `task` (see `FIELDS`), each present only where the text says it. Dates and times
    in it are local to the writer, `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`; durations are ISO 8601. `words` is the clause that it was
    read from, and `spans` gives, for each field, the half-open range of characters of the message that gave it. `trade` is whose
    it is to answer, where a request or blocker calls on a trade and on nobody by name.
    """

    kind: SignalKind
    task: str | None = None
    values: Mapping[str, Value] = field(default_factory=dict)
    what: str = ""
    words: str = ""
    trade: str = ""
    spans: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    confidence: float = 1.0
    confirm: bool = False
    hedged: bool = False
