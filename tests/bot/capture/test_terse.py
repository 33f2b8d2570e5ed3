"""What English sites leave out: of what a number counts, which hour is meant, why something is not done yet."""

from datetime import datetime

import pytest

from bot.capture.reader import Reader, Thread

AT = datetime(2026, 3, 10, 9)  # noqa: DTZ001 - a writer's local time
ASKED = Thread(
    action="Move the shores off L3", task="A-310", due="2026-03-10T15:00", options=("done", "not_done")
)


def told(tower: Reader, text: str, thread: Thread | None = None) -> list[dict[str, object]]:
    """What is read of it: kind and values of each signal."""
    return [{"kind": s.kind, **s.values} for s in tower.read(text, at=AT, thread=thread).signals]


@pytest.mark.parametrize(
    ("text", "percent", "quantity", "unit"),
    [
        ("hoist install: 11 of 18 mast sections in", 61, 11, "ea"),
        ("sprinkler main on 2: 180 of 240 ft hung", 75, 180, "ft"),
        ("stair 1: 6 of 10 flights set. wait no sorry 7 of 10", 70, 7, "ea"),
        ("duct on 2: 45 of 90 ft hung", 50, 45, "ft"),
    ],
)
def test_so_many_of_so_many(tower: Reader, text: str, percent: int, quantity: int, unit: str) -> None:
    """A share is progress, whatever stands between it and the word for what was done; a correction leaves what is right."""
    (found,) = told(tower, text)
    assert (found["kind"], found["status"]) == ("progress", "in_progress")
    assert (found["percent"], found["quantity"], found["unit"]) == (percent, quantity, unit)


@pytest.mark.parametrize(
    ("text", "task", "percent"),
    [
        ("we got 5 of 8 bays of L4 formwork closed", "A-480", 62),
        ("3 of 4 bays of L3 formwork closed", "A-380", 75),
        ("6 of 9 sections of the L2 ductwork hung", "M-630", 67),
    ],
)
def test_a_share_of_pieces_is_of_the_work_that_is_named_after_them(
    tower: Reader, text: str, task: str, percent: int
) -> None:
    """A work that is called as its trade is no count of people."""
    (one,) = tower.read(text, at=AT).signals
    assert (one.kind, one.task, one.values["percent"]) == ("progress", task, percent)


@pytest.mark.parametrize("text", ["18 of 24 guys in today", "half of the plumbers set up on L3"])
def test_a_share_of_people_is_no_progress(tower: Reader, text: str) -> None:
    """Of people a share tells how many came."""
    assert not any("percent" in one for one in told(tower, text))


@pytest.mark.parametrize(
    ("text", "quantity", "unit"),
    [
        ("clamp order's 40 short", 40, "ea"),
        ("the bolts came 50 short", 50, "ea"),
        ("rebar delivery short by 3 t", 3, "t"),
    ],
)
def test_what_is_short_is_counted(tower: Reader, text: str, quantity: int, unit: str) -> None:
    """A number within the words for what is missing counts pieces."""
    (found,) = told(tower, text)
    assert (found["status"], found["quantity"], found["unit"]) == ("short", quantity, unit)


@pytest.mark.parametrize(
    ("text", "second"),
    [
        (
            "board's here, 220 sheets, and 9 of them are crushed",
            {"status": "damaged", "quantity": 9, "unit": "sheet"},
        ),
        (
            "2 loads of gravel tipped, 3 more coming at 2",
            {"status": "scheduled", "quantity": 3, "unit": "load", "when": "2026-03-10T14:00"},
        ),
    ],
)
def test_a_load_goes_on(tower: Reader, text: str, second: dict[str, object]) -> None:
    """What is counted after it without a unit is counted as it was."""
    _, found = told(tower, text)
    assert found == {"kind": "delivery", **second}


@pytest.mark.parametrize(
    ("text", "when"), [("gimme till half 4", "16:30"), ("I'll be there at half 10", "10:30")]
)
def test_half_of_an_hour_is_half_past(tower: Reader, text: str, when: str) -> None:
    """Where a time is introduced, as the British say it."""
    (found,) = told(tower, text, ASKED)
    assert (found["answer"], found["when"]) == ("eta", f"2026-03-10T{when}")


@pytest.mark.parametrize(
    ("text", "when"),
    [("just leaving the yard, there in 20", "2026-03-10T09:20"), ("be there in 3 days", "2026-03-13")],
)
def test_a_few_without_a_unit_are_minutes(tower: Reader, text: str, when: str) -> None:
    """After a word for being there a bare number counts minutes; with a unit, that."""
    (found,) = told(tower, text, ASKED)
    assert (found["answer"], found["when"]) == ("eta", when)


def test_half_without_an_hour_is_how_far(tower: Reader) -> None:
    """ "At half" alone is a share."""
    (found,) = told(tower, "L3 slab pour at half")
    assert found["percent"] == 50


@pytest.mark.parametrize(
    ("text", "cause", "when"),
    [
        ("forklift's with the brickies till half one, I'll shift them then", "equipment", "2026-03-10T13:30"),
        ("crane is with the steel guys until noon", "equipment", "2026-03-10T12:00"),
        ("inspector is at the tower till 2", "inspection", "2026-03-10T14:00"),
        ("halfway, then the rain got us. tomorrow 9", "weather", "2026-03-11T09:00"),
    ],
)
def test_an_excuse_with_a_new_time_is_not_done(tower: Reader, text: str, cause: str, when: str) -> None:
    """What it needs is not to be had before then."""
    answer = next(one for one in told(tower, text, ASKED) if one["kind"] == "response")
    assert (answer["answer"], answer["cause"], answer["when"]) == ("not_done", cause, when)


@pytest.mark.parametrize("text", ["we have the crane till 4 so yes", "done. crane was here till 3"])
def test_a_yes_is_no_excuse(tower: Reader, text: str) -> None:
    """A time until which something is at hand holds nobody up who says that it is done, or will be."""
    assert not any(one.get("answer") == "not_done" for one in told(tower, text, ASKED))


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("We paid GHS 4,500 for the pump truck", 4500, "GHS"),
        ("hire of the second pump came to 1.5 lakh rupees", 150000, "INR"),
        ("approved ₱85,000 for the L5 chamfers", 85000, "PHP"),
        ("spent CAD 6,750 on the winter heat", 6750, "CAD"),
    ],
)
def test_money_of_many_countries(tower: Reader, text: str, amount: int, currency: str) -> None:
    """By its sign, its name or its code, before the amount or after it."""
    (found,) = told(tower, text)
    assert (found["kind"], found["amount"], found["currency"]) == ("cost", amount, currency)


def test_a_stop_takes_the_cause_that_the_whole_message_hints_at(tower: Reader) -> None:
    """No phrase tells that a pump is choked; what stands around it does."""
    stops = told(tower, "L4 pour stopped at 11:05, line pump's gurgling and spluttering")
    assert [one.get("cause") for one in stops if one["kind"] == "blocker"] == ["equipment"]


@pytest.mark.parametrize(
    ("text", "told_of"),
    [
        ("framing L1 35", [("M-550", 35)]),
        ("L2 duct 20, sprinkler mains 65", [("M-630", 20), ("M-640", 65)]),
        ("X-020 about 85", [("X-020", 85)]),
        ("stair 2 three flights of ten", [("S-920", 30)]),
        ("5 lifts out of 8 on the basement backfill", [("A-170", 62)]),
    ],
)
def test_a_share_without_its_sign(tower: Reader, text: str, told_of: list[tuple[str, int]]) -> None:
    """A bare number after a work is how far it is: after its place, after its id, and for the next work of a list."""
    found = tower.read(text, at=AT).signals
    assert [(s.task, s.values["percent"]) for s in found] == told_of


@pytest.mark.parametrize("text", ["columns L3 12", "plumbing L2 room 40", "4 bays of 12 ft"])
def test_a_number_that_is_no_share(tower: Reader, text: str) -> None:
    """A name of what stands before it, or a size."""
    assert not [s for s in told(tower, text) if "percent" in s]


@pytest.mark.parametrize(
    "text",
    [
        "7 painters, 3 tapers, nine hours all of them",
        "7 painters 3 tapers. everyone pulled 9 hrs",
        "7 painters, 3 tapers, 9 hours for everybody",
    ],
)
def test_hours_told_once_for_all(tower: Reader, text: str) -> None:
    """Hours that are told last count for everybody before."""
    found = told(tower, text)
    assert [(s["trade"], s["count"], s["hours"]) for s in found] == [("painter", 7, 9), ("drywall", 3, 9)]


@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("hoist is over on the cladding all afternoon", None),
        ("L4 forms: stopped. crane's with the precast crew all day", "A-480"),
        ("boom's tied up with glazing till two", None),
    ],
)
def test_a_machine_that_serves_others(tower: Reader, text: str, task: str | None) -> None:
    """What is elsewhere for long stops work; how long is not what that costs."""
    (stop,) = tower.read(text, at=AT).signals
    assert (stop.kind, stop.task, dict(stop.values)) == ("blocker", task, {"cause": "equipment"})


def test_where_a_machine_stands_stops_nothing(tower: Reader) -> None:
    """Where it is today says of no work that it waits."""
    assert not told(tower, "crane's on the north elevation today")


@pytest.mark.parametrize(
    ("text", "percent"), [("framing L1 about a fifth", 20), ("L2 duct three fifths hung", 60)]
)
def test_fifths(tower: Reader, text: str, percent: int) -> None:
    """A fifth is a share; of a crew it is none of the work."""
    assert [s["percent"] for s in told(tower, text)] == [percent]
    assert not [s for s in told(tower, "L2 slab pour, a third of the gang is off sick") if "percent" in s]


@pytest.mark.parametrize(
    ("text", "delay"),
    [("crane fault cost us an hour ten", "PT1H10M"), ("lost an hour forty to rain", "PT1H40M")],
)
def test_an_hour_and_its_minutes(tower: Reader, text: str, delay: str) -> None:
    """Minutes said after an hour belong to it."""
    assert [s["delay"] for s in told(tower, text) if s["kind"] == "blocker"] == [delay]


def test_who_caught_himself_nearly_fell(tower: Reader) -> None:
    """A fall that somebody stopped is a near miss."""
    (near,) = told(tower, "laborer slipped off a rung but caught himself, not hurt")
    assert (near["class"], near["category"]) == ("near_miss", "fall")
