"""What was asked for to do an action: the matters that asking for help has opened."""

from rules.subject import ActionState


def needs_of(action: ActionState) -> frozenset[str]:
    """The ids of the requests and blockers with which its people asked for help, by a form or in words."""
    asked = [step for step in action.steps if step.answer == "help" and step.signals]
    return frozenset(name for step in asked for name in (step.id.removesuffix("/need"), f"{step.id}/said0"))
