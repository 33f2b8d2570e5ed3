"""Making sure that a thing is done: whom its rule asks, what counts instead of their word, and what comes of silence."""

from rules.life.state import Life
from rules.replaced import replace
from rules.subject import Assignment, Step, Verify

NOBODY = "nobody confirmed it in time"


def reported(asked: Assignment, found: Life, step: Step) -> Life:
    """It is said to be done: that is the end where it need not be made sure of, or is by this very word."""
    verify = asked.verify
    if verify is None:
        return ended(found, step)
    if is_sure(verify, found, step):
        return replace(ended(found, step), reported=found.reported or step, confirmed=step)
    if found.status == "reported":
        return found
    first = next_verifier(verify, step, ())
    if first is None and not (verify.photo or verify.data):
        return ended(found, step)
    return replace(
        found,
        status="reported",
        reported=step,
        verifier=first or "",
        asked_at=step.at,
        checked=None,
        passed=(),
        wish=None,
    )


def shown(asked: Assignment, found: Life, step: Step) -> Life:
    """A photo: it makes sure of what is reported, and of what is reported after it."""
    if found.status == "reported" and asked.verify is not None and asked.verify.photo:
        return confirmed(found, step)
    return replace(found, shown=step, word=step.at if step.by == found.owner else found.word)


def confirmed(found: Life, step: Step) -> Life:
    """It is done, and somebody or something has made sure of it."""
    return replace(ended(found, step), confirmed=step)


def returned(found: Life, step: Step) -> Life:
    """It is not done, whoever said so: it goes on with its owner, and what was shown of it counts no longer."""
    due = step.due if step.due is not None and step.due > step.at else None
    back = _taken_back(found, step)
    return replace(back, status="promised", due=due) if due else back


def passed(found: Life, step: Step) -> Life:
    """The next is asked whether it is done."""
    before = (*found.passed, found.verifier, *((step.stead,) if step.stead else ()))
    return replace(found, verifier=step.to or "", asked_at=step.at, checked=None, passed=before)


def lapsed(found: Life, step: Step) -> Life:
    """Nobody said whether it is done. The doer is not held to others' silence, but to a photo or data that never came."""
    if found.verifier:
        return replace(ended(found, step), closed_why=NOBODY)
    return _taken_back(found, step)


def ended(found: Life, step: Step) -> Life:
    """It is done."""
    return replace(found, status="done", closed=step.at, closed_why="done")


def next_verifier(verify: Verify, report: Step | None, before: tuple[str, ...]) -> str | None:
    """The first who was not asked yet; nobody is asked about their own word."""
    silent = {*before, report.by if report else None}
    return next((rung.person for rung in verify.by if rung.person not in silent), None)


def is_sure(verify: Verify, found: Life, step: Step) -> bool:
    """Whether an answer that it is done needs no other word: it is of one who would be asked, or a photo is there."""
    return is_word(verify, step) or (verify.photo and found.shown is not None)


def is_word(verify: Verify, step: Step) -> bool:
    """Whether it is said by one who would be asked."""
    return any(rung.person == step.by for rung in verify.by)


def _taken_back(found: Life, step: Step) -> Life:
    return replace(
        found,
        status="stuck",
        reported=None,
        verifier="",
        asked_at=None,
        checked=None,
        passed=(),
        shown=None,
        begun=step.at,
        reminded=(),
        escalated=None,
    )
