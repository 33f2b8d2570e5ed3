"""Whose an action is once somebody has said that it is not theirs, or it moved by itself."""

from rules.life.state import Life
from rules.replaced import replace
from rules.subject import Step


def handed(found: Life, step: Step, next_rung: str | None) -> Life:
    """Whom they named has it now, and says whether it is theirs; without a name it goes back to whoever gave it to them, else to
    the next who can answer for it. With nobody left it is stuck where it is. Who has it in the stead of one who left, or who
    named nobody, cannot pass it back."""
    to = step.to or found.giver or next_rung
    if not to or to == found.owner:
        return replace(found, status="stuck")
    goes_back = to == found.giver
    former = tuple(p for p in dict.fromkeys((*found.former, found.owner)) if p != to)
    return replace(
        found,
        status="assigned",
        owner=to,
        former=former,
        helpers=tuple(p for p in found.helpers if p != to),
        giver="" if goes_back or not step.to or step.stead else found.owner,
        begun=step.at,
        reminded=(),
        escalated=None,
        word=None,
        shown=None,
        wish=None,
        snoozed=None,
    )


def is_void(found: Life, step: Step) -> bool:
    """Whether it moves by itself what is not with whoever it was moved from: words before it were taken back since."""
    how, _, rest = step.id.partition(":")
    person = rest.partition(":")[0]
    if step.by is not None or step.kind != "answered":
        return False
    return person not in found.former if how == "back" else person != found.owner
