"""What passes: whispers, responses, reactions; nothing of it is a message that stands and is changed later."""

from collections.abc import Iterator
from contextlib import contextmanager

from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.sending.posting import Receipt
from bot.sending.slack import Refused, asking, meaning_of
from storage.outbox import Pending


def whisper(client: WebClient, pending: Pending) -> Receipt:
    """Show it to one person only, until they reload."""
    asked = pending.outgoing
    with asking():
        client.chat_postEphemeral(
            channel=asked.channel,
            user=asked.user,
            text=asked.body.get("text"),
            blocks=asked.body.get("blocks") or None,
            thread_ts=asked.thread_ts or None,
        )
    return Receipt()


def respond(client: WebClient, pending: Pending) -> Receipt:
    """Answer an interaction at the address that Slack gave for it."""
    body = dict(pending.outgoing.body)
    webhook = WebhookClient(str(body.pop("response_url")), timeout=client.timeout, retry_handlers=[])
    with asking():
        answer = webhook.send_dict(body)
    if answer.status_code != 200:
        raise meaning_of(
            answer.status_code, answer.headers, answer.body[:200] or f"HTTP {answer.status_code}"
        )
    return Receipt()


def react(client: WebClient, pending: Pending) -> Receipt:
    """Put a reaction on a message."""
    asked = pending.outgoing
    with _moot("already_reacted", "message_not_found", "missing_scope"), asking():
        client.reactions_add(channel=asked.channel, timestamp=asked.ts, name=str(asked.body["name"]))
    return Receipt()


def unreact(client: WebClient, pending: Pending) -> Receipt:
    """Take a reaction of ours away."""
    asked = pending.outgoing
    with _moot("no_reaction", "message_not_found", "missing_scope"), asking():
        client.reactions_remove(channel=asked.channel, timestamp=asked.ts, name=str(asked.body["name"]))
    return Receipt()


@contextmanager
def _moot(*codes: str) -> Iterator[None]:
    """Refusals that change nothing: it is so already, it is gone, or its optional scope was not granted."""
    try:
        yield
    except Refused as refused:
        if refused.code not in codes:
            raise
