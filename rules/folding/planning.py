"""Entries that change what a site is, not what happened at it: its settings, people, schedule, goals and rulebook.

Where one of them changes what rules say of subjects that nobody spoke of, these count as changed too, so that they are looked
at anew and their wakes are set anew.
"""

from collections.abc import Iterable
from datetime import date, datetime

from rules.coordination.shared import with_shared
from rules.folding.afresh import look_again, look_at_all, renamed
from rules.folding.entry import (
    Aimed,
    Away,
    Configured,
    Departed,
    Employed,
    Learned,
    Paused,
    Preferred,
    Roster,
    Ruled,
    Scheduled,
)
from rules.folding.people import employ, leave, meet, prefer
from rules.folding.state import Overlay
from rules.key import Key
from rules.life.departure import depart
from rules.plan.network import network_of
from rules.plan.schedule import Schedule, Task
from rules.read import goal_of, goals, open_actions, people, resources, site_of, tasks
from rules.replaced import replace
from rules.subject import GoalState, SiteState, TaskState
from rules.weekly.rounds import rounds_passed
from rules.worktime.digest import NAMES, digest_at

_SETTINGS = (
    "name",
    "channel",
    "calendar",
    "currency",
    "roles",
    "owners",
    "morning",
    "evening",
    "planning_day",
    "planning",
)


Planned = (
    Configured
    | Roster
    | Away
    | Departed
    | Preferred
    | Employed
    | Scheduled
    | Aimed
    | Learned
    | Paused
    | Ruled
)


def take_over(part: Overlay, entry: Planned, at: datetime) -> None:
    """Change what the site is."""
    match entry:
        case Configured():
            configure(part, entry, at)
        case Roster():
            meet(part, entry)
        case Away():
            leave(part, entry, at)
        case Preferred():
            prefer(part, entry)
        case Employed():
            employ(part, entry)
        case Departed():
            come_or_go(part, entry, at)
        case Scheduled():
            schedule(part, entry, at)
        case Aimed():
            aim(part, entry)
        case Learned():
            learn(part, entry)
        case Paused():
            pause(part, entry)
        case Ruled():
            rule(part, entry, at)


def configure(part: Overlay, entry: Configured, at: datetime) -> None:
    """Take over the settings; what was said, decided and planned stays."""
    before = site_of(part)
    after = replace(before, **{name: getattr(entry.settings, name) for name in _SETTINGS})
    after = replace(after, digested=_digested(before, after, at))
    after = replace(after, rounds=rounds_passed(after, at))
    part.put(after)
    if after.calendar != before.calendar:
        _plan_anew(part, after)
    elif after.roles != before.roles:  # who is asked, and whether there is anybody
        look_at_all(part)
    elif after.currency != before.currency:
        look_again(part, tasks(part))
    elif after.owners != before.owners:
        changed = {w for w, _ in set(after.owners.items()) ^ set(before.owners.items())}
        look_again(part, (task for task in tasks(part) if task.plan.owner in changed))


def come_or_go(part: Overlay, entry: Departed, at: datetime) -> None:
    """Let somebody be gone from the site, or back; who found nobody to ask may find them now."""
    configure(part, Configured(settings=depart(part, entry, at)), at)
    if entry.back:
        look_at_all(part)


def schedule(part: Overlay, entry: Scheduled, at: datetime) -> None:
    """Put a schedule in force; tasks that it has no more are kept as removed, with all that was said of them."""
    plan = entry.schedule
    finish = _lay_out(part, plan.tasks, site_of(part))
    kept = {task.id for task in plan.tasks}
    for gone in [t for t in tasks(part) if t.plan.id not in kept]:
        part.put(replace(gone, removed=True))
    site = renamed(site_of(part))
    site = site if site.scheduled else replace(site, rounds=rounds_passed(site, at))
    part.put(
        replace(
            site,
            scheduled=site.scheduled or at,
            schedule_name=plan.name,
            data_date=plan.data_date,
            finish=finish,
            currency=plan.currency or site.currency,
        )
    )


def aim(part: Overlay, entry: Aimed) -> None:
    """Set, change or retire a goal; what stands against it may be known already."""
    known = goal_of(part, entry.goal.id) or GoalState(goal=entry.goal)
    part.put(replace(known, goal=entry.goal, retired=entry.retired))
    look_again(part, (site_of(part), *tasks(part)))


def learn(part: Overlay, entry: Learned) -> None:
    """Know a word of the site's own from now on, or no longer."""
    site, word = site_of(part), entry.word
    others = {said: one for said, one in site.words.items() if said != word.said}
    words = others if entry.forgotten else {**others, word.said: word}
    part.put(renamed(replace(site, words=words)))


def unlearn(part: Overlay, message: str, tasks_of: Iterable[str | None]) -> None:
    """Forget what was learned from a message that speaks of other tasks by now, or of none."""
    site, meant = site_of(part), set(tasks_of)
    kept = {said: word for said, word in site.words.items() if word.origin != message or word.means in meant}
    if len(kept) < len(site.words):
        part.put(renamed(replace(site, words=kept)))


def pause(part: Overlay, entry: Paused) -> None:
    """Read nothing that is written in a channel, or read it again."""
    site = site_of(part)
    others = {channel: one for channel, one in site.pauses.items() if channel != entry.channel}
    pauses = others if entry.pause is None else {**others, entry.channel: entry.pause}
    part.put(replace(site, pauses=pauses))


def pauses_over(site: SiteState, now: datetime) -> list[Paused]:
    """The pauses whose time is over by now and of which nobody took note yet."""
    over = (name for name, one in sorted(site.pauses.items()) if one.until is not None and one.until <= now)
    return [Paused(channel=name, pause=None) for name in over]


def rule(part: Overlay, entry: Ruled, at: datetime) -> None:
    """Put a rulebook in force: whatever the old one said is looked at anew."""
    site = site_of(part)
    is_new = site.rulebook != entry.rulebook
    part.put(replace(site, rulebook=entry.rulebook, ruled=at if is_new else site.ruled))
    if is_new:
        look_at_all(part)


def _digested(before: SiteState, after: SiteState, at: datetime) -> dict[str, date]:
    """A digest whose time is moved into the past, as by a set-up during the day, is not sent for what was before."""
    day = after.calendar.local_date(at)
    passed: dict[str, date] = {
        name: day
        for name in NAMES
        if digest_at(after, name, day) <= at
        and (name not in before.digested or digest_at(before, name, day) > at)
    }
    return {**before.digested, **passed}


def _plan_anew(part: Overlay, site: SiteState) -> None:
    """Floats count in working days, and every clock in working hours."""
    plan = tuple(task.plan for task in tasks(part))
    if plan:
        finish = _lay_out(part, plan, site)
        part.put(replace(site_of(part), finish=finish))
    look_again(part, (*open_actions(part), *people(part), *goals(part), *resources(part)))


def _lay_out(part: Overlay, plan: tuple[Task, ...], site: SiteState) -> date:
    """Put each task in its place in the network; gives the schedule's finish."""
    net = network_of(Schedule(name=site.schedule_name, tasks=plan), site.calendar)
    for task in plan:
        known = part.get(Key("task", task.id))
        before = known if isinstance(known, TaskState) else TaskState(plan=task)
        after = replace(
            before,
            plan=task,
            float_days=net.floats[task.id],
            critical=task.id in net.critical,
            successors=net.successors.get(task.id, ()),
            removed=False,
        )
        part.put(with_shared(after, part))
    return net.finish
