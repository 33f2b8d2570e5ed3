"""Whatever goes wrong between Slack and us: nothing is lost, and nothing is shown twice."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.sending.slack import NotReached, RateLimited, Refused, meaning_of
from storage.outgoing import Outgoing
from tests.bot.posts import TOWER, Posts, posts
from tests.bot.sending.test_delivery import card, say


@pytest.fixture
def slack(tmp_path: Path) -> Iterator[Posts]:
    """A workspace, a store, and what delivers."""
    with posts(tmp_path) as made:
        yield made


def test_when_slack_asks_to_wait_we_wait(slack: Posts) -> None:
    """After a 429 the channel's messages wait as long as Slack says, in their order; that is no failure of theirs."""
    slack.sandbox.fail_next("chat.postMessage", retry_after=7)
    slack.send(say("one"), say("two"))
    assert slack.deliver() == [7.0, 1.0]
    assert slack.shown() == ["one", "two"]


@pytest.mark.parametrize("fault", [{"status": 503}, {"error": "internal_error"}, {"drop": "before"}])
def test_what_did_not_arrive_is_sent_again(slack: Posts, fault: dict[str, Any]) -> None:
    """After Slack's failures there is a pause that grows, and then it is shown, once and in order."""
    slack.sandbox.fail_next("chat.postMessage", times=2, **fault)
    slack.send(say("one"), say("two"))
    assert slack.deliver() == [1.0, 2.0, 1.0]
    assert slack.shown() == ["one", "two"]


@pytest.mark.parametrize("in_thread", [False, True])
def test_what_arrived_without_an_answer_is_not_sent_again(slack: Posts, in_thread: bool) -> None:
    """The connection broke after the effect: the message is found by its metadata, in a channel or in a thread."""
    slack.send(card("card"))
    slack.deliver()
    slack.sandbox.fail_next("chat.postMessage", drop="after")
    slack.send(say("one", thread_of="card" if in_thread else ""), say("two"))
    slack.deliver()
    assert slack.shown() == ["card", "> one" if in_thread else "one", "two"]


def test_a_nudge_that_arrived_without_an_answer_still_replaces_its_predecessor(slack: Posts) -> None:
    """The same in a direct message, where an old message is to go as well."""
    slack.send(card("old", channel=slack.id("ana")))
    slack.deliver()
    slack.sandbox.fail_next("chat.postMessage", drop="after")
    slack.sandbox.fail_next("chat.delete", drop="after")
    slack.send(card("new", kind="nudge", channel=slack.id("ana")))
    slack.deliver()
    assert slack.direct("ana") == ["new"]


def test_an_edit_that_arrived_without_an_answer_does_no_harm(slack: Posts) -> None:
    """An edit may be repeated; one message stands."""
    slack.send(card("old"))
    slack.deliver()
    slack.sandbox.fail_next("chat.update", drop="after")
    slack.send(card("new"))
    slack.deliver()
    assert slack.shown() == ["new"]


def test_a_whisper_is_sent_at_most_once(slack: Posts) -> None:
    """Nobody can look whether a whisper arrived, so an uncertain one is not repeated; a refused connection is certain."""
    slack.sandbox.fail_next("chat.postEphemeral", drop="after")
    body = {"text": "psst"}
    slack.send(Outgoing(key="e", kind="ephemeral", channel=TOWER, user=slack.id("ana"), body=body))
    slack.deliver()
    assert len(slack.sandbox.workspace.channels[TOWER].ephemerals) == 1
    assert [one.key for one in slack.store.aside()] == ["e"]


def test_a_sender_that_died_after_posting_leaves_one_message(slack: Posts) -> None:
    """Killed between Slack's answer and its note in the outbox: the next sender finds the message and goes on."""
    slack.send(card("card", channel=slack.id("ana")), say("next", channel=slack.id("ana")))
    slack.send(
        Outgoing(key="e", kind="ephemeral", channel=TOWER, user=slack.id("ana"), body={"text": "psst"})
    )

    def die(*_: object, **__: object) -> bool:
        raise SystemExit

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slack.store, "sent", die)
        for _ in range(2):
            with pytest.raises(SystemExit):
                slack.delivery().deliver_one(slack.clock.now())
    slack.deliver()
    assert slack.direct("ana") == ["card"]
    slack.wall[0] += timedelta(minutes=10)
    slack.deliver()
    assert slack.direct("ana") == ["card", "next"]
    assert len(slack.sandbox.workspace.channels[TOWER].ephemerals) == 1


def test_a_sender_that_died_before_posting_loses_nothing(slack: Posts) -> None:
    """Killed with the message in hand: it is looked for, not found, and posted."""
    slack.send(card("card"))
    assert slack.store.take_outgoing(slack.clock.now(), worker="dead", lease=timedelta(minutes=5))
    slack.deliver()
    assert slack.shown() == []
    slack.wall[0] += timedelta(minutes=10)
    slack.deliver()
    assert slack.shown() == ["card"]


def test_what_cannot_be_made_into_a_call_holds_nothing_up(slack: Posts) -> None:
    """A row that makes no sense is set aside; the lane goes on."""
    slack.send(Outgoing(key="odd", kind="react", channel=TOWER, ts="1.1", body={}), say("fine"))
    slack.deliver()
    assert slack.shown() == ["fine"]
    assert [one.key for one in slack.store.aside()] == ["odd"]


def test_a_workspace_that_took_the_app_away_gets_nothing(slack: Posts) -> None:
    """Nothing is sent there, nothing waits for it, and after a new installation it goes on."""
    team = slack.sandbox.workspace.team_id
    slack.store.removed(team, at=slack.clock.now())
    slack.send(say("held"))
    assert slack.deliver() == []
    assert (slack.shown(), slack.store.quiet(slack.clock.now())) == ([], True)
    slack.store.installed(team, at=slack.clock.now())
    slack.deliver()
    assert slack.shown() == ["held"]


def test_answers_mean_one_of_three_things() -> None:
    """Wait, try again, or never: by HTTP status and Slack's code; without a code nobody knows what was done."""
    wait = meaning_of(429, {"Retry-After": "30"}, "")
    assert isinstance(wait, RateLimited) and wait.seconds == 30
    assert isinstance(meaning_of(200, {"retry-after": ["5"]}, "ratelimited"), RateLimited)
    for status, code in ((500, ""), (503, "service_unavailable"), (200, "fatal_error"), (200, "")):
        failed = meaning_of(status, {}, code)
        assert isinstance(failed, NotReached) and failed.uncertain
    refused = meaning_of(200, {}, "is_archived")
    assert isinstance(refused, Refused) and refused.code == "is_archived"
