"""What words in an action's thread ask of it beside answers: to be reminded later, to split it in two, to drop it."""

import re
from dataclasses import replace
from datetime import datetime

from bot.acting.answering import take_answer
from bot.acting.negotiating import snooze, split, tomorrow, tonight
from bot.acting.taking_back import asked_by_words
from bot.happening import Wrote
from bot.heard.readers import Readers
from bot.people_named import person_named
from bot.stamps import instant_of_ts, revision_of
from bot.telling import tell
from bot.time_words import not_to_come
from bot.turn import Turn
from bot.view import message_id
from rules.folding.entry import Stepped
from rules.subject import ActionState, Step
from rules.worktime.reachable import hours_of, night_of
from rules.worktime.saidtime import instant_of

_IT = r"(?:it|this|(?P<name>ACT-\d+))\b"
_SNOOZE = re.compile(
    rf"^\W*(?:snooze|remind me(?: again)?)\b(?: (?:of |about )?{_IT})?"
    r"[\s,:]*(?:until|till|at)?\s*(?P<when>.*)$",
    re.I | re.S,
)
_SPLIT = re.compile(
    rf"^\W*split (?:{_IT} )?with\s+(?P<who><@[^>]+>|@[\w.\-]+)[\s,:]*(?P<parts>.*)$", re.I | re.S
)
_DROP = re.compile(rf"^\W*drop {_IT}[\s,:]*(?:because|since)?\s*(?P<why>.*)$", re.I | re.S)
_BETWEEN = re.compile(r"\s*(?:/|;|\|)\s*")
_SPLIT_USAGE = "Say both parts: “split with @minh: I bend the bars / Minh places them”."


def is_order(text: str) -> bool:
    """Whether it is one of these."""
    return any(pattern.match(text) for pattern in (_SNOOZE, _SPLIT, _DROP))


def is_named(text: str) -> bool:
    """Whether it is one of these, and says by its name of which action: “snooze ACT-2 until 14:00”."""
    found = (pattern.match(text) for pattern in (_SNOOZE, _SPLIT, _DROP))
    return any(one is not None and one["name"] is not None for one in found)


def take_order(turn: Turn, readers: Readers, action: ActionState, wrote: Wrote, *, again: bool) -> None:
    """Do what is asked; `again`: the message is an edit, which splits a second time only what it splits otherwise."""
    name = f"{message_id(wrote.channel, wrote.ts)}#order"
    step = Step(id=name, kind="answered", at=turn.now, by=wrote.user, via="thread")
    if found := _SNOOZE.match(wrote.text):
        until = _until(turn, readers, found["when"], wrote.user)
        if until is None:
            wrong = not_to_come(turn, readers, found["when"])
            tell(
                turn,
                wrote.user,
                wrote.channel,
                f"{wrong} Say “snooze until tomorrow 7:00”, or “snooze tonight”.",
            )
        else:
            snooze(turn, action, step, until, wrote.channel)
    elif found := _DROP.match(wrote.text):
        if not found["why"].strip():
            tell(turn, wrote.user, wrote.channel, "Say why: “drop it, the client has changed the drawing”.")
            return
        dropped = Step(id=name, kind="dropped", at=turn.now, by=wrote.user, note=found["why"], via="thread")
        take_answer(turn, action, dropped, wrote.channel)
    elif found := _SPLIT.match(wrote.text):
        _split(
            turn,
            action,
            replace(step, id=f"{name}{revision_of(wrote.edited)}") if again else step,
            found,
            wrote,
        )


def _split(turn: Turn, action: ActionState, step: Step, found: re.Match[str], wrote: Wrote) -> None:
    parts = [part for part in _BETWEEN.split(found["parts"].strip()) if part]
    to = person_named(turn, found["who"])
    if to is None or len(parts) != 2:
        tell(turn, step.by or "", wrote.channel, _SPLIT_USAGE)
        return
    mine, theirs = parts
    for part in asked_by_words(turn, {message_id(wrote.channel, wrote.ts)}):
        if (part.asked.ladder[0].person, part.asked.text) == (to, theirs):
            at = instant_of_ts(wrote.ts)
            same = replace(step, id=part.asked.origin, at=at, kind="split", answer=None, text=mine, to=to)
            turn.record(Stepped(action=action.asked.id, step=same))
            return
    split(turn, action, step, (mine, theirs, to), wrote.channel)


def _until(turn: Turn, readers: Readers, words: str, person: str) -> datetime | None:
    calendar = hours_of(turn, person)
    plain = words.strip(" .!").casefold()
    if plain in ("", "tonight", "this evening"):
        return tonight(calendar, turn.now)
    if plain == "tomorrow":
        return tomorrow(calendar, turn.now)
    local = readers.of(turn).when(
        words.strip(), at=calendar.local(turn.now), night=night_of(turn, person, turn.now)
    )
    at = instant_of(local, calendar) if local else None
    return at if at is not None and at > turn.now else None
