"""What an action's card waits for: the word of whoever wrote a reply that was not understood surely."""

from collections.abc import Iterator

from bot.cards.capture import read_words
from bot.view import SiteView, counted
from rules.life.action import life
from rules.subject import ActionState, Live

_MOST_WORDS = 80


def unanswered(action: ActionState, view: SiteView) -> list[str]:
    """`Waits for Hector Salas: does “sticker went on” mean done?`, of the last such reply; how many more there are is told.

    Whoever has answered otherwise since is not waited for any more.
    """
    found = list(_waiting(action, view)) if life(action).is_open else []
    if not found:
        return []
    who, live = found[-1]
    words = view.said(live.signal.words, _MOST_WORDS)
    more = f" And {counted(len(found) - 1, 'more reply', 'more replies')}." if len(found) > 1 else ""
    return [f"Waits for {view.name(who)}: does “{words}” mean {read_words(live.signal, view)}?{more}"]


def _waiting(action: ActionState, view: SiteView) -> Iterator[tuple[str, Live]]:
    """Who is asked about what, oldest first."""
    found = []
    for name in action.unsure:
        message = view.message(name.rpartition("#")[0])
        live = next((one for one in message.live if one.id == name), None) if message else None
        if message is not None and live is not None:
            found.append((message.relayed_by or message.by, live))
    for who, live in sorted(found, key=lambda one: (one[1].at, one[1].place)):
        if not any(step.kind == "answered" and step.by == who and step.at > live.at for step in action.steps):
            yield who, live
