"""What the language of rules knows of time, of other rules and of outcomes can be told as a timeline."""

import pytest

from tests.bot.timelines.tried import SITE, told
from tests.rules.world import book, rule

STOPPED = "task.blocked = true"
LADDER = '        assign: [task.owner, "role:superintendent"]\n        due: 4h'
STAIR = 'say: "stair 1 stopped, no flights", by: ana'
GOING = 'say: "flights came, stair 1 is going again", by: carlos'
GOALS = "site:\n  goals: [{ id: by-may, name: Done by May, measure: finish, target: Thu 30 Apr, owner: project_manager }]\n"
MACHINES = """\
  resources:
    - name: Boom lift 1
      kind: plant
      bookings: [{ start: Tue 10 Mar 07:00, end: Tue 10 Mar 17:00 }]
"""
TOLD = {
    "it has to hold for a while": (
        rule(STOPPED, id="waits", more="for: 2h"),
        f"""\
      - {{ at: Tue 08:00, {STAIR}, expect: {{ held: waits, on: S-1, by: "pending: it" }} }}
      - {{ at: 09:59, expect: nothing }}
      - {{ at: 10:00, expect: {{ acts: waits, on: S-1, due: 12:00 }} }}
""",
    ),
    "another rule holds it back": (
        rule(STOPPED, id="major", more="inhibits: [minor]") + rule("task.open_blockers > 0", id="minor"),
        f"""\
      - {{ at: Tue 08:00, {STAIR}, expect: [{{ acts: major, on: S-1 }}, {{ held: minor, on: S-1, by: inhibited by major }}] }}
""",
    ),
    "it keeps hours": (
        rule(STOPPED, id="timely", more='active: "07:00-11:00"'),
        f"""\
      - {{ at: Tue 12:00, {STAIR}, expect: {{ held: timely, on: S-1, by: outside its hours until Wed 11 Mar 07:00 }} }}
      - {{ at: Wed 07:00, expect: {{ acts: timely, on: S-1 }} }}
""",
    ),
    "a proposal is approved, with another time": (
        rule(STOPPED, id="careful", more="mode: propose"),
        f"""\
      - {{ at: Tue 08:00, {STAIR}, expect: {{ proposes: careful, on: S-1, to: ana, asks: carlos }} }}
      - {{ at: 09:00, approve: ACT-1, due: 12:00, by: ana, expect: {{ stands: ACT-1, status: assigned, due: 12:00 }} }}
      - {{ at: 11:30, expect: {{ reminds: carlos }} }}
""",
    ),
    "a proposal is refused": (
        rule(STOPPED, id="careful", more="mode: propose"),
        f"""\
      - {{ at: Tue 08:00, {STAIR}, expect: {{ proposes: careful, on: S-1 }} }}
      - {{ at: 09:00, refuse: ACT-1, why: the truck is here, by: ana, expect: {{ stands: ACT-1, status: dropped }} }}
      - {{ at: 17:00, expect: nothing }}
""",
    ),
    "cases share an action": (
        rule(
            "task.open_blockers > 0",
            id="grouped",
            more="group_by: site",
            then=f"ask: Clear {{{{ task.name }}}}\n        together: Clear these\n{LADDER}",
        ),
        f"""\
      - {{ at: Tue 08:00, {STAIR}, expect: {{ acts: grouped, on: S-1, action: ACT-1, text: clear stair 1 }} }}
      - at: 09:00
        say: L1 slab pour stopped, no concrete
        by: ana
        expect: [{{ acts: grouped, on: A-1, action: ACT-1 }}, {{ joins: ACT-1, on: A-1 }}]
""",
    ),
    "managers switch it off, silence it, and set its thresholds": (
        rule("task.open_blockers >= 1", id="tuned"),
        f"""\
      - {{ at: Tue 08:00, tune: tuned, off: true, by: grace }}
      - {{ {STAIR}, expect: {{ held: tuned, on: S-1, by: switched off by Grace Okafor }} }}
      - {{ at: 08:10, tune: tuned, until: 09:00, why: known, by: grace }}
      - {{ at: 08:20, expect: {{ held: tuned, on: S-1, by: silenced by Grace Okafor }} }}
      - at: 08:30
        tune: tuned
        thresholds: {{ "task.open_blockers >=": 2 }}
        by: grace
        expect: {{ quiet: tuned, on: S-1, because: task.open_blockers >= 2 }}
      - {{ at: 08:40, tune: tuned, mode: observe, by: grace, expect: {{ observes: tuned, on: S-1 }} }}
""",
    ),
    "a case leaves the action that it shares": (
        rule(
            "task.open_blockers > 0",
            id="grouped",
            more="group_by: site",
            then=f"ask: Clear {{{{ task.name }}}}\n        together: Clear these\n{LADDER}",
        ),
        f"""\
      - {{ at: Tue 08:00, {STAIR}, expect: {{ acts: grouped, on: S-1, action: ACT-1 }} }}
      - {{ at: 09:00, say: "L1 slab pour stopped, no concrete", by: ana, expect: {{ acts: grouped, on: A-1, action: ACT-1 }} }}
      - {{ at: 10:00, {GOING}, expect: {{ leaves: ACT-1, on: S-1 }} }}
""",
    ),
    "a question says what it asks for": (
        rule(
            "task.open_requests > 0",
            id="when",
            then=f"question: When is {{{{ task.name }}}} done?\n        expects: finish\n{LADDER}",
        ),
        """\
      - { at: Tue 08:00, say: need 4 carpenters for stair 1, by: carlos, expect: { acts: when, on: S-1, expects: finish } }
      - { at: 09:00, say: tomorrow, by: carlos, thread: ACT-1, expect: { stands: ACT-1, status: done } }
""",
    ),
    "who had enough for the day reads it in the digest": (
        rule("blocker.firm = true", id="often", each="blocker", severity="low"),
        """\
      - at: Tue 08:00
        signals:
          - { kind: blocker, task: S-1, cause: material }
          - { kind: blocker, task: S-1, cause: labour }
          - { kind: blocker, task: S-1, cause: space }
        by: ana
        expect:
          - { acts: often, action: ACT-1, digest: false }
          - { acts: often, action: ACT-2, digest: false }
          - { acts: often, action: ACT-3, digest: false }
      - at: 09:00
        signals: [{ kind: blocker, task: S-1, cause: design }]
        by: ana
        expect: { acts: often, action: ACT-4, digest: true }
      - { at: 12:00, expect: { reminds: carlos, about: ACT-4, kind: after, digest: true } }
""",
    ),
    "a risk stands against a goal as long as its ground": (
        rule(STOPPED, id="risks", more="serves: finish", then="risk: high\n        words: stopped"),
        f"""\
      - {{ at: Tue 07:30, expect: {{ risk: none, on: goal:by-may }} }}
      - {{ at: 08:00, {STAIR}, expect: [{{ acts: risks, on: S-1 }}, {{ risk: high, on: goal:by-may }}] }}
      - {{ at: 09:00, {GOING}, expect: {{ risk: none, on: goal:by-may }} }}
""",
    ),
    "its owner is asked whether it is settled": (
        rule(STOPPED, id="asks", more="when_resolved: ask"),
        f"""\
      - {{ at: Tue 08:00, {STAIR}, expect: {{ acts: asks, on: S-1 }} }}
      - {{ at: 08:30, {GOING}, expect: {{ reminds: carlos, kind: settled }} }}
""",
    ),
    "it tells people and the channel": (
        rule(STOPPED, id="tells", then='notify: "{{ task.name }} stands"\n        to: [task.owner, channel]'),
        f"""\
      - {{ at: Tue 08:00, {STAIR}, expect: {{ acts: tells, on: S-1, tells: [carlos], aloud: true, text: stair 1 stands }} }}
""",
    ),
    "it blocks a task": (
        rule(
            "task.open_requests > 0",
            id="blocks",
            then="block: labour\n        words: Nobody answers {{ task.name }}",
        ),
        """\
      - { at: Tue 08:00, say: need 4 carpenters for stair 1, by: carlos, expect: { acts: blocks, on: S-1, blocks: labour } }
""",
    ),
    "it puts a goal at risk": (
        rule(
            STOPPED,
            id="risks",
            more="serves: finish",
            then="risk: high\n        words: stopped",
        ),
        f"""\
      - {{ at: Tue 08:00, {STAIR}, expect: {{ acts: risks, on: S-1, risks: high }} }}
""",
    ),
    "a machine is booked and freed again": (
        rule("exists resource.clash", id="twice", on="resource", assign='["role:superintendent"]'),
        """\
      - at: Tue 08:00
        book: boom-lift-1
        task: S-1
        start: Tue 10 Mar 08:00
        end: Tue 10 Mar 12:00
        by: ana
        expect:
          - { acts: twice, on: "resource:boom-lift-1", asks: ana }
          - { has: S-1, resource: boom-lift-1, until: Tue 10 Mar 12:00 }
      - at: 08:30
        free: boom-lift-1
        task: S-1
        by: ana
        expect: [{ lacks: S-1, resource: boom-lift-1 }, { closes: ACT-1 }]
""",
    ),
}


@pytest.mark.parametrize(("rules", "steps"), TOLD.values(), ids=TOLD)
def test_it_can_be_told(rules: str, steps: str) -> None:
    """Each word of the language, by the rule that has it."""
    assert told(steps, SITE.replace("site:\n", GOALS + MACHINES), book(rules)) == ""


WRONG = {
    "it has to hold for a while": ("10:00, expect", "10:01, expect"),
    "another rule holds it back": ("inhibited by major", "cooldown"),
    "it keeps hours": ("Wed 07:00", "Wed 08:00"),
    "a proposal is approved, with another time": ("to: ana, asks", "to: noor, asks"),
    "cases share an action": ("{ joins: ACT-1, on: A-1 }", "{ joins: ACT-1, on: S-1 }"),
    "a case leaves the action that it shares": ("{ leaves: ACT-1, on: S-1 }", "{ leaves: ACT-1, on: A-1 }"),
    "a question says what it asks for": ("expects: finish", "expects: percent"),
    "who had enough for the day reads it in the digest": (
        "kind: after, digest: true",
        "kind: after, digest: false",
    ),
    "a risk stands against a goal as long as its ground": ("{ risk: high", "{ risk: low"),
    "its owner is asked whether it is settled": ("kind: settled", "kind: due"),
    "it tells people and the channel": ("aloud: true", "aloud: false"),
    "it blocks a task": ("blocks: labour", "blocks: space"),
    "it puts a goal at risk": ("risks: high", "risks: low"),
    "a machine is booked and freed again": (
        "resource: boom-lift-1, until: Tue 10 Mar 12:00",
        "resource: boom-lift-1, until: Tue 10 Mar 13:00",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_and_goes_red_where_it_is_otherwise(name: str) -> None:
    """The same with one word changed."""
    rules, steps = TOLD[name]
    assert WRONG[name][0] in steps
    assert told(steps.replace(*WRONG[name]), SITE.replace("site:\n", GOALS + MACHINES), book(rules)) != ""


def test_a_goal_is_a_subject() -> None:
    """By its name, which the site must have."""
    late = rule("site.open_actions > 5", id="late", on="goal", assign='["role:project_manager"]')
    steps = "      - { at: Tue 08:00, expect: { quiet: late, on: goal:by-may, because: site.open_actions > 5 } }\n"
    assert told(steps, SITE.replace("site:\n", GOALS + MACHINES), book(late)) == ""
