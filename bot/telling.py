"""Telling one person something that only they need to see."""

from bot.body import Body
from bot.cards import note
from bot.turn import Turn
from storage.outgoing import Outgoing


def tell(turn: Turn, user: str, channel: str, body: Body | str) -> None:
    """Show it to them alone where they acted; in a direct message it is simply said."""
    message = (note(body) if isinstance(body, str) else body).as_message()
    private = not channel or channel.startswith("D")
    turn.send(
        Outgoing(
            key=turn.key(f"tell:{user}"),
            kind="say" if private else "ephemeral",
            channel=user if private else channel,
            user=user,
            body=message,
        )
    )


def say(turn: Turn, channel: str, body: Body | str, *, name: str) -> None:
    """Say something once in a channel."""
    message = (note(body) if isinstance(body, str) else body).as_message()
    turn.send(Outgoing(key=turn.key(name), kind="say", channel=channel, target=name, body=message))
