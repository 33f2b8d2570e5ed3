"""What a rule can do beside asking for an action: propose, ask a question, tell, block, raise a risk, activate, move a crew."""

from dataclasses import replace
from datetime import date

import pytest

from rules.folding.entry import Aimed, Notified, Stepped, Tuned
from rules.life.action import is_edited
from rules.past.backtest import backtest
from rules.past.replay import check
from rules.past.verdict import verdict
from rules.plan.goal import Goal
from rules.plan.schedule import Link
from rules.progress import facts
from rules.read import action_of, goal_of, task_of
from rules.signal import Signal
from rules.subject import Severity, Step, Tuning
from tests.rules.lived import Lived
from tests.rules.world import CHICAGO, blocked, local, plan, rule, signal, task, user

STOPPED = "task.blocked = true"
PROPOSED = rule(STOPPED, id="proposed", more="mode: propose")
LADDER = 'assign: [task.owner, "role:superintendent"]\n        due: 4h'


def word(site: Lived, kind: str, at: str, **more: object) -> None:
    """Grace approves or refuses the first proposal."""
    site.wait(at)
    step = Step(id=f"{kind}:1", kind=kind, at=site.now, by=user("grace"), **more)  # type: ignore[arg-type]
    site.take(Stepped(action="ACT-1", step=step))


def test_a_proposal_waits_for_a_word() -> None:
    """Nobody has it to do, its manager is reminded once; approved, it is asked from then on and followed up as any other."""
    site = Lived(PROPOSED)
    site.say(blocked("A-1"), at="03-10 08:00")
    action = action_of(site.memory, "ACT-1")
    assert action is not None
    assert (site.life().status, action.asked.proposed_to) == ("proposed", (user("ana"), user("grace")))
    assert [d.outcome for d in site.decisions()] == ["proposed"]
    site.wait("03-10 09:59")
    now = action_of(site.memory, "ACT-1")
    assert now is not None
    assert [(s.reminder, s.to, s.at) for s in now.steps] == [("word", user("ana"), local("03-10 09:00"))]
    word(site, "approved", "03-10 09:59", due=local("03-10 12:00"))
    found = site.life()
    assert (found.status, found.owner, found.due) == ("assigned", user("diego"), local("03-10 12:00"))
    assert found.approved is not None
    assert not is_edited(found.approved)
    site.wait("03-10 12:00")
    assert [s.reminder for s in site.life().reminded] == ["before", "due"]


def notices(site: Lived) -> list[str]:
    """What rules told."""
    return [r.entry.text for r in site.records if isinstance(r.entry, Notified)]


MUCH = rule(
    STOPPED,
    id="proposed",
    more="mode: propose\nserves: finish",
    then=(
        f"ask: First\n        {LADDER}\n      - ask: Second\n        {LADDER}\n"
        '      - notify: "{{ task.id }} is stopped"\n        to: [channel]\n'
        "      - risk: high\n        words: It is late"
    ),
)


def test_an_approval_carries_what_the_rule_does_beside_asking() -> None:
    """Nobody is told and no risk raised before it; then both are, once for all that the rule asks."""
    site = Lived(MUCH)
    site.take(Aimed(goal=Goal(id="on-time", name="On time", measure="finish", target=date(2026, 3, 20))))
    site.say(blocked("A-1"), at="03-10 08:00")
    site.wait("03-10 09:00")
    assert (notices(site), levels(site, "on-time"), len(site.decisions())) == ([], [], 1)
    proposed = action_of(site.memory, "ACT-1")
    assert proposed is not None
    assert proposed.asked.also == (
        "the channel will be told: A-1 is stopped",
        "the risk will be raised to high: It is late",
    )
    word(site, "approved", "03-10 09:00", due=local("03-10 12:00"))
    assert (notices(site), levels(site, "on-time")) == (["A-1 is stopped"], ["high"])
    assert [(d.outcome, d.action) for d in site.decisions()] == [("proposed", "ACT-1"), ("approved", "ACT-1")]
    second = Step(id="approved:2", kind="approved", at=site.now, by=user("grace"), due=local("03-10 12:00"))
    site.take(Stepped(action="ACT-2", step=second), at="03-10 09:30")
    site.say(signal("progress", "A-1", percent=5), at="03-10 10:00")
    assert (len(notices(site)), len(site.decisions())) == (1, 2)
    site.say(signal("cleared", "A-1"), at="03-10 11:00")
    assert levels(site, "on-time") == []
    assert check(site.records, site.books).differences == []
    tried = backtest(site.records, site.book)
    assert [(row.fired, row.stays, row.new) for row in tried.rows] == [(1, 1, 0)]


def test_a_refused_proposal_carries_nothing() -> None:
    """Neither then nor when its ground is looked at again."""
    site = Lived(MUCH)
    site.say(blocked("A-1"), at="03-10 08:00")
    word(site, "refused", "03-10 09:00")
    site.say(signal("progress", "A-1", percent=5), at="03-10 10:00")
    assert notices(site) == []


def test_an_edited_proposal_is_asked_as_it_was_edited() -> None:
    """Another text, person and time; and it counts as edited, which a time alone that follows from its hours does not."""
    site = Lived(PROPOSED)
    site.say(blocked("A-1"), at="03-10 08:00")
    given = {"text": "Call the plant", "to": user("minh"), "due": local("03-10 15:00")}
    word(site, "approved", "03-10 09:00", changed=("text", "to", "due"), **given)
    found = site.life()
    assert (found.text, found.owner, found.due) == ("Call the plant", user("minh"), local("03-10 15:00"))
    assert found.approved is not None
    assert is_edited(found.approved)


def test_a_refused_proposal_is_over_and_not_made_again() -> None:
    """The reason is kept; the same matter is not proposed twice; it counts as no problem."""
    each = rule("blocker.firm = true", id="proposed", each="blocker", more="mode: propose")
    site = Lived(each)
    site.say(blocked("A-1"), at="03-10 08:00")
    word(site, "refused", "03-10 09:00", note="the truck is here")
    action = action_of(site.memory, "ACT-1")
    assert action is not None
    assert (site.life().status, site.life().closed_why, verdict(action)) == (
        "dropped",
        "the truck is here",
        "no problem",
    )
    site.say(signal("progress", "A-1", percent=5), at="03-10 10:00")
    assert len(site.decisions()) == 1


@pytest.mark.parametrize("first", ["medium", "high"])
def test_a_proposal_does_not_hold_back_what_acts_by_itself(first: Severity) -> None:
    """Somebody is asked at once, whichever of the two is looked at first; the proposal, in vain now, is over."""
    proposing = rule(
        "blocker.firm = true", id="proposed", each="blocker", severity=first, more="mode: propose"
    )
    acting = rule("blocker.hours >= 1", id="acting", each="blocker", severity="medium")
    alike = rule("blocker.firm = true", id="alike", each="blocker", severity="medium")
    site = Lived(proposing, acting)
    site.say(blocked("A-1"), at="03-10 08:00")
    assert site.life().status == "proposed"
    site.wait("03-10 09:30")
    assert [d.outcome for d in site.decisions()] == ["proposed", "acted"]
    assert (site.life("ACT-1").closed_why, site.life("ACT-2").status) == (
        "ACT-2 asks for it already",
        "assigned",
    )
    assert check(site.records, site.books).same
    at_once = Lived(proposing, alike)
    at_once.say(blocked("A-1"), at="03-10 08:00")
    assert {d.rule: at_once.life(d.action or "").status for d in at_once.decisions()}["alike"] == "assigned"
    assert check(at_once.records, at_once.books).same


def test_a_proposal_goes_on_to_the_next_and_ends_unanswered() -> None:
    """Ana is reminded half-way, then it is Grace's for as long, in working time; then it is dropped and counts as ignored.

    What its ground leaves in between is settled; whoever kept silent may still say it.
    """
    site, settled = Lived(PROPOSED), Lived(PROPOSED)
    for one in (site, settled):
        one.say(blocked("A-1"), at="03-10 08:00")
    settled.say(signal("cleared", "A-1"), at="03-10 09:00")
    site.wait("03-10 10:00")
    assert (site.life().status, site.life().put_to) == ("proposed", (user("ana"), user("grace")))
    assert site.life().due == local("03-10 12:00")
    site.wait("03-10 12:00")
    action = action_of(site.memory, "ACT-1")
    assert action is not None
    told = [(s.kind, s.to, s.at) for s in action.steps]
    assert told == [
        ("reminded", user("ana"), local("03-10 09:00")),
        ("passed", user("grace"), local("03-10 10:00")),
        ("reminded", user("grace"), local("03-10 11:00")),
        ("closed", None, local("03-10 12:00")),
    ]
    why = "unanswered: nobody approved it in time, of Ana, Grace"
    assert (site.life().closed_why, verdict(action)) == (why, "ignored")
    assert settled.life().status == "resolved"
    assert check(site.records, site.books).same


def test_a_proposal_without_a_manager_is_none() -> None:
    """Where nobody could approve it, it is held back and not asked unapproved."""
    site = Lived(PROPOSED, roles={"safety": (user("noor"),)})
    site.say(blocked("A-1"), at="03-10 08:00")
    assert site.decisions() == []


ASKS_PERCENT = f"question: How far is {{{{ task.name }}}}?\n        expects: percent\n        {LADDER}"
QUESTION = rule("task.open_requests > 0", id="question", then=ASKS_PERCENT)


def test_a_question_is_answered_by_what_it_asked_for() -> None:
    """Words in its thread that tell the percent close it and count for the task; others do not."""
    site = Lived(QUESTION)
    site.say(signal("request", "A-1", need="labour"), at="03-10 08:00")
    site.say(signal("weather", None, condition="rain"), at="03-10 08:10", action="ACT-1", by="diego")
    site.say(signal("progress", "A-3", percent=30), at="03-10 08:20", action="ACT-1", by="diego")
    assert site.life().is_open
    told = site.say(signal("progress", "A-1", percent=60), at="03-10 08:30", action="ACT-1", by="diego")
    assert (site.life().status, percent(site)) == ("done", 60)
    site.delete(told)
    assert (site.life().is_open, percent(site)) == (True, 0)


def test_a_day_answers_a_question_for_the_finish() -> None:
    """“Tomorrow” alone, which elsewhere would promise to do the action by then."""
    site = Lived(QUESTION.replace("expects: percent", "expects: finish"))
    site.say(signal("request", "A-1", need="labour"), at="03-10 08:00")
    told = site.say(
        signal("response", None, answer="eta", when="2026-03-13"),
        at="03-10 08:30",
        action="ACT-1",
        by="diego",
    )
    assert (site.life().status, finish(site)) == ("done", date(2026, 3, 13))
    site.delete(told)
    assert (site.life().is_open, finish(site)) == (True, None)


def test_a_form_answers_a_question_as_well() -> None:
    """Its number is data of the task, said by whoever filled it in."""
    site = Lived(QUESTION)
    site.say(signal("request", "A-1", need="labour"), at="03-10 08:00")
    told = Signal(kind="progress", task="A-1", values={"status": "in_progress", "percent": 40})
    site.press("ACT-1", "done", at="03-10 09:00", signals=(told,), via="form")
    assert (site.life().status, percent(site)) == ("done", 40)


def percent(site: Lived) -> float:
    """How far A-1 is."""
    found = task_of(site.memory, "A-1")
    assert found is not None
    return facts(found, CHICAGO).percent


def finish(site: Lived) -> date | None:
    """When A-1 was last said to be finished."""
    found = task_of(site.memory, "A-1")
    assert found is not None
    return facts(found, CHICAGO).forecast


def test_a_question_that_is_only_proposed_is_not_answered_by_words() -> None:
    """What is said counts for the task; the proposal waits for its word."""
    site = Lived(rule("task.open_requests > 0", id="question", then=ASKS_PERCENT, more="mode: propose"))
    site.say(signal("request", "A-1", need="labour"), at="03-10 08:00")
    site.say(signal("progress", "A-1", percent=60), at="03-10 08:30", action="ACT-1", by="grace")
    assert (site.life().status, percent(site)) == ("proposed", 60)


def test_it_is_told_to_whom_it_concerns() -> None:
    """People by the words of a ladder, the channel where it says so; no action, nobody reminded; once as long as it lasts."""
    then = 'notify: "{{ task.name }} is stopped"\n        to: [task.owner, "role:project_manager", channel]'
    site = Lived(rule(STOPPED, id="told", then=then))
    site.say(blocked("A-1"), at="03-10 08:00")
    (notice,) = [r.entry for r in site.records if isinstance(r.entry, Notified)]
    assert (notice.to, notice.aloud, notice.text) == (
        (user("diego"), user("grace")),
        True,
        "Work A-1 is stopped",
    )
    assert [(d.outcome, d.action) for d in site.decisions()] == [("acted", None)]


BLOCKS = rule(
    "task.open_requests > 0", id="blocks",
    then='block: labour\n        words: "{{ task.name }} lacks people"',
)  # fmt: skip


def test_a_blocker_of_a_rule_holds_as_long_as_its_condition() -> None:
    """It is a blocker as any other: other rules act on it; it ends with its ground."""
    site = Lived(BLOCKS, rule("blocker.firm = true", id="acts", each="blocker"))
    site.say(signal("request", "A-1", need="labour"), at="03-10 08:00")
    found = task_of(site.memory, "A-1")
    assert found is not None
    assert [(m.kind, m.detail, m.words) for m in facts(found, CHICAGO).of("blocker")] == [
        ("blocker", "labour", "Work A-1 lacks people")
    ]
    assert site.life().is_open
    site.say(signal("progress", "A-1", status="done"), at="03-10 09:00")
    found = task_of(site.memory, "A-1")
    assert found is not None
    assert facts(found, CHICAGO).of("blocker") == ()
    assert found.live[-1].signal.kind == "progress"
    assert site.life().status == "resolved"


def test_what_stood_on_a_blocker_of_a_rule_ends_in_the_same_look() -> None:
    """The blocker is taken back with its ground, and what was asked because of it is closed at that very instant."""
    slow = rule("task.percent < 50", id="slow", then="block: labour\n        words: It lacks people")
    site = Lived(slow, rule(STOPPED, id="acts"))
    site.say(signal("progress", "A-1", percent=10), at="03-10 08:00")
    assert site.life().is_open
    site.say(signal("progress", "A-1", percent=80), at="03-10 09:00")
    assert (site.life().status, site.life().closed) == ("resolved", local("03-10 09:00"))


def test_a_risk_is_of_the_goals_that_the_rule_serves() -> None:
    """Those of its measure which the task serves, for as long as it holds."""
    risk = rule(
        STOPPED, id="risky", more="serves: finish", then='risk: high\n        words: "{{ task.name }}"'
    )
    site = Lived(risk)
    ends = date(2026, 3, 20)
    site.take(Aimed(goal=Goal(id="on-time", name="On time", measure="finish", target=ends)))
    site.take(Aimed(goal=Goal(id="l9", name="L9", measure="finish", target=ends, zones=("L9",))))
    site.take(Aimed(goal=Goal(id="cheap", name="Cheap", measure="cost", target=1.0)))
    site.say(blocked("A-1"), at="03-10 08:00")
    assert [(name, levels(site, name)) for name in ("on-time", "l9", "cheap")] == [
        ("on-time", ["high"]), ("l9", []), ("cheap", []),
    ]  # fmt: skip
    site.say(signal("cleared", "A-1"), at="03-10 09:00")
    assert levels(site, "on-time") == []


def levels(site: Lived, goal: str) -> list[str]:
    """The risks of a goal."""
    found = goal_of(site.memory, goal)
    assert found is not None
    return [risk.level for risk in found.risks]


ACTIVATES = rule(
    "task.status = done", id="frees", more="cooldown: forever",
    then=f"activate: Start {{{{ task.name }}}}, it is free\n        {LADDER}",
)  # fmt: skip


def test_done_frees_what_follows() -> None:
    """The owner of each following task that waits for nothing else; settled as soon as it runs."""
    row = plan(
        task("A-1"), task("A-3", owner="minh"),
        task("A-2", owner="minh", start=date(2026, 3, 16), finish=date(2026, 3, 20), links=(Link(predecessor="A-1"),)),
        task("A-4", start=date(2026, 3, 16), finish=date(2026, 3, 20), links=(Link(predecessor="A-1"), Link(predecessor="A-3"))),
    )  # fmt: skip
    site = Lived(ACTIVATES)
    site.take(row)
    site.say(signal("progress", "A-1", status="done"), at="03-10 08:00")
    action = action_of(site.memory, "ACT-1")
    assert action is not None
    assert (action.asked.task, site.life().text, site.life().owner) == (
        "A-2",
        "Start Work A-2, it is free",
        user("minh"),
    )
    assert action.asked.done_means == "started"
    site.say(signal("progress", "A-3", status="done"), at="03-10 09:00")
    assert site.life("ACT-2").text == "Start Work A-4, it is free"
    site.say(signal("progress", "A-2", percent=5), at="03-10 10:00")
    assert (site.life().status, site.life("ACT-2").is_open) == ("resolved", True)
    site.wait("03-12 08:00")
    assert len(site.decisions()) == 2


MOVES = rule(
    STOPPED, id="moves",
    then=f"move: From {{{{ giver.id }}}} ({{{{ giver.float_days | days }}}}) to {{{{ task.id }}}}\n        {LADDER}",
)  # fmt: skip


def test_a_crew_is_moved_from_whoever_can_best_spare_it() -> None:
    """A running task of the same trade with the most float; none is proposed where nobody has a crew to spare."""
    end = task("Z-1", start=date(2026, 4, 20), finish=date(2026, 4, 24))
    spare = [task(name, finish=date(2026, 3, day)) for name, day in (("B-1", 27), ("B-2", 20), ("B-3", 17))]
    site = Lived(MOVES)
    site.take(plan(task("A-1", finish=date(2026, 4, 24)), *spare, replace(end, trade="facade")))
    site.say(blocked("A-1"), at="03-10 07:40")
    assert site.decisions() == []
    site.say(*(signal("progress", name, percent=20) for name in ("B-1", "B-2")), at="03-10 08:00")
    site.say(signal("progress", "A-1", percent=20), at="03-10 08:10")
    assert site.life().text == "From B-2 (25 days) to A-1"


def tuned(site: Lived, **tuning: object) -> None:
    """Grace tunes the rule."""
    known = Tuning(rule="plain", by=user("grace"), at=site.now, why="too loud", **tuning)  # type: ignore[arg-type]
    site.take(Tuned(tuning=known))


def test_a_rule_is_switched_off_silenced_and_set_at_a_site() -> None:
    """Off, it says nothing until it is on again; silent, until the instant; with another threshold, it waits for that."""
    plain = rule("task.open_requests >= 2", id="plain")
    site = Lived(plain)
    tuned(site, off=True)
    site.say(*(signal("request", "A-1", need=need) for need in ("labour", "access")), at="03-10 08:00")
    assert site.decisions() == []
    tuned(site, until=local("03-10 10:00"))
    site.wait("03-10 09:59")
    assert site.decisions() == []
    site.wait("03-10 10:00")
    assert [d.subject.id for d in site.decisions()] == ["A-1"]
    tuned(site, thresholds={"task.open_requests >=": 3.0})
    assert site.life().status == "resolved"
    site.say(signal("request", "A-1", need="material"), at="03-10 11:00")
    assert [d.clauses[0].text for d in site.decisions()][1:] == ["task.open_requests >= 3"]


def test_a_mode_is_of_the_site() -> None:
    """Observed it asks nobody; let propose, it does so for what stands already and for what comes."""
    site = Lived(rule(STOPPED, id="plain"))
    tuned(site, mode="observe")
    site.say(blocked("A-1"), at="03-10 08:00")
    assert [d.outcome for d in site.decisions()] == ["observed"]
    tuned(site, mode="propose")
    assert [(d.outcome, d.subject.id) for d in site.decisions()[1:]] == [("proposed", "A-1")]
    site.say(blocked("A-3"), at="03-10 09:00")
    assert [(d.outcome, d.subject.id) for d in site.decisions()[2:]] == [("proposed", "A-3")]
