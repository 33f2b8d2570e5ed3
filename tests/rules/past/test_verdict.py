"""Whether a past action was about something real: by how it was answered, and, where nobody did, by how its ground went."""

from collections.abc import Callable

import pytest

from rules.folding.entry import Corrected, Ruled, Said, Stepped, Tuned
from rules.past.verdict import Verdict, verdict
from rules.plan.schedule import Link
from rules.read import action_of
from rules.signal import Signal
from rules.subject import Step, Tuning
from tests.rules.lived import Lived
from tests.rules.world import blocked, book, plan, rule, said, signal, task, user

FIRM = "blocker.firm = true"
EACH = rule(FIRM, each="blocker")
ASKS = rule("task.open_requests >= 1")
STARTS = rule(
    "task.status = done", then="activate: Start\n        assign: [task.owner]\n        due: 2h", id="starts"
)


def told(site: Lived) -> Verdict:
    """How its only action is judged, which is over by itself."""
    action = action_of(site.memory, "ACT-1")
    assert action is not None
    assert site.life().status == "resolved"
    return verdict(action)


@pytest.mark.parametrize("more", ["", "mode: propose"])
@pytest.mark.parametrize(
    "report",
    [signal("cleared", "A-1", cause="material"), signal("progress", "A-1", status="done")],
    ids=["cleared", "done"],
)
def test_what_is_over_by_a_later_report_was_real(report: Signal, more: str) -> None:
    """Somebody saw to it, whether they answered or not, and whether they were asked or were to be."""
    when = "{ all: [blocker.firm = true, { not: task.status = done }] }"
    site = Lived(rule(when, each="blocker", more=more))
    site.say(blocked("A-1"), at="03-10 08:00")
    site.say(report, at="03-10 09:00")
    assert told(site) == "real"


def test_what_arrived_was_real() -> None:
    """A request without a matter of its own, too."""
    site = Lived(ASKS)
    site.say(signal("request", "A-1", need="material"), at="03-10 08:00")
    site.say(signal("delivery", "A-1", status="arrived"), at="03-10 09:00")
    assert told(site) == "real"


def test_a_task_that_was_started_as_asked_was_real() -> None:
    """It runs."""
    site = Lived(STARTS)
    site.take(plan(task("A-1"), task("A-2", owner="minh", links=(Link(predecessor="A-1"),))))
    site.say(signal("progress", "A-1", status="done"), at="03-10 08:00")
    site.say(signal("progress", "A-2", percent=5), at="03-10 09:00")
    assert told(site) == "real"


def _edit(site: Lived, message: str) -> None:
    site.take(said(message, (), site.now, revision=2))


def _correct(site: Lived, message: str) -> None:
    site.take(Corrected(message=message, by=user("ana"), signals=(signal("progress", "A-1", percent=9),)))


@pytest.mark.parametrize("take_back", [Lived.delete, _edit, _correct], ids=["deleted", "edited", "corrected"])
@pytest.mark.parametrize("rules", [EACH, rule("task.blocked = true")], ids=["matter", "task"])
def test_what_its_writer_took_back_was_no_problem(
    take_back: Callable[[Lived, str], None], rules: str
) -> None:
    """Though something else was reported of the task in between."""
    site = Lived(rules)
    message = site.say(blocked("A-1"), at="03-10 08:00")
    site.say(signal("progress", "A-1", percent=5), at="03-10 08:30")
    site.wait("03-10 09:00")
    take_back(site, message)
    assert told(site) == "no problem"


def test_a_matter_that_others_told_as_well_is_not_taken_back_by_one() -> None:
    """It is over by the report."""
    site = Lived(EACH)
    message = site.say(blocked("A-1"), at="03-10 08:00")
    site.say(blocked("A-1"), by="diego", at="03-10 08:10")
    assert [isinstance(one.entry, Said) for one in site.records].count(True) == 2
    site.say(signal("cleared", "A-1", cause="material"), at="03-10 09:00")
    assert told(site) == "real"
    assert message


def test_what_a_number_the_rulebook_the_plan_or_the_clock_took_is_not_judged() -> None:
    """Nobody can say any more whether it was a problem; it speaks neither for the rule nor against it."""
    number = Lived(ASKS)
    number.say(signal("request", "A-1", need="labour"), at="03-10 08:00")
    number.take(
        Tuned(tuning=Tuning(rule="the-rule", thresholds={"task.open_requests >=": 2.0})), at="03-10 09:00"
    )
    assert told(number) == "unjudged"

    other = Lived(ASKS)
    other.say(signal("request", "A-1", need="labour"), at="03-10 08:00")
    other.wait("03-10 09:00")
    other.book = book(rule("task.open_requests >= 2"))
    other.take(Ruled(rulebook=other.book.rulebook.version))
    assert told(other) == "unjudged"

    planned = Lived(ASKS)
    planned.say(signal("request", "A-1", need="labour"), at="03-10 08:00")
    planned.take(plan(task("A-2")), at="03-10 09:00")
    assert told(planned) == "unjudged"

    let_go = Lived(ASKS.replace("severity: medium", "severity: medium\n    when_resolved: ask"))
    let_go.say(signal("request", "A-1", need="labour"), at="03-10 08:00")
    let_go.take(plan(task("A-2")), at="03-10 09:00")
    given = Step(id="let-go", kind="dropped", at=let_go.now, by=user("diego"), ended="set aside")
    let_go.take(Stepped(action="ACT-1", step=given))
    action = action_of(let_go.memory, "ACT-1")
    assert action is not None
    assert (let_go.life().status, verdict(action)) == ("dropped", "unjudged")

    clock = Lived(rule("{ all: [task.hours_to_start <= 5, task.hours_to_start > 0] }"))
    clock.wait("03-16 12:00")
    assert told(clock) == "unjudged"
