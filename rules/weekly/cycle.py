"""The steps of the week that are taken by themselves once their time has come, as entries of the journal; a pure function."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from rules.facts.scene import Scene
from rules.life.leave import absence_of
from rules.read import Reader, people, site_of
from rules.subject import PersonState
from rules.weekly.entries import Offered, WeekEntry, WeekJudged, WeekTurned, WeekVerdict
from rules.weekly.offers import offer_of, offers_of, workable
from rules.weekly.outcome import Judged, of_week
from rules.weekly.promised import PersonWeek, WeekStep
from rules.weekly.rounds import due_steps
from rules.weekly.week import WEEK


def weekly_due(read: Reader, now: datetime) -> Iterator[WeekEntry]:
    """What the steps that are due lead to; fold each in before asking for the next."""
    for step, week in due_steps(site_of(read), now):
        match step:
            case "planning":
                yield from _planning(read, week, now)
            case "reminder":
                yield WeekTurned(
                    week=week, step=step, people=_there(read, _unanswered(read, week), now), counts={}
                )
            case "cutoff":
                yield _cutoff(read, week, now)
            case "review":
                yield _review(read, week, step, now)
            case "judging":
                yield from _judging(read, week)


def person_week(person: PersonState, week: date) -> PersonWeek:
    """A week as that person planned it; one that nobody asked them about is empty."""
    return next((one for one in person.weeks if one.week == week), PersonWeek(week=week))


def _planning(read: Reader, week: date, now: datetime) -> Iterator[WeekEntry]:
    scene = Scene(read, now)
    offers = offers_of(scene, week)
    for person, tasks in offers.items():
        yield Offered(week=week, person=person, tasks=tuple(tasks))
    after = tuple(task.plan.id for task in workable(scene, week + WEEK))
    yield WeekTurned(
        week=week, step="planning", people=tuple(offers), tasks=after, counts={"people": len(offers)}
    )


def _unanswered(read: Reader, week: date) -> tuple[str, ...]:
    found = ((person.id, person_week(person, week)) for person in people(read))
    return tuple(name for name, one in found if one.asked is not None and one.answered is None)


def _cutoff(read: Reader, week: date, now: datetime) -> WeekTurned:
    scene, silent = Scene(read, now), _unanswered(read, week)
    before = next((one for one in scene.site.weeks if one.week == week), None)
    expected = before.expected if before else ()
    promised = {one.task for one in of_week(read, week)}
    could = workable(scene, week)
    counts = {
        "silent": len(silent),
        "looked_for": len(expected),
        "made_ready": sum(_is_made_ready(scene, task, week) for task in expected),
        "promised": len(promised),
        "anticipated": len(promised.intersection(expected)),
    }
    return WeekTurned(
        week=week,
        step="cutoff",
        people=silent,
        tasks=tuple(task.plan.id for task in could),
        counts=counts,
    )


def _is_made_ready(scene: Scene, task: str, week: date) -> bool:
    """Whether nothing stands in its way by now; what is done already was ready."""
    found = scene.lasting(task)
    return found is not None and (found.found.status == "done" or not offer_of(scene, found, week).missing)


def _review(read: Reader, week: date, step: WeekStep, now: datetime) -> WeekTurned:
    """Those are asked of whose promises the data does not show that they are kept."""
    unknown = {one.promise.by for one in of_week(read, week) if not one.verdict.kept}
    return WeekTurned(week=week, step=step, people=_there(read, sorted(unknown), now), counts={})


def _there(read: Reader, named: Iterable[str], now: datetime) -> tuple[str, ...]:
    """Those of them who are not on leave, and have not left: nobody else is asked or reminded."""
    return tuple(name for name in named if absence_of(read, name, now) is None)


def _judging(read: Reader, week: date) -> Iterator[WeekEntry]:
    found: dict[str, list[Judged]] = {}
    for one in of_week(read, week):
        found.setdefault(one.promise.by, []).append(one)
    for person, promises in sorted(found.items()):
        yield WeekJudged(week=week, person=person, verdicts=tuple(map(_told, promises)))
    every = [one for promises in found.values() for one in promises]
    counts = {"promised": len(every), "kept": sum(one.verdict.kept for one in every)}
    yield WeekTurned(week=week, step="judging", people=tuple(sorted(found)), counts=counts)


def _told(one: Judged) -> WeekVerdict:
    return WeekVerdict(
        task=one.task,
        promised=one.promise.percent,
        percent=one.verdict.percent,
        kept=one.verdict.kept,
        reason=one.reason,
        evidence=one.verdict.evidence,
    )
