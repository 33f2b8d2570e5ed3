"""What rules tell, what is asked of somebody for several cases at once, and what is kept for the morning."""

from collections.abc import Callable

import pytest

from rules.subject import Severity
from tests.rules.world import rule
from tests.scenarios.stage import Stage, told

Ruled = Callable[..., Stage]
STOPPED = "L3 columns stopped, waiting on concrete"


def telling(severity: Severity = "medium") -> str:
    """Tells the task's owner, the project manager and the channel."""
    then = (
        'notify: "{{ task.name }} <b> is stopped"\n        to: [task.owner, "role:project_manager", channel]'
    )
    return rule("task.blocked = true", id="tells", severity=severity, then=then)


def test_it_is_told_once_to_each_and_aloud(ruled: Ruled) -> None:
    """A direct message to each person and one in the channel: the words, the task, no buttons, no second time."""
    stage = ruled(telling())
    stage.until("2026-03-10T09:12")
    stage.say("ana", STOPPED)
    stage.until("2026-03-10T12:00")
    for to in ("@minh", "@grace", "#tower-a"):
        (line,) = [line for line in stage.shown if line.to == to and "is stopped" in line.text]
        assert (line.kind, line.buttons) == ("message", ())
        assert "Level 3 columns and core walls <b> is stopped\nA-370 Level 3 columns" in line.text
    assert stage.actions() == []


@pytest.mark.parametrize(
    ("severity", "told_at"), [("medium", "2026-03-11T07:00"), ("safety", "2026-03-10T20:00")]
)
def test_quiet_hours_are_kept_but_for_safety(ruled: Ruled, severity: Severity, told_at: str) -> None:
    """People read it when the shift begins; the channel at once."""
    stage = ruled(telling(severity))
    stage.until("2026-03-10T20:00")
    stage.say("ana", STOPPED)
    stage.until("2026-03-11T07:01")
    at = {line.to: line.at[:16] for line in stage.shown if "is stopped" in line.text}
    assert at == {"@minh": told_at, "@grace": told_at, "#tower-a": "2026-03-10T20:00"}


def test_who_was_asked_enough_is_asked_in_the_morning(ruled: Ruled) -> None:
    """Three small things are asked of Minh, the rest stands on their cards and in his digest; danger reaches him all the same."""
    small = rule("request.firm = true", id="small", each="request", severity="low", due="3d")
    danger = rule("blocker.firm = true", id="danger", each="blocker", severity="safety")
    stage = ruled(small, danger)
    for hour, need in enumerate(("4 carpenters", "2 pumps", "2 labourers", "3 welders", "2 masons"), start=9):
        stage.until(f"2026-03-10T{hour:02}:00")
        stage.say("ana", f"need {need} for L3 columns")
    assert [one.asked.held for one in stage.actions()] == ["", "", "", "budget", "budget"]
    assert len(told(stage.shown, "@minh", "message")) == 3
    assert len({line.text[:6] for line in stage.shown if line.to == "#tower-a" and "ACT-" in line.text}) == 5
    shown = stage.say("ana", STOPPED)
    assert len(told(shown, "@minh", "message")) == 1
    (morning,) = [
        text for text in told(stage.until("2026-03-11T07:00"), "@minh", "message") if "Good morning" in text
    ]
    assert "*ACT-4*" in morning and "*ACT-5*" in morning


def test_what_is_over_the_budget_is_read_in_the_morning(ruled: Ruled) -> None:
    """After three small messages a person's phone is left alone; the fourth is in their digest, which says so."""
    stage = ruled(telling("low"))
    for hour, task in enumerate(
        ("L3 columns", "L3 formwork", "L3 rebar", "L4 columns", "L4 formwork"), start=9
    ):
        stage.until(f"2026-03-10T{hour:02}:00")
        stage.say("ana", f"{task} stopped, waiting on material")
    pushed = [line for line in stage.shown if line.to == "@grace" and "is stopped" in line.text]
    aloud = [line for line in stage.shown if line.to == "#tower-a" and "is stopped" in line.text]
    assert (len(pushed), len(aloud) > 3) == (3, True)
    (morning,) = told(stage.until("2026-03-11T07:00"), "@grace", "message")
    assert morning.count("is stopped") == len(aloud) - 3
    assert "kept for this morning" in morning


ONE_CARD = rule(
    "blocker.firm = true", id="together", each="blocker", more="group_by: assignee",
    then='ask: "Get {{ task.name }} moving: {{ blocker.words }}"\n        together: "Get your stopped work moving"\n'
    '        assign: [task.owner, "role:superintendent"]\n        due: 4h',
)  # fmt: skip


@pytest.fixture
def shared(ruled: Ruled) -> Stage:
    """Two tasks of Minh are stopped, one after the other."""
    stage = ruled(ONE_CARD)
    stage.until("2026-03-10T09:12")
    stage.say("ana", STOPPED)
    stage.say("ana", "L3 slab pour stopped, pump down")
    return stage


def test_one_action_for_several_cases(shared: Stage) -> None:
    """A heading and a line for each; the second case buzzes nobody; the digest has one line, `why` each one's words."""
    card = told(shared.shown, "#tower-a", "update")[-1]
    assert card.startswith("ACT-1: Get your stopped work moving (2 cases)\n• Get Level 3 columns")
    assert "\n• Get Level 3 slab pour moving: " in card
    assert "Added: Get Level 3 slab pour moving" in card
    assert [line.kind for line in shared.shown if line.to == "@minh"] == ["message", "update"]
    assert "• Get Level 3 slab pour" in told(shared.shown, "@minh", "update")[-1]
    why = shared.command("grace", "/site why ACT-1")[0].text
    assert "pump down" in why.split("What it stands for")[1]
    shown = shared.until("2026-03-11T07:00")
    morning = next(text for text in told(shown, "@minh", "message") if "Good morning" in text)
    assert morning.count("Get your stopped work moving (2 cases)") == 1


def test_what_is_settled_leaves_it(shared: Stage) -> None:
    """With one case left it reads as that case."""
    shown = shared.say("ana", "L3 slab pour moving again, pump fixed")
    card = told(shown, "#tower-a", "update")[-1]
    assert card.startswith("ACT-1: Get Level 3 columns and core walls moving")
    assert "Settled: Get Level 3 slab pour moving" in card


def test_its_owner_is_asked_whether_it_is_done(ruled: Ruled) -> None:
    """What it was about is gone, and the rule says to ask: a new message with the buttons."""
    stage = ruled(rule("blocker.firm = true", id="asks", each="blocker", more="when_resolved: ask"))
    stage.until("2026-03-10T09:12")
    stage.say("ana", "L3 columns stopped, pump down")
    shown = stage.say("ana", "L3 columns moving again, pump fixed")
    (line,) = [line for line in shown if line.to == "@minh" and line.kind == "message"]
    assert line.text.startswith("What it was about seems settled: is it done? ACT-1")
    assert "done" in line.buttons
    stage.press("minh", "done")
    assert stage.life().status == "done"


def test_a_held_reminder_only_changes_what_stands(ruled: Ruled) -> None:
    """Over the budget no new message comes; the one that stands is edited; the morning tells how many were kept."""
    stage = ruled(rule("blocker.firm = true", id="low", each="blocker", severity="low"))
    stage.until("2026-03-10T09:12")
    stage.say("ana", STOPPED)
    stage.say("ana", "L3 slab pour stopped, pump down")
    shown = stage.until("2026-03-10T16:59")
    fresh = [line for line in stage.shown if line.to == "@minh" and line.kind == "message"]
    held = [s for one in stage.actions() for s in one.steps if s.held and s.to == stage.person("minh")]
    assert (len(fresh), len(held) > 0) == (3, True)
    assert any("Overdue" in text for text in told(shown, "@minh", "update"))
    morning = told(stage.until("2026-03-11T07:00"), "@minh", "message")[-1]
    assert f"{len(held)} messages were kept for this morning" in morning
