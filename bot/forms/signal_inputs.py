"""The fields of a form that say one signal: which a kind has, and the input that each needs.

A field of the row `0` is the block `percent:0`; its element is `percent`, so that a form with one of it can be filled by that.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.body import Block, plain_text
from bot.forms.fields import choice, day_picker, menu, person_menu, text_box, time_picker
from bot.phrases import (
    ANSWERS,
    CATEGORIES,
    CAUSES,
    CLASSES,
    CONDITIONS,
    DELIVERIES,
    NEEDS,
    RESULTS,
    STATUSES,
)
from rules.signal import SignalKind

_ID = re.compile(r"[UW][A-Z0-9]+")
DROP = "drop"
KIND, MISSED = "kind", "missed"  # the menus of kinds, of what was read and of what is added
KINDS: Mapping[SignalKind, str] = {
    "progress": "Progress",
    "blocker": "Something stops the work",
    "cleared": "What stopped it is over",
    "forecast": "A new finish or start",
    "request": "A request",
    "delivery": "A delivery",
    "headcount": "People on site",
    "cost": "A cost",
    "safety": "Safety",
    "quality": "A check or a defect",
    "weather": "Weather",
    "response": "An answer to the action",
}
UNITS = ("m", "m2", "m3", "ft", "ft2", "yd3", "t", "kg", "ea", "h", "load", "bag", "sheet", "crew", "person")
SPANS = {"days": "days", "hours": "hours", "minutes": "minutes"}
_INJURY = {"true": "Somebody was hurt", "false": "Nobody was hurt"}


@dataclass(frozen=True, kw_only=True)
class Input:
    """One field: `element` makes its input with the present value, as the form carries it (empty: none)."""

    label: str
    element: Callable[[str], Block]
    hint: str = field(default="")


def _number(least: str = "0", *, whole: bool = False, most: str = "") -> Callable[[str], Block]:
    def made(value: str) -> Block:
        bounds = {"min_value": least} if least else {}
        bounds |= {"max_value": most} if most else {}
        shown = {"initial_value": value} if value else {}
        return {"type": "number_input", "is_decimal_allowed": not whole, **bounds, **shown}

    return made


def _choices(labels: Mapping[str, str]) -> Callable[[str], Block]:
    """A menu; a value that it lacks, which somebody wrote in their own words, is offered as well."""

    def made(value: str) -> Block:
        every = labels if not value or value in labels else {**labels, value: value}
        return menu([choice(key, label[:1].upper() + label[1:]) for key, label in every.items()], value)

    return made


def _units(value: str) -> Block:
    """A menu of units, as they are written: `m`, not `M`."""
    return menu([choice(unit, unit) for unit in dict.fromkeys((*UNITS, *filter(None, (value,))))], value)


def _text(most: int, placeholder: str = "") -> Callable[[str], Block]:
    return lambda value: text_box(value, placeholder=placeholder, most=most)


def _person(value: str) -> Block:
    """A menu of people; a name that nobody here has cannot be chosen in it."""
    return person_menu(value if _ID.fullmatch(value) else "")


_INPUTS: Mapping[str, Input] = {
    "task": Input(
        label="Which task?", element=_text(100, "A-310"), hint="Its id in the schedule; empty: the site."
    ),
    "status": Input(label="How far?", element=_choices(STATUSES)),
    "percent": Input(label="Percent", element=_number(whole=True, most="100")),
    "quantity": Input(label="How much?", element=_number()),
    "unit": Input(label="Of what unit?", element=_units),
    "cause": Input(label="What is in the way?", element=_choices(CAUSES)),
    "what": Input(label="What exactly?", element=_text(80, "tower crane")),
    "since": Input(label="Since which day?", element=day_picker),
    "since_time": Input(label="Since what time?", element=time_picker, hint="By the site's clock."),
    "when": Input(label="Which day?", element=day_picker),
    "when_time": Input(label="What time?", element=time_picker, hint="By the site's clock."),
    "start": Input(label="On which day will it start?", element=day_picker),
    "start_time": Input(
        label="At what time will it start?", element=time_picker, hint="By the site's clock."
    ),
    "delay": Input(label="What does it cost in time?", element=_number()),
    "delay_in": Input(label="Of time, in", element=_choices(SPANS)),
    "slip": Input(label="How late?", element=_number(""), hint="A number below zero is ahead of plan."),
    "slip_in": Input(label="Late, in", element=_choices(SPANS)),
    "need": Input(label="What is needed?", element=_choices(NEEDS)),
    "trade": Input(label="Which trade?", element=_text(40, "carpenter"), hint="One word, such as rebar."),
    "count": Input(label="How many people?", element=_number(whole=True, most="9999")),
    "hours": Input(label="Hours of each", element=_number(most="24")),
    "amount": Input(label="How much money?", element=_number()),
    "currency": Input(label="Currency", element=_text(3, "USD")),
    "class": Input(label="What was it?", element=_choices(CLASSES)),
    "category": Input(label="Of what sort?", element=_choices(CATEGORIES)),
    "injury": Input(label="Was somebody hurt?", element=_choices(_INJURY), hint="Empty: nobody told."),
    "result": Input(label="With what result?", element=_choices(RESULTS)),
    "condition": Input(label="What weather?", element=_choices(CONDITIONS)),
    "answer": Input(label="What is the answer?", element=_choices(ANSWERS)),
    "to": Input(label="Whose is it?", element=_person),
}
_OWN: Mapping[tuple[SignalKind, str], Input] = {
    ("delivery", "status"): Input(label="What became of it?", element=_choices(DELIVERIES)),
}
_OF: Mapping[SignalKind, tuple[str, ...]] = {
    "progress": ("task", "status", "percent", "quantity", "unit"),
    "blocker": ("task", "cause", "what", "since", "since_time", "delay", "delay_in"),
    "cleared": ("task", "cause", "what"),
    "forecast": ("task", "when", "when_time", "slip", "slip_in", "start", "start_time"),
    "request": ("task", "need", "what", "quantity", "unit", "when", "when_time"),
    "delivery": ("task", "status", "what", "quantity", "unit", "when", "when_time"),
    "headcount": ("task", "trade", "count", "hours"),
    "cost": ("task", "amount", "currency"),
    "safety": ("task", "class", "category", "injury"),
    "quality": ("task", "result", "what"),
    "weather": ("task", "condition"),
    "response": ("answer", "cause", "when", "when_time", "to"),
}


def fields_of(kind: SignalKind) -> tuple[str, ...]:
    """The names of a kind's fields, in the order in which the form shows them."""
    return _OF[kind]


def kind_block(row: str, chosen: str, *, offers_drop: bool, answers: bool) -> Block:
    """The menu of kinds, which changes the form at once; `answers` where it may be an answer to an action."""
    kinds = {kind: label for kind, label in KINDS.items() if answers or kind != "response"}
    options = [choice(kind, label) for kind, label in kinds.items()]
    if offers_drop:
        options.append(choice(DROP, "Nothing: leave it out"))
    label = "What is it?" if offers_drop else "Was something missed? Say what it is."
    name = KIND if offers_drop else MISSED
    return {**_input(name, row, label, menu(options, chosen)), "dispatch_action": True}


def signal_blocks(row: str, kind: SignalKind, values: Mapping[str, str]) -> Iterator[Block]:
    """The inputs of a kind with their present values; none has to be filled in."""
    for name in fields_of(kind):
        made = _OWN.get((kind, name)) or _INPUTS[name]
        yield _input(name, row, made.label, made.element(values.get(name, "")), made.hint)


def block_name(name: str, row: str) -> str:
    """The block of a row's field: `percent:0`."""
    return f"{name}:{row}"


def _input(name: str, row: str, label: str, element: Block, hint: str = "") -> Block:
    block: Block = {
        "type": "input",
        "block_id": block_name(name, row),
        "label": plain_text(label, 150),
        "element": {**element, "action_id": name},
        "optional": True,
    }
    return {**block, "hint": plain_text(hint, 150)} if hint else block
