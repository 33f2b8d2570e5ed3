"""Working time as it really is: clock changes, night shifts, days on which the site is closed; each reminder comes once."""

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date

import pytest

from bot.playing.plot import Plot
from rules.folding.entry import Stepped
from rules.life.who import managers
from tests.scenarios.replaying import replayed
from tests.scenarios.stage import Stage, told

Staging = Callable[[Plot], AbstractContextManager[Stage]]


def _touches(stage: Stage, action: str = "ACT-1") -> list[tuple[str, str]]:
    """What came of an action by itself, and when by the site's clock; each of it once."""
    steps = [
        one.step for one in stage.journal("stepped") if isinstance(one, Stepped) and one.action == action
    ]
    assert max(Counter(step.id for step in steps).values()) == 1
    own = [step for step in steps if step.by is None]
    return [(step.reminder or step.kind, stage.local(step.at)[5:]) for step in own]


@pytest.mark.parametrize(
    ("friday", "monday", "up"),
    [("2026-03-06", "03-09", "03-08T04:30"), ("2026-10-30", "11-02", "11-01T02:30")],
    ids=["an hour is lost", "an hour comes twice"],
)
def test_through_a_clock_change(tower: Plot, staging: Staging, friday: str, monday: str, up: str) -> None:
    """Over the weekend on which the clock is set: Monday's times are Monday's by the wall, also what was put off
    to the next shift; danger is counted by the clock, and
    digests come at their hour; from the journal alone it comes out the same."""
    with staging(replace(tower, day=date.fromisoformat(friday))) as stage:
        stage.until(f"{friday}T09:00")
        stage.command("grace", "/site assign @diego grease the hoist by Monday 8:00")
        stage.command("grace", "/site assign @minh check the pump by Tuesday 15:00")
        stage.press("minh", "snooze", "ACT-2")
        told_so = stage.play({"submit": {"again": "tomorrow"}, "by": "minh"})
        assert any("I remind you of ACT-2 Mon" in text and "07:00" in text for text in told(told_so, "@minh"))
        stage.until(f"{date.fromisoformat(friday).replace(day=7 if monday < '10' else 31)}T23:30")
        stage.say("omar", "no harness on the deck edge")
        hazard = next(one.asked.id for one in stage.actions() if one.asked.severity == "safety")
        shown = stage.until(f"{friday[:5]}{monday}T10:30")
        assert _touches(stage)[:4] == [
            ("before", f"{monday}T07:00"),
            ("due", f"{monday}T08:00"),
            ("after", f"{monday}T09:00"),
            ("escalated", f"{monday}T10:00"),
        ]
        assert ("escalated", up) in _touches(stage, hazard)
        assert _touches(stage, "ACT-2") == [("snoozed", f"{monday}T07:00")]
        digests = [line.at[5:16] for line in shown if line.to == "@grace" and "Good morning" in line.text]
        assert digests == [f"{monday}T07:00"]
        replayed(stage)


def test_a_night_shift(stage: Stage) -> None:
    """From ten in the evening until six: what is due at five is followed up by six, and goes up an hour into the next night."""
    stage.command("ana", "/site setup")
    stage.play({"submit": {"opens": "22:00", "closes": "06:00"}, "by": "ana"})
    stage.until("2026-03-10T22:30")
    stage.command("grace", "/site assign @diego grease the hoist by tomorrow 5am")
    asked = stage.actions()[-1].asked.id
    stage.until("2026-03-11T23:30")
    assert _touches(stage, asked)[:4] == [
        ("before", "03-11T04:00"),
        ("due", "03-11T05:00"),
        ("after", "03-11T06:00"),
        ("escalated", "03-11T23:00"),
    ]


@pytest.mark.parametrize(
    ("friday", "saturday", "expected"),
    [
        ("2026-03-06", "2026-03-07", ["03-09T23:00", "03-10T00:00", "03-10T01:00", "03-10T02:00"]),
        ("2026-10-30", "2026-10-31", ["11-01T05:00", "11-01T06:00", "11-02T23:00", "11-03T00:00"]),
    ],
    ids=["an hour is lost", "an hour comes twice"],
)
def test_a_night_shift_in_which_the_clock_is_set(
    tower: Plot, staging: Staging, friday: str, saturday: str, expected: list[str]
) -> None:
    """Asked at eleven in the night to Sunday with eight hours: until six there are six real hours of them, or eight, and what
    is left is worked in the next shift; each reminder comes once."""
    with staging(replace(tower, day=date.fromisoformat(friday))) as stage:
        stage.command("ana", "/site setup")
        stage.play({"submit": {"opens": "22:00", "closes": "06:00"}, "by": "ana"})
        stage.command("ana", "/site open Saturday")
        stage.until(f"{saturday}T23:00")
        stage.command("grace", "/site assign @diego grease the hoist")
        asked = stage.actions()[-1].asked
        assert stage.local(asked.due)[5:] == expected[1]
        stage.until(f"{saturday[:5]}{expected[3]}")
        assert [at for _, at in _touches(stage, asked.id)] == expected
        replayed(stage)


def test_a_day_on_which_the_site_is_closed(stage: Stage) -> None:
    """Ana closes Wednesday for the storm: everybody reads it, and what waited for Wednesday waits for Thursday; taken back it
    does not. A Saturday can be worked. Omar may not say so."""
    stage.command("grace", "/site assign @diego grease the hoist by 16:30")
    shown = stage.command("ana", "/site closed tomorrow because the storm comes")
    (aloud,) = told(shown, "#tower-a", "message")
    assert "Ana Ruiz: the site is closed on Wed 11 Mar" in aloud
    assert "the storm comes" in aloud
    assert "Wed 11 Mar: closed" in told(stage.command("omar", "/site closed"), "@omar")[0]
    stage.until("2026-03-12T09:00")
    assert _touches(stage) == [
        ("before", "03-10T15:30"),
        ("due", "03-10T16:30"),
        ("after", "03-12T07:30"),
        ("escalated", "03-12T08:30"),
    ]
    stage.command("ana", "/site open Saturday")
    calendar = stage.site().calendar
    assert calendar.is_working_day(date(2026, 3, 14))
    stage.command("ana", "/site closed Saturday")
    assert stage.site().calendar == replace(calendar, extra_days=frozenset())
    assert stage.person("omar") not in managers(stage.site())
    refused = told(stage.command("omar", "/site closed Friday"), "@omar")
    assert "Only the site's managers" in refused[0]
    taught = told(stage.command("ana", "/site closed yesterday"), "@ana")
    assert "/site closed Friday" in taught[0]


def test_over_a_weekend_and_a_public_holiday(tower: Plot, staging: Staging) -> None:
    """Grace sets Mexico's holidays, of which the next are told by name. What is due on the Monday that is one is asked about on
    Tuesday, when work begins; from Friday evening until then nobody is written to."""
    with staging(replace(tower, day=date(2026, 3, 13))) as stage:
        stage.until("2026-03-13T15:00")
        stage.command("grace", "/site setup")
        stage.play({"submit": {"country": "mx"}, "by": "grace"})
        (days,) = told(stage.command("grace", "/site closed"), "@grace")
        assert "Mon 16 Mar: Benito Juárez's birthday, a public holiday" in days
        stage.command("grace", "/site assign @diego grease the hoist by Monday 8:00")
        (greased,) = [one.asked.id for one in stage.actions() if one.asked.text == "grease the hoist"]
        shown = stage.until("2026-03-17T09:30")
        assert _touches(stage, greased) == [
            ("before", "03-13T16:00"),
            ("due", "03-17T07:00"),
            ("after", "03-17T08:00"),
            ("escalated", "03-17T09:00"),
        ]
        assert [line for line in shown if "2026-03-13T17:01" < line.at < "2026-03-17T07:00"] == []
        (due,) = [text for text in told(shown, "@diego", "message") if text.startswith("Due now")]
        assert "Due Mon 16 Mar 08:00" in due
        replayed(stage)


def test_nobody_is_woken_where_it_is_night(stage: Stage) -> None:
    """Pia manages from Berlin: what she is asked at three in Chicago, nine in the evening for her, waits for the next shift."""
    people = stage.world.sandbox
    people.workspace.add_user("pia", tz="Europe/Berlin")
    people.invite("pia", "#tower-a")
    stage.until("2026-03-10T15:00")
    shown = stage.command("grace", "/site assign @pia approve the drawing by Friday 12:00")
    shown += stage.until("2026-03-10T18:00")
    assert told(shown, "@pia", "message") == []
    shown = stage.until("2026-03-11T07:05")
    assert any("approve the drawing" in text for text in told(shown, "@pia", "message"))
