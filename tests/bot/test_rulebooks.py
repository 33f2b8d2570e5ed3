"""What is done with rulebooks as files, on the command line."""

import json

import pytest
from jsonschema import Draft202012Validator

from bot.cli import main


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON that an editor can take; its help says how to wire it in."""
    assert main(["rules", "schema"]) == 0
    Draft202012Validator.check_schema(json.loads(capsys.readouterr().out))
    with pytest.raises(SystemExit):
        main(["rules", "schema", "--help"])
    assert "# yaml-language-server: $schema=rulebook.schema.json" in capsys.readouterr().out
