"""Photos are evidence of what their caption says, voice clips are read by Slack's transcript, shared messages as relayed."""

from dataclasses import replace

import pytest

from bot.happening import HAPPENING, Wrote
from bot.view import SiteView, message_id
from rules.folding.entry import Said
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


def test_a_photo_is_evidence_of_its_caption(nine: Stage) -> None:
    """The card of the action and the log show it with a link."""
    shown = nine.play({"upload": "empty.jpg", "by": "ana", "in": "#tower-a", "say": STOPPED})
    card = told(shown, "#tower-a", "message")[0]
    assert ("📷" in card and "|empty.jpg>" in card) or "empty.jpg" in card
    log = nine.command("grace", "/site log")[0].text
    assert "📷" in log and "empty.jpg" in log
    (entry,) = nine.journal("said")
    assert isinstance(entry, Said)
    (file,) = entry.files
    assert (file.name, file.sort) == ("empty.jpg", "photo") and file.link.startswith("http")


def test_a_photo_in_an_answer_stands_in_the_cards_history(nine: Stage) -> None:
    """Whoever looks at the card sees what proves that it is done."""
    nine.say("ana", STOPPED)
    card = nine.world.sandbox.workspace
    channel = card.channel("#tower-a")
    root = next(ts for ts, one in channel.messages.items() if "ACT-1" in one.text)
    sandbox = nine.world.sandbox
    reply = sandbox.upload("minh", "#tower-a", "poured.jpg", b"photo", "done", thread_ts=root)
    nine.world.settle()
    assert nine.life().status == "done"
    images = [block["alt_text"] for block in channel.messages[root].blocks if block["type"] == "image"]
    assert images == ["Photo, Minh Trần, Tue 10 Mar 09:12: “done”"]
    assert "poured.jpg" in nine.command("grace", "/site why ACT-1")[-1].text
    sandbox.delete("minh", "#tower-a", reply)
    nine.world.settle()
    assert not any(block["type"] == "image" for block in channel.messages[root].blocks)
    with nine.store.reading(nine.site_id()) as reader:
        assert SiteView(reader).photos([message_id(channel.id, reply)]) == []


def test_photos_are_shown_where_they_are_told_of(nine: Stage) -> None:
    """On the card in the channel, to whom it asks, and after the log; what is no picture for Slack is only linked."""
    for name in ("empty.jpg", "other.heic"):
        shown = nine.play({"upload": name, "by": "ana", "in": "#tower-a", "say": f"{STOPPED}, {name}"})
        shown_in = [line.to for line in shown if line.pictures]
        assert shown_in == (["#tower-a", "@minh"] if name == "empty.jpg" else [])
    card = next(line for line in nine.shown if line.to == "#tower-a" and line.pictures)
    assert card.pictures == (f"Photo, Ana Ruiz, Tue 10 Mar 09:12: “{STOPPED}, empty.jpg”",)
    words, photos = nine.command("grace", "/site log")
    assert (words.pictures, photos.to, photos.pictures) == ((), "@grace", card.pictures)
    (file,) = [one for one in nine.world.sandbox.workspace.files.values() if one.name == "empty.jpg"]
    assert photos.files == (file.id,)


def test_a_photo_that_is_gone_takes_no_words_with_it(nine: Stage) -> None:
    """Slack refuses a card for one file that Siteloop cannot see any more; it is shown without."""
    nine.play({"upload": "empty.jpg", "by": "ana", "in": "#tower-a", "say": STOPPED})
    files = nine.world.sandbox.workspace.files
    files.update({name: replace(file, shared_in={}) for name, file in files.items()})
    shown = nine.press("minh", "accept")
    (update,) = [line for line in shown if line.to == "#tower-a" and line.kind == "update"]
    assert "Minh Trần is on it" in update.text
    assert update.pictures == ()
    (words,) = [line for line in nine.command("grace", "/site log") if "empty.jpg" in line.text]
    assert words.pictures == ()


def test_a_photo_alone_says_nothing(nine: Stage) -> None:
    """Nothing is guessed from a picture."""
    nine.play({"upload": "view.jpg", "by": "ana", "in": "#tower-a"})
    assert nine.journal("said") == []


def test_a_clip_is_read_by_its_transcript(nine: Stage) -> None:
    """What Slack heard is what was said, beside a caption or without."""
    nine.play(
        {
            "upload": "clip.m4a",
            "by": "minh",
            "in": "#tower-a",
            "transcript": "The level 3 slab pour is at 60 percent.",
        }
    )
    assert percent(nine) == 60
    (entry,) = nine.journal("said")
    assert isinstance(entry, Said) and entry.text == "The level 3 slab pour is at 60 percent."
    assert "🎤" in nine.command("grace", "/site log")[-1].text


def test_a_transcript_that_comes_later_is_read_then(nine: Stage) -> None:
    """The message is marked once it is, and the time at which it was said counts."""
    shown = nine.play(
        {"upload": "clip.m4a", "by": "minh", "in": "#tower-a", "say": "update", "transcript": ""}
    )
    assert told(shown, "#tower-a", "reaction") == []
    nine.play({"advance": "PT1M"})
    shown = nine.play({"transcribe": "last", "by": "minh", "to": "L3 slab pour 60%, crane down since 7"})
    assert told(shown, "#tower-a", "reaction") == [":memo:"]
    assert percent(nine) == 60
    entry = nine.journal("said")[-1]
    assert isinstance(entry, Said) and entry.text == "update\nL3 slab pour 60%, crane down since 7"
    assert nine.local(entry.said) == "2026-03-10T09:12"


def test_a_late_transcript_leaves_alone_what_was_put_right(nine: Stage) -> None:
    """It only adds what is said in it."""
    nine.play(
        {"upload": "clip.m4a", "by": "minh", "in": "#tower-a", "say": "L3 slab pour 50%", "transcript": ""}
    )
    nine.play(
        {"shortcut": "understood", "by": "minh", "on": "last"}, {"submit": {"percent": "55"}, "by": "minh"}
    )
    nine.play({"transcribe": "last", "by": "minh", "to": "crane down since 7"})
    assert percent(nine) == 55
    assert any(live.signal.kind == "blocker" for live in nine.site().live)


def test_a_transcript_of_which_nobody_told_is_fetched(nine: Stage) -> None:
    """Slack's word that it has listened may be lost; the clip is looked at once more by itself."""
    nine.play({"upload": "clip.m4a", "by": "minh", "in": "#tower-a", "transcript": ""})
    workspace = nine.world.sandbox.workspace
    ((name, file),) = workspace.files.items()
    workspace.files[name] = type(file)(**{**vars(file), "transcript": "L3 slab pour 60%"})
    nine.play({"advance": "PT3M"})
    assert percent(nine) == 60


def test_a_clip_to_siteloop_is_answered(nine: Stage) -> None:
    """Where Slack hears no words in it, and where nothing in them is to be recorded; in the channel it is nobody's business."""
    nine.play({"upload": "clip.m4a", "by": "hector", "in": "@siteloop", "transcript": ""})
    told_later = told(nine.play({"advance": "PT3M"}), "@hector")
    assert len(told_later) == 1 and told_later[0].startswith("Slack has no words of your voice clip so far")
    shown = nine.play({"transcribe": "last", "by": "hector", "to": "testing, one two, testing"})
    assert [text.partition(".")[0] for text in told(shown, "@hector")] == ["I read nothing to record in that"]
    nine.play({"upload": "clip.m4a", "by": "hector", "in": "@siteloop", "transcript": "testing again"})
    assert told(nine.shown, "@hector")[-1].startswith("I read nothing to record in that")
    nine.play({"upload": "clip.m4a", "by": "hector", "in": "#tower-a", "transcript": ""})
    assert told(nine.play({"advance": "PT3M"}), "@hector") == []


def test_a_clip_answers_in_a_thread(nine: Stage) -> None:
    """What is spoken below a card answers it; where Slack hears nothing, whoever spoke learns that nothing was answered."""
    nine.say("ana", STOPPED)
    nine.play({"upload": "clip.m4a", "by": "minh", "thread": "last-card", "transcript": ""})
    assert told(nine.play({"advance": "PT3M"}), "@minh")[0].startswith(
        "Slack has no words of your voice clip"
    )
    assert nine.life().status == "assigned"
    nine.play({"transcribe": "last", "by": "minh", "to": "Done, they pour again."})
    assert nine.life().status == "done"


def test_a_long_transcript_is_read_whole(nine: Stage) -> None:
    """Slack sends its beginning with the message; the rest is fetched."""
    long = (
        "Good morning everybody, this is the report from the tower. " * 4 + "L3 slab pour is at 60 percent."
    )
    nine.play({"upload": "clip.m4a", "by": "minh", "in": "#tower-a", "transcript": long})
    assert percent(nine) == 60


def test_an_edited_caption_keeps_what_was_spoken(nine: Stage) -> None:
    """The clip still says what it says."""
    nine.play(
        {"upload": "clip.m4a", "by": "minh", "in": "#tower-a", "say": "hi", "transcript": "L3 slab pour 60%"}
    )
    nine.play({"edit": "last", "by": "minh", "to": "crane down since 7"})
    assert percent(nine) == 60
    assert any(live.signal.kind == "blocker" for live in nine.site().live)


def shared(nine: Stage) -> None:
    """Minh has said something where Siteloop is not, and Ana shares it an hour later."""
    sandbox = nine.world.sandbox
    sandbox.create_channel("minh", "rebar-crew")
    sandbox.invite("ana", "#rebar-crew", "minh")
    nine.say("minh", "L3 slab pour 60%, crane down since 7", "#rebar-crew")
    nine.until("2026-03-10T10:12")
    nine.play({"share": "last", "by": "ana", "of": "minh", "in": "#tower-a", "say": "fyi"})


def test_a_shared_message_is_its_authors_relayed(nine: Stage) -> None:
    """It counts as said by who wrote it, when they wrote it; the log names who relayed it, and both may put it right."""
    shared(nine)
    assert percent(nine) == 60
    (entry,) = nine.journal("said")
    assert isinstance(entry, Said)
    assert (entry.by, entry.relayed_by) == (nine.person("minh"), nine.person("ana"))
    assert nine.local(entry.said) == "2026-03-10T09:12"
    assert (
        "Minh Trần: “L3 slab pour 60%, crane down since 7” _relayed by Ana Ruiz_"
        in nine.command("omar", "/site log")[-1].text
    )
    for person in ("minh", "ana"):
        assert "correct_listed" in nine.command(person, "/site log")[-1].buttons
        assert "60%" in nine.command(person, "/site me")[-1].text


def test_what_is_shared_goes_with_the_message_that_shares_it(nine: Stage) -> None:
    """Deleted, it is taken back."""
    shared(nine)
    nine.play({"delete": "last", "by": "ana"})
    assert percent(nine) == 0


def test_a_share_that_is_kept_out_later_is_taken_back(nine: Stage) -> None:
    """Whoever shared it may think better of it without deleting."""
    shared(nine)
    nine.play({"edit": "last", "by": "ana", "to": "[off] fyi"})
    assert percent(nine) == 0


def test_what_was_heard_already_is_not_heard_twice(nine: Stage) -> None:
    """Shared within the site it stays one report."""
    nine.say("minh", "spent $500 on rental")
    nine.play({"share": "last", "by": "ana", "of": "minh", "in": "#tower-a", "say": "fyi"})
    assert len(nine.journal("said")) == 1


def test_what_was_passed_on_already_is_not_heard_twice(nine: Stage) -> None:
    """Shared by several it stays one report; once the share that carried it is gone, it can be shared anew."""
    shared(nine)
    nine.play({"share": "last", "by": "minh", "in": "#tower-a"})
    assert len(nine.journal("said")) == 1
    nine.play({"delete": "last", "by": "minh"})
    assert percent(nine) == 60
    nine.play({"delete": "last", "by": "ana"})
    assert percent(nine) == 0
    messages = nine.world.sandbox.workspace.channel("#rebar-crew").messages
    (ts,) = [ts for ts, one in messages.items() if "slab pour" in one.text]
    nine.world.sandbox.forward("ana", "#rebar-crew", ts, "#tower-a", "")
    nine.world.settle()
    assert percent(nine) == 60


def heard_late(nine: Stage, text: str = "", *, off: bool = False) -> None:
    """What Minh had said elsewhere reaches Siteloop after Ana has passed it on; with a text it is edited to that by now."""
    place = nine.world.sandbox.workspace.channel("#rebar-crew")
    place.members.append(nine.world.sandbox.app.bot_user)
    ((ts, message),) = [(ts, one) for ts, one in place.messages.items() if "crane" in one.text]
    edited = f"{nine.world.clock.now().timestamp()}" if text or off else ""
    wrote = Wrote(
        channel=place.id, ts=ts, user=nine.person("minh"), text=text or message.text, edited=edited, off=off
    )
    nine.store.receive(
        workspace=nine.world.sandbox.workspace.team_id,
        site=nine.site_id(),
        key=wrote.key,
        kind=wrote.kind,
        payload=HAPPENING.dump_json(wrote).decode(),
        at=nine.world.clock.now(),
    )
    nine.world.settle()


def blockers(nine: Stage) -> list[str]:
    """The words of what stands, as the site has it."""
    return [live.signal.words for live in nine.site().live if live.signal.kind == "blocker"]


def test_what_is_heard_after_it_was_passed_on_stays_one_report(nine: Stage) -> None:
    """The journal has both, the site one; it is not told in the log twice, and goes on with what its writer edits."""
    shared(nine)
    before = nine.site().live
    heard_late(nine)
    first, second = nine.journal("said")
    assert isinstance(first, Said) and isinstance(second, Said)
    assert (second.by, second.heard_as, second.signals) == (first.by, first.message, ())
    assert (nine.site().live, percent(nine)) == (before, 60)
    assert nine.command("omar", "/site log")[-1].text.startswith("*Log: Tue 10 Mar* · 1 report")
    heard_late(nine, "L3 slab pour 70%, crane down since 7")
    assert (percent(nine), len(blockers(nine))) == (70, 1)
    nine.play({"delete": "last", "by": "ana"})
    assert (percent(nine), len(blockers(nine))) == (70, 1)  # Minh says so still, where it was heard


def test_what_its_writer_keeps_out_later_is_out(nine: Stage) -> None:
    """By “[off]” or by deleting it, also where somebody had passed it on before."""
    shared(nine)
    heard_late(nine)
    heard_late(nine, off=True)
    assert (percent(nine), blockers(nine)) == (0, [])
    nine.until("2026-03-10T10:15")
    heard_late(nine, "L3 slab pour 65%, crane down since 7")
    assert (percent(nine), len(blockers(nine))) == (65, 1)


def test_what_was_passed_on_and_is_edited_after_the_pause_keeps_its_action(nine: Stage) -> None:
    """What is written in a pause is not heard, its edit is: what was asked meanwhile goes on, and says what stands by now."""
    nine.command("ana", "/site pause until 10:00")
    nine.say("minh", STOPPED)
    nine.until("2026-03-10T10:12")
    nine.play({"share": "last", "by": "ana", "of": "minh", "in": "#tower-a", "say": "fyi"})
    nine.play({"edit": "last", "by": "minh", "to": f"{STOPPED} since 8"})
    assert [nine.life(one.asked.id).status for one in nine.actions()] == ["assigned"]
    shown = nine.play({"shortcut": "understood", "by": "minh", "on": "last"})
    assert "Correct it" in shown[0].text
    nine.play({"share": "last", "by": "ana", "of": "minh", "in": "@siteloop"})
    assert told(nine.shown, "@ana", "message")[-1].startswith("That is recorded already")
    nine.command("ana", "/site me")
    shown = nine.press("ana", "withdraw")
    assert any("only they can withdraw it" in text for text in told(shown, "@ana")), shown
    nine.play({"delete": "last", "by": "minh"})
    assert nine.life().status == "resolved"


def test_what_its_writer_withdrew_stays_out(nine: Stage) -> None:
    """Whoever shares it once more does not bring it back, and is told so by Siteloop."""
    shared(nine)
    nine.command("minh", "/site me")
    nine.press("minh", "withdraw")
    assert percent(nine) == 0
    nine.play({"share": "last", "by": "ana", "of": "minh", "in": "#tower-a"})
    assert percent(nine) == 0
    shown = nine.play({"share": "last", "by": "ana", "of": "minh", "in": "@siteloop"})
    assert "That was taken back, so I record nothing of it." in told(shown, "@ana")


def test_what_is_passed_on_to_siteloop_is_answered(nine: Stage) -> None:
    """Told what was read, that it is known already, or that nothing was read: never two of these, and never silence."""
    shared(nine)
    (known,) = told(nine.play({"share": "last", "by": "minh", "in": "@siteloop"}), "@minh", "message")[1:]
    assert known.startswith("That is recorded already, thank you:") and "60 % done" in known
    nine.say("minh", "L5 rebar is 20%", "#rebar-crew")
    fresh = told(
        nine.play({"share": "last", "by": "ana", "of": "minh", "in": "@siteloop"}), "@ana", "message"
    )
    assert len(fresh) == 2 and fresh[1].startswith("Understood, 1 thing:")
    nine.say("minh", "lunch was awful", "#rebar-crew")
    none = told(nine.play({"share": "last", "by": "ana", "of": "minh", "in": "@siteloop"}), "@ana", "message")
    assert len(none) == 2 and none[1].startswith("I read nothing to record in that.")


def test_a_shared_message_that_is_off_stays_out(nine: Stage) -> None:
    """Its writer's wish holds wherever it is carried."""
    sandbox = nine.world.sandbox
    sandbox.create_channel("minh", "rebar-crew")
    sandbox.invite("ana", "#rebar-crew", "minh")
    nine.say("minh", "[off] L3 slab pour 60%", "#rebar-crew")
    nine.play({"share": "last", "by": "ana", "of": "minh", "in": "#tower-a"})
    assert nine.journal("said") == []


def test_our_own_cards_are_nobodys_report(nine: Stage) -> None:
    """Somebody passes a card on."""
    nine.say("ana", STOPPED)
    sandbox = nine.world.sandbox
    channel = sandbox.workspace.channel("#tower-a")
    card = next(ts for ts, one in channel.messages.items() if "ACT-1" in one.text)
    sandbox.forward("ana", "#tower-a", card, "#tower-a", "look at this")
    nine.world.settle()
    assert len(nine.journal("said")) == 1
