"""What managers decide in words becomes an action like any other, with the words as its evidence.

“@siteloop have diego fix the pump by 3”; the answer to a request in its own thread (“on it”, “@diego, by Thursday please”); and
a message that somebody makes an action of from its menu.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.acting.assigning import MANAGERS_ONLY, Order, ask_of, asks_the_same, order_in
from bot.acting.taking_back import asked_by_words, drop
from bot.commands.words import did_you_mean
from bot.happening import SITELOOP, Wrote
from bot.heard.readers import Readers
from bot.mrkdwn import said
from bot.people_named import MENTIONED, person_named
from bot.stamps import instant_of_ts, revision_of
from bot.telling import tell
from bot.time_words import not_to_come
from bot.turn import Turn
from bot.view import message_id
from rules.folding.entry import Said
from rules.grounds import is_of_words, of_words
from rules.life.action import life
from rules.life.who import is_manager
from rules.read import message_of, open_actions, people, site_of
from rules.subject import ActionState, Live, MessageState

_WHO = r"<@[^>]+>|@?[\w.\-]+"
_TO_HAVE = rf"^\W*(?:please\s+)?(?:have|ask|get|tell|let|make)\s+(?P<who>{_WHO})"
_HAVE = re.compile(rf"{_TO_HAVE}\s+(?:to\s+)?(?P<what>\S.*)$", re.IGNORECASE | re.DOTALL)
_HAVE_SEVERAL = re.compile(
    rf"{_TO_HAVE}\s*(?:[,/+]|&(?:amp;)?|\b(?:and|y|và)\b)\s*(?P<other>{_WHO})(?=[\s,/+&])", re.IGNORECASE
)
_YES = re.compile(
    r"^\W*(?:ok(?:ay)?|yes|yep|sure|on it|will do|i'?ll|agreed|approved|vale|sí|được)\b", re.IGNORECASE
)
_NO_NAMES = re.compile(
    r"(?:an?|the|some|any|more|less|this|that|these|those|it|me|us|you|him|her|them|all|everybody|somebody|sure|my|our)",
    re.IGNORECASE,
)  # “have a look”
_BOT = re.compile(rf"^\s*{SITELOOP}\b[\s,:]*")
_MENDED = timedelta(hours=1)  # after which an edit is no second try
_USAGE = "Say it like this: “@siteloop have diego fix the pump by 15:00”: who, what, and by when."


@dataclass(frozen=True, kw_only=True)
class _Wanted:
    """What words ask of whom; `request` is the one that they answer."""

    to: str
    order: Order
    request: Live | None = None


def decide(turn: Turn, readers: Readers, wrote: Wrote, before: MessageState | None) -> bool:
    """Take a new message for the decision that it is, or an edit of one; False where it is none.

    An order that was refused is often mended by an edit; one that nobody remembers any more is not given again by it.
    """
    if before is not None:
        return _decide_anew(turn, readers, wrote, before)
    if wrote.edited and turn.now - instant_of_ts(wrote.ts) > _MENDED:
        return False
    if refusal := _refusal(turn, readers, wrote):
        tell(turn, wrote.user, wrote.channel, refusal)
        return True
    wanted = _wanted(turn, readers, wrote)
    if wanted is not None:
        _ask(turn, readers, wrote, wanted)
    return wanted is not None


def _decide_anew(turn: Turn, readers: Readers, wrote: Wrote, before: MessageState) -> bool:
    """An edit of words that asked for something: it is asked still, or no more, or something else instead."""
    asked = [one for one in asked_by_words(turn, {before.id}) if is_of_words(one.asked.origin)]
    if not asked:
        return False
    wanted = _wanted(turn, readers, wrote, asked)
    if wanted is not None and asks_the_same(turn, asked[0], wanted.to, wanted.order):
        _say(turn, wrote)
        return True
    for action in asked:
        drop(turn, action, before.by, "the words that asked for it were changed")
    if wanted is not None:
        _ask(turn, readers, wrote, wanted)
    return wanted is not None


def _ordered(wrote: Wrote, order: re.Pattern[str] = _HAVE) -> re.Match[str] | None:
    """An order that is given to Siteloop."""
    to_us = wrote.mentions_bot or wrote.direct
    return order.match(_BOT.sub("", wrote.text)) if to_us else None


def _is_of_several(turn: Turn, wrote: Wrote) -> bool:
    """Whether it is given for two people whom the site knows."""
    found = _ordered(wrote, _HAVE_SEVERAL)
    return found is not None and None not in (_called(turn, found["who"]), _called(turn, found["other"]))


def _refusal(turn: Turn, readers: Readers, wrote: Wrote) -> str:
    """Why nothing can come of an order, in words for its writer; empty where something can, or where it is no order."""
    if _is_of_several(turn, wrote):
        several = f"One person answers for an action, so ask each for what is theirs. {_USAGE}"
        return several if is_manager(site_of(turn), wrote.user) else MANAGERS_ONLY
    if (found := _ordered(wrote)) is None:
        return ""
    if _called(turn, found["who"]) is None:
        unknown = f"I know nobody called {said(found['who'], 40)} at this site. {_USAGE}"
        return (
            unknown if MENTIONED.match(found["who"]) else ""
        )  # “have a look at the pump” is no order to anybody
    if not is_manager(site_of(turn), wrote.user):
        return MANAGERS_ONLY
    unread = order_in(turn, readers, found["what"], wrote.user, instant_of_ts(wrote.ts)).unread
    return f"{not_to_come(turn, readers, unread)} {_USAGE}" if unread else ""


def ordered_nobody(turn: Turn, wrote: Wrote) -> str:
    """To whoever gave an order to somebody whom the site does not know, or to one of several; empty: it is none."""
    found = _ordered(wrote)
    if found is None or _NO_NAMES.fullmatch(found["who"]) or _called(turn, found["who"]) is not None:
        return ""
    if not is_manager(site_of(turn), wrote.user):
        return MANAGERS_ONLY
    who = found["who"].casefold()
    alike = [one.handle for one in people(turn) if one.name.casefold().split()[:1] == [who]]
    if alike:
        return f"Which one? {' or '.join(f'@{one}' for one in alike)}. {_USAGE}"
    known = [f"@{one.handle}" for one in people(turn)]
    return f"I know nobody called {said(found['who'], 40)} at this site.{did_you_mean(who, known)} {_USAGE}"


def _wanted(turn: Turn, readers: Readers, wrote: Wrote, asked: Sequence[ActionState] = ()) -> _Wanted | None:
    """What the words ask of whom; a request is theirs where they say yes, somebody's whom they name. `asked` is what they asked
    for before they were edited."""
    at = instant_of_ts(wrote.ts)
    if (found := _ordered(wrote)) is not None and not _refusal(turn, readers, wrote):
        to = _called(turn, found["who"])
        if to is not None:
            return _Wanted(to=to, order=order_in(turn, readers, found["what"], wrote.user, at))
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
    _say(turn, wrote)
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


def _say(turn: Turn, wrote: Wrote) -> None:
    turn.record(
        Said(
            message=message_id(wrote.channel, wrote.ts),
            revision=revision_of(wrote.edited),
            channel=wrote.channel,
            by=wrote.user,
            said=instant_of_ts(wrote.ts),
            text=wrote.text,
            signals=(),
        )
    )


def _request(turn: Turn, wrote: Wrote, asked: Sequence[ActionState]) -> Live | None:
    """The request in whose thread it is written, which no open action is about yet, but for those."""
    root = message_of(turn, message_id(wrote.channel, wrote.thread_ts)) if wrote.thread_ts else None
    found = next((one for one in root.live if one.signal.kind == "request"), None) if root else None
    others = (action for action in open_actions(turn) if action not in asked)
    covered = {member.matter for action in others for member in life(action).members}
    return found if found is not None and found.id not in covered else None


def _called(turn: Turn, words: str) -> str | None:
    """By a mention, a handle, or the first name of one person alone."""
    if MENTIONED.match(words):
        return person_named(turn, words)
    word = words.casefold()
    found = [
        one.id for one in people(turn) if word in (one.handle.casefold(), *one.name.casefold().split()[:1])
    ]
    return found[0] if len(found) == 1 else None
