"""Links in MS Project's notation."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.plan.predecessors import LinkError, format_links, parse_links
from rules.plan.schedule import Link

IDS = st.text("AFSF1209-_.fsd", min_size=1, max_size=12)
LINKS = st.lists(
    st.builds(
        Link,
        predecessor=IDS,
        kind=st.sampled_from(["FS", "SS", "FF", "SF"]),
        lag_days=st.just(0.0)
        | st.integers(-9999, 9999).map(float)
        | st.floats(-9999, 9999).map(lambda x: round(x, 6) + 0.0),
    ),
    max_size=4,
).map(tuple)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("", []),
        ("A-110", [("A-110", "FS", 0)]),
        ("A-110SS+2d;A-120", [("A-110", "SS", 2), ("A-120", "FS", 0)]),
        ("A-1FS-1d", [("A-1", "FS", -1)]),
        ("A-2 FF + 3 d", [("A-2", "FF", 3)]),
        ("a_1.b sf+1w , 7ss", [("a_1.b", "SF", 5), ("7", "SS", 0)]),
        ("A-1+4h", [("A-1", "FS", 0.5)]),
        ("A-1SS+1.5 days;", [("A-1", "SS", 1.5)]),
        ("A-1FS+2", [("A-1", "FS", 2)]),
        ("A-110-2d", [("A-110-2d", "FS", 0)]),
    ],
)
def test_the_notation_is_read(text: str, links: list[tuple[str, str, float]]) -> None:
    """Ids, kinds and lags come out as MS Project means them; a finish-to-start link without lag is the plain id."""
    assert [(link.predecessor, link.kind, link.lag_days) for link in parse_links(text)] == links


def test_hours_count_by_the_day_that_the_schedule_works() -> None:
    """Five hours are half a day where ten are worked."""
    assert parse_links("A-1FS+5h", hours_per_day=10)[0].lag_days == 0.5


def test_known_ids_decide_whether_a_tail_is_a_kind() -> None:
    """An id may end in FS, or hold what looks like a lag, when the schedule has such a task."""
    assert parse_links("OFFS")[0].predecessor == "OF"
    assert parse_links("OFFS", known={"OFFS"})[0] == Link(predecessor="OFFS")
    assert parse_links("OFFS+2d", known={"OFFS"})[0] == Link(predecessor="OFFS", lag_days=2)
    assert parse_links("OFFSSS+2d", known={"OFFS"})[0] == Link(predecessor="OFFS", kind="SS", lag_days=2)
    assert parse_links("A-SS-2", known={"A-SS-2"})[0] == Link(predecessor="A-SS-2")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("A-1SS+50%", "percentage of the predecessor's duration"),
        ("A-1FS+2mo", "months"),
        ("A-1FS+2ed", "elapsed time"),
        ("A-1FS+30min", "minutes"),
        ("A-1SS+x", "not a predecessor"),
        ("+2d", "not a predecessor"),
        ("A" * 400, "too long"),
        ("A-1FS+99999d", "cannot be meant"),
    ],
)
def test_what_a_plan_in_days_cannot_hold_is_refused(text: str, says: str) -> None:
    """Percentages, months, elapsed time and nonsense get a message that says what to write."""
    with pytest.raises(LinkError, match=says) as refused:
        parse_links(text)
    assert "rite" in str(refused.value) or "Separate" in str(refused.value)


def test_an_id_that_the_notation_cannot_hold_is_not_written() -> None:
    """An id with a separator would be read back as two."""
    with pytest.raises(LinkError, match="leave out"):
        format_links([Link(predecessor="A;B")])


@settings(max_examples=150)
@given(LINKS)
def test_what_is_written_is_read_back_the_same(links: tuple[Link, ...]) -> None:
    """Formatting and parsing give the links again, whatever the ids look like."""
    assert parse_links(format_links(links)) == links


@settings(max_examples=200)
@given(st.text(max_size=40) | st.text("A1-FS+2d%;, wh.", max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing that somebody writes in the column breaks the reader."""
    try:
        links = parse_links(text)
    except LinkError:
        return
    assert all(link.predecessor for link in links)
