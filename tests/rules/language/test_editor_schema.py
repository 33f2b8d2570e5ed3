"""The JSON Schema with which editors complete rulebooks: it takes what the reader takes, and marks what it refuses by shape."""

from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from rules.facts.fields import FIELDS, Field, readable
from rules.language.editor_schema import editor_schema
from rules.language.rulebook import load_rulebook, shipped_sources
from rules.language.schema import OUTCOMES, RuleShape
from rules.language.text import read_text
from rules.rule import On
from tests.rules.language.test_rulebook import BROKEN
from tests.rules.past.test_replay import LASTING, SILENT
from tests.rules.rule_text import SOUND, changed, with_when
from tests.rules.world import CRITICAL, rule

SCHEMA = editor_schema()
EDITOR = Draft202012Validator(SCHEMA)
# What no schema can see: a key that stands twice, lengths against each other, what a text speaks of.
BEYOND_SHAPE = (
    "owner: a\n    owner: b",
    "due: 0h",
    "due: 2h\n        remind: { again: 0h }",
    "due: 1h\n        remind: { before: [1h] }",
    "task.nme",
    "| quotee",
    "task.name | hours",
    "task.percent | days",
    "task.spent | quote",
    "task.name | lower | hours",
)


def faults(text: str) -> list[str]:
    """What an editor would mark in this file."""
    return [fault.message for fault in EDITOR.iter_errors(read_text("book.yml", text).value)]


def test_it_is_a_schema() -> None:
    """Of the 2020-12 dialect, as its own meta-schema says."""
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("file", sorted(shipped_sources()))
def test_shipped_rulebooks_fit(file: str) -> None:
    """An editor marks nothing in the library."""
    assert faults(shipped_sources()[file]) == []


@pytest.mark.parametrize(
    "text",
    [
        SOUND,
        *("rules:\n" + one for one in (*LASTING, CRITICAL, SILENT)),
        "rules:\n" + rule("site.open_actions > 3", on="site", assign='["person:noor", next_up]'),
        "rules:\n" + rule("person.open_actions in [5, 6]", on="person", assign='[person, "role:safety"]'),
        "rules:\n" + rule("action.level > 1", on="action", more="cooldown: 1.5d\nactive: '22:00-02:00'"),
    ],
)
def test_whatever_the_reader_takes_fits(text: str) -> None:
    """Every word of the language passes."""
    assert load_rulebook({"book.yml": text}).rules
    assert faults(text) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [row[:2] for row in BROKEN if row[1] not in BEYOND_SHAPE],
    ids=[row[1] for row in BROKEN if row[1] not in BEYOND_SHAPE],
)
def test_what_is_broken_in_shape_is_marked(old: str, new: str) -> None:
    """Each of the faults that the reader names, as far as a schema can see it."""
    assert faults(changed(old, new))


@pytest.mark.parametrize(
    "when",
    [
        "task.percent = lots", "task.percent == 80", "task.percent", "task.name < pour", "task.critical = maybe",
        "task.critical in [true]", "task.name in []", "task.name in a", "action.level > 1", "exists task.nme",
        "{ al: [task.critical = true] }", "{ all: [] }", "{ all: [task.critical = true, task.critical = true] }",
        "{ all: [task.critical = true], any: [task.critical = true] }", "[task.critical = true]", "5",
    ],
)  # fmt: skip
def test_conditions_are_marked_word_by_word(when: str) -> None:
    """A comparison has a field that this rule can read, an operator that compares it, and a value that it can have."""
    assert faults(with_when(when))


@pytest.mark.parametrize(
    "when",
    [
        "task.percent=80", "task.zone = 3", "task.name = 'Level 3, slab [pour]'", "task.name in ['a, b', c]",
        "task.slip_days > task.float_days", "'task.status  not  in [done, in_progress]'", "exists task.slip_days",
        "{ not: { any: [task.critical = true, { not: blocker.firm = true }] } }", "task.percent >= -0.5",
    ],
)  # fmt: skip
def test_conditions_that_are_read_fit(when: str) -> None:
    """However they are written."""
    assert load_rulebook({"book.yml": with_when(when)}).rules
    assert faults(with_when(when)) == []


@pytest.mark.parametrize("field", FIELDS.values(), ids=lambda field: field.name)
def test_each_field_is_offered_with_its_meaning(field: Field) -> None:
    """Where a comparison is wanted and where facts are stated; what is offered can be read, and options are offered all."""
    (offered,) = [
        one
        for one in SCHEMA["$defs"][f"compares.{field.subject}"]["anyOf"]
        if one["description"].startswith(f"{field.name}{' (' if field.unit else ':'}")
    ]
    is_matter = field.subject not in get_args(On)
    on, each = ("task", field.subject) if is_matter else (field.subject, "")
    assert field in readable(on, each)
    assert len(offered["examples"]) >= max(1, len(field.options))
    for example in offered["examples"]:
        text = "rules:\n" + rule(f"'{example}'", on=on, each=each, assign='["role:safety"]')
        text = text.replace("site.open_actions: 1", f"{field.name}: {_fact(field)}")
        assert load_rulebook({"book.yml": text}).rules
        assert faults(text) == []


def _fact(field: Field) -> str:
    return {"number": "1", "truth": "true", "text": f'"{field.example}"'}[field.type]


def test_every_key_is_explained() -> None:
    """So that completion teaches: all keys of all shapes carry a sentence."""
    shapes: list[Any] = [SCHEMA["$defs"][name] for name in ("rule", "test", "remind", *OUTCOMES)]
    keys = [(name, key) for shape in shapes for name, key in shape["properties"].items()]
    assert len(keys) > len(RuleShape.model_fields)
    assert [name for name, key in keys if len(key.get("description", "")) < 15] == []


def test_who_can_be_asked_depends_on_the_subject() -> None:
    """A rule on a person knows no task's owner; the channel is told, never asked."""
    on_site = rule("site.open_actions > 3", on="site", assign="[task.owner]")
    asks_all = rule("site.open_actions > 3", on="site", assign="[channel]")
    tells_all = rule("site.open_actions > 3", on="site", then="notify: Many\n        to: [channel]")
    assert [bool(faults("rules:\n" + one)) for one in (on_site, asks_all, tells_all)] == [True, True, False]


def test_an_outcome_is_known_by_its_first_word() -> None:
    """What belongs to another one is marked, and so are two at once."""
    mixed = rule("task.blocked = true", then="notify: Stopped\n        to: [channel]\n        due: 2h")
    both = rule(
        "task.blocked = true",
        then="notify: Stopped\n        to: [channel]\n        block: labour\n        words: x",
    )
    assert faults("rules:\n" + mixed)
    assert faults("rules:\n" + both)
