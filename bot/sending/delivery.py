"""Delivery: what the outbox holds is shown in Slack, each once, at Slack's pace; never inside a transaction."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from slack_sdk import WebClient

from bot.desk import Clock
from bot.forms.fields import View
from bot.happening import HAPPENING, FileRead, People, Transcribed, Tried
from bot.processes import worker_name
from bot.ruling.trials import try_out
from bot.sending.fetching import read_file, read_people, read_transcript
from bot.sending.passing import react, respond, unreact, whisper
from bot.sending.pictures import Show, illustrated
from bot.sending.posting import Receipt, change, post, remove
from bot.sending.slack import Clients, NotReached, RateLimited, Refused, SlackError, asking, plain_client
from storage.outbox import Pending
from storage.outgoing import Outgoing
from storage.store import Store

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
_TRIAL_LEASE = timedelta(hours=1)  # a year of a large site takes minutes
_BETWEEN_POSTS = timedelta(seconds=1)  # of one channel
_LONGEST_PAUSE = timedelta(minutes=5)
_ATTEMPTS = 30  # with the pauses between them about two hours
_ONCE = ("ephemeral", "respond")  # nobody can look whether they arrived
_NOT_THERE = ("not_in_channel", "channel_not_found", "is_archived")


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """What was read from Slack, to be put into the inbox."""

    happening: People | FileRead | Transcribed | Tried


class Delivery:
    """Sends one row of the outbox after the other; any number of threads may.

    `clients` gives a workspace's client; its own retries are not used, since what arrived unconfirmed would be posted twice.
    """

    def __init__(
        self,
        store: Store,
        clients: Clients,
        clock: Clock,
        *,
        draw_home: Callable[[str], View] | None = None,
        worker: str | None = None,
    ) -> None:
        """`draw_home` gives a person's home tab as it is now; without it no home is shown anew."""
        self._store = store
        self._clients = clients
        self._clock = clock
        self._draw_home = draw_home
        self._worker = worker or worker_name()
        self._direct: dict[tuple[str, str], str] = {}
        self._kinds: Mapping[str, Show] = {
            "show": self._show,
            "change": self._change,
            "nudge": self._post,
            "say": self._post,
            "ephemeral": self._whisper,
            "respond": respond,
            "react": react,
            "unreact": unreact,
            "remove": remove,
            "home": self._home,
        }

    def deliver_one(self, now: datetime, *, trials: bool | None = None) -> bool:
        """Send what is next by `now`; False where nothing is. What went wrong is kept in the outbox, never raised.

        `trials`: only those, or (False) anything but them.
        """
        lease = _TRIAL_LEASE if trials else LEASE
        pending = self._store.take_outgoing(now, worker=self._worker, lease=lease, trials=trials)
        if pending is None:
            return False
        try:
            outcome = self._send(pending)
        except RateLimited as limit:
            at = self._clock.now() + timedelta(seconds=limit.seconds)
            self._store.later(pending, at=at, error=str(limit), counted=False)
        except NotReached as failure:
            self._not_reached(pending, failure)
        except SlackError as refused:
            self._give_up(pending, str(refused))
        except Exception as error:
            log.exception("an outgoing message could not be made into a call", extra=_fields(pending))
            self._give_up(pending, f"{type(error).__name__}: {error}")
        else:
            self._arrived(pending, outcome)
        return True

    def _send(self, pending: Pending) -> Receipt | Fetched:
        kind = pending.outgoing.kind
        if pending.uncertain and kind in _ONCE:
            raise Refused("it may have arrived before, which nobody can look up; it is not sent twice")
        client = plain_client(self._clients(pending.workspace))
        if kind == "people":
            return Fetched(happening=read_people(client, pending.outgoing))
        if kind == "file":
            return Fetched(happening=_read_file(client, pending.outgoing))
        if kind == "transcript":
            return Fetched(happening=read_transcript(client, pending.outgoing))
        if kind == "trial":
            return Fetched(happening=try_out(self._store, client, pending, partial(self._receive, pending)))
        return illustrated(client, pending, self._store.noted, self._kinds[kind])

    def _arrived(self, pending: Pending, outcome: Receipt | Fetched) -> None:
        now = self._clock.now()
        if isinstance(outcome, Fetched):
            self._receive(pending, outcome.happening)
            outcome = Receipt()
        free_at = now + _BETWEEN_POSTS if outcome.posted else now
        self._store.sent(pending, ts=outcome.ts, channel=outcome.channel, free_at=free_at)

    def _receive(self, pending: Pending, told: People | FileRead | Transcribed | Tried) -> None:
        """Put what came back into the inbox of the site that asked for it."""
        self._store.receive(
            workspace=pending.workspace,
            site=pending.site,
            key=told.key,
            kind=told.kind,
            payload=HAPPENING.dump_json(told).decode(),
            at=self._clock.now(),
        )

    def _not_reached(self, pending: Pending, failure: NotReached) -> None:
        once = failure.uncertain and pending.outgoing.kind in _ONCE
        if once or (pending.attempts + 1 >= _ATTEMPTS and not failure.network):
            self._give_up(pending, str(failure))
            return
        pause = min(timedelta(seconds=2 ** min(pending.attempts, 10)), _LONGEST_PAUSE)
        log.warning("Slack was not reached; trying again later", extra=_fields(pending))
        at = self._clock.now() + pause
        self._store.later(pending, at=at, error=str(failure), uncertain=failure.uncertain)

    def _give_up(self, pending: Pending, error: str) -> None:
        log.error("an outgoing message was given up: %s", error, extra=_fields(pending))
        self._store.gave_up(pending, error=error)

    def _show(self, client: WebClient, pending: Pending) -> Receipt:
        changed = change(client, pending, pending.stands) if pending.stands else None
        return changed or self._post(client, pending)

    def _change(self, client: WebClient, pending: Pending) -> Receipt:
        changed = change(client, pending, pending.stands) if pending.stands else None
        return changed or Receipt()

    def _post(self, client: WebClient, pending: Pending) -> Receipt:
        return post(client, pending, self._channel(client, pending))

    def _whisper(self, client: WebClient, pending: Pending) -> Receipt:
        """To them alone; as a direct message where they acted in a place that Siteloop is not in."""
        try:
            return whisper(client, pending)
        except Refused as refused:
            if refused.code not in _NOT_THERE:
                raise
        asked = pending.outgoing
        return self._post(client, replace(pending, outgoing=replace(asked, channel=asked.user, thread_ts="")))

    def _home(self, client: WebClient, pending: Pending) -> Receipt:
        user = pending.outgoing.user
        if self._draw_home is not None:
            with asking():
                client.views_publish(user_id=user, view=self._draw_home(user))
        return Receipt()

    def _channel(self, client: WebClient, pending: Pending) -> str:
        """Where to post: a person's direct message is opened first, once."""
        name = pending.outgoing.channel
        if not name.startswith(("U", "W")):
            return name
        known = self._direct.get((pending.workspace, name))
        if known is None:
            with asking():
                known = str(client.conversations_open(users=name)["channel"]["id"])
            self._direct[pending.workspace, name] = known
        return known


def _read_file(client: WebClient, asked: Outgoing) -> FileRead:
    """The file; who asked for one that cannot be read is told so, as far as that is possible."""
    try:
        return read_file(client, asked)
    except Refused as refused:
        if asked.user:
            _tell_unread(client, asked, refused)
        raise


def _tell_unread(client: WebClient, asked: Outgoing, refused: Refused) -> None:
    why = refused.code.replace("the file ", "it ", 1)
    text = f"I could not read the file: {why}. Nothing was changed."
    try:
        with asking():
            client.chat_postEphemeral(channel=asked.channel, user=asked.user, text=text)
    except SlackError:
        log.warning("nobody could be told that a file was not read", extra={"key": asked.key})


def _fields(pending: Pending) -> dict[str, object]:
    sent = pending.outgoing
    return {"workspace": pending.workspace, "site": pending.site, "kind": sent.kind, "key": sent.key}
