"""The life of an action: where it stands, read from what was asked and from every step since.

Nothing of it is kept; taking an answer back (an edited reply, a removed reaction) only removes a step.
"""

from datetime import datetime
from itertools import takewhile

from rules.deciding.question import told_of
from rules.key import Key
from rules.life.handing import handed, is_void
from rules.life.planning import answering, planned, with_others
from rules.life.proposal import put_on
from rules.life.snooze import capped
from rules.life.state import Life
from rules.life.table import CLOSED, Status, is_legal
from rules.life.verification import confirmed, ended, lapsed, passed, reported, returned, shown
from rules.life.wishing import referred, wished
from rules.memo import Memo
from rules.replaced import replace
from rules.subject import ActionState, Assignment, Member, Step

__all__ = ["CLOSED", "Life", "Status", "begun", "first_member", "is_edited", "life", "lived", "next_rung"]


_Lived = tuple[tuple[Step, Life], ...]
_LIVES = Memo[ActionState, Life]()
_COURSES = Memo[Assignment, dict[datetime, tuple[Life, _Lived]]]()


def life(action: ActionState) -> Life:
    """Fold an action's steps; one that is not legal where it comes (see `rules.life.table`), or void, changes nothing."""
    return _LIVES.of(action, _folded)


def begun(action: ActionState) -> Life:
    """Where an action stands before its first step."""
    return _course(action)[0]


def lived(action: ActionState) -> _Lived:
    """Each step up to the action's end, with where it stands after it."""
    return _course(action)[1]


def _folded(action: ActionState) -> Life:
    first, after = _course(action)
    return after[-1][1] if after else first


def _course(action: ActionState) -> tuple[Life, _Lived]:
    """Nearly always only the last step is new, so what those before it came to is kept."""
    kept = _COURSES.of(action.asked, lambda _: {})
    first, known = kept.get(action.opened) or (_asked(action), ())
    found = kept[action.opened] = first, _gone_on(action, first, known)
    return found


def _gone_on(action: ActionState, first: Life, known: _Lived) -> _Lived:
    """What the steps come to, of which those that are known already are not lived through again."""
    same = list(takewhile(lambda one: one[0][0] is one[1], zip(known, action.steps, strict=False)))
    found = [after for after, _ in same]
    now = found[-1][1] if found else first
    for step in action.steps[len(same) :]:
        if not now.is_open:
            break
        now = _after(action.asked, now, step)
        found.append((step, now))
    return tuple(found)


def _asked(action: ActionState) -> Life:
    asked = action.asked
    return Life(
        status="proposed" if asked.proposed_to else "assigned",
        owner=asked.ladder[0].person,
        due=asked.due,
        begun=action.opened,
        text=asked.text,
        heading=asked.together,
        members=(first_member(asked),),
        latest=asked.latest,
        put_to=asked.proposed_to[:1],
    )


def first_member(asked: Assignment) -> Member:
    """The case that an action was asked for at first."""
    return Member(
        subject=asked.subject,
        matter=asked.matter,
        task=asked.task,
        text=asked.text,
        evidence=asked.evidence,
    )


def is_edited(approved: Step) -> bool:
    """Whether the manager who approved a proposal changed what is asked, of whom, or until when."""
    return bool(approved.changed)


def next_rung(asked: Assignment, found: Life) -> str | None:
    """Who is asked next when this is escalated: the first of the ladder whom it has not reached; None at its end."""
    reached = {found.owner, *found.helpers, *found.former, *found.passed_over}
    return next((rung.person for rung in asked.ladder if rung.person not in reached), None)


def _after(asked: Assignment, found: Life, step: Step) -> Life:
    if not is_legal(step, found.status) or is_void(found, step):
        return found
    match step.kind:
        case "approved":
            return _approved(found, step)
        case "joined" | "left" if step.member is not None:
            return _with_members(found, step, step.member)
        case "answered":
            return _answered(asked, _heard(found, step), step)
        case "closed" | "dropped" | "refused":
            return _closed(found, step)
        case "shown" | "confirmed" | "returned" | "passed" | "lapsed":
            return _verified(asked, found, step)
        case "allowed" | "denied" | "referred" | "split" | "snoozed":
            return _negotiated(found, step)
        case _:
            return _brought_up(found, step)


def _heard(found: Life, step: Step) -> Life:
    """An answer, whatever it says, is a word; its owner's own takes on what somebody handed to them."""
    keeps = step.by not in (None, found.owner) or step.answer in ("reassign", "declined", None)
    giver = found.giver if keeps else ""
    found = answering(found, step)
    return replace(found, answers=(*found.answers, step), word=step.at, giver=giver)


def _closed(found: Life, step: Step) -> Life:
    """By itself or by a word; what is reported when it is over by what was said since was done, as the data shows."""
    if found.status == "reported" and step.kind == "closed" and step.ended in ("", "over"):
        return replace(confirmed(found, step), closed_why=step.note, ended=step.ended)
    status: Status = "resolved" if step.kind == "closed" and step.answer != "declined" else "dropped"
    refused, dropped = (step if step.kind == kind else None for kind in ("refused", "dropped"))
    ended = replace(found, status=status, closed=step.at, closed_why=step.note, ended=step.ended)
    return replace(ended, refused=refused, dropped=dropped)


def _verified(asked: Assignment, found: Life, step: Step) -> Life:
    match step.kind:
        case "shown":
            return shown(asked, found, step)
        case "confirmed":
            return confirmed(found, step)
        case "returned":
            return returned(found, step)
        case "passed":
            return put_on(found, step) if found.status == "proposed" else passed(found, step)
        case _:
            return lapsed(found, step)


def _negotiated(found: Life, step: Step) -> Life:
    """Another time, allowed or not; a part of it that somebody else does now; no word of it for a while."""
    match step.kind:
        case "allowed" if found.wish is not None:
            return replace(_moved(found, found.wish.wish, step.at), status="promised", wish=None)
        case "denied":
            return replace(found, wish=None)
        case "referred":
            return referred(found, step)
        case "split" if step.text:
            members = tuple(replace(one, text=step.text) for one in found.members)
            return replace(found, text=step.text, members=members, word=step.at)
        case "snoozed" if step.due is not None:
            return replace(found, snoozed=capped(found, step.due, step.at), word=step.at)
        case _:
            return found


def _brought_up(found: Life, step: Step) -> Life:
    """Siteloop reminds of it, takes it up the ladder, sees its task leave the plan, or counts it as not taken on."""
    match step.kind:
        case "reminded" if step.reminder in ("verify", "word"):
            return replace(found, checked=step.at)
        case "reminded" if step.reminder == "wish":
            return replace(found, wish_checked=step.at)
        case "reminded":
            return replace(found, reminded=(*found.reminded, step))
        case "escalated" if step.to:
            helpers = tuple(dict.fromkeys((*found.helpers, step.to)))
            passed_over = (*found.passed_over, *((step.stead,) if step.stead else ()))
            level = found.level + 1
            return replace(found, level=level, helpers=helpers, escalated=step.at, passed_over=passed_over)
        case "forgotten":
            return replace(found, status="assigned", forgotten=found.forgotten + 1)
        case "unplanned" | "replanned":
            return planned(found, step)
        case _:
            return found


def _approved(found: Life, step: Step) -> Life:
    """Asked from now on, as the manager left it: their text is that of the case, or of all cases that there are."""
    text, members = step.text or found.text, found.members
    if len(members) == 1:
        members = (replace(members[0], text=text),)
    return replace(
        found,
        status="assigned",
        approved=step,
        checked=None,
        begun=step.at,
        text=text,
        heading=text if len(members) > 1 else found.heading,
        members=members,
        owner=step.to or found.owner,
        due=step.due or found.due,
        latest=max(found.latest, step.due) if found.latest and step.due else found.latest,
    )


def _with_members(found: Life, step: Step, member: Member) -> Life:
    """A case that joins is asked about anew."""
    others = tuple(one for one in found.members if _ground(one) != _ground(member))
    found = with_others(found, others)
    told = tuple(one for one in found.told if _ground(one) != _ground(member))
    if step.kind == "joined":
        return _standing_for(replace(found, told=told), (*others, member))
    return _standing_for(found, others)


def _standing_for(found: Life, members: tuple[Member, ...]) -> Life:
    """What a manager wrote for several cases stays what is asked, also of the last of them."""
    is_written = found.approved is not None and found.approved.text == found.heading != ""
    if len(members) > 1 or is_written:
        return replace(found, members=members, text=found.heading)
    return replace(found, members=members, text=members[0].text if members else found.text)


def _ground(member: Member) -> tuple[Key, str | None]:
    return member.subject, member.matter


def _answered(asked: Assignment, found: Life, step: Step) -> Life:
    """A promised time that was over already when it was promised is none."""
    due = step.due if step.due is not None and step.due > step.at else None
    if step.answer == "done":
        return _done(asked, found, step)
    if found.status == "reported" and (step.answer == "not_done" or due or step.wish):
        found = returned(found, replace(step, due=None))
    moved = _moved(found, due, step.at)
    moved = wished(moved, step) if step.wish else replace(moved, wish=None if due else found.wish)
    match step.answer:
        case "accepted":
            return replace(moved, status=_taken_on(found, due, "accepted"))
        case "started":
            return replace(moved, status=_taken_on(found, due, "in_hand"))
        case "eta":
            return replace(moved, status="promised" if due else found.status)
        case "not_done":
            return replace(moved, status="promised" if due else "stuck")
        case "help":
            return replace(moved, status="stuck")
        case "reassign" | "declined":
            return handed(moved, step, next_rung(asked, moved))
        case _:
            return found


def _taken_on(found: Life, due: datetime | None, status: Status) -> Status:
    """Who is on it does not take back that it has begun, or until when it was promised."""
    if due or found.status == "promised":
        return "promised"
    return "in_hand" if found.status == "in_hand" else status


def _done(asked: Assignment, found: Life, step: Step) -> Life:
    """All of it; of a question the cases that were answered, and the others stay open."""
    told = told_of(asked.expects, found.members, step.signals)
    left = tuple(one for one in found.members if one not in told)
    if left:
        return _standing_for(replace(found, told=(*found.told, *told)), left)
    return ended(found, step) if asked.expects else reported(asked, found, step)


def _moved(found: Life, due: datetime | None, at: datetime) -> Life:
    """A new promise restarts the reminders; it never counts when it only repeats the time in force."""
    if due is None or due == found.due:
        return found
    promises = found.promises + 1
    return replace(
        found, due=due, begun=at, promises=promises, reminded=(), escalated=None, wish=None, snoozed=None
    )
