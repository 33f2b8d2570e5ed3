"""What is not read: a message that its writer keeps out with `[off]`, and what is written while its channel is paused."""

from bot.happening import Wrote
from bot.heard.carried import carried, drop_carried
from bot.heard.marking import mark
from bot.heard.pausing import pause_of, until_words
from bot.heard.relaying import forget_relayed
from bot.stamps import instant_of_ts, revision_of
from bot.telling import tell
from bot.turn import Turn
from bot.view import SiteView, message_id
from rules.folding.entry import Said
from rules.read import site_of
from rules.subject import MessageState


def is_paused(turn: Turn, happening: Wrote, before: MessageState | None) -> bool:
    """Whether its channel was paused when it was written; what was recorded before still follows its edits."""
    written = instant_of_ts(happening.edited or happening.ts)
    return before is None and pause_of(site_of(turn), happening.channel, written) is not None


def leave_alone(turn: Turn, happening: Wrote, before: MessageState | None, *, to_us: bool) -> None:
    """Read nothing. Where it was recorded before its writer wanted that, it is taken back, and so is what it shares, and what was
    passed on of it.

    `to_us`: it was said to Siteloop, which then tells why it did not read it.
    """
    if happening.off:
        forget_relayed(turn, message_id(happening.channel, happening.ts))
        drop_carried(turn, carried(turn, happening, before))
    if before is not None:
        withdrawn = Said(
            message=before.id,
            revision=revision_of(happening.edited),
            channel=before.channel,
            by=before.by,
            said=before.at,
            text="",
            signals=(),
            action=before.action,
        )
        turn.record(withdrawn)
        mark(turn, before.id, had=bool(before.live), has=False)
    pause = pause_of(site_of(turn), happening.channel, turn.now)
    if to_us and not happening.off and pause is not None:
        until = until_words(pause, SiteView(turn))
        told = f"I am paused in this channel {until}, so I did not read that. Buttons and forms still work."
        tell(turn, happening.user, happening.channel, told)
