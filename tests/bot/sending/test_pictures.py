"""Messages with pictures: handed to Slack once, shown once, and never in the way of the words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.body import Body, actions, button, section
from bot.charts.chart import as_picture
from bot.charts.weekly import WeekChart
from bot.sandbox.records import Json, Message
from bot.sending.pictures import NO_SCOPE
from rules.weekly.measures import Share
from storage.outgoing import Outgoing, OutgoingKind
from tests.bot.posts import TOWER, Posts, posts

CHART = WeekChart(weeks={date(2026, 3, 9): Share(part=1, whole=2)})
PICTURE = as_picture(CHART, "Promises kept")
BODY = Body(
    text="1 of 2 kept",
    blocks=(section("1 of 2 kept"), actions((button("more", "More", "1"),))),
    picture=PICTURE,
)


@pytest.fixture
def slack(tmp_path: Path) -> Iterator[Posts]:
    """A workspace, a store, and what delivers."""
    with posts(tmp_path) as made:
        yield made


def said(kind: OutgoingKind = "say", **more: Any) -> Outgoing:  # noqa: ANN401 - fields of an outgoing message
    """A message with a picture."""
    return Outgoing(
        **{"key": "one", "channel": TOWER, "target": "card", "body": BODY.as_message(), **more, "kind": kind}
    )


def stands(slack: Posts) -> list[Message]:
    """The messages in the channel."""
    return list(slack.sandbox.workspace.channels[TOWER].messages.values())


def kinds(message: Message) -> list[str]:
    """The kinds of its blocks."""
    return [block["type"] for block in message.blocks]


def image(message: Message) -> Json:
    """The image of a message."""
    (found,) = [block for block in message.blocks if block["type"] == "image"]
    return found


def test_a_message_is_shown_with_its_picture(slack: Posts) -> None:
    """Drawn, handed over without a channel, and named in the message before its buttons, with the same in words."""
    slack.send(said())
    slack.deliver()
    (message,) = stands(slack)
    assert (message.text, kinds(message)) == ("1 of 2 kept", ["section", "image", "actions"])
    shown = image(message)
    file = slack.sandbox.workspace.files[shown["slack_file"]["id"]]
    assert file.content.startswith(b"\x89PNG")
    assert (file.name, file.title, file.shared_in) == ("week.png", "Promises kept", {})
    assert shown["alt_text"] == PICTURE["alt"]
    assert shown["title"]["text"] == "Promises kept"


@pytest.mark.parametrize("kind", ["show", "nudge", "ephemeral"])
def test_any_message_can_have_one(slack: Posts, kind: OutgoingKind) -> None:
    """A living message, a nudge, a whisper."""
    slack.send(said(kind, user=slack.id("ana")))
    slack.deliver()
    whispers = slack.sandbox.workspace.channels[TOWER].ephemerals.values()
    (message,) = [*stands(slack), *whispers]
    assert "image" in kinds(message)


def test_a_picture_that_arrived_without_an_answer_is_shown_once(slack: Posts) -> None:
    """The connection broke after the message was posted: it is found by its name, and nothing is handed over again."""
    slack.sandbox.fail_next("chat.postMessage", drop="after")
    slack.send(said())
    slack.deliver()
    assert [kinds(one) for one in stands(slack)] == [["section", "image", "actions"]]
    assert len(slack.sandbox.workspace.files) == 1


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
@pytest.mark.parametrize(
    "fault", [{"status": 503}, {"drop": "before"}, {"drop": "after"}, {"retry_after": 3}]
)
def test_what_was_not_handed_over_is_handed_over_again(
    slack: Posts, method: str, fault: dict[str, Any]
) -> None:
    """Whatever breaks on the way, one message comes of it; a picture that nobody is shown may stay behind."""
    slack.sandbox.fail_next(method, **fault)
    slack.send(said())
    slack.deliver()
    (message,) = stands(slack)
    assert "image" in kinds(message)


def test_slack_is_given_time_to_work_a_picture_off(slack: Posts) -> None:
    """A file is not shown at once after it was handed over; the message waits, and the same file is shown."""
    slack.sandbox.fail_next("chat.postMessage", error="invalid_blocks", times=2)
    slack.send(said())
    assert slack.deliver() == [1.0, 2.0]
    (message,) = stands(slack)
    assert "image" in kinds(message)
    assert list(slack.sandbox.workspace.files) == [image(message)["slack_file"]["id"]]


def test_a_picture_that_is_never_shown_holds_no_words_back(slack: Posts) -> None:
    """After some tries the message goes out without it."""
    slack.sandbox.fail_next("chat.postMessage", error="invalid_blocks", times=5)
    slack.send(said())
    slack.deliver()
    assert [kinds(one) for one in stands(slack)] == [["section", "actions"]]


def test_words_do_not_wait_for_a_picture_that_cannot_be_handed_over(slack: Posts) -> None:
    """Slack fails to take it again and again."""
    slack.sandbox.fail_next("files.getUploadURLExternal", status=503, times=5)
    slack.send(said())
    slack.deliver()
    assert [kinds(one) for one in stands(slack)] == [["section", "actions"]]


def test_without_the_scope_it_is_said_what_is_missing(slack: Posts) -> None:
    """The words come at once, with the name of the scope in small print."""
    slack.sandbox.workspace.app = replace(
        slack.sandbox.app, scopes=slack.sandbox.app.scopes - {"files:write"}
    )
    slack.send(said())
    assert slack.deliver() == []
    (message,) = stands(slack)
    assert kinds(message) == ["section", "context", "actions"]
    assert message.blocks[1]["elements"][0]["text"] == NO_SCOPE
    assert "files:write" in NO_SCOPE


def test_a_picture_that_cannot_be_drawn_holds_no_words_back(slack: Posts) -> None:
    """A chart of another make than ours is no reason to say nothing."""
    body = {**BODY.as_message(), "picture": {**PICTURE, "chart": {"kind": "pie"}}}
    slack.send(said(body=body))
    slack.deliver()
    assert [kinds(one) for one in stands(slack)] == [["section", "actions"]]


def test_a_message_with_a_picture_has_no_more_blocks_than_slack_takes() -> None:
    """There is room for the picture."""
    many = Body(text="x", blocks=tuple(section(str(number)) for number in range(60)), picture=PICTURE)
    assert len(many.blocks) == 49
