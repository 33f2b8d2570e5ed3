"""Played stories: every line that the design names can be read, and a bad one is named."""

import pytest

from bot.playing.script import Advance, At, Press, Say, ScriptError, Submit, Upload, read_script

DESIGNED = """
{"at": "2026-03-10T09:00"}
{"advance": "PT4H"}
{"say": "L3 pour 80%, crane down", "by": "ana", "in": "#tower-a"}
{"say": "done", "by": "diego", "in": "#tower-a", "thread": "last-card"}
{"edit": "last", "by": "ana", "to": "L3 pour 70%"}
{"delete": "last", "by": "ana"}
{"press": "not_done", "by": "diego", "card": "last"}
{"submit": {"reason": "inspection", "when": "2026-03-12T15:00"}, "by": "diego"}
{"react": "white_check_mark", "by": "diego", "card": "last"}
{"unreact": "white_check_mark", "by": "diego", "card": "last"}
{"upload": "photo.jpg", "by": "ana", "in": "#tower-a", "say": "rebar on L3"}
{"shortcut": "record", "by": "grace", "on": "last"}
{"command": "/site status", "by": "grace", "in": "#tower-a"}
{"open_home": true, "by": "grace"}
"""


def test_every_designed_line_is_read() -> None:
    """Fourteen kinds of lines, numbered as they stand; what a file carries in words is an upload, not a message."""
    found = list(read_script(DESIGNED.splitlines()))
    assert [one.number for one in found] == list(range(2, 16))
    assert isinstance(found[0].line, At)
    assert isinstance(found[1].line, Advance)
    assert isinstance(found[2].line, Say)
    assert isinstance(found[6].line, Press)
    assert isinstance(found[7].line, Submit)
    assert isinstance(found[10].line, Upload)


def test_comments_and_empty_lines_are_passed_over() -> None:
    """A story can be told between its lines."""
    assert list(read_script(["# hello", "", "   # indented", "   "])) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("no json", "line 1: this is no JSON"),
        ("[1]", "line 1: nothing to do"),
        ('"at"', "line 1: nothing to do"),
        ('{"say": "x"}', "line 1: by: "),
        ('{"say": 3, "by": "ana"}', "line 1: say: "),
        ('{"at": "tomorrow"}', "line 1: at: "),
        ('{"edit": "first", "by": "ana", "to": "x"}', "line 1: edit: "),
        ('{"submit": "x", "by": "ana"}', "line 1: submit: "),
    ],
)
def test_a_bad_line_is_named(line: str, told: str) -> None:
    """With its number, and what is wrong with which field."""
    with pytest.raises(ScriptError, match=told):
        list(read_script([line]))
