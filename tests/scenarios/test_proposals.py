"""A rule that only proposes: one manager is asked whether to ask, says yes, otherwise or no, and nobody else is bothered."""

from collections.abc import Callable

import pytest

from rules.folding.entry import Stepped
from rules.life.action import is_edited
from tests.rules.world import rule
from tests.scenarios.stage import Stage, told

STOPPED = "L3 columns stopped, waiting on concrete"
PROPOSED = rule(
    "blocker.firm = true", id="proposed", each="blocker", due="4h",
    remind="{ before: [1h], at_due: true, after: [1h], escalate_after: 2h }",
    more='mode: propose\ntitle: Work is stopped',
).replace("    title: proposed\n", "").replace("owner: superintendent", "owner: project_manager")  # fmt: skip


@pytest.fixture
def proposed(ruled: Callable[..., Stage]) -> Stage:
    """Tuesday 09:12: Ana's words have led to a proposal, which Grace decides."""
    stage = ruled(PROPOSED)
    stage.until("2026-03-10T09:12")
    stage.say("ana", STOPPED)
    return stage


def test_only_one_manager_is_asked(proposed: Stage) -> None:
    """What, of whom, for how long, why, on what words, until when it waits; no card, nobody else is written to."""
    (line,) = [line for line in proposed.shown if line.to != "#tower-a"]
    assert (line.to, line.buttons) == ("@grace", ("approve", "edit", "refuse", "why"))
    for wanted in (
        "Shall I ask this? ACT-1: Do it", "A-370", "Minh Trần (@minh), owns A-370", "4 working hours",
        "Rule `proposed`: Work is stopped", "columns stopped", "until Tue 10 Mar 13:12",
    ):  # fmt: skip
        assert wanted in line.text
    assert not any("ACT-1" in text for text in told(proposed.shown, "#tower-a"))


def test_approved_it_is_asked_from_then_on(proposed: Stage) -> None:
    """Minh has four hours from the word on; the card comes, Grace's message tells it without buttons; it lives as any other."""
    proposed.until("2026-03-10T11:00")
    shown = proposed.press("grace", "approve")
    found = proposed.life()
    assert (found.status, proposed.local(found.due)) == ("assigned", "2026-03-10T15:00")
    assert found.approved is not None
    assert not is_edited(found.approved)
    assert any("This is yours to do" in text for text in told(shown, "@minh", "message"))
    assert any("Grace Okafor approved it" in text for text in told(shown, "#tower-a", "message"))
    (mine,) = [line for line in shown if line.to == "@grace"]
    assert (mine.kind, mine.buttons) == ("update", ())
    assert "Approved by Grace Okafor. Waiting for Minh Trần" in mine.text
    shown = proposed.until("2026-03-10T15:00")
    assert any("Due now" in text for text in told(shown, "@minh", "message"))
    proposed.press("minh", "done")
    assert "Done, Minh Trần" in told(proposed.shown, "@grace", "update")[-1]


def test_a_word_in_a_list_is_confirmed_there(proposed: Stage) -> None:
    """Grace approves from `/site actions` in the channel: her message elsewhere changes, and here she is told what came of it."""
    proposed.command("grace", "/site actions waiting")
    shown = proposed.press("grace", "approve")
    assert "ACT-1: Waiting for Minh Trần." in told(shown, "@grace", "ephemeral")


def test_edited_it_is_asked_as_it_was_edited(proposed: Stage) -> None:
    """Text, person and time as the manager wrote them; whoever would have had it hears nothing."""
    (form,) = proposed.press("grace", "edit")
    assert form.kind == "view"
    given = {"text": "Call the plant <now>", "to": "hector", "when": "2026-03-11T10:00"}
    shown = proposed.play({"submit": given, "by": "grace"})
    found = proposed.life()
    assert (found.text, found.owner) == ("Call the plant <now>", proposed.person("hector"))
    assert proposed.local(found.due) == "2026-03-11T10:00"
    (card,) = told(shown, "#tower-a", "message")
    assert "ACT-1: Call the plant <now>\n" in card
    assert "approved it, changed: asked in other words, of Hector Salas and until Wed 11 Mar 10:00" in card
    assert "Hector Salas (@hector), chosen by who approved it" in card
    assert told(shown, "@minh") == []


def test_a_form_that_changes_nothing_is_a_plain_approval(proposed: Stage) -> None:
    """What was left as it stood is not counted as edited."""
    proposed.press("grace", "edit")
    proposed.play({"submit": {}, "by": "grace"})
    found = proposed.life()
    assert found.approved is not None
    assert (is_edited(found.approved), proposed.local(found.due)) == (False, "2026-03-10T13:12")


def test_what_cannot_be_asked_is_refused_at_its_field(proposed: Stage) -> None:
    """A time that has passed, somebody who is not of the site; nothing is recorded."""
    proposed.world.sandbox.workspace.add_user("stranger")
    proposed.press("grace", "edit")
    late = proposed.play({"submit": {"when": "2026-03-09T10:00"}, "by": "grace"})
    assert "has passed" in late[0].text
    other = proposed.play({"submit": {"to": "stranger"}, "by": "grace"})
    assert "They are not of this site" in other[0].text
    assert proposed.action().steps == ()


def test_refused_it_is_over(proposed: Stage) -> None:
    """A reason is required and kept; the message says it without buttons; the channel never hears of it."""
    proposed.press("grace", "refuse")
    proposed.play({"submit": {}, "by": "grace"})
    assert proposed.life().is_open
    shown = proposed.play({"submit": {"why": "the truck is here"}, "by": "grace"})
    (mine,) = [line for line in shown if line.to == "@grace" and line.kind == "update"]
    assert mine.buttons == ()
    assert "Refused, Grace Okafor Tue 10 Mar 09:12: the truck is here" in mine.text
    proposed.until("2026-03-10T17:05")
    assert not any("ACT-1" in line.text for line in proposed.shown if line.to in ("#tower-a", "@minh"))


def test_unheard_it_is_reminded_of_and_put_to_the_next(proposed: Stage) -> None:
    """Grace is reminded half-way; at its time it is Ana's as well, for as long; Grace's message says so and still decides."""
    (again,) = told(proposed.until("2026-03-10T11:12"), "@grace", "message")
    assert "This still waits for a word" in again
    assert "until Tue 10 Mar 13:12, then it is put to Ana Ruiz" in again
    shown = proposed.until("2026-03-10T13:12")
    (ana,) = [line for line in shown if line.to == "@ana"]
    assert (ana.kind, ana.buttons) == ("message", ("approve", "edit", "refuse", "why"))
    assert "No word came from Grace Okafor, so it is yours to say" in ana.text
    (grace,) = [line for line in shown if line.to == "@grace"]
    assert grace.kind == "update"
    assert any(
        "waiting for the word of Ana Ruiz" in line.text for line in proposed.command("ana", "/site why ACT-1")
    )
    proposed.press("grace", "approve")
    assert proposed.life().status == "assigned"
    assert "Approved by Grace Okafor" in told(proposed.shown, "@ana", "update")[-1]


def test_unheard_it_ends(proposed: Stage) -> None:
    """Nobody said a word: their messages say so without buttons; an old button gets a true answer. Digests had it."""
    shown = proposed.until("2026-03-11T07:00")
    for person, waits in (("@ana", "waits until"), ("@grace", "put to Ana Ruiz, waits until")):
        (digest,) = [text for text in told(shown, person, "message") if "Good morning" in text]
        assert f"to be asked of Minh Trần · {waits}" in digest.partition("Waiting for your word")[2]
    shown = proposed.until("2026-03-11T13:12")
    mine = {line.to: line for line in shown if line.to in ("@ana", "@grace") and line.kind == "update"}
    assert [mine[person].buttons for person in ("@ana", "@grace")] == [(), ()]
    assert "unanswered: nobody approved it in time, of Grace Okafor, Ana Ruiz" in mine["@grace"].text
    shown = proposed.press("grace", "approve")
    assert "ACT-1 is over. Dropped" in told(shown, "@grace")[0]
    steps = [e.step.kind for e in proposed.journal("stepped") if isinstance(e, Stepped)]
    assert steps == ["reminded", "passed", "reminded", "closed"]
    assert "1 stayed unanswered" in proposed.command("ana", "/site rules proposed")[0].text


def test_two_managers_at_once_both_get_a_true_answer(proposed: Stage) -> None:
    """Ana sees it in `/site actions` with its buttons; who comes second is told who was first; one step is recorded."""
    listed = proposed.command("ana", "/site actions")
    assert {"approve", "edit", "refuse"} <= set(listed[0].buttons)
    proposed.press("grace", "approve")
    shown = proposed.press("ana", "approve")
    (answer,) = told(shown, "@ana")
    assert "ACT-1 was approved by Grace Okafor already. Waiting for Minh Trần" in answer
    assert [e.step.by for e in proposed.journal("stepped") if isinstance(e, Stepped)] == [
        proposed.person("grace")
    ]


def test_a_form_that_came_second_is_told_who_was_first(proposed: Stage) -> None:
    """Grace writes why she refuses while Ana approves: her form says so, and it is asked."""
    proposed.press("grace", "refuse")
    proposed.command("ana", "/site actions")
    proposed.press("ana", "approve")
    (answer,) = proposed.play({"submit": {"why": "the truck is here"}, "by": "grace"})
    assert answer.kind == "view"
    assert "ACT-1 was approved by Ana Ruiz already. Waiting for Minh Trần" in answer.text
    assert proposed.life().status == "assigned"


def test_another_manager_may_say_it_and_is_told(proposed: Stage) -> None:
    """Who has no message of their own that would change is told what came of it; Grace's message changes."""
    proposed.command("ana", "/site actions")
    shown = proposed.press("ana", "approve")
    assert told(shown, "@ana") == ["ACT-1: Waiting for Minh Trần."]
    assert any("Approved by Ana Ruiz" in text for text in told(shown, "@grace", "update"))


def test_a_manager_decides_on_the_home_tab(proposed: Stage) -> None:
    """It stands there with its buttons for those who may, for nobody else; pressed, the tab is drawn anew."""
    for person, sees in (("ana", True), ("grace", True), ("minh", False)):
        (home,) = proposed.play({"open_home": True, "by": person})
        assert ("approve" in home.buttons, "ACT-1" in home.text) == (sees, sees)
    shown = proposed.press("ana", "approve", card="home")
    assert any(line.kind == "home" and "approve" not in line.buttons for line in shown)
    assert proposed.life().status == "assigned"


def test_one_of_several_is_pressed_by_its_name(proposed: Stage) -> None:
    """In the list of `/site actions`, and on the home tab."""
    proposed.say("ana", "L3 slab pour stopped, pump down")
    proposed.say("ana", "L2 strip formwork stopped, waiting on the permit")
    proposed.command("ana", "/site actions")
    proposed.press("ana", "approve", card="ACT-2")
    proposed.press("ana", "approve", card="home ACT-3")
    statuses = [proposed.life(name).status for name in ("ACT-1", "ACT-2", "ACT-3")]
    assert statuses == ["proposed", "assigned", "assigned"]


def test_who_may_not_decide_gets_a_true_answer(proposed: Stage) -> None:
    """Words and reactions are no word on it; whoever is no manager cannot answer what nobody asked yet."""
    proposed.play({"react": "white_check_mark", "by": "grace", "card": "last"})
    assert "not asked of anybody yet" in told(proposed.shown, "@grace", "message")[-1]
    direct = next(line for line in proposed.shown if line.to == "@grace")
    proposed.say("grace", "done", "@siteloop", thread=direct.ts or "")
    assert "Approve, Edit or Refuse it" in told(proposed.shown, "@grace", "message")[-1]
    shown = proposed.say("minh", "ACT-1 done", "@siteloop")
    (told_so,) = [text for text in told(shown, "@minh", "message") if text.startswith("ACT-1 is not asked")]
    assert (
        "waiting for the word of Grace Okafor, or of another manager of the site. Tell them what you"
        in told_so
    )
    assert "Approve" not in told_so
    assert proposed.life().status == "proposed"
    assert proposed.action().steps == ()


def test_a_plain_done_is_about_what_is_theirs_to_do(ruled: Callable[..., Stage]) -> None:
    """Words to the bot answer the manager's own action, though a proposal came since."""
    stage = ruled(PROPOSED)
    stage.command("ana", "/site assign @grace call the owner by Friday")
    stage.until("2026-03-10T09:12")
    stage.say("ana", STOPPED)
    stage.say("grace", "done", "@siteloop")
    assert (stage.life("ACT-1").status, stage.life("ACT-2").status) == ("done", "proposed")


def test_nobody_meets_it_in_their_lists(proposed: Stage) -> None:
    """Not in Minh's actions nor his morning; the evening tells the blocker as what nobody was asked about."""
    assert "Nothing is open with you" in proposed.command("minh", "/site actions mine")[0].text
    assert "ACT-1" in proposed.command("grace", "/site actions mine")[0].text
    why = proposed.command("grace", "/site why ACT-1")[0].text
    assert "Minh Trần (@minh): owns A-370 in the schedule *(would be asked)*" in why
    assert "What decides it" in why


def test_a_proposal_at_night_waits_for_the_morning(ruled: Callable[..., Stage]) -> None:
    """Quiet hours are a manager's too; in the digest it waits for their word."""
    stage = ruled(PROPOSED)
    stage.until("2026-03-10T17:30")
    stage.say("ana", STOPPED)
    shown = stage.until("2026-03-11T06:59")
    assert told(shown, "@grace") == []
    shown = stage.until("2026-03-11T07:00")
    morning = next(text for text in told(shown, "@grace") if "Good morning" in text)
    assert "Waiting for your word\n• *ACT-1* Do it · to be asked of Minh Trần" in morning
    assert any("Shall I ask this?" in text for text in told(shown, "@grace", "message"))
