"""Words read with what the site knows of whoever writes them: their night shift, and the tasks that they are likely to mean."""

from datetime import datetime, timedelta

from bot.capture.at_hand import AtHand, Nearness, Time, Whose, time_to
from bot.capture.reader import Reading, Thread
from bot.heard.readers import Readers
from bot.turn import Turn
from rules.coordination.trades import is_trade
from rules.folding.entry import Said
from rules.progress import facts
from rules.read import message_of, person_of, site_of, task_of
from rules.signal import Signal
from rules.subject import TaskState
from rules.worktime.reachable import night_of

_OTHERS: Whose = "of_others"
_BEFORE, _AFTER = 1, 2  # working days before its start, and after its finish, in which a task is on
_WHILE = timedelta(minutes=10)  # within which a message goes on about the one before it


def read_words(
    turn: Turn, readers: Readers, text: str, *, by: str, at: datetime, thread: Thread | None = None
) -> Reading:
    """What a person's plain text says that was written at this instant."""
    return readers.of(turn).read(
        text,
        at=site_of(turn).calendar.local(at),
        thread=thread,
        night=night_of(turn, by, at),
        at_hand=at_hand(turn, by),
        previous=lambda: just_before(turn, by, at),
    )


def just_before(turn: Turn, person: str, at: datetime) -> tuple[Signal, ...]:
    """What the same person's last message told, where it was written within minutes of this one."""
    said = [r.entry for r in turn.records(kinds=("said",), since=at - _WHILE) if isinstance(r.entry, Said)]
    theirs = [one for one in said if one.by == person and one.action is None and one.said < at]
    last = message_of(turn, max(theirs, key=lambda one: one.said).message) if theirs else None
    return tuple(live.signal for live in last.live) if last is not None and not last.withdrawn else ()


def at_hand(turn: Turn, person: str) -> AtHand:
    """How near each task is to them: their own, those of their trades, and those of others, by what was told of them so far."""
    site, known = site_of(turn), person_of(turn, person)
    led = known.trades if known else ()
    named = bool(led) or person in site.owners.values()

    def nearness(task: str) -> Nearness | None:
        state = task_of(turn, task)
        if state is None:
            return None
        plan, whose = state.plan, _OTHERS
        if site.owners.get(plan.owner) == person:
            whose = "own"
        elif any(is_trade(one, plan.trade) for one in led):
            whose = "of_trade"
        return Nearness(whose if named else "nobody_knows", _time(turn, state))

    return nearness


def _time(turn: Turn, task: TaskState) -> Time:
    plan, today = task.plan, site_of(turn).calendar.local_date(turn.now)
    if _is_on(turn, task):
        return "now"
    return "far" if time_to(plan.start, plan.finish, today) == "far" else "soon"


def _is_on(turn: Turn, task: TaskState) -> bool:
    """Whether it is worked on, about to begin, late or just done, by what was told of it so far."""
    calendar = site_of(turn).calendar
    today, status = calendar.local_date(turn.now), facts(task, calendar).status
    if status == "done":
        return task.plan.finish >= calendar.add_working_days(today, -_AFTER)
    return status == "in_progress" or task.plan.start <= calendar.add_working_days(today, _BEFORE)
