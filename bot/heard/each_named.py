"""Words that name several actions one after the other, “ACT-1 done, ACT-2 not done”: which of them are of which.

A message answers one action; of the others its writer is told.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards import is_with
from bot.happening import Wrote
from bot.heard.counting import read_message
from bot.heard.readers import Readers
from bot.heard.replying import NAMED, is_of_several
from bot.mrkdwn import said
from bot.telling import tell
from bot.turn import Turn
from rules.life.action import life
from rules.read import action_of
from rules.subject import ActionState

_OPENS = re.compile(
    rf"(?:^|[,;.!?\n]|(?<!\w)(?:and|but|y|pero|và|nhưng)(?!\w))\s*(?P<name>{NAMED.pattern})", re.IGNORECASE
)
_MOST_WORDS = 40


@dataclass(frozen=True, kw_only=True)
class OfAnother:
    """What a message answers of another action than that it is meant for, from its name on."""

    action: ActionState
    start: int
    end: int


def of_others(
    turn: Turn, readers: Readers, happening: Wrote, text: str, action: ActionState | None
) -> list[OfAnother]:
    """The stretches that open with the name of another action and answer it; none where two are named in one breath."""
    if action is None or is_of_several(text, action):
        return []
    opening = [(found["name"].upper(), found.start("name")) for found in _OPENS.finditer(text)]
    spans = zip(opening, [*(start for _, start in opening[1:]), len(text)], strict=False)
    found = ((action_of(turn, name), start, end) for (name, start), end in spans if name != action.asked.id)
    return [
        OfAnother(action=other, start=start, end=end)
        for other, start, end in found
        if other is not None
        and any(
            signal.kind == "response"
            for signal in read_message(turn, readers, happening, text[start:end], other).signals
        )
    ]


def own_words(text: str, others: Sequence[OfAnother]) -> str:
    """The words without those of others; what is left stays in its place."""
    for one in others:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text


def tell_of_others(
    turn: Turn, happening: Wrote, text: str, action: ActionState | None, others: Sequence[OfAnother]
) -> None:
    """Tell the writer which of their open actions did not get its answer."""
    for one in others:
        name = one.action.asked.id
        if action is not None and life(one.action).is_open and is_with(one.action, happening.user):
            words = said(text[one.start : one.end].strip(" ,;.\n"), _MOST_WORDS)
            alone = f"That answers {action.asked.id} alone. Say of {name} by itself: “{words}”."
            tell(turn, happening.user, happening.channel, alone)
