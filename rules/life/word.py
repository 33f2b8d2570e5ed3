"""A yes or no that was said to what waits for somebody's leave, and whether it can be taken back."""

from rules.life.action import life
from rules.subject import ActionState, Step, StepKind

WORDS: tuple[StepKind, ...] = ("approved", "refused", "allowed", "denied")
YES: tuple[StepKind, ...] = ("approved", "allowed")


def word_of(action: ActionState, origin: str) -> Step | None:
    """The yes or no that a message or a reaction gave to the action; None where it gave none."""
    found = (one for one in action.steps if one.kind in WORDS)
    return next((one for one in found if one.id == origin or one.id.startswith(f"{origin}#")), None)


def is_acted_on(action: ActionState, word: Step) -> bool:
    """Whether somebody else has acted on it since, it moved something, or all is over: then it stays, whatever is edited."""
    if word.kind not in WORDS or word not in action.steps:
        return False
    later = action.steps[action.steps.index(word) + 1 :]
    by_others = any(one.by not in (None, word.by) for one in later)
    is_over = word.kind != "refused" and not life(action).is_open
    return by_others or is_over or (word.kind == "approved" and action.asked.moves is not None)
