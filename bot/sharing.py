"""What is addressed to somebody gets a thread that both share: whoever asked, and whose it is."""

from bot.cards import note
from bot.showing import card_target
from bot.turn import Turn
from bot.view import SiteView
from rules.deciding.assign import is_addressed
from rules.folding.entry import Assigned
from rules.read import site_of
from rules.subject import ActionState, Live
from storage.outgoing import Outgoing


def show_shared(turn: Turn) -> None:
    """Bring both into the thread of the card, once, as soon as it is asked."""
    view, channel = SiteView(turn), site_of(turn).channel
    for entry in turn.recorded:
        if not isinstance(entry, Assigned) or not channel or entry.asked.proposed_to:
            continue
        first, by = entry.asked.ladder[0], _asker(turn, entry)
        if is_addressed(first) and by and by != first.person:
            both = f"{view.mention(by)} and {view.mention(first.person)}"
            text = f"{both}, this thread is yours for {entry.asked.id}: what is said here counts."
            turn.send(
                Outgoing(
                    key=turn.key(f"shared:{entry.asked.id}"),
                    kind="say",
                    channel=channel,
                    target=f"shared:{entry.asked.id}",
                    thread_of=card_target(entry.asked.id),
                    body=note(text).as_message(),
                )
            )


def _asker(turn: Turn, entry: Assigned) -> str:
    """Who said what the action stands on."""
    place = turn.get(entry.asked.subject)
    lives: tuple[Live, ...] = (
        () if place is None or isinstance(place, ActionState) else getattr(place, "live", ())
    )
    return next((one.by for one in lives if one.id in entry.asked.evidence), "")
