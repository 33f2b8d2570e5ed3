"""What those are told who spoke to Siteloop itself and said nothing that could be recorded."""

from bot.acting.order_words import ordered_nobody
from bot.happening import SITELOOP, Wrote
from bot.heard.known import what_is_known
from bot.heard.readers import Readers
from bot.telling import tell
from bot.turn import Turn
from rules.read import site_of
from rules.subject import MessageState

_HINT = (
    "I read nothing to record in that. Tell what happens as you would tell a colleague: “L3 pour 80%”, “crane down "
    "since 7”, “need 4 carpenters by Thursday”. `/site help` tells the rest."
)
_UNHEARD = (
    "Slack has no words of your voice clip so far, so I have read nothing in it. I read them once it has; or write it in a few "
    "words."
)
_NO_SITE = (
    "I do not know which site you are at. Invite me to the site's channel with `/invite @Siteloop`, "
    "then use `/site setup` there."
)


def answer_nothing(turn: Turn, readers: Readers, wrote: Wrote, text: str) -> None:
    """Silence, but toward those who spoke to Siteloop: what is known about their question, whom they cannot have meant, or how to
    write so that it counts."""
    if not wrote.direct and not wrote.mentions_bot:
        return
    if wrote.files and not text.strip():
        return
    told = _NO_SITE
    if site_of(turn).channel:
        question = text.replace(SITELOOP, " ")
        told = ordered_nobody(turn, wrote) or what_is_known(turn, readers, question) or _HINT
    tell(turn, wrote.user, wrote.channel, told)


def answer_unheard(turn: Turn, wrote: Wrote, before: MessageState) -> None:
    """Whoever spoke to Siteloop, or to what it asked, is told that nobody has heard it yet."""
    if wrote.direct or before.action:
        tell(turn, wrote.user, wrote.channel, _UNHEARD)
