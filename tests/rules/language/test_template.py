"""The texts of rules: what they can say, and what they can not do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.deciding.decision import CaseValue
from rules.facts.fields import FIELDS
from rules.language.problem import Misread
from rules.language.template import MAX_CHARACTERS, check_template, quote, render


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("Get {{ task.name }} moving", "Get Level 3 slab pour moving"),
        ("{{ task.percent }} {{ task.percent | percent }}", "80 80%"),
        ("{{ task.spent | money }} of {{ task.budget | money }}", "12,000.50 of 118,000"),
        ("{{ blocker.hours | hours }}", "12.3 h"),
        ("{{ task.hours_to_start | hours }} ago", "30 min ago"),
        ("{{ task.slip_days | days }}", "1 day"),
        ("{{ blocker.words | quote }}", "“no concrete delivered”"),
        ("{{ task.zone | default('somewhere') | lower }}", "somewhere"),
        (
            "{{ task.zone }}, {{ task.zone | hours }}, {{ request.words | quote }}",
            "(not said), (not said), (not said)",
        ),
        ("{% if task.critical %}Critical{% else %}Float{% endif %}", "Critical"),
        ("{% if task.zone %}{{ task.zone }}{% endif %}ok", "ok"),
        ("{{ 'late' if delivery.status == 'late' else 'there' }}", "there"),
        ("{% if task.zone is defined %}a{% else %}b{% endif %}", "b"),
        ("{{ task.critical }}", "yes"),
        ("{{ task.name | hours }} {{ task.percent | quote }}", "Level 3 slab pour 80"),
    ],
)
def test_texts_read_well(template: str, text: str) -> None:
    """Numbers, lengths of time, money, quotes and absent facts are written as people would."""
    values: dict[str, CaseValue] = {
        "task.name": "Level 3 slab pour",
        "task.percent": 80.0,
        "task.spent": 12000.5,
        "task.budget": 118000.0,
        "task.hours_to_start": -0.5,
        "task.slip_days": 1.0,
        "task.critical": True,
        "blocker.hours": 12.26,
        "blocker.words": "no concrete\n   delivered",
    }
    assert render(template, values) == text


@pytest.mark.parametrize(
    "words", ["{{ task.budget }}", "{% raw %}", "{{ ''.__class__ }}", "*bold* <!channel> `x`", "\ud83c", "{#"]
)
def test_what_people_say_is_never_a_template(words: str) -> None:
    """Braces in somebody's words come out as they went in."""
    assert render("{{ blocker.words }}!", {"blocker.words": words, "task.budget": 5.0}) == f"{words}!"


def test_words_and_texts_are_cut() -> None:
    """Forty thousand characters of somebody's words do not make a card of that length."""
    values = {"blocker.words": "long " * 8000}
    assert len(render("{{ blocker.words }}", values)) == MAX_CHARACTERS
    assert render("{{ blocker.words | quote }}", values).endswith("…”")


@pytest.mark.parametrize(
    "template",
    [
        "{{ task }}",
        "{{ task.name.upper }}",
        "{{ task.name.upper() }}",
        "{{ task['name'] }}",
        "{{ task.__class__.__mro__ }}",
        "{{ ''.__class__ }}",
        "{{ 10 ** 10 }}",
        "{{ task.name * 1000000 }}",
        "{{ task.name ~ task.name }}",
        "{{ task.percent > 5 }}",
        "{% for x in task.name %}{{ x }}{% endfor %}",
        "{% set x = 1 %}",
        "{% include 'x' %}",
        "{% macro m() %}{% endmacro %}",
        "{{ range(10) }}",
        "{{ self }}",
        "{{ task.name | center(1000000000) }}",
        "{{ task.name | attr('x') }}",
        "{{ task.name",
        "{% if %}",
        "{{ task.name is sameas task.zone }}",
        "{{ [task.name] }}",
        "{{ {'a': task.name} }}",
    ],
)
def test_a_text_names_fields_and_does_nothing_else(template: str) -> None:
    """No attribute, call, loop, arithmetic or filter but ours passes the check at load, nor rendering."""
    with pytest.raises(Misread):
        check_template(template, FIELDS)
    with pytest.raises(Misread):
        render(template, {"task.name": "x", "task.percent": 1.0})


def test_unknown_fields_are_named_at_load() -> None:
    """A field that does not exist is found when the rulebook is read, with what was perhaps meant."""
    with pytest.raises(Misread, match=r"task\.nmae.*task\.name"):
        check_template("{{ task.nmae }}", FIELDS)


@given(template=st.text("{}%# .task.name|'\"()if*", max_size=30))
@settings(max_examples=150)
def test_any_text_is_rendered_or_refused(template: str) -> None:
    """Whatever a rulebook's author writes is a text or a Misread, never another error."""
    try:
        check_template(template, FIELDS)
    except Misread:
        return
    assert len(render(template, {"task.name": "x"})) <= MAX_CHARACTERS


def test_a_quote_within_a_quote_stands_in_single_marks() -> None:
    """The words of an action quote somebody, and are quoted themselves."""
    assert quote("Get L3 moving: “L3 columns stopped”") == "“Get L3 moving: ‘L3 columns stopped’”"
