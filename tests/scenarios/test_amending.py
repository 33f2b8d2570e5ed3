"""What was understood can be put right field by field, and everything that rests on it follows."""

import pytest

from rules.folding.entry import Corrected, Said
from rules.progress import facts
from tests.scenarios.stage import Stage, told

STOPPED = "L3 columns stopped, waiting on concrete"


@pytest.fixture
def blocked(stage: Stage) -> Stage:
    """Ana has said that the columns stand still."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", STOPPED)
    return stage


def form(stage: Stage, by: str = "ana") -> str:
    """The form "What was understood?" of the last message, as text."""
    return stage.play({"shortcut": "understood", "by": by, "on": "last"})[-1].text


def test_the_form_shows_every_field_as_an_input_of_its_own(blocked: Stage) -> None:
    """Kind, task and cause stand there as they were read; what nobody said is empty."""
    form(blocked)
    view = blocked.world.sandbox.top_modal("ana")
    inputs = {block["block_id"]: block["element"] for block in view.blocks if block["type"] == "input"}
    assert inputs["kind:0"]["initial_option"]["value"] == "blocker"
    assert inputs["task:0"]["initial_value"] == "A-370"
    assert inputs["cause:0"]["initial_option"]["value"] == "material"
    assert inputs["since:0"]["type"] == "datepicker" and "initial_date" not in inputs["since:0"]
    assert inputs["since_time:0"]["type"] == "timepicker"
    assert inputs["delay:0"]["type"] == "number_input"


def test_what_was_read_wrongly_can_be_left_out(blocked: Stage) -> None:
    """The action whose ground it was is closed with its reason, the mark goes, and the journal keeps both truths."""
    form(blocked)
    shown = blocked.play({"submit": {"kind": "drop"}, "by": "ana"})
    assert "nothing of it is recorded" in told(shown, "@ana")[0]
    assert blocked.life().status == "resolved"
    assert "no longer holds" in blocked.life().closed_why
    assert told(shown, "#tower-a", "reaction") == ["-:memo:"]
    first, then = blocked.journal("said", "corrected")
    assert isinstance(first, Said) and first.signals[0].values["cause"] == "material"
    assert isinstance(then, Corrected) and then.signals == ()


def test_another_task_moves_the_blocker(blocked: Stage) -> None:
    """The old task is free, its action settled, and the new one's owner is asked."""
    form(blocked)
    blocked.play({"submit": {"task": "a-220", "what": "concrete C40"}, "by": "ana"})
    calendar = blocked.site().calendar
    assert facts(blocked.task("A-370"), calendar).of("blocker") == ()
    (matter,) = facts(blocked.task("A-220"), calendar).of("blocker")
    assert (matter.detail, matter.what) == ("material", "concrete C40")
    assert blocked.life("ACT-1").status == "resolved"
    assert blocked.action("ACT-2").asked.task == "A-220"


def test_another_cause_leaves_the_task_alone(blocked: Stage) -> None:
    """What was not touched in the form stays as it was."""
    form(blocked)
    blocked.play(
        {
            "submit": {"cause": "inspection", "since": "2026-03-10", "since_time": "07:00", "delay": "2"},
            "by": "ana",
        }
    )
    (live,) = [one for one in blocked.task("A-370").live if one.signal.kind == "blocker"]
    assert live.signal.values == {"cause": "inspection", "since": "2026-03-10T07:00", "delay": "P2D"}
    assert live.signal.words == "L3 columns stopped"


def test_another_kind_shows_its_fields_at_once(blocked: Stage) -> None:
    """Choosing it changes the form and keeps what both have; submitted, it is what it was chosen to be."""
    form(blocked)
    view = blocked.world.sandbox.top_modal("ana")
    blocked.world.sandbox.press_in_view("ana", view.id, "kind", "progress", block_id="kind:0")
    view = blocked.world.sandbox.top_modal("ana")
    inputs = {block["block_id"]: block["element"] for block in view.blocks if block["type"] == "input"}
    assert "percent:0" in inputs and "cause:0" not in inputs
    assert inputs["task:0"]["initial_value"] == "A-370"
    blocked.play({"submit": {"percent": "60"}, "by": "ana"})
    assert facts(blocked.task("A-370"), blocked.site().calendar).percent == 60
    assert blocked.life().status == "resolved"


def test_a_kind_whose_fields_are_not_shown_yet_is_asked_for_them(blocked: Stage) -> None:
    """Where the form did not follow, submitting it shows the fields instead of guessing them."""
    form(blocked)
    (again,) = blocked.play({"submit": {"kind": "forecast"}, "by": "ana"})
    assert again.kind == "view" and "Which day?" in again.text
    blocked.play({"submit": {"when": "2026-03-20"}, "by": "ana"})
    assert str(facts(blocked.task("A-370"), blocked.site().calendar).forecast) == "2026-03-20"


def test_what_was_missed_can_be_added(blocked: Stage) -> None:
    """A second signal of the same message, beside the first."""
    form(blocked)
    blocked.play({"submit": {"missed:new1": "headcount"}, "by": "ana"})
    shown = blocked.play({"submit": {"count:new1": "6", "trade:new1": "Carpenter"}, "by": "ana"})
    assert "on site: 6 × carpenter" in told(shown, "@ana")[0]
    (people,) = [one for one in blocked.site().live if one.signal.kind == "headcount"]
    assert people.signal.values == {"trade": "carpenter", "count": 6}
    assert blocked.life().is_open


def test_wrong_input_is_answered_at_its_field(blocked: Stage) -> None:
    """An unknown task and a missing field say what to do; nothing is changed."""
    form(blocked)
    (refused,) = blocked.play({"submit": {"task": "A-37"}, "by": "ana"})
    assert "no task A-37" in refused.text and "Did you mean A-370" in refused.text
    blocked.play({"submit": {"task": "A-370", "kind": "quality"}, "by": "ana"})
    (refused,) = blocked.play({"submit": {}, "by": "ana"})
    assert "Choose the result" in refused.text
    assert blocked.journal("corrected") == []


@pytest.mark.parametrize("kind", ["blocker", "cleared"])
def test_nothing_stops_the_whole_site_unsaid(stage: Stage, kind: str) -> None:
    """Chosen and left empty it would be of the whole site, for which somebody is called at once: it is asked of what."""
    stage.until("2026-03-10T09:12")
    stage.say("minh", "what a day")
    stage.play({"shortcut": "record", "by": "minh", "on": "last"})
    stage.play({"submit": {"missed": kind}, "by": "minh"})
    (refused,) = stage.play({"submit": {}, "by": "minh"})
    assert "task:new1: Say which task" in refused.text
    assert stage.actions() == []
    stage.play({"submit": {"what": "hoist"}, "by": "minh"})
    assert [one.signal.what for one in stage.site().live if one.signal.kind == kind] == ["hoist"]


def test_a_form_of_words_that_were_edited_meanwhile_is_not_taken(blocked: Stage) -> None:
    """Whoever opened it saw something else."""
    form(blocked, by="grace")
    blocked.play({"edit": "last", "by": "ana", "to": "L3 columns stopped, no crane"})
    (refused,) = blocked.play({"submit": {"kind": "drop"}, "by": "grace"})
    assert "was edited in the meantime" in refused.text
    assert blocked.journal("corrected") == []


def test_a_manager_may_correct_and_is_named(blocked: Stage) -> None:
    """The next form tells who put it right before."""
    form(blocked, by="grace")
    blocked.play({"submit": {"cause": "labour"}, "by": "grace"})
    assert "Checked before by Grace Okafor" in form(blocked)


def test_an_edit_after_a_correction_is_read_anew(blocked: Stage) -> None:
    """The newest words count, whoever corrected the old ones."""
    form(blocked)
    blocked.play({"submit": {"cause": "labour"}, "by": "ana"})
    blocked.play({"edit": "last", "by": "ana", "to": "L3 columns stopped, crane down"})
    (live,) = [one for one in blocked.task("A-370").live if one.signal.kind == "blocker"]
    assert live.signal.values["cause"] == "equipment"
    assert "Checked before" not in form(blocked)


def test_a_direct_message_gets_a_receipt(stage: Stage) -> None:
    """What was told to Siteloop alone is acknowledged with what was understood, and the button that puts it right."""
    stage.until("2026-03-10T09:12")
    shown = stage.say("minh", "L3 slab pour 60%", "@siteloop")
    (receipt,) = [line for line in shown if line.to == "@minh" and "Understood" in line.text]
    assert receipt.buttons == ("correct",)
    stage.press("minh", "correct")
    stage.play({"submit": {"percent": "65"}, "by": "minh"})
    assert facts(stage.task("A-310"), stage.site().calendar).percent == 65
