"""What somebody tells one person of the site to do by a time, without Siteloop: “@hector please sweep the stairs by 16:00”."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from bot.acting.assigning import Order, order_in
from bot.acting.order_words import called
from bot.heard.readers import Readers
from bot.people_named import MENTIONED
from bot.turn import Turn
from rules.life.departure import is_here
from rules.read import site_of

_TO = re.compile(
    r"^\s*(?:(?:hi|hey|hello|ok|okay|(?:good )?morning)\b[\s,!]*)?"
    r"(?:(?P<mention><@[^>]+>|@[\w.\-]+)[\s,:]*|(?P<name>[\w.\-]+)[,:]\s*)(?P<what>\S.*?)[\s.!]*$",
    re.IGNORECASE | re.DOTALL,
)
_POLITELY = re.compile(
    r"^(?:(?:can|could|would|will) you (?:please|pls|kindly)|please|pls|plz|kindly|(?:I )?need you to|you (?:need|have) to)\s+",
    re.IGNORECASE,
)
_BY = re.compile(r"\s*(?:by|before|within)\b", re.IGNORECASE)
_MORE = re.compile(r"[.!;\n]\s|\n")
# What is to be told, or to be known, or is only chat, is no work; nor is what shall not be done.
_NO_WORK = re.compile(
    r"^(?:be|see|meet|stay|come|go|leave|wait|have|let|tell|show|send|give|say|confirm|report|notify|answer|reply|respond|remember|"
    r"remind|think|look|read|know|make it|stop|hold|don'?t|do not|never)\b|\b(?:me|us)\b|\?",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Addressed:
    """To whom, and what until when (`due`)."""

    to: str
    order: Order
    due: datetime


def addressed(turn: Turn, readers: Readers, text: str, by: str, at: datetime) -> Addressed | None:
    """One person of the site, and what they are told to do by a time; None where it is not unmistakable. It was written `by`
    somebody `at` an instant."""
    found = _TO.match(text.replace("’", "'"))
    if found is None or MENTIONED.search(found["what"]) or "?" in text:
        return None
    to = called(turn, found["mention"] or found["name"])
    if to is None or to == by or not is_here(turn, to):
        return None
    order = order_in(turn, readers, found["what"], by, at)
    if order.due is None or not _BY.match(found["what"][len(order.text) :]):
        return None
    words = _POLITELY.sub("", order.text)
    if _MORE.search(words) or _NO_WORK.search(words):
        return None
    asked = words if words == order.text else f"please {words}"
    is_order = readers.of(turn).orders(asked, at=site_of(turn).calendar.local(at))
    return Addressed(to=to, order=replace(order, text=words), due=order.due) if is_order else None
