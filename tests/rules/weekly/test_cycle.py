"""A week of promises from asking to judging, lived through by the clock, with what people say in between."""

from dataclasses import replace
from datetime import date

from rules.folding.entry import Deleted
from rules.key import Key
from rules.past.replay import check, differing, refold
from rules.progress import facts
from rules.read import person_of, site_of, task_of
from rules.weekly.cycle import person_week
from rules.weekly.entries import Offered, Promised, Reviewed, WeekJudged, WeekTurned
from rules.weekly.outcome import NO_WORD, Judged, of_week
from rules.weekly.promised import Pledge, ReviewWord
from tests.rules.lived import Lived
from tests.rules.world import CHICAGO, blocked, local, plan, rule, signal, user

NEXT = date(2026, 3, 16)


def lived(*rules: str) -> Lived:
    """The tower's three tasks, A-2 of them in the week of 16 March; lived through to Friday, when people are asked."""
    site = Lived(*rules)
    site.wait("03-13 10:00")
    return site


def promise(
    site: Lived, *tasks: str, by: str = "diego", at: str = "", percent: float = 100.0, week: date = NEXT
) -> None:
    """Somebody sends their ticks."""
    pledges = tuple(Pledge(task=name, percent=percent) for name in tasks)
    site.take(
        Promised(week=week, person=user(by), pledges=pledges, origin=f"form:{len(site.records)}"), at=at
    )


def review(site: Lived, *words: ReviewWord, by: str = "diego", at: str = "") -> None:
    """Somebody says how it went."""
    given = Reviewed(week=NEXT, person=user(by), words=words, origin=f"form:{len(site.records)}")
    site.take(given, at=at)


def entries(site: Lived, kind: type) -> list:  # type: ignore[type-arg]
    """The journal's entries of a kind."""
    return [record.entry for record in site.records if isinstance(record.entry, kind)]


def outcome(site: Lived, task: str = "A-2") -> Judged:
    """What became of a promise."""
    return next(one for one in of_week(site.memory, NEXT) if one.task == task)


def same(site: Lived) -> None:
    """The journal alone gives every conclusion, every wake and the whole state again."""
    found = check(site.records, site.books)
    assert found.differences == []
    assert differing(found.memory, site.memory) == []
    assert differing(refold(site.records), site.memory) == []
    assert found.wakes.at == site.wakes.at


def test_each_is_asked_for_the_tasks_that_could_be_worked_on() -> None:
    """Diego for A-2, which waits for A-1, and for A-1 of which nobody said anything; minh for A-3, of which too much is left."""
    site = lived()
    offered = {one.person: one for one in entries(site, Offered)}
    assert set(offered) == {user("diego"), user("minh")}
    theirs = {offer.task: [one.kind for one in offer.missing] for offer in offered[user("diego")].tasks}
    assert theirs == {"A-1": [], "A-2": ["prior_work"]}
    assert [offer.task for offer in offered[user("diego")].tasks] == ["A-1", "A-2"]
    (lack,) = offered[user("diego")].tasks[1].missing
    assert (lack.task, lack.words) == ("A-1", "Work A-1")
    same(site)


def test_what_is_done_is_not_asked_about() -> None:
    """A-1 done, nothing is left of it and A-2 is ready."""
    site = Lived()
    site.say(signal("progress", "A-1", status="done"), at="03-12 10:00")
    site.wait("03-13 10:00")
    (diego,) = [one for one in entries(site, Offered) if one.person == user("diego")]
    assert [(offer.task, offer.missing) for offer in diego.tasks] == [("A-2", ())]


def test_one_person_promises_a_task() -> None:
    """Minh promised A-2, so Diego's promise of it is none, until Minh takes his back."""
    site = lived()
    promise(site, "A-2", by="minh", at="03-13 11:00")
    promise(site, "A-1", "A-2", at="03-13 11:01")
    assert who_promises(site) == {"A-1": [user("diego")], "A-2": [user("minh")]}
    promise(site, by="minh", at="03-13 11:02")
    promise(site, "A-1", "A-2", at="03-13 11:03")
    assert who_promises(site) == {"A-1": [user("diego")], "A-2": [user("diego")]}
    same(site)


def who_promises(site: Lived) -> dict[str, list[str]]:
    """Those whose promise of a task for the week stands."""
    tasks = (one for name in ("A-1", "A-2") if (one := task_of(site.memory, name)))
    return {one.plan.id: [p.by for p in one.promised if p.standing is not None] for one in tasks}


def test_a_ready_task_is_kept_when_it_is_done_in_its_week() -> None:
    """Promised, done on Thursday by the data alone: kept, nobody is asked, and the verdict is in the journal."""
    site = lived()
    promise(site, "A-2", at="03-13 11:00")
    done = site.say(signal("progress", "A-2", status="done"), at="03-19 15:00", by="diego")
    site.wait("03-23 10:00")
    reviews = [one for one in entries(site, WeekTurned) if one.step == "review"]
    assert [one.people for one in reviews][-1] == ()
    (judged,) = [one for one in entries(site, WeekJudged) if one.week == NEXT]
    assert (judged.verdicts[0].kept, judged.verdicts[0].evidence) == (True, f"{done}#0")
    same(site)


def test_taking_the_word_back_takes_the_verdict_back() -> None:
    """The message that proved it is deleted after the judging: the promise is no longer kept, and the journal replays."""
    site = lived()
    promise(site, "A-2", at="03-13 11:00")
    done = site.say(signal("progress", "A-2", status="done"), at="03-19 15:00", by="diego")
    site.wait("03-23 11:00")
    assert outcome(site).verdict.kept
    site.take(Deleted(message=done))
    assert not outcome(site).verdict.kept
    same(site)


def test_done_too_late_is_not_kept() -> None:
    """Half is no part of a promise, and neither is what was told once the next week had begun; the weekend still counts."""
    for at, kept in (("03-21 12:00", True), ("03-23 07:00", False)):
        site = lived()
        promise(site, "A-2", at="03-13 11:00")
        site.say(signal("progress", "A-2", percent=50), at="03-18 15:00")
        site.say(signal("progress", "A-2", status="done"), at=at)
        site.wait("03-23 10:00")
        assert outcome(site).verdict.kept is kept


def test_a_percent_is_kept_when_it_is_reached() -> None:
    """Sixty was promised and sixty said."""
    site = lived()
    promise(site, "A-2", percent=60, at="03-13 11:00")
    site.say(signal("progress", "A-2", percent=55), at="03-18 15:00")
    assert not outcome(site).verdict.kept
    site.say(signal("progress", "A-2", percent=60), at="03-20 15:00")
    assert outcome(site).verdict.kept


def test_silence_is_recorded_as_nothing_promised() -> None:
    """Who says nothing is reminded once and has promised nothing; who says that they promise nothing is not silent."""
    site = lived()
    promise(site, at="03-13 11:00", by="minh")
    site.wait("03-13 17:00")
    reminded = [one.people for one in entries(site, WeekTurned) if one.step == "reminder"]
    assert reminded[-1] == (user("diego"),)
    assert len([one for one in reminded if one]) == 1
    diego, minh = (person_of(site.memory, user(name)) for name in ("diego", "minh"))
    assert diego is not None and minh is not None
    assert person_week(diego, NEXT).silent
    assert not person_week(minh, NEXT).silent
    same(site)


def test_till_the_cut_off_a_promise_is_changed_freely() -> None:
    """What was ticked last counts, and nothing is left of what was ticked before."""
    site = lived()
    promise(site, "A-1", "A-2", at="03-13 11:00")
    promise(site, "A-2", percent=40, at="03-13 12:00")
    assert [(one.task, one.promise.percent, one.promise.changes) for one in of_week(site.memory, NEXT)] == [
        ("A-2", 40.0, ())
    ]


def test_after_the_cut_off_a_change_is_kept_beside_the_promise() -> None:
    """It counts as it was promised, whatever is changed or added afterwards."""
    site = lived()
    promise(site, "A-2", at="03-13 11:00")
    promise(site, "A-1", "A-2", percent=30, at="03-17 09:00")
    (counted,) = of_week(site.memory, NEXT)
    assert (counted.task, counted.promise.percent) == ("A-2", 100.0)
    assert [one.percent for one in counted.promise.changes] == [30.0]
    added = task_of(site.memory, "A-1")
    assert added is not None and added.promised[0].late
    promise(site, at="03-18 09:00")
    (counted,) = of_week(site.memory, NEXT)
    assert [one.percent for one in counted.promise.changes] == [30.0, None]
    added = task_of(site.memory, "A-1")
    assert added is not None and added.promised == ()
    same(site)


def test_a_reason_that_still_stands_is_a_blocker() -> None:
    """Said at the week's end it stops the task; said anew otherwise it is taken back."""
    site = lived(rule("task.blocked = true", id="stopped"))
    promise(site, "A-2", at="03-13 11:00")
    review(
        site,
        ReviewWord(task="A-2", kept=False, reason="material", still=True, note="no rebar"),
        at="03-20 16:10",
    )
    found = task_of(site.memory, "A-2")
    assert found is not None
    (stopped,) = facts(found, CHICAGO).of("blocker")
    assert (stopped.detail, stopped.words) == ("material", "no rebar")
    assert [one.subject for one in site.decisions()] == [Key("task", "A-2")]
    review(site, ReviewWord(task="A-2", kept=False, reason="labour"), at="03-20 16:20")
    found = task_of(site.memory, "A-2")
    assert found is not None and facts(found, CHICAGO).of("blocker") == ()
    assert outcome(site).reason == "labour"
    same(site)


def test_finished_is_data() -> None:
    """Who says so at the week's end has kept it, and the task is done."""
    site = lived()
    promise(site, "A-2", at="03-13 11:00")
    review(site, ReviewWord(task="A-2", kept=True), at="03-23 08:00")
    found = task_of(site.memory, "A-2")
    assert found is not None and facts(found, CHICAGO).status == "done"
    assert outcome(site).verdict.kept
    same(site)


def test_who_says_nothing_at_the_end_gave_no_reason() -> None:
    """It is judged as not kept, without a word."""
    site = lived()
    promise(site, "A-2", at="03-13 11:00")
    site.wait("03-23 10:00")
    assert (outcome(site).verdict.kept, outcome(site).reason) == (False, NO_WORD)
    assert site_of(site.memory).rounds["judging"] == NEXT


def test_a_task_that_is_planned_no_more_counts_for_nothing() -> None:
    """A new schedule without it takes its promise out of the count."""
    site = lived()
    promise(site, "A-1", "A-2", at="03-13 11:00")
    first = task_of(site.memory, "A-1")
    assert first is not None
    site.take(plan(first.plan), at="03-17 09:00")
    assert [one.task for one in of_week(site.memory, NEXT)] == ["A-1"]


def test_a_later_schedule_says_nothing_of_an_earlier_week_but_by_its_dates() -> None:
    """Percent that a planner reports after the week does not keep its promise; a finish on a day of it does."""
    for changes, kept in (({"percent": 100.0}, False), ({"actual_finish": date(2026, 3, 19)}, True)):
        site = lived()
        promise(site, "A-2", at="03-13 11:00")
        site.wait("03-23 11:00")
        known = [task_of(site.memory, name) for name in ("A-1", "A-2", "A-3")]
        plans = [one.plan for one in known if one is not None]
        site.take(
            plan(*(replace(one, **changes) if one.id == "A-2" else one for one in plans)), at="03-24 09:00"
        )
        assert outcome(site).verdict.kept is kept


def test_tasks_made_ready_and_anticipated_are_counted_at_the_cut_off() -> None:
    """On 13 March A-1 and A-2 are expected for the week of the 23rd; a week later A-1 is blocked, and A-2 is promised."""
    site = lived()
    site.say(blocked("A-1"), at="03-18 09:00")
    promise(site, "A-2", at="03-20 11:00", week=date(2026, 3, 23))
    site.wait("03-20 17:00")
    week = next(one for one in site_of(site.memory).weeks if one.week == date(2026, 3, 23))
    assert week.looked_for >= week.made_ready
    assert (week.promised, week.workable) == (1, ("A-1", "A-2", "A-3"))
    same(site)


def test_a_site_that_plans_no_weeks_is_left_alone() -> None:
    """Without an hour for it nobody is asked, and nothing wakes for it."""
    site = Lived(planning=None)
    site.wait("03-24 10:00")
    assert entries(site, Offered) == entries(site, WeekTurned) == []
    assert local("03-13 10:00") not in site.wakes.at.values()
