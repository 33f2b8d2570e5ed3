"""The fold: how a site's state follows from its journal, entry by entry. Live running and backtests call the same function."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from rules.action import life
from rules.digest import NAMES, digest_at
from rules.entry import (
    Assigned,
    Configured,
    Corrected,
    Decided,
    Deleted,
    Digested,
    Entry,
    Roster,
    Ruled,
    Said,
    Scheduled,
    Stepped,
    Unstepped,
)
from rules.key import Key
from rules.network import network_of
from rules.read import Reader, action_of, message_of, person_of, site_of, task_of, tasks
from rules.state import Overlay
from rules.statement import state, withdraw
from rules.subject import ActionState, Fired, MessageState, SiteState, Subject, TaskState

_SETTINGS = ("name", "channel", "calendar", "currency", "roles", "owners", "morning", "evening")


def apply(read: Reader, entry: Entry, at: datetime) -> dict[Key, Subject]:
    """The subjects that an entry changes, as they stand after it; nothing is changed in place."""
    part = Overlay(read)
    match entry:
        case Configured():
            chosen = {name: getattr(entry.settings, name) for name in _SETTINGS}
            part.put(_begun(replace(site_of(part), **chosen), at))
        case Roster():
            _meet(part, entry)
            part.put(_renamed(site_of(part)))
        case Scheduled():
            _schedule(part, entry, at)
        case Said() | Corrected() | Deleted():
            _speak(part, entry, at)
        case Stepped():
            state(part, entry.step.id, (), action=entry.action, step=entry.step)
        case Unstepped():
            withdraw(part, entry.step, (Key("action", entry.action),))
        case Decided():
            _remember(part, entry, at)
        case Assigned():
            _assign(part, entry, at)
        case Digested():
            site = site_of(part)
            part.put(replace(site, digested={**site.digested, entry.to: entry.day}))
        case Ruled():
            part.put(replace(site_of(part), rulebook=entry.rulebook))
    _tell_holders(read, part)
    return part.changed


def _begun(site: SiteState, at: datetime) -> SiteState:
    """A site that is set up during the day has no digest of what was before."""
    day = site.calendar.local_date(at)
    passed: dict[str, date] = {name: day for name in NAMES if digest_at(site, name, day) <= at}
    return replace(site, digested={**passed, **site.digested})


def _meet(part: Overlay, entry: Roster) -> None:
    for person in entry.people:
        known = person_of(part, person.id)
        part.put(replace(person, open_actions=known.open_actions if known else ()))


def _schedule(part: Overlay, entry: Scheduled, at: datetime) -> None:
    site, plan = site_of(part), entry.schedule
    net = network_of(plan, site.calendar)
    for task in plan.tasks:
        known = part.get(Key("task", task.id))
        before = known if isinstance(known, TaskState) else TaskState(plan=task)
        part.put(
            replace(
                before,
                plan=task,
                float_days=net.floats[task.id],
                critical=task.id in net.critical,
                successors=net.successors.get(task.id, ()),
                removed=False,
            )
        )
    kept = {task.id for task in plan.tasks}
    for gone in [t for t in tasks(part) if t.plan.id not in kept]:
        part.put(replace(gone, removed=True))
    part.put(
        replace(
            _renamed(site),
            scheduled=site.scheduled or at,
            schedule_name=plan.name,
            data_date=plan.data_date,
            finish=net.finish,
            currency=plan.currency or site.currency,
        )
    )


def _renamed(site: SiteState) -> SiteState:
    return replace(site, vocabulary=site.vocabulary + 1)


def _speak(part: Overlay, entry: Said | Corrected | Deleted, at: datetime) -> None:
    known = message_of(part, entry.message)
    if known is not None and (known.withdrawn or _is_old(known, entry)):
        return
    if known is not None:
        withdraw(part, known.id, (*known.subjects, *_thread(known.action)))
    match entry:
        case Said():
            message = MessageState(
                id=entry.message,
                channel=entry.channel,
                by=entry.by,
                at=known.at if known else entry.said,
                revision=entry.revision,
                text=entry.text,
                action=entry.action,
            )
        case Corrected() if known is not None:
            message = known
        case Deleted() if known is not None:
            part.put(replace(known, withdrawn=True, live=(), subjects=(), text=""))
            return
        case _:
            return
    live, subjects = state(part, message.id, entry.signals, said=message, action=message.action, at=at)
    part.put(replace(message, live=live, subjects=subjects))


def _is_old(known: MessageState, entry: Said | Corrected | Deleted) -> bool:
    return isinstance(entry, Said) and entry.revision <= known.revision


def _thread(action: str | None) -> tuple[Key, ...]:
    return (Key("action", action),) if action else ()


def _remember(part: Overlay, entry: Decided, at: datetime) -> None:
    found = entry.decision
    subject = part.get(found.subject)
    if found.outcome == "held" or not isinstance(subject, TaskState | SiteState):
        return
    others = tuple(f for f in subject.memory if (f.rule, f.matter) != (found.rule, found.matter))
    fired = Fired(rule=found.rule, matter=found.matter, at=at, action=found.action)
    part.put(replace(subject, memory=(*others, fired)))


def _assign(part: Overlay, entry: Assigned, at: datetime) -> None:
    site = site_of(part)
    number = int(entry.asked.id.rpartition("-")[2])
    part.put(replace(site, next_action=max(site.next_action, number + 1)))
    part.put(ActionState(asked=entry.asked, opened=at))


def _tell_holders(before: Reader, part: Overlay) -> None:
    """Keep the lists of open actions that a person, a task and the site hold in step with the actions."""
    for after in [s for s in part.changed.values() if isinstance(s, ActionState)]:
        old = action_of(before, after.asked.id)
        was = {life(old).owner} if old and life(old).is_open else set()
        now = {life(after).owner} if life(after).is_open else set()
        for person in was ^ now:
            if (holder := person_of(part, person)) is not None:
                part.put(replace(holder, open_actions=_held(holder.open_actions, after, person in now)))
        if (task := task_of(part, after.asked.task)) is not None:
            part.put(replace(task, open_actions=_held(task.open_actions, after, bool(now))))
        site = site_of(part)
        part.put(replace(site, open_actions=_held(site.open_actions, after, bool(now))))


def _held(ids: Iterable[str], action: ActionState, held: bool) -> tuple[str, ...]:
    others = tuple(i for i in ids if i != action.asked.id)
    return (*others, action.asked.id) if held else others
