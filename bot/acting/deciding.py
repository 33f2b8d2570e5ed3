"""What managers decide in words becomes an action like any other, with the words as its evidence.

“@siteloop have diego fix the pump by 3”; the answer to a request in its own thread (“on it”, “@diego, by Thursday please”); and
a message that somebody makes an action of from its menu.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.acting.addressing import addressed
from bot.acting.assigning import Order, ask_of, asks_the_same, order_in
from bot.acting.order_words import called, ordered, refusal
from bot.acting.taking_back import drop, fell_with_its_words, orders_of
from bot.happening import Wrote
from bot.heard.marking import mark
from bot.heard.readers import Readers
from bot.heard.written import written
from bot.people_named import MENTIONED, person_named
from bot.stamps import instant_of_ts, revision_of
from bot.telling import tell
from bot.turn import Turn
from bot.view import message_id
from rules.grounds import of_words
from rules.life.action import life
from rules.life.who import is_manager
from rules.read import as_heard, open_actions, site_of
from rules.subject import ActionState, Live, MessageState

_YES = re.compile(
    r"^\W*(?:ok(?:ay)?|yes|yep|sure|on it|will do|i'?ll|agreed|approved|vale|sí|được)\b", re.IGNORECASE
)
_MENDED = timedelta(hours=1)  # after which an edit is no second try


@dataclass(frozen=True, kw_only=True)
class _Wanted:
    """What words ask of whom; `request` is the one that they answer."""

    to: str
    order: Order
    request: Live | None = None


def decide(turn: Turn, readers: Readers, wrote: Wrote, before: MessageState | None) -> bool:
    """Take a new message, or an edit of one, for the decision that it is; False where it is none.

    An order that was refused is often mended by an edit; one that nobody remembers any more is not given again by it. Words that
    asked for something are read anew by each edit: it is asked still, or no more, or something else instead.
    """
    asked = orders_of(turn, before) if before is not None else []
    if wrote.edited and not asked and turn.now - instant_of_ts(wrote.ts) > _MENDED:
        return False
    refused = refusal(turn, readers, wrote)
    wanted = None if refused else _wanted(turn, readers, wrote, asked)
    same = _asked_so(turn, asked, wanted) if wanted is not None else []
    for action in asked:
        if action not in same and life(action).is_open:
            drop(turn, action, wrote.user, "the words that asked for it were changed")
    if wanted is None and not refused:
        return False
    if before is not None or wanted is not None:
        _say(turn, wrote, before)
    if wanted is not None and not same:
        _ask(turn, readers, wrote, wanted)
    elif refused:
        tell(turn, wrote.user, wrote.channel, refused)
    return True


def _asked_so(turn: Turn, asked: Sequence[ActionState], wanted: _Wanted) -> list[ActionState]:
    """Those that ask for just that, also where it is done; what fell when the words were changed can be asked anew."""
    standing = (one for one in asked if not fell_with_its_words(one))
    return [one for one in standing if asks_the_same(turn, one, wanted.to, wanted.order)]


def _wanted(turn: Turn, readers: Readers, wrote: Wrote, asked: Sequence[ActionState] = ()) -> _Wanted | None:
    """What the words ask of whom; a request is theirs where they say yes, somebody's whom they name. `asked` is what they asked
    for before they were edited."""
    at = instant_of_ts(wrote.ts)
    if (found := ordered(wrote)) is not None:
        to = called(turn, found["who"])
        if to is not None:
            return _Wanted(to=to, order=order_in(turn, readers, found["what"], wrote.user, at))
    if asked and (told := addressed(turn, readers, wrote.text, wrote.user, at)) is not None:
        return _Wanted(to=told.to, order=told.order)
    request = _request(turn, wrote, asked)
    if request is None or not is_manager(site_of(turn), wrote.user):
        return None
    to = person_named(turn, wrote.text)
    if to is None and not _YES.match(wrote.text):
        return None
    due = order_in(turn, readers, MENTIONED.sub("", wrote.text).strip(" ,"), wrote.user, at).due
    words = " ".join(request.signal.words.split())[:200]
    return _Wanted(to=to or wrote.user, order=Order(text=f"See to it: “{words}”", due=due), request=request)


def _ask(turn: Turn, readers: Readers, wrote: Wrote, wanted: _Wanted) -> None:
    request, order = wanted.request, wanted.order
    words = of_words(message_id(wrote.channel, wrote.ts), revision_of(wrote.edited))
    told = ask_of(
        turn,
        wrote.user,
        wanted.to,
        replace(order, task=request.signal.task) if request else order.placed_by(readers, turn),
        evidence=(*((request.id,) if request else ()), words),
        matter=request.id if request else None,
        origin=words,
    )
    tell(turn, wrote.user, wrote.channel, told)


def _say(turn: Turn, wrote: Wrote, before: MessageState | None) -> None:
    message = message_id(wrote.channel, wrote.ts)
    mark(turn, message, had=before is not None and bool(before.live), has=False)
    turn.record(written(wrote))


def _request(turn: Turn, wrote: Wrote, asked: Sequence[ActionState]) -> Live | None:
    """The request in whose thread it is written, which no open action is about yet, but for those."""
    root = as_heard(turn, message_id(wrote.channel, wrote.thread_ts)) if wrote.thread_ts else None
    found = next((one for one in root.live if one.signal.kind == "request"), None) if root else None
    others = (action for action in open_actions(turn) if action not in asked)
    covered = {member.matter for action in others for member in life(action).members}
    return found if found is not None and found.id not in covered else None
