"""What people decide counts: it becomes an action like any other, with the words as its evidence."""

import pytest

from rules.folding.entry import Said
from tests.scenarios.stage import Stage, told


def test_have_somebody_do_something(stage: Stage) -> None:
    """ "@Siteloop have diego fix the pump by 3": Diego has it by three in the afternoon, the card quotes the words."""
    stage.until("2026-03-10T09:00")
    shown = stage.say("grace", "@Siteloop have diego fix the pump by 3")
    asked = stage.action().asked
    assert (asked.text, asked.ladder[0].person) == ("fix the pump", stage.person("diego"))
    assert (stage.local(asked.due), asked.asked_by) == ("2026-03-10T15:00", stage.person("grace"))
    assert any(
        "have diego fix the pump by 3” Grace Okafor" in text for text in told(shown, "#tower-a", "message")
    )
    assert any("ACT-1 is asked of Diego Ramos" in text for text in told(shown, "@grace"))
    stage.press("diego", "done")
    assert stage.life().status == "done"


def test_words_that_are_taken_back_ask_for_nothing(stage: Stage) -> None:
    """The message is deleted: the action is dropped, and Diego sees why."""
    stage.until("2026-03-10T09:00")
    stage.say("grace", "@siteloop have diego fix the pump by 3pm")
    shown = stage.play({"delete": "last", "by": "grace"})
    assert stage.life().status == "dropped"
    assert any("were taken back" in text for text in told(shown, "@diego", "update"))


def test_words_that_are_changed_ask_for_something_else(stage: Stage) -> None:
    """A slip mended leaves the action as it is; another time or person asks anew and drops the old; words that ask nobody for
    anything, or are kept out, drop it."""
    stage.until("2026-03-10T09:00")
    stage.say("grace", "@siteloop have diego fix the pump by 3pm")
    shown = stage.play(
        {"edit": "last", "by": "grace", "to": "@siteloop please have diego fix the pump by 3pm"}
    )
    assert [one.asked.id for one in stage.actions()] == ["ACT-1"]
    assert (stage.life().status, told(shown, "@diego", "message")) == ("assigned", [])
    shown = stage.play({"edit": "last", "by": "grace", "to": "@siteloop have minh fix the pump by 4pm"})
    assert (stage.life().status, stage.life("ACT-2").owner) == ("dropped", stage.person("minh"))
    assert stage.local(stage.life("ACT-2").due) == "2026-03-10T16:00"
    assert any("were changed" in text for text in told(shown, "@diego", "update"))
    stage.play({"edit": "last", "by": "grace", "to": "@siteloop the pump is fixed"})
    assert stage.life("ACT-2").status == "dropped"
    stage.say("grace", "@siteloop have diego sweep the deck")
    stage.play({"edit": "last", "by": "grace", "to": "[off] @siteloop have diego sweep the deck"})
    assert stage.life("ACT-3").status == "dropped"


def test_only_managers_and_only_people(stage: Stage) -> None:
    """Omar is told who may; “have a look” is no order; a stranger's name is asked back."""
    stage.until("2026-03-10T09:00")
    assert any("managers" in t for t in told(stage.say("omar", "@siteloop have diego fix the pump"), "@omar"))
    stage.say("grace", "@siteloop have a look at the pump")
    assert stage.actions() == []


def test_nobody_of_that_name(stage: Stage) -> None:
    """The asker hears that the site does not know them, and who may be meant; what is no name is not taken for one."""
    shown = stage.say("grace", "@siteloop have deigo fix the ladder by 15:00")
    (answer,) = told(shown, "@grace")
    assert answer.startswith("I know nobody called deigo at this site. Did you mean @diego?")
    assert "nobody called" not in told(stage.say("grace", "@siteloop let me know"), "@grace")[0]
    assert stage.actions() == []


def test_a_name_that_is_mended_asks(stage: Stage) -> None:
    """The answer to “did you mean @diego?” is often an edit; hours later one gives no order."""
    order = "@siteloop have {} fix the ladder by 15:00"
    stage.until("2026-03-10T09:00")
    stage.say("grace", order.format("deigo"))
    shown = stage.play({"edit": "last", "by": "grace", "to": order.format("diego")})
    assert any("ACT-1 is asked of Diego Ramos" in text for text in told(shown, "@grace"))
    stage.say("grace", order.format("hecter"))
    stage.until("2026-03-10T11:00")
    stage.play({"edit": "last", "by": "grace", "to": order.format("hector")})
    assert [one.asked.id for one in stage.actions()] == ["ACT-1"]


def test_every_edit_is_read_as_the_last_one(stage: Stage) -> None:
    """An order, then chat, then an order again: each closes what the words before asked for, and asks for what it says."""
    order = "@siteloop have {} fix the pump by 3pm"
    stage.until("2026-03-10T09:00")
    stage.say("grace", order.format("diego"))
    stage.play({"edit": "last", "by": "grace", "to": "@siteloop L3 columns 60%"})
    shown = stage.play({"edit": "last", "by": "grace", "to": order.format("diego")})
    assert any("ACT-2 is asked of Diego Ramos" in text for text in told(shown, "@grace"))
    assert told(shown, "#tower-a", "reaction")  # the mark of the report goes with it
    assert stage.task("A-370").live == ()
    stage.play({"edit": "last", "by": "grace", "to": "@siteloop never mind"})
    stage.until("2026-03-10T11:00")  # its writer has the message in hand still
    stage.play({"edit": "last", "by": "grace", "to": order.format("minh")})
    assert [stage.life(one.asked.id).status for one in stage.actions()] == ["dropped", "dropped", "assigned"]
    assert stage.life("ACT-3").owner == stage.person("minh")


@pytest.mark.parametrize("end", [" please", ", thanks", " pls!"])
def test_a_polite_end_is_no_part_of_the_time(stage: Stage, end: str) -> None:
    """Nor does an edit that adds it ask anew."""
    order = "@siteloop have diego fix the pump by 3pm"
    stage.until("2026-03-10T09:00")
    stage.say("grace", f"{order}{end}")
    assert (stage.action().asked.text, stage.local(stage.life().due)) == ("fix the pump", "2026-03-10T15:00")
    stage.play({"edit": "last", "by": "grace", "to": order})
    assert [one.asked.id for one in stage.actions()] == ["ACT-1"]


def test_words_that_become_an_order(stage: Stage) -> None:
    """A report that is edited to an order within the hour is one; what cannot be ordered is said, also by an edit."""
    stage.until("2026-03-10T09:00")
    stage.say("grace", "@siteloop L3 columns 60%")
    shown = stage.play({"edit": "last", "by": "grace", "to": "@siteloop have @deigo fix the pump by 3pm"})
    assert any(text.startswith("I know nobody called @deigo") for text in told(shown, "@grace"))
    stage.play({"edit": "last", "by": "grace", "to": "@siteloop have diego fix the pump by 3pm"})
    shown = stage.play({"edit": "last", "by": "grace", "to": "@siteloop have @deigo fix the pump by 3pm"})
    assert stage.life().status == "dropped"
    assert any(text.startswith("I know nobody called @deigo") for text in told(shown, "@grace"))


def test_what_was_done_is_not_asked_again_by_a_mended_slip(stage: Stage) -> None:
    """Only what the words ask for beside it is new."""
    stage.until("2026-03-10T09:00")
    stage.say("grace", "@siteloop have diego fix the pump by 3pm")
    stage.press("diego", "done")
    stage.play({"edit": "last", "by": "grace", "to": "@siteloop please have diego fix the pump by 3pm"})
    assert [stage.life(one.asked.id).status for one in stage.actions()] == ["done"]
    stage.play({"edit": "last", "by": "grace", "to": "@siteloop have diego clean the pump by 4pm"})
    assert [stage.life(one.asked.id).status for one in stage.actions()] == ["done", "assigned"]
    stage.play({"edit": "last", "by": "grace", "to": "@siteloop have diego fix the pump by 3pm"})
    assert [stage.life(one.asked.id).status for one in stage.actions()] == ["done", "dropped"]


@pytest.mark.parametrize(
    "who", ["diego and minh", "diego & minh", "diego + minh to", "diego, minh and carlos", "@diego/@minh"]
)
def test_of_two_names_neither_is_left_out(stage: Stage, who: str) -> None:
    """However they stand together: one person answers for an action, and the asker is told so."""
    (answer,) = told(stage.say("grace", f"@siteloop have {who} fix the pump by 15:00"), "@grace")
    assert answer.startswith("One person answers for an action, so ask each for what is theirs.")
    assert stage.actions() == []


def test_a_request_that_a_manager_answers(stage: Stage) -> None:
    """Ana names who does it, in the thread of the request: his action, and done it ends the request; nobody is asked twice."""
    stage.until("2026-03-10T09:00")
    stage.say("minh", "need 4 carpenters on the L3 columns by Thursday")
    root = stage.world.sandbox.workspace.channel("#tower-a")
    ts = next(ts for ts, one in root.messages.items() if "the L3 columns" in one.text)
    stage.say("ana", "@diego please, by tomorrow 10:00", thread=ts)
    asked = stage.action().asked
    assert (asked.ladder[0].person, stage.local(asked.due)) == (stage.person("diego"), "2026-03-11T10:00")
    assert "4 carpenters" in asked.text
    assert (asked.matter or "").startswith(f"{root.id}:{ts}")
    stage.until("2026-03-10T16:00")
    assert len(stage.actions()) == 1
    stage.press("diego", "done")
    assert stage.life().status == "done"


def test_a_manager_who_says_yes_has_it(stage: Stage) -> None:
    """ "On it" below a request is a promise of its own; the same words of somebody else are talk."""
    stage.until("2026-03-10T09:00")
    stage.say("minh", "need 4 carpenters on the L3 columns by Thursday")
    root = stage.world.sandbox.workspace.channel("#tower-a")
    ts = next(ts for ts, one in root.messages.items() if "the L3 columns" in one.text)
    stage.say("omar", "on it", thread=ts)
    assert stage.actions() == []
    stage.say("ana", "on it", thread=ts)
    assert stage.life().owner == stage.person("ana")


def test_an_action_of_a_message(stage: Stage) -> None:
    """From the menu of a message that said nothing to record: the form has its words, the card quotes them."""
    stage.until("2026-03-10T09:00")
    stage.say("omar", "the client walks the site on Friday")
    (refused,) = stage.play({"shortcut": "make_action", "by": "omar", "on": "last"})
    assert refused.text.startswith("Only the site's managers can ask for actions here.")
    (form,) = stage.play({"shortcut": "make_action", "by": "grace", "on": "last"})
    assert "the client walks the site on Friday" in form.text
    stage.play(
        {"submit": {"to": "diego", "text": "sweep the stairs", "when": "2026-03-12T15:00"}, "by": "grace"}
    )
    (card,) = [line for line in stage.shown if line.to == "#tower-a" and "ACT-1" in line.text]
    assert "“the client walks the site on Friday” Omar" in card.text
    assert "taken back" not in card.text
    stage.say("minh", "L3 columns 90%")
    stage.play({"shortcut": "make_action", "by": "grace", "on": "last"})
    stage.play({"submit": {"to": "diego", "when": "2026-03-12T15:00"}, "by": "grace"})
    assert stage.action("ACT-2").asked.task == "A-370"  # which the message names
    stage.command("grace", "/site assign")
    asked = {"to": "diego", "text": "look at it", "when": "2026-03-12T15:00", "task": "a-380"}
    stage.play({"submit": asked, "by": "grace"})
    assert stage.action("ACT-3").asked.task == "A-380"


def test_how_far_it_is_says_nothing_of_the_task_whose_place_it_names(stage: Stage) -> None:
    """Half of another work at L3 is not half of A-320, whose words it shares; a task that the reply names is meant, and one that
    the form chose."""
    stage.until("2026-03-10T09:00")
    stage.say("grace", "@siteloop have diego strip the L3 edge protection by 3pm")
    assert stage.action().asked.task == "A-320"
    before = stage.task("A-320")
    stage.play({"say": "ACT-1 60% done", "by": "diego", "in": "@siteloop"})
    after = stage.task("A-320")
    assert (after.live, after.plan) == (before.live, before.plan)
    last = stage.journal("said")[-1]
    assert isinstance(last, Said)
    (said,) = last.signals
    assert (said.kind, said.task, said.values["percent"]) == ("progress", None, 60)
    assert stage.life().status == "in_hand"
    stage.play({"say": "ACT-1 L3 strip is 50% done", "by": "diego", "in": "@siteloop"})
    assert [one.signal.values["percent"] for one in stage.task("A-320").live] == [50]
    stage.command("grace", "/site assign")
    asked = {"to": "diego", "text": "finish it", "when": "2026-03-12T15:00", "task": "A-310"}
    stage.play({"submit": asked, "by": "grace"})
    stage.play({"say": "ACT-2 60% done", "by": "diego", "in": "@siteloop"})
    assert [one.signal.values["percent"] for one in stage.task("A-310").live] == [60]
