"""The reference matcher: what conditions mean, and how a rule explains itself."""

from datetime import UTC, datetime

import pytest

from rules.deciding.decision import Case, CaseValue
from rules.key import Key
from rules.match import Match, reference_matcher
from rules.match.reference import clauses, holds
from rules.rule import All, AnyOf, Compare, Condition, Each, Exists, FieldRef, Not, On, Rule, Rulebook

_NOW = datetime(2026, 3, 10, 14, tzinfo=UTC)
_KNOWN: dict[str, CaseValue] = {
    "task.percent": 80.0,
    "task.name": "pour",
    "task.critical": True,
    "task.spent": 5.0,
    "task.budget": 4.0,
}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Compare(field="task.percent", op="=", value=80.0), True),
        (Compare(field="task.percent", op="!=", value=80.0), False),
        (Compare(field="task.percent", op="<", value=80.0), False),
        (Compare(field="task.percent", op="<=", value=80.0), True),
        (Compare(field="task.percent", op=">", value=79.99), True),
        (Compare(field="task.percent", op=">=", value=80.01), False),
        (Compare(field="task.percent", op="in", value=(1.0, 80.0)), True),
        (Compare(field="task.percent", op="not in", value=(1.0, 80.0)), False),
        (Compare(field="task.name", op="=", value="Pour"), False),
        (Compare(field="task.name", op="not in", value=("slab",)), True),
        (Compare(field="task.critical", op="=", value=True), True),
        (Compare(field="task.spent", op=">", value=FieldRef(name="task.budget")), True),
        (Compare(field="task.spent", op="<=", value=FieldRef(name="task.budget")), False),
        (Exists(field="task.name"), True),
        (All(parts=(Exists(field="task.name"), Exists(field="task.zone"))), False),
        (AnyOf(parts=(Exists(field="task.name"), Exists(field="task.zone"))), True),
    ],
)
def test_comparisons_mean_what_they_say(condition: Condition, expected: bool) -> None:
    """Each operator on each type, and groups."""
    assert holds(condition, _KNOWN) is expected
    assert holds(Not(part=condition), _KNOWN) is not expected


@pytest.mark.parametrize(
    "comparison",
    [
        Compare(field="task.float_days", op="!=", value=3.0),
        Compare(field="task.zone", op="not in", value=("L3",)),
        Compare(field="task.spent", op="!=", value=FieldRef(name="task.float_days")),
        Compare(field="task.float_days", op="<", value=FieldRef(name="task.spent")),
        Exists(field="task.zone"),
    ],
)
def test_what_is_not_known_compares_false_and_its_denial_true(comparison: Compare | Exists) -> None:
    """No comparison holds with an absent field, not even one of difference; `not` of it does."""
    assert not holds(comparison, _KNOWN)
    assert holds(Not(part=comparison), _KNOWN)


def _rule(rule_id: str, when: Condition, on: On = "task", each: Each = "") -> Rule:
    return Rule(id=rule_id, title="A rule", on=on, each=each, when=when, then=())


def test_clauses_show_every_comparison_with_its_value() -> None:
    """Each comparison is shown as it is written, with what it met; one under `not` shows and counts its denial."""
    when = All(
        parts=(
            Compare(field="task.percent", op=">=", value=50.0),
            Not(part=Compare(field="task.name", op="in", value=("Level 3", "pour"))),
            Not(part=Not(part=Exists(field="task.zone"))),
            AnyOf(parts=(Compare(field="task.spent", op=">", value=FieldRef(name="task.budget")),)),
            Compare(field="task.critical", op="=", value=True),
            Compare(field="task.float_days", op="<", value=2.5),
        )
    )
    case = Case(subject=Key("task", "A-310"), now=_NOW, values=_KNOWN)
    assert [(clause.text, clause.value, clause.holds) for clause in clauses(_rule("r", when), case)] == [
        ("task.percent >= 50", 80, True),
        ('not task.name in ["Level 3", pour]', "pour", False),
        ("exists task.zone", None, False),
        ("task.spent > task.budget", 5, True),
        ("task.critical = true", True, True),
        ("task.float_days < 2.5", None, False),
    ]


def test_rules_see_only_cases_of_their_kind() -> None:
    """A rule about tasks sees no matters of tasks, nor the site; matches come by case, then in the order of the book."""
    always = Compare(field="site.open_actions", op=">=", value=0.0)
    book = Rulebook(
        version="test",
        rules=(
            _rule("z", always),
            _rule("blocker", always, each="blocker"),
            _rule("site", always, on="site"),
            _rule("a", always),
        ),
    )
    values = {"site.open_actions": 1.0}
    cases = [
        Case(subject=Key("site", ""), now=_NOW, values=values),
        Case(subject=Key("task", "A"), now=_NOW, values=values),
        Case(subject=Key("task", "A"), now=_NOW, values=values, each="blocker", matter="m"),
        Case(subject=Key("person", "U1"), now=_NOW, values=values),
    ]
    assert reference_matcher(book).match(cases) == [
        Match("site", 0),
        Match("z", 1),
        Match("a", 1),
        Match("blocker", 2),
    ]
