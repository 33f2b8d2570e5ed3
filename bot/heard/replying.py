"""Which action somebody's words answer, and what it asked of them last."""

import re
from collections.abc import Iterable
from datetime import timedelta

from bot.acting.answering import asked_last
from bot.acting.questions import tasks_of
from bot.acting.thread_orders import is_named, is_order
from bot.capture.answering.plain_answers import plain_answer, wants_yes_or_no
from bot.capture.drafts import OF_WORK
from bot.capture.reader import Thread
from bot.capture.thread import Wants
from bot.cards import is_with
from bot.happening import SITELOOP, Wrote
from bot.showing import action_of_target
from bot.turn import Turn
from rules.folding.entry import Said
from rules.life.action import life
from rules.life.asked import asks_of
from rules.read import action_of, site_of
from rules.signal import Signal, SignalKind
from rules.subject import ActionState, MessageState

_JUST_BEFORE = timedelta(minutes=30)
# What is read in the words of an answer: without a task, and an action whose task is meant, it is of nobody knows what.
_OF_ACTION = frozenset[SignalKind]((*OF_WORK, "response", "blocker", "cleared"))
NAMED = re.compile(r"\bACT-\d+\b", re.IGNORECASE)
_OPENING = re.compile(rf"\W*(?:{SITELOOP}\b\W*)?(?={NAMED.pattern})", re.IGNORECASE)
_ADDRESS = re.compile(rf"(?:\W*{SITELOOP}\b[\s:,]*)?(?:\W*{NAMED.pattern}[\s:,.*_–—-]*)?", re.IGNORECASE)
_JOINED = re.compile(
    rf"{NAMED.pattern}(?:(?:\s*[,/+&]|\s+(?:and|y|và)\b)+\s*{NAMED.pattern})+", re.IGNORECASE
)


def action_meant(turn: Turn, happening: Wrote, before: MessageState | None) -> ActionState | None:
    """The action that it names; else the one that it was about `before` its edit, or in whose thread it stands, or in a direct
    message that they were asked about last."""
    if named := _named(turn, happening):
        return action_of(turn, named)
    if before is not None:
        return action_of(turn, before.action)
    if happening.thread_ts:
        target = turn.target_at(happening.channel, happening.thread_ts)
        return action_of(turn, action_of_target(target))
    if not happening.direct:
        return None
    decides = plain_answer(happening.text, decides=True) is not None
    return asked_last(turn, happening.user, decides=decides)


def unknown_action(turn: Turn, happening: Wrote, signals: Iterable[Signal]) -> str:
    """The action that it names and is about, where the site has none of that name; else empty.

    It is about something else where its `signals` are of a task, or of what stands for itself, such as a danger.
    """
    name = _named(turn, happening)
    if not name or action_of(turn, name) is not None:
        return ""
    return "" if any(one.task or one.kind not in _OF_ACTION for one in signals) else name


def unaddressed(text: str) -> str:
    """The words behind the names that open them, Siteloop's and the action's."""
    return _ADDRESS.sub("", text, count=1)


def is_of_several(text: str, action: ActionState) -> bool:
    """Whether the words name the action in one breath with another."""
    named = (NAMED.findall(found.group().upper()) for found in _JOINED.finditer(text))
    return any(action.asked.id in names for names in named)


def _named(turn: Turn, happening: Wrote) -> str:
    """The action of which the words are by its name: one that opens them or what is ordered of it, anywhere one that the writer
    has, or said to Siteloop alone. In a thread, of anybody else's, and why something is ordered, a name is only spoken of."""
    found = NAMED.search(happening.text)
    if found is None:
        return ""
    name = found.group().upper()
    words = unaddressed(happening.text)
    if _OPENING.match(happening.text) or is_named(words):
        return name
    if is_order(words):
        return ""  # “drop it, ACT-3 covers it”
    if happening.direct and not happening.thread_ts:
        return name
    theirs = None if happening.thread_ts else action_of(turn, name)
    return name if theirs is not None and is_with(theirs, happening.user) else ""


def thread_of(turn: Turn, action: ActionState | None, task: str | None, person: str) -> Thread | None:
    """The action as this person's words are read in its thread, where `task` (its first, if None) is spoken of."""
    if action is None:
        return None
    found = life(action)
    due = site_of(turn).calendar.local(found.due)
    return Thread(
        action=found.text,
        task=task or tasks_of(action)[0],
        due=due.strftime("%Y-%m-%dT%H:%M"),
        options=tuple(action.asked.answers),
        wants=_wanted(turn, action, person),
        placed=action.asked.placed,
    )


def unnamed_before(turn: Turn, happening: Wrote, action: ActionState) -> str:
    """What they said just before of one of the action's tasks without saying of which; empty where that was answered."""
    since = turn.now - _JUST_BEFORE
    said = [r.entry for r in turn.records(kinds=("said",), since=since) if isinstance(r.entry, Said)]
    theirs = [one for one in said if one.by == happening.user and one.action == action.asked.id]
    return theirs[-1].text if theirs and not theirs[-1].signals else ""


def _wanted(turn: Turn, action: ActionState, person: str) -> Wants:
    """By the last nudge; before any, by what is asked itself."""
    asks = asks_of(action, site_of(turn), person)
    if asks in ("done", "yours"):
        return "done" if asks == "done" else "yours"
    return "done" if asks == "" and wants_yes_or_no(life(action).text) else ""
