"""`siteloop capture`: JSON lines in and out."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.capture.command import run
from bot.capture.slack_text import plain
from tests.bot.importers.mspdi import project

TASKS = Path(__file__).parent / "cases_tasks.csv"


def captured(*lines: str, explain: bool = False) -> tuple[int, list[str]]:
    """Exit code and printed lines."""
    out = io.StringIO()
    code = run(TASKS, io.StringIO("\n".join(lines) + "\n"), out, explain)
    return code, out.getvalue().splitlines()


def message(text: str, **more: object) -> str:
    """A message's line."""
    return json.dumps({"id": "m-1", "ts": "2026-03-10T09:12:00", "text": text, "thread": None, **more})


def test_a_line_of_signals() -> None:
    """The guide's form, with confidence, confirm and spans."""
    code, (line,) = captured(message("L3 slab pour 80% done, crane down since 7am"))
    assert code == 0
    found = json.loads(line)
    assert found["id"] == "m-1"
    progress, blocker = found["signals"]
    assert {k: progress[k] for k in ("kind", "task", "status", "percent", "confirm")} == {
        "kind": "progress",
        "task": "A-310",
        "status": "in_progress",
        "percent": 80,
        "confirm": False,
    }
    assert (blocker["cause"], blocker["since"], blocker["what"]) == ("equipment", "2026-03-10T07:00", "crane")
    assert progress["spans"]["percent"] == [13, 16]


def test_when_it_is_said_says_how_surely_a_task_is_meant() -> None:
    """While the pour of level 3 is on, what is told of it is surer than two months after it."""
    said = "L3 slab pour stopped"
    code, lines = captured(message(said), message(said, ts="2026-05-12T09:12:00"))
    assert code == 0
    (sure,), (less,) = (json.loads(line)["signals"] for line in lines)
    assert sure["task"] == less["task"] == "A-310"
    assert sure["confidence"] > less["confidence"]


def test_explain() -> None:
    """On request each line says how it was read, and the few things that say most of how sure that is."""
    _, (line,) = captured(message("L3 slab pour 80%"), explain=True)
    steps = json.loads(line)["steps"]
    assert any("percent" in step for step in steps)
    (reasons,) = (step.split("because of ")[1].split(", ") for step in steps if "because of" in step)
    weights = [abs(float(one.rsplit(" ", 1)[1])) for one in reasons]
    assert weights == sorted(weights, reverse=True)
    assert 0 < len(weights) <= 6
    assert not any(" & " in one for one in reasons)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "line 2: not JSON"),
        ("[]", "line 2: a message must be an object"),
        ('{"id": "x", "ts": "2026-03-10T09:00:00"}', "line 2: 'text'"),
        ('{"id": "x", "ts": "yesterday", "text": "a"}', "line 2: ts 'yesterday'"),
        ('{"id": "x", "ts": "2026-03-10T09:00:00", "text": "a", "thread": 3}', "line 2: thread"),
        ('{"id": "x", "ts": "2026-03-10T09:00:00", "text": 7}', "line 2: 'text'"),
    ],
)
def test_bad_lines(line: str, says: str) -> None:
    """A bad line is named with what is wrong; what came before it was printed."""
    code, lines = captured(message("hi"), line)
    assert code == 2
    assert json.loads(lines[0])["signals"] == []
    assert says in lines[1]


def test_any_schedule_that_can_be_imported() -> None:
    """Whatever program it comes from, it names the tasks that are spoken of."""
    out = io.StringIO()
    house = Path(project.__file__).parent / "house.xml"
    assert run(house, io.StringIO(message("T-9 is done") + "\n"), out, False) == 0
    assert json.loads(out.getvalue())["signals"][0]["task"] == "T-9"


def test_no_schedule(tmp_path: Path) -> None:
    """A schedule that cannot be read is named."""
    out = io.StringIO()
    assert run(tmp_path / "none.csv", io.StringIO(""), out, False) == 2
    assert "none.csv" in out.getvalue()


@pytest.mark.parametrize(
    ("slack", "shown"),
    [
        ("ask <@U123>", "ask @U123"),
        ("<#C1|tower-a>", "#tower-a"),
        ("<https://a.example/x|pics &amp; more>", "https://a.example/x"),
        ("a &amp; b &lt;3", "a & b <3"),
        ("<!here> go", "@here go"),
        ("<!subteam^S1|@crew>", "@crew"),
        ("1 < 2", "1 < 2"),
        ("<mailto:a@b.c|a@b.c>", "mailto:a@b.c"),
    ],
)
def test_plain_text(slack: str, shown: str) -> None:
    """Slack's markup is undone, mentions keep their id, a link keeps its address only."""
    assert plain(slack) == shown


def test_every_process_reads_alike() -> None:
    """Nothing hangs on the order of a set, which is another in each process."""
    here = Path(__file__).parent
    lines = (here / "independent" / "learn10_en.jsonl").read_text(encoding="utf-8").splitlines()
    command = [sys.executable, "-m", "bot.cli", "capture", "--tasks", str(here / "cases_tasks.csv")]
    shown = [
        subprocess.run(
            command,
            input="\n".join(lines),
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "3")
    ]
    assert len(shown[0].splitlines()) == len(lines)
    assert shown[0] == shown[1]
