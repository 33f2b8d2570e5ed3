"""Orders that are given to Siteloop in words, “@siteloop have diego fix the pump by 3”: to whom, for what, and why nothing can
come of one."""

import re

from bot.acting.assigning import MANAGERS_ONLY, order_in
from bot.commands.words import did_you_mean
from bot.happening import SITELOOP, Wrote
from bot.heard.readers import Readers
from bot.mrkdwn import said
from bot.people_named import MENTIONED, person_named
from bot.stamps import instant_of_ts
from bot.time_words import not_to_come
from bot.turn import Turn
from rules.life.who import is_manager
from rules.read import people, site_of

_WHO = r"<@[^>]+>|@?[\w.\-]+"
_TO_HAVE = rf"^\W*(?:please\s+)?(?:have|ask|get|tell|let|make)\s+(?P<who>{_WHO})"
_HAVE = re.compile(rf"{_TO_HAVE}\s+(?:to\s+)?(?P<what>\S.*)$", re.IGNORECASE | re.DOTALL)
_HAVE_SEVERAL = re.compile(
    rf"{_TO_HAVE}\s*(?:[,/+]|&(?:amp;)?|\b(?:and|y|và)\b)\s*(?P<other>{_WHO})(?=[\s,/+&])", re.IGNORECASE
)
_NO_NAMES = re.compile(
    r"(?:an?|the|some|any|more|less|this|that|these|those|it|me|us|you|him|her|them|all|everybody|somebody|sure|my|our)",
    re.IGNORECASE,
)  # “have a look”
_BOT = re.compile(rf"^\s*{SITELOOP}\b[\s,:]*")
_USAGE = "Say it like this: “@siteloop have diego fix the pump by 15:00”: who, what, and by when."


def ordered(wrote: Wrote, order: re.Pattern[str] = _HAVE) -> re.Match[str] | None:
    """An order that is given to Siteloop."""
    to_us = wrote.mentions_bot or wrote.direct
    return order.match(_BOT.sub("", wrote.text)) if to_us else None


def _is_of_several(turn: Turn, wrote: Wrote) -> bool:
    """Whether it is given for two people whom the site knows."""
    found = ordered(wrote, _HAVE_SEVERAL)
    return found is not None and None not in (called(turn, found["who"]), called(turn, found["other"]))


def refusal(turn: Turn, readers: Readers, wrote: Wrote) -> str:
    """Why nothing can come of an order, in words for its writer; empty where something can, or where it is no order."""
    if _is_of_several(turn, wrote):
        several = f"One person answers for an action, so ask each for what is theirs. {_USAGE}"
        return several if is_manager(site_of(turn), wrote.user) else MANAGERS_ONLY
    if (found := ordered(wrote)) is None:
        return ""
    if called(turn, found["who"]) is None:
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
    found = ordered(wrote)
    if found is None or _NO_NAMES.fullmatch(found["who"]) or called(turn, found["who"]) is not None:
        return ""
    if not is_manager(site_of(turn), wrote.user):
        return MANAGERS_ONLY
    who = found["who"].casefold()
    alike = [one.handle for one in people(turn) if one.name.casefold().split()[:1] == [who]]
    if alike:
        return f"Which one? {' or '.join(f'@{one}' for one in alike)}. {_USAGE}"
    known = [f"@{one.handle}" for one in people(turn)]
    return f"I know nobody called {said(found['who'], 40)} at this site.{did_you_mean(who, known)} {_USAGE}"


def called(turn: Turn, words: str) -> str | None:
    """By a mention, a handle, or the first name of one person alone."""
    if MENTIONED.match(words):
        return person_named(turn, words)
    word = words.casefold()
    found = [
        one.id for one in people(turn) if word in (one.handle.casefold(), *one.name.casefold().split()[:1])
    ]
    return found[0] if len(found) == 1 else None
