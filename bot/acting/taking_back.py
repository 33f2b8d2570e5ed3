"""Taking words back: what they asked for need not be done, the yes or no that they gave counts no longer, where it still can."""

from bot.cards import status_line
from bot.stamps import SKEW
from bot.telling import say_to, tell
from bot.turn import Turn
from bot.view import SiteView
from rules.folding.entry import Assigned, Deleted, Said, Stepped
from rules.grounds import is_of_words
from rules.life.action import life
from rules.life.word import is_word, is_yes
from rules.read import action_of, message_of, open_actions
from rules.subject import ActionState, MessageState, Step


def drop_unsaid(turn: Turn) -> None:
    """Drop what is open and was asked for by words that this turn took back."""
    said = {entry.message for entry in turn.recorded if isinstance(entry, Said | Deleted)}
    for action in asked_by_words(turn, said):
        origin = action.asked.origin
        known = message_of(turn, message_of_origin(origin))
        if known is not None and not _stands(turn, origin, known):
            drop(turn, action, known.by, "the words that asked for it were taken back")


def tell_taken_back(turn: Turn, action_id: str, word: Step, channel: str) -> None:
    """Whoever took their yes or no back is told what that changed, or that it stays; whoever has the action hears it as well."""
    action, by, view = action_of(turn, action_id), word.by or "", SiteView(turn)
    if action is None or not is_word(word):
        return
    what, stands = "yes" if is_yes(word) else "no", status_line(action, view)
    if word in action.steps:
        told = f"Your {what} to {action_id} stays: it was acted on already. {stands}."
        tell(turn, by, channel, f"{told} To end it press *More*, *Drop it* on its card.")
        return
    tell(turn, by, channel, f"Your {what} to {action_id} is taken back. {stands}.")
    owner = life(action).owner
    if owner == by or word.kind == "refused":
        return
    due = view.when(life(action).due)
    after = "It is not asked of you for now." if word.kind == "approved" else f"Its time is {due} as before."
    told = f"*{action_id}*: {view.name(by)} has taken their {what} back. {after}"
    name, urgent = f"unsaid:{action_id}:{word.id}", action.asked.severity == "safety"
    say_to(turn, owner, told, name=name, urgent=urgent)


def asked_by_words(turn: Turn, messages: set[str]) -> list[ActionState]:
    """The open actions that these messages asked for."""
    if not messages:
        return []
    return [one for one in open_actions(turn) if message_of_origin(one.asked.origin) in messages]


def orders_of(turn: Turn, message: MessageState) -> list[ActionState]:
    """The actions that a message's words asked for, in any of its revisions, whatever became of them."""
    since = message.at - SKEW
    entries = (record.entry for record in turn.records(kinds=("assigned",), since=since))
    asked = (one.asked for one in entries if isinstance(one, Assigned) and is_of_words(one.asked.origin))
    names = (one.id for one in asked if message_of_origin(one.origin) == message.id)
    return list(filter(None, (action_of(turn, name) for name in names)))


def fell_with_its_words(action: ActionState) -> bool:
    """Whether it was dropped since its words asked for it no more, and not for anything that anybody did about it."""
    return any(step.id.startswith(_fallen(action)) for step in action.steps)


def drop(turn: Turn, action: ActionState, by: str, why: str) -> None:
    """It need not be done any more."""
    step = Step(id=f"{_fallen(action)}{turn.now.isoformat()}", kind="dropped", at=turn.now, by=by, note=why)
    turn.record(Stepped(action=action.asked.id, step=step))


def message_of_origin(origin: str) -> str:
    """The message that an origin is of; empty where it is of none."""
    return origin.partition("#")[0] if "#" in origin else ""


def _stands(turn: Turn, origin: str, known: MessageState) -> bool:
    """Whether the words still are there; of those that split an action, whether they split it still."""
    if is_of_words(origin):
        return not known.withdrawn and bool(known.text)
    thread = action_of(turn, known.action)
    return thread is not None and any(step.id == origin for step in thread.steps)


def _fallen(action: ActionState) -> str:
    """How the name of the step begins with which it is dropped since its words say so no more."""
    return f"{action.asked.origin}/{action.asked.id}@"
