"""Records of promises: derived from the steps of actions, taken back with them, kept for 60 days."""

from dataclasses import replace
from datetime import timedelta

from rules.folding.entry import Assigned, Stepped
from rules.key import SITE
from rules.life.promises import outcomes, tally
from rules.read import action_of, person_of
from rules.subject import Outcome, Step
from rules.worktime.calendar import WorkCalendar
from tests.rules.world import CHICAGO, HOUR, World, assignment, local, response, unstepped, user


def record_of(world: World, person: str = "diego") -> tuple[Outcome, ...]:
    """How somebody met what was asked of them."""
    found = person_of(world.memory, user(person))
    assert found is not None
    return found.record


def test_what_was_reported_done_in_time_was_kept() -> None:
    """Also by a new time, if it was promised before; what came later was not."""
    world = World(at="03-10 09:00")
    for _ in range(3):
        world.ask(due=local("03-10 12:00"))
    world.press("ACT-1", "done", at="03-10 11:00")
    world.press("ACT-2", "eta", at="03-10 11:30", due=local("03-10 15:00"))
    world.press("ACT-2", "done", at="03-10 14:00")
    world.press("ACT-3", "done", at="03-10 14:00")
    assert [(o.action, o.kept, o.moved) for o in record_of(world)] == [
        ("ACT-1", True, 0),
        ("ACT-2", True, 1),
        ("ACT-3", False, 0),
    ]
    assert [o.answered for o in record_of(world)] == [
        local("03-10 11:00"),
        local("03-10 11:30"),
        local("03-10 14:00"),
    ]


def test_an_open_action_counts_once_its_owner_answered() -> None:
    """Somebody else's answer is not theirs; nothing is known of what nobody answered."""
    world = World(at="03-10 09:00")
    world.ask()
    assert record_of(world) == ()
    world.press("ACT-1", "accepted", by="ana", at="03-10 10:00")
    assert record_of(world) == ()
    world.press("ACT-1", "accepted", at="03-10 11:00")
    (found,) = record_of(world)
    assert (found.answered, found.closed, found.kept) == (local("03-10 11:00"), None, None)


def test_who_hands_it_on_answered_and_promised_nothing() -> None:
    """The next one's time to answer begins when it becomes theirs."""
    world = World(at="03-10 09:00")
    world.ask()
    world.press("ACT-1", "reassign", at="03-10 10:00", to=user("minh"))
    world.press("ACT-1", "done", by="minh", at="03-10 14:00")
    (first,), (second,) = record_of(world), record_of(world, "minh")
    assert (first.answered, first.closed, first.kept) == (local("03-10 10:00"), None, None)
    assert (second.asked, second.answered, second.kept) == (local("03-10 10:00"), local("03-10 14:00"), True)


def test_what_was_dropped_or_refused_says_nothing() -> None:
    """A proposal that was refused was asked of nobody; one that was approved begins then."""
    world = World(at="03-10 09:00")
    for name in ("ACT-1", "ACT-2"):
        world.take(Assigned(asked=assignment(name, proposed_to=(user("grace"),))))
    step = Step(id="no", kind="refused", at=local("03-10 09:30"), by=user("grace"))
    world.take(Stepped(action="ACT-1", step=step))
    yes = Step(id="yes", kind="approved", at=local("03-10 10:00"), by=user("grace"))
    world.take(Stepped(action="ACT-2", step=yes))
    world.press("ACT-2", "done", at="03-10 11:00")
    assert [(o.action, o.asked) for o in record_of(world)] == [("ACT-2", local("03-10 10:00"))]


def test_an_answer_that_is_taken_back_leaves_nothing_behind() -> None:
    """A removed reaction, an edited and a deleted reply: the record is what it would be without them."""
    world = World(at="03-10 09:00")
    world.ask()
    press = world.press("ACT-1", "done", at="03-10 10:00")
    assert record_of(world)[0].kept
    world.take(unstepped("ACT-1", press))
    assert record_of(world) == ()
    reply = world.say(response("done"), at="03-10 11:00", by="diego", action="ACT-1")
    assert record_of(world)[0].kept
    world.edit(reply, response("accepted"), action="ACT-1")
    world.delete(reply)
    assert record_of(world) == ()


def test_a_record_is_kept_for_sixty_days() -> None:
    """The next change of it lets go of what is older."""
    world = World(at="03-10 09:00")
    world.ask()
    world.press("ACT-1", "done", at="03-10 10:00")
    for day, kept in (("05-08 09:00", 2), ("05-11 09:00", 2)):
        world.now = local(day)
        name = world.ask(due=world.now + HOUR)
        world.press(name, "done")
        assert len(record_of(world)) == kept
    assert [o.action for o in record_of(world)] == ["ACT-2", "ACT-3"]


def test_a_tally_counts_the_last_four_weeks() -> None:
    """Open actions that are late are broken already; times to answer are working hours, and of them the median is told."""
    now = local("03-27 12:00")
    one = Outcome(action="ACT-1", rule=None, task=None, asked=local("03-26 16:00"))
    record = (
        replace(one, answered=local("03-27 08:00"), closed=local("03-27 08:00"), kept=True, moved=2),
        replace(one, answered=local("03-27 11:00")),
        replace(one, asked=local("03-01 08:00"), closed=now - timedelta(days=29), kept=False, moved=5),
    )
    found = tally((record,), 2, now, CHICAGO)
    assert (found.kept, found.broken, found.moved, found.hours) == (1, 2, 2, (2.0, 5.0))
    assert (found.percent, found.answer_hours) == (33.3, 3.5)
    nothing = tally((), 0, now, WorkCalendar())
    assert (nothing.percent, nothing.answer_hours) == (None, None)


def test_outcomes_are_of_those_whose_action_it_was() -> None:
    """An action asked of the site's superintendent says nothing of anybody else."""
    world = World(at="03-10 09:00")
    world.ask(subject=SITE, task=None)
    world.press("ACT-1", "done", by="grace", at="03-10 10:00")
    action = action_of(world.memory, "ACT-1")
    assert action is not None
    ((person, found),) = outcomes(action).items()
    assert (person, found.answered, found.kept) == (user("diego"), None, True)
