"""Every transition that an action's life knows: who may make it, from where, and where it can lead. There are no others.

proposed → assigned → accepted → in hand → reported → done; or handed on, promised anew, stuck, and in the end resolved or
dropped. `resolved`: its ground was gone by itself; `dropped`: somebody, or nobody in time, let it go.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rules.subject import Answer, Step, StepKind

Status = Literal[
    "proposed", "assigned", "accepted", "in_hand", "promised", "stuck", "reported", "done", "resolved", "dropped"
]  # fmt: skip
Who = Literal["approver", "asked", "verifier", "manager", "anybody", "siteloop"]
Act = Literal[
    "approve", "refuse",
    "accept", "start", "report", "say_not_done", "promise", "ask_help", "hand_on", "decline", "say",
    "show", "confirm", "return", "drop", "allow", "deny", "refer", "split", "snooze",
    "remind", "escalate", "forget", "pass", "lapse", "join", "leave", "close", "give_up", "unplan", "replan",
]  # fmt: skip

CLOSED: tuple[Status, ...] = ("done", "resolved", "dropped")
TODO: tuple[Status, ...] = ("assigned", "accepted", "in_hand", "promised", "stuck")
_ASKED: tuple[Status, ...] = (*TODO, "reported")
_OPEN: tuple[Status, ...] = ("proposed", *_ASKED)


@dataclass(frozen=True, kw_only=True)
class Transition:
    """Who may make it, the statuses in which it can be made, and those to which it can lead."""

    who: Who
    froms: tuple[Status, ...]
    leads: tuple[Status, ...]


def _made(who: Who, froms: tuple[Status, ...], *leads: Status) -> Transition:
    return Transition(who=who, froms=froms, leads=leads or froms)


TRANSITIONS: Mapping[Act, Transition] = {
    "approve": _made("approver", ("proposed",), "assigned"),
    "refuse": _made("approver", ("proposed",), "dropped"),
    "accept": _made("asked", TODO, "accepted", "in_hand", "promised"),
    "start": _made("asked", TODO, "in_hand", "promised"),
    "report": _made("asked", _ASKED, "reported", "done", *TODO),
    "say_not_done": _made("asked", _ASKED, "stuck", "promised"),
    "promise": _made("asked", _ASKED, "promised", *_ASKED),
    "ask_help": _made("asked", TODO, "stuck"),
    "hand_on": _made("asked", TODO, "assigned", "stuck"),
    "decline": _made("asked", TODO, "assigned", "stuck"),
    "say": _made("asked", _ASKED),
    "show": _made("anybody", _ASKED, *_ASKED, "done"),
    "confirm": _made("verifier", ("reported",), "done"),
    "return": _made("verifier", ("reported",), "stuck", "promised"),
    "drop": _made("manager", _OPEN, "dropped"),
    "allow": _made("manager", TODO, "promised", *TODO),
    "deny": _made("manager", TODO),
    "refer": _made("siteloop", TODO),
    "split": _made("asked", TODO),
    "snooze": _made("asked", TODO),
    "remind": _made("siteloop", _OPEN),
    "escalate": _made("siteloop", _ASKED),
    "forget": _made("siteloop", ("accepted",), "assigned"),
    "give_up": _made("siteloop", TODO),
    "pass": _made("siteloop", ("proposed", "reported")),
    "lapse": _made("siteloop", ("reported",), "done", "stuck"),
    "join": _made("siteloop", _OPEN),
    "leave": _made("siteloop", _OPEN),
    "unplan": _made("siteloop", _OPEN),
    "replan": _made("siteloop", _OPEN),
    "close": _made("siteloop", _OPEN, "resolved", "dropped", "done"),
}

_BY_ANSWER: Mapping[Answer, Act] = {
    "accepted": "accept",
    "started": "start",
    "done": "report",
    "not_done": "say_not_done",
    "eta": "promise",
    "help": "ask_help",
    "reassign": "hand_on",
    "declined": "decline",
}
_BY_KIND: Mapping[StepKind, Act] = {
    "approved": "approve",
    "refused": "refuse",
    "shown": "show",
    "confirmed": "confirm",
    "returned": "return",
    "dropped": "drop",
    "allowed": "allow",
    "denied": "deny",
    "referred": "refer",
    "split": "split",
    "snoozed": "snooze",
    "reminded": "remind",
    "escalated": "escalate",
    "forgotten": "forget",
    "unheard": "give_up",
    "passed": "pass",
    "lapsed": "lapse",
    "joined": "join",
    "left": "leave",
    "unplanned": "unplan",
    "replanned": "replan",
    "closed": "close",
}


def act_of(step: Step) -> Act:
    """Which transition a step makes."""
    if step.kind == "answered":
        return _BY_ANSWER[step.answer] if step.answer else "say"
    return _BY_KIND[step.kind]


def transition_of(step: Step) -> Transition:
    """Its row of the table."""
    return TRANSITIONS[act_of(step)]


def is_legal(step: Step, status: Status) -> bool:
    """Whether an action that stands so can take the step."""
    return status in transition_of(step).froms
