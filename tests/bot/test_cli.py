"""The command line: what is asked wrongly is told in one line, and nothing is half done."""

import argparse
import io
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import main
from bot.console.arguments import command_at, parser
from tests.rules.rule_text import SOUND as RULE

SOUND = "id,name,start,finish\nA-1,Slab pour,2026-03-10,2026-03-11\n"


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The settings name a database with its tables and nothing in them."""
    monkeypatch.setenv("SITELOOP_DATABASE_URL", f"sqlite:///{tmp_path}/site.db")
    assert main(["db", "upgrade"]) == 0


def _fails(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 1
    told = capsys.readouterr().err
    assert told.startswith("siteloop: ")
    assert "Traceback" not in told
    return told


def _commands(asked: argparse.ArgumentParser) -> Iterator[str]:
    place = asked.get_default("place_of_command")
    if place:
        yield place
    for action in asked._actions:
        if isinstance(action, argparse._SubParsersAction):
            for one in action.choices.values():
                yield from _commands(one)


def test_every_command_is_there() -> None:
    """What the command line offers can be run, though it is loaded only then."""
    places = list(_commands(parser()))
    assert len(places) == len(set(places)) > 15
    assert all(callable(command_at(place)) for place in places)


def test_asking_for_help_loads_no_more_than_it_needs() -> None:
    """Nor does reading messages load what speaks with Slack."""
    code = "import bot.console.arguments, bot.capture.command, sys; sys.exit('slack_bolt' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_unknown_story(capsys: pytest.CaptureFixture[str]) -> None:
    """The stories that there are are named."""
    told = _fails(capsys, "demo", "--story", "no-such")
    assert "blocked-pour, broken-promise, promise-week, propose-first, put-right, quiet-day" in told


def test_a_story_has_no_history(capsys: pytest.CaptureFixture[str]) -> None:
    """A story tells its own days; days before it are refused."""
    assert "Leave --history out" in _fails(capsys, "demo", "--story", "quiet-day", "--history", "3")


def test_two_stories_are_not_played_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    """A file and a story that ships: neither is passed over."""
    with pytest.raises(SystemExit) as ended:
        main(["demo", "--play", "mine.jsonl", "--story", "quiet-day"])
    assert ended.value.code == 2
    assert "--story: not allowed with argument --play" in capsys.readouterr().err


@pytest.mark.parametrize("days", ["-1", "61", "many"])
def test_a_history_that_is_none(capsys: pytest.CaptureFixture[str], days: str) -> None:
    """How many days there may be is said."""
    with pytest.raises(SystemExit) as ended:
        main(["demo", f"--history={days}"])
    assert ended.value.code == 2
    assert "no number of days from 0 to 60" in capsys.readouterr().err


def test_stories_can_be_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """One name a line."""
    assert main(["demo", "--story", "list"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "blocked-pour",
        "broken-promise",
        "promise-week",
        "propose-first",
        "put-right",
        "quiet-day",
        "spare-pump",
    ]


def test_a_story_that_is_not_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The file is named."""
    assert "none.jsonl cannot be read" in _fails(capsys, "demo", "--play", str(tmp_path / "none.jsonl"))


def test_a_story_that_is_no_text(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What it should be is told."""
    (tmp_path / "odd.jsonl").write_bytes(b"\xff\xfe\x00")
    assert "JSON lines in UTF-8" in _fails(capsys, "demo", "--play", str(tmp_path / "odd.jsonl"))


def test_a_story_with_a_bad_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The line is named; standard input is a story as well."""
    monkeypatch.setattr(sys, "stdin", io.StringIO('# a comment\n\n{"shout": "hey"}\n'))
    assert "line 3: nothing to do" in _fails(capsys, "demo", "--play", "-")


def test_a_schedule_that_is_not_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The file is named."""
    assert "none.csv cannot be read" in _fails(capsys, "demo", "--schedule", str(tmp_path / "none.csv"))


def test_a_malformed_schedule(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Row and column are named."""
    file = tmp_path / "odd.csv"
    file.write_text(SOUND.replace("2026-03-11", "soon"))
    assert "row 2, column finish: 'soon'" in _fails(capsys, "demo", "--schedule", str(file))


@pytest.mark.parametrize("history", [(), ("--history", "22")])
def test_a_taken_port(capsys: pytest.CaptureFixture[str], history: tuple[str, ...]) -> None:
    """Which port, once, and what to do, is told, before any day is lived through."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["demo", "--port", str(port), *history]) == 1
    shown = capsys.readouterr()
    told = f"port {port} (Address already in use). Choose another one with --port."
    assert shown.err == f"siteloop: The demo's page cannot be served on {told}\n"
    assert "Living through" not in shown.out


@pytest.mark.parametrize("port", ["70000", "-1", "http"])
def test_a_port_that_is_none(capsys: pytest.CaptureFixture[str], port: str) -> None:
    """Which ports there are is said."""
    with pytest.raises(SystemExit) as ended:
        main(["demo", f"--port={port}"])
    assert ended.value.code == 2
    assert f"'{port}' is no port from 0 to 65535" in capsys.readouterr().err


def test_a_small_schedule_plays(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Any schedule is a demo, on its first day; what is shown is printed as JSON lines."""
    (tmp_path / "small.csv").write_text(SOUND)
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"say": "A-1 started", "by": "ana", "in": "#tower-a"}\n'))
    assert main(["demo", "--schedule", str(tmp_path / "small.csv"), "--play", "-"]) == 0
    assert '"to": "#tower-a", "in": null, "kind": "message"' in capsys.readouterr().out


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("journal", "verify"), "There is no site in this database yet"),
        (("db", "aside"), "Nothing is set aside."),
    ],
)
def test_where_there_is_nothing_that_is_told(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    """Silence would look like a proof."""
    assert main(list(arguments)) == 0
    assert told in capsys.readouterr().out


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("run",), "SLACK_BOT_TOKEN"),
        (("import", "none.csv", "--channel", "C1"), "none.csv cannot be read"),
        (
            ("export", "--channel", "C1"),
            "No single site for channel C1: known channels: none yet; SITELOOP_DATABASE_URL names",
        ),
        (("db", "aside", "--retry", "inbox:7"), "Nothing of the name inbox:7"),
    ],
)
def test_what_cannot_be_done_is_told(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    told: str,
) -> None:
    """Each command says what it lacks."""
    monkeypatch.delenv("SLACK_BOT_TOKEN", raising=False)
    assert told in _fails(capsys, *arguments)


def test_what_only_looks_makes_no_database(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It says where it looked, and leaves nothing there."""
    monkeypatch.setenv("SITELOOP_DATABASE_URL", f"sqlite:///{tmp_path}/none.db")
    assert "There is no database at sqlite:///" in _fails(capsys, "rules", "backtest", "--channel", "C1")
    assert list(tmp_path.iterdir()) == []


def test_nothing_asked() -> None:
    """Without a command it says how to ask, and ends with status 2."""
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2


def test_a_demo_by_ones_own_rules(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """SITELOOP_RULEBOOK counts for the demo as it does for `siteloop run`; where it holds no rulebook, that is told."""
    monkeypatch.setenv("SITELOOP_RULEBOOK", str(tmp_path / "mine.yml"))
    story = tmp_path / "story.jsonl"
    story.write_text('{"command": "/site rules", "by": "grace", "in": "#tower-a"}\n')
    assert "There is no rulebook at" in _fails(capsys, "demo", "--play", str(story))
    (tmp_path / "mine.yml").write_text(RULE)
    assert main(["demo", "--play", str(story)]) == 0
    assert "*1 rule*" in capsys.readouterr().out


def test_a_slack_that_cannot_be_reached_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a traceback, and with what looks further."""
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "secret")
    monkeypatch.setenv("SITELOOP_SLACK_API_URL", "http://127.0.0.1:9/api")
    monkeypatch.setenv("SITELOOP_DATABASE_URL", f"sqlite:///{tmp_path}/site.db")
    assert main(["run", "--http", "127.0.0.1:0"]) == 1
    told = capsys.readouterr().err
    assert "siteloop: Slack cannot be used" in told and "siteloop doctor" in told
