"""What managers decide in words becomes an action like any other, with the words as its evidence.

“@siteloop have diego fix the pump by 3”; the answer to a request in its own thread (“on it”, “@diego, by Thursday please”); and
a message that somebody makes an action of from its menu.
"""

import re

from bot.acting.assigning import MANAGERS_ONLY, Order, ask_of, order_in
from bot.happening import Wrote
from bot.heard.readers import Readers
from bot.mrkdwn import said
from bot.people_named import MENTIONED, person_named
from bot.stamps import instant_of_ts
from bot.telling import tell
from bot.turn import Turn
from bot.view import message_id
from rules.action import life
from rules.entry import Said, Stepped
from rules.life.who import is_manager
from rules.read import message_of, open_actions, people, site_of
from rules.subject import Live, Step

WORDS = "#words"
_HAVE = re.compile(
    r"^\W*(?:please\s+)?(?:have|ask|get|tell|let|make)\s+(?P<who><@[^>]+>|@?[\w.\-]+)\s+(?:to\s+)?(?P<what>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_YES = re.compile(
    r"^\W*(?:ok(?:ay)?|yes|yep|sure|on it|will do|i'?ll|agreed|approved|vale|sí|được)\b", re.IGNORECASE
)
_BOT = re.compile(r"^\s*<@[^>]+>[\s,:]*")
_USAGE = "Say it like this: “@siteloop have diego fix the pump by 15:00”: who, what, and by when."


def decide(turn: Turn, readers: Readers, wrote: Wrote) -> bool:
    """Take a new message for the decision that it is; False where it is none."""
    to_us = wrote.mentions_bot or wrote.direct
    if to_us and (found := _HAVE.match(_BOT.sub("", wrote.text))) is not None:
        return _have(turn, readers, wrote, found)
    request = _request(turn, wrote)
    if request is None or not is_manager(site_of(turn), wrote.user):
        return False
    return _answered(turn, readers, wrote, request)


def taken_back(turn: Turn, message: str) -> None:
    """Words that asked for an action were deleted: it need not be done any more."""
    known = message_of(turn, message)
    for action in list(open_actions(turn)):
        asked = action.asked
        if known is not None and f"{message}{WORDS}" in asked.evidence and asked.asked_by == known.by:
            note = "the words that asked for it were taken back"
            name = f"{message}{WORDS}/{asked.id}"
            step = Step(id=name, kind="dropped", at=turn.now, by=known.by, note=note)
            turn.record(Stepped(action=asked.id, step=step))


def _have(turn: Turn, readers: Readers, wrote: Wrote, found: re.Match[str]) -> bool:
    to = _called(turn, found["who"])
    order = order_in(turn, readers, found["what"])
    if to is None:
        if not MENTIONED.match(found["who"]):
            return False  # “have a look at the pump” is no order to anybody
        tell(
            turn,
            wrote.user,
            wrote.channel,
            f"I know nobody called {said(found['who'], 40)} at this site. {_USAGE}",
        )
    elif not is_manager(site_of(turn), wrote.user):
        tell(turn, wrote.user, wrote.channel, MANAGERS_ONLY)
    elif order.unread:
        tell(
            turn,
            wrote.user,
            wrote.channel,
            f"I cannot read “{said(order.unread, 40)}” as a time to come. {_USAGE}",
        )
    else:
        _ask(turn, readers, wrote, to, order)
    return True


def _answered(turn: Turn, readers: Readers, wrote: Wrote, request: Live) -> bool:
    """Theirs where they say yes, somebody's whom they name."""
    to = person_named(turn, wrote.text)
    if to is None and not _YES.match(wrote.text):
        return False
    order = order_in(turn, readers, MENTIONED.sub("", wrote.text).strip(" ,"))
    words = " ".join(request.signal.words.split())[:200]
    _ask(turn, readers, wrote, to or wrote.user, Order(text=f"See to it: “{words}”", due=order.due), request)
    return True


def _ask(
    turn: Turn, readers: Readers, wrote: Wrote, to: str, order: Order, request: Live | None = None
) -> None:
    message = message_id(wrote.channel, wrote.ts)
    _say(turn, wrote.channel, wrote.ts, wrote.user, wrote.text)
    evidence = (*((request.id,) if request else ()), f"{message}{WORDS}")
    task = request.signal.task if request else readers.of(turn).task_in(order.text)
    matter = request.id if request else None
    told = ask_of(turn, wrote.user, to, order, task, evidence=evidence, matter=matter)
    tell(turn, wrote.user, wrote.channel, told)


def _say(turn: Turn, channel: str, ts: str, user: str, text: str) -> None:
    turn.record(
        Said(
            message=message_id(channel, ts),
            revision=1,
            channel=channel,
            by=user,
            said=instant_of_ts(ts),
            text=text,
            signals=(),
        )
    )


def _request(turn: Turn, wrote: Wrote) -> Live | None:
    """The request in whose thread it is written, which no open action is about yet."""
    root = message_of(turn, message_id(wrote.channel, wrote.thread_ts)) if wrote.thread_ts else None
    found = next((one for one in root.live if one.signal.kind == "request"), None) if root else None
    covered = {member.matter for action in open_actions(turn) for member in life(action).members}
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
