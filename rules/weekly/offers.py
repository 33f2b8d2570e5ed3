"""What could be worked on in a week: each task that is not done, with what it lacks, by the person who answers for it."""

from datetime import date, timedelta

from rules.facts.lasting import Lasting
from rules.facts.scene import Scene
from rules.life.leave import stand_in
from rules.progress import planned_clock
from rules.weekly.missing import missing_of
from rules.weekly.promised import Offer
from rules.weekly.week import closing_of, days_of, opening_of

_DAY = timedelta(days=1)
_STEP = 5.0  # percents are promised in steps of five


def offers_of(scene: Scene, week: date) -> dict[str, list[Offer]]:
    """The tasks that could be worked on in a week, by who is asked about them: whoever answers for them, or stands in for one who
    is on leave, of whose tasks nobody is asked where nobody does."""
    found: dict[str, list[Offer]] = {}
    for owner, offers in _owned(scene, week).items():
        person = stand_in(scene.read, owner, scene.now)
        if person is not None:
            found.setdefault(person, []).extend(offers)
    return {person: _in_order(scene, offers) for person, offers in sorted(found.items())}


def offers_for(scene: Scene, week: date, person: str) -> list[Offer]:
    """Those that they can promise: their own, also on leave, and those of whom they stand in for."""
    owned = _owned(scene, week)
    theirs = [owner for owner in owned if person in (owner, stand_in(scene.read, owner, scene.now))]
    return _in_order(scene, [offer for owner in theirs for offer in owned[owner]])


def _owned(scene: Scene, week: date) -> dict[str, list[Offer]]:
    found: dict[str, list[Offer]] = {}
    for task in workable(scene, week):
        owner = scene.site.owners.get(task.plan.owner)
        if owner is not None:
            found.setdefault(owner, []).append(offer_of(scene, task, week))
    return found


def _in_order(scene: Scene, offers: list[Offer]) -> list[Offer]:
    """What lacks nothing first, then in the order of the plan."""
    plans = {task.plan.id: task.plan.start for task in scene.work.tasks}
    return sorted(offers, key=lambda one: (bool(one.missing), plans[one.task], one.task))


def workable(scene: Scene, week: date) -> list[Lasting]:
    """The tasks of which some work falls into the week, by the plan, by forecasts and by how far they are."""
    return [task for task in scene.work.tasks if _falls_into(scene, task, week)]


def offer_of(scene: Scene, task: Lasting, week: date) -> Offer:
    """A task as its person is asked about it."""
    calendar = scene.calendar
    begins = max(scene.now, opening_of(week, calendar), calendar.opening(starts(scene, task)))
    room = max(0.0, calendar.working_hours_between(begins, closing_of(week, calendar)))
    return Offer(
        task=task.plan.id,
        percent=task.found.percent,
        hours=round(min(task.left_hours, room), 2),
        missing=missing_of(scene, task, max(starts(scene, task), days_of(week, calendar)[0])),
    )


def starts(scene: Scene, task: Lasting) -> date:
    """The day on which it begins, or began, as far as anybody said."""
    plan, calendar = task.plan, scene.calendar
    if task.found.status != "not_started":
        return plan.actual_start or plan.start
    days = calendar.working_days_between(plan.start - _DAY, plan.finish)
    ends = scene.finishes[plan.id]
    return max(plan.start, calendar.add_working_days(ends, 1 - days) if days > 1 else ends)


def aim_of(scene: Scene, task: Lasting, week: date) -> float:
    """How far the plan wants it to be at the week's end, from where it is: what is offered as its promise."""
    closes, calendar = closing_of(week, scene.calendar), scene.calendar
    if ends_by(scene, task, week):
        return 100.0
    planned = planned_clock(task.plan, calendar).value(closes, calendar)
    hours = task.hours or 1.0
    fits = task.found.percent + 100.0 * offer_of(scene, task, week).hours / hours
    aim = _STEP * round(min(max(planned, task.found.percent + _STEP), fits) / _STEP)
    return min(95.0, max(_STEP, aim))


def ends_by(scene: Scene, task: Lasting, week: date) -> bool:
    """Whether it is to be finished by the week's end."""
    calendar = scene.calendar
    return scene.finishes[task.plan.id] <= calendar.local_date(closing_of(week, calendar))


def _falls_into(scene: Scene, task: Lasting, week: date) -> bool:
    calendar, days = scene.calendar, days_of(week, scene.calendar)
    if task.found.status == "done" or not days or task.plan.milestone is not None:
        return False
    if starts(scene, task) > days[-1]:
        return False
    if scene.finishes[task.plan.id] >= days[0]:
        return True
    # It is to end before, and too much of it is left for that.
    opens = opening_of(week, calendar)
    left = calendar.working_hours_between(scene.now, opens)
    return task.left_hours > max(0.0, left)
