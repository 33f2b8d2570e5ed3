"""What words in an action's thread say to it beside plain answers: what it asked, what is needed for it, that it has begun."""

from rules.deciding.question import is_told
from rules.life.action import CLOSED, life
from rules.read import Reader, action_of
from rules.replaced import replace
from rules.subject import ActionState, Answer, Live, Step

_HAS_BEGUN = ("started", "in_progress")


def steps_of_words(read: Reader, action_id: str, live: Live) -> tuple[Step, ...]:
    """The steps that a signal makes which is no plain answer; none where it only tells something."""
    action = action_of(read, action_id)
    if action is None or life(action).status in ("proposed", *CLOSED):
        return ()
    found = (_answer_of_question(action, live), _need(action, live), _begun(action, live))
    return tuple(step for step in found if step is not None)


def _answer_of_question(action: ActionState, live: Live) -> Step | None:
    """Words that tell what a question asked."""
    is_theirs = any(member.task in (None, live.signal.task) for member in life(action).members)
    if not is_theirs or not is_told(action.asked.expects, live.signal):
        return None
    return _step(live, "answered", "done")


def _need(action: ActionState, live: Live) -> Step | None:
    """Whoever has it asks for what they need for it: that goes up the line."""
    is_owner = live.by == life(action).owner and life(action).status != "reported"
    return _step(live, "need", "help") if is_owner and live.signal.kind == "request" else None


def _begun(action: ActionState, live: Live) -> Step | None:
    """Whoever has it tells how far it is, which nobody asked: it is in hand. How far another task is tells nothing of it."""
    found, signal = life(action), live.signal
    is_of_it = signal.task in (None, action.asked.task, *(member.task for member in found.members))
    tells = is_of_it and signal.kind == "progress" and signal.values.get("status") in _HAS_BEGUN
    is_asked = action.asked.expects or action.asked.done_means or live.by != found.owner
    if not tells or is_asked or found.status not in ("assigned", "accepted", "stuck"):
        return None
    return _step(live, "begun", "started")


def _step(live: Live, name: str, answer: Answer) -> Step:
    return Step(
        id=f"{live.id}/{name}",
        kind="answered",
        at=live.at,
        by=live.by,
        answer=answer,
        signals=(live.signal,),
        note=live.signal.words,
        via="thread",
    )


def meant(read: Reader, action_id: str, live: Live) -> Live:
    """A day that is said in the thread of a question for a finish is that finish, and no promise to answer by then; of several
    tasks it is nobody's."""
    action = action_of(read, action_id)
    values = live.signal.values
    if action is None or action.asked.expects != "finish" or life(action).status in ("proposed", *CLOSED):
        return live
    members = life(action).members
    if values.get("answer") != "eta" or "when" not in values or len(members) > 1:
        return live
    told = replace(live.signal, kind="forecast", task=members[0].task, values={"when": values["when"]})
    return replace(live, signal=told)
