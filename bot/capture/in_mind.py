"""What was spoken of before a message, and whether the message goes on about it."""

from collections.abc import Sequence

from bot.capture.drafts import Draft, Scene
from bot.capture.link import Link
from bot.capture.mention import Vocabulary, mentions
from bot.capture.thread import Thread
from rules.signal import Signal

_GOES_ON = 14  # tokens; who goes on about what they just said does it in few words
_THREAD_SURE, _PREVIOUS_SURE = 0.95, 0.7


def in_mind(thread: Thread | None, previous: Sequence[Signal]) -> Link:
    """The task spoken of before the message: the thread's, less surely that of the message before."""
    if thread is not None:
        return Link(thread.task, _THREAD_SURE) if thread.task else Link()
    earlier = next((s.task for s in reversed(previous) if s.task), None)
    return Link(earlier, _PREVIOUS_SURE) if earlier else Link()


def goes_on(scene: Scene, drafts: Sequence[Draft], index: Vocabulary) -> bool:
    """Whether it may go on about what was said before it: it is short, and names no work of its own."""
    if len(scene.tokens) > _GOES_ON:
        return False
    if any(clause.has("alike") for clause in scene.clauses):
        return True
    named = (one for clause in scene.clauses for one in mentions(clause, index, scene.used))
    return bool(drafts) and all(one.empty for one in named)
