"""Signals as a form carries them, and back: each row a kind and the texts of its fields."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from bot.forms.signal_inputs import DROP, KIND, KINDS, MISSED, block_name, fields_of
from rules.signal import FIELDS, Signal, SignalKind, Value

_SPAN = re.compile(r"(-?)P(T?)(\d+(?:\.\d+)?)([DHMW])")
_UNITS = {"D": "days", "H": "hours", "M": "minutes"}
_LETTERS = {"days": ("P", "D"), "hours": ("PT", "H"), "minutes": ("PT", "M")}
_MOMENTS, _LASTING = ("since", "when", "start"), ("delay", "slip")
_NUMBERS = ("percent", "quantity", "count", "hours", "amount")
_NEEDED: Mapping[SignalKind, tuple[tuple[str, ...], str]] = {
    "progress": (("status", "percent", "quantity"), "Say how far it is: by status, percent or quantity."),
    "blocker": (("task", "cause", "what"), "Say which task stands, or what is in the way."),
    "cleared": (("task", "cause", "what"), "Say which task goes on, or what is no longer in the way."),
    "forecast": (("when", "slip", "start"), "Say the day, or how late."),
    "request": (("need",), "Choose what is needed."),
    "delivery": (("status",), "Choose what became of it."),
    "headcount": (("count",), "Say how many people."),
    "cost": (("amount",), "Say how much money."),
    "safety": (("class",), "Choose what it was."),
    "quality": (("result",), "Choose the result."),
    "weather": (("condition",), "Choose the weather."),
    "response": (("answer",), "Choose the answer."),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One signal in the form: `kind` is empty where none was chosen, `drop` where it is left out; `values` are its fields."""

    kind: str
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def told(self) -> SignalKind | None:
        """The kind of signal that it says; None where it says none."""
        return cast(SignalKind, self.kind) if self.kind in KINDS else None


def row_of(signal: Signal) -> Row:
    """A signal as the form shows it."""
    values = {"task": signal.task or "", "what": signal.what}
    for name, value in signal.values.items():
        if value is None:
            continue
        if name in _MOMENTS:
            day, _, time = str(value).partition("T")
            values |= {name: day, f"{name}_time": time}
        elif name in _LASTING:
            values |= _lasting(name, str(value))
        elif isinstance(value, bool):
            values[name] = "true" if value else "false"
        else:
            values[name] = f"{value:g}" if isinstance(value, float) else str(value)
    wanted = fields_of(signal.kind)
    return Row(
        kind=signal.kind, values={name: text for name, text in values.items() if text and name in wanted}
    )


def rows_of(fields: Mapping[str, object]) -> dict[str, Row]:
    """The rows of a form by their names, from its fields as they were filled in (`percent:0`)."""
    kinds: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    for block, value in fields.items():
        name, _, row = block.partition(":")
        if name in (KIND, MISSED):
            kinds[row] = str(value)
        elif row:
            values.setdefault(row, {})[name] = str(value)
    return {row: Row(kind=kinds.get(row, ""), values=values.get(row, {})) for row in {**kinds, **values}}


def amended(row: Row, before: Signal | None, words: str) -> Signal | None:
    """The signal that a row says, sure by now; None where it says none. `before` is what it was read as, `words` the message."""
    kind = row.told
    if kind is None:
        return None
    given = {name: row.values[name] for name in fields_of(kind) if row.values.get(name)}
    values: dict[str, Value] = {
        name: value for name in FIELDS[kind] if (value := _value(name, given, kind)) is not None
    }
    values = {**values, **_implied(kind, values)}
    task, what = given.get("task"), given.get("what", "")
    if before is not None and before.kind == kind:
        kept = {n: v for n, v in before.values.items() if n not in fields_of(kind) or v is None}
        values = {**{n: v for n, v in kept.items() if n not in values}, **values}
        what = what if "what" in fields_of(kind) else before.what
        same = {n: s for n, s in before.spans.items() if before.values.get(n) == values.get(n, task)}
        return replace(
            before,
            task=task,
            values=values,
            what=what,
            spans=same,
            confirm=False,
            hedged=False,
            confidence=1.0,
        )
    return Signal(kind=kind, task=task, values=values, what=what, words=before.words if before else words)


def _implied(kind: SignalKind, values: Mapping[str, Value]) -> Mapping[str, Value]:
    """What follows from the other fields: a number of percent wins over the word for it."""
    if kind == "safety":
        return {"category": values.get("category", "other")}
    percent, status = values.get("percent"), values.get("status")
    if kind != "progress":
        return {}
    if isinstance(percent, int | float):
        return {"status": "done" if percent >= 100 else "in_progress" if status in (None, "done") else status}
    return {"status": status or "in_progress"}


def check_row(row: Row, name: str) -> dict[str, str]:
    """What is missing, by the block that it is about; whether its task is known is the site's to say."""
    kind = row.told
    needed, told = _NEEDED.get(kind, ((), "")) if kind else ((), "")
    if not needed or any(row.values.get(one) for one in needed):
        return {}
    return {block_name(needed[0], name): told}


def is_left_out(row: Row) -> bool:
    """Whether the form says that it was read wrongly."""
    return row.kind == DROP


def _lasting(name: str, told: str) -> dict[str, str]:
    found = _SPAN.fullmatch(told)
    if found is None:
        return {}
    sign, _, number, letter = found.groups()
    if letter == "W":
        number, letter = f"{7 * float(number):g}", "D"
    return {name: f"{sign}{number}", f"{name}_in": _UNITS[letter]}


def _value(name: str, given: Mapping[str, str], kind: SignalKind) -> Value:
    if name in ("task", "note") or (text := given.get(name)) is None:
        return None
    if name in _MOMENTS:
        return f"{text}T{given[f'{name}_time']}" if given.get(f"{name}_time") else text
    if name in _LASTING:
        begin, letter = _LETTERS[given.get(f"{name}_in", "days")]
        sign, number = ("-", text[1:]) if text.startswith("-") else ("", text)
        return f"{sign}{begin}{_number(number):g}{letter}"
    if name in _NUMBERS:
        return _number(text)
    if name == "injury":
        return text == "true"
    if name == "currency":
        return text.upper()
    return text.strip().casefold() if name == "trade" else text


def _number(text: str) -> int | float:
    number = float(text)
    return int(number) if number == int(number) else number
