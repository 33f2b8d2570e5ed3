"""When what stands in the way is expected to be clear: the time that whoever answered an action about it gave.

A time counts that stands: it was given with an answer, or allowed where it had to be asked for. A wish that waits for a yes does
not, nor does the time that a rule set. It tells of all that the action was about when it was given: of the cases that it stood
for, and of the reasons that were answered until then, this one's included; a case that joins later is asked about anew, and no
time is about a reason that was told after it. A later time takes its place. Nothing of it is kept: it is read from the action's
steps, so that whatever takes the answer back takes the time back.

What is reported done is expected no more, and with the end of its action ends what was expected of its cases. The reason of an
answer outlives an action that ended by itself or was dropped, and so does the time that was said of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from rules.life.action import begun, life, lived
from rules.life.state import Life
from rules.matter import Matter
from rules.memo import Memo
from rules.subject import ActionState, SiteState, Step, TaskState


@dataclass(frozen=True, kw_only=True)
class Expected:
    """A time `at` which something is expected to be clear, who gave it, when, and the action that it was given to; of one that
    was split the whole."""

    at: datetime
    by: str
    told: datetime
    whole: str


def clearing(
    matter: Matter, place: TaskState | SiteState, find: Callable[[str], ActionState | None]
) -> Expected | None:
    """When a matter of this place is expected to be clear; None where nobody said.

    The last word about it counts, as with forecasts; of the parts of one action the latest time, since both have to be done.
    `find` gives the actions by their ids.
    """
    reasons = (one.reason_of for one in place.live if one.reason_of)
    actions = (find(name) for name in dict.fromkeys((*place.open_actions, *reasons)))
    told = [expected for action in actions if action for expected in _of(action, matter)]
    told.sort(key=lambda one: (one.whole, one.at, one.told))
    latest = [list(parts)[-1] for _, parts in groupby(told, key=lambda one: one.whole)]
    return max(latest, key=lambda one: (one.told, one.at, one.whole), default=None)


def expected_of(action: ActionState) -> Mapping[str, Expected]:
    """What the action says of each live signal that it is about, by their ids."""
    return _EXPECTED.of(action, _expected)


_EXPECTED = Memo[ActionState, Mapping[str, Expected]]()


def _of(action: ActionState, matter: Matter) -> list[Expected]:
    told = expected_of(action)
    return [told[name] for name in matter.evidence if name in told]


def _expected(action: ActionState) -> dict[str, Expected]:
    found, reasons, before = dict[str, Expected](), dict[str, None](), begun(action)
    for step, after in lived(action):
        if step.kind == "answered" and step.answer == "not_done" and step.cause:
            reasons[f"{step.id}/reason"] = None
        if step.member is not None and step.kind in ("joined", "left"):
            found.pop(step.member.matter or "", None)
        if (time := _given(action, before, step, after)) is not None:
            about = (*(one.matter for one in after.members if one.matter), *reasons)
            found.update(dict.fromkeys(about, time))
        before = after
    now = life(action)
    if now.status in ("reported", "done"):
        return {}
    return {name: time for name, time in found.items() if now.is_open or name in reasons}


def _given(action: ActionState, before: Life, step: Step, after: Life) -> Expected | None:
    """The time that came to stand with this step."""
    giver, at = step, step.due
    if step.kind == "allowed" and before.wish is not None:
        giver, at = before.wish, before.wish.wish
    elif step.kind not in ("answered", "returned"):
        return None
    if giver.by is None or at is None or at != after.due or at <= step.at:
        return None
    return Expected(at=at, by=giver.by, told=step.at, whole=action.asked.part_of or action.asked.id)
