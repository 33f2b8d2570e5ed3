"""Days and times in the words of commands: what they mean at a site, or why they cannot be meant."""

from datetime import date, datetime

from bot.heard.readers import Readers
from bot.mrkdwn import said
from bot.turn import Turn
from bot.view import SiteView
from rules.errors import SiteloopError
from rules.read import site_of
from rules.worktime.saidtime import day_of, instant_of

_NONE = "No day is said."


class NotMeant(SiteloopError):
    """Words that are no day or time which somebody can mean; the text says which, and why."""


def time_in(turn: Turn, readers: Readers, words: str) -> str:
    """The local day or time that they say, as signals hold it.

    Raises:
        NotMeant: they say none, or none that there is.
    """
    if not words.strip():
        raise NotMeant(_NONE)
    reader, at = readers.of(turn), site_of(turn).calendar.local(turn.now)
    local = reader.when(words, at=at)
    if local is None and reader.is_no_day(words, at=at):
        raise NotMeant(f"There is no such day as “{said(words, 60)}”.")
    if local is None:
        raise NotMeant(f"I cannot read “{said(words, 60)}” as a day or a time.")
    if day_of(local) is None:
        raise NotMeant(f"“{said(words, 60)}” is in a year that cannot be meant: name a nearer day.")
    return local


def instant_to_come(turn: Turn, readers: Readers, words: str) -> datetime:
    """The instant that they say; of a day alone the end of its shift.

    Raises:
        NotMeant: they say none, or one that is over.
    """
    at = instant_of(time_in(turn, readers, words), site_of(turn).calendar)
    if at is None or at <= turn.now:
        raise _over(turn, words)
    return at


def span_in(words: str) -> tuple[str, str]:
    """The words before and behind the two dots; the same twice where there are none.

    Raises:
        NotMeant: nothing stands behind the dots.
    """
    first, dots, last = (part.strip() for part in words.partition(".."))
    if dots and not last:
        raise endless(first)
    return first, last or first


def endless(words: str) -> NotMeant:
    """What to raise where a last day is missing."""
    ends = f"“{said(words, 60)}” says no end: write two dots and the last day behind it."
    return NotMeant(ends if words else _NONE)


def backwards(since: date, until: date) -> NotMeant:
    """What to raise where the end lies before the beginning."""
    return NotMeant(f"It would end on {dated(until)}, before it begins on {dated(since)}.")


def dated(day: date) -> str:
    """`2 Jan 2027`: with the year, since it may be another one than was meant."""
    return f"{day.day} {day:%b %Y}"


def not_to_come(turn: Turn, readers: Readers, words: str) -> str:
    """Why they say no time that is still to come."""
    try:
        time_in(turn, readers, words)
    except NotMeant as error:
        return str(error)
    return str(_over(turn, words))


def _over(turn: Turn, words: str) -> NotMeant:
    now = SiteView(turn).when(turn.now)
    return NotMeant(f"“{said(words, 60)}” is no time that is still to come: it is {now} at the site.")
