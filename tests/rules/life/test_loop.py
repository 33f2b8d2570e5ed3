"""How well the loop closes: counted from actions alone, whatever they went through."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from rules.life.leave import HANDOVER
from rules.life.loop import by_week, loop_of
from rules.subject import ActionState, Step
from tests.rules.world import CHICAGO, HOUR, assignment, local, user

_NOW = local("03-20 12:00")
_SINCE = local("03-09 07:00")


def _action(number: int, *steps: Step, opened: str = "03-10 09:00", **changes: object) -> ActionState:
    return ActionState(asked=assignment(f"ACT-{number}", **changes), opened=local(opened), steps=steps)


def _answer(answer: str, at: str) -> Step:
    return Step(id=at, kind="answered", at=local(at), by=user("diego"), answer=answer)  # type: ignore[arg-type]


def test_each_action_counts_once_and_times_are_medians() -> None:
    """One done after two hours, one that went up and was done, one overdue, one dropped, one with time left."""
    up = Step(id="up", kind="escalated", at=local("03-10 17:00"), to=user("ana"))
    found = loop_of(
        [
            _action(1, _answer("accepted", "03-10 10:00"), _answer("done", "03-10 11:00")),
            _action(2, up, _answer("done", "03-11 09:00")),
            _action(3),
            _action(4, Step(id="x", kind="dropped", at=local("03-10 12:00"), by=user("ana"), note="gone")),
            _action(5, due=local("03-27 12:00")),
        ],
        lambda name: local("03-10 08:30"),
        CHICAGO,
        _NOW,
        _SINCE,
    )
    assert (found.asked, found.closed, found.waiting, found.dropped) == (5, 2, 1, 1)
    assert (found.rate, found.unescalated_rate) == (66.7, 50.0)
    assert (found.to_answer, found.to_close, found.to_action) == (5.5, 6.0, None)


def test_that_it_went_to_a_deputy_by_itself_is_no_answer() -> None:
    """Diego is on leave, so that Minh had it at once; the first word of a person comes three hours later."""
    handed = Step(
        id=f"leave:{user('diego')}:ACT-1",
        kind="answered",
        at=local("03-10 09:00"),
        answer="reassign",
        to=user("minh"),
        via=HANDOVER,
    )
    action = _action(1, handed, _answer("accepted", "03-10 12:00"))
    assert loop_of([action], lambda _: None, CHICAGO, _NOW, _SINCE).to_answer == 3.0


def test_the_word_is_where_the_first_of_its_words_was_written() -> None:
    """Half an hour of work before it was asked."""
    action = _action(1, evidence=("C1:1#0", "C1:2#0"))
    words = {"C1:1#0": local("03-10 08:30"), "C1:2#0": local("03-10 08:45")}
    assert loop_of([action], words.get, CHICAGO, _NOW, _SINCE).to_action == 0.5


@given(
    st.lists(st.tuples(st.integers(0, 200), st.sampled_from(("done", "help", "", "dropped"))), max_size=12)
)
def test_the_counts_add_up(drawn: list[tuple[int, str]]) -> None:
    """Whatever there is: closed, dropped, waiting and overdue are all that was asked, and a share is one."""
    actions = []
    for number, (hours, how) in enumerate(drawn):
        opened = _SINCE + hours * HOUR
        at = opened + HOUR
        steps = {
            "": (),
            "dropped": (Step(id="x", kind="dropped", at=at, by=user("ana")),),
        }.get(how, (Step(id="x", kind="answered", at=at, by=user("diego"), answer=how),))  # type: ignore[arg-type]
        asked = assignment(f"ACT-{number}", due=opened + 48 * HOUR)
        actions.append(ActionState(asked=asked, opened=opened, steps=steps))
    found = loop_of(actions, lambda _: None, CHICAGO, _NOW, _SINCE)
    overdue = found.asked - found.closed - found.dropped - found.waiting
    assert overdue >= 0
    assert found.unescalated <= found.closed
    assert found.rate is None or 0 <= found.rate <= 100
    weeks = by_week(actions, CHICAGO, _NOW, weeks=2)
    assert [day for day, _ in weeks] == sorted(day for day, _ in weeks)
    assert weeks[1][0] - weeks[0][0] == timedelta(days=7)
