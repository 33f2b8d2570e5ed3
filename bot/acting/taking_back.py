"""Taking back what words asked for: they were deleted, kept out or changed, so the action that they made need not be done."""

from bot.turn import Turn
from rules.folding.entry import Deleted, Said, Stepped
from rules.read import action_of, message_of, open_actions
from rules.subject import ActionState, MessageState, Step

WORDS = "#words"


def drop_unsaid(turn: Turn) -> None:
    """Drop what is open and was asked for by words that this turn took back."""
    said = {entry.message for entry in turn.recorded if isinstance(entry, Said | Deleted)}
    for action in asked_by_words(turn, said):
        origin = action.asked.origin
        known = message_of(turn, message_of_origin(origin))
        if known is not None and not _stands(turn, origin, known):
            drop(turn, action, known.by, "the words that asked for it were taken back")


def asked_by_words(turn: Turn, messages: set[str]) -> list[ActionState]:
    """The open actions that these messages asked for."""
    if not messages:
        return []
    return [one for one in open_actions(turn) if message_of_origin(one.asked.origin) in messages]


def drop(turn: Turn, action: ActionState, by: str, why: str) -> None:
    """It need not be done any more."""
    name = f"{action.asked.origin}/{action.asked.id}@{turn.now.isoformat()}"
    step = Step(id=name, kind="dropped", at=turn.now, by=by, note=why)
    turn.record(Stepped(action=action.asked.id, step=step))


def message_of_origin(origin: str) -> str:
    """The message that an origin is of; empty where it is of none."""
    return origin.partition("#")[0] if "#" in origin else ""


def _stands(turn: Turn, origin: str, known: MessageState) -> bool:
    """Whether the words still are there; of those that split an action, whether they split it still."""
    if origin.endswith(WORDS):
        return not known.withdrawn and bool(known.text)
    thread = action_of(turn, known.action)
    return thread is not None and any(step.id == origin for step in thread.steps)
