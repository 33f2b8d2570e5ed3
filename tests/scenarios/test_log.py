"""`/site log`: what was captured, by day, task or person, with the form that puts it right, within Slack's limits."""

from bot.sandbox import check_blocks
from tests.scenarios.stage import Line, Stage


def log(stage: Stage, rest: str = "", by: str = "grace") -> Line:
    """The answer."""
    return stage.command(by, f"/site log {rest}")[-1]


def test_the_log_of_today_tells_message_and_data(stage: Stage) -> None:
    """Each report with its time, its writer, its words and what they say; chatter is not there; others' days neither."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", "L3 columns stopped, waiting on concrete")
    stage.say("omar", "lunch?")
    told = log(stage)
    assert "Log: Tue 10 Mar* · 1 report" in told.text
    assert "*09:12* Ana Ruiz: “L3 columns stopped, waiting on concrete”" in told.text
    assert "• Level 3 columns and core walls (A-370): blocked, material missing" in told.text
    assert "lunch" not in told.text
    stage.until("2026-03-11T08:00")
    assert "Nothing was captured" in log(stage).text
    assert "waiting on concrete" in log(stage, "yesterday").text
    assert "waiting on concrete" in log(stage, "2026-03-10").text
    assert "waiting on concrete" in log(stage, "tuesday").text


def test_a_day_is_named_as_people_name_it(stage: Stage) -> None:
    """The last one of that date; what is no day is told so."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", "L3 columns stopped, waiting on concrete")
    stage.until("2026-03-11T08:00")
    for named in ("10 March", "March 10", "10 mar", "10th march @ana", "Mar 10th", "2026-03-10"):
        assert "waiting on concrete" in log(stage, named).text, named
    assert "Log: Sat 27 Dec" in log(stage, "27 December").text
    assert "“30”" in log(stage, "30 February").text
    assert "“march”" in log(stage, "march").text


def test_an_answer_by_button_stands_in_the_log(stage: Stage) -> None:
    """What was answered without words is captured as well, by whom and how."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", "L3 columns stopped, waiting on concrete")
    stage.press("minh", "done", "ACT-1")
    told = log(stage, "A-370")
    assert "Minh Trần, by button\n• ACT-1: done" in told.text
    assert told.buttons == ("correct_listed",)


def test_the_log_of_a_task_or_a_person(stage: Stage) -> None:
    """A day, a task and a person each narrow it."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", "L3 columns stopped, waiting on concrete")
    stage.say("diego", "crane down since 7")
    assert "crane" not in log(stage, "A-370").text
    assert "columns" not in log(stage, "@diego").text
    assert "crane down since 7" in log(stage, "today diego").text
    assert "Nothing was captured" in log(stage, "A-370 diego").text


def test_what_it_does_not_know_is_answered(stage: Stage) -> None:
    """An unknown word and a day to come say how to ask."""
    assert "Did you mean A-370" in log(stage, "A-37").text
    assert "still to come" in log(stage, "2026-04-01").text
    assert "/site log yesterday" in log(stage, "someday").text


def test_a_line_is_put_right_where_siteloop_is_not(stage: Stage) -> None:
    """Opened in a channel without Siteloop, the form is about what was listed, its thanks arrive, and no site begins there."""
    stage.until("2026-03-10T09:12")
    stage.say("minh", "L3 slab pour 40%")
    stage.world.sandbox.create_channel("minh", "welders")
    stage.command("minh", "/site log", "#welders")
    assert "L3 slab pour 40%" in stage.press("minh", "correct_listed")[-1].text
    (thanks,) = stage.play({"submit": {"percent": "45"}, "by": "minh"})
    assert (thanks.to, thanks.kind) == ("@minh", "message") and "45 % done" in thanks.text
    assert "45 % done" in stage.command("minh", "/site me", "#welders")[-1].text
    stage.press("minh", "withdraw")
    assert "Nothing was captured" in log(stage).text
    assert len(stage.store.sites()) == 1


def test_only_writer_and_managers_may_amend_in_it(stage: Stage) -> None:
    """The button is there for those who may; it opens the form, and the log tells who put it right."""
    stage.until("2026-03-10T09:12")
    stage.say("diego", "crane down since 7")
    assert log(stage, by="omar").buttons == ()
    assert log(stage, by="diego").buttons == ("correct_listed",)
    assert log(stage, by="grace").buttons == ("correct_listed",)
    stage.play({"press": "correct_listed", "by": "grace"}, {"submit": {"what": "hoist"}, "by": "grace"})
    assert "checked by Grace Okafor" in log(stage).text


def test_a_long_day_is_paged(stage: Stage) -> None:
    """Eight to a page, newest first, older ones with a press in place, all within what Slack takes."""
    stage.until("2026-03-10T09:00")
    for number in range(19):
        stage.say(
            "diego",
            f"spent ${1000 + number} on crane rental for the L3 slab pour, "
            + "invoice from the rental yard, paid today, " * 7,
        )
    first = log(stage)
    assert "page 1 of 3" in first.text and "$1,018" in first.text and "$1,010" not in first.text
    (second,) = stage.press("grace", "log_older")
    assert second.kind == "update" and "page 2 of 3" in second.text and "$1,010" in second.text
    (third,) = stage.press("grace", "log_older")
    assert "page 3 of 3" in third.text and "$1,000" in third.text
    assert "page 2 of 3" in stage.press("grace", "log_newer")[0].text
    for one in stage.world.sandbox.workspace.channel("#tower-a").ephemerals.values():
        assert check_blocks([dict(block) for block in one.blocks], "message") == []
