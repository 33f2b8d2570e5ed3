"""Cases hold exactly the facts of the catalogue, each of its type, and say how those move that move with the clock."""

from datetime import date, timedelta

from rules.deciding.case import Cases, cases_of
from rules.deciding.decision import Case
from rules.deciding.wanted import wanted_of
from rules.facts.fields import FIELDS, readable
from rules.folding.entry import Deleted
from rules.key import SITE, Key
from rules.language.rulebook import shipped_rulebook
from rules.language.template import template_fields
from rules.match.reading import fields_of
from rules.read import site_of
from rules.resources.spare import GIVER
from tests.rules.full_site import full_cases
from tests.rules.world import CHICAGO, HOUR, World, blocked, book, local, plan, rule, said, signal, task

_TYPES = {"number": float, "text": str, "truth": bool}


def test_every_field_of_the_catalogue_is_built_and_no_other() -> None:
    """A site where all of it happens gives the whole catalogue."""
    _, cases = full_cases()
    assert {name for case in cases for name in case.values} == set(FIELDS)


def test_facts_have_their_types_and_belong_to_their_case() -> None:
    """Numbers are floats, options are among those listed, and rules on such a case may read every one of its facts."""
    _, cases = full_cases()
    for case in cases:
        mine = {f.name for f in readable(case.subject.kind, case.each)}
        for name, value in case.values.items():
            field = FIELDS[name]
            assert type(value) is _TYPES[field.type], name
            assert not field.options or value in field.options, name
            assert name in mine, name


def test_what_moves_with_the_clock_says_how() -> None:
    """The timed fields are the catalogue's; an hour of work later a case built anew shows what they foretold."""
    world, cases = full_cases()
    assert {name for case in cases for name in case.timed} == {f.name for f in FIELDS.values() if f.timed}
    later = world.now + HOUR
    for case in cases:
        anew = next(
            one
            for one in cases_of(world.memory, case.subject, later)
            if (one.matter, one.each) == (case.matter, case.each)
        )
        for name, value in anew.values.items():
            if FIELDS[name].daily:
                continue
            expected = case.timed[name].value(later, CHICAGO) if name in case.timed else case.values[name]
            assert value == expected, name


def test_a_moving_fact_is_reached_when_it_says() -> None:
    """Just before the instant it falls short of the value; at it, it shows it."""
    _, cases = full_cases()
    tick = timedelta(microseconds=2)
    for case in cases:
        for name, timed in case.timed.items():
            if timed.rate is not None:
                continue
            for value in (-3.0, 0.25, 7.0):
                at = timed.reaches(value, CHICAGO)
                shown = timed.value(at, CHICAGO)
                assert abs(shown - value) < 0.011, name
                if CHICAGO.is_open(at - tick) and CHICAGO.is_open(at):
                    assert shown == value, name


def test_facts_name_the_words_that_gave_them() -> None:
    """A matter's facts name the signal that began it, a task's the one that said so; plans and clocks name none."""
    _, cases = full_cases()
    blocker = next(c for c in cases if c.subject == Key("task", "A-1") and c.each == "blocker")
    assert blocker.evidence["blocker.cause"] == blocker.matter
    assert blocker.evidence["task.blocker_cause"] == blocker.evidence["task.blocked"] == blocker.matter
    own = next(c for c in cases if c.subject == Key("task", "A-3") and not c.each)
    assert {own.evidence[name] for name in ("task.status", "task.percent", "task.behind_percent")} == {
        "C1:2#0"
    }
    assert "task.float_days" not in own.evidence


def test_a_task_is_ready_when_what_it_waits_for_is_done() -> None:
    """Predecessors that must be finished count, those that are no longer in the schedule do not."""
    world = World()
    assert not _own(world, "A-2").values["task.ready"]
    world.say(signal("progress", "A-1", status="done"))
    assert _own(world, "A-2").values["task.ready"]


def test_silence_is_counted_from_the_day_the_site_had_its_schedule() -> None:
    """Nobody could know that a word about last week's start was wanted before."""
    world = World(schedule=plan(task("A-1", start=date(2026, 2, 2))))
    world.now = local("03-10 10:30")
    assert _own(world, "A-1").values["task.silent_hours"] == 3.0


def test_subjects_that_are_gone_have_no_case() -> None:
    """A removed task, a closed action, a stranger, a message."""
    world = World()
    world.ask()
    world.press("ACT-1", "done")
    world.take(plan(task("A-1")))
    for key in (Key("task", "A-2"), Key("action", "ACT-1"), Key("person", "U9"), Key("message", "C1:1")):
        assert cases_of(world.memory, key, world.now) == []


def test_cases_of_many_subjects_are_those_of_each() -> None:
    """What is found once for all changes nothing of what each says."""
    world, cases = full_cases()
    built = Cases(world.memory, world.now)
    for case in cases:
        assert built.of(case.subject) == cases_of(world.memory, case.subject, world.now)


def _own(world: World, task_id: str) -> Case:
    return cases_of(world.memory, Key("task", task_id), world.now)[0]


def test_a_case_holds_what_its_rulebook_reads_and_no_more() -> None:
    """Conditions and texts read; the facts are those of the whole case; what no rule is about has none."""
    world, cases = full_cases()
    reading = book(
        rule("{ all: [task.percent >= 5, task.silent_hours > task.left_hours] }", id="own"),
        rule("exists blocker.cause", id="each", each="blocker"),
    )
    wanted = wanted_of(reading.rulebook)
    built = Cases(world.memory, world.now, wanted)
    own, blocker, _ = built.of(Key("task", "A-1"))
    assert set(own.values) == {"task.percent", "task.silent_hours", "task.left_hours"}
    assert (set(blocker.values), set(own.timed)) == ({"blocker.cause"}, {"task.silent_hours"})
    for case in (own, blocker):
        whole = next(c for c in cases if (c.subject, c.matter) == (case.subject, case.matter))
        assert case.values.items() <= whole.values.items()
        assert case.evidence.items() <= whole.evidence.items()
    assert [built.of(key) for key in (SITE, Key("action", "ACT-1"), Key("goal", "on-time"))] == [[], [], []]


def test_what_a_text_speaks_of_is_read() -> None:
    """Every field of the shipped rules' conditions and texts is in the cases that they are about."""
    wanted = wanted_of(shipped_rulebook())
    for one in shipped_rulebook().rules:
        names = {field.name for field in wanted[one.on, one.each].every}
        assert set(fields_of(one.when)) <= names
        spoken = {name for outcome in one.then for name in template_fields(outcome.text)} - set(GIVER)
        assert spoken <= names


def test_what_lasts_of_a_task_is_told_anew_at_each_instant() -> None:
    """What moves with the clock is as of then, the case that was built before stays as it was, and new words are heard."""
    world, cases = full_cases()
    before = next(case for case in cases if case.subject == Key("task", "A-1") and not case.each)
    kept = (dict(before.values), dict(before.timed), dict(before.evidence))
    later = cases_of(world.memory, before.subject, world.now + timedelta(hours=1))[0]
    assert (before.values, before.timed, before.evidence) == kept
    assert later.values["task.hours_to_finish"] == before.timed["task.hours_to_finish"].value(
        later.now, site_of(world.memory).calendar
    )
    assert later.values["task.hours_to_finish"] != before.values["task.hours_to_finish"]
    assert later.timed == before.timed
    world.fold(said("C1:9", [signal("progress", "A-1", percent=99)], world.now))
    told = cases_of(world.memory, before.subject, world.now)[0]
    assert (told.values["task.percent"], told.evidence["task.percent"]) == (99, "C1:9#0")


def test_a_task_that_is_done_has_those_after_it_looked_at() -> None:
    """Also when the word is taken back; what else is said of it does not concern them."""
    world = World()
    told = world.fold(said("C1:1", [signal("progress", "A-1", percent=90), blocked()], world.now))
    assert Key("task", "A-2") not in told
    for change in (
        said("C1:2", [signal("progress", "A-1", status="done")], world.now),
        Deleted(message="C1:2"),
    ):
        assert Key("task", "A-2") in world.fold(change)
