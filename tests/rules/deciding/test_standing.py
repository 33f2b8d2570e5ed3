"""What stands because a rule's condition holds: it is stated once, and ends with the condition."""

from datetime import date

from rules.folding.entry import Aimed, Deleted, Notified, Ruled, Tuned
from rules.past.replay import check
from rules.plan.goal import Goal
from rules.read import goal_of, task_of
from rules.subject import Tuning
from tests.rules.lived import Lived
from tests.rules.world import blocked, book, rule, signal

BLOCK = 'block: labour\n        words: "{{ task.name }} lacks people"'
RISKY = rule("task.blocked = true", id="risky", more="serves: finish", then="risk: high\n        words: Bad")
GOAL = Goal(id="on-time", name="On time", measure="finish", target=date(2026, 3, 20))


def risks(site: Lived) -> list[str]:
    """The levels of what stands against the goal."""
    found = goal_of(site.memory, GOAL.id)
    assert found is not None
    return [risk.level for risk in found.risks]


def stated(site: Lived, task: str = "A-1") -> list[str]:
    """What rules stated about a task."""
    found = task_of(site.memory, task)
    assert found is not None
    return [one.id for one in found.live if one.id.startswith("rule:")]


def test_what_is_stated_again_is_one() -> None:
    """A rule that acts anew about what has held all along does not block a task again and again."""
    site = Lived(rule("task.open_requests > 0", id="blocks", more="repeat_every: 2h", then=BLOCK))
    site.say(signal("request", "A-1", need="labour"), at="03-10 08:00")
    site.wait("03-11 16:00")
    assert len(site.decisions()) > 5
    assert len(stated(site)) == 1
    site.say(signal("progress", "A-1", status="done"))
    assert stated(site) == []
    assert check(site.records, site.books).same


def test_a_risk_ends_with_its_ground_also_of_a_goal_that_was_retired() -> None:
    """Pursued again, the goal has nothing against it that is over."""
    site = Lived(RISKY)
    site.take(Aimed(goal=GOAL))
    site.say(blocked("A-1"), at="03-10 08:00")
    assert risks(site) == ["high"]
    site.take(Aimed(goal=GOAL, retired=True))
    assert risks(site) == ["high"]
    site.say(signal("cleared", "A-1"), at="03-10 09:00")
    site.take(Aimed(goal=GOAL))
    assert risks(site) == []
    assert check(site.records, site.books).same


def test_a_risk_stands_anew_as_soon_as_its_ground_is_back() -> None:
    """Whatever the rule's cooldown says: that is for people, whom it does not ask or tell again."""
    for more in ("serves: finish", "serves: finish\ncooldown: 3d"):
        both = RISKY.replace("serves: finish", more.replace("\n", "\n    "))
        then = 'then:\n      - notify: Look\n        to: ["role:superintendent"]'
        site = Lived(both.replace("then:", then))
        site.take(Aimed(goal=GOAL))
        site.say(blocked("A-1"), at="03-10 08:00")
        mistake = site.say(signal("cleared", "A-1"), at="03-10 09:00")
        assert risks(site) == []
        site.take(Deleted(message=mistake), at="03-10 09:10")
        assert risks(site) == ["high"]
        site.say(signal("progress", "A-1", percent=5), at="03-10 10:00")
        assert [decision.outcome for decision in site.decisions()] == ["acted", "renewed"]
        assert sum(isinstance(record.entry, Notified) for record in site.records) == 1
        assert check(site.records, site.books).same


def test_a_blocker_of_a_rule_comes_back_with_its_ground() -> None:
    """Also while the action that was asked with it is open."""
    asks = "ask: Do it\n        assign: [task.owner]\n        due: 20h"
    both = rule(
        "task.open_requests > 0", id="blocks", more="when_resolved: keep", then=f"{BLOCK}\n      - {asks}"
    )
    site = Lived(both)
    request = site.say(signal("request", "A-1", need="labour"), at="03-10 08:00")
    site.take(Deleted(message=request), at="03-10 09:00")
    assert (stated(site), site.life().is_open) == ([], True)
    site.say(signal("request", "A-1", need="labour"), at="03-10 10:00")
    assert len(stated(site)) == 1
    assert [decision.outcome for decision in site.decisions()] == ["acted", "renewed"]
    assert check(site.records, site.books).same


def test_nothing_stands_of_a_rule_that_only_observes() -> None:
    """Taken down from acting by itself, it has neither blocker nor risk; put up again, it has them as before."""
    risk = RISKY.replace("task.blocked = true", "task.open_requests > 0")
    site = Lived(rule("task.open_requests > 0", id="blocks", then=BLOCK), risk)
    site.take(Aimed(goal=GOAL))
    site.say(signal("request", "A-1", need="labour"), at="03-10 08:00")
    for mode, hour in (("observe", "09"), ("auto", "10"), ("propose", "11"), (None, "12")):
        site.wait(f"03-10 {hour}:00")
        for name in ("blocks", "risky"):
            site.take(Tuned(tuning=Tuning(rule=name, mode=mode)))  # type: ignore[arg-type]
        acts = mode in ("auto", None)
        assert (len(stated(site)), len(risks(site))) == ((1, 1) if acts else (0, 0))
    assert check(site.records, site.books).same


def test_what_stands_ends_with_its_rule() -> None:
    """A rulebook without it takes its blocker and its risk back."""
    site = Lived(rule("task.open_requests > 0", id="blocks", then=BLOCK), RISKY)
    site.take(Aimed(goal=GOAL))
    site.say(signal("request", "A-1", need="labour"), blocked("A-3"), at="03-10 08:00")
    assert (len(stated(site)), risks(site)) == (1, ["high", "high"])
    books = dict(site.books)
    site.book = book()
    site.take(Ruled(rulebook=site.book.rulebook.version), at="03-10 09:00")
    assert (stated(site), risks(site)) == ([], [])
    assert check(site.records, {**books, **site.books}).same


def test_a_goal_that_is_set_later_has_what_stands_against_it() -> None:
    """The rule spoke before; nobody is told again."""
    site = Lived(RISKY)
    site.say(blocked("A-1"), at="03-10 08:00")
    site.take(Aimed(goal=GOAL), at="03-10 09:00")
    assert risks(site) == ["high"]
    assert check(site.records, site.books).same
