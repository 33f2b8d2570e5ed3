"""When time alone changes what a rule says: exactly at the instant found, and at none before."""

from datetime import UTC, datetime, time, timedelta
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.deciding.decision import Case
from rules.key import Key
from rules.match.crossings import next_crossing
from rules.match.reference import holds
from rules.rule import All, AnyOf, Compare, Condition, FieldRef, Not, Op, Rule
from rules.worktime.calendar import WorkCalendar
from rules.worktime.timed import Measure, Timed

_MONDAY = datetime(2026, 3, 2, 13, tzinfo=UTC)  # 07:00 in Chicago
_SITE = WorkCalendar(timezone="America/Chicago")
_NIGHT = WorkCalendar(timezone="Europe/Berlin", opens=time(22), closes=time(6), weekdays=frozenset({0, 2, 5}))
_MICROSECOND = timedelta(microseconds=1)
_OPS: tuple[Op, ...] = ("=", "!=", "<", "<=", ">", ">=", "in", "not in")


def _rule(when: Compare) -> Rule:
    return Rule(id="rule", title="A rule", on="task", when=All(parts=(Not(part=when),)), then=())


def _case(timed: Timed, now: datetime, calendar: WorkCalendar, **values: float) -> Case:
    facts = {f"task.{name}": value for name, value in values.items()}
    facts["task.silent_hours"] = timed.value(now, calendar)
    return Case(subject=Key("task", "A"), now=now, values=facts, timed={"task.silent_hours": timed})


def _holds(when: Compare, case: Case, at: datetime, calendar: WorkCalendar) -> bool:
    return holds(
        when, {**case.values, "task.silent_hours": case.timed["task.silent_hours"].value(at, calendar)}
    )


@st.composite
def _situations(draw: st.DrawFn) -> tuple[Compare, Case, WorkCalendar]:
    """A comparison of a moving fact, near the value that it is compared with more often than not."""
    calendar = draw(st.sampled_from([_SITE, _NIGHT]))
    senses: st.SearchStrategy[Literal["since", "until"]] = st.sampled_from(["since", "until"])
    measures: st.SearchStrategy[Measure] = st.sampled_from(["hours", "working_hours"])
    anchor = _MONDAY + timedelta(microseconds=draw(st.integers(-(10**12), 10**12)))
    anchor = draw(st.sampled_from([anchor, _MONDAY, anchor.replace(microsecond=0)]))
    timed = Timed(anchor=anchor, sense=draw(senses), measure=draw(measures))
    value = draw(st.one_of(st.integers(-40, 40), st.floats(-40, 40).map(lambda hours: round(hours, 3))))
    now = anchor + timedelta(seconds=draw(st.integers(-(10**6), 10**6)))
    op = draw(st.sampled_from(_OPS))
    other = draw(st.booleans()) and op not in ("in", "not in")
    listed = (float(value), value + 2.0) if op in ("in", "not in") else float(value)
    when = Compare(
        field="task.silent_hours", op=op, value=FieldRef(name="task.float_days") if other else listed
    )
    return when, _case(timed, now, calendar, float_days=float(value)), calendar


@given(situation=_situations())
@settings(max_examples=500)
def test_the_comparison_changes_at_the_instant_and_not_before(
    situation: tuple[Compare, Case, WorkCalendar],
) -> None:
    """The instant lies ahead; a microsecond before it the old truth holds, at it another; and nothing changes up to there."""
    when, case, calendar = situation
    at = next_crossing([_rule(when)], case, calendar)
    if at is None:
        far = case.now + timedelta(days=400)
        assert _holds(when, case, far, calendar) == _holds(when, case, case.now, calendar)
        return
    before = _holds(when, case, case.now, calendar)
    assert at > case.now
    assert _holds(when, case, at - _MICROSECOND, calendar) == before
    assert all(_holds(when, case, case.now + (at - case.now) * n / 7, calendar) == before for n in range(7))
    assert _holds(when, case, at, calendar) != before


def test_ten_hours_of_silence_come_with_the_working_day() -> None:
    """Silent since 16:00, ten hours are full at 16:00 of the next working day, as near as a hundredth shows."""
    timed = Timed(anchor=_MONDAY + timedelta(hours=9))
    case = _case(timed, _MONDAY + timedelta(hours=9), _SITE)
    at = next_crossing([_rule(Compare(field="task.silent_hours", op=">=", value=10.0))], case, _SITE)
    assert at is not None
    assert timedelta() <= _MONDAY + timedelta(days=1, hours=9) - at <= timedelta(seconds=18)


def test_only_rules_about_such_cases_count_and_the_soonest_wins() -> None:
    """A rule about matters does not wake a task; of several thresholds the nearest one ahead is taken."""
    case = _case(Timed(anchor=_MONDAY, measure="hours"), _MONDAY, _SITE)
    four, two = (_rule(Compare(field="task.silent_hours", op=">=", value=value)) for value in (4.0, 2.0))
    one = Compare(field="task.silent_hours", op=">", value=1.0)
    sooner = Rule(id="x", title="X", on="task", each="blocker", when=one, then=())
    at = next_crossing([four, two, sooner], case, _SITE)
    assert at is not None
    assert abs(at - _MONDAY - timedelta(hours=2)) < timedelta(seconds=20)


def test_what_never_changes_wakes_nobody() -> None:
    """Thresholds behind, fields that stand still, and those a working life away give none."""
    case = _case(Timed(anchor=_MONDAY), _MONDAY + timedelta(hours=8), _SITE, percent=50)
    conditions = [
        Compare(field="task.silent_hours", op=">=", value=3.0),
        Compare(field="task.percent", op=">=", value=60.0),
        Compare(field="task.silent_hours", op=">=", value=900_000.0),
        Compare(field="task.hours_to_start", op="<=", value=5.0),
    ]
    assert next_crossing([_rule(when) for when in conditions], case, _SITE) is None


_RUNS = Compare(field="task.status", op="=", value="in_progress")
_SILENT = Compare(field="task.silent_hours", op=">=", value=10.0)


def _with(when: Condition, **others: bool | float | str) -> Case:
    """Somebody has just spoken of the task; all else is as given."""
    facts = {name.replace("__", "."): value for name, value in others.items()}
    case = _case(Timed(anchor=_MONDAY), _MONDAY, _SITE)
    return Case(subject=case.subject, now=case.now, values={**case.values, **facts}, timed=case.timed)


def _next(when: Condition, is_asked: bool = False, **others: bool | float | str) -> datetime | None:
    rule = Rule(id="rule", title="A rule", on="task", when=when, then=())
    return next_crossing([rule], _with(when, **others), _SITE, lambda _: is_asked)


def test_what_the_rest_of_a_rule_settles_wakes_nobody() -> None:
    """That a task is silent changes nothing where it does not run, or where another branch holds anyway."""
    assert _next(All(parts=(_RUNS, _SILENT)), task__status="in_progress") is not None
    assert _next(All(parts=(_RUNS, _SILENT)), task__status="done") is None
    assert _next(AnyOf(parts=(_RUNS, _SILENT)), task__status="in_progress") is None
    assert _next(AnyOf(parts=(_RUNS, _SILENT)), task__status="done") is not None
    assert _next(Not(part=All(parts=(_RUNS, _SILENT))), task__status="done") is None


def test_nothing_is_concluded_from_what_may_be_otherwise_by_then() -> None:
    """A sum that is worked out daily, and what is known of the site, can change before the threshold comes."""
    daily = Compare(field="task.crew", op="<", value=2.0)
    whole = Compare(field="site.open_actions", op=">", value=5.0)
    assert _next(All(parts=(daily, _SILENT)), task__crew=9.0) is not None
    assert _next(All(parts=(whole, _SILENT)), site__open_actions=0.0) is not None


def test_a_rule_with_an_open_action_is_asked_without_it() -> None:
    """Its own action counts, so what counts actions settles nothing while one of it is open."""
    when = All(parts=(Compare(field="task.open_actions", op="=", value=0.0), _SILENT))
    assert _next(when, task__open_actions=1.0) is None
    assert _next(when, is_asked=True, task__open_actions=1.0) is not None


_ATOMS = st.one_of(
    st.builds(
        Compare,
        field=st.just("task.silent_hours"),
        op=st.sampled_from(_OPS[:6]),
        value=st.integers(-9, 30).map(float),
    ),
    st.builds(
        Compare,
        field=st.just("task.hours_to_start"),
        op=st.sampled_from(_OPS[:6]),
        value=st.integers(-9, 30).map(float),
    ),
    st.sampled_from((_RUNS, Compare(field="task.critical", op="=", value=True))),
)
_CONDITIONS = st.recursive(
    _ATOMS,
    lambda inner: st.one_of(
        st.builds(Not, part=inner),
        st.builds(All, parts=st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(AnyOf, parts=st.lists(inner, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


@given(when=_CONDITIONS, critical=st.booleans(), start=st.integers(-20, 40))
@settings(max_examples=300)
def test_a_whole_rule_changes_at_its_crossing_and_not_before(
    when: Condition, critical: bool, start: int
) -> None:
    """Whatever the condition: up to the instant it says the same, and there it says otherwise."""
    timed = {
        "task.silent_hours": Timed(anchor=_MONDAY),
        "task.hours_to_start": Timed(anchor=_MONDAY + timedelta(hours=start), sense="until"),
    }

    def at(instant: datetime) -> dict[str, bool | float | str]:
        moving = {name: one.value(instant, _SITE) for name, one in timed.items()}
        return {**moving, "task.status": "in_progress", "task.critical": critical}

    case = Case(subject=Key("task", "A"), now=_MONDAY, values=at(_MONDAY), timed=timed)
    found = next_crossing([Rule(id="rule", title="A rule", on="task", when=when, then=())], case, _SITE)
    now = holds(when, at(_MONDAY))
    last = found - _MICROSECOND if found else _MONDAY + timedelta(days=60)
    assert all(holds(when, at(_MONDAY + (last - _MONDAY) * part / 40)) == now for part in range(41))
    assert found is None or holds(when, at(found)) != now
