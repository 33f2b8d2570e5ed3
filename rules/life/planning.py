"""What becomes of an action whose task leaves the schedule, or comes back into it: it says so, and its owner may be asked."""

from rules.life.state import Life
from rules.replaced import replace
from rules.subject import Member, Step

_NO_ANSWER = (None, "reassign", "declined")  # of which nobody learns whether it is needed


def planned(found: Life, step: Step) -> Life:
    """One of its tasks is in the schedule no more, and somebody may be asked whether it is needed all the same; or it is back in
    it, which takes that question back."""
    task = (step.member.task if step.member else None) or ""
    others = tuple(one for one in found.unplanned if one != task)
    if step.kind == "replanned":
        return replace(found, unplanned=others, doubted=None)
    asks = step if step.reminder == "needed" else found.doubted
    return replace(found, unplanned=(*others, task), doubted=asks)


def answering(found: Life, step: Step) -> Life:
    """Whoever does something about it, or says what is in the way, needs it; who only passes it on leaves the question open."""
    return found if step.answer in _NO_ANSWER else replace(found, doubted=None)


def with_others(found: Life, members: tuple[Member, ...]) -> Life:
    """It stands for other cases from now on: those that are left, or that another one joins, are needed as they were."""
    tasks = {one.task for one in members}
    return replace(found, unplanned=tuple(one for one in found.unplanned if one in tasks), doubted=None)


def may_let_go(found: Life, person: str) -> bool:
    """Whether it is theirs to say that it is not needed any more: those who are asked that have it, or it went up to them."""
    return found.doubted is not None and person in (found.owner, *found.helpers)


def let_go(step: Step, found: Life) -> Step:
    """The step by which somebody says that it is not needed: should its task come back, its rule asks anew."""
    why = f"{gone_words(found.unplanned)}{f'; {step.note}' if step.note else ''}"
    return replace(step, kind="dropped", answer=None, note=why, ended="set aside")


def gone_words(tasks: tuple[str, ...]) -> str:
    """`A-310 is no longer in the schedule`, `A-310 and A-320 are no longer in the schedule`."""
    names = " and ".join(filter(None, (", ".join(tasks[:-1]), tasks[-1])))
    return f"{names} {'are' if len(tasks) > 1 else 'is'} no longer in the schedule"
