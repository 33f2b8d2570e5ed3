"""Negotiating an action through the whole of Siteloop: whose it is, until when, what is needed, in two parts, handed over."""

import pytest

from rules.progress import facts
from tests.scenarios.stage import Stage, told

STOPPED = "L3 columns stopped, waiting on concrete"


@pytest.fixture
def asked(stage: Stage) -> Stage:
    """Tuesday 09:00: Grace asks Diego to grease the hoist by 15:00."""
    stage.until("2026-03-10T09:00")
    stage.command("grace", "/site assign @diego grease the hoist by 15:00")
    return stage


def test_it_is_anothers_who_says_so_or_passes_it_back(asked: Stage) -> None:
    """Minh is asked whether it is his; he passes it back with a word; Grace, who asked, is told of both."""
    asked.press("diego", "not_mine")
    shown = asked.play({"submit": {"to": "minh", "note": "he has the key"}, "by": "diego"})
    (direct,) = told(shown, "@minh", "message")
    assert "Diego Ramos says that this is yours. Is it?" in direct
    assert "he has the key" in direct
    assert any("Diego Ramos has handed it to Minh Trần" in text for text in told(shown, "@grace"))
    asked.press("minh", "not_mine")
    shown = asked.play({"submit": {"note": "I gave it to Omar"}, "by": "minh"})
    assert any("Minh Trần says that it is not theirs" in text for text in told(shown, "@diego", "message"))
    assert any("handed it to Diego Ramos" in text for text in told(shown, "@grace"))
    assert asked.life().owner == asked.person("diego")


def test_who_names_nobody_has_it_go_up_the_line(asked: Stage) -> None:
    """Diego says that it is not his, then Ana: it is Grace's, and not Diego's again, who gave it to nobody."""
    for who, following in (("diego", "ana"), ("ana", "grace")):
        asked.press(who, "not_mine")
        asked.play({"submit": {"note": "no key"}, "by": who})
        assert (asked.life().owner, asked.life().giver) == (asked.person(following), "")


def test_who_handed_it_on_has_nothing_to_press(asked: Stage) -> None:
    """Diego's own message says who has it now, without a button; once Minh has passed it back it is the other way round."""
    asked.press("diego", "not_mine")
    shown = asked.play({"submit": {"to": "minh"}, "by": "diego"})
    (mine,) = [line for line in shown if line.to == "@diego" and line.kind == "update"]
    assert "Not with you any more. Waiting for Minh Trần" in mine.text
    assert (mine.buttons, "says that this is yours" in mine.text) == ((), False)
    asked.press("minh", "not_mine")
    shown = asked.play({"submit": {}, "by": "minh"})
    (theirs,) = [line for line in shown if line.to == "@minh" and line.kind == "update"]
    assert ("Not with you any more. Waiting for Diego Ramos" in theirs.text, theirs.buttons) == (True, ())


def test_what_is_put_off_tells_until_when(asked: Stage) -> None:
    """The card's story tells when Diego wants to hear of it again."""
    asked.press("diego", "snooze")
    shown = asked.play({"submit": {"again": "then", "when": "2026-03-10T13:00"}, "by": "diego"})
    assert any(
        "Diego Ramos wants to be reminded later, Tue 10 Mar 13:00" in text for text in told(shown, "#tower-a")
    )


def test_the_card_tells_when_they_are_reminded_and_not_when_they_wished(asked: Stage) -> None:
    """Tonight is after it is due, at 15:00: the card and the word to Diego name the same time."""
    asked.press("diego", "snooze")
    shown = asked.play({"submit": {"again": "tonight"}, "by": "diego"})
    assert any("is due Tue 10 Mar 15:00, so I remind you then" in text for text in told(shown, "@diego"))
    assert any("wants to be reminded later, Tue 10 Mar 15:00" in text for text in told(shown, "#tower-a"))
    assert not any("19:00" in text for text in told(shown, "#tower-a"))


def test_an_answer_that_is_pressed_twice_is_told_once(asked: Stage) -> None:
    """ "On it" once more is no new line of the card; after something else it is."""
    for _ in range(2):
        shown = asked.press("diego", "accept", "ACT-1")
    assert told(shown, "#tower-a")[-1].count("Diego Ramos: on it") == 1
    asked.press("diego", "snooze", "ACT-1")
    asked.play({"submit": {"again": "then", "when": "2026-03-10T13:00"}, "by": "diego"})
    shown = asked.press("diego", "accept", "ACT-1")
    assert told(shown, "#tower-a")[-1].count("Diego Ramos: on it") == 2


def test_it_is_anothers_in_words(asked: Stage) -> None:
    """ "Not mine, it's @minh's" in the thread does the same, and "on it" confirms."""
    asked.say("diego", "not mine, ask @minh", thread="last-card")
    assert (asked.life().owner, asked.life().giver) == (asked.person("minh"), asked.person("diego"))
    asked.say("minh", "on it", "@siteloop")
    assert (asked.life().status, asked.life().giver) == ("accepted", "")


def test_another_time_within_what_is_theirs(asked: Stage) -> None:
    """By four instead: nobody has to allow that."""
    asked.say("diego", "by 4pm instead", thread="last-card")
    assert (asked.life().status, asked.local(asked.life().due)) == ("promised", "2026-03-10T16:00")


@pytest.fixture
def wished(stage: Stage) -> Stage:
    """Minh wants until Tuesday next week for what is due at noon."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", STOPPED)
    stage.press("minh", "later")
    stage.play({"submit": {"when": "2026-03-17T10:00", "note": "the plant is down all week"}, "by": "minh"})
    return stage


def test_more_time_than_theirs_is_asked_for(wished: Stage) -> None:
    """Ana is asked with one tap; until she says so its time stays; then Minh has it and is told."""
    (direct,) = told(wished.shown, "@ana", "message")
    assert "Minh Trần asks for more time, until Tue 17 Mar 10:00 instead of Tue 10 Mar 13:12" in direct
    assert "the plant is down all week" in direct
    assert direct.endswith("Or just answer in words: “yes”, “no”.")
    assert any(
        "Minh Trần: asks for time until Tue 17 Mar 10:00" in text for text in told(wished.shown, "#tower-a")
    )
    assert wished.local(wished.life().due) == "2026-03-10T13:12"
    assert any(
        "Ana Ruiz is asked whether it may be Tue 17 Mar 10:00" in text for text in told(wished.shown, "@minh")
    )
    shown = wished.press("ana", "allow")
    assert (wished.life().status, wished.local(wished.life().due)) == ("promised", "2026-03-17T10:00")
    assert any("You have until Tue 17 Mar 10:00" in text for text in told(shown, "@minh", "message"))


def test_its_time_can_stay(wished: Stage) -> None:
    """Ana says no: Minh is told, the reminders come as they would have; a second word of hers finds nothing to decide."""
    shown = wished.press("ana", "deny")
    assert any("It stays at Tue 10 Mar 13:12" in text for text in told(shown, "@minh", "message"))
    shown = wished.press("ana", "allow")
    assert any("Nobody asks for another time" in text for text in told(shown, "@ana"))
    wished.until("2026-03-10T13:30")
    assert [step.reminder for step in wished.life().reminded] == ["before", "due"]


def test_a_wish_that_nobody_answers_goes_up_the_line(wished: Stage) -> None:
    """Ana says nothing: reminded once two hours later, after two more Grace is asked; Minh sees each time where it stands.

    Grace is reminded once and nobody after her, of which Minh hears; a late word of hers counts all the same."""
    shown = wished.until("2026-03-10T11:15")
    (direct,) = told(shown, "@ana", "message")
    assert direct.startswith("This waits for your word. Minh Trần asks for more time, until Tue 17 Mar 10:00")
    waits = "asks Ana Ruiz for time until Tue 17 Mar 10:00, who was reminded"
    assert any(waits in text for text in told(shown, "#tower-a", "update"))
    assert any(waits in text for text in told(shown, "@minh", "update"))
    shown = wished.until("2026-03-10T13:15")
    assert [text[:40] for text in told(shown, "@grace", "message")] == [
        "Minh Trần asks for more time, until Tue "
    ]
    assert any(
        "asks Grace Okafor for time until Tue 17 Mar 10:00 (Ana Ruiz said nothing)" in t
        for t in told(shown, "@minh")
    )
    wished.until("2026-03-11T17:00")
    asked = [
        (step.kind, step.to)
        for step in wished.action().steps
        if step.kind == "referred" or step.reminder == "wish"
    ]
    ana, grace = wished.person("ana"), wished.person("grace")
    assert asked == [
        ("reminded", ana),
        ("referred", grace),
        ("reminded", grace),
        ("unheard", wished.person("minh")),
    ]
    wished.press("grace", "allow")
    assert (wished.life().status, wished.local(wished.life().due)) == ("promised", "2026-03-17T10:00")


def test_help_goes_up_with_what_is_needed_and_is_data(stage: Stage) -> None:
    """What is needed is a request of its task, or its blocker; whoever it goes up to reads it, and nobody is asked twice."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", STOPPED)
    stage.press("minh", "help")
    form = {"need": "equipment", "what": "a second pump", "stops": "yes"}
    shown = stage.play({"submit": form, "by": "minh"})
    (direct,) = told(shown, "@ana", "message")
    assert "Minh Trần asks for help: a second pump" in direct
    causes = {one.detail for one in facts(stage.task("A-370"), stage.site().calendar).of("blocker")}
    assert "equipment" in causes
    assert len(stage.actions()) == 1


def test_a_need_that_was_only_chosen_is_told_in_words(stage: Stage) -> None:
    """Whoever chose what they need and wrote nothing asked for something that everybody can read, also in the evening."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", STOPPED)
    stage.press("minh", "help")
    shown = stage.play({"submit": {"need": "labour"}, "by": "minh"})
    assert "people" in next(text for text in told(shown, "@ana", "message") if "asks for help" in text)
    (asked,) = [m.words for m in facts(stage.task("A-370"), stage.site().calendar).of("request")]
    assert asked == "people, to help with ACT-1"


def test_a_need_in_words_goes_up(stage: Stage) -> None:
    """ "Need 4 carpenters by Thursday" in the thread is a request, and goes up the line; nobody else is asked for it."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", STOPPED)
    shown = stage.say("minh", "need 4 carpenters by Thursday", thread="last-card")
    assert any("asks for help" in text for text in told(shown, "@ana", "message"))
    assert facts(stage.task("A-370"), stage.site().calendar).of("request")
    stage.until("2026-03-10T16:55")
    assert not [one for one in stage.actions() if one.asked.rule == "task-request-unanswered"]


def test_split_in_two(asked: Stage) -> None:
    """Two actions for two people until the same time; each is done by itself."""
    asked.press("diego", "split")
    form = {"mine": "grease the hoist", "theirs": "lock the hoist gate", "to": "minh"}
    asked.play({"submit": form, "by": "diego"})
    first, second = asked.actions()
    assert (asked.life("ACT-1").text, second.asked.text) == ("grease the hoist", "lock the hoist gate")
    assert (asked.life("ACT-2").owner, second.asked.part_of) == (asked.person("minh"), first.asked.id)
    assert asked.life("ACT-1").due == asked.life("ACT-2").due
    asked.press("diego", "done", "ACT-1")
    assert (asked.life("ACT-1").status, asked.life("ACT-2").status) == ("done", "assigned")


_SPLIT = "split with @minh: grease the hoist / lock the hoist gate"


def test_a_split_goes_with_its_words(asked: Stage) -> None:
    """Deleted, the whole is Diego's again and Minh is asked for nothing any more; he sees why."""
    whole = asked.life().text
    asked.say("diego", _SPLIT, thread="last-card")
    assert (asked.life().text, asked.life("ACT-2").status) == ("grease the hoist", "assigned")
    shown = asked.play({"delete": "last", "by": "diego"})
    assert (asked.life().text, asked.life().status) == (whole, "assigned")
    assert asked.life("ACT-2").status == "dropped"
    assert any("taken back" in text for text in told(shown, "@minh", "update"))


def test_a_split_follows_its_words(asked: Stage) -> None:
    """The same parts after an edit stay as they are; with another part the old one is dropped and the new one asked; words that
    split nothing leave the whole."""
    whole = asked.life().text
    asked.say("diego", _SPLIT, thread="last-card")
    asked.press("minh", "accept", "ACT-2")
    shown = asked.play({"edit": "last", "by": "diego", "to": _SPLIT.replace("split with", "split it with")})
    assert (asked.life().text, asked.life("ACT-2").status) == ("grease the hoist", "accepted")
    assert told(shown, "@minh", "message") == []
    asked.play({"edit": "last", "by": "diego", "to": _SPLIT.replace("the hoist gate", "both gates")})
    assert (asked.life().text, asked.life("ACT-2").status) == ("grease the hoist", "dropped")
    assert (asked.life("ACT-3").text, asked.life("ACT-3").owner) == ("lock both gates", asked.person("minh"))
    asked.play({"edit": "last", "by": "diego", "to": "I grease it tonight"})
    assert (asked.life().text, asked.life("ACT-3").status) == (whole, "dropped")


def test_what_is_done_of_a_split_stays_done(asked: Stage) -> None:
    """Minh has done his part when the words are deleted: it stays done, and the whole is Diego's."""
    asked.say("diego", _SPLIT, thread="last-card")
    asked.press("minh", "done", "ACT-2")
    asked.play({"delete": "last", "by": "diego"})
    assert (asked.life().status, asked.life("ACT-2").status) == ("assigned", "done")


def test_an_order_to_drop_goes_with_its_words(asked: Stage) -> None:
    """Grace drops it in its thread and takes the words back: it is open again."""
    asked.say("grace", "drop it, the hoist goes tomorrow", thread="last-card")
    assert asked.life().status == "dropped"
    asked.play({"delete": "last", "by": "grace"})
    assert asked.life().status == "assigned"


def test_a_blocker_that_two_clear_ends_with_the_second(stage: Stage) -> None:
    """Done by the first of two, the blocker stands, and so does the other's part."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", STOPPED)
    stage.say("minh", "split with @hector: call the plant / clear the way for the trucks", thread="last-card")
    assert [one.asked.text for one in stage.actions()][1] == "clear the way for the trucks"
    stage.press("minh", "done", "ACT-1")
    assert facts(stage.task("A-370"), stage.site().calendar).of("blocker")
    assert stage.life("ACT-2").is_open
    stage.press("hector", "done", "ACT-2")
    assert not facts(stage.task("A-370"), stage.site().calendar).of("blocker")


def test_a_manager_drops_it_with_a_reason(asked: Stage) -> None:
    """Omar may not; Grace may, and everybody who has it sees why."""
    shown = asked.press("omar", "drop")
    assert told(shown, "@omar") == [
        "Grace Okafor, who asked for it, or one of the site's managers can drop ACT-1. "
        "News of the work that you write in its thread is kept."
    ]
    assert "Press Not done" in told(asked.press("diego", "drop"), "@diego")[0]
    asked.press("grace", "drop")
    shown = asked.play({"submit": {"why": "the hoist leaves tomorrow"}, "by": "grace"})
    assert asked.life().status == "dropped"
    assert any(
        "Dropped, Grace Okafor" in t and "the hoist leaves tomorrow" in t for t in told(shown, "@diego")
    )


def test_handover_without_a_name_opens_the_form(asked: Stage) -> None:
    """`/site handover` alone lets one tick what goes to whom; who has nothing is told so."""
    form = asked.command("diego", "/site handover")
    assert [line.kind for line in form] == ["view"]
    assert told(asked.command("omar", "/site handover"), "@omar") == ["Nothing is open with you."]
    for to, why in (("diego", "That is you."), ("minh", "")):
        shown = asked.play({"submit": {"which": ["ACT-1"], "to": to}, "by": "diego"})
        assert any(why in line.text for line in shown if line.kind == "view") is bool(why)
    assert asked.life().owner == asked.person("minh")


def test_handover_at_the_end_of_a_shift(asked: Stage) -> None:
    """One message for all of them, taken with one tap; who passes one back has it no more."""
    asked.command("grace", "/site assign @diego check the radio by tomorrow 10:00")
    asked.until("2026-03-10T16:30")
    shown = asked.command("diego", "/site handover @minh")
    (message,) = [line for line in shown if line.to == "@minh" and line.kind == "message"]
    assert "Diego Ramos hands 2 actions over to you" in message.text
    assert {"ACT-1", "ACT-2"} <= set(message.text.replace("*", " ").split())
    assert any("2 actions handed over to Minh" in text for text in told(shown, "@diego"))
    shown = asked.press("minh", "take_all")
    assert "Yours now: ACT-1, ACT-2. Thank you." in told(shown, "@minh", "update")  # in place of the button
    assert [asked.life(name).status for name in ("ACT-1", "ACT-2")] == ["accepted", "accepted"]
    assert asked.life("ACT-1").owner == asked.person("minh")


def test_a_manager_hands_over_for_who_leaves(asked: Stage) -> None:
    """Grace for Diego; Omar may not; what names nobody is taught."""
    (line,) = told(asked.command("omar", "/site handover @diego @minh"), "@omar")
    assert "managers" in line
    (line,) = told(asked.command("grace", "/site handover @diego @nobody"), "@grace")
    assert "I do not know who that is" in line
    (line,) = told(asked.command("diego", "/site handover @minh ACT-9"), "@diego")
    assert line == "ACT-9 is not open with Diego Ramos."
    asked.command("grace", "/site handover @diego @minh ACT-1")
    assert asked.life().owner == asked.person("minh")


def test_a_reminder_later_never_outlives_its_time(asked: Stage) -> None:
    """Snoozed until one, nothing comes before; until tomorrow, it comes when it is due, and Diego is told so."""
    shown = asked.say("diego", "snooze until 14:30", thread="last-card")
    assert any("I remind you of ACT-1 Tue 10 Mar 14:30" in text for text in told(shown, "@diego"))
    shown = asked.until("2026-03-10T14:45")
    assert any("You wanted to be reminded now" in text for text in told(shown, "@diego", "message"))
    assert [step.reminder for step in asked.life().reminded] == ["snoozed"]
    asked.press("diego", "snooze")
    shown = asked.play({"submit": {"again": "tomorrow"}, "by": "diego"})
    assert any(
        "ACT-1 is due Tue 10 Mar 15:00, so I remind you then" in text for text in told(shown, "@diego")
    )
    asked.until("2026-03-10T15:30")
    assert [step.reminder for step in asked.life().reminded] == ["snoozed", "due"]


@pytest.mark.parametrize(
    ("again", "at"),
    [
        ({"again": "tonight"}, "2026-03-10T19:00"),
        ({"again": "tomorrow"}, "2026-03-11T07:00"),
        ({"again": "then", "when": "2026-03-11T16:30"}, "2026-03-11T16:30"),
    ],
    ids=str,
)
def test_who_wants_to_hear_of_it_later_does_then(stage: Stage, again: dict[str, str], at: str) -> None:
    """This evening, though the site sleeps; when tomorrow's shift begins; or at a time of their own: then, and not before."""
    stage.until("2026-03-10T09:00")
    stage.command("grace", "/site assign @diego grease the hoist by Friday 15:00")
    stage.press("diego", "snooze")
    stage.play({"submit": again, "by": "diego"})
    shown = stage.until("2026-03-12T06:00")
    wanted = [line for line in shown if line.to == "@diego" and "You wanted to be reminded now" in line.text]
    assert [line.at[:16] for line in wanted if line.kind == "message"] == [at]


def test_what_is_overdue_is_put_off_for_a_week_at_most(asked: Stage) -> None:
    """Diego is on it, and wants to hear of it in years: he is told when he will, and in the end it counts as not taken on."""
    asked.until("2026-03-10T15:30")
    asked.press("diego", "accept")
    asked.press("diego", "snooze")
    shown = asked.play({"submit": {"again": "then", "when": "2030-01-01T08:00"}, "by": "diego"})
    assert any(
        "ACT-1 is overdue, so I remind you Tue 17 Mar 15:30 already" in one for one in told(shown, "@diego")
    )
    asked.until("2026-03-18T16:00")
    assert (asked.life().status, asked.life().forgotten) == ("assigned", 1)


def test_an_edit_takes_a_word_back(asked: Stage) -> None:
    """Snoozed by mistake: the message is deleted, and the reminder before the time comes."""
    asked.say("diego", "snooze until 14:50", thread="last-card")
    assert asked.life().snoozed is not None
    asked.play({"delete": "last", "by": "diego"})
    assert asked.life().snoozed is None
    asked.until("2026-03-10T14:30")
    assert [step.reminder for step in asked.life().reminded] == ["before"]
