"""Steps of people who write: messages, their edits and deletions, and signals where the words are beside the point."""

from collections.abc import Iterator
from typing import Any, Literal

from bot.happening import Erased, SharedFile, Wrote
from bot.heard import hearing
from bot.showing import card_target
from bot.stamps import instant_of_ts
from bot.timelines.stage import CHANNEL, CannotHappen, Stage
from bot.timelines.step import Happening, press
from bot.timelines.typed import typed_signals
from bot.timelines.words import ActionName, user_id
from bot.view import message_id
from rules.folding.entry import Said
from rules.language.problem import Misread
from rules.read import message_of

_DIRECT = "D0"


class Say(Happening):
    """`say:` words in the channel; `thread: ACT-1` in the thread of an action's card, `direct: true` to Siteloop itself."""

    say: str
    thread: ActionName = ""
    direct: bool = False

    def play(self, stage: Stage) -> None:
        """A message."""
        ts, thread = stage.stamp(), card_target(stage.action(self.thread)) if self.thread else ""
        channel = _DIRECT + user_id(self.by) if self.direct else CHANNEL
        stage.messages[self.by] = f"{channel}:{ts}"
        wrote = Wrote(
            channel=channel, ts=ts, user=user_id(self.by), text=self.say, thread_ts=thread, direct=self.direct
        )
        stage.take(lambda turn: hearing.hear(turn, stage.readers, wrote))

    def faults(self) -> Iterator[tuple[str, Misread]]:
        """A thread stands in the channel."""
        if self.thread and self.direct:
            yield "direct", Misread("A thread is never direct.", "Take one of the two out.")


class Picture(Happening):
    """`picture: ACT-1` a photo in the thread of an action's card, with or without `words:`."""

    picture: ActionName
    words: str = ""

    def play(self, stage: Stage) -> None:
        """A message with a file."""
        ts, thread = stage.stamp(), card_target(stage.action(self.picture))
        stage.messages[self.by] = f"{CHANNEL}:{ts}"
        file = SharedFile(id="F0", name="photo.jpg", mimetype="image/jpeg")
        wrote = Wrote(
            channel=CHANNEL, ts=ts, user=user_id(self.by), text=self.words, thread_ts=thread, files=(file,)
        )
        stage.take(lambda turn: hearing.hear(turn, stage.readers, wrote))


class Edit(Happening):
    """`edit: last` `to:` other words: one's last message."""

    edit: Literal["last"]
    to: str

    def play(self, stage: Stage) -> None:
        """A new revision of the message, in its old place."""
        channel, ts = _last(stage, self.by)
        known = message_of(stage.memory, message_id(channel, ts))
        thread = card_target(known.action) if known and known.action else ""
        wrote = Wrote(
            channel=channel,
            ts=ts,
            user=user_id(self.by),
            text=self.to,
            thread_ts=thread,
            edited=stage.stamp(),
        )
        stage.take(lambda turn: hearing.hear(turn, stage.readers, wrote))


class Delete(Happening):
    """`delete: last`: one's last message."""

    delete: Literal["last"]

    def play(self, stage: Stage) -> None:
        """It was never said."""
        channel, ts = _last(stage, self.by)
        stage.take(lambda turn: hearing.forget(turn, Erased(channel=channel, ts=ts)))


class Confirm(Happening):
    """`confirm: yes` or `no`: the answer to Siteloop's question about one's last message."""

    confirm: Literal["yes", "no"]

    def play(self, stage: Stage) -> None:
        """The button under the question."""
        message = message_of(stage.memory, message_id(*_last(stage, self.by)))
        asked = next((live for live in message.live if live.signal.confirm), None) if message else None
        if asked is None:
            raise CannotHappen(f"Nothing was asked about {self.by}'s last message.")
        press(stage, self.by, f"choose_{self.confirm}", f"{asked.id}|{self.confirm}")


class Signals(Happening):
    """`signals:` what a message says, as data, where its words are beside the point:
    `{ kind: blocker, task: A-310, cause: material }`."""

    signals: list[Any]
    thread: ActionName = ""

    def play(self, stage: Stage) -> None:
        """A message that was read as this."""
        ts, action = stage.stamp(), stage.action(self.thread) if self.thread else None
        stage.messages[self.by] = f"{CHANNEL}:{ts}"
        signals = typed_signals(self.signals, stage.now, stage.calendar)
        said = Said(
            message=message_id(CHANNEL, ts),
            revision=1,
            channel=CHANNEL,
            by=user_id(self.by),
            said=instant_of_ts(ts),
            text="; ".join(one.words for one in signals),
            signals=signals,
            action=action,
        )
        stage.record(said)


def _last(stage: Stage, by: str) -> tuple[str, str]:
    if by not in stage.messages:
        raise CannotHappen(f"{by} has said nothing by then.")
    channel, _, ts = stage.messages[by].partition(":")
    return channel, ts
