"""`siteloop rules test`: both kinds of tests of a rulebook, the shipped one or one's own, all of them or some."""

from pathlib import Path
from textwrap import dedent

import pytest

from bot.cli import main
from bot.console.commandline import Misused
from bot.console.helps import RULES_TEST
from bot.console.testing import both_kinds
from bot.ruling.books import Books
from bot.timelines.expected import EXPECTED, NOTHING
from bot.timelines.places import EQUIVALENTS
from bot.timelines.steps import STEPS
from bot.timelines.timeline import TimelineError
from rules.language.rulebook import load_rulebook
from tests.bot.timelines.tried import told
from tests.rules.rule_text import SOUND

TIMELINES = """\
site:
  schedule: own.csv
timelines:
  - name: The pour stands
    steps:
      - { at: Tue 08:00, say: "L1 slab pour stopped, no concrete", by: ana,
          expect: { acts: critical-task-blocked, on: A-1, asks: minh, due: 10:00 } }
  - name: Nobody says anything
    steps:
      - { at: Tue 08:00, expect: nothing }
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with a rulebook of one's own, its timelines, and their schedule."""
    (tmp_path / "timelines").mkdir()
    (tmp_path / "book.yml").write_text(SOUND)
    (tmp_path / "timelines" / "pour.yml").write_text(TIMELINES)
    rows = "id,name,zone,start,finish,owner\nA-1,Level 1 slab pour,L1,2026-03-09,2026-03-13,minh\n"
    (tmp_path / "timelines" / "own.csv").write_text(rows)
    return tmp_path


@pytest.mark.parametrize("place", ["", "book.yml"])
def test_ones_own_rulebook_is_tested_with_the_timelines_beside_it(own: Path, place: str) -> None:
    """Whether it is named by its folder or by its file; the timelines are no part of the rulebook."""
    shown, status = both_kinds(str(own / place))
    assert shown == "2 tests of 1 rule: none failed.\n2 timelines in 1 file: none failed."
    assert status == 0
    assert load_rulebook({"book.yml": SOUND}).rules


def test_a_failure_is_told_with_its_file_and_line(own: Path) -> None:
    """As an editor opens it; the exit status is 1."""
    file = own / "timelines" / "pour.yml"
    file.write_text(TIMELINES.replace("asks: minh", "asks: ana"))
    shown, status = both_kinds(str(own))
    assert shown.startswith(f"{file}:7: “The pour stands”, Tue 10 Mar 08:00\n")
    assert shown.endswith("2 timelines in 1 file: 1 failed.")
    assert status == 1


def test_some_tests_are_run_by_themselves(own: Path) -> None:
    """Those that name a rule, or with words in their own name."""
    ran, _ = both_kinds(str(own), rule="critical-task-blocked")
    assert ran == "2 tests of 1 rule: none failed.\n1 timeline in 1 file: none failed."
    ran, _ = both_kinds(str(own), name="POUR stands")
    assert ran == "0 tests of 0 rules: none failed.\n1 timeline in 1 file: none failed."
    with pytest.raises(Misused, match="Did you mean critical-task-blocked"):
        both_kinds(str(own), rule="critical-task-blokked")
    with pytest.raises(Misused, match="No test has 'nonsense' in its name"):
        both_kinds(str(own), name="nonsense")


def test_a_file_that_cannot_be_read_stops_it(own: Path) -> None:
    """Nothing is half tested."""
    file = own / "timelines" / "pour.yml"
    file.write_text(TIMELINES.replace("by: ana", "by: anna"))
    with pytest.raises(TimelineError, match=r"pour\.yml:6: .*nobody called anna here"):
        both_kinds(str(own))


def test_a_rulebook_without_timelines_is_tested_by_the_tests_in_its_rules(tmp_path: Path) -> None:
    """And it is told that there are none."""
    (tmp_path / "book.yml").write_text(SOUND)
    assert both_kinds(str(tmp_path)) == (
        "2 tests of 1 rule: none failed.\n0 timelines in 0 files: none failed.",
        0,
    )


def test_the_command_prints_and_ends_with_its_status(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0 where all is well, 1 where something failed."""
    assert main(["rules", "test", str(own), "--rule", "critical-task-blocked"]) == 0
    assert "none failed" in capsys.readouterr().out
    (own / "book.yml").write_text(SOUND.replace("due: 2h", "due: 3h"))
    assert main(["rules", "test", str(own)]) == 1
    assert "ACT-1 is due Tue 10 Mar 11:00" in capsys.readouterr().out


def after(heading: str) -> str:
    """The list behind a heading of its help, in one line."""
    listed = RULES_TEST.partition(f"{heading}:")[2].partition("\n\n")[0].partition("what can")[0]
    return " ".join(listed.split())


def test_its_help_names_everything_that_a_timeline_can_say() -> None:
    """Each kind of step and of expectation, and none that there is not; and the file of changes of which nothing comes."""
    assert after("what can happen") == ", ".join(STEPS)
    assert after("what can be expected") == ", ".join((*EXPECTED, NOTHING))
    assert f"timelines/{EQUIVALENTS}" in RULES_TEST


def test_the_timeline_of_its_help_comes_true() -> None:
    """With the rules that ship, as it stands there."""
    example = dedent(RULES_TEST.partition("expected decisions out.\n")[2].partition("what can")[0])
    with Books() as shipped:
        assert told("", example, shipped.current()) == ""
        assert "expected: reminds: ana" in told(
            "", example.replace("reminds: minh", "reminds: ana"), shipped.current()
        )
