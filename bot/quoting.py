"""Which actions quote words that read otherwise by now, though nothing else about them has changed."""

from collections.abc import Iterator

from bot.cards.asked import evidence
from bot.turn import Turn
from rules.folding.entry import Deleted, Said
from rules.grounds import FIRST_REVISION
from rules.read import open_actions
from rules.subject import ActionState


def requoted(turn: Turn) -> Iterator[ActionState]:
    """The open actions that this turn did not change, and that quote a message which it edited or deleted."""
    edited = {
        entry.message for entry in turn.recorded if isinstance(entry, Said | Deleted) and _is_anew(entry)
    }
    if not edited:
        return
    changed = {after.asked.id for _, after in turn.changed_actions()}
    for action in open_actions(turn):
        quoted = {name.partition("#")[0] for name in evidence(action)}
        if action.asked.id not in changed and not edited.isdisjoint(quoted):
            yield action


def _is_anew(entry: Said | Deleted) -> bool:
    return isinstance(entry, Deleted) or entry.revision > FIRST_REVISION
