"""Which rules act on what, what holds them back, and when what they asked for is over."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from rules.deciding.decide import decide
from rules.folding.entry import Aimed, Assigned, Configured, Ruled, Stepped
from rules.folding.state import Memory
from rules.key import SITE, Key
from rules.life.action import life
from rules.past.replay import check
from rules.plan.goal import Goal
from rules.read import open_actions, site_of
from rules.subject import SiteState, Step
from tests.rules.lived import Lived
from tests.rules.world import (
    CRITICAL,
    World,
    assignment,
    blocked,
    book,
    corrected,
    local,
    plan,
    rule,
    said,
    signal,
    task,
    user,
)

_SAFETY_TASK = rule(
    "safety.class in [incident, hazard, near_miss]", id="safety-task", each="safety", severity="safety", due="30m",
    remind="{ before: [], at_due: true, after: [], escalate_after: never }",
)  # fmt: skip
_SAFETY_SITE = (
    _SAFETY_TASK.replace("safety-task", "safety-site")
    .replace("on: task", "on: site")
    .replace("task.owner, ", "")
)
_SILENT = rule(
    "{ all: [task.silent_hours >= 5, task.open_actions = 0, { not: task.status = done }] }",
    id="silent",
    due="4h",
)


def test_a_critical_task_that_is_blocked_is_asked_of_its_owner() -> None:
    """With the ladder and its reasons, the words as evidence, due in working time; a task with float is left alone.

    The decision keeps the facts that its rulebook reads of such a case.
    """
    world = World(CRITICAL)
    message = world.say(blocked("A-1", what="rebar"), blocked("A-3"), at="03-10 16:00")
    (action,) = world.actions()
    asked = action.asked
    assert (asked.id, asked.rule, asked.severity, asked.task) == ("ACT-1", "critical", "high", "A-1")
    assert (asked.matter, asked.evidence) == (f"{message}#0", (f"{message}#0",))
    assert [(r.person, r.reason) for r in asked.ladder] == [
        (user("diego"), "owns A-1 in the schedule"),
        (user("ana"), "superintendent of the site"),
        (user("grace"), "project manager of the site"),
    ]
    assert asked.due == local("03-11 08:00")
    (decision,) = world.decisions()
    assert (decision.outcome, decision.action, asked.decision) == ("acted", "ACT-1", decision.id)
    assert all(clause.holds for clause in decision.clauses)
    assert decision.values == {"task.critical": True, "task.status": "not_started", "blocker.firm": True}


def test_nothing_is_asked_twice_about_one_matter() -> None:
    """Repeating the words, other words about it, looking again: one decision."""
    world = World(CRITICAL)
    world.say(blocked())
    world.say(blocked(), by="minh", at="03-10 08:00")
    world.say(signal("progress", "A-1", percent=10), at="03-10 09:00")
    assert len(world.decisions()) == 1


def test_a_second_rule_waits_while_the_first_ones_action_is_open() -> None:
    """The graver rule acts; the other one does when the first has lost its ground and the matter is still open."""
    other = CRITICAL.replace("critical", "any").replace("task.any = true, ", "").replace("high", "low")
    world = World(other, CRITICAL)
    world.say(blocked())
    assert [d.rule for d in world.decisions()] == ["critical"]
    long = task("A-9", start=local("03-09 07:00").date(), finish=local("06-30 07:00").date())
    world.take(plan(task("A-1"), long))
    assert [d.rule for d in world.decisions()] == ["critical", "any"]
    assert (world.open(), world.life("ACT-1").closed_why) == (["ACT-2"], "what it was about no longer holds")


def test_done_ends_the_matter_and_said_anew_it_is_asked_anew() -> None:
    """The rule does not act again on what was settled; new words after it are a new matter."""
    world = World(CRITICAL)
    world.say(blocked())
    world.press("ACT-1", "done", at="03-10 09:00")
    world.say(signal("progress", "A-1", percent=20), at="03-10 10:00")
    assert world.open() == []
    world.say(blocked(), at="03-10 11:00")
    assert world.open() == ["ACT-2"]


def test_cleared_it_closes_by_itself_and_taken_back_it_is_asked_again() -> None:
    """The reason is told; should the clearing be deleted, the blocker stands again and somebody has to answer."""
    world = World(CRITICAL)
    world.say(blocked())
    cleared = world.say(signal("cleared", "A-1"), at="03-10 09:00")
    assert (world.life().status, world.life().closed_why) == ("resolved", "what it was about no longer holds")
    world.now = local("03-10 09:30")
    world.delete(cleared)
    assert world.open() == ["ACT-2"]


def test_what_it_counts_itself_does_not_end_an_action() -> None:
    """A rule that asks for no open actions on the task, or few at the site, keeps its own action open."""
    few = rule("{ all: [task.open_blockers > 0, site.open_actions < 1, task.open_actions = 0] }", id="few")
    world = World(few)
    world.say(blocked())
    world.say(signal("progress", "A-1", percent=10))
    assert (world.open(), len(world.decisions())) == (["ACT-1"], 1)


def test_keeping_is_for_rules_that_want_an_answer_in_any_case() -> None:
    """With `when_resolved: keep` the action stays until somebody answers."""
    world = World(CRITICAL.replace("severity: high", "severity: high\n    when_resolved: keep"))
    world.say(blocked())
    world.say(signal("cleared", "A-1"), at="03-10 09:00")
    assert world.open() == ["ACT-1"]


@pytest.mark.parametrize("rules", [(_SAFETY_TASK, _SAFETY_SITE), (_SAFETY_SITE, _SAFETY_TASK)])
def test_a_hazard_on_a_task_and_on_the_site_is_one(rules: tuple[str, str]) -> None:
    """Two rules, two subjects, one matter: one action, also after it is done, and by the clock, not the shift."""
    world = World(*rules, at="03-13 22:00")
    world.say(signal("safety", "A-1", klass="hazard", category="fall"))
    assert len(world.decisions()) == 1
    assert world.actions()[0].asked.due == local("03-13 22:30")
    world.say(signal("headcount", None, count=3))
    world.press("ACT-1", "done", at="03-13 22:20")
    world.say(signal("progress", "A-1", percent=5))
    assert (len(world.decisions()), world.open()) == (1, [])


def test_a_rule_without_a_matter_acts_once_a_day() -> None:
    """Done, it is quiet for 24 hours; then, nobody having spoken, it wakes and asks again."""
    world = World(_SILENT, schedule=plan(task("A-1")))
    world.advance("03-10 12:30")
    assert [local("03-10 12:30")] == [a.opened for a in world.actions()][:1] or world.open() == ["ACT-1"]
    opened = world.actions()[0].opened
    world.press("ACT-1", "done", at="03-10 13:00")
    assert world.open() == []
    world.advance("03-11 12:00")
    assert len(world.actions()) == 1
    world.advance("03-11 17:00")
    assert len(world.actions()) == 2
    assert (world.actions()[1].opened - opened).total_seconds() == 24 * 3600


def test_a_declared_cooldown_holds_also_when_the_ground_came_back() -> None:
    """A word closes the action; silence again within the cooldown is let be, at its end it is asked."""
    world = World(
        _SILENT.replace("severity: medium", "severity: medium\n    cooldown: 3d"), schedule=plan(task("A-1"))
    )
    world.advance("03-10 13:00")
    world.say(signal("progress", "A-1", percent=5))
    assert world.life().status == "resolved"
    world.advance("03-13 12:00")
    assert len(world.actions()) == 1
    world.advance("03-13 17:00")
    assert len(world.actions()) == 2


def test_without_cooldown_a_rule_never_acts_twice_at_one_instant() -> None:
    """Even `cooldown: 0m` and observing only: one decision per look, not one per round."""
    observing = CRITICAL.replace("severity: high", "severity: high\n    mode: observe\n    cooldown: 0m")
    world = World(observing)
    world.say(blocked())
    assert [d.outcome for d in world.decisions()] == ["observed"]
    world.say(signal("progress", "A-1", percent=1), at="03-10 08:00")
    assert len(world.decisions()) == 2
    assert world.actions() == []


def test_observing_does_not_hold_back_who_acts() -> None:
    """A rule on trial decides beside the others, and asks nobody."""
    trial = CRITICAL.replace("id: critical", "id: trial").replace(
        "severity: high", "severity: safety\n    mode: observe"
    )
    world = World(trial, CRITICAL)
    world.say(blocked())
    assert [(d.rule, d.outcome, d.action) for d in world.decisions()] == [
        ("trial", "observed", None),
        ("critical", "acted", "ACT-1"),
    ]


def test_where_nobody_is_known_it_falls_back_and_else_waits() -> None:
    """No owner: the superintendent; no roles: who reported it; for nobody's silence nobody is asked until somebody is known."""
    no_owner = World(
        CRITICAL.replace('[task.owner, "role:superintendent", "role:project_manager"]', "[task.owner]"),
        owners={},
    )
    no_owner.say(blocked())
    assert [r.person for r in no_owner.actions()[0].asked.ladder] == [user("ana"), user("grace")]
    alone = World(CRITICAL, owners={}, roles={})
    alone.say(blocked(), by="minh")
    assert [(r.person, r.reason) for r in alone.actions()[0].asked.ladder] == [(user("minh"), "reported it")]
    nobody = World(_SILENT, owners={}, roles={}, schedule=plan(task("A-1")))
    nobody.advance("03-11 12:00")
    assert nobody.decisions() == []
    roles = {"superintendent": (user("ana"),)}
    nobody.take(Configured(settings=replace(site_of(nobody.memory), roles=roles)))
    assert [a.asked.ladder[0].person for a in nobody.actions()] == [user("ana")]


def test_an_owner_found_later_is_asked() -> None:
    """Owners of the schedule that become known have their tasks looked at again."""
    world = World(rule("task.has_owner = true", id="owned"), owners={})
    assert world.actions() == []
    world.take(Configured(settings=replace(site_of(world.memory), owners={"minh": user("minh")})))
    assert [a.asked.task for a in world.actions()] == ["A-3"]


@pytest.mark.parametrize(
    ("on", "when"),
    [("person", "exists person.handle"), ("goal", "exists goal.name"), ("site", "site.open_actions = 0")],
)
def test_a_role_found_later_is_asked_about_whatever_it_is(on: str, when: str) -> None:
    """Not only about tasks: what nobody could be asked waits for nothing else."""
    world = World(rule(when, id="any", on=on, assign='["role:safety"]'), roles={})
    world.take(Aimed(goal=Goal(id="on-time", name="On time", measure="finish", target=date(2026, 3, 20))))
    assert world.actions() == []
    world.take(Configured(settings=replace(site_of(world.memory), roles={"safety": (user("noor"),)})))
    assert {action.asked.ladder[0].person for action in world.actions()} == {user("noor")}


def test_numbers_run_on_through_one_look_and_the_next() -> None:
    """Several actions of one message, then a person's, then a rule's again; and the same journal gives the same ids."""
    twins = [World(CRITICAL), World(CRITICAL)]
    for world in twins:
        world.say(blocked("A-2"), blocked("A-1"), blocked("A-1", "labour"))
        world.ask()
        world.say(blocked("A-1", "space"))
    first, second = twins
    assert [a.asked.id for a in first.actions()] == [f"ACT-{n}" for n in range(1, 6)]
    assert [a.asked for a in first.actions()] == [a.asked for a in second.actions()]
    assert first.journal == second.journal


def test_the_gravest_comes_first() -> None:
    """Of what one message tells, safety is decided first, then by the rules' severity."""
    low = CRITICAL.replace("id: critical", "id: low").replace("severity: high", "severity: low")
    world = World(
        low.replace("each: blocker", "each: request").replace("blocker.firm", "request.firm"),
        CRITICAL,
        _SAFETY_SITE,
    )
    world.say(
        signal("request", "A-1", need="labour"),
        blocked(),
        signal("safety", None, klass="incident", category="other"),
    )
    assert [d.rule for d in world.decisions()] == ["safety-site", "critical", "low"]


def test_a_rule_on_actions_remembers_what_it_did() -> None:
    """An action overdue for long is asked about once, of its task's owner; closed, so is the question about it."""
    late = rule(
        "action.hours_overdue >= 3",
        id="late",
        on="action",
        assign='["role:project_manager", task.owner]',
        due="4h",
    )
    world = World(late)
    world.ask(subject=Key("task", "A-3"), task="A-3")
    world.advance("03-12 12:00")
    about = [
        a for a in world.actions() if a.asked.rule == "late" and a.asked.subject == Key("action", "ACT-1")
    ]
    assert len(about) == 1
    assert [r.person for r in about[0].asked.ladder] == [user("grace"), user("minh")]
    assert about[0].opened == local("03-11 08:00")
    world.press("ACT-1", "done")
    assert life(world.actions()[1]).status == "resolved"


def test_a_rule_on_people_remembers_what_it_did() -> None:
    """Somebody with too much to do: their chief is asked once, and it is over when they have less."""
    much = rule(
        "person.open_actions >= 3", id="much", on="person", assign='["role:superintendent"]', due="4h"
    )
    world = World(much)
    for _ in range(4):
        world.ask()
    assert [a.asked.rule for a in world.actions()].count("much") == 1
    for action in ("ACT-1", "ACT-2"):
        world.press(action, "done")
    mine = next(a for a in world.actions() if a.asked.rule == "much")
    assert life(mine).status == "resolved"


def test_a_task_done_closes_what_was_asked_for_it() -> None:
    """Work that is finished needs nobody to get it moving."""
    world = World(CRITICAL)
    world.say(blocked("A-1"), blocked("A-2"))
    world.say(signal("progress", "A-1", status="done"), at="03-10 09:00")
    assert world.open() == ["ACT-2"]


def test_what_is_not_sure_is_asked_about_by_nobody_until_it_is() -> None:
    """Confirmed, the same blocker is acted on."""
    world = World(CRITICAL)
    message = world.say(blocked(confirm=True))
    assert world.decisions() == []
    world.take(corrected(message, [blocked()]))
    assert world.open() == ["ACT-1"]


@pytest.mark.parametrize("mode", ["auto", "propose"])
def test_a_rule_acts_on_nothing_that_nobody_confirmed(mode: str) -> None:
    """Whether its condition asks for that or not; one that observes may watch it, and danger does not wait for an answer."""
    each = rule("blocker.cause = material", id="each", each="blocker", more=f"mode: {mode}")
    whole = rule("task.blocked = true", id="whole", more=f"mode: {mode}")
    danger = rule(
        "safety.class = hazard", id="danger", on="site", each="safety", assign='["role:superintendent"]'
    )
    watches = rule("blocker.cause = material", id="watches", each="blocker", more="mode: observe")
    world = World(each, whole, danger, watches)
    world.say(blocked(confirm=True), signal("safety", klass="hazard", category="fall", confirm=True))
    assert {one.rule for one in world.decisions()} == {"watches", "danger"}


def test_what_does_not_concern_the_rules_costs_no_decision() -> None:
    """Talk, headcounts, another task: nothing is recorded."""
    world = World(CRITICAL)
    before = len(world.journal)
    world.say(signal("headcount", None, count=4), signal("weather", None, condition="rain"))
    world.say(signal("progress", "A-3", percent=4))
    assert len(world.journal) == before + 2


def test_deciding_writes_nothing() -> None:
    """It is a function of what it reads; looking twice at a state gives the same."""
    world = World()
    world.say(blocked())
    acting = World(CRITICAL).book
    before = dict(world.memory.subjects)
    keys = [Key("task", "A-1"), SITE, Key("task", "A-1"), Key("task", "none"), Key("person", "nobody")]
    found = [decide(world.memory, keys, acting, world.now) for _ in range(2)]
    assert found[0] == found[1] and len(found[0]) == 1
    assert world.memory.subjects == before


def test_a_site_that_nobody_set_up_is_looked_at_in_peace() -> None:
    """No settings, no schedule, no people: no case but the site's own, and no failure."""
    assert decide(Memory(), [SITE, Key("task", "A-1")], World(CRITICAL).book, local("03-10 08:00")) == []
    assert SiteState().open_actions == ()


def test_each_of_a_rules_asks_is_an_action_of_its_own() -> None:
    """One decision, two actions, numbered in order, both under the decision's name."""
    second = (
        '      - ask: Tell the owner\n        assign: ["role:project_manager"]\n        due: 1d\n    tests:'
    )
    world = World(CRITICAL.replace("    tests:", second))
    world.say(blocked())
    asked: list[Any] = [a.asked for a in world.actions()]
    assert [(a.id, a.ladder[0].person) for a in asked] == [("ACT-1", user("diego")), ("ACT-2", user("grace"))]
    assert len({a.decision for a in asked}) == len(world.decisions()) == 1


@pytest.mark.parametrize(("by_hand", "asked_again"), [(True, False), (False, True)])
def test_the_reason_of_an_errand_asks_nobody_again(by_hand: bool, asked_again: bool) -> None:
    """Whoever was sent on an errand and says what is in the way is asked already; of an answer to another rule it is news."""
    requests = rule("request.firm = true", id="requests", each="request")
    world = World(requests, rule("blocker.firm = true", id="stops", each="blocker"))
    if by_hand:
        world.ask(asked_by=user("grace"))
    else:
        world.say(signal("request", "A-1", need="labour"))
    world.press("ACT-1", "not_done", cause="material", at="03-10 09:00")
    assert ("ACT-2" in world.open()) is asked_again


def test_two_decisions_of_one_second_are_two() -> None:
    """Each is found by a name of its own."""
    world = World(CRITICAL.replace("severity: high", "severity: high\n    mode: observe\n    cooldown: 0m"))
    message = world.say(blocked())
    world.take(said(message, [blocked()], world.now, revision=2), at=world.now + timedelta(milliseconds=200))
    assert len(world.decisions()) == len({decision.id for decision in world.decisions()}) == 2


def test_the_reason_of_another_answer_is_news() -> None:
    """Also where the two answers' names begin alike."""
    world = World(rule("blocker.firm = true", id="stops", each="blocker"))
    first, other = world.ask(asked_by=user("grace")), world.ask(asked_by=user("grace"))
    for action, name, cause in ((first, "press:1", None), (other, "press:10", "labour")):
        step = Step(id=name, kind="answered", at=world.now, by=user("diego"), answer="not_done", cause=cause)
        world.fold(Stepped(action=action, step=step))
    done = Step(id="press:2", kind="answered", at=world.now, by=user("diego"), answer="accepted")
    world.take(Stepped(action=first, step=done))
    assert world.decisions() == []
    closed = Step(id="closed", kind="closed", at=world.now)
    world.take(Stepped(action=other, step=closed))
    assert [decision.matter for decision in world.decisions()] == ["press:10/reason"]


def test_who_is_over_with_is_looked_at_again() -> None:
    """A rule on an action that could act anew while what it asked was open does so once that is closed; as on a task."""
    late = rule(
        "action.hours_overdue >= 1",
        id="late",
        on="action",
        assign='["role:project_manager"]',
        due="20h",
        more="cooldown: 4h",
    )
    world = World(late)
    world.ask()
    world.advance("03-11 12:00")
    assert [action.asked.subject for action in world.actions()][1:] == [Key("action", "ACT-1")]
    world.press("ACT-2", "done", by="grace", at="03-11 12:10")
    assert [action.asked.subject for action in world.actions()][2:] == [Key("action", "ACT-1")]


def test_what_a_rule_asked_that_is_no_longer_in_the_rulebook_is_closed_with_that_reason() -> None:
    """Nobody could say any more when it is over; one of another name asks anew, and what a person asked stays."""
    person = rule("person.open_actions >= 1", id="loaded", on="person", assign="[person, next_up]")
    site = Lived(rule("blocker.firm = true", id="old", each="blocker"), person)
    site.take(Assigned(asked=assignment("ACT-1", asked_by=user("grace"))), at="03-10 07:40")
    site.say(blocked("A-3"), at="03-10 08:00")
    before = {one.asked.id: one.asked.rule for one in open_actions(site.memory)}
    assert set(before.values()) == {None, "old", "loaded"}
    books = site.books
    site.wait("03-10 09:00")
    site.book = book(rule("blocker.firm = true", id="new", each="blocker"))
    site.take(Ruled(rulebook=site.book.rulebook.version))
    assert [one.asked.rule for one in open_actions(site.memory)] == [None, "new"]
    for name, asked_by in before.items():
        why = f"the rule {asked_by} is no longer in the rulebook" if asked_by else ""
        assert site.life(name).closed_why == why
    assert check(site.records, {**books, **site.books}).differences == []


@pytest.mark.parametrize(
    ("at", "planned", "why"),
    [
        ("03-16 07:00", None, "the time that it was for has passed"),
        ("03-12 09:00", date(2026, 4, 20), "what it was about no longer holds"),
    ],
    ids=["it begins", "it was planned anew"],
)
def test_only_the_clock_lets_the_time_of_an_action_pass(at: str, planned: date | None, why: str) -> None:
    """What is to be ready by a start is over when that comes; where the start is moved away it has not passed."""
    soon = rule("{ all: [task.hours_to_start <= 40, task.clock_hours_to_start > 0] }", id="soon")
    tasks = [task("A-1"), task("A-2", start=date(2026, 3, 16), finish=date(2026, 3, 20))]
    site = Lived(soon)
    site.take(plan(*tasks), at="03-11 08:00")
    assert site.life().is_open
    if planned is not None:
        tasks[1] = replace(tasks[1], start=planned, finish=planned)
        site.take(plan(*tasks), at=at)
    site.wait(at)
    assert site.life().closed_why == why
    assert check(site.records, site.books).same
