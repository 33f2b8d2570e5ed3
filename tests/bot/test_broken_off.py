"""Whoever presses Ctrl-C gets the prompt back, and no traceback, from the beginning on."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.rule_text import SOUND

RULES = tuple(f"rule-{number}" for number in range(30))
TIMELINES = """\
site:
  tasks:
    - {{ id: A-1, name: Level 1 slab pour, zone: L1, owner: minh, start: Mon 9 Mar, finish: Fri 13 Mar }}
timelines:
  - name: The pour stands
    strict: false
    steps:
      - at: Tue 08:00
        signals: [{{ kind: blocker, task: A-1, cause: material, words: no concrete }}]
        by: ana
        expect: [{}]
"""


@pytest.fixture(autouse=True)
def heard() -> Iterator[None]:
    """Ctrl-C is heard, also where the tests run in the background, which leaves it ignored to all that they start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def _broken_off(sign: str, *arguments: str) -> str:
    """What a command says on standard error that is broken off as soon as that stands in a line of it.

    As from a terminal, every process of it hears the signal; none may be left.
    """
    run = [sys.executable, *arguments]
    with subprocess.Popen(
        run, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as begun:
        assert begun.stderr is not None
        assert any(sign in line for line in begun.stderr)
        os.killpg(begun.pid, signal.SIGINT)
        told = begun.stderr.read()
    assert begun.returncode in (130, -signal.SIGINT)  # a shell calls both 130
    with pytest.raises(ProcessLookupError):
        os.killpg(begun.pid, signal.SIGTERM)
    return told


def test_while_its_modules_are_imported() -> None:
    """Which takes longer than many a command."""
    assert "Traceback" not in _broken_off("rules.rule", "-X", "importtime", "-m", "bot.cli", "rules", "test")


def test_while_changes_are_tried_in_several_processes(tmp_path: Path) -> None:
    """Those end as well, each without a word."""
    one = SOUND.removeprefix("rules:\n")
    rules = (one.replace("id: critical-task-blocked", f"id: {name}") for name in RULES)
    (tmp_path / "book.yml").write_text("rules:\n" + "".join(rules))
    (tmp_path / "timelines").mkdir()
    expected = ", ".join(f"{{ held: {name}, on: A-1 }}" for name in RULES[1:])
    (tmp_path / "timelines" / "all.yml").write_text(TIMELINES.format(f"{{ acts: rule-0 }}, {expected}"))
    told = _broken_off(
        "  1/30 rule-0", "-m", "bot.cli", "rules", "test", str(tmp_path), "--mutate", "--jobs", "2"
    )
    assert "Traceback" not in told
