"""What a month came to: of which plant somebody was told, when and by which rule, and what people were pushed for."""

from datetime import datetime, timedelta

import pytest

from bot.month.people import team_of
from bot.month.planted import Plant
from bot.month.plants import PLANTS
from bot.month.record import Push, Record, Said
from bot.month.words import Meaning, Utterance
from bot.playing.plot import plot_of
from rules.deciding.decision import Decision
from rules.folding.entry import Decided, Entry, Notified
from rules.key import Key
from rules.subject import ActionState, Step
from tests.bench.month_tally import Fate, Tally
from tests.rules.world import CHICAGO, assignment, local, user

TOWER = plot_of(None).schedule
TASK = next(task for task in TOWER.tasks if task.id == "A-310")
MINH = next(person for person in team_of(TOWER, 1).people if person.handle == "minh")
KIND = next(kind for kind in PLANTS if kind.name == "critical task blocked")
SAID = local("03-10 09:00")


def _plant() -> Plant:
    words = Utterance(text="A-310 stopped", meaning=Meaning(kind="blocker", task="A-310"))
    return Plant(kind=KIND, at=SAID, by=MINH, task=TASK, utterance=words)


def _tally(entries: list[tuple[datetime, Entry]], *pushes: Push, steps: tuple[Step, ...] = ()) -> Tally:
    plant = _plant()
    said = Said(message="C1:1", by="minh", at=SAID, text="A-310 stopped", meaning=None, plant=plant)
    record = Record(
        days=(SAID.date(),),
        people={"minh": user("minh"), "ana": user("ana")},
        plants=(plant,),
        said=[said],
        pushes=list(pushes),
    )
    asked = assignment("ACT-1", rule="critical-task-blocked", evidence=("C1:1#0",))
    return Tally(record, entries, [ActionState(asked=asked, opened=SAID, steps=steps)], CHICAGO)


def _decided(rule: str = "critical-task-blocked", live: str = "C1:1#0", subject: str = "A-310") -> Decided:
    return Decided(
        decision=Decision(
            id="d",
            rule=rule,
            title="t",
            rulebook="r",
            subject=Key("task", subject),
            matter="",
            outcome="acted",
            values={},
            clauses=(),
            evidence=(live,),
            action="ACT-1",
        )
    )


def _push(minutes: float, text: str = "This is yours to do. ACT-1: get it moving", to: str = "minh") -> Push:
    return Push(at=SAID + timedelta(minutes=minutes), to=to, how="direct", text=text)


def _fate(tally: Tally) -> Fate:
    (fate,) = tally.fates()
    return fate


def test_a_plant_that_somebody_is_told_of() -> None:
    """A rule of its kind acts on its words, and the telephone buzzes within the rule's time."""
    fate = _fate(_tally([(SAID, _decided())], _push(3)))
    assert fate.in_time
    assert fate.rule == "critical-task-blocked"
    assert fate.told == pytest.approx(0.05)


@pytest.mark.parametrize(
    ("entry", "minutes"),
    [
        (_decided(), 60),  # told too late
        (_decided(rule="check-failed"), 3),  # by a rule that is about something else
        (_decided(live="C1:2#0", subject="A-320"), 3),  # on other words about another task
    ],
)
def test_a_plant_that_is_missed(entry: Decided, minutes: float) -> None:
    """Told too late, by another rule, or about something else: nobody was told of it in time."""
    assert not _fate(_tally([(SAID, entry)], _push(minutes))).in_time


def test_a_plant_that_nobody_is_told_of() -> None:
    """A decision whose action reaches nobody's telephone tells nobody."""
    assert not _fate(_tally([(SAID, _decided())])).in_time
    assert _fate(_tally([])).acted is None


def test_pushes_are_told_apart() -> None:
    """By the action's last step toward that person before it buzzed; digests and notices by their words."""
    step = Step(id="s", kind="reminded", at=SAID + timedelta(minutes=30), to=user("minh"), reminder="due")
    notice = Notified(
        decision="d",
        rule="high-wind",
        text="Wind: lower the loads",
        to=(user("ana"),),
        aloud=False,
        severity="high",
    )
    tally = _tally(
        [(SAID, notice)],
        _push(0),
        _push(31, "Due now. ACT-1: get it moving"),
        _push(40, "Good morning, Minh · ACT-1"),
        _push(41, "Wind: lower the loads", to="ana"),
        Push(at=SAID, to="minh", how="whisper", text="Did I get that right?"),
        steps=(step,),
    )
    assert [(one.rule, one.kind) for one in tally.told] == [
        ("critical-task-blocked", "assigned"),
        ("critical-task-blocked", "reminder"),
        ("digest", "digest"),
        ("high-wind", "notice"),
    ]
    assert tally.whispers == 1
    assert tally.by_day["minh", SAID.date()] == 3
