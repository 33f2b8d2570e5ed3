"""The product's determinism: whatever was lived through, its journal alone gives every decision and the whole state again."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib import resources
from pathlib import Path

import pytest

from bot.cli import main
from bot.console.commandline import STORIES
from bot.playing.plot import Plot
from rules.folding.entry import Deleted, Said, Stepped, Unstepped
from tests.scenarios.month import month
from tests.scenarios.replaying import replayed, tried
from tests.scenarios.stage import Stage

Staging = Callable[[Plot], AbstractContextManager[Stage]]


# How often the clock alone has to wake somebody in each story: one wake too few loses a reminder, one too many is idle.
# At 17:00 each has one for the rebar crew, whose booking ends then. The week of promises, which is long, is played once, in
# `test_stories`.
WAKES = {
    "blocked-pour": 4,
    "broken-promise": 8,
    "propose-first": 3,
    "put-right": 7,
    "quiet-day": 2,
    "spare-pump": 48,
}


@pytest.mark.parametrize("story", [name for name in STORIES if name != "promise-week"])
def test_a_shipped_story_is_reproduced(story: str, staging: Staging, tower: Plot) -> None:
    """Played through the whole product, then from its journal alone, with just the wakes that it needs."""
    lines = resources.files("bot.demo_data").joinpath("stories", f"{story}.jsonl").read_text("utf-8")
    with staging(tower) as stage:
        stage.play(*lines.splitlines())
        found = replayed(stage)
        assert found.woken == WAKES[story]
        tried(stage)


def test_days_of_talk_are_reproduced(staging: Staging, tower: Plot) -> None:
    """Reports, answers by button, form, reaction and word, edits and deletions, drawn by chance."""
    with staging(tower) as stage:
        stage.until("2026-03-10T09:00")
        stage.command("grace", "/site assign @diego check the hoist by tomorrow 14:00")
        for what in ("react", "unreact"):
            stage.play({what: "eyes", "by": "diego", "card": "last"})
        month(stage, 7, days=3, talk=8)
        found = replayed(stage)
        kinds = {type(entry) for entry in stage.journal()}
        assert {Said, Deleted, Stepped, Unstepped} <= kinds
        assert min(found.decisions, found.steps) > 10
        tried(stage)


def test_the_command_line_reproduces_and_tries(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """`rules backtest` ends well where all is reproduced, and with a rulebook prints the table; `explain` tells clauses."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", "L3 columns stopped, no concrete delivered, crane's waiting")
    stage.until("2026-03-10T12:00")
    monkeypatch.setenv("SITELOOP_DATABASE_URL", stage.world.siteloop.settings.database_url)
    channel = ["--channel", stage.world.sandbox.workspace.channel("#tower-a").id]
    assert main(["rules", "backtest", *channel]) == 0
    assert "decisions reproduced" in capsys.readouterr().out
    assert main(["rules", "backtest", *channel, "--rulebook", "rules/book/safety.yml"]) == 0
    assert "no longer" in capsys.readouterr().out
    trial = ["rules", "backtest", *channel, "--rulebook", "rules/book/safety.yml"]
    assert main([*trial, "--json", "--picture", str(tmp_path / "trial.svg")]) == 0
    told = capsys.readouterr()
    assert [one["rule"] for one in json.loads(told.out)["no_longer"]] == ["work-stopped"]
    assert told.err == ""
    assert "<!-- work-stopped -->" in (tmp_path / "trial.svg").read_text()
    assert main([*trial, "--picture", "trial.gif"]) == 1
    assert "end its name in .png or .svg" in capsys.readouterr().err
    assert main(["rules", "backtest", *channel, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["same"] is True
    assert main(["rules", "explain", "work-stopped", "A-370", *channel, "--at", "2026-03-10T09:00"]) == 0
    assert "no blocker is open on it" in capsys.readouterr().out
    assert main(["rules", "explain", "work-stoped", "A-370", *channel]) == 1
    assert "Did you mean work-stopped" in capsys.readouterr().err
    assert main(["rules", "backtest", *channel, "--since", "yesterday"]) == 1
    assert "is no date" in capsys.readouterr().err


def test_rules_are_checked_against_what_happened(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`rules check --history` tells which of them would have asked too often at this site."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", "L3 columns stopped, no concrete delivered, crane's waiting")
    monkeypatch.setenv("SITELOOP_DATABASE_URL", stage.world.siteloop.settings.database_url)
    check = ["rules", "check", "--history", stage.world.sandbox.workspace.channel("#tower-a").id]
    assert main(check) == 0
    assert "noisy" not in capsys.readouterr().out
    assert main([*check, "--per-week", "0.5", "--strict"]) == 1
    told = capsys.readouterr().out
    assert "rule work-stopped: when: At this site it would have acted" in told
    assert "0.5 is the limit" in told


def test_why_not_is_asked_in_slack(stage: Stage) -> None:
    """The answer is private, names what held the rule back, and what may be meant by a wrong name."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", "L3 columns stopped, no concrete delivered, crane's waiting")
    asked = stage.action().asked
    (told,) = stage.command("grace", f"/site why-not {asked.rule} {asked.task}")
    assert (told.to, told.kind) == ("@grace", "ephemeral")
    assert "ACT-1 is open on the same matter" in told.text
    assert "L3 columns stopped" in told.text and "✓" in told.text
    (past,) = stage.command("grace", f"/site why-not {asked.rule} {asked.task} at 2026-03-10T09:00")
    assert "no blocker is open on it" in past.text
    (wrong,) = stage.command("grace", f"/site why-not {(asked.rule or '')[:-1]} {asked.task}")
    assert f"Did you mean {asked.rule}" in wrong.text
    (usage,) = stage.command("grace", "/site why-not")
    assert "Name a rule and a task" in usage.text


def test_a_life_with_everything_in_it_is_reproduced(staging: Staging, tower: Plot) -> None:
    """Confirmed, sent back, shown by a photo, negotiated, split, put off, handed over, forgotten, on leave: the journal alone
    gives it all again."""
    with staging(tower) as stage:
        stage.until("2026-03-10T09:00")
        stage.say("ana", "L3 slab rebar inspection failed, cover is too small at C4")
        stage.press("hector", "done", "ACT-1")
        stage.press("ana", "send_back", "ACT-1")
        stage.play({"submit": {"why": "C5 is too small as well"}, "by": "ana"})
        stage.command("grace", "/site assign @diego grease the hoist by Friday 15:00")
        stage.press("diego", "accept", "ACT-2")
        stage.say("ana", "L3 columns stopped, waiting on concrete")
        stage.press("minh", "later", "ACT-3")
        stage.play({"submit": {"when": "2026-03-19T10:00"}, "by": "minh"})
        stage.press("ana", "allow", "ACT-3")
        stage.press("minh", "split", "ACT-3")
        form = {"mine": "call the plant", "theirs": "clear the way", "to": "hector"}
        stage.play({"submit": form, "by": "minh"})
        stage.press("hector", "help", "ACT-4")
        stage.play({"submit": {"need": "labour", "what": "2 men", "stops": "yes"}, "by": "hector"})
        stage.press("diego", "snooze", "ACT-2")
        stage.play({"submit": {"again": "tomorrow"}, "by": "diego"})
        stage.until("2026-03-10T16:30")
        stage.command("hector", "/site handover @carlos")
        stage.press("carlos", "take_all")
        stage.command("ana", "/site away 11 March..12 March deputy @omar")
        stage.command("minh", "/site away tomorrow..Thursday deputy @omar")
        stage.press("carlos", "done", "ACT-1")
        stage.until("2026-03-16T12:00")
        replayed(stage)
        steps = [entry.step.kind for entry in stage.journal("stepped") if isinstance(entry, Stepped)]
        assert {"returned", "allowed", "split", "snoozed", "passed", "forgotten"} <= set(steps)
