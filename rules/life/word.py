"""A yes or no that was said to what waits for one, and whether it can be taken back."""

from rules.life.action import life
from rules.subject import ActionState, Step, StepKind

WORDS: tuple[StepKind, ...] = ("approved", "refused", "allowed", "denied")
_YES: tuple[StepKind, ...] = ("approved", "allowed", "answered")
_PLACE = "#word"  # a yes or no in words, by its message


def place_of(message: str, revision: int) -> str:
    """The name of the step that a message's yes or no makes."""
    return f"{message}{_PLACE}{revision}"


def is_word(step: Step) -> bool:
    """Whether it is a yes or no: somebody's leave, or their word whether it is needed."""
    return step.kind in WORDS or _PLACE in step.id


def is_yes(word: Step) -> bool:
    """Whether it is a yes."""
    return word.kind in _YES


def word_of(action: ActionState, origin: str) -> Step | None:
    """The yes or no that a message or a reaction gave to the action; None where it gave none."""
    found = (one for one in action.steps if is_word(one))
    return next((one for one in found if one.id == origin or one.id.startswith(f"{origin}#")), None)


def is_acted_on(action: ActionState, word: Step) -> bool:
    """Whether somebody else has acted on it since, it moved something, or all is over: then it stays, whatever is edited."""
    if word.kind not in WORDS or word not in action.steps:
        return False
    later = action.steps[action.steps.index(word) + 1 :]
    by_others = any(one.by not in (None, word.by) for one in later)
    is_over = word.kind != "refused" and not life(action).is_open
    return by_others or is_over or (word.kind == "approved" and action.asked.moves is not None)
