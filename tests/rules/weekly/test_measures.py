"""What weekly promises come to in figures, and what is shown where the figures alone look too good."""

from dataclasses import replace
from datetime import date

from rules.matter import Matter
from rules.subject import PersonState
from rules.weekly.measures import (
    Why,
    anticipated,
    by_person,
    by_trade,
    by_week,
    kept,
    lately,
    load_percent,
    made_ready,
    reasons,
    signs,
    silent_weeks,
)
from rules.weekly.outcome import Judged, Verdict
from rules.weekly.promised import Missing, Offer, PersonWeek, ReviewWord, SiteWeek, WeekPromise
from rules.weekly.week import WEEK
from tests.rules.world import CHICAGO, local

LAST = date(2026, 3, 23)


def stop(cause: str) -> Matter:
    """What stopped a task."""
    return Matter(
        id="m#0",
        kind="blocker",
        detail=cause,
        since=local("03-24 10:00"),
        told=local("03-24 10:00"),
        by="U1",
        words="stopped",
        what="",
        firm=True,
        evidence=("m#0",),
    )


def judged(
    task: str,
    *,
    is_kept: bool = True,
    by: str = "U1",
    back: int = 0,
    was: float = 0.0,
    reason: str = "",
    trade: str = "steel",
) -> Judged:
    """A promise of so many weeks ago."""
    word = ReviewWord(task=task, kept=False, reason=reason) if reason else None
    promise = WeekPromise(
        week=LAST - back * WEEK,
        by=by,
        percent=100.0,
        was=was,
        hours=10.0,
        made=local("03-13 11:00"),
        word=word,
    )
    return Judged(
        task=task,
        trade=trade,
        promise=promise,
        verdict=Verdict(kept=is_kept, percent=100.0 if is_kept else 50.0),
    )


def test_percent_plan_complete_gives_no_partial_credit() -> None:
    """Two of three is two thirds; by week, person and trade each for itself; nothing of nothing is no percent."""
    found = [
        judged("A"),
        judged("B", is_kept=False, by="U2", trade="concrete"),
        judged("C", back=1, trade="concrete"),
    ]
    assert kept(found).percent == 66.7
    assert kept([]).percent is None
    assert {week: share.percent for week, share in by_week(found).items()} == {LAST - WEEK: 100.0, LAST: 50.0}
    assert {person: share.percent for person, share in by_person(found).items()} == {"U1": 100.0, "U2": 0.0}
    assert {trade: share.percent for trade, share in by_trade(found).items()} == {
        "concrete": 50.0,
        "steel": 100.0,
    }


def test_only_the_last_four_weeks_are_lately() -> None:
    """The fifth is over."""
    found = [judged(f"T{back}", back=back) for back in range(6)]
    assert [one.task for one in lately(found, LAST)] == ["T0", "T1", "T2", "T3"]


def test_reasons_stand_as_a_pareto_chart_wants_them() -> None:
    """The most frequent first, told and likely ones together; who gave none counts as without a word; what was kept has none."""
    found = [
        judged("A", is_kept=False, reason="material"),
        judged("B", is_kept=False, reason="material"),
        judged("C", is_kept=False, reason="labour"),
        judged("D", is_kept=False),
        judged("E"),
        *(replace(judged(name, is_kept=False), likely=stop("labour")) for name in ("F", "G")),
    ]
    assert reasons(found) == [
        Why(reason="labour", told=1, likely=2),
        Why(reason="material", told=2),
        Why(reason="no word", told=1),
    ]


def test_looking_ahead_is_two_shares() -> None:
    """TMR is of what was expected, TA of what was promised."""
    week = SiteWeek(week=LAST, looked_for=10, made_ready=7, promised=8, anticipated=6)
    assert (made_ready(week).percent, anticipated(week).percent) == (70.0, 75.0)


def person(*weeks: PersonWeek) -> PersonState:
    """Somebody with these weeks."""
    return PersonState(id="U1", handle="omar", name="Omar", weeks=weeks)


def week(back: int, **changes: object) -> PersonWeek:
    """They were asked; forty hours of work were ready, and ten not."""
    ready = (
        Offer(task="A", percent=0.0, hours=40.0),
        Offer(task="B", percent=0.0, hours=10.0, missing=(Missing(kind="material"),)),
    )
    known = PersonWeek(week=LAST - back * WEEK, asked=local("03-13 10:00"), offered=ready)
    return replace(known, **changes)  # type: ignore[arg-type]


def test_a_load_is_of_what_was_ready() -> None:
    """Ten of forty hours; what lacks something, and what goes beyond a week, is asked of nobody."""
    assert load_percent(person(week(0)), LAST, 10.0, CHICAGO) == 25.0
    assert load_percent(person(), LAST, 10.0, CHICAGO) is None
    much = (Offer(task="A", percent=0.0, hours=80.0),)
    assert load_percent(person(week(0, offered=much)), LAST, 25.0, CHICAGO) == 50.0


def test_silent_weeks_are_counted_in_a_row() -> None:
    """An answer, also a late one, ends the row; a week about which nobody asked is none."""
    assert silent_weeks(person(week(2, silent=True), week(1, silent=True), week(0, silent=True)), LAST) == 3
    assert silent_weeks(person(week(2, silent=True), week(1), week(0, silent=True)), LAST) == 1
    late = week(0, silent=True, answered=local("03-17 09:00"))
    assert silent_weeks(person(week(1, silent=True), late), LAST) == 0
    assert silent_weeks(person(week(1, silent=True), PersonWeek(week=LAST)), LAST) == 1


def test_signs_of_a_game_are_shown_in_figures() -> None:
    """Sure things, far less than was ready, the same again and again; an ordinary person shows none."""
    honest = [judged(f"T{n}", back=n, was=20.0) for n in range(4)]
    full = [replace(one, promise=replace(one.promise, hours=35.0)) for one in honest]
    asked = tuple(week(back) for back in (3, 2, 1, 0))
    assert signs([person(*asked)], full, LAST, CHICAGO) == []
    sure = [replace(one, promise=replace(one.promise, was=90.0)) for one in full]
    assert [(one.kind, one.part, one.whole) for one in signs([person(*asked)], sure, LAST, CHICAGO)] == [
        ("sure", 4, 4)
    ]
    assert [(one.kind, one.part, one.whole) for one in signs([person(*asked)], honest, LAST, CHICAGO)] == [
        ("little", 4, 4)
    ]
    again = [replace(judged("A", is_kept=False, back=back), trade="") for back in range(3)]
    loaded = [replace(one, promise=replace(one.promise, hours=35.0)) for one in again]
    found = signs([person(*asked[1:])], loaded, LAST, CHICAGO)
    assert [(one.kind, one.task, one.part) for one in found] == [("again", "A", 3)]
