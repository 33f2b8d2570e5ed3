"""Up the site's line, whatever the line is: whoever it goes up to reads what was tried, and nobody is asked in a circle."""

import re

import pytest

from tests.scenarios.stage import Line, Stage, told

STOPPED = "L3 columns stopped, waiting on concrete"


@pytest.fixture
def blocked(stage: Stage) -> Stage:
    """Tuesday 09:12: Ana has just said that the columns stand still, which is Minh's by 13:12."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", STOPPED)
    return stage


def _ups(stage: Stage) -> list[tuple[str | None, str]]:
    """To whom it went up, and when."""
    return [(step.to, stage.local(step.at)) for step in stage.action().steps if step.kind == "escalated"]


def _escalated(shown: list[Line], to: str) -> list[str]:
    """The messages by which it came to somebody."""
    return [
        text
        for text in told(shown, to, "message")
        if text.startswith("Escalated to you") and "ACT-1:" in text
    ]


def test_whoever_it_goes_up_to_reads_the_whole_story(blocked: Stage) -> None:
    """The words, who was asked when, and who said what: Ana has Minh's, and Grace, of whom Ana needs help, has Ana's as well."""
    blocked.until("2026-03-10T12:30")
    blocked.press("minh", "accept")
    shown = blocked.until("2026-03-10T15:12")
    (thread,) = [line.text for line in shown if line.to == "#tower-a" and line.thread]
    assert (
        "ACT-1 was due Tue 10 Mar 13:12 and is still open. Escalated to Ana Ruiz (@ana), superintendent"
        in thread
    )
    (ana,) = told(shown, "@ana", "message")
    tried = (
        "“L3 columns stopped, waiting on concrete” Ana Ruiz, Tue 10 Mar 09:12",
        "10 Mar 12:12 Reminded Minh Trần before it is due",
        "10 Mar 12:30 Minh Trần: on it",
        "10 Mar 13:12 Reminded Minh Trần as it fell due",
        "10 Mar 14:12 Reminded Minh Trần after it was due",
        "10 Mar 15:12 No word followed, so it counts as not taken on",
        "10 Mar 15:12 Escalated to Ana Ruiz: still open after Tue 10 Mar 13:12",
    )
    for line in tried:
        assert line in ana
    blocked.until("2026-03-10T16:00")
    blocked.press("ana", "help")
    shown = blocked.play({"submit": {"need": "material", "what": "a second plant"}, "by": "ana"})
    (grace,) = told(shown, "@grace", "message")
    assert "Escalated to you: Ana Ruiz asks for help: a second plant" in grace
    for line in (*tried, "10 Mar 16:00 Ana Ruiz: asks for a second plant"):
        assert line in grace


def test_what_was_asked_for_and_not_given_goes_up_with_it(blocked: Stage) -> None:
    """Minh asked for a pump, and then for time, which Ana does not give: she read of the pump in both, and does still; Grace,
    whom it goes up to next, reads all of it."""
    blocked.press("minh", "help")
    blocked.play({"submit": {"need": "equipment", "what": "a second pump"}, "by": "minh"})
    blocked.press("minh", "later")
    shown = blocked.play({"submit": {"when": "2026-03-17T10:00"}, "by": "minh"})
    needed = "Minh Trần asked for help: a second pump."
    (asked,) = told(shown, "@ana", "message")
    assert asked.startswith("Minh Trần asks for more time, until Tue 17 Mar 10:00")
    assert needed in asked
    assert "10 Mar 09:12 Escalated to Ana Ruiz" in asked
    shown = blocked.press("ana", "deny")
    (mine,) = told(shown, "@ana", "update")
    assert mine.startswith(f"Escalated to you: Minh Trần was asked first and it is still open. {needed}")
    (grace,) = _escalated(blocked.until("2026-03-11T17:00"), "@grace")
    lead = grace.partition(" ACT-1:")[0]
    assert lead.endswith(
        f"{needed} Minh Trần asked for time until Tue 17 Mar 10:00, and Ana Ruiz did not give it."
    )


def test_what_was_given_is_no_longer_asked_for(blocked: Stage) -> None:
    """Ana gave the time: what she and Grace read of it is the promise."""
    blocked.press("minh", "later")
    blocked.play({"submit": {"when": "2026-03-17T10:00"}, "by": "minh"})
    blocked.press("ana", "allow")
    shown = blocked.until("2026-03-18T17:00")
    escalated = [*_escalated(shown, "@ana"), *_escalated(shown, "@grace")]
    assert [text.partition(" ACT-1:")[0] for text in escalated] == [
        "Escalated to you. Promised by Minh Trần for Tue 17 Mar 10:00."
    ] * 2


def test_all_who_had_it_are_named(blocked: Stage) -> None:
    """Minh gave it to Hector, who keeps silent: Ana does not read that Hector was asked first."""
    blocked.press("minh", "not_mine")
    blocked.play({"submit": {"to": "hector", "note": "it is his rebar"}, "by": "minh"})
    (ana,) = _escalated(blocked.until("2026-03-10T15:30"), "@ana")
    assert ana.startswith("Escalated to you: it was asked of Minh Trần and Hector Salas, and is still open.")
    assert "10 Mar 09:12 Minh Trần: handed it to Hector Salas “it is his rebar”" in ana


def test_where_the_line_is_a_circle_nobody_is_asked_twice(stage: Stage) -> None:
    """Ana and Grace are both away and stand in for each other: each finds it once, the morning when they are back."""
    stage.command("ana", "/site away tomorrow..Friday deputy @grace")
    stage.command("grace", "/site away tomorrow..Friday deputy @ana")
    stage.until("2026-03-10T14:00")
    stage.say("omar", STOPPED)
    shown = stage.until("2026-03-16T17:00")
    ana, grace = stage.person("ana"), stage.person("grace")
    assert _ups(stage) == [(ana, "2026-03-11T10:00"), (grace, "2026-03-11T12:00")]
    for person in ("@ana", "@grace"):
        about = [
            line
            for line in shown
            if line.to == person and re.search(r"Escalated to you.*ACT-1\b", line.text, re.S)
        ]
        assert [line.at[5:16] for line in about] == ["03-16T07:00"], person
        assert "Good morning" in about[0].text


def test_who_stands_at_two_rungs_is_asked_once(stage: Stage) -> None:
    """Grace is superintendent as well as project manager, so it goes up to her once."""
    stage.command("grace", "/site setup")
    stage.play({"submit": {"superintendent": "grace", "project_manager": "grace"}, "by": "grace"})
    stage.until("2026-03-10T09:12")
    stage.say("ana", STOPPED)
    shown = stage.until("2026-03-11T16:00")
    assert _ups(stage) == [(stage.person("grace"), "2026-03-10T15:12")]
    assert len(_escalated(shown, "@grace")) == 1


def test_who_left_the_line_is_passed_by(blocked: Stage) -> None:
    """Ana leaves before it is her turn: then it is Grace's, once, and Ana is not written to."""
    blocked.until("2026-03-10T14:30")
    blocked.play({"leave": "#tower-a", "by": "ana"})
    shown = blocked.until("2026-03-12T17:00")
    assert _ups(blocked) == [(blocked.person("grace"), "2026-03-10T15:12")]
    assert told(shown, "@ana", "message") == []
    assert len(_escalated(shown, "@grace")) == 1


def test_one_word_stops_it_on_its_way_up(blocked: Stage) -> None:
    """It went up to Ana, who is on it: Grace hears of it only once nothing more was heard for a shift."""
    blocked.until("2026-03-10T15:30")
    blocked.say("ana", "on it", thread="last-card")
    blocked.until("2026-03-11T15:00")
    assert _ups(blocked) == [(blocked.person("ana"), "2026-03-10T15:12")]
    blocked.until("2026-03-11T15:30")
    assert _ups(blocked)[1:] == [(blocked.person("grace"), "2026-03-11T15:30")]


def test_it_goes_up_to_who_was_away_when_it_was_asked(stage: Stage) -> None:
    """Minh, Ana and Grace are on leave and nobody stands in: Omar, who reported it, is asked, and cannot leave it to who is away;
    it comes up to Ana, and then to Grace, and both find it on the morning when they are back."""
    for person in ("minh", "ana", "grace"):
        stage.command(person, "/site away today..Thursday")
    stage.until("2026-03-10T09:12")
    stage.say("omar", STOPPED)
    assert stage.life().owner == stage.person("omar")
    stage.press("omar", "not_mine")
    shown = stage.play({"submit": {}, "by": "omar"})
    assert any("Nobody else is known who could take ACT-1" in text for text in told(shown, "@omar"))
    shown = stage.until("2026-03-13T06:59")
    assert [to for to, _ in _ups(stage)] == [stage.person("ana"), stage.person("grace")]
    assert told(shown, "@ana", "message") == told(shown, "@grace", "message") == []
    shown = stage.until("2026-03-13T07:30")
    for person in ("@ana", "@grace"):
        (morning,) = [text for text in told(shown, person, "message") if "Good morning" in text]
        assert "ACT-1*" in morning.split("Escalated to you")[1]


@pytest.mark.parametrize(
    ("owner", "up"), [("diego", ["ana", "grace"]), ("ana", ["grace"]), ("grace", [])], ids=str
)
def test_what_is_asked_by_hand_goes_up_and_never_down(stage: Stage, owner: str, up: list[str]) -> None:
    """What the project manager leaves undone is not put to the superintendent, whom she directs."""
    stage.until("2026-03-10T09:00")
    stage.command("grace", f"/site assign @{owner} sign the permit by 11:00")
    stage.until("2026-03-10T17:00")
    assert [to for to, _ in _ups(stage)] == [stage.person(one) for one in up]
