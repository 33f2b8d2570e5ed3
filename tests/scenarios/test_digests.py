"""Digests and time: local, on working days, across changed clocks, and after a pause."""

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.playing.plot import Plot
from rules.folding.entry import Digested, Stepped
from tests.rules.world import rule
from tests.scenarios.stage import Line, Stage, told

Staging = Callable[[Plot], AbstractContextManager[Stage]]
STOPPED = "L3 columns stopped, waiting on concrete"


def _digests(stage: Stage, name: str) -> list[date]:
    return [
        entry.day for entry in stage.journal("digested") if isinstance(entry, Digested) and entry.to == name
    ]


def _mornings(lines: list[Line], person: str) -> list[str]:
    return [line.at for line in lines if line.to == person and "Good morning" in line.text]


def test_the_morning_tells_each_what_is_theirs(stage: Stage) -> None:
    """Minh's digest has his open action and his work of the day; who has nothing gets nothing."""
    stage.say("ana", STOPPED)
    stage.play({"react": "eyes", "by": "minh", "card": "last"})
    shown = stage.until("2026-03-11T07:00")
    (minh,) = [line.text for line in shown if line.to == "@minh" and "Good morning" in line.text]
    assert "ACT-1" in minh
    assert "A-370" in minh
    assert "Level 3 slab pour" in minh
    assert not any(line.to == "@victor" for line in shown)
    assert all("07:00" in at for at in _mornings(shown, "@minh"))


def test_the_morning_tells_a_finish_that_was_told(stage: Stage) -> None:
    """Beside the plan's own, as the list of tasks does; without one only the plan's."""
    stage.say("minh", "L3 slab pour will be finished Friday, 20 March")
    shown = stage.until("2026-03-11T07:00")
    (minh,) = [line.text for line in shown if line.to == "@minh" and "Good morning" in line.text]
    walls, pour = (line for line in minh.splitlines() if line.startswith("• "))
    assert pour.endswith("ends Wed 11 Mar, expected Fri 20 Mar")
    assert "expected" not in walls


def test_the_evening_tells_what_happened_is_open_and_was_not_answered(stage: Stage) -> None:
    """Reports with who said them, open actions with where they stand, overdue silence, each once."""
    stage.until("2026-03-10T08:00")
    stage.say("ana", STOPPED)
    stage.say("hector", "L3 slab rebar 60%")
    stage.command("grace", "/site assign @diego grease the hoist by Friday")
    digest = told(stage.until("2026-03-10T17:00"), "#tower-a", "message")[-1]
    happened, rest = digest.split("What is open")
    still_open, unanswered = rest.split("What nobody answered")
    assert "Level 3 slab rebar (A-390): 60 % done (Hector Salas)" in happened
    assert "ACT-2" in still_open
    assert "ACT-1" in unanswered
    assert "overdue since Tue 10 Mar 12:00" in unanswered
    lines = [line for line in digest.splitlines() if line.startswith("•")]
    assert len(lines) == len(set(lines))


def test_the_evening_does_not_call_what_is_overdue_closed(stage: Stage) -> None:
    """Where all that is open waits for an answer, it says so, instead of that nothing is open."""
    stage.until("2026-03-10T08:00")
    stage.say("ana", STOPPED)
    digest = told(stage.until("2026-03-10T17:00"), "#tower-a", "message")[-1]
    assert "What is open\nOnly what nobody answered." in digest


def test_what_is_said_after_the_digest_is_in_the_next(stage: Stage) -> None:
    """Nothing falls between two evenings."""
    stage.until("2026-03-10T17:30")
    stage.say("hector", "L3 slab rebar 70%")
    digests = [text for text in told(stage.until("2026-03-11T17:00"), "#tower-a") if "What happened" in text]
    assert "70 % done" in digests[-1]


def test_only_on_working_days_and_through_a_weekend(stage: Stage) -> None:
    """Friday evening, then Monday morning; Saturday and Sunday are silent."""
    stage.until("2026-03-13T16:00")
    shown = stage.until("2026-03-16T08:00")
    assert _digests(stage, "evening")[-1] == date(2026, 3, 13)
    assert _digests(stage, "morning")[-1] == date(2026, 3, 16)
    assert not any(line.at.startswith(("2026-03-14", "2026-03-15")) for line in shown)


@pytest.mark.parametrize(("friday", "monday"), [("2026-03-06", "2026-03-09"), ("2026-10-30", "2026-11-02")])
def test_digests_keep_local_time_when_clocks_change(
    tower: Plot, staging: Staging, friday: str, monday: str
) -> None:
    """The Sunday between has 23 or 25 hours; the digests stay at 07:00 and 17:00 of the site."""
    with staging(replace(tower, day=date.fromisoformat(friday))) as stage:
        for day in (friday, monday):
            shown = stage.until(f"{day}T17:00")
            evening = [line.at for line in shown if line.to == "#tower-a" and "What happened" in line.text]
            assert evening == [f"{day}T17:00:00"] or evening[0].startswith(f"{day}T17:00")
        assert all("T07:00" in line.at for line in stage.shown if "Good morning" in line.text)
        assert _digests(stage, "evening") == [date.fromisoformat(friday), date.fromisoformat(monday)]


def test_a_weekend_down_is_caught_up_without_a_flood(stage: Stage) -> None:
    """Down from Tuesday to Thursday: all is lived through in order, each reminder once; each person is nudged once about it."""
    stage.until("2026-03-10T09:00")
    stage.say("ana", STOPPED)
    stage.world.clock.advance(timedelta(days=2, hours=1))
    shown = stage.play({"advance": "PT1M"})
    steps = [
        entry.step
        for entry in stage.journal("stepped")
        if isinstance(entry, Stepped) and entry.action == "ACT-1"
    ]
    assert max(Counter(step.id for step in steps).values()) == 1
    assert [step.kind for step in steps] == ["reminded"] * 3 + ["escalated"] * 2 + ["reminded"]
    assert [step.at for step in steps] == sorted(step.at for step in steps)
    assert [stage.local(step.at)[:13] for step in steps] == [
        "2026-03-10T12", "2026-03-10T13", "2026-03-10T14", "2026-03-10T15", "2026-03-10T17",
        "2026-03-11T14",
    ]  # fmt: skip
    for person in ("@minh", "@ana", "@grace"):
        about = [
            line for line in shown if line.to == person and line.kind == "message" and "ACT-1:" in line.text
        ]
        assert len(about) == 1, person
    assert _digests(stage, "evening") == [date(2026, 3, 10), date(2026, 3, 11)]


def test_nobody_is_nudged_outside_the_shift(stage: Stage) -> None:
    """An escalation at the end of the shift is told the next morning; safety is told at once."""
    stage.until("2026-03-10T13:30")
    stage.say("ana", STOPPED)
    shown = stage.until("2026-03-11T06:59")
    assert not any(line.at[11:16] > "17:00" for line in shown if line.to.startswith("@"))
    stage.until("2026-03-11T20:00")
    shown = stage.say("ana", "Tuan fell from the ladder and broke his arm")
    assert any(line.to == "@noor" and line.kind == "message" for line in shown)


QUIET = rule("blocker.firm = true", each="blocker", due="3d")


def _unanswered(stage: Stage, day: str) -> list[str]:
    """What nobody answered, as that evening tells it."""
    shown = stage.until(f"2026-03-{day}T17:01")
    digest = next(
        line.text for line in shown if line.to == "#tower-a" and "What nobody answered" in line.text
    )
    lines = digest.split("What nobody answered")[1].split("Crews and plant")[0].splitlines()
    return [line for line in lines if line.startswith("•")]


def test_a_request_grows_old_in_the_digest(ruled: Callable[..., Stage]) -> None:
    """On its day as it was asked, then with the day, the newest first; after a week only how many there are and since when."""
    stage = ruled(QUIET)
    stage.say("ana", "need 4 carpenters for L3 formwork")
    assert _unanswered(stage, "10")[0].startswith("• Ana Ruiz asked: “need 4 carpenters")
    stage.until("2026-03-11T09:00")
    stage.say("ana", "need 2 pumps for L3 slab pour")
    assert [line[:40] for line in _unanswered(stage, "11")][:2] == [
        "• Ana Ruiz asked: “need 2 pumps for L3 s",
        "• Ana Ruiz asked on Tue 10 Mar: “need 4 ",
    ]
    stage.until("2026-03-17T12:00")
    lines = _unanswered(stage, "17")
    assert lines[0].startswith("• Ana Ruiz asked on Wed 11 Mar: “need 2 pumps")
    assert lines[-1] == "• 1 request older than a week, the oldest of Tue 10 Mar: say what became of them."


def test_what_a_done_action_needed_is_not_told(ruled: Callable[..., Stage]) -> None:
    """While it is open it is; once it is done nobody needs it."""
    stage = ruled(QUIET)
    stage.say("ana", STOPPED)
    stage.press("minh", "help")
    stage.play({"submit": {"need": "labour", "what": "two masons", "stops": "no"}, "by": "minh"})
    assert any("two masons" in line and "Minh Trần asked" in line for line in _unanswered(stage, "10"))
    stage.press("minh", "done")
    assert not any("two masons" in line for line in _unanswered(stage, "11"))
