"""The closed loop, whole: words become an action, its answers and its silences come back as data."""

from datetime import datetime

import pytest

from rules.folding.entry import Digested, Said, Stepped
from rules.progress import facts
from tests.scenarios.stage import Stage, told

STOPPED = "L3 columns stopped, waiting on concrete"


@pytest.fixture
def blocked(stage: Stage) -> Stage:
    """Tuesday 09:12: Ana has just said that the columns stand still."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", STOPPED)
    return stage


def test_a_blocker_becomes_an_action_of_its_tasks_owner(blocked: Stage) -> None:
    """One card in the site's channel and one direct message to the task's owner; nobody else is written to."""
    asked = blocked.action().asked
    assert (asked.task, asked.ladder[0].person) == ("A-370", blocked.person("minh"))
    assert asked.evidence
    (card,) = [line for line in blocked.shown if line.to == "#tower-a" and line.buttons]
    (direct,) = [line for line in blocked.shown if line.to == "@minh"]
    for line in (card, direct):
        assert "ACT-1" in line.text
        assert "columns stopped" in line.text
        assert {"done", "accept", "not_done", "help", "not_mine", "why", "more"} == set(line.buttons)
    assert {line.to for line in blocked.shown} == {"#tower-a", "@minh"}
    assert [line.text for line in blocked.shown if line.kind == "reaction"] == [":memo:"]


def test_words_as_they_come(stage: Stage) -> None:
    """Three complaints in one breath: the owner of the task that stands is asked to get it moving."""
    stage.until("2026-03-10T09:12")
    shown = stage.say("ana", "L3 columns stopped, no concrete delivered, crane's waiting")
    (asked,) = [one.asked for one in stage.actions() if one.asked.rule == "work-stopped"]
    assert (asked.task, asked.ladder[0].person) == ("A-370", stage.person("minh"))
    assert any(asked.id in text for text in told(shown, "#tower-a", "message"))
    assert any(asked.id in text for text in told(shown, "@minh", "message"))


def test_silence_reminds_then_goes_up_the_ladder(blocked: Stage) -> None:
    """Unanswered, it reminds before, at and after its due time, then goes to the superintendent, then to the project manager."""
    blocked.until("2026-03-11T12:00")
    steps = [(step.kind, step.reminder, step.to, blocked.local(step.at)) for step in blocked.action().steps]
    ana, grace, minh = (blocked.person(name) for name in ("ana", "grace", "minh"))
    assert steps == [
        ("reminded", "before", minh, "2026-03-10T12:12"),
        ("reminded", "due", minh, "2026-03-10T13:12"),
        ("reminded", "after", minh, "2026-03-10T14:12"),
        ("escalated", None, ana, "2026-03-10T15:12"),
        ("escalated", None, grace, "2026-03-11T07:12"),
    ]
    assert blocked.life().helpers == (ana, grace)
    assert (
        len(
            [
                line
                for line in blocked.shown
                if line.to == "@minh" and "Due now" in line.text and line.kind == "message"
            ]
        )
        == 1
    )
    assert any("Escalated to you" in text for text in told(blocked.shown, "@ana", "message"))
    assert any("Escalated to you" in text for text in told(blocked.shown, "@grace", "message"))
    thread = [line.text for line in blocked.shown if line.to == "#tower-a" and line.thread]
    assert [("Ana Ruiz" in text, "Grace Okafor" in text) for text in thread] == [(True, False), (False, True)]


def test_a_person_has_one_direct_message_about_it(blocked: Stage) -> None:
    """Each new nudge takes the place of the one before: at the end one is left."""
    blocked.until("2026-03-10T14:30")
    about = [line for line in blocked.shown if line.to == "@minh" and "ACT-1" in line.text]
    posted = [line.ts for line in about if line.kind == "message"]
    deleted = [line.ts for line in about if line.kind == "delete"]
    assert len(posted) == 4
    assert deleted == posted[:-1]


def test_not_done_asks_for_the_reason_and_records_it(blocked: Stage) -> None:
    """The form's reason is on the card and blocks the task, the new time is the due time, and the reminders begin anew."""
    (form,) = blocked.press("minh", "not_done")
    assert form.kind == "view"
    assert "What is in the way?" in form.text
    shown = blocked.play(
        {
            "submit": {"reason": "material", "when": "2026-03-11T10:00", "note": "batch plant is down"},
            "by": "minh",
        }
    )
    (card,) = told(shown, "#tower-a")
    assert "not done, material missing, promised for Wed 11 Mar 10:00 “batch plant is down”" in card
    assert (blocked.life().status, blocked.local(blocked.life().due)) == ("promised", "2026-03-11T10:00")
    causes = {one.detail for one in facts(blocked.task("A-370"), blocked.site().calendar).of("blocker")}
    assert "material" in causes
    blocked.until("2026-03-11T10:01")
    reminded = [blocked.local(step.at) for step in blocked.life().reminded]
    assert reminded == ["2026-03-11T09:00", "2026-03-11T10:00"]


def test_a_form_without_a_reason_or_with_a_past_time_is_refused(blocked: Stage) -> None:
    """The fields that are wrong are named, and nothing is recorded."""
    blocked.press("minh", "not_done")
    (refused,) = blocked.play({"submit": {"reason": "material", "when": "2026-03-09T10:00"}, "by": "minh"})
    assert "has passed" in refused.text
    assert blocked.action().steps == ()


def _by_button(stage: Stage) -> None:
    stage.press("minh", "done")


def _in_the_cards_thread(stage: Stage) -> None:
    stage.say("minh", "done", thread="last-card")


def _in_the_thread_of_the_direct_message(stage: Stage) -> None:
    direct = next(line for line in stage.shown if line.to == "@minh")
    stage.say("minh", "done", "@siteloop", thread=direct.ts or "")


def _plainly_to_the_bot(stage: Stage) -> None:
    stage.say("minh", "done", "@siteloop")


def _by_reaction(stage: Stage) -> None:
    stage.play({"react": "white_check_mark", "by": "minh", "card": "last"})


@pytest.mark.parametrize(
    "answer",
    [
        _by_button,
        _in_the_cards_thread,
        _in_the_thread_of_the_direct_message,
        _plainly_to_the_bot,
        _by_reaction,
    ],
)
def test_done_closes_it_however_it_is_said(blocked: Stage, answer: object) -> None:
    """By button, in the card's thread, in the direct message or its thread, by reaction: closed, told, blocker gone."""
    assert callable(answer)
    before = len(blocked.shown)
    answer(blocked)
    after = blocked.shown[before:]
    assert blocked.life().status == "done"
    assert any("Done, Minh Trần" in text for text in told(after, "#tower-a", "update"))
    assert any("Done, Minh Trần" in text for text in told(after, "@minh", "update"))
    assert facts(blocked.task("A-370"), blocked.site().calendar).of("blocker") == ()
    assert blocked.site().open_actions == ()


def test_taking_a_reaction_back_reopens_it(blocked: Stage) -> None:
    """An answer by reaction lasts as long as the reaction."""
    blocked.play({"react": "white_check_mark", "by": "minh", "card": "last"})
    assert not blocked.life().is_open
    shown = blocked.play({"unreact": "white_check_mark", "by": "minh", "card": "last"})
    assert blocked.life().is_open
    assert any("Waiting for Minh Trần" in text for text in told(shown, "#tower-a", "update"))
    assert facts(blocked.task("A-370"), blocked.site().calendar).of("blocker")


def test_words_carry_reason_and_new_time(blocked: Stage) -> None:
    """ "not done" in the thread is the same as the form: reason and promise are read from the words."""
    blocked.say("minh", "not done, no concrete until Thursday 10am", thread="last-card")
    found = blocked.life()
    assert (found.status, blocked.local(found.due)) == ("promised", "2026-03-12T10:00")
    assert found.last_answer is not None
    assert found.last_answer.cause == "material"
    assert "until Thursday" in found.last_answer.note


def test_help_goes_up_at_once(blocked: Stage) -> None:
    """Asking for help does not wait for the due time: the next of the ladder is told that help is asked for."""
    blocked.press("minh", "help")
    shown = blocked.play({"submit": {"need": "labour", "what": "4 carpenters"}, "by": "minh"})
    assert blocked.life().helpers == (blocked.person("ana"),)
    (direct,) = told(shown, "@ana")
    assert "Minh Trần asks for help: 4 carpenters" in direct
    order = [step.kind for step in blocked.action().steps]
    assert order == ["answered", "escalated"]


def test_not_mine_hands_it_on(blocked: Stage) -> None:
    """Whoever is named has it now, and the one before is no longer asked."""
    blocked.press("minh", "not_mine")
    shown = blocked.play({"submit": {"to": "hector", "note": "rebar first"}, "by": "minh"})
    assert blocked.life().owner == blocked.person("hector")
    assert any(
        "Minh Trần says that this is yours. Is it?" in text for text in told(shown, "@hector", "message")
    )
    assert "Waiting for Hector Salas" in told(shown, "#tower-a", "update")[0]


def test_why_explains_it(blocked: Stage) -> None:
    """The rule, each clause with its value, the words with who and when, the ladder, and what ends it; only the asker sees it."""
    (line,) = blocked.command("grace", "/site why ACT-1")
    assert (line.to, line.kind, line.place) == ("@grace", "ephemeral", "#tower-a")
    for told_so in (
        "`work-stopped`",
        "task status: in progress (it was in progress)",
        "Ana Ruiz, Tue 10 Mar 09:12",
        "1. Minh Trần (@minh): owns A-370 in the schedule",
        "2. Ana Ruiz (@ana): superintendent of the site",
        "3. Grace Okafor (@grace): project manager of the site",
        "What ends it",
        "while nobody says anything: Minh Trần is reminded",
    ):
        assert told_so in line.text


def test_without_a_word_it_comes_again_ever_more_seldom(blocked: Stage) -> None:
    """Minh, Ana and Grace are silent: after the last of its plan Minh is asked again a shift later, then two later, then four,
    the last time with the word that it was; one message stands for all of them, and `why` tells what is to come."""
    found = blocked.life()
    shown = blocked.until("2026-03-24T17:00")
    again = [
        line
        for line in shown
        if line.to == "@minh" and line.kind == "message" and "Still open, overdue" in line.text
    ]
    again = [line for line in again if "ACT-1:" in line.text]
    assert [line.at[5:16] for line in again] == ["03-11T14:12", "03-13T14:12", "03-19T14:12"]
    assert ["I ask no more" in line.text for line in again] == [False, False, True]
    assert blocked.life().due == found.due
    (told_so,) = blocked.command("grace", "/site why ACT-1")
    assert "Reminded Minh Trần again" in told_so.text
    assert "nothing more comes by itself" in told_so.text


def test_the_next_digest_counts_it(blocked: Stage) -> None:
    """The evening digest names the closed action, and its counts are in the journal."""
    blocked.press("minh", "done")
    shown = blocked.until("2026-03-10T17:00")
    (digest,) = [text for text in told(shown, "#tower-a", "message") if "What happened" in text]
    assert "ACT-1* done by Minh Trần" in digest
    (sent,) = [
        entry
        for entry in blocked.journal("digested")
        if isinstance(entry, Digested) and entry.to == "evening"
    ]
    assert sent.counts["done"] == 1


def test_a_list_of_actions_is_no_card(blocked: Stage) -> None:
    """ "last-card" in a story is the newest card of an action, also after a list with buttons was shown."""
    blocked.command("minh", "/site actions")
    blocked.say("minh", "on it", thread="last-card")
    assert blocked.life().status == "accepted"


def test_every_step_is_in_the_journal(blocked: Stage) -> None:
    """From the message to the answer each step is an entry, in order, and the chain of hashes holds."""
    blocked.press("minh", "done")
    kinds = [entry.kind for entry in blocked.journal("said", "decided", "assigned", "stepped")]
    assert kinds == ["said", "decided", "assigned", "stepped"]
    said, stepped = blocked.journal("said")[0], blocked.journal("stepped")[0]
    assert isinstance(said, Said)
    assert said.by == blocked.person("ana")
    assert isinstance(stepped, Stepped)
    assert stepped.step.via == "button"


def test_lines_are_printed_in_the_form_that_is_promised(blocked: Stage) -> None:
    """Each printed line is local to the minute and second without an offset, and names who sees it."""
    blocked.command("grace", "/site status")
    for line in blocked.shown:
        assert datetime.fromisoformat(line.at).tzinfo is None
        assert line.to[0] in "#@"
        assert line.kind in ("message", "update", "delete", "ephemeral", "home", "view", "file", "reaction")
        assert (line.place is not None) == (line.kind == "ephemeral")


def test_what_is_not_done_has_a_reason(blocked: Stage) -> None:
    """ "Not done" alone is asked why, with the form at hand; the reason is a blocker of the task; with one nobody is asked."""
    shown = blocked.say("minh", "not done", thread="last-card")
    (asked,) = [line for line in shown if line.to == "@minh" and "What is in the way of ACT-1" in line.text]
    assert asked.buttons == ("say_why",)
    blocked.press("minh", "not_done")
    blocked.play({"submit": {"reason": "labour", "when": "2026-03-10T16:00"}, "by": "minh"})
    causes = {one.detail for one in facts(blocked.task("A-370"), blocked.site().calendar).of("blocker")}
    assert "labour" in causes
    shown = blocked.say("minh", "not done, no rebar until 16:30", thread="last-card")
    assert not [line for line in shown if "What is in the way" in line.text]


def test_what_is_asked_quotes_the_reason_that_was_given(stage: Stage) -> None:
    """Whoever is asked to get it moving reads what stopped it, wherever in the message that stands."""
    stage.until("2026-03-10T09:12")
    for words, quoted in (
        ("L3 columns stopped, pump down", "“L3 columns stopped, pump down”"),
        ("we had a meeting. No bolts so the L3 slab rebar stopped, more later", "“No bolts so the L3 slab rebar stopped”"),
    ):  # fmt: skip
        stage.say("ana", words)
        newest = [one for one in stage.actions() if one.asked.rule == "work-stopped"][-1]
        assert newest.asked.text.endswith(quoted)
