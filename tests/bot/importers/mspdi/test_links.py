"""Links from MS Project: their kinds and lags, and what a link with a summary means."""

import pytest

from bot.importers import read_mspdi
from rules.plan.schedule import Link, LinkKind
from tests.bot.importers.mspdi.project import after, mspdi, problems, task


def links_of(*tasks: str, head: str = "") -> dict[str, tuple[Link, ...]]:
    """The links of each task that has any."""
    return {one.id: one.links for one in read_mspdi(mspdi(*tasks, head=head)).tasks if one.links}


@pytest.mark.parametrize(("written", "kind"), [("0", "FF"), ("1", "FS"), ("2", "SF"), ("3", "SS")])
def test_the_kinds_of_links(written: str, kind: LinkKind) -> None:
    """MS Project numbers them; a link that does not say its kind is the usual one."""
    assert links_of(task(1), task(2, after(1, written))) == {"T-2": (Link(predecessor="T-1", kind=kind),)}
    assert links_of(task(1), task(2, "<PredecessorLink><PredecessorUID>1</PredecessorUID></PredecessorLink>"))


@pytest.mark.parametrize(
    ("lag", "form", "days"),
    [
        (4800, 7, 1),  # a day of eight hours, in tenths of minutes
        (-9600, 5, -2),
        (2400, 9, 0.5),
        (50, 19, 1.5),  # half of the predecessor's three days
        (-100, 51, -3),
        (14400 * 7, 8, 5),  # seven days by the clock, from Wednesday to Wednesday
        (14400 * 3, 8, 2),  # from Wednesday to Saturday
        (14400 * 3, 6, 2),
        (14400 // 2, 4, 0),
        (100, 20, 1),  # 24 hours, which the predecessor takes, by the clock
    ],
)
def test_lags_become_working_days(lag: int, form: int, days: float) -> None:
    """By the format: working time, a share of the predecessor's duration, or time by the clock from its planned finish."""
    ((link,),) = links_of(task(1), task(2, after(1, lag=lag, form=form))).values()
    assert link.lag_days == days


def test_a_day_is_as_long_as_the_project_says() -> None:
    """Ten hours of lag are one day where a day has ten."""
    head = "<MinutesPerDay>600</MinutesPerDay>"
    ((link,),) = links_of(task(1), task(2, after(1, lag=6000)), head=head).values()
    assert link.lag_days == 1


def test_a_lag_of_centuries_is_refused() -> None:
    """It is named, not imported."""
    (problem,) = problems(mspdi(task(1), task(2, after(1, lag=4800 * 20_000))))
    assert (problem.column, "10,000 days" in problem.advice) == ("PredecessorLink/LinkLag", True)


def test_links_with_what_is_left_out_are_left_out() -> None:
    """Other projects, inactive rows, and rows that are not in the file."""
    assert not links_of(
        task(1, Active=0),
        task(2, after(1) + after(99) + after(3, more="<CrossProject>1</CrossProject>")),
        task(3),
    )


def test_links_with_a_summary_bind_the_work_in_it() -> None:
    """Work waits for the last in a summary, the first in a summary waits; nothing waits for the summary that it is in."""
    found = links_of(
        task(1, Summary=1),
        task(2, OutlineLevel=2),
        task(3, after(2), OutlineLevel=2),
        task(4, after(1), OutlineLevel=2),
        task(5, after(1, lag=4800), Summary=1),
        task(6, OutlineLevel=2),
        task(7, after(6), OutlineLevel=2),
        task(8, after(5, kind=3) + after(5, kind=0)),
    )
    last = tuple(Link(predecessor=name, lag_days=1) for name in ("T-3", "T-4"))
    assert found == {
        "T-3": (Link(predecessor="T-2"),),
        "T-6": last,
        "T-7": (Link(predecessor="T-6"),),
        "T-8": (Link(predecessor="T-7", kind="FF"),),
    }
