"""The linter: for each check a rulebook that has the fault, and one that just has not."""

from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import Phase, given, settings

from rules.deciding.case import cases_of
from rules.facts.fields import FIELDS, readable
from rules.key import SITE, Key
from rules.language.rulebook import load_rulebook
from rules.lint.lint import Finding, Known, lint
from rules.lint.meaning import MAY_BE_ABSENT, bounds, implies, laws
from rules.lint.noise import History, Limits
from rules.lint.report import lint_json, lint_text, status
from rules.match.reference import holds
from rules.past.backtest import Backtest, Row
from rules.read import open_actions, people, tasks
from rules.rule import Condition
from tests.rules.past.test_replay import HAPPENINGS, LASTING, week_of
from tests.rules.rule_text import SOUND, changed, with_when
from tests.rules.world import rule

DONE = "task.status = done"
STOPPED = "task.blocked = true"
FIRM = "blocker.firm = true"
GRAVE = "{ all: [blocker.firm = true, task.critical = true] }"
NOT_GRAVE = "{ all: [blocker.firm = true, task.critical = false] }"
NO_ESCALATION = "{ before: [], at_due: true, after: [], escalate_after: never }"
TELLS = "notify: It stopped\n        to: [channel]"
STARTS = "activate: Start\n        assign: [task.owner, next_up]\n        due: 2h"
BLOCKS = "block: labour\n        words: People are missing"


WAITS = "for: 2h\ninhibits: [b]"
BOTH = "{ all: [task.blocked = true, task.critical = true] }"
ALONE = "{ all: [task.open_actions < 1, task.ready = true] }"
OTHER_WORDS = "{ not: { any: [task.percent <= 5, task.percent > 50, { not: exists task.percent }] } }"
LESS = "{ not: { any: [task.percent <= 5, task.percent > 50] } }"
HEADED = '\n        together: "In {{{{ task.zone{} }}}}"'


def asks(text: str, due: str = "2h", who: str = "task.owner") -> str:
    """An ask of somebody and then of whoever is next up."""
    return f"ask: {text}\n        assign: [{who}, next_up]\n        due: {due}"


def quick(up: str) -> str:
    """A plan that goes up after so long."""
    return f"{{ before: [30m], at_due: true, after: [1h], escalate_after: {up} }}"


def found_in(*rules: str, known: Known | None = None) -> list[Finding]:
    """What the linter says about these rules."""
    return lint({"book.yml": "rules:\n" + "".join(rules)}, known)


def a(when: str, **more: str) -> str:
    """The first of two rules."""
    return rule(when, id="a", **more)


def b(when: str, **more: str) -> str:
    """The second one, which asks something else."""
    return rule(
        when,
        id="b",
        **{"then": asks("Do that"), **more},
    )


# check, level, rule and key of the finding; the rules that have the fault; those that just have not.
CHECKS: list[tuple[str, str, str, str, list[str], list[str]]] = [
    ("duplicate", "error", "b", "when", [a(STOPPED), b(STOPPED)], [a(STOPPED), b(DONE)]),
    (
        "duplicate",
        "error",
        "b",
        "when",  # the same in other words
        [a("{ all: [task.percent > 5, task.percent <= 50] }"), b(OTHER_WORDS)],
        [a("{ all: [task.percent > 5, task.percent <= 50] }"), b(LESS)],
    ),
    (
        "shadowed",
        "warning",
        "b",
        "when",
        [a(FIRM, each="blocker", severity="high"), b(GRAVE, each="blocker")],
        [a(FIRM, each="blocker", severity="low"), b(GRAVE, each="blocker")],
    ),
    (
        "shadowed",
        "warning",
        "b",
        "when",  # equally grave, and first in the rulebook
        [a("blocker.hours >= 4", each="blocker"), b("blocker.hours >= 8", each="blocker")],
        [a("blocker.hours >= 8", each="blocker"), b("blocker.hours >= 4", each="blocker")],
    ),
    (
        "shadowed",
        "warning",
        "b",
        "when",  # one that waits is not first
        [a(FIRM, each="blocker", severity="high", more="for: 1h"), b(GRAVE, each="blocker", more="for: 1h")],
        [a(FIRM, each="blocker", severity="high", more="for: 1h"), b(GRAVE, each="blocker")],
    ),
    (
        "meaning",
        "error",
        "a",
        "when.all[1]",
        [a("{ all: [task.blocked = true, task.open_actions < 0] }")],
        [a("{ all: [task.blocked = true, task.open_actions < 1] }")],
    ),
    ("meaning", "error", "a", "when", [a("task.percent > 100")], [a("task.percent >= 100")]),
    ("meaning", "error", "a", "when", [a("task.open_requests = 2.5")], [a("task.open_requests = 2")]),
    (
        "meaning",
        "error",
        "a",
        "when",
        [a("request.hours <= -1", each="request")],
        [a("request.hours_to_needed <= -1", each="request")],
    ),
    (
        "meaning",
        "error",
        "a",
        "when.not",
        [a("{ not: task.percent <= 100 }")],
        [a("{ not: task.percent < 100 }")],
    ),
    ("meaning", "error", "a", "when", [a("task.open_actions >= 0")], [a("task.open_actions > 0")]),
    ("meaning", "error", "a", "when", [a("task.percent >= 0")], [a("task.percent >= 1")]),
    ("meaning", "error", "a", "when", [a("task.blocked_hours > -2")], [a("task.hours_to_start > -2")]),
    (
        "meaning",
        "error",
        "a",
        "when",
        [a("{ all: [task.blocked = false, task.blocked_hours >= 2] }")],
        [a("{ all: [task.blocked = true, task.blocked_hours >= 2] }")],
    ),
    (
        "meaning",
        "error",
        "a",
        "when",
        [a("{ any: [task.blocked = true, task.open_blockers < 1] }")],
        [a("{ any: [task.blocked = true, task.open_requests < 1] }")],
    ),
    (
        "meaning",
        "error",
        "a",
        "when",
        [a("{ all: [task.blocked = false, task.open_blockers > 0] }")],
        [a("{ all: [task.blocked = true, task.open_blockers > 1] }")],
    ),
    (
        "meaning",
        "error",
        "a",
        "when",
        [a("{ all: [task.status = done, task.percent < 100] }")],
        [a("{ all: [task.status = in_progress, task.percent < 100] }")],
    ),
    (
        "approval",
        "error",
        "a",
        "mode",
        [a(STOPPED, more="mode: propose", then=TELLS)],
        [a(STOPPED, more="mode: observe", then=TELLS)],
    ),
    (
        "inhibits",
        "error",
        "a",
        "inhibits[0]",
        [a(STOPPED, more="inhibits: [c]"), b(DONE)],
        [a(STOPPED, more="inhibits: [b]"), b(DONE)],
    ),
    (
        "inhibits",
        "error",
        "a",
        "inhibits",
        [a(STOPPED, more="inhibits: [b]"), b(DONE, more="inhibits: [a]")],
        [a(STOPPED, more="inhibits: [b]"), b(DONE)],
    ),
    (
        "inhibits",
        "warning",
        "a",
        "inhibits[0]",
        [a(STOPPED, more="inhibits: [b]"), b(DONE, severity="high")],
        [a(STOPPED, more="inhibits: [b]", severity="high"), b(DONE, severity="high")],
    ),
    (
        "inhibits",
        "error",
        "a",
        "inhibits[0]",  # safety is never held back by less
        [a(STOPPED, more="inhibits: [b]"), b(DONE, severity="safety")],
        [a(STOPPED, more="inhibits: [b]", severity="safety"), b(DONE, severity="safety")],
    ),
    (
        "inhibits",
        "warning",
        "a",
        "inhibits",
        [a(STOPPED, more="mode: observe\ninhibits: [b]"), b(DONE)],
        [a(STOPPED, more="mode: propose\ninhibits: [b]"), b(DONE)],
    ),
    (
        "inhibits",
        "warning",
        "a",
        "inhibits[0]",
        [
            a("person.open_actions > 3", on="person", more="inhibits: [b]", assign="[person, next_up]"),
            b(DONE),
        ],
        [a("site.open_actions > 30", on="site", more="inhibits: [b]", assign="[next_up]"), b(DONE)],
    ),
    (
        "never-fires",
        "error",
        "b",
        "when",
        [a(STOPPED, more="inhibits: [b]"), b(BOTH)],
        [a(STOPPED, more="inhibits: [b]"), b("{ any: [task.blocked = true, task.critical = true] }")],
    ),
    (
        "never-fires",
        "error",
        "b",
        "when",  # on other cases of the same subject, or on the site
        [
            a(STOPPED, more="inhibits: [b]"),
            b("{ all: [task.blocked = true, blocker.firm = true] }", each="blocker"),
        ],
        [a(FIRM, each="blocker", more="inhibits: [b]"), b(BOTH)],
    ),
    (
        "never-fires",
        "error",
        "b",
        "when",  # what it waits for may come first
        [a(STOPPED, more=WAITS), b(BOTH, more="for: 2h")],
        [a(STOPPED, more=WAITS), b(BOTH, more="for: 1h")],
    ),
    (
        "twice",
        "warning",
        "b",
        "then",
        [a(STOPPED), b("task.critical = true", then=asks("do  it", due="4h"))],
        [a(STOPPED), b("task.blocked = false", then=asks("do  it", due="4h"))],
    ),
    (
        "twice",
        "warning",
        "b",
        "then",
        [a(STOPPED), b("task.critical = true", then=asks("Do it"))],
        [a(STOPPED), b("task.critical = true", then=asks("Do it", who="crew_lead"))],
    ),
    (
        "twice",
        "warning",
        "b",
        "then",  # of actions about one matter only one is asked, but all is told
        [a(FIRM, each="blocker", then=TELLS), b(GRAVE, each="blocker", then=TELLS)],
        [
            a(GRAVE, each="blocker"),
            b("{ all: [blocker.firm = true, task.ready = true] }", each="blocker", then=asks("Do it")),
        ],
    ),
    (
        "at-once",
        "warning",
        "b",
        "then",
        [a("{ all: [task.open_actions = 0, task.critical = true] }"), b(ALONE)],
        [a("{ all: [task.open_actions = 0, task.critical = true] }", more="inhibits: [b]"), b(ALONE)],
    ),
    (
        "contradiction",
        "warning",
        "b",
        "then",
        [a("task.critical = true", then=BLOCKS), b(DONE, then=STARTS)],
        [a("task.status = in_progress", then=BLOCKS), b(DONE, then=STARTS)],
    ),
    (
        "owner",
        "error",
        "a",
        "owner",
        [a(DONE).replace("owner: superintendent", "owner: superintendant")],
        [a(DONE).replace("owner: superintendent", 'owner: "@ana"')],
    ),
    (
        "ladder",
        "warning",
        "a",
        "then[0].assign",
        [a(DONE, assign="[task.owner]")],
        [a(DONE, assign="[task.owner, next_up]")],
    ),
    (
        "ladder",
        "warning",
        "a",
        "then[0].assign",
        [a(DONE, assign='["role:safety"]')],
        [a(DONE, assign="[next_up]")],
    ),
    (
        "ladder",
        "warning",
        "a",
        "then[0].remind",
        [a(DONE, severity="high", remind=NO_ESCALATION)],
        [a(DONE, severity="medium", remind=NO_ESCALATION)],
    ),
    (
        "cooldown",
        "warning",
        "a",
        "then[0].due",
        [a(DONE, more="cooldown: 3h", due="4h")],
        [a(DONE, more="cooldown: 4h", due="4h")],
    ),
    (
        "repeat",
        "warning",
        "a",
        "then[0].due",
        [a(DONE, more="repeat_every: 1h", due="2h")],
        [a(DONE, more="repeat_every: 2h", due="2h")],
    ),
    (
        "escalation",
        "warning",
        "a",
        "then[0].remind",
        [a(DONE, severity="high", remind=quick("2d"))],
        [a(DONE, severity="high", remind=quick("1d"))],
    ),
    (
        "escalation",
        "warning",
        "a",
        "then[0].remind",
        [a(DONE, severity="safety", remind=quick("3h"))],
        [a(DONE, severity="medium", remind=quick("3h"))],
    ),
    (
        "safety-waits",
        "error",
        "a",
        "active",
        [a(DONE, severity="safety", more="active: shift")],
        [a(DONE, severity="high", more="active: shift")],
    ),
    (
        "safety-waits",
        "warning",
        "a",
        "mode",
        [a(DONE, severity="safety", more="mode: propose")],
        [a(DONE, severity="safety", more="mode: observe")],
    ),
    (
        "text",
        "warning",
        "a",
        "then[0]",
        [a(DONE, then='notify: "{{ task.zone }}"\n        to: [channel]')],
        [a(DONE, then='notify: "{% if task.zone %}{{ task.zone }}{% endif %}"\n        to: [channel]')],
    ),
    (
        "text",
        "warning",
        "a",
        "then[0]",
        [
            a(
                "{ any: [task.slip_days > 1, task.blocked = true] }",
                then='notify: "{{ task.slip_days | days }}"\n        to: [channel]',
            )
        ],
        [
            a(
                "{ all: [task.slip_days > 1, task.blocked = true] }",
                then='notify: "{{ task.slip_days | days }}"\n        to: [channel]',
            )
        ],
    ),
    (
        "text",
        "warning",
        "a",
        "then[0].together",
        [a(DONE, more="group_by: assignee", then=asks("Do it") + HEADED.format(""))],
        [a(DONE, more="group_by: assignee", then=asks("Do it") + HEADED.format(" | default('-')"))],
    ),
]


@pytest.mark.parametrize(
    ("check", "level", "name", "field", "bad", "sound"),
    CHECKS,
    ids=[f"{place}-{row[0]}" for place, row in enumerate(CHECKS)],
)
def test_each_fault_is_found_and_its_neighbour_is_not(
    check: str, level: str, name: str, field: str, bad: list[str], sound: list[str]
) -> None:
    """One finding with its rule, key, reason and advice; none at all a step beside it."""
    (found,) = found_in(*bad)
    problem = found.problem
    assert (found.check, found.level, problem.rule, problem.field) == (check, level, name, field)
    assert problem.reason and problem.suggestion
    assert [str(one) for one in found_in(*sound)] == []


def test_a_finding_has_the_line_of_its_key() -> None:
    """And the file, among several."""
    other = (
        SOUND.replace("critical-task-blocked", "another")
        .replace("project_manager", "nobody")
        .replace("= true", "= false")
    )
    (found,) = lint({"a.yml": SOUND, "b.yml": other})
    assert str(found).startswith("error (owner): b.yml:5: rule another: owner: “nobody” is neither")


def test_two_texts_of_one_matter_with_other_times_are_told_with_both() -> None:
    """The same matter, asked twice with different due times."""
    text = asks("Do it", due="4h")
    (found,) = found_in(a(STOPPED), b("task.critical = true", then=text))
    assert "due in 2 h and in 4 h" in found.problem.reason


def test_a_longer_circle_is_told_once() -> None:
    """With its way."""
    three = [
        rule(f"task.percent > {n}", id=f"r{n}", more=f"inhibits: [r{n % 3 + 1}]", severity="high",
             then=f"ask: Do {n}\n        assign: [task.owner, next_up]\n        due: 2h")
        for n in (1, 2, 3)
    ]  # fmt: skip
    circles = [one for one in found_in(*three) if "circle" in one.problem.reason]
    assert len(circles) == 1
    assert "r1 → r2 → r3 → r1" in circles[0].problem.reason


def test_a_rulebook_that_cannot_be_read_has_its_problems_as_errors() -> None:
    """Nothing else is said of it."""
    (found,) = lint({"book.yml": changed("due: 2h", "due: soon")})
    assert (found.level, found.check, found.problem.line) == ("error", "unreadable", 17)


def test_timelines_are_missed_where_they_are_known() -> None:
    """Not known: nothing is said; known: each rule has to have one."""
    rules = [a(DONE), b(STOPPED)]
    assert found_in(*rules) == []
    (found,) = found_in(*rules, known=Known(timelines={"a"}))
    assert (found.check, found.level, found.problem.rule) == ("timeline", "warning", "b")


def test_owners_are_looked_up_where_people_are_known() -> None:
    """A handle that the site does not know is a warning; without its people it passes."""
    text = a(DONE).replace("owner: superintendent", 'owner: "@ana"')
    assert found_in(text, known=Known(handles={"ana"})) == []
    (found,) = found_in(text, known=Known(handles={"diego"}))
    assert (found.check, found.level) == ("owner", "warning")


def history(weeks: float = 2.0, stays: int = 0, new: int = 0, **kept: int) -> History:
    """What rule a did over some weeks."""
    answered = Counter({name.replace("_", " "): count for name, count in kept.items()})
    row = Row(rule="a", fired=stays, stays=stays, moved=0, gone=Counter(), kept=answered, new=new)
    return History(found=Backtest(rows=(row,)), weeks=weeks)


def test_too_many_actions_a_week_are_noisy() -> None:
    """Those that stay and those that are new, against the limit that is set; what only observes asks nobody."""
    lived = history(weeks=2.0, stays=15, new=6)
    (found,) = found_in(a(DONE), known=Known(history=lived))
    assert (found.check, found.level) == ("noisy", "warning")
    assert "10.5 times a week; 10 is the limit" in found.problem.reason
    assert found_in(a(DONE), known=Known(history=lived, limits=Limits(per_week=10.5))) == []
    assert found_in(a(DONE, more="mode: observe"), known=Known(history=lived)) == []


def test_what_was_no_problem_is_noisy() -> None:
    """More than half of five or more past actions; fewer prove nothing."""
    (found,) = found_in(a(DONE), known=Known(history=history(real=2, no_problem=2, ignored=1, open=9)))
    assert "3 of 5 past actions" in found.problem.reason
    assert found_in(a(DONE), known=Known(history=history(real=3, no_problem=2, ignored=1))) == []
    assert found_in(a(DONE), known=Known(history=history(real=0, no_problem=3, ignored=1))) == []


def test_the_report_counts_and_fails_for_errors() -> None:
    """Warnings fail only where they shall; machines get the same as plain values."""
    wrong, unwise = found_in(a("task.percent > 100")), found_in(a(DONE, assign="[task.owner]"))
    assert [status(one) for one in ([], unwise, wrong)] == [0, 0, 1]
    assert [status(one, strict=True) for one in ([], unwise, wrong)] == [0, 1, 1]
    files = {"book.yml": ""}
    assert lint_text([], files) == "1 file: no problem."
    assert lint_text(wrong + unwise, files).splitlines()[-1] == "1 file: 1 error, 1 warning."
    plain = lint_json(wrong, files)
    assert (plain["errors"], plain["warnings"], plain["files"]) == (1, 0, ["book.yml"])
    assert plain["findings"][0]["check"] == "meaning"
    assert set(plain["findings"][0]) >= {"file", "line", "rule", "field", "reason", "suggestion"}


def when(text: str) -> Condition:
    """A condition of a rule on blockers of tasks."""
    return load_rulebook({"book.yml": with_when(text)}).rules[0].when


@pytest.mark.parametrize(
    ("narrow", "wide", "follows"),
    [
        ("task.percent > 5", "task.percent > 3", True),
        ("task.percent > 3", "task.percent > 5", False),
        ("task.percent > 3", "exists task.percent", True),
        ("{ not: task.percent > 3 }", "task.percent <= 3", False),  # it may be absent
        ("task.open_actions > 5", "task.open_actions >= 6", True),  # whole numbers
        ("task.status in [done, in_progress]", "task.status != not_started", True),
        ("task.slip_days > task.float_days", "task.float_days < task.slip_days", True),
        ("task.slip_days > task.float_days", "exists task.slip_days", True),
        ("{ not: task.slip_days > task.float_days }", "exists task.slip_days", False),
        (
            "{ all: [task.slip_days > task.float_days, task.slip_days < 1] }",
            "task.float_days < 1",
            False,
        ),  # so, but not provable
        ("task.blocked = true", "exists task.blocked_hours", True),
        ("task.blocked = true", "task.open_blockers > 0", True),
        ("task.critical = true", "task.float_days <= 0", True),
    ],
)
def test_what_follows_from_what(narrow: str, wide: str, follows: bool) -> None:
    """Exact for single fields and for the laws between them; no where it cannot be told."""
    assert implies(when(narrow), when(wide)) == follows


@given(happenings=HAPPENINGS)
@settings(max_examples=12, phases=(Phase.explicit, Phase.generate))  # a week is slow to shrink
def test_what_fields_mean_is_so_in_every_week(happenings: list[tuple[int, str, str]]) -> None:
    """Numbers stay within their bounds, laws hold, and only what may be absent is."""
    site = week_of(happenings, LASTING)
    read = site.memory
    keys = [SITE, *(one.key for found in (tasks, open_actions, people) for one in found(read))]
    for case in (case for key in keys for case in cases_of(read, key, site.now)):
        assert _absent(case.subject, case.each, case.values) <= MAY_BE_ABSENT <= FIELDS.keys()
        for name, value in case.values.items():
            assert name not in bounds() or bounds()[name].allow(value)
        assert [law for _, law in laws() if not holds(law, case.values)] == []


def _absent(subject: Key, each: str, values: Mapping[str, object]) -> set[str]:
    return {field.name for field in readable(subject.kind, each)} - set(values)
