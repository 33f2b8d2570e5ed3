"""What holds of every network."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.plan.network import Network, network_of
from rules.plan.schedule import Link, Schedule, Task
from rules.plan.slip import slip_impact
from rules.worktime.calendar import WorkCalendar

CALENDAR = WorkCalendar(timezone="America/Chicago", country="US")


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """Up to ten tasks in any calendar days, with links to earlier ones of every kind and lag, some under way."""
    tasks: list[Task] = []
    for number in range(draw(st.integers(1, 10))):
        start = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 40)))
        finish = start + timedelta(days=draw(st.integers(0, 8)))
        reported = draw(st.sampled_from(["nothing", "nothing", "nothing", "begun", "done"]))
        links = draw(
            st.lists(
                st.builds(
                    Link,
                    predecessor=st.sampled_from([task.id for task in tasks]),
                    kind=st.sampled_from(["FS", "SS", "FF", "SF"]),
                    lag_days=st.sampled_from([0.0, 0.5, 1.0, 3.0, -0.5, -2.0]),
                ),
                max_size=3,
            )
            if tasks
            else st.just([])
        )
        tasks.append(
            Task(
                id=f"T{number}",
                name="work",
                start=start,
                finish=finish,
                links=tuple(links),
                milestone=draw(st.sampled_from([None, None, None, "start", "finish"])),
                actual_start=start if reported != "nothing" else None,
                actual_finish=finish if reported == "done" else None,
            )
        )
    return Schedule(name="any", tasks=tuple(tasks))


def broken_links(network: Network) -> list[tuple[str, str]]:
    """Links that the network's dates do not keep though they could."""
    return [
        (bond.predecessor, name)
        for name, bonds in network.bonds.items()
        for bond in bonds
        if bond.holds(network.spans[name])
        and bond.slack(network.spans[bond.predecessor], network.spans[name]) < 0
    ]


@settings(max_examples=70)
@given(schedules())
def test_settled_dates_keep_every_link_and_leave_no_float_below_zero(schedule: Schedule) -> None:
    """After pushing, every link is kept; floats are never negative, free ones never above total ones."""
    network = network_of(schedule, CALENDAR)
    assert broken_links(network) == []
    assert all(0 <= network.free_floats[name] <= network.floats[name] for name in network.floats)
    assert all(days > 0 for days in network.pushed.values())


@settings(max_examples=70)
@given(schedules(), st.data())
def test_float_is_exactly_how_far_a_task_can_slip(schedule: Schedule, data: st.DataObject) -> None:
    """A slip by the float leaves the finish, one day more moves it by that day."""
    network = network_of(schedule, CALENDAR)
    name = data.draw(st.sampled_from(sorted(network.floats)))
    within = slip_impact(network, name, network.floats[name])
    assert (within.finish, within.finish_days) == (network.finish, 0)
    assert slip_impact(network, name, network.floats[name] + 1).finish_days == 1


@settings(max_examples=70)
@given(schedules(), st.data())
def test_free_float_is_exactly_how_far_a_task_can_slip_alone(schedule: Schedule, data: st.DataObject) -> None:
    """A slip by the free float moves no other task; one day more moves another, or the finish."""
    network = network_of(schedule, CALENDAR)
    name = data.draw(st.sampled_from(sorted(network.floats)))
    assert set(slip_impact(network, name, network.free_floats[name]).moved) <= {name}
    further = slip_impact(network, name, network.free_floats[name] + 1)
    assert len(further.moved) > 1 or further.finish_days == 1


@settings(max_examples=70)
@given(schedules())
def test_the_longest_path_is_critical_and_ends_with_the_finish(schedule: Schedule) -> None:
    """Every task on it has no float, each drives the next, and the last one ends when the schedule does."""
    network = network_of(schedule, CALENDAR)
    path = network.longest_path
    last = max(span.end for span in network.spans.values())
    assert network.spans[path[-1]].end == last
    assert set(path) <= network.critical
    for before, after in pairwise(path):
        assert before in network.predecessors[after]


@settings(max_examples=60)
@given(schedules())
def test_the_order_of_tasks_in_the_file_does_not_matter(schedule: Schedule) -> None:
    """The same tasks in another order have the same floats and dates."""
    turned = Schedule(name="turned", tasks=tuple(reversed(schedule.tasks)))
    one, other = network_of(schedule, CALENDAR), network_of(turned, CALENDAR)
    assert (one.floats, one.free_floats, one.finish, one.pushed) == (
        other.floats,
        other.free_floats,
        other.finish,
        other.pushed,
    )
