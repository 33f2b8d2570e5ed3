"""Forgetting the words of a message for good: what quotes them in the state is blanked; the journal's payloads are storage's."""

import re
from collections.abc import Collection, Iterator

from rules.folding.state import Overlay
from rules.read import message_of
from rules.replaced import replace
from rules.subject import ActionState, Step

ERASED = "(erased)"
_QUOTED = re.compile(r"“(.{8,}?)”", re.DOTALL)  # what is shorter anybody may have said


def erase(part: Overlay, message: str) -> None:
    """Let no action quote the message, nor one that does, and note that nothing of the state has its words any more."""
    actions = [one for one in part.all("action") if isinstance(one, ActionState)]
    texts = (text for one in actions for text in _texts_of(one, message))
    quotes = {quote for text in texts for quote in _QUOTED.findall(text)}
    for action in actions:
        if (blank := _blanked(action, message, quotes)) != action:
            part.put(blank)
    known = message_of(part, message)
    if known is not None:
        part.put(replace(known, unsaid={}, erased=True))


def _texts_of(action: ActionState, message: str) -> Iterator[str]:
    """Its texts that were made of the message's words."""
    if _is_of(action.asked.evidence, message):
        yield action.asked.text
    for step in action.steps:
        if step.member is not None and _is_of(step.member.evidence, message):
            yield step.member.text


def _blanked(action: ActionState, message: str, quotes: Collection[str]) -> ActionState:
    asked = action.asked
    if _is_of(asked.evidence, message) or any(quote in asked.text for quote in quotes):
        asked = replace(asked, text=ERASED)
    return replace(action, asked=asked, steps=tuple(_step(step, message, quotes) for step in action.steps))


def _step(step: Step, message: str, quotes: Collection[str]) -> Step:
    if step.id.startswith(f"{message}#") and step.note:
        step = replace(step, note=ERASED)  # a word that stays, since somebody has acted on it
    member = step.member
    if member is None or not (_is_of(member.evidence, message) or any(one in member.text for one in quotes)):
        return step
    return replace(step, member=replace(member, text=ERASED))


def _is_of(evidence: tuple[str, ...], message: str) -> bool:
    return any(one.rpartition("#")[0] == message for one in evidence)
