"""Reading rulebooks: what a sound one becomes, and what is said about every broken one."""

from functools import partial
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from rules.language.problem import Problem
from rules.language.rulebook import RulebookError, load_rulebook
from rules.language.text import read_text
from rules.rule import All, Ask, Compare, Not
from rules.subject import ReminderPlan
from tests.rules.rule_text import SOUND, changed, with_when


def _problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(RulebookError) as broken:
        load_rulebook({"book.yml": text})
    return broken.value.problems


def test_a_sound_rulebook_becomes_typed_rules() -> None:
    """Every part of the text arrives in the rule, with the defaults of what is not written."""
    (rule,) = load_rulebook({"book.yml": SOUND}).rules
    assert (rule.id, rule.on, rule.each, rule.severity, rule.mode) == (
        "critical-task-blocked",
        "task",
        "blocker",
        "high",
        "auto",
    )
    assert rule.when == All(
        parts=(
            Compare(field="task.critical", op="=", value=True),
            Compare(field="blocker.firm", op="=", value=True),
            Not(part=Compare(field="task.status", op="=", value="done")),
        )
    )
    assert rule.asks == (
        Ask(
            assign=("task.owner", "role:superintendent"),
            text="Get {{ task.name }} moving again: {{ blocker.words | quote }}",
            due_hours=2.0,
            answers=("done", "not_done", "help", "reassign"),
            plan=ReminderPlan(again=10.0),
        ),
    )
    assert (rule.cooldown_hours, rule.when_resolved, rule.source) == (None, "close", "book.yml:2")
    assert [(test.name, test.fires) for test in rule.tests] == [("it stands", True), ("it has float", False)]


def test_lengths_of_time() -> None:
    """A day of due time is a shift of ten working hours; a day of cooldown is 24 hours; `never` is never."""
    remind = "due: 1d\n        remind: { before: [30m], at_due: false, after: [], escalate_after: never, again: never }"
    text = changed("due: 2h", remind).replace("severity: high", "severity: high\n    cooldown: 1.5d")
    (rule,) = load_rulebook({"book.yml": text}).rules
    assert (rule.asks[0].due_hours, rule.cooldown_hours) == (10.0, 36.0)
    assert rule.asks[0].plan == ReminderPlan(before=(0.5,), at_due=False, after=(), escalate_after=None)


@pytest.mark.parametrize(("due", "before"), [("30m", 0.25), ("1h", 0.5), ("90m", 1.0)])
@pytest.mark.parametrize("remind", ["", "\n        remind: { after: [2h] }"])
def test_a_reminder_that_nobody_declared_fits_the_time(due: str, before: float, remind: str) -> None:
    """An hour before, or halfway where there is no hour."""
    (rule,) = load_rulebook({"book.yml": changed("due: 2h", f"due: {due}{remind}")}).rules
    assert rule.asks[0].plan.before == (before,)


def test_the_version_is_of_the_text() -> None:
    """It does not depend on line ends or the order of files, and changes with any word."""
    other = SOUND.replace("critical-task-blocked", "another")
    book = load_rulebook({"a.yml": SOUND, "b.yml": other})
    assert load_rulebook({"b.yml": other.replace("\n", "\r\n"), "a.yml": SOUND}) == book
    assert len(book.version) == 12
    assert load_rulebook({"a.yml": SOUND, "b.yml": other.replace("moving", "going")}).version != book.version


BROKEN = [
    ("due: 2h", "due: 2h\n        color: red", 18, "then[0].color", "no key", "assign, due"),
    ("owner: project_manager", "ownr: project_manager", 5, "ownr", "no key", "owner"),
    ("owner: project_manager", "owner: a\n    owner: b", 6, "owner", "repeated", ""),
    ("severity: high", "severity: hgh", 13, "severity", "not possible", "'high'"),
    ("due: 2h", "due: soon", 17, "then[0].due", "no length of time", "2h"),
    ("due: 2h", "due: 0h", 17, "then[0].due", "no time", "30m"),
    (
        "due: 2h",
        "due: 2h\n        remind: { again: 0h }",
        18,
        "then[0].remind.again",
        "all the time",
        "never",
    ),
    ("due: 2h", "due: 2h\n        remind: { again: 1d, at_most: 7 }", 18, "then[0].remind.at_most", "6", ""),
    ("due: 2h", "due: 1h\n        remind: { before: [1h] }", 18, "then[0].remind", "before it is asked", ""),
    (
        "Get {{ task.name }} moving again: {{ blocker.words | quote }}",
        "  ",
        15,
        "then[0].ask",
        "nothing in it",
        "words",
    ),
    ("A critical task is blocked", '" "', 3, "title", "nothing in it", "words"),
    ("| quote", "| quotee", 15, "then[0].ask", "no filter quotee.", "quote?"),
    ("blocker.words | quote", "task.name | hours", 15, "then[0].ask", "`hours` is for hours", "Leave"),
    (
        "blocker.words | quote",
        "task.percent | days",
        15,
        "then[0].ask",
        "`days` is for days",
        "Use `percent`",
    ),
    ("blocker.words | quote", "task.spent | quote", 15, "then[0].ask", "`quote` is for texts", "Use `money`"),
    ("blocker.words | quote", "task.name | lower | hours", 15, "then[0].ask", "`lower` gives a text", "out"),
    ("due: 2h", "due: 2", 17, "then[0].due", "Text is needed", ""),
    (
        "role:superintendent",
        "role:superintendant",
        16,
        "then[0].assign[1]",
        "superintendant",
        "superintendent?",
    ),
    ("[task.owner,", "[task.ower,", 16, "then[0].assign[0]", "names nobody", "task.owner?"),
    ("task.name", "task.nme", 15, "then[0].ask", "task.nme", "task.name?"),
    ("task.critical = true", "task.critcal = true", 10, "when.all[0]", "no field", "task.critical?"),
    ("blocker.firm = true", "request.firm = true", 11, "when.all[1]", "cannot read", "each"),
    ("task.status = done", "task.status = doen", 12, "when.all[2].not", "never", "done?"),
    ("on: task", "on: action", 7, "each", "no matters", "on: task"),
    ("id: critical-task-blocked", "id: Critical Task", 2, "id", "no id", "small letters"),
    ("quiet: { task.critical: false", "fires: { task.critical: true", 18, "tests", "quiet", "quiet:"),
    (
        "quiet: { task.critical: false",
        "quiet: { task.critical: 5",
        22,
        "tests[1].quiet.task.critical",
        "truth",
        "true",
    ),
    (
        "quiet: { task.critical: false",
        "quiet: { task.crit: false",
        22,
        "tests[1].quiet.task.crit",
        "no field",
        "task.critical?",
    ),
    (
        "fires: { task.critical: true",
        "fires: { task.status: dun",
        20,
        "tests[0].fires.task.status",
        "never",
        "done",
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "reason", "suggestion"), BROKEN, ids=[row[1] for row in BROKEN]
)
def test_each_fault_is_told_with_its_place(
    old: str, new: str, line: int, field: str, reason: str, suggestion: str
) -> None:
    """A problem names the file, line, rule and field, says why, and what to write instead."""
    found = [problem for problem in _problems(changed(old, new)) if problem.field == field]
    assert found, _problems(changed(old, new))
    assert (found[0].file, found[0].line) == ("book.yml", line)
    assert found[0].rule == ("Critical Task" if field == "id" else "critical-task-blocked")
    assert reason in found[0].reason
    assert suggestion in found[0].suggestion


@pytest.mark.parametrize(
    ("when", "reason"),
    [
        ("task.percent = lots", "is not"),
        ("task.percent = '80'", "is not"),
        ("task.percent = 80%", "is not"),
        ("task.name < pour", "does not compare"),
        ("task.critical = maybe", "true or false"),
        ("task.critical in [true]", "does not compare"),
        ("task.percent == 80", "compares nothing"),
        ("task.percent is 80", "compares nothing"),
        ("task.percent", "no comparison"),
        ("task.name = level three", "more than one value"),
        ("task.name in []", "empty"),
        ("task.name in [a a]", "cannot be read"),
        ("task.name in [a, a]", "twice"),
        ("task.name in a", "comes a list"),
        ("task.spent > task.spent", "with itself"),
        ("task.spent > task.name", "cannot be compared"),
        ("task.silent_hours > blocker.hours", "move with the clock"),
        ("task.spent > task.bugdet", "no field"),
        ("task.spent > action.level", "cannot read"),
        ("task.spent > task.percent", "is in money, task.percent in %"),
        ("task.crew > task.budget", "Compare each with a number"),
        ("2 <= task.percent", "Write “task.percent >= 2”"),
        ("80 > task.percent", "Write “task.percent < 80”"),
        ("true = task.critical", "Write “task.critical = true”"),
        ("task.percent > 2,5", "decimal point"),
        ("task.percent > 1 000", "nothing else between its digits"),
        ("task.percent > 5 and task.critical = true", "below `all:`"),
        ("task.percent > 5 or task.critical = true", "below `any:`"),
        ("task.name = level three", "in quotes"),
        ("task.budget > 99999999999999999", "is not"),
        ("exists", "presence"),
        ("exists task.nme", "no field"),
        ("{ all: [] }", "empty"),
        ("{ any: task.critical = true }", "empty"),
        ("{ al: [task.critical = true] }", "groups no"),
        ("{ all: [task.critical = true, task.critical = true] }", "the same twice"),
        ("{ all: [task.percent > 5, task.percent < 3] }", "never hold"),
        ("{ all: [task.percent > 5, { not: task.percent > 3 }] }", "never hold"),
        ("{ all: [task.status = done, task.status != done] }", "never hold"),
        ("{ all: [task.spent > task.budget, task.budget >= task.spent] }", "never hold"),
        ("{ all: [task.name = a, { any: [task.name = b, 'task.name in [c, d]'] }] }", "never hold"),
        ("{ all: [exists task.name, { not: exists task.name }] }", "never hold"),
        ("{ any: [task.percent > 3, task.percent <= 5] }", "whatever"),
        ("{ any: [task.critical = true, task.critical = false] }", "whatever"),
        ("task.status in [not_started, in_progress, done]", "whatever"),
        ("{ any: [task.spent > task.budget, task.budget >= task.spent] }", "whatever"),
        ("{ not: { all: [task.percent > 5, task.percent < 3] } }", "never hold"),
        ("[task.critical = true]", "neither"),
        ("5", "neither"),
        ("", "neither"),
        ("{ not: " * 9 + "task.critical = true" + " }" * 9, "nested"),
    ],
)
def test_conditions_that_make_no_sense_are_refused(when: str, reason: str) -> None:
    """Wrong types, empty groups, and conditions that never or always hold are named with the line."""
    (problem,) = _problems(with_when(when))
    assert (problem.line, problem.rule, problem.field[:4]) == (8, "critical-task-blocked", "when")
    assert reason in str(problem)


@pytest.mark.parametrize(
    "when",
    [
        "{ all: [task.percent > 3, task.percent < 5] }",
        "{ any: [task.percent > 5, task.percent < 3] }",
        "{ any: [task.percent > 5, task.percent <= 5, task.critical = true] }".replace("<= 5", "< 5"),
        "{ not: exists task.slip_days }",
        "{ any: [exists task.slip_days, task.critical = true] }",
        "{ not: task.percent > 5 }",
        "task.name = 'Level 3, slab [pour]'",
        "task.name in ['a, b', c]",
        "task.zone = 3",
        "task.percent=80",
        "task.status != done",
        "{ all: [task.slip_days > task.float_days, task.slip_days >= 1] }",
    ],
)
def test_conditions_that_make_sense_are_read(when: str) -> None:
    """Nothing that can both hold and not hold is refused."""
    text = with_when(f'"{when}"' if not when.startswith("{") else when)
    assert load_rulebook({"book.yml": text}).rules


def test_a_filter_or_a_question_below_an_if_is_looked_at_too() -> None:
    """What only some cases show is known to be wrong before the first of them comes."""
    for text, told in (
        ("{% if task.critical %}{{ task.name | upperr }}{% endif %}", "There is no filter upperr."),
        ("{% if task.name is even %}x{% endif %}", "whether something is even. Write `is defined`."),
    ):
        (problem,) = _problems(changed("{{ task.name }}", text))
        assert told in str(problem)


def test_a_question_wants_an_answer() -> None:
    """Of a kind that is kept as data; only what can be written is offered."""
    question = changed(
        'ask: "Get {{ task.name }} moving again: {{ blocker.words | quote }}"', "question: How far?"
    )
    (problem,) = _problems(question.replace("due: 2h", 'due: 2h\n        expects: ""'))
    assert problem.suggestion == "Write 'percent', 'finish' or 'people'."
    assert load_rulebook({"book.yml": question.replace("due: 2h", "due: 2h\n        expects: finish")})


def test_too_many_alternatives_are_refused() -> None:
    """A rule with more alternatives than the engine can take says how many it has."""
    groups = ", ".join(f"{{ any: [task.percent = {n}, task.spent = {n}] }}" for n in range(6))
    assert "64 alternatives" in _problems(with_when(f"{{ all: [{groups}] }}"))[0].reason


def test_all_problems_of_all_files_come_at_once() -> None:
    """A manager mends a rulebook in one sitting: three faults in two files are three problems, in order of place."""
    first = changed("due: 2h", "due: soon").replace("task.critical = true", "task.critcal = true")
    with pytest.raises(RulebookError) as broken:
        load_rulebook({"b.yml": changed("on: task", "on: tusk"), "a.yml": first})
    assert [(p.file, p.line) for p in broken.value.problems] == [
        ("a.yml", 10),
        ("a.yml", 17),
        ("b.yml", 7 - 1),
    ]
    assert "a.yml:10: rule critical-task-blocked: when.all[0]: There is no field" in str(broken.value)


def test_only_a_task_has_a_start() -> None:
    """What “done” says of a task cannot be said by a rule that has none."""
    text = changed("due: 2h", "due: 2h\n        done_means: started")
    assert load_rulebook({"book.yml": text}).rules[0].then[0] is not None
    found = [
        one.reason for one in _problems(text.replace("on: task", "on: site")) if "done_means" in one.field
    ]
    assert found == ["A rule on site has no task that starts."]


def test_an_id_is_given_once() -> None:
    """The same id in two files is a problem of the later one, which names the first."""
    with pytest.raises(RulebookError, match=r"b\.yml:2: rule critical-task-blocked: id: .* at a\.yml:2"):
        load_rulebook({"a.yml": SOUND, "b.yml": SOUND})


def test_on_is_a_word_and_not_a_truth() -> None:
    """YAML 1.2 is read, in which `on`, `yes` and `no` are words."""
    assert (
        load_rulebook({"book.yml": changed("title: A critical task is blocked", "title: no")}).rules[0].title
        == "no"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "rules",
        "rules: []",
        "- 1",
        "rules: [1, null, [], {}]",
        "rules: {a: b}",
        "a: [",
        "? [1, 2]\n: 3",
        "rules: &a [*a]",
        "&a [*a]",
        "rules: !!python/object:os.system [ls]",
        "\0",
        "%YAML 9.9\n---\na: b",
        "---\na\n---\nb",
        "{a: " * 3000,
        "[" * 90_000 + "]" * 90_000,
        "rules: [{id: .nan, on: .inf}]",
        "x" * 200_001,
    ],
    ids=lambda text: text[:12],
)
def test_what_is_no_rulebook_gets_problems_and_nothing_else(text: str) -> None:
    """Whatever the text is, it is refused with at least one problem that names the file."""
    assert all(problem.file == "book.yml" and problem.reason for problem in _problems(text))


@st.composite
def _damaged(draw: st.DrawFn) -> str:
    """A rulebook with something else anywhere in its text."""
    place, cut = draw(st.integers(0, len(SOUND))), draw(st.integers(0, 12))
    put = draw(st.text("abr: -{}[]&*!|>'\"#%@,\n\té🏗0.5", max_size=8))
    return SOUND[:place] + put + SOUND[place + cut :]


@given(_damaged())
@settings(max_examples=120)
def test_a_damaged_rulebook_is_read_or_refused(text: str) -> None:
    """Damage anywhere in the text ends in rules or in problems, never in another error."""
    try:
        load_rulebook({"book.yml": text})
    except RulebookError as broken:
        assert broken.problems


@given(_damaged())
@example(changed("title: A critical", "title: A\tcritical"))
@example(changed("title: A critical", "&title: A critical"))
@example(changed("title: A critical", "title: >#A critical"))
@settings(max_examples=60)
def test_it_is_read_alike_with_and_without_libyaml(text: str) -> None:
    """Where ruamel.yaml has no compiled part, a text has the same values, and the same is wrong with it."""
    read = read_text("book.yml", text)
    with patch("rules.language.text.YAML", partial(YAML, pure=True)):
        plainly = read_text("book.yml", text)
    assert read.value == plainly.value
    assert [one.reason for one in read.problems] == [one.reason for one in plainly.problems]


def test_brackets_within_brackets_get_advice() -> None:
    """A list in a comparison that stands between braces is the commonest slip; the problem says to quote it."""
    (problem,) = _problems(with_when("{ not: task.name in [a, b] }"))
    assert "in quotes" in problem.suggestion


def test_no_files_are_no_rulebook() -> None:
    """An empty set of files is refused, so that nobody runs without rules by mistake."""
    with pytest.raises(RulebookError, match="no rulebook file"):
        load_rulebook({})
