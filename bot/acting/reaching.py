"""Where somebody wants to be asked and reminded: in a direct message, or in the thread of the action's card."""

from collections.abc import Mapping

from bot.happening import Commanded, Pressed
from bot.telling import answer, tell
from bot.turn import Turn
from rules.folding.entry import Preferred
from rules.read import Reader, person_of, site_of
from rules.subject import Reach, Severity

REACH = "reach"
CHOICES: Mapping[str, Reach] = {"direct": "direct", "dm": "direct", "thread": "thread", "threads": "thread"}
LABELS: Mapping[Reach, str] = {"direct": "Ask me directly", "thread": "Ask me in threads"}
TOLD: Mapping[Reach, str] = {
    "direct": "I ask and remind you in a direct message.",
    "thread": "I ask and remind you in the thread of the action's card, where you are named. What is about safety, what I only "
    "propose, your digest and your weekly promises still come in a direct message.",
}


def reach_command(turn: Turn, happening: Commanded) -> None:
    """`/site me thread`, `/site me direct`."""
    answer(turn, happening, _choose(turn, happening.user, CHOICES[happening.rest.strip().casefold()]))


def choose(turn: Turn, happening: Pressed) -> None:
    """The button."""
    told = _choose(turn, happening.user, CHOICES.get(happening.value, "direct"))
    tell(turn, happening.user, happening.channel, told)


def is_in_thread(read: Reader, person: str, severity: Severity) -> bool:
    """Whether they are asked in the card's thread; what is about safety has to reach them, wherever they look."""
    known = person_of(read, person)
    return (
        known is not None and known.reach == "thread" and severity != "safety" and bool(site_of(read).channel)
    )


def other(reach: Reach) -> Reach:
    """What can be chosen instead."""
    return "direct" if reach == "thread" else "thread"


def _choose(turn: Turn, person: str, reach: Reach) -> str:
    known = person_of(turn, person)
    if known is None:
        return "You are not of this site yet: join its channel first."
    if known.reach != reach:
        turn.record(Preferred(person=person, reach=reach))
    return TOLD[reach]
