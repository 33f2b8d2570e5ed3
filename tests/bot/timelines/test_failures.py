"""A timeline that is wrong goes red, and says what was expected, what happened instead, and why."""

import pytest

from tests.bot.timelines.tried import outcomes, told
from tests.rules.world import book, rule

STAIR = """\
      - at: Tue 08:00
        say: stair 1 stopped, no flights
        by: ana
        expect: { acts: stopped, on: S-1, asks: carlos, then: [ana, grace], due: 10:00, text: do it, severity: medium }
"""
PLAN = STAIR.replace(" }\n", ", reminders: [09:30, 10:00, 11:00], up: 12:00 }\n")
RED = {
    "another person, and another time": (
        """\
      - at: Tue 08:00
        say: L1 slab pour stopped, no concrete
        by: ana
        expect: { acts: critical, on: A-1, asks: ana, due: 11:00 }
""",
        """\
t.yml:11: “it stands”, Tue 10 Mar 08:00
  expected: acts: critical, on: A-1, asks: ana, due: 11:00
  happened: it asked minh (owns A-1 in the schedule); ACT-1 is due Tue 10 Mar 10:00
  since the step before:
    Tue 10 Mar 08:00  ana: “L1 slab pour stopped, no concrete” read as blocker A-1 cause=material
    Tue 10 Mar 08:00  critical acted on A-1: ACT-1 of minh, due Tue 10 Mar 10:00: “Do it”""",
    ),
    "another rule": (
        """\
      - at: Tue 08:00
        say: stair 1 stopped, no flights
        by: ana
        expect: { acts: critical, on: S-1 }
""",
        """\
t.yml:11: “it stands”, Tue 10 Mar 08:00
  expected: acts: critical, on: S-1
  happened: critical on S-1, 2026-03-10 08:00: its condition does not hold
              critical
              “no flights”
              ✗ task.critical = true (it was false)
              ✓ blocker.firm = true (it was true): “no flights” Ana Ruiz, 2026-03-10 08:00
              ✓ not task.status = done (it was not_started)
t.yml:8: “it stands”, Tue 10 Mar 08:00
  expected: no other decision
  happened: Tue 10 Mar 08:00  stopped acted on S-1: ACT-1 of carlos, due Tue 10 Mar 10:00: “Do it”
  since the step before:
    Tue 10 Mar 08:00  ana: “stair 1 stopped, no flights” read as blocker S-1 cause=material
    Tue 10 Mar 08:00  stopped acted on S-1: ACT-1 of carlos, due Tue 10 Mar 10:00: “Do it”""",
    ),
    "an action that nobody expected": (
        """\
      - at: Tue 08:00
        say: stair 1 stopped, no flights
        by: ana
      - at: 08:10
        expect: { stands: ACT-1, status: assigned }
""",
        """\
t.yml:8: “it stands”, Tue 10 Mar 08:00
  expected: no other decision
  happened: Tue 10 Mar 08:00  stopped acted on S-1: ACT-1 of carlos, due Tue 10 Mar 10:00: “Do it”
  since the step before:
    Tue 10 Mar 08:00  ana: “stair 1 stopped, no flights” read as blocker S-1 cause=material
    Tue 10 Mar 08:00  stopped acted on S-1: ACT-1 of carlos, due Tue 10 Mar 10:00: “Do it”""",
    ),
    "a step too late": (
        STAIR
        + """\
      - at: Wed 08:00
        say: stair 1 still stopped, no flights
        by: ana
        expect: { held: stopped, on: S-1, by: ACT-1 is open }
      - at: 08:05
        press: done
        by: carlos
      - at: 09:00
        say: stair 1 stopped, no crane
        by: ana
      - at: 10:00
        expect: { acts: stopped, on: S-1, asks: carlos }
""",
        """\
t.yml:19: “it stands”, Wed 11 Mar 09:00
  expected: no other decision
  happened: Wed 11 Mar 09:00  stopped acted on S-1: ACT-2 of carlos, due Wed 11 Mar 11:00: “Do it”
  since the step before:
    Wed 11 Mar 09:00  ana: “stair 1 stopped, no crane” read as blocker S-1 cause=equipment
    Wed 11 Mar 09:00  stopped acted on S-1: ACT-2 of carlos, due Wed 11 Mar 11:00: “Do it”
t.yml:23: “it stands”, Wed 11 Mar 10:00
  expected: acts: stopped, on: S-1, asks: carlos
  happened: stopped on S-1, 2026-03-11 10:00: ACT-2 is open on the same matter
              stopped
              “no crane”
              ✓ blocker.firm = true (it was true): “no crane” Ana Ruiz, 2026-03-11 09:00
              held back: ACT-2 is open on the same matter""",
    ),
    "on the way, an hour before": (
        """\
      - at: Tue 08:00
        say: stair 1 is 20% done
        by: ana
      - at: 12:00
        expect: { acts: silent, on: S-1, asks: carlos }
""",
        """\
t.yml:12: “it stands”, Tue 10 Mar 12:00
  expected: acts: silent, on: S-1, asks: carlos
  happened: it did so at Tue 10 Mar 11:00
  since the step before:
    Tue 10 Mar 11:00  silent acted on S-1: ACT-1 of carlos, due Tue 10 Mar 13:00: “Do it”""",
    ),
    "reminders where nothing should come": (
        STAIR + "      - { at: 10:00, expect: nothing }\n",
        """\
t.yml:12: “it stands”, Tue 10 Mar 10:00
  expected: nothing
  happened: Tue 10 Mar 09:30  ACT-1 reminded carlos (before); Tue 10 Mar 10:00  ACT-1 reminded carlos (due)
  since the step before:
    Tue 10 Mar 09:30  ACT-1 reminded carlos (before)
    Tue 10 Mar 10:00  ACT-1 reminded carlos (due)""",
    ),
    "a rule that was not quiet": (
        """\
      - at: Tue 08:00
        say: stair 1 stopped, no flights
        by: ana
        expect: { quiet: stopped, on: S-1 }
""",
        """\
t.yml:11: “it stands”, Tue 10 Mar 08:00
  expected: quiet: stopped, on: S-1
  happened: Tue 10 Mar 08:00  stopped acted on S-1: ACT-1 of carlos, due Tue 10 Mar 10:00: “Do it”
  since the step before:
    Tue 10 Mar 08:00  ana: “stair 1 stopped, no flights” read as blocker S-1 cause=material
    Tue 10 Mar 08:00  stopped acted on S-1: ACT-1 of carlos, due Tue 10 Mar 10:00: “Do it”""",
    ),
    "quiet for another reason": (
        """\
      - at: Tue 08:00
        say: nice weather today
        by: ana
        expect: { quiet: stopped, on: S-1, because: blocker.firm = true }
""",
        """\
t.yml:11: “it stands”, Tue 10 Mar 08:00
  expected: quiet: stopped, on: S-1, because: blocker.firm = true
  happened: stopped on S-1, 2026-03-10 08:00: no blocker is open on it
              stopped""",
    ),
    "an answer to what was never asked": (
        "      - { at: Tue 08:00, press: done, by: carlos, on: ACT-7, expect: nothing }\n",
        """\
t.yml:8: “it stands”, Tue 10 Mar 08:00
  expected: this can be done
  happened: There is no ACT-7 by then.""",
    ),
}
WRONG = (
    "{ escalates: ACT-1, to: ana }",
    "{ closes: ACT-1 }",
    "{ stands: ACT-1, status: done }",
    "{ stands: ACT-1, owner: ana }",
    "{ stands: ACT-1, due: 11:00 }",
    "{ reminds: ana }",
    "{ reminds: carlos, kind: after }",
    "{ tells: carlos, text: hello }",
    "{ held: critical, on: S-1 }",
    "{ held: stopped, on: S-1, by: cooldown }",
    "{ quiet: stopped, on: S-1, because: task.critical }",
    "{ observes: stopped, on: S-1 }",
)
RIGHT = (
    "{ reminds: carlos, about: ACT-1, kind: before }",
    "{ stands: ACT-1, status: assigned, owner: carlos, due: 10:00 }",
    "{ held: stopped, on: S-1, by: open on the same matter }",
    "{ quiet: critical, on: S-1, because: task.critical = true }",
    "{ quiet: stopped }",
)


@pytest.mark.parametrize(("steps", "text"), RED.values(), ids=RED)
def test_what_is_otherwise_is_told(steps: str, text: str) -> None:
    """Where it stands, what was expected, what happened with its clauses, and all that came since the step before."""
    assert told(steps) == text


@pytest.mark.parametrize("expected", WRONG)
def test_a_wrong_expectation_is_never_met(expected: str) -> None:
    """Each kind fails on what is not so, with a word about what is."""
    text = told(f"{STAIR}      - {{ at: 09:30, expect: {expected} }}\n")
    assert text.startswith("t.yml:12: “it stands”, Tue 10 Mar 09:30")
    assert "  happened: " in text


@pytest.mark.parametrize("expected", RIGHT)
def test_a_right_expectation_is_met(expected: str) -> None:
    """The same step, as it is."""
    assert told(f"{STAIR}      - {{ at: 09:30, expect: {expected} }}\n") == ""


@pytest.mark.parametrize(
    "change", ["carlos", "[ana, grace]", "10:00", "do it", "medium", "S-1, asks", "stopped, on"]
)
def test_each_part_of_an_expected_action_counts(change: str) -> None:
    """Whom, who comes after them, until when, in which words, how severe, on what, by which rule."""
    others = {
        "carlos": "ana",
        "[ana, grace]": "[grace]",
        "10:00": "10:01",
        "do it": "do that",
        "medium": "high",
        "S-1, asks": "A-1, asks",
        "stopped, on": "critical, on",
    }
    assert told(STAIR) == ""
    assert STAIR.count(change) == 1
    assert told(STAIR.replace(change, others[change])) != ""


@pytest.mark.parametrize("other", ["[09:30, 10:00]", "[]", "[09:30, 10:00, 11:30]", "up: 12:01", "up: never"])
def test_what_comes_of_an_action_while_nobody_answers_counts(other: str) -> None:
    """Every reminder to its owner, and when it goes up the ladder; told from the start, so that nobody has to live through it."""
    old = "up: 12:00" if other.startswith("up") else "[09:30, 10:00, 11:00]"
    assert told(PLAN) == ""
    assert (
        "ACT-1 goes up at Tue 10 Mar 12:00" if old.startswith("up") else "ACT-1 reminds at Tue 10 Mar 09:30, "
    ) in told(PLAN.replace(old, other))


def test_an_action_at_the_end_of_its_ladder_never_goes_up() -> None:
    """Whatever the rule's plan says, there is nobody."""
    alone = book(rule("task.blocked = true", id="alone", assign="[task.owner]"))
    steps = """\
      - at: Tue 08:00
        signals: [{ kind: blocker, task: S-1, cause: space }]
        by: ana
        expect: { acts: alone, on: S-1, up: 12:00 }
"""
    assert "ACT-1 goes up never" in told(steps, rules=alone)
    assert told(steps.replace("12:00", "never"), rules=alone) == ""


def test_the_severity_of_what_is_only_told_counts() -> None:
    """As that of what is asked does."""
    telling = book(
        rule(
            "task.blocked = true",
            id="telling",
            severity="low",
            then="notify: It stands\n        to: [task.owner]",
        )
    )
    steps = """\
      - at: Tue 08:00
        signals: [{ kind: blocker, task: S-1, cause: space }]
        by: ana
        expect: { acts: telling, on: S-1, tells: [carlos], severity: low }
"""
    assert told(steps, rules=telling) == ""
    assert "its severity is low" in told(steps.replace("severity: low", "severity: high"), rules=telling)


def test_rules_that_a_timeline_does_not_name_may_act_where_it_is_not_strict() -> None:
    """With `strict: false` only the decisions of the rules that it names have to be expected."""
    steps = """\
      - at: Tue 08:00
        say: stair 1 stopped, no flights
        by: ana
        expect: { quiet: critical, on: S-1 }
    strict: false
"""
    assert told(steps) == ""
    assert told(steps.replace("    strict: false\n", "")) != ""
    assert told(steps.replace("{ quiet: critical, on: S-1 }", "{ quiet: stopped, on: A-1 }")) != ""


def test_nothing_after_a_step_that_could_not_be_done_counts() -> None:
    """One failure, and not a heap of those that follow from it."""
    steps = """\
      - { at: Tue 08:00, edit: last, by: ana, to: more }
      - { at: 09:00, expect: { acts: stopped, on: S-1 } }
"""
    (outcome,) = outcomes(steps)
    assert [one.happened for one in outcome.failures] == ["ana has said nothing by then."]
