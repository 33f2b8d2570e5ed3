"""For those who prefer a form: a message recorded by hand, and a report with task, percent, cause and photo."""

import pytest

from rules.progress import facts
from tests.scenarios.stage import Stage, told

STOPPED = "L3 columns stopped, waiting on concrete"


@pytest.fixture
def nine(stage: Stage) -> Stage:
    """A quarter past nine."""
    stage.until("2026-03-10T09:12")
    return stage


def percent(stage: Stage, task: str = "A-310") -> float:
    """How far a task is."""
    return facts(stage.task(task), stage.site().calendar).percent


def test_a_message_that_said_nothing_is_recorded_by_hand(nine: Stage) -> None:
    """Its writer says in the form what it means; it counts at the time at which it was written, and is marked."""
    nine.say("minh", "podium looking good, almost four fifths there")
    assert nine.journal("said") == []
    nine.until("2026-03-10T10:00")
    (view,) = [
        one for one in nine.play({"shortcut": "record", "by": "minh", "on": "last"}) if one.kind == "view"
    ]
    assert "podium looking good" in view.text
    nine.play({"submit": {"missed:new1": "progress"}, "by": "minh"})
    shown = nine.play({"submit": {"task:new1": "A-310", "percent:new1": "80"}, "by": "minh"})
    assert told(shown, "#tower-a", "reaction") == [":memo:"]
    assert percent(nine) == 80
    (live,) = [one for one in nine.task("A-310").live if one.signal.kind == "progress"]
    assert nine.local(live.at) == "2026-03-10T09:12"


def test_what_is_read_stands_in_the_form_already(nine: Stage) -> None:
    """A message from before Siteloop came: recorded as it is read, and put right in the same form."""
    sandbox = nine.world.sandbox
    sandbox.create_channel("minh", "yard")
    nine.say("minh", "crane down since 7", "#yard")
    sandbox.invite(sandbox.app.bot_user, "#yard", "minh")
    nine.world.settle()
    (view,) = [
        one for one in nine.play({"shortcut": "record", "by": "minh", "on": "last"}) if one.kind == "view"
    ]
    assert "plant or tools" in view.text.lower()
    nine.play({"submit": {"what": "tower crane 2"}, "by": "minh"})
    (live,) = nine.site("yard").live
    assert (live.signal.kind, live.signal.values["cause"], live.signal.what) == (
        "blocker",
        "equipment",
        "tower crane 2",
    )


def test_what_was_recorded_already_opens_the_same_form(nine: Stage) -> None:
    """Nothing is recorded twice."""
    nine.say("ana", STOPPED)
    (view,) = nine.play({"shortcut": "record", "by": "ana", "on": "last"})
    assert "Something stops the work" in view.text
    assert len(nine.journal("said")) == 1


def test_somebody_elses_message_is_taken_as_it_is_read(nine: Stage) -> None:
    """Who may not put it right gets no form."""
    nine.say("minh", "podium looking good")
    shown = nine.play({"shortcut": "record", "by": "omar", "on": "last"})
    assert "Taken." in told(shown, "@omar")[0]


def test_where_siteloop_is_not_nothing_is_recorded(nine: Stage) -> None:
    """A channel without it, and what people write to one another, stay theirs; the answer says what can be done."""
    nine.world.sandbox.create_channel("minh", "rebar-crew")
    nine.say("minh", STOPPED, "#rebar-crew")
    for shortcut in ("record", "understood", "make_action"):
        (answer,) = nine.play({"shortcut": shortcut, "by": "minh", "on": "last"})
        assert "only channels that I was invited to" in answer.text
    sandbox = nine.world.sandbox
    place = sandbox.open_dm("minh", "ana").id
    ts = sandbox.say("minh", place, STOPPED)
    sandbox.message_shortcut("ana", place, ts, "record")
    nine.world.settle()
    assert nine.journal("said") == []


def test_what_is_kept_out_is_not_recorded_by_hand(nine: Stage) -> None:
    """Neither `[off]` nor a pause can be got round by somebody else."""
    nine.say("minh", f"[off] {STOPPED}")
    assert "keeps that message out" in nine.play({"shortcut": "record", "by": "grace", "on": "last"})[0].text
    nine.command("grace", "/site pause until 15:00")
    nine.say("minh", STOPPED)
    assert "I am paused" in nine.play({"shortcut": "record", "by": "grace", "on": "last"})[0].text
    assert nine.journal("said") == []


def test_a_report_by_form(nine: Stage) -> None:
    """Read like a message, with the fields besides; told in the channel under its writer's name, and acted on."""
    (view,) = nine.play({"shortcut": "report", "by": "minh"})
    assert view.text.startswith("Report")
    fields = {
        "text": "pour is going on, 12 people on site",
        "task": "a-370",
        "percent": "60",
        "cause": "material",
    }
    shown = nine.play({"submit": fields, "by": "minh"})
    card = told(shown, "#tower-a", "message")[0]
    assert "📝 Minh Trần reports: “pour is going on, 12 people on site”" in card
    assert "60 % done" in card and "blocked, material missing" in card and "12 × people" in card
    assert percent(nine, "A-370") == 60
    assert nine.action("ACT-1").asked.task == "A-370"
    assert "pour is going on" in nine.command("minh", "/site me")[-1].text


def test_a_report_of_nothing_is_no_silence(nine: Stage) -> None:
    """It stands in the channel, and its writer learns that nothing follows from it, and how it can."""
    nine.play({"shortcut": "report", "by": "minh"})
    shown = nine.play({"submit": {"text": "asdf qwer"}, "by": "minh"})
    (thanks,) = told(shown, "@minh", "message")
    assert "I read nothing to record in it" in thanks and "“Not right?” below it" in thanks
    form = nine.play({"press": "correct", "by": "minh"})[-1].text
    assert "asdf qwer" in form and "Was something missed?" in form


def test_a_report_can_be_put_right_in_the_channel(nine: Stage) -> None:
    """The card has the button, for its writer and the managers."""
    nine.play({"shortcut": "report", "by": "minh"}, {"submit": {"text": "L3 slab pour 60%"}, "by": "minh"})
    nine.play({"press": "correct", "by": "minh"}, {"submit": {"percent": "65"}, "by": "minh"})
    assert percent(nine) == 65


def test_a_photo_of_a_report_is_its_evidence(nine: Stage) -> None:
    """Uploaded in the form, it is linked in the card and the log."""
    sandbox = nine.world.sandbox
    file = sandbox.store_file("minh", "crack.jpg", b"photo")
    nine.play({"shortcut": "report", "by": "minh"})
    shown = nine.play({"submit": {"text": "L3 slab pour 60%", "photo": [file.id]}, "by": "minh"})
    assert "crack.jpg" in told(shown, "#tower-a", "message")[0]
    assert "crack.jpg" in nine.command("grace", "/site log")[-1].text


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"text": "x", "task": "A-37"}, "Did you mean A-370"),
        ({"text": "x", "percent": "60"}, "Say of which task"),
        ({"text": "x", "percent": "101"}, "at most 100"),
        ({"text": "[off] the crane driver is drunk"}, "A report is posted in the channel and recorded"),
        ({}, "required field"),
    ],
)
def test_a_wrong_report_is_answered_at_its_field(nine: Stage, fields: dict[str, str], answer: str) -> None:
    """Nothing is recorded."""
    nine.play({"shortcut": "report", "by": "minh"})
    assert answer in nine.play({"submit": fields, "by": "minh"})[-1].text
    assert nine.journal("said") == []


def test_whoever_is_at_no_site_is_told_how_to_begin(nine: Stage) -> None:
    """A report needs a site."""
    nine.world.sandbox.workspace.add_user("zoe")
    (view,) = nine.play({"shortcut": "report", "by": "zoe"})
    assert "/site setup" in view.text
