"""What differs between two rulebooks is told in the words of a manager, rule by rule."""

from itertools import pairwise

import pytest

from rules.language.diff import RuleChange, compare, diff_text
from rules.language.rulebook import load_rulebook, shipped_rulebook
from tests.rules.rule_text import SOUND, changed


def diff(old: str, new: str) -> list[RuleChange]:
    """Between two files."""
    return compare(load_rulebook({"book.yml": old}), load_rulebook({"book.yml": new}))


MORE = "severity: high\n    "
HEAD = "due: 2h\n        "
CHANGES = [
    ("title: A critical task is blocked", "title: It stands", "title: A critical task is blocked → It stands"),
    ("owner: project_manager", "owner: safety", "owner: project_manager → safety"),
    ("severity: high", "severity: low", "severity: high → low"),
    ("severity: high", MORE + "mode: propose", "mode: auto → propose"),
    ("severity: high", MORE + "for: 2h", "for: 0 h → 2 h"),
    ("severity: high", MORE + "clear_after: 30m", "clear after: 0 h → 30 min"),
    ("severity: high", MORE + "cooldown: 1d", "cooldown: as long as the matter lasts → 24 h"),
    ("severity: high", MORE + "cooldown: forever", "cooldown: as long as the matter lasts → forever"),
    ("severity: high", MORE + "repeat_every: 1d", "repeat every: never → 10 h"),
    ("severity: high", MORE + "active: shift", "active: always → shift"),
    ("severity: high", MORE + "active: '07:00-11:00'", "active: always → 07:00-11:00"),
    ("severity: high", MORE + "inhibits: [another]", "inhibits: none → another"),
    ("severity: high", MORE + "serves: finish", "serves: none → finish"),
    ("severity: high", MORE + "when_resolved: ask", "when resolved: close → ask"),
    ("due: 2h", "due: 4h", "due: 2 h → 4 h"),
    ("[task.owner, ", "[crew_lead, ", "who is asked: task.owner, role:superintendent → crew_lead, role:superintendent"),
    ("due: 2h", HEAD + "answers: [done]", "answers: done, not_done, help, reassign → done"),
    ("due: 2h", HEAD + "remind: { escalate_after: never }", "goes up: 2 h → never"),
    ("due: 2h", HEAD + "remind: { at_most: 1 }", "is brought up again: after 10 h, 3 times at most → after 10 h, once at most"),
    ("due: 2h", HEAD + "remind: { again: never }", "is brought up again: after 10 h, 3 times at most → never"),
    ("due: 2h", HEAD + "remind: { at_due: false }", "reminders: 1 h before, at the due time, 1 h after → 1 h before, 1 h after"),
    ("        - blocker.firm = true\n", "", "when: no longer “blocker.firm = true”"),
    ("        - not: task", "        - task.slip_days > 2\n        - not: task", "when: now “task.slip_days > 2”"),
    ("name: it stands", "name: it stood", "tests: changed"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line"), CHANGES, ids=[row[2] for row in CHANGES])
def test_each_change_is_a_line(old: str, new: str, line: str) -> None:
    """What it was, and what it is; nothing else."""
    (found,) = diff(SOUND, changed(old, new))
    assert (found.rule, found.what, found.changes) == ("critical-task-blocked", "changed", (line,))


def test_a_threshold_is_told_as_one() -> None:
    """Where only numbers differ, with their unit."""
    hours = [changed("task.critical = true", f"blocker.hours >= {hours}") for hours in (4, 8)]
    (found,) = diff(*hours)
    assert found.changes == ("threshold blocker.hours >=: 4 → 8 working hours",)


def test_outcomes_that_come_and_go_are_told_by_place() -> None:
    """And one that became another."""
    told = changed("due: 2h", "due: 2h\n      - notify: It stands\n        to: [channel]")
    ((added,), (became,)) = (diff(SOUND, told), diff(told, told.replace("notify:", "risk: high\n        words:").replace(
        "        to: [channel]\n", "").replace("severity: high", "severity: high\n    serves: finish")))  # fmt: skip
    assert added.changes == ("outcome 2, does: none → notify “It stands”",)
    assert became.changes == (
        "serves: none → finish",
        "outcome 2, does: notify “It stands” → risk “It stands”",
    )


def test_rules_that_are_added_or_gone_are_named() -> None:
    """With their titles, and counted."""
    other = SOUND.replace("critical-task-blocked", "another")
    found = diff(SOUND, other)
    assert [(one.what, one.rule) for one in found] == [
        ("gone", "critical-task-blocked"),
        ("added", "another"),
    ]
    lines = diff_text(found).splitlines()
    assert lines[0] == "gone: critical-task-blocked (A critical task is blocked)"
    assert lines[-1] == "1 gone, 1 added."


def test_the_same_is_the_same() -> None:
    """However it is laid out, and with every rule that ships; two different rules are never the same."""
    assert diff(SOUND, "# a comment\n" + SOUND.replace("[task.owner, ", "[ task.owner,  ")) == []
    assert diff_text([]) == "Both rulebooks say the same."
    assert compare(shipped_rulebook(), shipped_rulebook()) == []
    for one, other in pairwise(shipped_rulebook().rules):
        assert one != other
