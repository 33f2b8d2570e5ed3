"""The daily log: what was captured, message by message, and what was answered by button, form or reaction."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.phrases import answer_words, signal_words
from bot.view import SiteView
from rules.folding.entry import Said, Stepped
from rules.read import action_of, message_of, task_of
from rules.subject import ActionState, MessageState, SiteState, Step
from rules.worktime.calendar import WorkCalendar
from rules.worktime.digest import digest_at
from storage.reader import Reader

DAYS_OF_PERSON = 7
_MOST_READ = 5_000  # entries of the journal that are gone through for one log
_BY_HAND = ("button", "form", "reaction")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which part of the log: of a day, a task, a person; None where it does not matter. `now` is when it is asked, `days` how far
    back it goes without a day or a task."""

    now: datetime
    day: date | None = None
    task: str | None = None
    person: str | None = None
    days: int = DAYS_OF_PERSON


@dataclass(frozen=True, kw_only=True)
class Logged:
    """One line of the log: who told it when, and the message, or the answer to an action that says it."""

    at: datetime
    by: str
    message: MessageState | None = None
    action: ActionState | None = None
    step: Step | None = None

    def tasks(self) -> frozenset[str | None]:
        """The tasks that it speaks of."""
        if self.message is not None:
            return frozenset(live.signal.task for live in self.message.live)
        told = {signal.task for signal in self.step.signals} if self.step else set()
        return frozenset({*told, self.action.asked.task if self.action else None})

    def lines(self, view: SiteView) -> list[str]:
        """What it says, as data."""
        if self.message is not None:
            asked = _asked_again(view.site, self.message.at)
            doubt = ("(to be confirmed)", "(unconfirmed)") if asked else ("", "")
            return [signal_words(live.signal, view).replace(*doubt) for live in self.message.live]
        if self.step is None or self.action is None:
            return []
        said = [signal_words(signal, view) for signal in self.step.signals]
        return [f"{self.action.asked.id}: {answer_words(self.step.answer or '')}", *said]


def _asked_again(site: SiteState, at: datetime) -> bool:
    """Whether a morning has passed since, at which its writer was asked once more."""
    last = site.digested.get("morning")
    return last is not None and digest_at(site, "morning", last) > at


def logged(reader: Reader, calendar: WorkCalendar, wanted: Wanted) -> list[Logged]:
    """What the log holds of it, the newest first; only what holds still."""
    found = {(one.at, one.by, _name(one)): one for one in _candidates(reader, calendar, wanted)}
    fits = [one for one in found.values() if _fits(one, calendar, wanted)]
    return sorted(fits, key=lambda one: (one.at, _name(one)), reverse=True)


def _candidates(reader: Reader, calendar: WorkCalendar, wanted: Wanted) -> Iterator[Logged]:
    if wanted.task is not None and wanted.day is None:
        yield from _of_task(reader, wanted.task)
        return
    first = wanted.day or calendar.local_date(wanted.now) - timedelta(days=wanted.days - 1)
    since = calendar.instant(datetime.combine(first, time.min))
    for record in reader.records(kinds=("said", "stepped"), since=since, limit=_MOST_READ):
        if isinstance(record.entry, Said):
            yield from _of_message(message_of(reader, record.entry.message))
        elif isinstance(record.entry, Stepped):
            yield from _of_action(reader, record.entry.action, {record.entry.step.id})


def _of_task(reader: Reader, task: str) -> Iterator[Logged]:
    found = task_of(reader, task)
    for name in dict.fromkeys(live.message for live in found.live) if found else ():
        yield from _of_message(message_of(reader, name))
    for one in reader.all("action"):
        if isinstance(one, ActionState) and one.asked.task == task:
            yield from _of_action(reader, one.asked.id, {step.id for step in one.steps})


def _of_message(message: MessageState | None) -> Iterator[Logged]:
    if message is not None and message.live and not message.withdrawn:
        yield Logged(at=message.at, by=message.by, message=message)


def _of_action(reader: Reader, name: str, steps: Iterable[str]) -> Iterator[Logged]:
    action, wanted = action_of(reader, name), set(steps)
    for step in action.steps if action else ():
        if step.id in wanted and step.kind == "answered" and step.by and step.via in _BY_HAND:
            yield Logged(at=step.at, by=step.by, action=action, step=step)


def _fits(one: Logged, calendar: WorkCalendar, wanted: Wanted) -> bool:
    if wanted.day is not None and calendar.local_date(one.at) != wanted.day:
        return False
    relayed_by = one.message.relayed_by if one.message else ""
    if wanted.person is not None and wanted.person not in (one.by, relayed_by):
        return False
    return wanted.task is None or wanted.task in one.tasks()


def _name(one: Logged) -> str:
    return one.message.id if one.message else one.step.id if one.step else ""
