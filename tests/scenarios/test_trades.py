"""What calls on a trade and on nobody by name is its people's; who works at night is asked at night."""

from collections.abc import Iterator

import pytest

from rules.folding.entry import Said
from rules.read import people
from rules.subject import PersonState
from tests.scenarios.replaying import replayed
from tests.scenarios.stage import Line, Stage, told

SLEEVES = "electricians, we need the sleeves in L4 before the pour"


def _person(stage: Stage, handle: str) -> PersonState:
    with stage.store.reading(stage.site_id()) as reader:
        return next(one for one in people(reader) if one.handle == handle)


def _shared(shown: list[Line]) -> list[str]:
    return [one.text for one in shown if one.to == "#tower-a" and "this thread is yours" in one.text]


def test_what_calls_on_a_trade_is_its_leads_in_a_thread_that_both_share(stage: Stage) -> None:
    """Raj answers for the electrical tasks, so it is his at once; an edit to another trade moves it, a deletion ends it."""
    stage.until("2026-03-10T09:00")
    shown = stage.say("carlos", SLEEVES)
    (asked,) = stage.actions()
    assert (asked.asked.rule, asked.asked.trade) == ("task-request-addressed", "electrician")
    assert asked.asked.ladder[0].person == stage.person("raj")
    assert "electrical in the schedule" in asked.asked.ladder[0].reason
    assert _shared(shown)[0].startswith("@carlos and @raj, this thread is yours for ACT-1")
    assert any(SLEEVES in text for text in told(shown, "@raj", "message"))
    stage.play({"edit": "last", "by": "carlos", "to": SLEEVES.replace("electricians", "plumbers")})
    assert stage.life("ACT-1").status == "resolved"
    plumber = stage.site().owners[stage.task("M-620").plan.owner]
    assert stage.action("ACT-2").asked.ladder[0].person == plumber
    stage.play({"delete": "last", "by": "carlos"})
    assert [one for one in stage.actions() if stage.life(one.asked.id).is_open] == []
    replayed(stage)


@pytest.mark.parametrize(
    "words",
    [
        "A-390 stopped, waiting on the electricians to move their conduit",
        "A-390 detenido, los electricistas no han terminado",
        "A-390 dừng, bên điện chưa xong",
    ],
    ids=["en", "es", "vi"],
)
def test_a_blocker_is_the_trades_that_holds_the_work_up(stage: Stage, words: str) -> None:
    """Whoever leads the trade is asked before the owner of the task, in each language."""
    stage.until("2026-03-10T09:00")
    stage.say("hector", words)
    ladder = [rung.person for rung in stage.actions()[0].asked.ladder]
    assert ladder[:2] == [stage.person("raj"), stage.person("hector")]


def test_a_trade_that_nobody_is_known_to_lead_goes_the_usual_way_and_is_given_once_somebody_is(
    stage: Stage,
) -> None:
    """The superintendent is asked, reads how to say whose it is, and what he has of it goes to whoever is named then."""
    stage.until("2026-03-10T09:00")
    stage.say("carlos", "welders, we need the stair clips for the steel stairs before Thursday")
    assert stage.actions() == []
    shown = stage.until("2026-03-10T13:30")
    (asked,) = stage.actions()
    assert (asked.asked.trade, stage.life().owner) == ("welder", stage.person("ana"))
    how = "nobody is known to lead it here. Say who does: `/site people @name trade welder`"
    assert any(how in text for text in told(shown, "@ana", "message"))
    (refused,) = stage.command("diego", "/site people @minh trade welding")
    assert refused.text.startswith("Only the site's managers")
    shown = stage.command("ana", "/site people @minh trade welding")
    assert any("ACT-1 went there" in text for text in told(shown, "@ana"))
    assert stage.life().owner == stage.person("minh")
    assert not any("nobody is known" in one.text for one in shown)
    stage.say("carlos", "welders, we need the base plates for the steel stairs by Friday")
    assert stage.actions()[-1].asked.ladder[0].person == stage.person("minh")
    replayed(stage)


@pytest.fixture
def at_night(stage: Stage) -> Iterator[Stage]:
    """Raj works from seven in the evening until five, and Minh leads electricians by day as he does."""
    stage.command("grace", "/site people @raj @minh trade electrical")
    stage.command("raj", "/site me shift 19:00-05:00")
    yield stage
    replayed(stage)


def test_who_is_on_shift_is_asked_first(at_night: Stage) -> None:
    """In the day it is Minh's, in the night Raj's, and due in the night of whoever has it."""
    at_night.until("2026-03-10T09:00")
    at_night.say("carlos", SLEEVES)
    at_night.until("2026-03-10T21:00")
    shown = at_night.say("carlos", SLEEVES.replace("L4", "L3"))
    first, second = (one.asked for one in at_night.actions()[:2])
    assert [rung.person for rung in first.ladder][:2] == [at_night.person("minh"), at_night.person("raj")]
    assert [rung.person for rung in second.ladder][:2] == [at_night.person("raj"), at_night.person("minh")]
    assert at_night.local(second.due) == "2026-03-11T01:00"
    assert [line.at[5:16] for line in shown if line.to == "@raj" and second.id in line.text] == [
        "03-10T21:00"
    ]


def test_who_works_at_night_is_nudged_in_the_night_and_not_in_the_day(at_night: Stage) -> None:
    """What is asked of Raj at noon reaches him at seven, is due eight hours of his shift later and goes up in his time; what he
    leaves open he hears of the next night."""
    at_night.until("2026-03-10T12:00")
    shown = at_night.command("grace", "/site assign @raj pull the feeder")
    assert told(shown, "@raj", "message") == []
    shown = at_night.until("2026-03-12T06:30")
    times = [
        line.at[5:16]
        for line in shown
        if line.to == "@raj" and line.kind == "message" and "ACT-1" in line.text
    ]
    assert times[0] == "03-10T19:00"
    assert len(times) > 2
    assert all(time[6:] >= "19:00" or time[6:] <= "05:00" for time in times)
    steps = [(step.reminder or step.kind, at_night.local(step.at)[5:]) for step in at_night.action().steps]
    assert steps[:4] == [
        ("before", "03-11T02:00"),
        ("due", "03-11T03:00"),
        ("after", "03-11T04:00"),
        ("escalated", "03-11T05:00"),
    ]


def test_who_works_at_night_can_promise_in_time(at_night: Stage) -> None:
    """What is to be answered before their shift begins comes while the site works, and is no silence that they cannot help."""
    shown = at_night.until("2026-03-13T17:30")
    asked = [
        line
        for line in shown
        if line.to == "@raj" and "promise" in line.text.casefold() and line.kind == "message"
    ]
    assert asked[0].at[5:16] == "03-13T10:00"
    digests = {line.at[11:16] for line in shown if line.to == "@raj" and "Your shift" in line.text}
    assert digests == {"19:00"}


def test_an_hour_said_in_the_night_is_the_nights(at_night: Stage) -> None:
    """Five is in the morning for Raj in his shift, and in the afternoon for Minh by day; what he promises is due so."""
    at_night.until("2026-03-10T09:00")
    at_night.say("minh", "need the pump on L3 by 5:00")
    at_night.command("grace", "/site assign @raj pull the feeder by tomorrow 12:00")
    at_night.until("2026-03-10T22:00")
    at_night.say("raj", "need the feeder cable on L3 by 5:00")
    (asked_for,) = [one for one in at_night.actions() if not one.asked.rule]
    at_night.play({"say": "done by 5", "by": "raj", "in": "@siteloop"})
    said = [one for one in at_night.journal("said") if isinstance(one, Said)]
    times = [signal.values.get("when") for one in said[:2] for signal in one.signals]
    assert times == ["2026-03-10T17:00", "2026-03-11T05:00"]
    assert at_night.local(at_night.life(asked_for.asked.id).due) == "2026-03-11T05:00"


def test_shifts_and_trades_are_shown_taken_back_and_kept(stage: Stage) -> None:
    """`/site people` and `/site me` tell them, a new roster leaves them, `none` ends them, what cannot be read is said."""
    stage.command("raj", "/site me shift 7pm to 5am")
    stage.command("raj", "/site me trade electrical, fire alarm")
    (listed,) = stage.command("grace", "/site people")
    assert "Hector Salas (@hector): leads rebar and steel, as far as I can tell" in listed.text
    assert (
        "Raj Patel (@raj): leads electrical and fire alarm, works 19:00 to 05:00 (next Tue 10 Mar 19:00)"
        in listed.text
    )
    (own,) = stage.command("raj", "/site me")
    assert "You work 19:00 to 05:00. You lead electrical and fire alarm." in own.text
    stage.play({"open_home": True, "by": "raj"})
    shown = stage.command("grace", "/site people electrical shift 20:00-06:00")
    assert "Raj Patel: works 20:00 to 06:00" in shown[-1].text
    (wrong,) = stage.command("raj", "/site me shift tomorrow")
    assert "I cannot read “tomorrow” as hours" in wrong.text
    (nobody,) = stage.command("grace", "/site people @nobody shift 20:00-06:00")
    assert "I do not know whom you mean" in nobody.text
    for what in ("shift", "trade"):
        stage.command("raj", f"/site me {what} none")
    assert (_person(stage, "raj").shift, _person(stage, "raj").trades) == (None, ())
