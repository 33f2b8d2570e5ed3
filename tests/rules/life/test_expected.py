"""When a blocker is expected to be clear: by the word that stands of whoever answered an action about it, and by no other."""

from collections.abc import Mapping
from datetime import datetime

import pytest

from rules.deciding.case import cases_of
from rules.facts.subjects import Subjects
from rules.folding.entry import Assigned, Stepped
from rules.key import Key
from rules.life.action import first_member
from rules.life.expected import Expected
from rules.past.replay import check, differing
from rules.subject import Answer, Member, Step, StepKind, Verify
from tests.rules.lived import Lived
from tests.rules.world import (
    CRITICAL,
    Whatever,
    World,
    assignment,
    blocked,
    ladder,
    local,
    response,
    rule,
    said,
    signal,
    unstepped,
    user,
)

A_1, A_2 = Key("task", "A-1"), Key("task", "A-2")
FIELD = "task.blocker_expected_in_hours"
OVER = rule(f"{FIELD} <= -2", id="over", assign='["role:superintendent"]', due="4h")
THURSDAY = local("03-12 10:00")  # 22 working hours from Tuesday at 8:00


@pytest.fixture
def world() -> World:
    """Tuesday at 8:00: A-1 is stopped for want of material, and diego has until 10:00 to get it moving."""
    found = World(CRITICAL, at="03-10 08:00")
    found.say(blocked())
    assert found.life().due == local("03-10 10:00")
    return found


def hours(world: World, task: str = "A-1") -> float | None:
    """What the field says of a task."""
    (case, *_) = cases_of(world.memory, Key("task", task), world.now)
    value = case.values.get(FIELD)
    assert value is None or isinstance(value, float)
    return value


def clearings(world: World) -> Mapping[str, Expected]:
    """What is said of each matter of A-1."""
    task = Subjects(world.memory, world.now).task("A-1")
    assert task is not None
    return task.clearings


def step(
    world: World, kind: StepKind, by: str = "", at: str = "", action: str = "ACT-1", **more: Whatever
) -> str:
    """A word on an action; gives the step's id."""
    world.now = local(at) if at else world.now
    name = f"press:{kind}:{len(world.journal)}"
    word = Step(id=name, kind=kind, at=world.now, by=user(by) if by else None, **more)
    world.take(Stepped(action=action, step=word))
    return name


def test_the_time_that_was_answered_counts_and_that_of_the_rule_does_not(world: World) -> None:
    """Not when it is due by its rule, not that it is in hand; a time counts down in working hours, to less than nothing."""
    assert hours(world) is None
    world.press("ACT-1", "accepted")
    assert hours(world) is None
    world.press("ACT-1", "eta", due=THURSDAY)
    assert hours(world) == 22
    case = next(iter(cases_of(world.memory, A_1, world.now)))
    assert case.evidence[FIELD] == "C1:1#0"
    world.now = local("03-12 13:00")
    assert hours(world) == -3


def test_who_says_the_time_again_that_the_rule_set_has_said_it(world: World) -> None:
    """It moves nothing, and is their word; said when it is over it is none."""
    due = world.life().due
    again = world.press("ACT-1", "accepted", due=due)
    assert (hours(world), world.life().promises) == (2, 0)
    world.take(unstepped("ACT-1", again))
    world.press("ACT-1", "accepted", at="03-10 10:30", due=due)
    assert hours(world) is None


def test_a_wish_counts_once_it_is_allowed(world: World) -> None:
    """As long as nobody said yes the time before it stands; allowed it is theirs who asked for it; a no changes nothing."""
    world.press("ACT-1", "eta", due=local("03-10 12:00"))
    world.press("ACT-1", "eta", wish=THURSDAY, to=user("ana"), line=(user("grace"),))
    assert hours(world) == 4
    step(world, "denied", "ana")
    assert hours(world) == 4
    world.press("ACT-1", "eta", wish=THURSDAY, to=user("ana"))
    yes = step(world, "allowed", "ana")
    assert hours(world) == 22
    world.take(unstepped("ACT-1", yes))
    assert hours(world) == 4


def test_a_later_time_takes_its_place_and_the_first_comes_back_with_it_gone(world: World) -> None:
    """Answered anew; the answer taken back, what was said before it stands; all taken back, nothing."""
    first = world.press("ACT-1", "eta", due=THURSDAY)
    second = world.press("ACT-1", "not_done", at="03-10 09:00", due=local("03-11 12:00"))
    assert hours(world) == 13
    world.press("ACT-1", "help")  # says no time
    assert hours(world) == 13
    world.take(unstepped("ACT-1", second))
    assert hours(world) == 21
    world.take(unstepped("ACT-1", first))
    assert hours(world) is None


def test_words_in_the_thread_say_it_and_take_it_back(world: World) -> None:
    """Said, edited to another day, deleted."""
    message = world.say(response("eta", when="2026-03-12T10:00"), by="diego", action="ACT-1")
    assert hours(world) == 22
    world.take(
        said(
            message,
            (response("eta", when="2026-03-11T10:00"),),
            world.now,
            revision=2,
            by="diego",
            action="ACT-1",
        )
    )
    assert hours(world) == 12
    world.delete(message)
    assert hours(world) is None


def test_a_reason_has_the_time_that_was_said_with_it(world: World) -> None:
    """What was promised before the reason was known says nothing of it; with a time it is expected by then."""
    world.press("ACT-1", "eta", due=local("03-10 09:00"))
    world.take(said("C1:cleared", (signal("cleared", "A-1", cause="material"),), world.now))
    action = world.ask(due=local("03-10 15:00"))
    world.press(action, "eta", due=local("03-10 14:00"))
    reason = world.press(action, "not_done", at="03-10 13:00", cause="inspection")
    assert hours(world) is None
    again = world.press(action, "not_done", cause="inspection", due=THURSDAY)
    assert hours(world) == 17
    world.take(unstepped(action, again))
    assert hours(world) is None
    world.take(unstepped(action, reason))
    assert world.facts().matters == ()


def test_it_ends_with_the_blocker_and_with_its_action(world: World) -> None:
    """Dropped, nobody is at it any more, though it stands; cleared, there is nothing to wait for, and told anew it is another."""
    world.press("ACT-1", "eta", due=THURSDAY)
    step(world, "dropped", "ana")
    assert (hours(world), len(world.facts().of("blocker"))) == (None, 1)
    second = world.ask(matter=world.facts().of("blocker")[0].id)
    world.press(second, "eta", due=THURSDAY)
    assert hours(world) == 22
    world.say(signal("cleared", "A-1", cause="material"))
    assert hours(world) is None
    world.say(blocked(), at="03-10 08:30")
    assert (hours(world), len(world.facts().of("blocker"))) == (None, 1)


def test_what_is_reported_done_is_expected_no_more_until_it_is_sent_back(world: World) -> None:
    """The blocker stands until somebody has made sure."""
    blocker = world.facts().of("blocker")[0].id
    asked = assignment("ACT-2", matter=blocker, verify=Verify(by=ladder("noor")))
    world.take(Assigned(asked=asked))
    world.press("ACT-2", "eta", due=THURSDAY)
    world.press("ACT-2", "done", due=local("03-13 10:00"))  # the day on which something else is, no promise
    assert (hours(world), world.life("ACT-2").status) == (None, "reported")
    step(world, "returned", "noor", action="ACT-2")
    assert hours(world) == 22
    step(world, "returned", "noor", action="ACT-2")  # nothing is reported
    world.press("ACT-2", "done")
    step(world, "returned", "noor", action="ACT-2", due=local("03-11 08:00"))
    assert hours(world) == 10


def test_the_reason_outlives_an_action_that_was_dropped(world: World) -> None:
    """That somebody need not do it any more clears no access sooner: the reason stands, and the time that was said of it; what
    they were to lift nobody lifts now."""
    first = world.facts().of("blocker")[0].id
    reason = world.press("ACT-1", "not_done", cause="space", due=THURSDAY)
    assert set(clearings(world)) == {first, f"{reason}/reason"}
    step(world, "dropped", "ana")
    assert (set(clearings(world)), hours(world)) == ({f"{reason}/reason"}, 22)
    world.take(unstepped("ACT-1", reason))
    assert hours(world) is None


def test_a_reason_that_others_tell_as_well_is_no_longer_expected_once_its_action_is_done(
    world: World,
) -> None:
    """Then it stands by their word alone, who said no time."""
    world.say(blocked("A-1", "space"))
    action = world.ask(due=local("03-10 15:00"))
    world.press(action, "not_done", cause="space", due=THURSDAY)
    assert hours(world) == 22
    world.press(action, "done")
    assert (hours(world), len(world.facts().of("blocker"))) == (None, 2)


def test_only_another_time_has_the_task_looked_at(world: World) -> None:
    """What else is said to an action is nothing of its task's."""
    told: tuple[tuple[Answer, datetime | None, bool], ...] = (
        ("accepted", None, False),
        ("eta", THURSDAY, True),
        ("help", None, False),
    )
    for answer, due, changed in told:
        word = Step(id=answer, kind="answered", at=world.now, by=user("diego"), answer=answer, due=due)
        assert (A_1 in world.fold(Stepped(action="ACT-1", step=word))) is changed, answer


def test_the_last_word_counts_and_of_two_parts_the_later(world: World) -> None:
    """Who was asked last about it knows best; where two share it, it is clear once both are through."""
    blocker = world.facts().of("blocker")[0].id
    world.press("ACT-1", "eta", due=THURSDAY)
    other = world.ask(matter=blocker, ladder=ladder("minh"))
    world.press(other, "eta", by="minh", at="03-10 09:00", due=local("03-11 09:00"))
    assert hours(world) == 10
    part = world.ask(matter=blocker, ladder=ladder("noor"), part_of=other)
    world.press(part, "eta", by="noor", at="03-10 10:00", due=local("03-11 15:00"))
    assert hours(world) == 15
    world.press(part, "eta", by="noor", at="03-10 11:00", due=local("03-10 15:00"))
    assert hours(world) == 8  # minh's is the later of the two
    world.press(other, "done", by="minh")
    assert (hours(world), world.life(other).status) == (4, "done")


def test_of_several_blockers_the_last_to_go_counts(world: World) -> None:
    """The work goes on when nothing is in its way: the latest of what was said; what nobody is sure of is in nobody's way."""
    world.say(blocked("A-1", "design"))
    world.press("ACT-1", "eta", due=local("03-11 08:00"))
    assert hours(world) == 10
    world.press("ACT-2", "eta", due=THURSDAY)
    assert hours(world) == 22
    unsure = World(CRITICAL, at="03-10 08:00")
    unsure.say(blocked("A-1", "design", hedged=True))
    doubted = unsure.ask(matter="C1:1#0")
    unsure.press(doubted, "eta", due=THURSDAY)
    assert hours(unsure) is None


def test_a_case_that_joins_is_asked_about_anew() -> None:
    """The time was said of the other."""
    grouped = rule(
        "blocker.firm = true", id="grouped", each="blocker", more="group_by: assignee", due="30h",
        then="ask: Do it\n        together: Do these\n        assign: [task.owner]\n        due: 30h",
    )  # fmt: skip
    world = World(grouped, at="03-10 08:00")
    world.say(blocked())
    world.press("ACT-1", "eta", due=THURSDAY)
    world.say(blocked("A-2"))
    assert len(world.life().members) == 2
    assert (hours(world), hours(world, "A-2")) == (22, None)
    world.press("ACT-1", "eta", at="03-10 09:00", due=local("03-11 08:00"))
    assert (hours(world), hours(world, "A-2")) == (9, 9)


def test_a_case_that_left_and_comes_back_is_asked_about_anew(world: World) -> None:
    """What was said of it was said before."""
    other = Member(subject=A_2, matter="C1:9#0", task="A-2", text="", evidence=())
    first = first_member(world.actions()[0].asked)
    step(world, "joined", member=other)
    world.press("ACT-1", "eta", due=THURSDAY)
    assert hours(world) == 22
    step(world, "left", member=first)
    assert hours(world) is None
    step(world, "joined", member=first)
    assert hours(world) is None


def test_make_ready_hears_of_it(world: World) -> None:
    """What a task lacks is named with the day on which it is expected."""
    world.press("ACT-1", "eta", due=THURSDAY)
    (case, *_) = cases_of(world.memory, A_1, world.now)
    assert "expected Thu 12 Mar" in str(case.values["task.missing_words"])


def test_a_rule_acts_when_the_time_is_over_and_is_not_its_own_ground() -> None:
    """To the minute, though only the action was answered; the answer to its own action does not end it, which would only begin
    it anew; the whole is lived through again from the journal alone."""
    site = Lived(CRITICAL, OVER, at="03-10 08:00")
    site.say(blocked())
    site.press("ACT-1", "eta", due=local("03-11 08:00"))
    site.wait("03-11 09:59")
    assert [one.rule for one in site.decisions()] == ["critical"]
    site.wait("03-11 10:01")
    assert [(one.rule, site.at_of(one).strftime("%d %H:%M")) for one in site.decisions()][1:] == [
        ("over", "11 10:00")
    ]
    site.press("ACT-2", "not_done", by="ana", cause="inspection", due=local("03-13 08:00"))
    assert site.life("ACT-2").status == "promised"
    found = check(site.records, site.books)
    assert found.differences == []
    assert differing(found.memory, site.memory) == []
    assert found.wakes.at == site.wakes.at
