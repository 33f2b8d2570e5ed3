"""A month's report counts what its goal speaks of, and the goal can be missed."""

from dataclasses import replace

from tests.bench.month_report import Month, Outcome, is_reached, lines_of, report

GOOD = Outcome(
    kind="near miss", words="“near miss”", rule="safety-hazard", told=0.1, allowed=0.25, in_time=True
)
MONTH = Month(
    seed=1,
    seconds=20.0,
    own_seconds=18.0,
    person_days=100,
    days=10,
    whispers=3,
    spread={0: 50, 2: 45, 6: 5},
    over_by={},
    crowded_days=0,
    worst=("minh on Tue 10 Mar", ("07:00 digest, digest: Good morning",)),
    purposes={"digest, digest": 90, "work-stopped, assigned": 30},
    ends={"work-stopped, done": 30},
    outcomes=(GOOD,),
    counts={"messages": 40, "wakes": 60},
    said=40,
    unlike=("“lunch truck is here”, meant nothing, heard delivery",),
    answered=4,
    answers_unlike=(),
)


def test_six_are_not_too_many() -> None:
    """Six pushes on a day are within the goal, seven on five days of a hundred as well, on six days no longer."""
    assert is_reached([MONTH])
    assert is_reached([replace(MONTH, spread={0: 95, 7: 5})])
    assert not is_reached([replace(MONTH, spread={0: 94, 7: 6})])


def test_the_months_are_judged_together() -> None:
    """A bad month among good ones does not miss the goal, which is about all days."""
    assert is_reached([MONTH, replace(MONTH, spread={0: 92, 9: 8})])


def test_a_missed_plant_misses_the_goal() -> None:
    """One planted problem of which nobody was told in time is enough, and the table names it."""
    missed = replace(GOOD, told=2.5, in_time=False)
    month = replace(MONTH, outcomes=(GOOD, missed))
    assert not is_reached([month])
    told = "\n".join(report([month]))
    assert "1 of 2   near miss" in told
    assert "missed, seed 1: “near miss”, safety-hazard after 2.50" in told


def test_the_table() -> None:
    """It says how much, for what, and the worst day with all that was in it."""
    other = replace(MONTH, seed=2, spread={0: 99, 9: 1}, over_by={"minh": 1}, crowded_days=1)
    rows = list(lines_of([MONTH, other]))
    assert len(rows) == 3
    assert rows[2].split()[:6] == ["2", "9", "0.09", "3", "1", "1.00%"]
    told = "\n".join(report([MONTH, other]))
    assert "all: 129 pushes on 200 person-days" in told
    assert "more than 6 on 1 person-days, 0.50%; 5% are allowed" in told
    assert "worst person of a month: minh, more than 6 on 1 of 10 days" in told
    assert "the worst day: minh on Tue 10 Mar, seed 2, 1 pushes" in told
    assert "    180 " in told
    assert "messages in the channel: 78 of 80 captured as meant, 97.5%" in told
