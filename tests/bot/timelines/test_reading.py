"""A timeline file that is wrong is refused whole: each problem with its file, its line, and what to write instead."""

import pytest

from bot.timelines.places import folder_beside, schedules_in
from bot.timelines.reading import read_timelines
from tests.bot.timelines.tried import BOOK, problems

STEP = "      - { at: Tue 08:00, expect: nothing }\n"
WRONG_STEPS = {
    "{ shout: hey, by: ana }": "There is no step “shout”. It is one of say, edit, delete,",
    "{ sya: hey, by: ana }": "There is no step “sya”. Did you mean say?",
    "{ say: hey, by: ana, loud: true }": "steps[0].loud: There is no key “loud” here. Keys: by, say, thread, direct.",
    "{ say: hey }": "steps[0].by: This key is missing.",
    "{ say: 5, by: ana }": "steps[0].say: Text is needed here, and this is “5”.",
    "{ say: hey, by: anna }": "steps[0].by: There is nobody called anna here. Did you mean ana?",
    "{ say: hey, by: ana, by: grace }": "The key “by” is repeated; only one can count.",
    "{ say: hey, by: ana, thread: the first }": "“the first” is no action. Write ACT-1 for the first",
    "{ say: hey, by: ana, thread: ACT-1, direct: true }": "A thread is never direct.",
    "{ press: perhaps, by: ana }": "“perhaps” is not possible here. Write 'done', 'accept',",
    "{ press: done, reason: material, by: ana }": "The button done asks for no reason.",
    "{ press: not_done, by: ana }": "Nobody says not_done without a reason.",
    "{ press: not_done, by: ana, reason: material, when: soon }": "when: “soon” is no time. Write 09:30,",
    "{ signals: [{ kind: bloker }], by: ana }": "There is no kind of signal “bloker”. Did you mean blocker?",
    "{ signals: [{ kind: blocker, cuase: space }], by: ana }": "A blocker has no cuase. Did you mean cause?",
    "{ signals: [{ kind: blocker, task: A-9 }], by: ana }": "There is no task A-9 here.",
    "{ signals: [5], by: ana }": "A signal is written with its fields.",
    "{ settings: { opens: late } }": "steps[0].settings.opens: opens is 'late'; write a time such as 07:00.",
    "{ settings: { superintendent: bob } }": "There is nobody called bob here.",
    "{ settings: { opns: late } }": "There is no key “opns” here. Did you mean opens?",
    "{ settings: 5 }": "Here stand keys, each with its value.",
    "{ book: crane, start: 08:00, end: 09:00, by: ana }": "There is no crew or machine crane here. Give the site some",
    "{ free: crane, by: ana }": "There is no crew or machine crane here.",
    "{ expect: { quiet: critical, on: 'resource:crane' } }": "There is no crew or machine crane here.",
    "{ tasks: [] }": "A plan has at least one task.",
    "{ schedule: x.csv }": "There is no schedule x.csv beside the timelines.",
    "5": "This is no step. Write a time, and what happens or what is expected.",
    "{ at: 06:00, expect: nothing }": "at: Tue 10 Mar 06:00 is over; it is Tue 10 Mar 07:00 here. Put the steps in order",
    "{ at: 25:00, expect: nothing }": "at: No clock shows 25:00.",
    "{ at: noon, expect: nothing }": "at: “noon” is no time.",
    "{ at: Wed 10 Mar 08:00, expect: nothing }": "at: 10 Mar 2026 is a Tuesday. Write Tue 10 Mar.",
    "{ at: 31 Feb 08:00, expect: nothing }": "at: “31 Feb” is no day.",
    "{ after: soon, expect: nothing }": "after: “soon” is no length of time. Write minutes, hours or days: 30m, 2h, 1d.",
    "{ at: 08:00, after: 1h, expect: nothing }": "after: A step has one time.",
    "{ expect: something }": "This is no expectation. Write one of acts, proposes, observes,",
    "{ expect: { act: critical } }": "There is no expectation “act”. Did you mean acts?",
    "{ expect: { acts: criticl } }": "expect.acts: There is no rule criticl. Did you mean critical?",
    "{ expect: [{ acts: critical, on: A-9 }] }": "expect[0].on: There is no task A-9 here.",
    "{ expect: { acts: critical, on: '@bob' } }": "on: There is nobody called bob here.",
    "{ expect: { acts: critical, then: [ana, bob] } }": "then[1]: There is nobody called bob here.",
    "{ expect: { acts: critical, due: tomorrow } }": "due: “tomorrow” is no time.",
    "{ expect: { acts: critical, reminders: [09:30, soon] } }": "reminders[1]: “soon” is no time.",
    "{ expect: { acts: critical, up: sometimes } }": "up: “sometimes” is no time.",
    "{ expect: { quiet: critical, because: of that } }": "because: A reason is that of one subject. Say `on:` which.",
    "{ expect: { held: critical } }": "on: This key is missing.",
}
TASK = "{ id: A-1, name: Pour, start: Mon 9 Mar, finish: Fri 13 Mar }"
WRONG_SITES = {
    "sarts: Mon 9 Mar 07:00": "site.sarts: There is no key “sarts” here. Did you mean starts?",
    "starts: Tue 9 Mar 07:00": "site.starts: 9 Mar 2026 is a Monday.",
    "timezone: Mars/Base": "There is no time zone 'Mars/Base'.",
    "superintendent: anna": "site.superintendent: There is nobody called anna here. Did you mean ana?",
    "people: [{ handle: lan, nmae: Lan }]": "There is no key “nmae” here. Did you mean name?",
    "schedule: tower.csv": "There is no schedule tower.csv beside the timelines.",
    "schedule: ../x.csv": "There is no schedule ../x.csv beside the timelines.",
    f"{{ schedule: tower_a.csv, tasks: [{TASK}] }}": "The plan is a list or a file. Take one of the two out.",
    "resources: [{ name: Lift }]": "site.resources[0].kind: This key is missing.",
    "resources: [{ name: Lift, kind: boat }]": "site.resources[0].kind: “boat” is not possible here.",
    "resources: [{ name: Lift, kind: plant, count: 0.0 }]": "site.resources[0]: 0 is no count.",
    "resources: [{ name: Lift, kind: plant, since: soon }]": "site.resources[0]: “soon” is no day.",
    "resources: [{ name: Lift, kind: plant, bookings: [{ start: 08:00, end: 07:00 }] }]": "The booking ends before it starts.",
    f"tasks: [{TASK}, {TASK}]": "site.tasks[1]: There is already a task A-1.",
    "tasks: [{ id: A-1, name: Pour, start: Mon 9 Mar }]": "site.tasks[0].finish: This key is missing.",
    f"tasks: [{TASK.replace('Fri 13', 'Fri 6')}]": "A-1 finishes before it starts.",
    f"tasks: [{TASK.replace('Fri 13', 'Sat 13')}]": "finish: 13 Mar 2026 is a Friday. Write Fri 13 Mar.",
    f"tasks: [{TASK.replace(' }', ', owner: bob }')}]": "site.tasks[0].owner: There is nobody called bob here.",
    f"tasks: [{TASK.replace(' }', ', predecessors: A-0 }')}]": "A-1 follows A-0, which is no task here.",
    f"tasks: [{TASK.replace(' }', ', predecessors: A-1 }')}]": "site.tasks: ",
}


@pytest.mark.parametrize(("step", "told"), WRONG_STEPS.items())
def test_a_wrong_step_is_told_at_its_line(step: str, told: str) -> None:
    """And it is the only problem, but for what the last step expects."""
    (problem,) = problems(f"      - {step}\n      - {{ at: 20:00, expect: nothing }}\n")
    assert problem.startswith("t.yml:8: ")
    assert told in problem


@pytest.mark.parametrize(("site", "told"), WRONG_SITES.items())
def test_a_wrong_site_is_told(site: str, told: str) -> None:
    """Once, however many timelines begin there."""
    head = f"site:\n  {site}\ntimelines:\n"
    both = "".join(f"  - name: {name}\n    steps:\n{STEP}" for name in ("one", "two"))
    (problem,) = problems(both, head)
    assert problem.startswith("t.yml:2: ")
    assert told in problem


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Here stand keys, each with its value. Keys: site, timelines."),
        ("x: 1", "timelines: This key is missing."),
        ("timelines: [a: b", "This is not YAML"),
        ("timelines: [5]", "timelines[0]: Here stand keys"),
        ("timelines: [{ name: one, steps: [] }]", "A timeline without a step tests nothing."),
        ("timelines: [{ name: one, steps: [{ at: 08:00 }] }]", "No step expects anything."),
    ],
)
def test_a_file_that_is_none_is_told(text: str, told: str) -> None:
    """Broken YAML, another shape, and timelines that could not fail."""
    assert any(told in problem for problem in problems("", text))


def test_two_timelines_of_one_name_are_refused() -> None:
    """A failure could not be told from the other."""
    both = "".join(f"  - name: one\n    steps:\n{STEP}" for _ in range(2))
    (problem,) = problems(both, "timelines:\n")
    assert problem == "t.yml:5: timelines[1].name: There is already a timeline of this name. Give it another."


def test_all_problems_of_a_file_are_told_at_once() -> None:
    """In the order of their lines."""
    steps = (
        "      - { at: Tue 08:00, say: a, by: anna }\n      - { at: 07:00, expect: { acts: x } }\n"
        + STEP
        + STEP
    )
    assert [problem.split(":")[1] for problem in problems(steps)] == ["8", "9", "9"]


def test_a_plan_is_as_the_file_says() -> None:
    """Links, actuals and money are taken over."""
    text = """\
site:
  tasks:
    - { id: A-1, name: Pour, start: Mon 9 Mar, finish: 2026-03-13, budget: 1000, percent: 40, actual_start: Mon 9 Mar,
        actual_cost: 500.5 }
    - { id: A-2, name: Strip, start: Mon 16 Mar, finish: Tue 17 Mar, predecessors: A-1FS+1d }
timelines:
  - name: one
    steps: [{ expect: nothing }]
"""
    (timeline,) = read_timelines({"t.yml": text}, BOOK.rulebook, schedules_in(folder_beside("")))
    assert timeline.plot.schedule is not None
    pour, strip = timeline.plot.schedule.tasks
    assert (pour.budget, pour.percent, pour.actual_cost, str(pour.finish)) == (1000, 40, 500.5, "2026-03-13")
    assert [(link.predecessor, link.lag_days) for link in strip.links] == [("A-1", 1.0)]
