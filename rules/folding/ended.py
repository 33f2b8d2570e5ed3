"""How the ground of an action came to be gone: whether it had been a real problem, which its end alone does not tell."""

from datetime import datetime

from rules.read import Reader, message_of, site_of
from rules.subject import ActionState, Ended, Member, SiteState, TaskState, Tuning


def how_ended(read: Reader, action: ActionState, member: Member, tuning: Tuning, now: datetime) -> Ended:
    """How a case of the action ended at `now`, as its rule's condition no longer holds; `tuning` is the site's of that rule."""
    if now in (site_of(read).ruled, tuning.at):
        return "set aside"
    if _is_unsaid(read, member):
        return "unsaid"
    return "over" if _was_told(read, member, action.opened) else "set aside"


def _is_unsaid(read: Reader, member: Member) -> bool:
    """Whether the words that it stood on are no longer there: all that told its matter; of a case without one, any."""
    gone = [_is_gone(read, one) for one in member.evidence]
    return bool(gone) and (all(gone) if member.matter else any(gone))


def _is_gone(read: Reader, live_id: str) -> bool:
    """Whether its message was deleted, edited or put right so that it no longer says this."""
    message = message_of(read, live_id.rpartition("#")[0])
    return message is not None and all(one.id != live_id for one in message.live)


def _was_told(read: Reader, member: Member, since: datetime) -> bool:
    """Whether anybody said something, or did something, that could end it: of a task or a matter, on that subject."""
    subject = read.get(member.subject)
    if not isinstance(subject, TaskState) and (member.subject.kind != "site" or not member.matter):
        return True
    if not isinstance(subject, TaskState | SiteState):
        return False
    said = (one.at for one in subject.live if one.by)
    return any(at > since for at in (*said, *(end.at for end in subject.settled)))
