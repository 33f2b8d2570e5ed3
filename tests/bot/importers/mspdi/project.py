"""Small MS Project files to test with: the sample that lies beside, and ones built from a few elements."""

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from bot.importers import ImportFailed, Problem, read_mspdi

HOUSE = (Path(__file__).parent / "house.xml").read_bytes()
WEEK = "".join(
    f"<WeekDay><DayType>{day}</DayType><DayWorking>{int(1 < day < 7)}</DayWorking>"
    + ("<WorkingTimes>" if 1 < day < 7 else "")
    + (
        "<WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime></WorkingTime>"
        "<WorkingTime><FromTime>13:00:00</FromTime><ToTime>17:00:00</ToTime></WorkingTime></WorkingTimes>"
        if 1 < day < 7
        else ""
    )
    + "</WeekDay>"
    for day in range(1, 8)
)
STANDARD = f"<Calendar><UID>1</UID><WeekDays>{WEEK}</WeekDays></Calendar>"


def task(uid: int, more: str = "", **values: object) -> str:
    """A task on 2–4 March 2026 at the first level of the outline; a value of None leaves its element out."""
    usual: dict[str, object] = {
        "UID": uid,
        "ID": uid,
        "Name": f"Work {uid}",
        "OutlineLevel": 1,
        "Start": "2026-03-02T08:00:00",
        "Finish": "2026-03-04T17:00:00",
        "Duration": "PT24H0M0S",
    }
    chosen = {tag: value for tag, value in {**usual, **values}.items() if value is not None}
    return f"<Task>{''.join(f'<{tag}>{escape(str(v))}</{tag}>' for tag, v in chosen.items())}{more}</Task>"


def after(uid: int, kind: object = 1, lag: object = 0, form: object = 7, more: str = "") -> str:
    """A link to a predecessor: finish to start unless another kind is given."""
    return (
        f"<PredecessorLink><PredecessorUID>{uid}</PredecessorUID><Type>{kind}</Type>"
        f"<LinkLag>{lag}</LinkLag><LagFormat>{form}</LagFormat>{more}</PredecessorLink>"
    )


def mspdi(*tasks: str, head: str = "", calendars: str = STANDARD, tail: str = "") -> bytes:
    """A file with these tasks, on a calendar of five days from 8 to 17."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Project xmlns="http://schemas.microsoft.com/project">'
        f"<Title>Tower</Title><CalendarUID>1</CalendarUID>{head}<Calendars>{calendars}</Calendars>"
        f"<Tasks>{''.join(tasks)}</Tasks>{tail}</Project>"
    ).encode()


def problems(content: bytes) -> Sequence[Problem]:
    """What the importer says about the file."""
    with pytest.raises(ImportFailed) as failed:
        read_mspdi(content)
    return failed.value.problems
