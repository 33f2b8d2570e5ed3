"""Pausing a channel: nothing that is written in it is read or kept meanwhile, and everybody there is told."""

import re
from datetime import datetime

from bot.happening import Commanded
from bot.heard.readers import Readers
from bot.mrkdwn import said
from bot.telling import answer, say
from bot.time_words import NotMeant, instant_to_come
from bot.turn import Turn
from bot.view import SiteView
from rules.folding.entry import Paused
from rules.life.who import is_manager
from rules.read import site_of
from rules.subject import Pause, SiteState

USAGE = (
    "`/site pause until 15:00`, `/site pause until tomorrow 7:00 because …`, `/site pause until further notice`, "
    "`/site resume`"
)
MANAGERS_ONLY = (
    "Only this site's managers pause and resume a channel. To keep one message to yourselves write `[off]` in it: I do not "
    "read such a message, and keep nothing of it."
)
_BECAUSE = re.compile(r"\s*\bbecause\b:?\s*", re.IGNORECASE)
_FOR = re.compile(r"^for\s+", re.IGNORECASE)
_OPEN = re.compile(r"^until\s+(?:further\s+notice|resumed|i\s+resume)$", re.IGNORECASE)
_OPEN_WORDS = "until somebody resumes it"
_MEANWHILE = (
    "Nothing that is written here meanwhile is read or kept. Buttons and forms still work, and I still remind of what was asked. "
    "`/site resume` ends it."
)


def pause_command(turn: Turn, readers: Readers, happening: Commanded) -> None:
    """`/site pause until … [because …]`, in the channel itself."""
    if not is_manager(site_of(turn), happening.user):
        answer(turn, happening, MANAGERS_ONLY)
        return
    paused = pause_of(site_of(turn), happening.channel, turn.now)
    if paused is not None and not happening.rest.strip():
        view = SiteView(turn)
        state = f"I am paused here by {view.name(paused.by)} {until_words(paused, view)}."
        answer(turn, happening, f"{state} {USAGE}")
        return
    words, *why = _BECAUSE.split(happening.rest.strip(), maxsplit=1)
    until = None if _OPEN.match(words.strip()) else _until(turn, readers, words.strip())
    if isinstance(until, str):
        answer(turn, happening, until)
        return
    reason = said(why[0], 200) if why else ""
    pause = Pause(by=happening.user, at=turn.now, until=until, why=reason)
    turn.record(Paused(channel=happening.channel, pause=pause, by=happening.user))
    view = SiteView(turn)
    told = f"⏸️ {view.name(happening.user)} paused me here {until_words(pause, view)}{f': {reason}' if reason else ''}."
    say(turn, happening.channel, f"{told} {_MEANWHILE}", name=f"pause:{happening.channel}")


def resume_command(turn: Turn, happening: Commanded) -> None:
    """`/site resume`, in the channel itself."""
    before = pause_of(site_of(turn), happening.channel, turn.now)
    if not is_manager(site_of(turn), happening.user):
        answer(turn, happening, MANAGERS_ONLY)
    elif before is None:
        answer(turn, happening, f"I am not paused here. {USAGE}")
    else:
        turn.record(Paused(channel=happening.channel, pause=None, by=happening.user))
        name = SiteView(turn).name(happening.user)
        told = f"▶️ {name} ended the pause. I read again what is written here; what was written meanwhile stays unread."
        say(turn, happening.channel, told, name=f"pause:{happening.channel}")


def tell_pauses_over(turn: Turn) -> None:
    """A channel is told that its pause is over."""
    for entry in turn.recorded:
        if isinstance(entry, Paused) and entry.by is None:
            told = "▶️ The pause is over. I read again what is written here; what was written meanwhile stays unread."
            say(turn, entry.channel, told, name=f"pause:{entry.channel}")


def pause_of(site: SiteState, channel: str, at: datetime) -> Pause | None:
    """The pause of a channel that held at an instant."""
    found = site.pauses.get(channel)
    return found if found is not None and found.holds(at) else None


def until_words(pause: Pause, view: SiteView) -> str:
    """`until Tue 10 Mar 15:00`."""
    return f"until {view.when(pause.until)}" if pause.until else _OPEN_WORDS


def _until(turn: Turn, readers: Readers, words: str) -> datetime | str:
    if not words:
        return f"Until when? Write it like this: {USAGE}."
    try:
        return instant_to_come(turn, readers, _FOR.sub("in ", words))
    except NotMeant as error:
        return f"{error} Write it like this: {USAGE}."
