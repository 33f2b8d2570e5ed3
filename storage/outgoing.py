"""What Slack shall show: rows of the outbox, written with the decision that wants them and delivered afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

OutgoingKind = Literal[
    "show",
    "change",
    "nudge",
    "say",
    "ephemeral",
    "respond",
    "react",
    "unreact",
    "remove",
    "home",
    "people",
    "file",
    "transcript",
    "trial",
]


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """One thing to be shown, once.

    `key` is unique in its site: a row with a known key is not written again. `channel` is a Slack channel's id, or a person's
    (`U…`), whose direct message is opened at delivery. What each kind means:

    - `show`: the living message named `target` shall have this body: posted where it never was, else edited; a queued older
      `show` of the same target is superseded.
    - `change`: the living message `target` gets this body where it stands; where none stands, nothing is posted.
    - `nudge`: the living message `target` is posted anew and its predecessor deleted (an edit notifies nobody).
    - `say`: posted once, in the thread of the living message `thread_of` or under `thread_ts` where given.
    - `ephemeral`: seen by `user` only, under `thread_ts` where given; sent at most once, since it cannot be read back.
    - `respond`: to `body["response_url"]`, at most once.
    - `react`, `unreact`: `body["name"]` on the message `ts`.
    - `remove`: the living message `target` is deleted, where it stands.
    - `home`: the home tab of `user` is drawn anew, as it is at delivery.
    - `people`: the channel's members are read and come back as a happening.
    - `trial`: what `body` says is tried on the site's past, and comes back as a happening.
    - `transcript`: what is said in the clip `body["file_id"]` of the message `ts` is read, and comes back as a happening if Slack
      knows it by then.
    - `file`: the file `body["file_id"]` is read and comes back as a happening.

    `body` holds `text` (the whole plain-text fallback) and `blocks`, or what the kind needs. A message that is shown with a
    picture holds in `picture` what it is drawn of; it is drawn and handed to Slack at delivery.
    """

    key: str
    kind: OutgoingKind
    channel: str
    target: str = ""
    body: Mapping[str, Any] = field(default_factory=dict)
    thread_of: str = ""
    thread_ts: str = ""
    user: str = ""
    ts: str = ""
