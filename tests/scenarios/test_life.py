"""The life of an action through the whole of Siteloop: done is made sure of, and what is taken on is not forgotten."""

import pytest

from rules.progress import facts
from tests.scenarios.replaying import replayed
from tests.scenarios.stage import Stage, told

FAILED = "L3 slab rebar inspection failed, cover is too small at C4"


@pytest.fixture
def mended(stage: Stage) -> Stage:
    """Tuesday: the inspector failed Hector's rebar; at 10:00 Hector presses Done."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", FAILED)
    (asked,) = [one.asked for one in stage.actions() if one.asked.rule == "check-failed"]
    assert asked.ladder[0].person == stage.person("hector")
    stage.until("2026-03-10T10:00")
    stage.press("hector", "done", asked.id)
    return stage


def test_a_photo_shown_after_done_is_not_said_to_have_changed_nothing(mended: Stage) -> None:
    """Hector shows it with “done” once more: it stays reported, and he reads that the photo is kept."""
    sandbox, channel = mended.world.sandbox, mended.world.sandbox.workspace.channel("#tower-a")
    root = next(ts for ts, one in channel.messages.items() if "ACT-1" in one.text)
    sandbox.upload("hector", "#tower-a", "cover.jpg", b"photo", "done, see photo", thread_ts=root)
    mended.world.settle()
    assert mended.life().status == "reported"
    told_now = [one.text for one in channel.ephemerals.values()]
    (words,) = [text for text in told_now if "Your photo is kept with ACT-1" in text]
    assert "waits for Ana Ruiz to confirm it" in words
    assert "Nothing was changed" not in words


def _checks(stage: Stage) -> tuple[object, ...]:
    return facts(stage.task("A-390"), stage.site().calendar).of("quality")


def test_done_is_asked_of_whoever_has_to_confirm_it(mended: Stage) -> None:
    """Ana has one message with one tap to confirm; the card says what it waits for; the defect stands until she has."""
    (asked,) = [line for line in mended.shown if line.to == "@ana" and line.kind == "message"]
    assert "Hector Salas says that this is done. Is it?" in asked.text
    assert set(asked.buttons) == {"confirm", "send_back", "why"}
    assert mended.life().status == "reported"
    assert _checks(mended)
    assert any(
        "waits for Ana Ruiz to confirm it" in text for text in told(mended.shown, "#tower-a", "update")
    )
    shown = mended.press("ana", "confirm")
    assert mended.life().status == "done"
    assert not _checks(mended)
    assert any("Done, Hector Salas" in t and "confirmed by Ana Ruiz" in t for t in told(shown, "#tower-a"))
    assert any("confirmed by Ana Ruiz" in text for text in told(shown, "@hector", "update"))


def test_not_done_goes_back_with_its_reason(mended: Stage) -> None:
    """Ana says why; Hector is written to anew and has the same buttons as before."""
    mended.press("ana", "send_back")
    shown = mended.play({"submit": {"why": "the spacers at C5 are missing too"}, "by": "ana"})
    (back,) = [line for line in shown if line.to == "@hector" and line.kind == "message"]
    assert "Ana Ruiz says that this is not done: “the spacers at C5 are missing too”" in back.text
    assert "done" in back.buttons
    assert mended.life().status == "stuck"


def test_a_reaction_confirms_and_taken_away_it_does_not(mended: Stage) -> None:
    """A tick on the card by Ana, then none; a look (eyes) says nothing."""
    mended.play({"react": "eyes", "by": "ana", "card": "last"})
    assert mended.life().status == "reported"
    mended.play({"react": "white_check_mark", "by": "ana", "card": "last"})
    assert mended.life().status == "done"
    mended.play({"unreact": "white_check_mark", "by": "ana", "card": "last"})
    assert mended.life().status == "reported"
    assert _checks(mended)


def test_two_who_press_at_once_both_get_a_true_answer(mended: Stage) -> None:
    """Grace sends back what Ana has just confirmed: she reads that it is closed, by whom, and nothing was changed."""
    mended.press("grace", "send_back")
    mended.press("ana", "confirm")
    (line,) = mended.play({"submit": {"why": "I see a gap"}, "by": "grace"})
    assert "closed in the meantime" in line.text
    assert "confirmed by Ana Ruiz" in line.text
    shown = mended.press("grace", "confirm")
    assert any("ACT-1 is closed already. Done, Hector Salas" in text for text in told(shown, "@grace"))
    assert [step.kind for step in mended.action().steps if step.by] == ["answered", "confirmed"]


def test_nobody_confirms_their_own_work(mended: Stage) -> None:
    """Hector, who reported it, and Diego, whose it is not, are told why their word is not taken."""
    told_hector = told(mended.press("hector", "confirm", "ACT-1"), "@hector")
    assert any("somebody else has to confirm it" in text for text in told_hector)
    told_diego = told(mended.press("diego", "confirm", "ACT-1"), "@diego")
    assert any("is Ana Ruiz's to confirm" in text for text in told_diego)
    assert mended.life().status == "reported"


def test_words_in_the_thread_confirm_or_send_back(mended: Stage) -> None:
    """Ana writes what she sees."""
    mended.say("ana", "not done, the cover is still too small", thread="last-card")
    assert mended.life().status == "stuck"
    mended.press("hector", "done", "ACT-1")
    mended.say("ana", "confirmed", thread="last-card")
    assert mended.life().status == "done"


def test_whoever_waits_for_a_word_sees_it_at_home(mended: Stage) -> None:
    """Ana has it to do and Hector has not any more, at home and in the list of actions."""
    (home,) = mended.play({"open_home": True, "by": "ana"})
    assert "ACT-1" in home.text
    (line,) = mended.command("ana", "/site actions mine")
    assert "ACT-1" in line.text
    (line,) = mended.command("hector", "/site actions mine")
    assert "ACT-1" not in line.text


def test_the_data_makes_sure_of_it(mended: Stage) -> None:
    """A check that passed needs nobody's tap."""
    shown = mended.say("minh", "L3 slab rebar inspection passed")
    assert mended.life().status == "done"
    assert any("and the data shows it" in text for text in told(shown, "#tower-a", "update"))


def test_a_photo_makes_sure_of_a_danger(stage: Stage) -> None:
    """Who removed it shows it: a photo in the thread closes it; without the photo it waits again."""
    stage.until("2026-03-10T09:12")
    stage.say("omar", "no harness on the deck edge")
    stage.press("noor", "not_mine")
    stage.play({"submit": {"to": "@hector"}, "by": "noor"})
    stage.press("hector", "done")
    assert stage.life().status == "reported"
    card = next(line for line in stage.shown if line.to == "#tower-a" and "ACT-1" in line.text)
    sandbox = stage.world.sandbox
    place = sandbox.workspace.channel("#tower-a").id
    ts = sandbox.upload("hector", place, "rail.jpg", b"a photograph", "", thread_ts=card.ts)
    stage.world.settle()
    assert stage.life().status == "done"
    sandbox.delete("hector", place, ts)
    stage.world.settle()
    assert stage.life().status == "reported"


def test_started_is_in_hand(stage: Stage) -> None:
    """Who is on it can say that it has begun; the card says so."""
    stage.until("2026-03-10T09:12")
    stage.command("grace", "/site assign @diego grease the hoist by 15:00")
    stage.press("diego", "accept")
    shown = stage.press("diego", "start")
    assert stage.life().status == "in_hand"
    assert any("In hand, Diego" in text for text in told(shown, "#tower-a", "update"))


def test_another_tasks_progress_is_no_word_on_it(stage: Stage) -> None:
    """In a direct message people report of all their work; only what is of the action's task counts for the action."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", "L3 columns stopped, no concrete delivered")
    stage.say("minh", "L5 rebar 30%", "@siteloop")
    assert stage.life().status == "assigned"
    stage.say("minh", "L3 columns 30%", "@siteloop")
    assert stage.life().status == "in_hand"
    stage.command("grace", "/site assign @hector tag the west scaffold by 16:00")
    stage.say("hector", "L4 rebar 30%", "@siteloop")
    assert stage.life("ACT-2").status == "assigned"
    replayed(stage)


def test_acknowledged_and_forgotten_is_asked_of_again(stage: Stage) -> None:
    """Due on Friday, taken on on Tuesday: asked after a shift, after two it counts as not taken on; the card says so.

    From then on it goes its way: reminded of around its time, then up the line."""
    stage.until("2026-03-10T09:00")
    stage.command("grace", "/site assign @diego grease the hoist by Friday 15:00")
    stage.press("diego", "accept")
    shown = stage.until("2026-03-11T09:30")
    assert any("You took this on" in text for text in told(shown, "@diego", "message"))
    shown = stage.until("2026-03-12T09:30")
    assert any(
        "I heard nothing since. Is it still yours?" in text for text in told(shown, "@diego", "message")
    )
    assert any("Waiting for Diego" in text for text in told(shown, "#tower-a", "update"))
    assert stage.life().status == "assigned"
    shown = stage.until("2026-03-16T09:00")
    own = [(s.reminder or s.kind, stage.local(s.at)[5:]) for s in stage.action().steps if s.by is None]
    assert own[2:] == [
        ("before", "03-13T14:00"),
        ("due", "03-13T15:00"),
        ("after", "03-13T16:00"),
        ("escalated", "03-13T17:00"),
        ("escalated", "03-16T09:00"),
    ]


STOPPED = "L3 columns stopped, waiting on concrete"


@pytest.fixture
def blocked(stage: Stage) -> Stage:
    """Tuesday 09:12: the columns stand still, which is Minh's."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", STOPPED)
    return stage


def test_done_and_accepted_at_once(blocked: Stage) -> None:
    """Ana's “on it” comes after Minh's “done”: she reads whose word closed it; and done by both it was done once."""
    blocked.press("minh", "done")
    for name in ("accept", "done", "help"):
        shown = blocked.press("ana", name)
        assert any(
            "ACT-1 was closed in the meantime" in line.text or "ACT-1 is closed already" in line.text
            for line in shown
        )
        assert all("Done, Minh Trần Tue 10 Mar 09:12" in line.text for line in shown if line.to == "@ana")
    assert [(step.answer, step.by) for step in blocked.action().steps] == [("done", blocked.person("minh"))]


def test_two_who_take_it_on_are_both_named(blocked: Stage) -> None:
    """Minh and Ana press at once: both read that both are on it; what Ana has begun Minh's look does not take back."""
    blocked.press("minh", "accept")
    shown = blocked.press("ana", "accept")
    for to in ("#tower-a", "@minh"):
        assert any("Minh Trần and Ana Ruiz are on it" in text for text in told(shown, to, "update")), to
    blocked.press("ana", "start")
    blocked.play({"react": "eyes", "by": "minh", "card": "last"})
    assert blocked.life().status == "in_hand"
    shown = blocked.say("ana", "by Thursday 3pm", thread="last-card")
    assert any(
        "Promised by Ana Ruiz for Thu 12 Mar 15:00" in text for text in told(shown, "#tower-a", "update")
    )
    blocked.say("minh", "on it", thread="last-card")
    assert blocked.life().status == "promised"


def test_done_of_what_the_data_took_away(blocked: Stage) -> None:
    """Ana's words are edited while Minh presses, or fills the form in: he reads that nothing of it is left, and why."""
    blocked.press("minh", "not_done")
    blocked.play({"edit": "last", "by": "ana", "to": "L3 columns 70%"})
    assert blocked.life().status == "resolved"
    (refused,) = blocked.play({"submit": {"reason": "labour"}, "by": "minh"})
    shown = blocked.press("minh", "done", "ACT-1")
    for text in (refused.text, *told(shown, "@minh")):
        assert "Settled Tue 10 Mar 09:12: what it was about no longer holds" in text
        assert "Nothing was changed" in text
    assert [step.by for step in blocked.action().steps] == [None]


def test_what_was_handed_over_and_sent_back_says_who_sent_it_back(stage: Stage) -> None:
    """Noor gives a danger to Carlos, who reports it done; Ana says that it is not: the card says that, and nothing of Noor."""
    stage.until("2026-03-10T09:00")
    stage.say("minh", "No harness on the L4 deck edge, unsafe")
    stage.press("noor", "not_mine")
    stage.play({"submit": {"to": "carlos"}, "by": "noor"})
    own = told(stage.press("carlos", "done"), "@carlos", "update")
    assert own[-1].endswith("Or just answer in words: “not done, the guard rail is still missing”.")
    stage.press("ana", "send_back")
    shown = stage.play({"submit": {"why": "the rail is loose"}, "by": "ana"})
    assert any("Status: Ana Ruiz says that it is not done" in text for text in told(shown, "#tower-a"))
