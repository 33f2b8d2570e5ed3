"""Words read with what the site knows of whoever writes them: their night shift, and the tasks that they are likely to mean."""

from datetime import datetime, timedelta

from bot.capture.reader import Reading, Thread
from bot.heard.readers import Readers
from bot.turn import Turn
from rules.coordination.trades import is_trade
from rules.folding.entry import Said
from rules.progress import facts
from rules.read import message_of, person_of, site_of, tasks
from rules.signal import Signal
from rules.subject import TaskState
from rules.worktime.reachable import night_of

_WHILE = timedelta(minutes=10)  # within which a message goes on about the one before it
_BEFORE, _AFTER = (
    1,
    2,
)  # working days before its start, and after its finish, in which a task is spoken of as a rule


def read_words(
    turn: Turn, readers: Readers, text: str, *, by: str, at: datetime, thread: Thread | None = None
) -> Reading:
    """What a person's plain text says that was written at this instant."""
    return readers.of(turn).read(
        text,
        at=site_of(turn).calendar.local(at),
        thread=thread,
        night=night_of(turn, by, at),
        at_hand=lambda: at_hand(turn, by),
        previous=lambda: just_before(turn, by, at),
    )


def just_before(turn: Turn, person: str, at: datetime) -> tuple[Signal, ...]:
    """What the same person's last message told, where it was written within minutes of this one."""
    said = [r.entry for r in turn.records(kinds=("said",), since=at - _WHILE) if isinstance(r.entry, Said)]
    theirs = [one for one in said if one.by == person and one.action is None and one.said < at]
    last = message_of(turn, max(theirs, key=lambda one: one.said).message) if theirs else None
    return tuple(live.signal for live in last.live) if last is not None and not last.withdrawn else ()


def at_hand(turn: Turn, person: str) -> tuple[frozenset[str], ...]:
    """The tasks that they are likely to mean where their words fit several, the likeliest first: their own that are worked on,
    near or just done, those of their trades, and everybody's."""
    near = [task for task in tasks(turn) if _is_near(turn, task)]
    site, known = site_of(turn), person_of(turn, person)
    own = frozenset(t.plan.id for t in near if site.owners.get(t.plan.owner) == person)
    led = known.trades if known else ()
    of_trades = frozenset(t.plan.id for t in near if any(is_trade(one, t.plan.trade) for one in led))
    return own, of_trades, frozenset(task.plan.id for task in near)


def _is_near(turn: Turn, task: TaskState) -> bool:
    calendar = site_of(turn).calendar
    today, status = calendar.local_date(turn.now), facts(task, calendar).status
    if status == "done":
        return task.plan.finish >= calendar.add_working_days(today, -_AFTER)
    return status == "in_progress" or task.plan.start <= calendar.add_working_days(today, _BEFORE)
