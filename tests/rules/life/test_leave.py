"""Who stands in for whom, and what that moves."""

from hypothesis import given
from hypothesis import strategies as st

from rules.folding.entry import Away
from rules.life.leave import stand_in
from rules.subject import Absence
from tests.rules.world import PEOPLE, World, local, user

_MONDAY, _FRIDAY = local("03-09 00:00"), local("03-14 00:00")


@given(st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from(("", *PEOPLE))))
def test_whoever_stands_in_is_there(deputies: dict[str, str]) -> None:
    """However people name each other, in circles or not: nobody stands in who is away, and whoever is there needs nobody."""
    world = World()
    for person, deputy in deputies.items():
        absence = Absence(since=_MONDAY, until=_FRIDAY, deputy=user(deputy) if deputy else "")
        world.fold(Away(person=user(person), absence=absence, by=user(person)))
    for person in PEOPLE:
        found = stand_in(world.memory, user(person), world.now)
        assert found is None or found not in map(user, deputies)
        if person not in deputies:
            assert found == user(person)
        assert stand_in(world.memory, user(person), _FRIDAY) == user(person)


def test_a_reminder_waits_for_whoever_is_away_without_a_deputy() -> None:
    """Nothing buzzes for Diego; it goes up the ladder as it would."""
    world = World(at="03-10 09:00")
    world.ask()
    world.take(Away(person=user("diego"), absence=Absence(since=world.now, until=_FRIDAY), by=user("diego")))
    world.advance("03-10 17:00")
    (action,) = world.actions()
    held = {(step.to, step.held) for step in action.steps if step.kind == "reminded"}
    assert held == {(user("diego"), "away")}
    assert [step.to for step in action.steps if step.kind == "escalated"] == [user("ana")]


def test_down_for_a_weekend_it_catches_up_once() -> None:
    """Nobody looked from Thursday noon to Monday: one reminder and one escalation, not one for each that was missed."""
    world = World(at="03-12 09:00")
    world.ask(due=local("03-12 15:00"))
    world.now = local("03-16 08:00")
    world.advance("03-16 08:00")
    assert [word for word, _ in world.steps()] == ["after", "up"]
    world.advance("03-16 09:30")
    assert len(world.steps()) == 2
