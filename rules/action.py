"""The life of an action: where it stands, read from what was asked and from every step since.

Nothing of it is kept; taking an answer back (an edited reply, a removed reaction) only removes a step.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from rules.key import Key
from rules.memo import Memo
from rules.question import told_of
from rules.subject import ActionState, Assignment, Ended, Member, Step

Status = Literal["proposed", "assigned", "accepted", "promised", "stuck", "done", "resolved", "dropped"]
CLOSED: tuple[Status, ...] = ("done", "resolved", "dropped")


@dataclass(frozen=True, kw_only=True)
class Life:
    """Where an action stands.

    `text` is what is asked now, `heading` what is asked of several cases, `members` are the cases that it stands for,
    `told` those that it stood for until they were answered. `approved`
    or `refused` is the word that a proposal got. `level` counts its escalations, `helpers` are those it was escalated to,
    `former` those who handed it on, `promises` how often its time was moved. `begun` is when the present owner's present promise
    began, `reminded` the reminders since then. `ended` says how it came to its end by itself (see `Step`).
    """

    status: Status
    owner: str
    due: datetime
    begun: datetime
    text: str = ""
    heading: str = ""
    members: tuple[Member, ...] = ()
    told: tuple[Member, ...] = ()
    approved: Step | None = None
    refused: Step | None = None
    level: int = 0
    promises: int = 0
    helpers: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    reminded: tuple[Step, ...] = ()
    answers: tuple[Step, ...] = ()
    escalated: datetime | None = None
    closed: datetime | None = None
    closed_why: str = ""
    ended: Ended = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.status not in CLOSED

    def is_overdue(self, now: datetime) -> bool:
        """Whether its time is over; of what is only proposed nobody was asked yet."""
        return self.due < now and self.status != "proposed"

    @property
    def last_answer(self) -> Step | None:
        """The newest answer, None while there is none."""
        return self.answers[-1] if self.answers else None


def life(action: ActionState) -> Life:
    """Fold an action's steps; a step after its end changes nothing."""
    return _LIVES.of(action, _folded)


_LIVES = Memo[ActionState, Life]()


def _folded(action: ActionState) -> Life:
    *_, found = (begun(action), *(after for _, after in lived(action)))
    return found


def begun(action: ActionState) -> Life:
    """Where an action stands before its first step."""
    asked = action.asked
    return Life(
        status="proposed" if asked.proposed_to else "assigned",
        owner=asked.ladder[0].person,
        due=asked.due,
        begun=action.opened,
        text=asked.text,
        heading=asked.together,
        members=(first_member(asked),),
    )


def lived(action: ActionState) -> Iterator[tuple[Step, Life]]:
    """Each step up to the action's end, with where it stands after it."""
    found = begun(action)
    for step in action.steps:
        if not found.is_open:
            return
        found = _after(action.asked, found, step)
        yield step, found


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
    reached = {found.owner, *found.helpers, *found.former}
    return next((rung.person for rung in asked.ladder if rung.person not in reached), None)


def _after(asked: Assignment, found: Life, step: Step) -> Life:
    match step.kind:
        case "approved" if found.status == "proposed":
            return _approved(found, step)
        case "refused" if found.status == "proposed":
            refused = replace(found, refused=step, closed=step.at, closed_why=step.note)
            return replace(refused, status="dropped")
        case "joined" | "left" if step.member is not None:
            return _with_members(found, step, step.member)
        case "answered":
            return _answered(asked, replace(found, answers=(*found.answers, step)), step)
        case "reminded":
            return replace(found, reminded=(*found.reminded, step))
        case "escalated" if step.to:
            helpers = tuple(dict.fromkeys((*found.helpers, step.to)))
            return replace(found, level=found.level + 1, helpers=helpers, escalated=step.at)
        case "closed":
            status: Status = "dropped" if step.answer == "declined" else "resolved"
            return replace(found, status=status, closed=step.at, closed_why=step.note, ended=step.ended)
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
        begun=step.at,
        text=text,
        heading=text if len(members) > 1 else found.heading,
        members=members,
        owner=step.to or found.owner,
        due=step.due or found.due,
    )


def _with_members(found: Life, step: Step, member: Member) -> Life:
    """A case that joins is asked about anew."""
    others = tuple(one for one in found.members if _ground(one) != _ground(member))
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
    moved = _moved(found, due, step.at)
    match step.answer:
        case "done":
            return _done(asked, found, step)
        case "accepted":
            return replace(moved, status="promised" if due else "accepted")
        case "eta":
            return replace(moved, status="promised" if due else found.status)
        case "not_done":
            return replace(moved, status="promised" if due else "stuck")
        case "help":
            return replace(moved, status="stuck")
        case "reassign" | "declined":
            return _handed(asked, moved, step)
        case _:
            return found


def _done(asked: Assignment, found: Life, step: Step) -> Life:
    """All of it; of a question the cases that were answered, and the others stay open."""
    told = told_of(asked.expects, found.members, step.signals)
    left = tuple(one for one in found.members if one not in told)
    if not left:
        return replace(found, status="done", closed=step.at, closed_why="done")
    return _standing_for(replace(found, told=(*found.told, *told)), left)


def _moved(found: Life, due: datetime | None, at: datetime) -> Life:
    """A new promise restarts the reminders; it never counts when it only repeats the time in force."""
    if due is None or due == found.due:
        return found
    return replace(found, due=due, begun=at, promises=found.promises + 1, reminded=(), escalated=None)


def _handed(asked: Assignment, found: Life, step: Step) -> Life:
    """Whose it is now: whom they named, else the next who can answer for it; with nobody left it is stuck where it is."""
    to = step.to or next_rung(asked, found)
    if to is None or to == found.owner:
        return replace(found, status="stuck")
    former = tuple(p for p in dict.fromkeys((*found.former, found.owner)) if p != to)
    helpers = tuple(p for p in found.helpers if p != to)
    return replace(
        found,
        status="assigned",
        owner=to,
        former=former,
        helpers=helpers,
        begun=step.at,
        reminded=(),
        escalated=None,
    )
