"""What `rules test` and `fields` say."""

from rules.checks import FAILED, OK, describe_fields, run_tests
from rules.checks import test_report as report_tests
from rules.facts.fields import FIELDS
from rules.language.rulebook import load_rulebook
from tests.rules.rule_text import SOUND, changed


def test_a_sound_rulebook_is_fine() -> None:
    """Its tests say so in one line, with exit code 0."""
    report = report_tests(run_tests(load_rulebook({"book.yml": SOUND})))
    assert report == ("2 tests of 1 rule: none failed.", OK)


def test_a_test_that_does_not_hold_says_why() -> None:
    """One that should fire names the clauses that fail, with their values; one that should not says that it fired."""
    text = SOUND.replace("fires: { task.critical: true,", "fires: { task.critical: false,")
    text = text.replace("quiet: { task.critical: false", "quiet: { task.critical: true")
    report, code = report_tests(run_tests(load_rulebook({"book.yml": text})))
    assert code == FAILED
    assert "“it stands”: it stayed quiet: task.critical = true (it is False)." in report
    assert "“it has float”: it fired." in report


def test_results_show_what_would_be_asked() -> None:
    """A test that fires shows the text with its facts."""
    text = changed(
        "fires: { task.critical: true,",
        "fires: { task.name: Pour, blocker.words: no pump, task.critical: true,",
    )
    assert run_tests(load_rulebook({"book.yml": text}))[0].texts == ("Get Pour moving again: “no pump”",)


def test_every_field_is_described() -> None:
    """The table has a line for each field, or for those of one subject, and says which move with the clock."""
    lines = describe_fields().splitlines()
    assert len(lines) == len(FIELDS) + 1
    assert all(line.split()[0] in FIELDS for line in lines[1:])
    goals = describe_fields("goal").splitlines()[1:]
    assert [line.split()[0] for line in goals] == [name for name in FIELDS if name.startswith("goal.")]
    assert sum("moves with the clock" in line for line in lines) == sum(
        field.timed for field in FIELDS.values()
    )
