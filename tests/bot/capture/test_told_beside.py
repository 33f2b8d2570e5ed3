"""What stands beside a report is read for what it is: who is counted, what a heading names, what comes after what came."""

from datetime import datetime

import pytest

from bot.capture.command import shape
from bot.capture.reader import Reader

AT = datetime(2026, 3, 17, 13, 30)  # noqa: DTZ001 - a writer's local time
_ASIDE = ("confidence", "confirm", "spans", "what", "hedged")

Told = dict[str, object]


def told(reader: Reader, text: str) -> list[Told]:
    """All signals read, also those that are too doubtful to be told, without how sure they are."""
    weighed, _ = reader.weighed(text, at=AT)
    return [{name: value for name, value in shape(s).items() if name not in _ASIDE} for s, _ in weighed]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Omar's sheet metal workers, four of them", {"kind": "headcount", "trade": "hvac", "count": 4}),
        ("flatbed with the mast sections is here, 18 of them on the truck",
         {"kind": "delivery", "status": "arrived", "quantity": 18, "unit": "ea"}),
        ("3 of the north glass panels came in cracked",
         {"kind": "delivery", "task": "F-830", "status": "damaged", "quantity": 3, "unit": "ea"}),
        ("4 loads of stone showed up, last ones due 7am tomorrow",
         {"kind": "delivery", "status": "scheduled", "when": "2026-03-18T07:00"}),
        ("16 sticks of pipe showed up, two short of what we ordered",
         {"kind": "delivery", "status": "short", "quantity": 2, "unit": "ea"}),
        ("The ready mix plant called, they can't get here before 3",
         {"kind": "delivery", "status": "late", "when": "2026-03-17T15:00"}),
        ("Standby claim from the facade sub: 4,100", {"kind": "cost", "amount": 4100, "currency": None}),
        ("spent about twelve hundred on lights", {"kind": "cost", "amount": 1200, "currency": None}),
        ("south brackets, 11 set today",
         {"kind": "progress", "task": "F-820", "status": "in_progress", "quantity": 11, "unit": "ea"}),
        ("pile caps are done, membrane at 85",
         {"kind": "progress", "task": "A-140", "status": "in_progress", "percent": 85}),
        ("Access road: another 120 m2 of hardcore laid",
         {"kind": "progress", "task": "X-030", "status": "in_progress", "quantity": 120, "unit": "m2"}),
        ("Electricians mobilised on L1, eight hours each. Rough-in has reached three quarters.",
         {"kind": "progress", "task": "M-510", "status": "in_progress", "percent": 75}),
        ("fog burned off, crane's lifting again", {"kind": "cleared", "cause": "weather"}),
        ("can't pour L5 till the bar is fixed", {"kind": "blocker", "task": "A-510", "cause": "prior_work"}),
        ("duct crew is dead in the water on L1 because the sprinkler mains aren't in",
         {"kind": "blocker", "task": "M-530", "cause": "prior_work"}),
        ("brackets on hold until the embed detail comes back", {"kind": "blocker", "cause": "design"}),
        ("we require 12 widgets at L4 by Thursday",
         {"kind": "request", "need": "material", "quantity": 12, "unit": "ea", "when": "2026-03-19"}),
    ],
)  # fmt: skip
def test_what_is_told_beside(text: str, wanted: Told, tower: Reader) -> None:
    """Each of these is among what is read, with these values and no others."""
    assert wanted in told(tower, text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("fire marshal failed the mains on L1, two missing hangers", "delivery"),
        ("one of the laborers got dust in his eye, eye wash and back to it", "cleared"),
        ("Near miss: pallet jack rolled off the dock and stopped about a metre from a laborer", "blocker"),
        ("three tin knockers out with the flu", "headcount"),
        ("eight lads on deck, and that includes the two apprentices", "delivery"),
        ("bout 15 guys on site, half of them plumbers", "progress"),
        ("night shift on the north wall set us back four grand", "progress"),
        ("hoist inspection is scheduled for the 25th", "delivery"),
        ("they're moving a generator, no hoist till 2", "cleared"),
        ("got going on the hoist base", "cleared"),
        ("L5 slab truck rejected at 98 degrees", "weather"),
        ("they're calling for 40 mph winds tomorrow", "weather"),
        ("can we get more light down in B1", "blocker"),
    ],
)
def test_what_is_only_an_aside(text: str, kind: str, tower: Reader) -> None:
    """What is said only because of something else, or only looks so, is no signal of its own."""
    assert kind not in [one["kind"] for one in told(tower, text)]


@pytest.mark.parametrize(
    "text", ["L3 slab pour done. 8 ironworkers. all finished at 3", "L3 slab pour, 8 ironworkers, 40%"]
)
def test_who_is_counted_names_no_other_work(text: str, tower: Reader) -> None:
    """People of a trade work on what is spoken of, whatever else in the schedule their trade builds."""
    assert {one.get("task") for one in told(tower, text) if one["kind"] == "progress"} == {"A-310"}


@pytest.mark.parametrize(
    "text",
    [
        "the hoist holds 6 of 8",
        "hoist can carry 5 of 10",
        "the hoist is rated for 6 of 10",
        "el montacargas aguanta 4 de 8",
        "al montacargas le caben 6 de 10",
        "vận thăng chở tối đa 6 trên 10",
        "vận thăng chịu được 5 trên 8",
    ],
)
def test_what_a_machine_holds_is_no_progress(text: str, tower: Reader) -> None:
    """So many of so many fit in: that is how much it takes, and nothing of its own building."""
    assert tower.read(text, at=AT).signals == ()


@pytest.mark.parametrize(
    "text",
    [
        "hoist is at 5 of 10",
        "hoist mast 5 of 10 sections up",
        "hoist installation 5 of 10 done",
        "el montacargas lleva 5 de 10 tramos",
        "vận thăng lắp được 5/10 đốt",
    ],
)
def test_how_much_of_a_machine_stands_is_progress(text: str, tower: Reader) -> None:
    """The same numbers of what is built up."""
    (found,) = tower.read(text, at=AT).signals
    assert (found.kind, found.task, found.values["percent"]) == ("progress", "A-040", 50)
