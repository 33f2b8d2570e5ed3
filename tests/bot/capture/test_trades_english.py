"""What trades of several countries say of how far they are, of what lacks, and of what would only follow."""

import pytest

from bot.capture.reader import Reader, Thread
from tests.bot.capture.conftest import TUESDAY, Read

ROUGH_IN = Thread(action="Complete the L1 plumbing rough-in", task="M-520", due=None)


def told(reader: Reader, text: str) -> list[tuple[object, ...]]:
    """Each signal of a text as its kind and its values in order."""
    return [(s.kind, *s.values.values()) for s in reader.read(text, at=TUESDAY).signals]


@pytest.mark.parametrize(
    "text",
    [
        "did yous get the shop drawings for stair 1 or will I ring them?",
        "nobody wearing a harness is how people die. That's not about today",
        "tomorrow half the crew is off",
    ],
)  # fmt: skip
def test_nothing_is_told(tower: Reader, text: str) -> None:
    """A question of fact, a warning of no day, and a half of people."""
    assert told(tower, text) == []


def test_the_inspector_who_found_nothing_stops_nothing(tower: Reader) -> None:
    """Who cannot find a fault is no inspector who does not come."""
    found = told(tower, "L2 plumbing signed off, the inspector couldn't find a single thing")
    assert found == [("quality", "pass")]
    assert told(tower, "L3 pour held up, inspector couldn't come")[0][:2] == ("blocker", "inspection")


def test_what_would_follow_otherwise_is_no_stop(tower: Reader) -> None:
    """The need is asserted, what follows unless it is met is not."""
    found = told(tower, "need architect decision on stair 1 landing by Friday otherwise we cannot release it")
    assert found == [("request", "decision", "2026-03-13")]
    found = told(tower, "need the crane by 2 otherwise we lose the pour")
    assert found == [("request", "equipment", "2026-03-10T14:00")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L2 duct hung to grid C, 90 ft so far", ("progress", "in_progress", 90, "ft")),
        ("L3 plumbing installed 45 m today", ("progress", "in_progress", 45, "m")),
        ("stripped most of L4", ("progress", "in_progress")),
        ("divider steel for the lift shaft, three bays up out of six", ("progress", "in_progress", 50, 3, "ea")),
        ("L3 slab poured, 52 yds in", ("progress", "done", 52, "yd3")),
    ],
)  # fmt: skip
def test_a_deed_that_goes_on(tower: Reader, text: str, expected: tuple[object, ...]) -> None:
    """So much so far, so much of today, and most of a whole are in progress; a whole with its amount is done."""
    assert expected in told(tower, text)


def test_a_size_counts_nothing(tower: Reader) -> None:
    """Of "24x12 elbows", neither number is how many came; what stands beside the size is."""
    assert told(tower, "the 24x12 elbows came bent") == [("delivery", "damaged")]
    assert told(tower, "4x8 sheets came wet, 12 of them") == [("delivery", "damaged", 12, "ea")]
    assert told(tower, "3 x pumps arrived") == [("delivery", "arrived", 3, "ea")]


def test_what_is_past_a_turn_is_not_what_came(tower: Reader) -> None:
    """ "But fine for the week": the goods came short, and no week."""
    found = told(tower, "studs came in 8 pcs short but fine for the week")
    assert found == [("delivery", "short", 8, "ea")]
    assert told(tower, "lunch came short but good") == []


def test_a_hope_hangs_on_nothing(tower: Reader) -> None:
    """ "If we're lucky" doubts the day and takes nothing back; any other condition does."""
    assert ("forecast", "2026-03-13") in told(tower, "if we're lucky the L3 slab will be done Friday")
    assert told(tower, "if the pump comes the L3 slab will be done Friday") == []


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("L3 pour done tomorrow half four", "2026-03-11T16:30"),
        ("L3 slab done by the sixteenth", "2026-03-16"),
        ("L3 slab will be finished by the twenty first", "2026-03-21"),
    ],
)
def test_hours_and_days_in_words(tower: Reader, text: str, when: str) -> None:
    """Half an hour after a day, and the days of the month as they are spoken."""
    assert told(tower, text) == [("forecast", when)]


def test_what_numbers_a_thing_is_no_day(tower: Reader) -> None:
    """The second of several pours is no date."""
    found = told(tower, "need two riggers by the second pour")
    assert all("2026" not in str(value) for one in found for value in one)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("wind's gone, under 30 on the gauge, crane's lifting again", "weather"),
        ("boulders are all dug out, L1 trench resumed", "unforeseen"),
        ("hot work permit renewed, welders back at it", "inspection"),
        ("pump blocked at nine, cost us forty minutes but she's running again", "equipment"),
    ],
)
def test_what_is_over(read: Read, text: str, cause: str) -> None:
    """One clearing, with the cause of what had stopped the work."""
    cleared = [s.values.get("cause") for s in read(text).signals if s.kind == "cleared"]
    assert cleared == [cause]


def test_what_resumes_only_later_is_not_over(read: Read) -> None:
    """ "Resumes only after it is fixed" clears nothing."""
    text = "Stop note served on the L4 columns. Work resumes only after it is fixed."
    assert [s.kind for s in read(text).signals] == ["blocker"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L2 electrical 30 percent only due to cable shortage", ("blocker", "material")),
        ("no digging since nine, the box is not here", ("blocker", "2026-03-10T09:00")),
        ("the cement truck never pitched", ("delivery", "late")),
        ("2 dogmen on site", ("headcount", "rigger", 2)),
    ],
)
def test_words_of_the_trades(tower: Reader, text: str, expected: tuple[object, ...]) -> None:
    """What lacks, stands or does not come, in words of several countries."""
    found = told(tower, text)
    assert any(one[0] == expected[0] and set(expected) <= set(one) for one in found)


def test_half_past_in_a_reply(tower: Reader) -> None:
    """A promise of the hour by the half."""
    found = tower.read("half done, rest by tomorrow half four", at=TUESDAY, thread=ROUGH_IN).signals
    assert [s.values.get("when") for s in found if s.kind == "response"] == ["2026-03-11T16:30"]
