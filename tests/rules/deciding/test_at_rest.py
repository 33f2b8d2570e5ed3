"""After a look there is nothing left to conclude: whoever is concerned by what happened was looked at."""

from collections.abc import Callable
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from rules.deciding.look import look
from rules.folding.entry import Aimed, Deleted, Roster, Stepped, Tuned
from rules.key import SITE
from rules.life.action import life
from rules.past.replay import check
from rules.past.sheet import Sheet
from rules.plan.goal import Goal
from rules.read import goals, open_actions, people, tasks
from rules.subject import PersonState, Step, Tuning
from tests.rules.lived import Lived, message_of_day
from tests.rules.world import blocked, plan, rule, signal, task, user

SEVERAL = 'ask: Do {{ task.id }}\n        together: Several\n        assign: [task.owner, "role:superintendent"]\n        due: 9h'
GOAL = Goal(id="finish", name="On time", measure="finish", target=date(2026, 3, 18))
RULES = (
    rule("blocker.firm = true", id="stop", on="site", each="blocker", more="inhibits: [waits, late]",
         assign='["role:superintendent"]'),
    rule("task.blocked = true", id="waits", more="for: 3h\nclear_after: 2h\nmode: propose"),
    rule("task.blocked = true", id="together", more="group_by: site", then=SEVERAL),
    rule("blocker.firm = true", id="matters", each="blocker", more="group_by: assignee\nmode: propose", then=SEVERAL),
    rule("task.open_requests > 0", id="lacks", then="block: labour\n        words: People are missing"),
    rule("task.open_blockers > 0", id="slips", more="for: 90m\nserves: finish\ninhibits: [late]",
         then="risk: high\n        words: It slips"),
    rule("action.hours_overdue >= 1", id="late", on="action", more="cooldown: 4h", assign='["role:project_manager"]'),
    rule("goal.risk = high", id="at-risk", on="goal", more="clear_after: 1h", assign='["role:project_manager"]'),
    rule("person.open_actions >= 3", id="load", on="person", more="for: 2h", assign='["role:superintendent"]'),
)  # fmt: skip
ALL = tuple(f"A-{number}" for number in (1, 2, 3))


def _answer(site: Lived, task: str) -> None:
    """The newest open action is answered, or approved while it is only proposed."""
    newest = list(open_actions(site.memory))[-1:]
    for action in newest:
        if life(action).status == "proposed":
            step = Step(
                id=f"approved:{len(site.records)}", kind="approved", at=site.now, by=user("grace"), text=task
            )
            site.take(Stepped(action=action.asked.id, step=step))
        else:
            site.press(action.asked.id, "done" if task == "A-1" else "reassign")


def _delete(site: Lived, _: str) -> None:
    told = [r.entry.message for r in site.records if r.entry is not None and r.entry.kind == "said"]
    for message in told[-1:]:
        site.take(Deleted(message=message))


HAPPENINGS: dict[str, Callable[[Lived, str], object]] = {
    "block": lambda site, name: site.say(blocked(name), signal("request", name, need="labour")),
    "stop": lambda site, _: site.say(blocked(None, cause="equipment")),
    "stop all": lambda site, _: site.say(*(blocked(name, cause="design") for name in ALL)),
    "clear": lambda site, name: site.say(signal("cleared", name)),
    "clear all": lambda site, _: site.say(signal("cleared"), *(signal("cleared", name) for name in ALL)),
    "done": lambda site, name: site.say(signal("progress", name, status="done")),
    "answer": _answer,
    "delete": _delete,
    "plan": lambda site, name: site.take(plan(task(name), task("A-9"))),
    "aim": lambda site, name: site.take(Aimed(goal=GOAL, retired=name == "A-1")),
    "tune": lambda site, name: site.take(
        Tuned(tuning=Tuning(rule="slips", off=name == "A-1", mode="observe" if name == "A-2" else None))
    ),
    "meet": lambda site, _: site.take(Roster(people=(PersonState(id=user("noor"), handle="noor", name="Noor"),))),
}  # fmt: skip


@given(
    lived=st.lists(
        st.tuples(st.integers(0, 9), st.sampled_from(sorted(HAPPENINGS)), st.sampled_from(ALL)), max_size=12
    )
)
@example(lived=[(0, "stop all", "A-1"), (1, "clear all", "A-1")])
@example(lived=[(0, "block", "A-1"), (3, "aim", "A-2")])
@example(lived=[(0, "stop", "A-1"), (0, "stop all", "A-1"), (1, "clear all", "A-1"), (9, "delete", "A-1")])
@settings(max_examples=12)
def test_nobody_is_forgotten(lived: list[tuple[int, str, str]]) -> None:
    """Whatever happened, looking at everything at once finds nothing new, no action is left without a case, and the replay
    comes out the same."""
    site, hours = Lived(*RULES), 8
    for later, what, name in lived:
        hours += later
        site.wait(message_of_day(10 + hours // 24, hours % 24))
        HAPPENINGS[what](site, name)
        assert [action.asked.id for action in open_actions(site.memory) if not life(action).members] == []
        assert unseen(site) == []
    assert check(site.records, site.books).same


def unseen(site: Lived) -> list[object]:
    """What the rules would conclude if they looked at everything now."""
    sheet = Sheet(site.memory.copy(), site.now, 1)
    every = (tasks, open_actions, people, goals)
    sheet.touch(SITE, *(subject.key for found in every for subject in found(site.memory)))
    look(sheet, site.book, site.now)
    return [line.entry for line in sheet.lines]
