"""The network of a schedule, against small ones computed by hand."""

from datetime import date, timedelta

import pytest

from rules.plan.network import NetworkError, network_of
from rules.plan.predecessors import parse_links
from rules.plan.schedule import Schedule, Task
from rules.plan.slip import slip_impact
from rules.worktime.calendar import WorkCalendar

WEEKDAYS = WorkCalendar(timezone="America/Chicago")


def task(name: str, start: str, finish: str, links: str = "", actual: tuple[str, str] = ("", "")) -> Task:
    """A task in March 2026; days are given as two digits, 02 being a Monday."""
    begun, done = (date.fromisoformat(f"2026-03-{day}") if day else None for day in actual)
    return Task(
        id=name,
        name=name,
        start=date.fromisoformat(f"2026-03-{start}"),
        finish=date.fromisoformat(f"2026-03-{finish}"),
        links=parse_links(links),
        actual_start=begun,
        actual_finish=done,
    )


def schedule(*tasks: Task) -> Schedule:
    """The tasks as a schedule."""
    return Schedule(name="test", tasks=tasks)


# Digging (Mon–Wed) leads to pouring (Thu–Fri) and to a survey (Thu); curing waits two days after the pour.
SMALL = schedule(
    task("dig", "02", "04"),
    task("pour", "05", "06", "dig"),
    task("survey", "05", "05", "dig"),
    task("strip", "11", "12", "pour+2d"),
    task("fence", "03", "03", "digSS"),
)


def test_float_is_what_is_left_until_the_finish_moves() -> None:
    """The chain without gaps has none; the survey can slip five working days, the fence seven."""
    network = network_of(SMALL, WEEKDAYS)
    assert network.floats == {"dig": 0, "pour": 0, "strip": 0, "survey": 5, "fence": 7}
    assert network.free_floats == {"dig": 0, "pour": 0, "strip": 0, "survey": 5, "fence": 7}
    assert network.critical == {"dig", "pour", "strip"}
    assert network.longest_path == ("dig", "pour", "strip")
    assert network.finish == date(2026, 3, 12)
    assert network.late_finish("survey") == date(2026, 3, 12)
    assert network.late_start("fence") == date(2026, 3, 12)


def test_neighbours_can_be_looked_up_both_ways() -> None:
    """Successors and predecessors are those that the links name, each once."""
    network = network_of(SMALL, WEEKDAYS)
    assert network.successors["dig"] == ("pour", "survey", "fence")
    assert network.predecessors["strip"] == ("pour",)
    assert network.successors["strip"] == ()


def test_a_gap_before_a_successor_is_free_float() -> None:
    """A planned start later than the links ask leaves the predecessor that room, and the rest of the chain more."""
    network = network_of(
        schedule(
            task("a", "02", "03"),
            task("b", "06", "06", "a"),
            task("c", "13", "13", "b"),
            task("d", "02", "13"),
        ),
        WEEKDAYS,
    )
    assert network.free_floats == {"a": 2, "b": 4, "c": 0, "d": 0}
    assert network.floats == {"a": 6, "b": 4, "c": 0, "d": 0}


@pytest.mark.parametrize(
    ("link", "slack"),
    [("aSS", 5), ("aSS+3d", 2), ("aFF", 4), ("aFF+4d", 0), ("aSF", 7), ("aSF+2d", 5), ("aFS-2d", 5)],
)
def test_each_kind_of_link_holds_its_own_ends(link: str, slack: int) -> None:
    """With `a` on 2–4 March and `b` on 9–10 March, the room of `a` is what the kind and the lag leave."""
    network = network_of(schedule(task("a", "02", "04"), task("b", "09", "10", link)), WEEKDAYS)
    assert network.free_floats["a"] == min(slack, 4)
    assert network.floats["a"] == min(slack, 4)


def test_links_push_tasks_that_were_planned_too_early() -> None:
    """A start before its predecessor's finish gives way, and what follows it too."""
    network = network_of(
        schedule(task("a", "02", "05"), task("b", "04", "06", "a"), task("c", "09", "09", "b")), WEEKDAYS
    )
    assert network.pushed == {"b": 2, "c": 2}
    assert network.early_start["b"] == date(2026, 3, 6)
    assert network.early_finish["b"] == date(2026, 3, 10)
    assert network.finish == date(2026, 3, 11)
    assert network.critical == {"a", "b", "c"}


def test_what_has_begun_is_not_pushed() -> None:
    """An actual start stands though the predecessor is not done; the work still takes its planned days."""
    network = network_of(
        schedule(task("a", "02", "05"), task("b", "06", "09", "a", actual=("03", ""))), WEEKDAYS
    )
    assert network.pushed == {}
    assert network.floats == {"a": 0, "b": 1}
    assert network.early_finish["b"] == date(2026, 3, 4)
    assert network.finish == date(2026, 3, 5)


def test_part_of_a_day_as_a_lag_keeps_to_whole_days() -> None:
    """Half a day after a finish is the next morning's day for a start, and one more day for a finish."""
    network = network_of(
        schedule(task("a", "02", "03"), task("b", "04", "04", "aFS+0.5d"), task("c", "04", "04", "aFF+0.5d")),
        WEEKDAYS,
    )
    assert network.pushed == {}
    assert network.free_floats["a"] == 0


def test_a_milestone_takes_no_time() -> None:
    """A finish milestone stands at the end of the day on which its predecessor ends, and is as critical."""
    done = Task(
        id="done",
        name="Done",
        start=date(2026, 3, 6),
        finish=date(2026, 3, 6),
        links=parse_links("a"),
        milestone="finish",
    )
    begin = Task(id="begin", name="Begin", start=date(2026, 3, 2), finish=date(2026, 3, 2), milestone="start")
    network = network_of(schedule(begin, task("a", "02", "06", "begin"), done), WEEKDAYS)
    assert network.pushed == {}
    assert network.critical == {"begin", "a", "done"}
    assert network.longest_path == ("begin", "a", "done")
    assert network.late_finish("done") == date(2026, 3, 6)


def test_a_slip_within_the_float_moves_only_what_it_must() -> None:
    """A pour two days late moves the stripping and the finish; a survey five days late moves nothing else."""
    network = network_of(SMALL, WEEKDAYS)
    late = slip_impact(network, "pour", 2)
    assert late.moved == {"pour": 2, "strip": 2}
    assert (late.finish, late.finish_days) == (date(2026, 3, 16), 2)
    harmless = slip_impact(network, "survey", 5)
    assert harmless.moved == {"survey": 5}
    assert (harmless.finish, harmless.finish_days) == (date(2026, 3, 12), 0)


def test_a_slip_needs_a_task_and_days() -> None:
    """Unknown tasks and negative slips are refused."""
    network = network_of(SMALL, WEEKDAYS)
    with pytest.raises(NetworkError, match="no task 'roof'"):
        slip_impact(network, "roof", 1)
    with pytest.raises(NetworkError, match="from 0 on"):
        slip_impact(network, "pour", -1)


def test_tasks_that_make_no_network_are_named() -> None:
    """A circle, a link to nowhere, an id twice and an empty schedule are refused, each by name."""
    circle = schedule(task("a", "02", "02", "c"), task("b", "03", "03", "a"), task("c", "04", "04", "b"))
    with pytest.raises(NetworkError, match="a → b → c → a"):
        network_of(circle, WEEKDAYS)
    with pytest.raises(NetworkError, match=r"roof \(of a\)"):
        network_of(schedule(task("a", "02", "02", "roof")), WEEKDAYS)
    with pytest.raises(NetworkError, match="more than one task: a"):
        network_of(schedule(task("a", "02", "02"), task("a", "03", "03")), WEEKDAYS)
    with pytest.raises(NetworkError, match="no tasks"):
        network_of(schedule(), WEEKDAYS)


def test_five_thousand_tasks_are_no_matter() -> None:
    """A large project's network gives every task its float."""
    first = date(2026, 1, 5)
    tasks = tuple(
        Task(
            id=f"T{n}",
            name="work",
            start=first + timedelta(days=n // 5),
            finish=first + timedelta(days=n // 5 + 3),
            links=parse_links(";".join(f"T{before}" for before in (n - 21, n - 34) if before >= 0)),
        )
        for n in range(5000)
    )
    assert len(network_of(schedule(*tasks), WEEKDAYS).floats) == 5000
