"""A yes or no that was said to what waits for somebody's leave, and whether it can be taken back."""

from rules.subject import ActionState, Step, StepKind

WORDS: tuple[StepKind, ...] = ("approved", "refused", "allowed", "denied")
YES: tuple[StepKind, ...] = ("approved", "allowed")
_ENDS: tuple[StepKind, ...] = ("closed", "dropped", "confirmed")


def word_of(action: ActionState, origin: str) -> Step | None:
    """The yes or no that a message or a reaction gave to the action; None where it gave none."""
    found = (one for one in action.steps if one.kind in WORDS)
    return next((one for one in found if one.id == origin or one.id.startswith(f"{origin}#")), None)


def is_acted_on(action: ActionState, word: Step) -> bool:
    """Whether somebody else has acted on it since, it moved something, or all is over: then it stays, whatever is edited."""
    if word.kind not in WORDS or word not in action.steps:
        return False
    later = action.steps[action.steps.index(word) + 1 :]
    by_others = any(one.by not in (None, word.by) or one.kind in _ENDS for one in later)
    return by_others or (word.kind == "approved" and action.asked.moves is not None)
