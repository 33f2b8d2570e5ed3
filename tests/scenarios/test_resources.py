"""Crews and plant in Slack: what is where until when, forms, lists, what is promised twice, and the move of a machine."""

from pathlib import Path

import pytest

from rules.folding.entry import Booked, Listed, Notified, Registered
from rules.key import Key
from rules.read import resource_of
from rules.subject import ResourceState
from tests.scenarios.replaying import replayed, tried
from tests.scenarios.stage import Stage, told

BROKEN = "L3 slab pour stopped, pump broke down"
BOOKING = {"resource": "boom-lift-2", "task": "S-930", "start": "2026-03-12T07:00", "end": "2026-03-12T12:00"}


def state(stage: Stage, name: str) -> ResourceState:
    """A crew or machine as it stands."""
    with stage.store.reading(stage.site_id()) as reader:
        found = resource_of(reader, name)
    assert found is not None
    return found


def tasks_of(stage: Stage, name: str) -> list[str | None]:
    """Who has it, the earliest first."""
    return [one.task for one in state(stage, name).bookings]


@pytest.fixture
def broken(stage: Stage) -> Stage:
    """Wednesday at 9:00: the pump of the pour broke down, and Ana was asked whether to move the other one."""
    stage.until("2026-03-11T09:00")
    stage.say("minh", BROKEN)
    return stage


def test_everybody_sees_what_is_where_until_when(playing: Stage) -> None:
    """Machines and crews with who has them, where they stand, when they come, how many they are."""
    (line,) = playing.command("omar", "/site resources")
    for wanted in (
        "*13 crews and machines*",
        "*Concrete pump 2* · Water main tie-in (X-020) until Fri 13 Mar 17:00, on site until Fri 20 Mar",
        "*Tower crane* (shared by all) · at Core",
        "*Boom lift 1* · comes Thu 12 Mar",
        "*Rebar crew* (14 rebar) · Level 3 slab rebar (A-390) until Tue 10 Mar 17:00",
    ):
        assert wanted in line.text
    (line,) = playing.command("omar", "/site resources crews L1")
    assert "Electricians" in line.text and "pump" not in line.text
    (line,) = playing.command("omar", "/site resources excavtor")
    assert "Nothing in the register fits “excavtor”. Did you mean Excavator?" in line.text


def test_the_move_of_a_machine_from_the_word_to_the_register(broken: Stage) -> None:
    """What, from where, to where, its cost and gain; one tap; both owners told; the booking moved; all of it replayed."""
    (asked,) = [line for line in broken.shown if line.to == "@ana" and "Shall I move this?" in line.text]
    assert asked.buttons == ("approve", "edit", "refuse", "why")
    for wanted in (
        "Move Concrete pump 2 to Level 3 slab pour (A-310) from Water main tie-in (X-020)",
        "From: Water main tie-in (X-020)",
        "To: Level 3 slab pour (A-310), Wed 11 Mar 09:00 until Wed 11 Mar 17:00",
        "Costs: Water main tie-in (X-020) can slip 38 working days and keeps 37 of them",
        "Gains: Level 3 slab pour (A-310) can slip 14 working days and works 1 working day instead of standing",
    ):
        assert wanted in asked.text
    assert tasks_of(broken, "concrete-pump-2") == ["X-020"]
    shown = broken.press("ana", "approve")
    assert tasks_of(broken, "concrete-pump-2") == ["X-020", "A-310", "X-020"]
    assert "A-310" not in tasks_of(broken, "concrete-pump-1")[1:]
    assert any(
        "This is yours to do" in text and "Concrete pump 2" in text
        for text in told(shown, "@minh", "message")
    )
    (given,) = told(shown, "@tuan", "message")
    assert (
        "Concrete pump 2 goes from Water main tie-in (X-020) to Level 3 slab pour (A-310) until Wed 11 Mar 17:00. "
        "Ana Ruiz decided it: Water main tie-in can slip" in given
    )
    assert [one.to for one in broken.journal("notified") if isinstance(one, Notified)] == [
        (broken.person("tuan"),)
    ]
    broken.say("minh", "L3 slab pour going again, 40%")
    broken.until("2026-03-11T17:00")
    digest = told(broken.shown, "#tower-a", "message")[-1]
    assert "Crews and plant" in digest and "*Concrete pump 1* is down since Wed 11 Mar 09:00" in digest
    replayed(broken)
    tried(broken)


def test_refused_with_a_reason_nothing_moves(broken: Stage) -> None:
    """The reason is kept; nobody else hears of it."""
    broken.press("ana", "refuse")
    broken.play({"submit": {"why": "the fitter is here already"}, "by": "ana"})
    assert tasks_of(broken, "concrete-pump-2") == ["X-020"]
    assert not any("Concrete pump 2" in text for text in told(broken.shown, "@tuan"))
    action = next(one for one in broken.actions() if one.asked.moves)
    assert broken.life(action.asked.id).closed_why == "the fitter is here already"


def test_a_move_that_is_not_possible_any_more_gets_a_true_answer(broken: Stage) -> None:
    """Somebody else booked the machine meanwhile; the word is not taken, and says why."""
    broken.command("grace", "/site resources free pump 2 X-020")
    shown = broken.press("ana", "approve")
    (line,) = [text for text in told(shown, "@ana") if "cannot be done any more" in text]
    assert "the booking of Concrete pump 2 for X-020 is not there any more. Nothing was moved" in line
    assert tasks_of(broken, "concrete-pump-2") == []


def test_words_taken_back_take_the_proposal_back(broken: Stage) -> None:
    """An edit that says otherwise ends it; the machine was never down."""
    action = next(one for one in broken.actions() if one.asked.moves)
    broken.play({"edit": "last", "by": "minh", "to": "L3 slab pour 20%"})
    assert not broken.life(action.asked.id).is_open
    (line,) = broken.command("ana", "/site resources down")
    assert line.text.startswith("No crew or machine is down.")
    (line,) = broken.command("ana", "/site resources crew clashes")
    assert line.text.startswith("No crew is promised to more than it can do.")
    (line,) = broken.command("ana", "/site resources retire")
    assert line.text.startswith("Say of which. `/site resources` lists")


def test_booked_twice_is_asked_at_once_and_settled_by_freeing(stage: Stage) -> None:
    """The form warns whoever books; Ana says who gets it; taken back, nothing is left to say."""
    stage.until("2026-03-11T13:00")
    stage.command("grace", "/site resources book boom lift 2")
    shown = stage.play({"submit": BOOKING, "by": "grace"})
    assert any("⚠️ It is booked twice: Stair 1" in text for text in told(shown, "@grace"))
    action = next(one for one in stage.actions() if one.asked.rule == "booked-twice")
    assert action.asked.ladder[0].person == stage.person("ana")
    stage.command("ana", "/site resources free boom lift 2 S-930")
    assert stage.life(action.asked.id).status == "resolved"
    replayed(stage)


def test_whoever_books_reads_of_the_clash_that_they_made(stage: Stage) -> None:
    """The pump is booked twice next week; Grace books it twice in two weeks as well, which is what she is warned of. Freeing the
    task that has it both times, she is told where one of them is taken back."""
    stage.until("2026-03-10T09:00")
    for day in ("18", "25"):
        stage.command("grace", "/site resources book concrete pump 1")
        given = {"task": "A-320", "start": f"2026-03-{day}T10:00", "end": f"2026-03-{day}T15:00"}
        shown = stage.play({"submit": given, "by": "grace"})
        (warned,) = [text for text in told(shown, "@grace") if "booked twice" in text]
        assert f"Wed {day} Mar 10:00 to 15:00." in warned.partition("⚠️")[2]
    (answer,) = told(stage.command("grace", "/site resources free concrete pump 1 A-320"), "@grace")
    assert "has several for A-320. `/site resources concrete-pump-1` shows them: press Change …" in answer
    assert "Wed 25 Mar 10:00 to 15:00" in answer


def test_a_machine_is_added_changed_and_retired(stage: Stage) -> None:
    """By form and command; who did it is in the journal, and reads what the form changed."""
    stage.command("grace", "/site resources add")
    given = {
        "name": "Forklift 1",
        "kind": "plant",
        "count": "1",
        "zone": "Gate 2",
        "called": "montacargas, xe nâng",
    }
    shown = stage.play({"submit": given, "by": "grace"})
    assert any("*Forklift 1* is in the register" in text for text in told(shown, "@grace"))
    (made,) = [one for one in stage.journal("registered") if isinstance(one, Registered)]
    assert (made.resource.id, made.resource.called, made.by) == (
        "forklift-1", ("montacargas", "xe nâng"), stage.person("grace"),
    )  # fmt: skip
    stage.command("grace", "/site resources change forklift")
    shown = stage.play({"submit": {"zone": "Gate 1", "count": "2", "until": "2026-03-20"}, "by": "grace"})
    assert told(shown, "@grace") == [
        "*Forklift 1*: 2 of them, stands at Gate 1 and on site until Fri 20 Mar."
    ]
    assert state(stage, "forklift-1").resource.zone == "Gate 1"
    stage.command("grace", "/site resources change forklift")
    stage.play({"submit": {"elsewhere": "Yard"}, "by": "grace"})
    assert state(stage, "forklift-1").resource.zone == "Yard"
    stage.command("grace", "/site resources change forklift")
    shown = stage.play({"submit": {}, "by": "grace"})
    assert told(shown, "@grace") == ["*Forklift 1*: nothing was changed."]
    (line,) = stage.command("grace", "/site resources retire forklift 1")
    assert "is retired" in line.text
    assert state(stage, "forklift-1").retired


def test_a_task_may_be_written_in_small_letters(stage: Stage) -> None:
    """Booked for `s-930`, it is booked for S-930."""
    stage.command("grace", "/site resources book boom lift 2")
    stage.play({"submit": {**BOOKING, "task": "s-930"}, "by": "grace"})
    assert "S-930" in [one.task for one in state(stage, "boom-lift-2").bookings]


@pytest.mark.parametrize(
    ("form", "fields", "advice"),
    [
        ("add", {"name": "Concrete pump 1", "kind": "plant", "count": "1"}, "one of that name already"),
        ("add", {"name": "Pump", "kind": "plant", "count": "some"}, "is no number"),
        ("add", {"name": "Pump", "kind": "plant", "count": "1", "elsewhere": "gate 2"}, "It is in the list as Gate 2"),
        ("add", {"name": "Pump", "kind": "plant", "count": "1", "since": "2026-03-12", "until": "2026-03-11"}, "Correct one"),
        ("book boom lift 2", {**BOOKING, "task": "S-390"}, "no task S-390. Did you mean"),
        ("book boom lift 2", {**BOOKING, "end": "2026-03-12T06:00"}, "ends before it starts"),
        ("book boom lift 2", {**BOOKING, "start": "2026-03-09T07:00", "end": "2026-03-09T09:00"}, "That has passed"),
        ("book boom lift 2", {**BOOKING, "count": "3"}, "There are only 1"),
    ],
)  # fmt: skip
def test_what_cannot_be_entered_is_told_at_its_field(
    playing: Stage, form: str, fields: dict[str, str], advice: str
) -> None:
    """Nothing is recorded."""
    before = len(playing.journal("registered", "booked"))
    playing.command("grace", f"/site resources {form}")
    (line,) = playing.play({"submit": fields, "by": "grace"})
    assert advice in line.text
    assert len(playing.journal("registered", "booked")) == before


@pytest.mark.parametrize("order", ["add", "book boom lift 2", "retire boom lift 2", "free boom lift 2 S-910"])
def test_only_managers_change_the_register(playing: Stage, order: str) -> None:
    """Others are told how to ask for what they need."""
    (line,) = playing.command("raj", f"/site resources {order}")
    assert "Only this site's managers change the register" in line.text


@pytest.mark.parametrize(
    ("order", "answer"),
    [
        ("change pump", "“pump” can be Concrete pump 1 or Concrete pump 2. Say which."),
        ("retire bulldozer", "There is no “bulldozer” in the register."),
        ("free pump 1", "has several. Say which task"),
        ("free excavator S-910", "has no booking for S-910"),
    ],
)
def test_an_order_that_is_not_clear_is_asked_back(playing: Stage, order: str, answer: str) -> None:
    """With what can be meant."""
    (line,) = playing.command("grace", f"/site resources {order}")
    assert answer in line.text


def test_a_list_is_dropped_and_taken_over(stage: Stage) -> None:
    """A manager presses once; it replaces the earlier list; what is wrong with one is told by row and column."""
    file = Path(stage.folder) / "plant.csv"
    file.write_text("name,kind,task,booked_from,booked_until\nForklift 1,plant,X-020,2026-03-11,2026-03-12\n")
    shown = stage.play({"upload": "plant.csv", "by": "grace", "in": "#tower-a", "say": "our machines"})
    assert any("its crews and plant" in text for text in told(shown, "@grace"))
    shown = stage.press("grace", "import")
    (line,) = [text for text in told(shown, "#tower-a", "message") if "register" in text]
    assert "0 crews, 1 machine, 1 booking. 13 of an earlier list are retired." in line
    assert tasks_of(stage, "forklift-1") == ["X-020"]
    file.write_text("name,kind\nForklift 1,boat\n")
    stage.play({"upload": "plant.csv", "by": "grace", "in": "#tower-a", "say": "again"})
    shown = stage.press("grace", "import")
    assert any("row 2, column kind: 'boat': write crew for people" in line.text for line in shown)
    assert len([one for one in stage.journal("listed") if isinstance(one, Listed)]) == 2
    assert stage.store.aside() == []


def test_a_booking_is_changed_in_its_form(stage: Stage) -> None:
    """The button beside a booking opens it; freed there, the machine is free."""
    (line,) = stage.command("grace", "/site resources scissor lift")
    assert "Level 1 HVAC ductwork (M-530) until Fri 20 Mar 17:00" in line.text
    stage.command("grace", "/site resources book scissor-lift-1|list:scissor-lift-1:0")
    stage.play({"submit": {"then": "free"}, "by": "grace"})
    assert tasks_of(stage, "scissor-lift-1") == ["M-630"]
    (freed,) = [one for one in stage.journal("booked") if isinstance(one, Booked)]
    assert freed.freed and freed.by == stage.person("grace")


def test_a_lived_through_register_is_in_storage_as_in_the_journal(broken: Stage) -> None:
    """Every subject of a kind, by its id."""
    with broken.store.reading(broken.site_id()) as reader:
        kept = [one.key for one in reader.all("resource")]
    assert len(kept) == 13 and Key("resource", "tower-crane") in kept
