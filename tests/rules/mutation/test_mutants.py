"""Mutants: every place of a rule otherwise, each a rule by itself, told as its author would, with advice that helps."""

from dataclasses import replace

from rules.checks import run_tests
from rules.language.rulebook import load_rulebook, shipped_sources
from rules.mutation.advice import advice
from rules.mutation.mutants import Mutant, mutants_in
from rules.rule import Rulebook

RULE = """\
rules:
  - id: stands-long
    title: A task stands for long
    why: Somebody has to get it moving.
    owner: superintendent
    on: task
    when:
      all:
        - task.blocked_hours >= 4
        - any: [task.critical = true, "task.float_days < 2.5"]
        - task.blocker_cause in [material, labour]
        - not: exists task.hours_to_forecast
    for: 2h
    clear_after: 1d
    cooldown: 3d
    repeat_every: 30m
    active: "07:00-11:00"
    group_by: zone
    inhibits: [stands-short]
    mode: propose
    when_resolved: ask
    serves: finish
    severity: low
    then:
      - ask: Get it moving
        together: Get these moving
        assign: [task.owner, "role:superintendent"]
        due: 4h
        answers: [done, help]
        done_means: started
        remind: { before: [1h], at_due: true, after: [], escalate_after: 2h, again: 4h, at_most: 2 }
    tests:
      - { name: it stands, fires: { task.blocked_hours: 4, task.critical: true, task.float_days: 0, task.blocker_cause: labour } }
      - { name: it runs, quiet: { task.critical: true, task.float_days: 0 } }
"""
CONDITION = """\
`any:` instead of `all:` over `task.blocked_hours >= 4` …
without `task.blocked_hours >= 4`
`task.blocked_hours > 4` instead of `task.blocked_hours >= 4`
`task.blocked_hours >= 3` instead of `task.blocked_hours >= 4`
`task.blocked_hours >= 5` instead of `task.blocked_hours >= 4`
without `task.critical = true or task.float_days < 2.5`
`all:` instead of `any:` over `task.critical = true` …
without `task.critical = true`
`task.critical != true` instead of `task.critical = true`
without `task.float_days < 2.5`
`task.float_days <= 2.5` instead of `task.float_days < 2.5`
`task.float_days < 2.4` instead of `task.float_days < 2.5`
`task.float_days < 2.6` instead of `task.float_days < 2.5`
without `task.blocker_cause in [material, labour]`
`task.blocker_cause not in [material, labour]` instead of `task.blocker_cause in [material, labour]`
`task.blocker_cause in [labour]` instead of `task.blocker_cause in [material, labour]`
`task.blocker_cause in [material]` instead of `task.blocker_cause in [material, labour]`
without `not (exists task.hours_to_forecast)`
`exists task.hours_to_forecast` instead of `not: exists task.hours_to_forecast`
"""
SETTINGS = """\
without `for: 2h`
`for: 1h` instead of `2h`
`for: 4h` instead of `2h`
without `clear_after: 1d`
`clear_after: 0.5d` instead of `1d`
`clear_after: 2d` instead of `1d`
without `cooldown: 3d`
`cooldown: 1.5d` instead of `3d`
`cooldown: 6d` instead of `3d`
without `repeat_every: 30m`
`repeat_every: 15m` instead of `30m`
`repeat_every: 60m` instead of `30m`
without `mode: propose`
without `when_resolved: ask`
without `active: 07:00-11:00`
`active: shift` instead of `07:00-11:00`
without `inhibits: stands-short`
`severity: medium` instead of `low`
without `group_by: zone`
`group_by: assignee` instead of `zone`
`group_by: trade` instead of `zone`
`group_by: site` instead of `zone`
without `task.owner` in `assign`
without `role:superintendent` in `assign`
without `done` in `answers`
without `help` in `answers`
`due: 2h` instead of `4h`
`due: 8h` instead of `4h`
without `before: 1h`
`0.5h` instead of `1h`
`2h` instead of `1h`
without `after: []`
`at_due: false` instead of `true`
without `at_most: 2`
`escalate_after: 1h` instead of `2h`
`escalate_after: 4h` instead of `2h`
`escalate_after: never` instead of `2h`
without `again: 4h`
`again: 2h` instead of `4h`
`again: 8h` instead of `4h`
`again: never` instead of `4h`
without `done_means: started`
"""


def _told(mutants: list[Mutant], *, settings: bool) -> list[str]:
    return [one.change.told for one in mutants if bool(one.change.setting) is settings]


def test_every_part_of_a_condition_is_otherwise_once() -> None:
    """A clause less, its opposite, the other side of its limit, the next number as it is written, a group's other word."""
    assert _told(list(mutants_in({"book.yml": RULE})), settings=False) == CONDITION.splitlines()


def test_every_setting_is_otherwise_once() -> None:
    """Left out, half and twice as long, another word; what a rule says as it is by itself (`escalate_after: 2h`) cannot be left
    out to any effect, and is not tried."""
    assert _told(list(mutants_in({"book.yml": RULE})), settings=True) == SETTINGS.splitlines()


def test_what_an_outcome_says_is_otherwise() -> None:
    """An outcome less, another risk, another goal that it is raised for, another answer that a question wants."""
    outcomes = """\
    then:
      - { question: When is it done?, expects: finish, assign: [task.owner], due: 4h }
      - { risk: medium, words: it stands }
      - { notify: It stands, to: [task.owner, channel] }
"""
    start, end = RULE.index("    then:"), RULE.index("    tests:")
    text = (RULE[:start] + outcomes + RULE[end:]).replace("    group_by: zone\n", "")
    told = _told(list(mutants_in({"book.yml": text})), settings=True)
    assert {
        "`serves: cost` instead of `finish`",
        "without `question: When is it done?`",
        "`expects: percent` instead of `finish`",
        "without `risk: medium`",
        "`risk: low` instead of `medium`",
        "`risk: high` instead of `medium`",
        "without `notify: It stands`",
        "without `channel` in `to`",
    } <= set(told)


def test_each_is_a_rule_by_itself_that_stands_where_the_change_is() -> None:
    """It differs from the declared one, no two are the same, and its line is that of what is changed."""
    mutants = list(mutants_in({"book.yml": RULE}))
    rules = [one.rule for one in mutants]
    assert all(one.rule != one.declared for one in mutants)
    assert all(rule not in rules[:place] for place, rule in enumerate(rules))
    places = {one.change.told: one.at for one in mutants}
    assert places["without `for: 2h`"] == "book.yml:13"
    assert places["without `task.blocker_cause in [material, labour]`"] == "book.yml:11"
    assert places["`due: 8h` instead of `4h`"] == "book.yml:28"


def test_the_test_that_is_advised_notices() -> None:
    """The facts of each advice about a condition, put into the rule as they stand, tell the mutant from the rule."""
    line = "      - { name: it stands, fires: {"
    for mutant in mutants_in({"book.yml": RULE}):
        if mutant.change.setting:
            continue
        told = advice(mutant).removeprefix("a test in the rule: `").removesuffix("`")
        book = load_rulebook({"book.yml": RULE.replace(line, f"      - {{ name: advised, {told} }}\n{line}")})
        (rule,) = book.rules
        changed = Rulebook(version="", rules=(replace(mutant.rule, tests=rule.tests[:1]),))
        assert all(one.passed for one in run_tests(book) if one.test == "advised")
        assert not run_tests(changed)[0].passed, mutant.change.told


def test_one_rule_is_changed_by_itself() -> None:
    """Only its mutants are made; of every shipped rule there are some."""
    sources = shipped_sources()
    assert {one.declared.id for one in mutants_in(sources, "heat")} == {"heat"}
    assert {one.declared.id for one in mutants_in(sources)} == {
        rule.id for rule in load_rulebook(sources).rules
    }
