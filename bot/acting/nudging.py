"""Whom an action writes to anew, and why; everyone else sees the message that they have change."""

from collections.abc import Iterator

from bot.cards import Nudge
from rules.life.action import Life
from rules.subject import ActionState, Step


def nudges(was: Life | None, action: ActionState, now: Life, new: tuple[Step, ...]) -> dict[str, Nudge]:
    """By person; `new` are the steps since it stood as it was (None: it is new). What is held back is in their next digest."""
    is_held = was is None and bool(action.asked.held)
    if not now.is_open:
        return {}
    if now.status == "proposed":
        return dict.fromkeys(_to_decide(was, now, new, is_held=is_held), "proposed")
    nudged: dict[str, Nudge] = {}
    if was is None or was.owner != now.owner or not was.is_open or was.status == "proposed":
        nudged |= {} if is_held or _is_together(new) else {now.owner: "assigned"}
    for step in new:
        nudged |= {} if step.held else dict(_by_step(step, was, now))
    return nudged | dict(_asked(was, now, new))


def _to_decide(was: Life | None, now: Life, new: tuple[Step, ...], *, is_held: bool) -> Iterator[str]:
    """Whose word a proposal waits for, where it is put to them, or they are reminded that it waits."""
    if was is None and not is_held:
        yield now.put_to[-1]
    yield from (step.to for step in new if step.kind in ("passed", "reminded") and step.to and not step.held)


def _by_step(step: Step, was: Life | None, now: Life) -> Iterator[tuple[str, Nudge]]:
    """Whom a step that it took tells something."""
    match step.kind:
        case "reminded" if step.to and step.reminder:
            yield step.to, step.reminder
        case "unplanned" if step.to:
            yield step.to, "needed"
        case "escalated" if step.to:
            yield step.to, "escalated"
        case "forgotten":
            yield now.owner, "forgotten"
        case "returned" | "lapsed" if was is not None and was.status == "reported":
            yield now.owner, "returned"
        case "allowed" | "denied" if was is not None and was.wish is not None:
            yield now.owner, "allowed" if step.kind == "allowed" else "denied"


def _asked(was: Life | None, now: Life, new: tuple[Step, ...]) -> Iterator[tuple[str, Nudge]]:
    """Who is to say whether it is done, or whether it may take longer."""
    waiting = {step.to for step in new if step.kind in ("passed", "referred") and step.held}
    if now.verifier and (was is None or now.verifier != was.verifier) and now.verifier not in waiting:
        yield now.verifier, "verify"
    wish = now.wish
    if wish is not None and wish.to and (was is None or wish != was.wish) and wish.to not in waiting:
        yield wish.to, "wish"


def _is_together(new: tuple[Step, ...]) -> bool:
    """Whether it was handed over with others, of which they are told together."""
    return any(step.via == "handover" for step in new)
