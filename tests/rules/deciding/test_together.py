"""One action for many cases: who joins it and who leaves it, also when they do so at once or change their minds."""

from datetime import date

from rules.folding.entry import Deleted, Stepped, Tuned
from rules.past.replay import check
from rules.progress import facts
from rules.read import task_of
from rules.subject import Step, Tuning
from tests.rules.lived import Lived
from tests.rules.world import CHICAGO, blocked, local, plan, rule, signal, task, user

SEVERAL = 'ask: Do {{ task.id }}\n        together: Several\n        assign: ["role:superintendent"]\n        due: 20h'
TOGETHER = rule("task.blocked = true", id="together", more="group_by: site", then=SEVERAL)
MATTERS = rule("blocker.firm = true", id="together", each="blocker", more="group_by: site", then=SEVERAL)


STARTS = {"A-1": 20, "A-2": 11, "A-3": 20}  # of March


def two(*rules: str) -> Lived:
    """A-1 and A-3 are blocked, and one action stands for both."""
    site = Lived(*rules or (TOGETHER,))
    site.say(blocked("A-1"), blocked("A-3"), at="03-10 08:00")
    assert cases(site) == ["A-1", "A-3"]
    return site


def cases(site: Lived, action: str = "ACT-1") -> list[str]:
    """The tasks that an action stands for."""
    return [member.subject.id for member in site.life(action).members]


def test_cases_that_end_at_once_end_their_action() -> None:
    """One message clears both: nothing is left to do, so nobody is reminded of an action without a case."""
    site = two()
    site.say(signal("cleared", "A-1"), signal("cleared", "A-3"), at="03-10 09:00")
    assert (site.life().status, cases(site)) == ("resolved", ["A-1", "A-3"])
    assert check(site.records, site.books).same


def test_a_schedule_without_any_of_its_tasks_ends_an_action() -> None:
    """A new schedule has neither of them any more."""
    site = two()
    site.take(plan(task("A-2")), at="03-10 09:00")
    assert site.life().closed_why == "A-3 is no longer in the schedule"
    assert check(site.records, site.books).same


def test_a_case_that_comes_back_joins_again() -> None:
    """Cleared by mistake and taken back, it is asked for at once, and not only after a day or never."""
    for rules in (TOGETHER, MATTERS):
        site = two(rules)
        mistake = site.say(signal("cleared", "A-1"), at="03-10 09:00")
        assert cases(site) == ["A-3"]
        site.take(Deleted(message=mistake), at="03-10 09:10")
        assert cases(site) == ["A-3", "A-1"]
        assert check(site.records, site.books).same


def test_who_was_asked_to_start_what_nobody_plans_any_more_need_not() -> None:
    """The task that was to be started is gone from the schedule, the one before it is not."""
    frees = rule(
        "task.status = done",
        id="frees",
        more="cooldown: forever",
        then="activate: Start {{ task.name }}\n        assign: [task.owner]\n        due: 20h",
    )
    site = Lived(frees)
    site.say(signal("progress", "A-1", status="done"), at="03-10 08:00")
    assert site.life().is_open
    site.take(plan(task("A-1"), task("A-3")), at="03-10 09:00")
    assert site.life().closed_why == "A-2 is no longer in the schedule"
    assert check(site.records, site.books).same


PROPOSED = rule("task.blocked = true", id="together", more="group_by: site\nmode: propose", then=SEVERAL)


def approve(site: Lived, at: str, text: str) -> None:
    """Grace approves the first proposal with a text of her own; from then on the rule asks by itself."""
    site.wait(at)
    step = Step(
        id="approved:1",
        kind="approved",
        at=site.now,
        by=user("grace"),
        due=local("03-12 08:00"),
        text=text,
        changed=("text",),
    )
    site.take(Stepped(action="ACT-1", step=step))
    site.take(Tuned(tuning=Tuning(rule="together", mode="auto")))


def test_what_a_manager_wrote_outlasts_who_joins() -> None:
    """Written for one case, it stays that case's; a case that joins adds its own, and takes it away again."""
    site = Lived(PROPOSED)
    site.say(blocked("A-1"), at="03-10 08:00")
    approve(site, "03-10 08:10", "Call the plant")
    site.say(blocked("A-3"), at="03-10 09:00")
    assert [member.text for member in site.life().members] == ["Call the plant", "Do A-3"]
    assert site.life().text == "Several"
    site.say(signal("cleared", "A-3"), at="03-10 09:30")
    assert site.life().text == "Call the plant"
    assert check(site.records, site.books).same


def test_what_a_manager_wrote_for_several_is_asked_of_all() -> None:
    """Also when another joins, and of the last one that is left."""
    site = two(PROPOSED)
    approve(site, "03-10 08:10", "Call the plant")
    site.say(blocked("A-2"), at="03-10 09:00")
    assert (site.life().text, len(cases(site))) == ("Call the plant", 3)
    site.say(signal("cleared", "A-1"), signal("cleared", "A-2"), at="03-10 09:30")
    assert (site.life().text, cases(site)) == ("Call the plant", ["A-3"])
    assert check(site.records, site.books).same


def test_what_was_not_approved_joins_no_action_that_was() -> None:
    """As long as the rule proposes, a manager sees each case before anybody is asked; once it asks by itself, a case does not
    wait with an old proposal."""
    proposes = Lived(PROPOSED)
    proposes.say(blocked("A-1"), at="03-10 08:00")
    step = Step(id="approved:1", kind="approved", at=proposes.now, by=user("grace"), due=local("03-12 08:00"))
    proposes.take(Stepped(action="ACT-1", step=step))
    proposes.say(blocked("A-3"), at="03-10 09:00")
    asks = Lived(PROPOSED)
    asks.say(blocked("A-1"), at="03-10 08:00")
    asks.take(Tuned(tuning=Tuning(rule="together", mode="auto")))
    asks.say(blocked("A-3"), at="03-10 09:00")
    for site, status in ((proposes, "proposed"), (asks, "assigned")):
        assert (cases(site), cases(site, "ACT-2")) == (["A-1"], ["A-3"])
        assert site.life("ACT-2").status == status
        assert check(site.records, site.books).same


def test_nobody_gets_with_an_action_what_is_not_theirs() -> None:
    """Diego handed his action to Ana; what is diego's next is asked of him, and does not join hers."""
    then = SEVERAL.replace('["role:superintendent"]', '[task.owner, "role:superintendent"]')
    site = Lived(rule("task.blocked = true", id="together", more="group_by: assignee", then=then))
    site.take(plan(task("A-1"), task("A-3")))
    site.say(blocked("A-1"), at="03-10 08:00")
    site.press("ACT-1", "reassign", at="03-10 08:30", to=user("ana"))
    site.say(blocked("A-3"), at="03-10 09:00")
    assert (site.life().owner, cases(site)) == (user("ana"), ["A-1"])
    assert (site.life("ACT-2").owner, cases(site, "ACT-2")) == (user("diego"), ["A-3"])
    assert check(site.records, site.books).same


def test_a_nearer_case_does_not_wait_with_what_is_due_later() -> None:
    """Promised for Thursday, an action takes in no case that is due on Wednesday; that one is asked anew."""
    site = Lived(TOGETHER)
    site.say(blocked("A-1"), at="03-10 08:00")
    site.press("ACT-1", "eta", at="03-10 08:30", by="ana", due=local("03-12 17:00"))
    site.say(blocked("A-2"), at="03-10 09:00")
    site.say(blocked("A-3"), at="03-10 10:00")
    assert (cases(site), cases(site, "ACT-2")) == (["A-1"], ["A-2", "A-3"])
    assert site.life("ACT-2").due == local("03-12 09:00")
    assert check(site.records, site.books).same


def test_cases_that_come_at_once_are_due_by_the_nearest_of_them() -> None:
    """A-2 begins on Wednesday, the others later: what is asked about the three is one action, due before that start."""
    site = Lived(rule("task.blocked = true", id="together", more="group_by: site", then=SEVERAL))
    site.take(
        plan(
            *(task(name, start=date(2026, 3, day), finish=date(2026, 3, 27)) for name, day in STARTS.items())
        )
    )
    site.say(blocked("A-1"), blocked("A-2"), blocked("A-3"), at="03-10 08:00")
    assert (cases(site), site.life().due) == (["A-2", "A-1", "A-3"], local("03-10 16:00"))
    assert check(site.records, site.books).same


def test_what_has_begun_early_is_not_due_by_its_start_and_joins_what_is() -> None:
    """A-1 was planned for Wednesday and runs already; A-2 begins on Thursday and does not: one action, due before A-2 starts."""
    site = Lived(TOGETHER)
    starts = {"A-1": 11, "A-2": 12}  # of March
    site.take(
        plan(
            *(task(name, start=date(2026, 3, day), finish=date(2026, 3, 27)) for name, day in starts.items())
        )
    )
    site.say(signal("progress", "A-1", percent=10), at="03-10 07:45")
    site.say(blocked("A-1"), blocked("A-2"), at="03-10 17:00")
    assert (cases(site), site.life().due) == (["A-2", "A-1"], local("03-11 16:00"))
    assert check(site.records, site.books).same


def test_the_reason_for_not_having_done_it_is_of_a_case_that_is_left() -> None:
    """What is free already is not blocked anew."""
    site = two()
    site.say(signal("cleared", "A-1"), at="03-10 09:00")
    site.press("ACT-1", "not_done", at="03-10 10:00", by="ana", cause="labour")
    stopped = {name: task_of(site.memory, name) for name in ("A-1", "A-3")}
    assert {
        name: found and [m.detail for m in facts(found, CHICAGO).of("blocker")]
        for name, found in stopped.items()
    } == {
        "A-1": [],
        "A-3": ["material", "labour"],
    }
    assert check(site.records, site.books).same
