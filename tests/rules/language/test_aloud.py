"""A rule read aloud: everything that it declares is said, in words, and nothing else."""

import pytest

from rules.deciding.decision import CaseValue, Clause
from rules.language.aloud import aloud, clause_words, threshold_words
from rules.language.rulebook import shipped_rulebook
from rules.language.thresholds import thresholds
from rules.rule import Rule
from tests.rules.world import book, rule


def whole(text: str) -> str:
    """All that is said of a rule."""
    said = aloud(book(text).rulebook.rules[0])
    return "\n".join((*said.when, *said.then, *said.ends))


def test_an_ordinary_rule() -> None:
    """When, who, until when, reminders, whom then, and what ends it."""
    said = whole(
        rule("{ all: [task.silent_hours >= 10.5, task.status != done] }", id="plain", more="for: 1h")
    )
    assert said.splitlines() == [
        "It looks at every task and acts when",
        "  • task silent hours: at least 10.5 working hours – since anybody spoke of it, or since its planned start",
        "  • task status: anything but done",
        "once that has held for 1 working hour",
        "It asks the task's owner, or whoever comes next where there is none: “Do it”.",
        "It is due within 2 working hours.",
        "They are reminded 30 minutes before, when it is due and 1 working hour after.",
        "Without a word they are asked again 10 working hours later, 3 times at most, each time after a longer while.",
        "Unanswered 2 working hours after that, it goes to the next person: the superintendent, then the project manager.",
        "As soon as that no longer holds, what is open of it is closed by itself.",
    ]


@pytest.mark.parametrize(
    ("when", "wanted"),
    [
        ("{ not: task.status = done }", "task status: not done"),
        ("{ not: task.blocked = true }", "task blocked: no"),
        ("task.critical != false", "task critical: yes"),
        ("{ not: exists task.slip_days }", "task slip days: not known"),
        ("exists task.slip_days", "task slip days: known"),
        ("task.slip_days > task.float_days", "task slip days: more than the task float days"),
        ("task.status in [not_started, in_progress]", "task status: not started or in progress"),
        ("task.status not in [not_started, done]", "task status: neither not started nor done"),
        ("{ any: [task.percent < 1, task.percent > 5] }", "one of these holds:\n    • task percent: less than 1 %"),
        ("{ not: { any: [task.percent < 1, task.percent > 5] } }", "none of these holds:"),
    ],
)  # fmt: skip
def test_every_kind_of_condition(when: str, wanted: str) -> None:
    """Each comparison reads as it is meant, also where it is denied."""
    assert wanted in whole(rule(when, id="plain"))


@pytest.mark.parametrize(
    ("then", "wanted"),
    [
        ('notify: "stopped"\n        to: [task.owner, channel]', "It tells the task's owner, the site's channel: “stopped”."),
        ("question: How far?\n        expects: percent\n        assign: [task.owner]\n        due: 4h",
         "The answer is kept as data: how far it is."),
        ("ask: Has it started?\n        done_means: started\n        assign: [task.owner]\n        due: 4h",
         "“Done” is kept as data: the task has started."),
        ('block: labour\n        words: "It lacks people"', "blocked (labour) for as long as that holds: “It lacks people”."),
    ],
)  # fmt: skip
def test_other_outcomes(then: str, wanted: str) -> None:
    """What tells or records says that nobody is asked anything."""
    assert wanted in whole(rule("task.percent > 5", id="plain", then=then))


@pytest.mark.parametrize("one", shipped_rulebook().rules, ids=lambda one: one.id)
def test_every_rule_that_ships_can_be_read_aloud(one: Rule) -> None:
    """Nothing of the rulebook's own spelling is left in it, and each threshold has words."""
    said = aloud(one)
    text = "\n".join((*said.when, *said.then, *said.ends))
    assert not any(mark in text for mark in ("{{", "}}", "_", ">=", "role:", "task.owner"))
    for name, value in thresholds(one).items():
        assert f"{value:g}" in threshold_words(name, value)


@pytest.mark.parametrize(
    ("text", "value", "wanted"),
    [
        ("task.blocked_hours >= 2", 3.456, "task blocked hours: at least 2 working hours (it was 3.46 working hours)"),
        ("task.hours_to_start <= 0", -30.01, "task hours to start: at most 0 working hours (it was 30 working hours ago)"),
        ("task.hours_to_start < -9", -180, "task hours to start: more than 9 working hours ago (it was 180 working hours ago)"),
        ("not task.critical = true", False, "task critical: no (it was no)"),
        ("blocker.cause in [material, prior_work]", "prior_work", "blocker cause: material or prior work (it was prior work)"),
        ("not exists task.slip_days", None, "task slip days: not known (it was not known)"),
        ("task.slip_days > task.float_days", 2, "task slip days: more than the task float days (it was 2 working days)"),
        ("task.that_is_gone > 2", 3.0, "task.that_is_gone > 2 (it was 3)"),
    ],
)  # fmt: skip
def test_a_clause_reads_as_its_rule_does(text: str, value: CaseValue | None, wanted: str) -> None:
    """With what it met; a field that is declared no more is told as it was written then."""
    field = text.removeprefix("not ").removeprefix("exists ").split(" ")[0]
    assert clause_words(Clause(text=text, field=field, value=value, holds=True)) == wanted
