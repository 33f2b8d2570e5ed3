"""Whose word a proposal waits for: one after the other of those who may give it, each of them for a time of their own."""

from rules.life.state import Life
from rules.replaced import replace
from rules.subject import Assignment, Step


def next_approver(asked: Assignment, found: Life) -> str | None:
    """The first of those to whom it can be put and was not."""
    return next((person for person in asked.proposed_to if person not in found.put_to), None)


def put_on(found: Life, step: Step) -> Life:
    """It waits for the next one's word, until another time; who was asked before may still give theirs."""
    before = (*found.put_to, *((step.stead,) if step.stead else ()))
    put_to = tuple(dict.fromkeys((*before, step.to or found.put_to[-1])))
    return replace(found, put_to=put_to, begun=step.at, checked=None, due=step.due or found.due)
