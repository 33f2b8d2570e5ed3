"""A message as the journal takes it up, before anything is captured from it."""

from bot.happening import Wrote
from bot.stamps import instant_of_ts, revision_of
from bot.view import message_id
from rules.folding.entry import Said


def written(wrote: Wrote) -> Said:
    """Its words as they read now; they report nothing yet."""
    return Said(
        message=message_id(wrote.channel, wrote.ts),
        revision=revision_of(wrote.edited),
        channel=wrote.channel,
        by=wrote.user,
        said=instant_of_ts(wrote.ts),
        text=wrote.text,
        signals=(),
    )
