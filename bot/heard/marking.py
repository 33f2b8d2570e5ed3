"""The mark below a message from which something was captured."""

from bot.turn import Turn
from storage.outgoing import Outgoing

CAPTURED = "memo"


def mark(turn: Turn, message: str, *, had: bool, has: bool) -> None:
    """Set the mark on a message (`channel:ts`) from which something is captured by now, or take it away."""
    channel, _, ts = message.partition(":")
    if had == has or not _is_ts(ts):
        return
    turn.send(
        Outgoing(
            key=turn.key(f"mark:{message}"),
            kind="react" if has else "unreact",
            channel=channel,
            ts=ts,
            body={"name": CAPTURED},
        )
    )


def _is_ts(text: str) -> bool:
    """Whether it stands in Slack: a report by form does not."""
    whole, _, rest = text.partition(".")
    return whole.isdigit() and rest.isdigit()
