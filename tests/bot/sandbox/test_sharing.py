"""Photos with their thumbnails, voice clips with Slack's transcript, and messages that are passed on, in the shapes of Slack."""

import pytest
from slack_sdk import WebClient

from bot.sandbox import NotAllowed, NotFound, Sandbox
from bot.sandbox.slack_http import subtitles
from bot.sending.fetching import transcript_of
from bot.sending.slack import Refused

from .fakes import RecordingApp

LONG = "Level three is poured. " * 20


def test_a_photo_comes_with_its_thumbnails(sandbox: Sandbox, app: RecordingApp) -> None:
    """The message says that a file was shared, and the file where its picture is seen."""
    sandbox.upload("ana", "#tower-a", "rebar.jpg", b"photo", "L3 rebar done")
    (event,) = app.events("message")
    (file,) = event["files"]
    assert (event["subtype"], event["text"]) == ("file_share", "L3 rebar done")
    assert file["mimetype"] == "image/jpeg" and file["thumb_360"].startswith(sandbox.workspace.base_url)
    assert file["permalink"] and "transcription" not in file and "shares" not in file


def test_a_clip_tells_that_slack_listens_and_later_what_it_heard(sandbox: Sandbox, app: RecordingApp) -> None:
    """First in the message; then `file_change` tells the id alone, and `files.info` the rest, with where it was shared."""
    ts = sandbox.record_clip("ana", "#tower-a", "update")
    (file,) = app.events("message")[0]["files"]
    assert (file["subtype"], file["transcription"]) == ("slack_audio", {"status": "processing"})
    sandbox.transcribe(file["id"], "crane down")
    (changed,) = app.events("file_change")
    assert set(changed) == {"type", "file_id", "file", "event_ts"}
    known = sandbox.web_api.call("files.info", {"file": file["id"]}, sandbox.app.bot_token).body
    assert known is not None
    told = known["file"]
    assert told["transcription"]["preview"] == {"content": "crane down", "has_more": False}
    assert told["shares"]["public"]["C0TOWERA"][0]["ts"] == ts


def test_a_clip_in_a_place_without_the_app_is_none_of_its_business(
    sandbox: Sandbox, app: RecordingApp
) -> None:
    """Nothing is told of it, neither at first nor later."""
    ts = sandbox.record_clip("grace", "#office")
    (file,) = sandbox.workspace.message("#office", ts).files
    sandbox.transcribe(file, "secret")
    assert app.received == []


def test_a_long_transcript_is_read_from_its_subtitles(sandbox: Sandbox, client: WebClient) -> None:
    """The beginning comes with the file; the whole only for who shows the bot's token, and only from Slack."""
    ts = sandbox.record_clip("ana", "#tower-a", transcript=LONG)
    (name,) = sandbox.workspace.message("#tower-a", ts).files
    file = client.files_info(file=name)["file"]
    assert file["transcription"]["preview"]["has_more"]
    assert transcript_of(client, file) == LONG.strip()
    with pytest.raises(Refused, match="elsewhere than at Slack"):
        transcript_of(client, {**file, "vtt": "https://example.com/file.vtt"})


def test_subtitles_are_webvtt() -> None:
    """Cues with a time each, below the word that says what it is."""
    shown = subtitles("one two three four five six seven eight nine")
    assert shown.startswith("WEBVTT\n\n0\n00:00:00.000 --> 00:00:02.900\n- one two")
    assert shown.count("-->") == 2


def test_a_message_is_passed_on_with_its_author(sandbox: Sandbox, app: RecordingApp) -> None:
    """The new message has the comment as its text, and the other one as an attachment that names who wrote it, where and when."""
    sandbox.create_channel("diego", "crew")
    sandbox.invite("ana", "#crew", "diego")
    original = sandbox.say("diego", "#crew", "L3 pour 60% & more")
    sandbox.forward("ana", "#crew", original, "#tower-a", "fyi")
    event = app.events("message")[-1]
    (shared,) = event["attachments"]
    assert (event["user"], event["text"]) == ("U0ANA", "fyi")
    assert shared["is_share"] and shared["is_msg_unfurl"]
    assert (shared["author_id"], shared["ts"], shared["text"]) == (
        "U0DIEGO",
        original,
        "L3 pour 60% &amp; more",
    )
    assert shared["message_blocks"][0]["message"]["blocks"][0]["type"] == "rich_text"


def test_only_what_one_sees_can_be_passed_on(sandbox: Sandbox) -> None:
    """Neither another channel's message, nor to where one is not."""
    ts = sandbox.say("grace", "#office", "secret")
    with pytest.raises(NotAllowed):
        sandbox.forward("ana", "#office", ts, "#tower-a")
    mine = sandbox.say("ana", "#tower-a", "hello")
    with pytest.raises(NotAllowed):
        sandbox.forward("ana", "#tower-a", mine, "#office")
    with pytest.raises(NotFound):
        sandbox.forward("ana", "#tower-a", "1.000000", "#tower-a")
