"""`rules test --mutate`: a change that no test notices is named, one that is noticed is not."""

import io
from pathlib import Path

import pytest

from bot.cli import main
from bot.mutation.command import mutated
from bot.mutation.equivalents import EquivalentsError
from tests.rules.rule_text import SOUND

SITE = """\
site:
  tasks:
    - { id: A-1, name: Level 1 slab pour, zone: L1, owner: minh, start: Mon 9 Mar, finish: Fri 13 Mar }
timelines:
"""
STANDS = """\
  - name: The pour stands
    steps:
      - at: Tue 08:00
        signals: [{ kind: blocker, task: A-1, cause: material, words: no concrete }]
        by: ana
        expect: { acts: critical-task-blocked, on: A-1, asks: minh, then: [ana], due: 10:00 }
"""
EQUIVALENT = """\
equivalents:
  - { rule: critical-task-blocked, change: "`severity: safety` instead of `high`", why: nobody sleeps here }
"""
UNNOTICED = """\
book.yml:11: rule critical-task-blocked: no test notices without `blocker.firm = true`
  a test in the rule: `quiet: { task.critical: true, blocker.firm: false }`
book.yml:12: rule critical-task-blocked: no test notices without `not (task.status = done)`
  a test in the rule: `quiet: { task.critical: true, blocker.firm: true, task.status: done }`
book.yml:13: rule critical-task-blocked: no test notices `severity: medium` instead of `high`
  a timeline: `acts: critical-task-blocked` with its `severity:`
book.yml:13: rule critical-task-blocked: no test notices `severity: safety` instead of `high`
  a timeline: `acts: critical-task-blocked` with its `severity:`
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with a rulebook of one's own and its timelines."""
    (tmp_path / "timelines").mkdir()
    (tmp_path / "book.yml").write_text(SOUND)
    _write(tmp_path, STANDS)
    return tmp_path


def _write(own: Path, timelines: str) -> None:
    (own / "timelines" / "pour.yml").write_text(SITE + timelines)


def _mutated(own: Path, jobs: int = 1) -> tuple[str, int]:
    return mutated(str(own), jobs=jobs, progress=io.StringIO())


def test_what_no_test_notices_is_named_and_what_one_notices_is_not(own: Path) -> None:
    """With its line and the test that would; each change that a test notices is only counted."""
    told, status = _mutated(own)
    assert told == f"{UNNOTICED}14 changes of 1 rule: 4 unnoticed."
    assert status == 1


def test_tests_that_hold_everything_leave_nothing_unnoticed(own: Path) -> None:
    """The advice followed, status 0."""
    _write(own, STANDS.replace("due: 10:00", "due: 10:00, severity: high"))
    tests = """\
      - { name: nobody is sure, quiet: { task.critical: true, blocker.firm: false } }
      - { name: it is done, quiet: { task.critical: true, blocker.firm: true, task.status: done } }
"""
    (own / "book.yml").write_text(SOUND + tests)
    assert _mutated(own) == ("14 changes of 1 rule: none unnoticed.", 0)


def test_timelines_that_do_not_name_the_rule_hold_nothing_of_it(own: Path) -> None:
    """That another story goes red by chance is no test of the rule; nor does one of a rule whose id only ends alike."""
    _write(
        own,
        STANDS.split("        expect:", maxsplit=1)[0]
        + "        expect: { stands: ACT-1, due: 10:00 }\n    strict: false\n",
    )
    told, _ = _mutated(own)
    assert "no test notices `due: 4h` instead of `2h`" in told


def test_several_processes_find_the_same(own: Path) -> None:
    """In the same order, whichever is done first."""
    second = SOUND.removeprefix("rules:\n").replace("id: critical-task-blocked", "id: another")
    (own / "book.yml").write_text(SOUND + second)
    assert _mutated(own, jobs=2) == _mutated(own, jobs=1)


def test_each_rule_that_was_tried_is_a_line_of_progress(own: Path) -> None:
    """How many are done, how many there are, and what came of it."""
    progress = io.StringIO()
    mutated(str(own), progress=progress)
    assert progress.getvalue() == "  1/1 critical-task-blocked: 14 changes, 4 unnoticed\n"


def test_what_is_declared_to_change_nothing_is_counted_apart(own: Path) -> None:
    """It fails nothing, and the list is no timeline."""
    (own / "timelines" / "equivalents.yml").write_text(EQUIVALENT)
    told, _ = _mutated(own)
    assert "severity: safety" not in told
    assert told.endswith("14 changes of 1 rule: 3 unnoticed, 1 declared to change nothing.")


def test_a_declaration_that_is_not_true_is_told(own: Path) -> None:
    """Since a test notices the change by now, or there is none."""
    (own / "timelines" / "equivalents.yml").write_text(
        EQUIVALENT.replace("safety` instead", "grave` instead")
    )
    told, status = _mutated(own)
    assert (
        "equivalents.yml: rule critical-task-blocked: a test notices `severity: grave` instead of `high`, or there is no such"
        in told
    )
    assert status == 1


@pytest.mark.parametrize("text", ["equivalents: [{ rule: x }]", "equivalents: [", "other: []"])
def test_a_list_that_cannot_be_read_is_told_with_its_line(own: Path, text: str) -> None:
    """As everywhere where people write YAML."""
    (own / "timelines" / "equivalents.yml").write_text(text)
    with pytest.raises(EquivalentsError, match=r"equivalents\.yml:1: "):
        _mutated(own)


def test_the_command(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """First the tests as they are, then what they leave open; status 1 where that is something."""
    asked = ["rules", "test", str(own), "--mutate", "--jobs", "1", "--rule", "critical-task-blocked"]
    assert main(asked) == 1
    told = capsys.readouterr().out
    assert told.startswith(
        "2 tests of 1 rule: none failed.\n1 timeline in 1 file: none failed.\nbook.yml:11: "
    )
    assert told.endswith("14 changes of 1 rule: 4 unnoticed.\n")


def test_tests_that_fail_as_it_is_come_first(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They would notice every change."""
    _write(own, STANDS.replace("due: 10:00", "due: 11:00"))
    assert main(["rules", "test", str(own), "--mutate"]) == 1
    told = capsys.readouterr()
    assert "ACT-1 is due Tue 10 Mar 10:00" in told.out
    assert "Mend them first" in told.err


def test_what_is_asked_wrongly_is_told(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A part of the tests cannot say what all of them notice; and there is no work for no process."""
    assert main(["rules", "test", str(own), "--mutate", "--name", "pour"]) == 1
    assert "Leave --name out" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["rules", "test", str(own), "--mutate", "--jobs", "0"])
    assert "'0' is no number of processes" in capsys.readouterr().err
