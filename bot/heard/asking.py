"""One short question about what was not understood surely: to its writer alone, at once, and once more in their next digest."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.body import Body
from bot.cards import Choice, question
from bot.heard.readers import Readers
from bot.telling import tell
from bot.turn import Turn
from bot.view import SiteView
from rules.folding.entry import Digested, Said
from rules.progress import TaskStatus, facts
from rules.read import message_of, site_of, tasks
from rules.subject import Live, MessageState, TaskState
from rules.worktime.digest import DigestName, digest_at

TASK = "task:"
_MORNING: DigestName = "morning"
_NOTHING = Choice(label="Nothing of it", value="no")
_WHOLE_SITE = Choice(label="No task in particular", value="yes")
# What each kind is where no task is meant: progress of nothing is none, a stoppage may be the whole site's.
_NONE = {
    "progress": _NOTHING,
    "forecast": _NOTHING,
    "blocker": _WHOLE_SITE,
    "cleared": _WHOLE_SITE,
    "quality": _WHOLE_SITE,
}
_MOST_OFFERED = 2
_MOST_AGAIN = 4
_YES_NO = (Choice(label="Yes", value="yes"), Choice(label="No, drop it", value="no"))


def ask(turn: Turn, readers: Readers, message: str, channel: str, *, thread_ts: str = "") -> None:
    """Ask about the first thing that is not sure, in the thread where it was said in one."""
    found = message_of(turn, message)
    unsure = unsure_of(found)
    if found is not None and unsure:
        asked = question_about(turn, readers, unsure[0])
        tell(turn, found.relayed_by or found.by, channel, asked, thread_ts=thread_ts)


def ask_again(turn: Turn, readers: Readers, person: str) -> list[Body]:
    """What they were asked since the last morning and did not answer; a few of them, since a digest is read in a minute.

    What is not answered then stays unconfirmed: it is kept, and no rule acts on it.
    """
    unsure = [live for message in _asked_since(turn, person) for live in unsure_of(message)]
    return [question_about(turn, readers, live, again=True) for live in unsure[:_MOST_AGAIN]]


def question_about(turn: Turn, readers: Readers, live: Live, *, again: bool = False) -> Body:
    """Which task, where that is open; whether it is certain, where it was said with a doubt; else whether it was understood."""
    view, signal = SiteView(turn), live.signal
    offered = tasks_offered(turn, readers, live)
    if offered:
        return question(live, view, (*offered, none_of(live)), "Which task is that?", again=again)
    asks = "Is that certain?" if signal.hedged else ""
    return question(live, view, _YES_NO, asks, again=again)


def tasks_offered(turn: Turn, readers: Readers, live: Live) -> list[Choice]:
    """The tasks that are offered where the question about it is which one it means; else none."""
    return _offered(turn, readers, live) if live.signal.task is None else []


def none_of(live: Live) -> Choice:
    """What stands beside the tasks that are offered."""
    return _NONE[live.signal.kind]


def unsure_of(message: MessageState | None) -> list[Live]:
    """What of a message is not sure, in its order."""
    if message is None or message.withdrawn:
        return []
    return [live for live in message.live if live.signal.confirm]


def _asked_since(turn: Turn, person: str) -> Iterator[MessageState]:
    site = site_of(turn)
    last = site.digested.get(_MORNING)
    since: datetime = digest_at(site, _MORNING, last) if last else turn.now - timedelta(days=1)
    yield from _asked_between(turn, person, since, turn.now)


def asked_this_morning(turn: Turn, person: str, since: datetime) -> tuple[datetime, list[Live]] | None:
    """When their last digest went out, where that was `since` then, and what it asked again that is not sure yet."""
    site = site_of(turn)
    day = site.digested.get(_MORNING)
    if day is None or not since <= (last := digest_at(site, _MORNING, day)) <= turn.now:
        return None
    sent = turn.records(ref=f"digest:{_MORNING}", kinds=("digested",))
    days = [record.entry.day for record in sent if isinstance(record.entry, Digested)]
    if day not in days:
        return None  # it was passed over
    earlier = days[: days.index(day)]
    before = digest_at(site, _MORNING, earlier[-1]) if earlier else last - timedelta(days=1)
    messages = _asked_between(turn, person, before, last)
    return last, [live for message in messages for live in unsure_of(message)]


def _asked_between(turn: Turn, person: str, since: datetime, until: datetime) -> Iterator[MessageState]:
    records = (r for r in turn.records(kinds=("said",), since=since) if r.at <= until)
    for name in dict.fromkeys(r.entry.message for r in records if isinstance(r.entry, Said)):
        found = message_of(turn, name)
        if found is not None and (found.relayed_by or found.by) == person:
            yield found


def _offered(turn: Turn, readers: Readers, live: Live) -> list[Choice]:
    """The likeliest tasks, where it wants one: those that its words fit alike, else what is under way; the writer's first."""
    none = _NONE.get(live.signal.kind)
    if none is None:
        return []
    plan = {task.plan.id: task for task in tasks(turn)}
    alike = [plan[name] for name in readers.of(turn).tasks_alike(live.signal.words) if name in plan]
    if live.signal.kind != "quality":  # what is done is checked, and nothing else is told of it
        alike = [task for task in alike if _status(turn, task) != "done"] or alike
    if none is _WHOLE_SITE and len(alike) < _MOST_OFFERED:
        return []
    fits = alike or [task for task in plan.values() if _is_under_way(turn, task)]
    theirs = {word for word, person in site_of(turn).owners.items() if person == live.by}
    today = site_of(turn).calendar.local_date(turn.now)
    fits.sort(
        key=lambda t: (t.plan.owner not in theirs, not _is_under_way(turn, t), abs(t.plan.start - today))
    )
    return [
        Choice(label=f"{task.plan.id} {task.plan.name}", value=f"{TASK}{task.plan.id}")
        for task in fits[:_MOST_OFFERED]
    ]


def _status(turn: Turn, task: TaskState) -> TaskStatus:
    return facts(task, site_of(turn).calendar).status


def _is_under_way(turn: Turn, task: TaskState) -> bool:
    status, today = _status(turn, task), site_of(turn).calendar.local_date(turn.now)
    return status == "in_progress" or (status == "not_started" and task.plan.start <= today)
