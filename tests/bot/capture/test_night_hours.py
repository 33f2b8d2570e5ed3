"""Hours that are said in a night shift are the night's; in the day they stay what they are."""

from datetime import datetime, time

import pytest

from bot.capture.reader import Reader
from rules.worktime.shift import Shift

NIGHT = Shift(opens=time(19), closes=time(5))
LATE, SMALL = datetime(2026, 3, 10, 22), datetime(2026, 3, 11, 3)  # noqa: DTZ001 - the local time of the writer


@pytest.mark.parametrize(
    ("at", "said", "meant"),
    [
        (LATE, "by 5:00", "2026-03-11T05:00"),
        (LATE, "by 5", "2026-03-11T05:00"),
        (LATE, "by 2", "2026-03-11T02:00"),
        (LATE, "by 5pm", "2026-03-11T17:00"),
        (LATE, "by 17:00", "2026-03-11T17:00"),
        (LATE, "tomorrow at 4", "2026-03-11T04:00"),
        (LATE, "Friday at 2", "2026-03-13T14:00"),
        (LATE, "end of shift", "2026-03-11T05:00"),
        (SMALL, "by 5", "2026-03-11T05:00"),
        (SMALL, "in 2 hours", "2026-03-11T05:00"),
    ],
)
def test_an_hour_of_the_night(reader: Reader, at: datetime, said: str, meant: str) -> None:
    """Within the shift where it can be, next to now; what is said surely, or of another day, is left alone."""
    assert reader.when(said, at=at, night=NIGHT) == meant


def test_the_day_is_as_it_was(reader: Reader) -> None:
    """Without a night shift five is in the afternoon, and a day ends at five."""
    noon = datetime(2026, 3, 10, 12)  # noqa: DTZ001 - the local time of the writer
    assert reader.when("by 5:00", at=noon) == reader.when("end of shift", at=noon) == "2026-03-10T17:00"


@pytest.mark.parametrize(
    ("at", "text", "meant"),
    [
        (LATE, "need the pump on L3 by 5", "2026-03-11T05:00"),
        (LATE, "need the pump on L3 at 11", "2026-03-10T23:00"),
        (LATE, "L3 slab pour will be done by 5:00", "2026-03-11T05:00"),
        (LATE, "necesitamos la bomba en el L3 para las 5", "2026-03-11T05:00"),
        (LATE, "cần bơm ở tầng 3 trước 5h", "2026-03-11T05:00"),
        (LATE, "need the pump on L3 by 5pm", "2026-03-11T17:00"),
        (SMALL, "crane down since 11", "2026-03-10T23:00"),
        (SMALL, "crane down since 2", "2026-03-11T02:00"),
    ],
)
def test_it_is_so_in_whole_messages(reader: Reader, at: datetime, text: str, meant: str) -> None:
    """What is needed, promised or told to stand carries the night's hour, in each language."""
    (found,) = (one.values for one in reader.read(text, at=at, night=NIGHT).signals)
    assert meant in found.values()
