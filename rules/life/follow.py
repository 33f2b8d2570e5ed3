"""The steps that actions take by themselves: reminders and escalations whose time has come, and what an answer leads to."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Literal

from rules.errors import SiteloopError
from rules.folding.entry import Assigned, Corrected, Departed, Entry, Notified, Said, Stepped
from rules.life.action import life, next_rung
from rules.life.approval import due_from
from rules.life.budget import Budget
from rules.life.departure import is_here, passed_by, passed_on
from rules.life.leave import handed, stand_in
from rules.life.planning import gone_words
from rules.life.touch import Touch, next_touch
from rules.life.who import managers
from rules.read import Reader, action_of, message_of, person_of, site_of
from rules.replaced import replace
from rules.resources.moved import told_giver
from rules.subject import ActionState, Step, StepKind
from rules.worktime.daywords import moment_words
from rules.worktime.reachable import hours_of


class EndlessPlan(SiteloopError):
    """An action's plan wants again what it has just had, which would never end."""


def is_own(step: Step) -> bool:
    """Whether it was taken by itself, and not by a person."""
    return step.by is None


def brought_up(read: Reader, action_id: str, now: datetime) -> Iterator[Stepped]:
    """The reminder, and the escalation to the next rung, that the action's plan wants by now; fold each in before asking for the
    next. A plan may want both at one instant.

    Raises:
        EndlessPlan: it wants the same step again.
    """
    taken = set[str]()
    while (step := _planned(read, action_id, now)) is not None:
        if step.id in taken:
            raise EndlessPlan(
                f"{action_id} is to be brought up for ever, with {step.id}: its plan does not see that it was. "
                "Nothing of it was kept; report it, and close the action meanwhile"
            )
        taken.add(step.id)
        yield Stepped(action=action_id, step=step)


def followed(read: Reader, entry: Entry, now: datetime) -> Iterator[Stepped | Notified]:
    """What the answers of an entry that was just folded in lead to at once; fold each in before asking for the next. Of a move,
    whoever gives something away is told."""
    if isinstance(entry, Assigned | Stepped) and (told := told_giver(read, entry, now)) is not None:
        yield told
    name, answers = _answers_of(read, entry)
    for answer in answers:
        if (step := _went_up(read, name, answer, now)) is not None:
            yield Stepped(action=name, step=step)
        if (step := _asked_instead(read, name, answer, now)) is not None:
            yield Stepped(action=name, step=step)
    yield from handed(read, entry, name, now)
    if isinstance(entry, Departed):
        yield from passed_on(read, entry, now)
    elif name:
        yield from passed_by(read, name, now)


def _planned(read: Reader, action_id: str, now: datetime) -> Step | None:
    action = action_of(read, action_id)
    touch = next_touch(action, partial(hours_of, read), now) if action else None
    if action is None or touch is None or touch.at > now:
        return None
    if touch.kind == "expire":
        names = ", ".join(_name(read, person) for person in life(action).put_to)
        why = f"unanswered: nobody approved it in time, of {names}"
        return Step(id=f"expired:{action_id}", kind="closed", at=now, answer="declined", note=why)
    if touch.kind == "let_go":
        why = f"{gone_words(life(action).unplanned)}, and nobody said that it is needed all the same"
        name = f"let-go:{action_id}:{now.isoformat()}"
        return Step(id=name, kind="closed", at=now, answer="declined", note=why, ended="set aside")
    return _own_step(read, action, touch, now)


def _own_step(read: Reader, action: ActionState, touch: Touch, now: datetime) -> Step:
    place = f"{action.asked.id}:{touch.to}:{now.isoformat()}"
    if touch.kind == "lapse":
        return Step(id=f"lapsed:{place}", kind="lapsed", at=now)
    if touch.kind in ("give_up", "no_word"):
        return _told_asker(read, touch, place, now)
    to, stead, held = _reached(read, action, touch, now)
    if touch.kind == "escalate":
        site = site_of(read)
        late = f"still open after {moment_words(site.calendar.local(life(action).due), site.year)}"
        return Step(id=f"up:{place}", kind="escalated", at=now, to=to, note=late, held=held, stead=stead)
    if touch.kind == "forget":
        return Step(id=f"forgotten:{place}", kind="forgotten", at=now, to=to, held=held)
    if touch.kind == "refer":
        return Step(id=f"referred:{place}", kind="referred", at=now, to=to, held=held, stead=stead)
    if touch.kind == "pass":
        is_proposed = life(action).status == "proposed"
        until = due_from(action.asked, hours_of(read, to), now) if is_proposed else None
        return Step(id=f"passed:{place}", kind="passed", at=now, to=to, held=held, stead=stead, due=until)
    name = f"remind:{touch.kind}:{place}"  # of two things somebody may be reminded at one instant
    return Step(id=name, kind="reminded", at=now, to=to, reminder=touch.reminder, held=held)


def _told_asker(read: Reader, touch: Touch, place: str, now: datetime) -> Step:
    """Whoever waits for it learns that nobody takes it on, or says whether it may take longer; unless they have left."""
    name = f"unheard:{touch.kind}:{place}"
    step = Step(id=name, kind="unheard", at=now, to=touch.to, reminder=touch.reminder)
    return step if is_here(read, touch.to) else replace(step, held="away")


def _reached(
    read: Reader, action: ActionState, touch: Touch, now: datetime
) -> tuple[str, str, Literal["", "budget", "away"]]:
    """Whom it reaches: them, or who stands in for them (in whose place) and was not asked already, and what keeps it from
    buzzing; a reminder is its owner's, and waits for them. A danger waits for nobody's return: it goes to the next who is
    there."""
    to = stand_in(read, touch.to, now)
    was_asked = to != touch.to and to in _asked(action, touch)
    is_missed = to is None and (action.asked.severity == "safety" or not is_here(read, touch.to))
    if touch.kind in ("escalate", "pass") and (was_asked or is_missed):
        to = _after(read, action, touch, now)
    elif touch.kind == "refer" and was_asked:
        to = None
    is_reminder = touch.reminder is not None or touch.kind == "forget"
    if to is None or (is_reminder and to != touch.to):
        return touch.to, "", "away"
    stead = touch.to if to != touch.to else ""
    return to, stead, Budget(read, now).spend(to, action.asked.severity)


def _after(read: Reader, action: ActionState, touch: Touch, now: datetime) -> str | None:
    """Who comes on its ladder after one who is not there; of a danger, where nobody does, a manager of the site."""
    found, verify = life(action), action.asked.verify
    rungs = verify.by if touch.kind == "pass" and verify else action.asked.ladder
    people = action.asked.proposed_to if found.status == "proposed" else tuple(one.person for one in rungs)
    later = people[people.index(touch.to) + 1 :] if touch.to in people else ()
    if touch.kind == "escalate" and action.asked.severity == "safety":
        later = (*later, *managers(site_of(read)))
    asked = _asked(action, touch)
    there = (stand_in(read, one, now) for one in later)
    return next((one for one in there if one and one not in asked), None)


def _asked(action: ActionState, touch: Touch) -> set[str | None]:
    """Those who were asked already for what it waits for, or wait for that themselves."""
    found, wish = life(action), life(action).wish
    if touch.kind == "refer" and wish is not None:
        return {wish.by, wish.to, *found.wish_silent}
    if found.status == "proposed":
        return {*found.put_to}
    if found.status == "reported":
        return {*found.passed, found.verifier, found.reported.by if found.reported else None}
    return {found.owner, *found.helpers, *found.former}


def _answers_of(read: Reader, entry: Entry) -> tuple[str, tuple[Step, ...]]:
    """The answers that an entry gives, by a press or in words, and the action that they are given to."""
    if isinstance(entry, Stepped):
        return entry.action, () if is_own(entry.step) else (entry.step,)
    message = message_of(read, entry.message) if isinstance(entry, Said | Corrected) else None
    action = action_of(read, message.action) if message else None
    if message is None or action is None:
        return "", ()
    steps = (step for step in action.steps if step.id.startswith(f"{message.id}#") and not is_own(step))
    return action.asked.id, tuple(steps)


def _went_up(read: Reader, action_id: str, answer: Step, now: datetime) -> Step | None:
    """Asking for help, and saying no without a new time, goes to the next rung at once."""
    action = action_of(read, action_id)
    if action is None or not life(action).is_open:
        return None
    if answer.kind != "answered":
        return None
    new_time = answer.due or answer.wish
    if answer.answer != "help" and (answer.answer != "not_done" or new_time is not None):
        return None
    following = next_rung(action.asked, life(action))
    if following is None:
        return None
    to, stead, held = _helping(read, action, following, now)
    why = f"asks for help{_needs(answer)}" if answer.answer == "help" else "has no new time"
    up = Step(id=f"{answer.id}/up", kind="escalated", at=max(now, answer.at), to=to, stead=stead, held=held)
    return replace(up, note=f"{_name(read, answer.by)} {why}")


def _helping(
    read: Reader, action: ActionState, following: str, now: datetime
) -> tuple[str, str, Literal["", "away"]]:
    """To whom it goes up at once, and in whose place: the next, who stands in for them, or the first after them who is there."""
    touch = Touch(at=now, kind="escalate", to=following)
    to, stead, held = _reached(read, action, touch, now)
    if held != "away":
        return to, stead, ""
    later = _after(read, action, touch, now)
    return (later, "", "") if later else (to, stead, "away")


def _needs(answer: Step) -> str:
    needed = next((one for one in answer.signals if one.kind in ("request", "blocker")), None)
    return f": {needed.what or needed.words}" if needed else ""


def _asked_instead(read: Reader, action_id: str, answer: Step, now: datetime) -> Step | None:
    """Whoever stands in for one who is away is asked whether it is done, or may take longer."""
    action = action_of(read, action_id)
    found = life(action) if action else None
    if found is None or answer not in (found.reported, found.wish):
        return None
    asked = found.verifier if answer == found.reported else answer.to
    to = stand_in(read, asked, now) if asked else None
    if not asked or to in (None, asked, answer.by):
        return None
    kind: StepKind = "passed" if answer == found.reported else "referred"
    return Step(id=f"{answer.id}/instead", kind=kind, at=max(now, answer.at), to=to, stead=asked)


def _name(read: Reader, person: str | None) -> str:
    found = person_of(read, person)
    return (found.name or found.handle) if found else f"@{person}"
