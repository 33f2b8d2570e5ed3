"""Who leaves a site holds nothing there any more, and what waited for them goes to those who are there."""

from dataclasses import replace

from rules.folding.entry import Assigned, Departed, Stepped
from rules.life.departure import empty_roles, is_here
from rules.past.replay import check
from rules.read import action_of, site_of
from rules.subject import Rung, Step, Verify
from tests.rules.lived import Lived
from tests.rules.world import assignment, blocked, local, rule, signal, user

ASKS = rule("task.blocked = true", id="asks")
PROPOSED = rule("task.blocked = true", id="proposed", more="mode: propose")
LOAD = rule("person.open_actions >= 1", id="load", on="person", assign='["role:superintendent"]')


def leaves(site: Lived, handle: str, at: str = "", *, back: bool = False) -> None:
    """Somebody leaves, or comes back."""
    site.take(Departed(person=user(handle), back=back), at=at)


def test_it_goes_down_the_ladder_to_who_is_there_and_not_back() -> None:
    """Ana left before, so that Diego's goes to Grace; she says it is not hers, and it stays with her, since nobody is left."""
    site = Lived(ASKS)
    site.say(blocked("A-1"), at="03-10 08:00")
    leaves(site, "ana", "03-10 08:10")
    leaves(site, "diego", "03-10 08:20")
    found = site.life()
    assert (found.owner, found.giver, found.former) == (user("grace"), "", (user("diego"),))
    site.say(signal("response", "A-1", answer="declined"), at="03-10 08:30", by="grace", action="ACT-1")
    assert (site.life().status, site.life().owner) == ("stuck", user("grace"))
    leaves(site, "diego", "03-10 09:00", back=True)
    assert site.life().owner == user("grace")
    assert check(site.records, site.books).same


def test_what_they_held_is_empty_until_they_are_back() -> None:
    """The role and the schedule's word; what somebody else was given meanwhile stays theirs."""
    site = Lived(ASKS)
    leaves(site, "ana", "03-10 08:00")
    leaves(site, "diego")
    now = site_of(site.memory)
    assert (now.roles["superintendent"], "diego" in now.owners, empty_roles(site.memory)) == (
        (),
        False,
        ("superintendent",),
    )
    assert not is_here(site.memory, user("ana"))
    leaves(site, "ana", back=True)
    leaves(site, "diego", back=True)
    after = site_of(site.memory)
    assert (after.roles["superintendent"], after.owners["diego"]) == ((user("ana"),), user("diego"))
    assert empty_roles(site.memory) == ()
    leaves(site, "stranger")
    leaves(site, "ana", back=True)
    assert site_of(site.memory) == after


def test_rules_do_not_look_at_who_is_gone() -> None:
    """Diego's load is nobody's once he left."""
    alone = assignment("ACT-1", ladder=(Rung(person=user("diego"), reason="asked"),))
    site, gone = Lived(LOAD), Lived(LOAD)
    leaves(gone, "diego", "03-10 08:00")
    for one in (site, gone):
        one.take(Assigned(asked=alone), at="03-10 08:10")
    assert user("diego") in {d.subject.id for d in site.decisions()}
    assert user("diego") not in {d.subject.id for d in gone.decisions()}


def test_a_proposal_goes_to_the_next_who_may_approve_it() -> None:
    """Ana, to whom it was put, leaves: Grace has it for as long as Ana had."""
    site = Lived(PROPOSED)
    site.say(blocked("A-1"), at="03-10 08:00")
    leaves(site, "ana", "03-10 08:30")
    assert (site.life().put_to[-1], site.life().due) == (user("grace"), local("03-10 10:30"))
    assert check(site.records, site.books).same


def test_the_question_whether_it_is_done_goes_on() -> None:
    """Ana is to confirm it and leaves; Grace is asked, and nobody is reminded in Ana's place."""
    verify = Verify(
        by=(Rung(person=user("ana"), reason="a"), Rung(person=user("grace"), reason="b")), hours=4
    )
    site = Lived(ASKS)
    site.take(Assigned(asked=assignment("ACT-1", verify=verify)), at="03-10 08:00")
    site.press("ACT-1", "done", at="03-10 08:30")
    leaves(site, "ana", "03-10 09:00")
    assert (site.life().status, site.life().verifier) == ("reported", user("grace"))
    site.wait("03-10 14:00")
    action = action_of(site.memory, "ACT-1")
    assert action is not None
    assert {step.to for step in action.steps if step.kind == "reminded"} == {user("grace")}


def test_it_is_not_escalated_to_who_is_gone() -> None:
    """Ana, next on the ladder, left: it goes up to Grace at once when it is Ana's turn."""
    site = Lived(ASKS)
    site.say(blocked("A-1"), at="03-10 08:00")
    leaves(site, "ana", "03-10 08:10")
    site.wait("03-10 12:00")
    assert site.life().helpers == (user("grace"),)
    assert check(site.records, site.books).same


def test_with_nobody_left_of_the_ladder_it_stays() -> None:
    """Whoever was asked alone leaves: it is theirs still, silent, until a manager hands it over."""
    site = Lived(ASKS)
    alone = replace(assignment("ACT-1"), ladder=(Rung(person=user("diego"), reason="asked by Ana"),))
    site.take(Assigned(asked=alone), at="03-10 08:00")
    leaves(site, "diego", "03-10 08:10")
    site.wait("03-10 17:00")
    action = action_of(site.memory, "ACT-1")
    assert action is not None
    assert all(step.held == "away" for step in action.steps if step.kind == "reminded")
    step = Step(id="x", kind="answered", at=site.now, by=user("ana"), answer="reassign", to=user("minh"))
    site.take(Stepped(action="ACT-1", step=step))
    assert site.life().owner == user("minh")
