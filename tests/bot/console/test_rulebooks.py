"""What is done with rulebooks as files, on the command line."""

import json
import textwrap
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from bot.cli import main
from rules.language.rulebook import shipped_sources
from tests.rules.rule_text import SOUND


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON that an editor can take; its help says how to wire it in."""
    assert main(["rules", "schema"]) == 0
    Draft202012Validator.check_schema(json.loads(capsys.readouterr().out))
    with pytest.raises(SystemExit):
        main(["rules", "schema", "--help"])
    assert "# yaml-language-server: $schema=rulebook.schema.json" in capsys.readouterr().out


def test_a_rulebook_is_checked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """0 where it is clean, 1 where it is wrong; what is unwise fails only with --strict; --json is for machines."""
    file = tmp_path / "book.yml"
    place = ["rules", "check", str(file)]
    file.write_text(SOUND)
    assert (main(place), main([*place, "--strict"])) == (0, 1)
    assert "warning (timeline): book.yml:18: rule critical-task-blocked" in capsys.readouterr().out
    assert main(["rules", "check"]) == 0
    assert f"{len(shipped_sources())} files: " in capsys.readouterr().out
    file.write_text(SOUND.replace('[task.owner, "role:superintendent"]', "[task.owner]"))
    assert (main(place), main([*place, "--strict"])) == (0, 1)
    assert (
        "warning (ladder): book.yml:16: rule critical-task-blocked: then[0].assign" in capsys.readouterr().out
    )
    file.write_text(SOUND.replace("owner: project_manager", "owner: somebody"))
    assert main([*place, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["findings"][0]["line"] == 5


def test_two_rulebooks_are_compared(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """1 where they differ, as words or as JSON; 0 where they do not."""
    old, new = tmp_path / "old.yml", tmp_path / "new.yml"
    old.write_text(SOUND)
    new.write_text(SOUND.replace("due: 2h", "due: 4h"))
    assert main(["rules", "diff", str(old), str(old)]) == 0
    capsys.readouterr()
    assert main(["rules", "diff", str(old), str(new)]) == 1
    assert "    due: 2 h → 4 h" in capsys.readouterr().out
    assert main(["rules", "diff", str(old), str(new), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)[0]["changes"] == ["due: 2 h → 4 h"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "A block of `key: value` lines is needed here, and this is nothing. Its keys: rules."),
        ("[]", "and this is “[]”. Its keys: rules."),
        ("rules: []", "rules: At least 1 is needed here, and there are none."),
        ("rules: 5", "rules: A list is needed here, and this is “5”."),
    ],
)
def test_no_rulebook_at_all(text: str, told: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What was taken for one is told in words that need no Python."""
    file = tmp_path / "book.yml"
    file.write_text(text)
    assert main(["rules", "check", str(file)]) == 1
    assert told in capsys.readouterr().out


def test_the_help_has_a_rulebook_to_begin_with(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Taken from there it is without an error, and passes its tests."""
    with pytest.raises(SystemExit):
        main(["rules", "check", "--help"])
    shown = capsys.readouterr().out
    text = shown[shown.index("  rules:\n") : shown.index("`siteloop rules fields`")]
    (tmp_path / "mine.yml").write_text(textwrap.dedent(text))
    assert main(["rules", "check", str(tmp_path)]) == 0
    assert main(["rules", "test", str(tmp_path)]) == 0
    assert "2 tests of 1 rule: none failed." in capsys.readouterr().out
