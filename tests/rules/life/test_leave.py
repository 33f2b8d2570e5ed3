"""Who stands in for whom, and what that moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.folding.entry import Assigned, Away, Departed, Stepped
from rules.life.leave import stand_in
from rules.subject import Absence, ActionState, Step, Verify
from tests.rules.lived import Lived
from tests.rules.world import PEOPLE, Whatever, World, assignment, ladder, local, response, said, user

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


def _site(**asked: Whatever) -> Lived:
    """Diego was asked for something that has time."""
    site = Lived()
    site.take(Assigned(asked=assignment(due=local("03-25 15:00"), **asked)), at="03-10 08:00")
    return site


def _leaves(site: Lived, who: str, deputy: str, at: str) -> None:
    absence = Absence(since=local(at), until=local("03-28 00:00"), deputy=user(deputy))
    site.take(Away(person=user(who), absence=absence, by=user(who)), at=at)


def _returns(site: Lived, who: str, at: str = "03-12 09:00") -> None:
    site.take(Away(person=user(who), absence=None, by=user(who)), at=at)


@pytest.mark.parametrize(
    ("order", "owners"), [(("minh", "diego"), ["minh", "diego"]), (("diego", "minh"), ["diego", "diego"])]
)
def test_what_went_from_deputy_to_deputy_comes_back(order: tuple[str, ...], owners: list[str]) -> None:
    """Minh stands in for Diego and Noor for Minh: it is with whoever of them is back, and in the end with Diego."""
    site = _site()
    _leaves(site, "diego", "minh", "03-10 09:00")
    _leaves(site, "minh", "noor", "03-10 10:00")
    assert site.life().owner == user("noor")
    found = []
    for who in order:
        _returns(site, who)
        found.append(site.life().owner)
    assert found == [user(one) for one in owners]


def test_what_a_deputy_handed_on_does_not_come_back() -> None:
    """Minh gave it to Ana, so that it is hers when Diego is back."""
    site = _site()
    _leaves(site, "diego", "minh", "03-10 09:00")
    site.press("ACT-1", "reassign", by="minh", to=user("ana"))
    _returns(site, "diego")
    assert site.life().owner == user("ana")


def test_what_was_sent_back_to_a_deputy_comes_back() -> None:
    """Noor says to Minh's report that it is not so; Diego is back and has it again."""
    site = _site(verify=Verify(by=ladder("noor")))
    _leaves(site, "diego", "minh", "03-10 09:00")
    site.press("ACT-1", "done", by="minh", at="03-10 10:00")
    no = Step(id="no", kind="returned", at=site.now, by=user("noor"), answer="declined")
    site.take(Stepped(action="ACT-1", step=no))
    _returns(site, "diego")
    assert site.life().owner == user("diego")


def test_words_reach_whoever_stands_in_as_presses_do() -> None:
    """“That is Minh's”, who is on leave; and “not done” to what is Diego's, who is away by now."""
    named = _site()
    _leaves(named, "minh", "noor", "03-10 08:30")
    named.say(response("reassign", to="minh"), by="diego", action="ACT-1", at="03-10 09:00")
    assert named.life().owner == user("noor")
    returned = _site(verify=Verify(by=ladder("ana")))
    returned.press("ACT-1", "done", at="03-10 09:00")
    _leaves(returned, "diego", "minh", "03-10 09:10")
    assert returned.life().owner == user("diego")
    returned.say(response("not_done"), by="ana", action="ACT-1", at="03-10 10:00")
    assert returned.life().owner == user("minh")


def test_words_that_are_taken_back_leave_nothing_with_a_deputy() -> None:
    """“That is Minh's”, who is away, so that Noor has it; mended it stays with her, and deleted it is Diego's as before, also
    once Minh was back."""
    site = _site()
    _leaves(site, "minh", "noor", "03-10 08:30")
    name = site.say(response("reassign", to="minh"), by="diego", action="ACT-1", at="03-10 09:00")
    mended = said(name, (response("reassign", to="minh"),), site.now, revision=2, by="diego", action="ACT-1")
    site.take(mended, at="03-10 10:00")
    assert site.life().owner == user("noor")
    _returns(site, "minh")
    assert site.life().owner == user("minh")
    site.delete(name)
    assert (site.life().owner, site.life().answers) == (user("diego"), ())


def test_what_is_not_a_deputy_s_does_not_come_back_to_them() -> None:
    """Minh stands in for Diego and says that it is not his: Ana is asked, not Diego, for whom Minh would have it again."""
    site = _site()
    _leaves(site, "diego", "minh", "03-10 09:00")
    site.say(response("declined"), by="minh", action="ACT-1", at="03-10 10:00")
    assert site.life().owner == user("ana")


def _own_steps(site: Lived, kind: str) -> list[tuple[str | None, str]]:
    (action,) = [one for one in site.memory.all("action") if isinstance(one, ActionState)]
    return [(step.to, step.held) for step in action.steps if step.kind == kind]


def test_nobody_is_asked_again_as_somebody_s_deputy() -> None:
    """Ana is away and Diego stands in for her: what is his goes up to Grace, he is not asked whether his own work is done, nor
    whether he may take longer."""
    late = _site()
    _leaves(late, "ana", "diego", "03-10 09:00")
    late.wait("03-26 17:00")
    assert _own_steps(late, "escalated") == [(user("grace"), "")]
    reported = _site(verify=Verify(by=ladder("noor", "ana")))
    _leaves(reported, "ana", "diego", "03-10 09:00")
    reported.press("ACT-1", "done", at="03-10 10:00")
    reported.wait("03-12 12:00")
    assert _own_steps(reported, "passed") == [(user("ana"), "away")]
    wishing = _site()
    _leaves(wishing, "ana", "diego", "03-10 09:00")
    wish: dict[str, Whatever] = {"wish": local("03-27 15:00"), "to": user("grace"), "line": (user("ana"),)}
    wishing.press("ACT-1", "eta", at="03-10 10:00", **wish)
    wishing.wait("03-11 12:00")
    assert _own_steps(wishing, "referred") == [(user("ana"), "away")]


def test_what_a_deputy_left_behind_comes_back() -> None:
    """Minh stood in for Diego and left the site, so that it is Ana's; Diego has it again when he is back."""
    site = _site()
    _leaves(site, "diego", "minh", "03-10 09:00")
    site.take(Departed(person=user("minh")), at="03-10 10:00")
    assert site.life().owner == user("ana")
    _returns(site, "diego")
    assert site.life().owner == user("diego")
