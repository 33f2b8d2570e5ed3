"""One action for many cases: who joins it and who leaves it, also when they do so at once or change their minds."""

from rules.entry import Deleted
from rules.replay import check
from tests.rules.lived import Lived
from tests.rules.world import blocked, plan, rule, signal, task

SEVERAL = 'ask: Do {{ task.id }}\n        together: Several\n        assign: ["role:superintendent"]\n        due: 20h'
TOGETHER = rule("task.blocked = true", id="together", more="group_by: site", then=SEVERAL)
MATTERS = rule("blocker.firm = true", id="together", each="blocker", more="group_by: site", then=SEVERAL)


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
