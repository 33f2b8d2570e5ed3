"""Weekly promises, making ready and slips, whole: through Slack and back, on a clock that moves."""

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from rules.folding.entry import Notified
from rules.progress import facts
from rules.weekly.entries import Offered, Promised, WeekJudged, WeekTurned
from rules.weekly.outcome import of_week
from tests.scenarios.replaying import replayed, tried
from tests.scenarios.stage import Stage, told

ASKED, CLOSED, REVIEWED, JUDGED = (
    "2026-03-13T10:00",
    "2026-03-13T17:00",
    "2026-03-20T16:00",
    "2026-03-23T10:00",
)


@pytest.fixture
def asked(stage: Stage) -> Stage:
    """Friday at ten: people have just been asked what they will finish next week."""
    stage.until("2026-03-12T15:00")
    stage.say("hector", "L3 slab rebar done")
    stage.say("minh", "L3 slab pour done")
    stage.until(ASKED)
    return stage


def messages(stage: Stage, who: str, words: str) -> list[str]:
    """The direct messages that somebody got which begin so."""
    return [text for text in told(stage.shown, who, "message") if text.startswith(words)]


def test_what_is_promised_for_a_week_to_come_tells_how_far_it_is(asked: Stage) -> None:
    """Before the week begins nothing was reached in it, and the task stands where it stands."""
    asked.command("minh", "/site promise next")
    asked.play({"submit": {"ready": ["A-165"]}, "by": "minh"})
    percent = facts(asked.task("A-165"), asked.site().calendar).percent
    (line,) = asked.command("grace", "/site week next")
    assert percent > 50
    told_at = f"A-165 Basement retaining walls south · B1 · to be finished · at {percent:.0f} %"
    assert told_at in line.text
    asked.until(REVIEWED)  # what the schedule told before the promise was never said in the channel
    (review,) = messages(asked, "@minh", "How did the week go?")
    assert "Your promise for Mon 16 Mar to Fri 20 Mar does not show as kept." in review
    assert told_at in review


def test_a_task_is_promised_by_one_person(asked: Stage) -> None:
    """Carlos takes Minh's wall on; Minh reads so where it would stand, may not promise it too, and can once Carlos lets it go."""
    asked.command("carlos", "/site promise next")
    asked.play({"submit": {"more": ["A-165"]}, "by": "carlos"})
    (form,) = asked.command("minh", "/site promise next")
    assert "Carlos Vega promises A-165 for that week already." in form.text
    asked.command("carlos", "/site promise next")
    asked.play({"submit": {"more": []}, "by": "carlos"})
    asked.command("minh", "/site promise next")
    asked.play({"submit": {"ready": ["A-165"]}, "by": "minh"})
    (line,) = asked.command("grace", "/site week next")
    assert line.text.count("A-165") == 1


def test_whoever_is_a_moment_late_reads_who_promised_it(asked: Stage) -> None:
    """Both have the form open, and Carlos sends his first: Minh's is refused at its field."""
    asked.command("minh", "/site promise next")
    asked.command("carlos", "/site promise next")
    asked.play({"submit": {"more": ["A-165"]}, "by": "carlos"})
    (refused,) = asked.play({"submit": {"ready": ["A-165"]}, "by": "minh"})
    assert "Carlos Vega promises A-165 for that week already." in refused.text


def test_who_has_no_task_is_told_so(playing: Stage) -> None:
    """Victor owns nothing: the form says that it knows no task of his; Minh has some. A week without promises counts none."""
    (empty,) = playing.command("victor", "/site promise")
    (own,) = playing.command("minh", "/site promise")
    nothing = "No task of yours can be worked on in that week."
    assert (nothing in empty.text, nothing in own.text) == (True, False)
    for week in ("", " next"):
        (line,) = playing.command("victor", f"/site week{week}")
        assert ("no promise yet" in line.text, "kept so far" in line.text) == (True, False)


def test_each_gets_one_message_with_what_is_ready_first(asked: Stage) -> None:
    """Who answers for tasks is asked, once; what lacks something is marked with what; managers who own nothing are left alone."""
    (carlos,) = messages(asked, "@carlos", "What will you finish")
    assert carlos.index("A-320") < carlos.index("Not ready yet") < carlos.index("A-480")
    assert "*lacks* A-470 Level 4 columns and core walls" in carlos
    assert "until Fri 13 Mar 17:00" in carlos
    assert messages(asked, "@grace", "What will you finish") == []
    owners = {
        asked.person(name)
        for name in ("minh", "carlos", "hector", "raj", "tuan", "omar", "linh", "yuki", "diego")
    }
    assert {entry.person for entry in asked.journal("offered") if isinstance(entry, Offered)} == owners


def test_tick_and_send(asked: Stage) -> None:
    """The form offers what the message told; what is sent is shown in the same message, which is not posted anew."""
    (form,) = asked.press("minh", "promise")
    assert "[A-470 Level 4 columns and core walls]" in form.text
    shown = asked.play({"submit": {"ready": ["A-470"], "more": ["M-510"]}, "by": "minh"})
    (changed,) = told(shown, "@minh")
    assert [line.kind for line in shown if line.to == "@minh"] == ["update"]
    assert "A-470" in changed and "M-510" in changed
    (entry,) = [one for one in asked.journal("promised") if isinstance(one, Promised)]
    assert [one.task for one in entry.pledges] == ["A-470", "M-510"]
    (home,) = asked.play({"open_home": True, "by": "minh"})
    assert "▫️ A-470" in home.text.split("Your promises, Mon 16 Mar to Fri 20 Mar")[1]


def test_how_far_a_long_one_will_be_is_asked_and_checked(asked: Stage) -> None:
    """A task that goes on after the week is promised to a percent; less than it is at already is refused at its field."""
    asked.say("raj", "M-510 at 30%, M-610 started")
    asked.say("raj", "M-610 at 20%")
    asked.press("raj", "promise")
    (refused,) = asked.play({"submit": {"ready": ["M-610"], "how:M-610": "20"}, "by": "raj"})
    assert "It is at 20 % already" in refused.text
    shown = asked.play({"submit": {"ready": ["M-610"], "how:M-610": "60"}, "by": "raj"})
    assert "M-610 Level 2 electrical rough-in · L2 · to be at 60 %" in told(shown, "@raj")[0]


def test_silence_is_reminded_once_and_then_recorded(asked: Stage) -> None:
    """At two those without an answer are reminded, at five they have promised nothing; nobody is named in the channel."""
    asked.press("minh", "promise")
    asked.play({"submit": {"ready": ["A-470"]}, "by": "minh"})
    asked.until("2026-03-13T14:00")
    assert messages(asked, "@minh", "Not answered yet") == []
    assert len(messages(asked, "@omar", "Not answered yet")) == 1
    shown = asked.until(CLOSED)
    assert any("nothing is promised" in text for text in told(shown, "@omar", "update"))
    (line,) = [text for text in told(shown, "#tower-a", "message") if text.startswith("For Mon 16 Mar")]
    assert "1 promise by 1 person" in line and "Omar" not in line
    (turned,) = [
        e
        for e in asked.journal("week_turned")
        if isinstance(e, WeekTurned) and e.step == "cutoff" and e.people
    ]
    assert asked.person("omar") in turned.people and asked.person("minh") not in turned.people
    (managers,) = asked.command("grace", "/site week")
    (others,) = asked.command("carlos", "/site week")
    assert "Omar Haddad" in managers.text.split("No word yet from")[1]
    assert "Omar Haddad" not in others.text.split("No word yet from")[1]
    asked.until(JUDGED)
    last = asked.command("grace", "/site week last")[0]
    assert "people promised nothing: " in last.text and "No word yet" not in last.text


def test_a_change_after_the_cut_off_is_kept_beside_the_promise(asked: Stage) -> None:
    """`/site promise` opens the running week's form; what was promised by the cut-off still counts."""
    asked.press("minh", "promise")
    asked.play({"submit": {"ready": ["A-470"]}, "by": "minh"})
    asked.until("2026-03-17T09:00")
    (form,) = asked.command("minh", "/site promise")
    assert "kept as a change" in form.text
    asked.play({"submit": {"ready": [], "more": ["A-570"]}, "by": "minh"})
    (week,) = asked.command("minh", "/site week")
    assert "A-470 Level 4 columns and core walls · L4 · to be finished, taken back since" in week.text
    assert "➕ A-570" in week.text
    assert "1 promise, 0 kept so far" in week.text


def test_the_week_is_judged_from_data_and_asks_only_about_the_rest(asked: Stage) -> None:
    """Minh's task is done by what was said: he is not asked. Carlos is, once, and his reason becomes a blocker with an action."""
    for who, task in (("minh", "A-470"), ("carlos", "A-480")):
        asked.press(who, "promise")
        asked.play({"submit": {"lacking": [task]} if who == "carlos" else {"ready": [task]}, "by": who})
    asked.until("2026-03-18T11:00")
    asked.say("minh", "L4 columns done")
    asked.until(REVIEWED)
    assert messages(asked, "@minh", "How did the week go") == []
    (review,) = messages(asked, "@carlos", "How did the week go")
    assert "A-480 Level 4 slab formwork · L4 · to be finished · at 0 %" in review
    asked.press("carlos", "week_review")
    asked.play(
        {"submit": {"what:A-480": "material", "still": ["A-480"], "note": "no plywood"}, "by": "carlos"}
    )
    (stop,) = facts(asked.task("A-480"), asked.site().calendar).of("blocker")
    assert (stop.detail, stop.words) == ("material", "no plywood")
    assert any(one.asked.task == "A-480" and "no plywood" in one.asked.text for one in asked.actions())
    shown = asked.until(JUDGED)
    (line,) = [text for text in told(shown, "#tower-a", "message") if "PPC" in text]
    assert "1 of 2 promises kept (PPC 50 %). Most often in the way: material missing (1)" in line
    (message,) = [one for one in shown if one.text == line]
    assert message.pictures == (
        "Percent plan complete by week: 16 Mar 50 % (1 of 2). Why promises were not kept: material missing 1.",
    )
    verdicts = {
        v.task: v.kept for e in asked.journal("week_judged") if isinstance(e, WeekJudged) for v in e.verdicts
    }
    assert verdicts == {"A-470": True, "A-480": False}
    _figures_are_shown(asked)
    replayed(asked)
    tried(asked)


def _figures_are_shown(stage: Stage) -> None:
    """Of the site, by trade and why to everybody; by person to managers."""
    week, managers = (stage.command(by, "/site week last")[0].text for by in ("carlos", "grace"))
    for line in ("Mon 16 Mar: 50 % (1 of 2)", "concrete: 100 % (1 of 1)", "formwork: 0 % (0 of 1)"):
        assert line in week
    assert "material missing: 1 (100 % so far)" in week.split("Why promises were not kept")[1]
    assert "By person" not in week
    for line in ("Minh Trần: 100 % (1 of 1)", "Carlos Vega: 0 % (0 of 1)"):
        assert line in managers.split("By person")[1]


def test_what_was_told_to_stop_a_task_is_its_likely_reason(asked: Stage) -> None:
    """Its person says nothing: the blocker of the week is told as what is likely, with who said it and all that tells the reason.

    In the figures and in the picture it stands apart from what is told; “nobody said why” is left to what nothing is known of.
    """
    for who, task in (("minh", "A-470"), ("carlos", "A-480")):
        asked.press(who, "promise")
        asked.play({"submit": {"lacking": [task]} if who == "carlos" else {"ready": [task]}, "by": who})
    asked.until("2026-03-17T11:00")
    asked.say("ana", "L4 slab formwork stopped, no plywood")
    asked.until("2026-03-17T15:00")
    asked.say("ana", "L4 slab formwork going again, plywood is here")
    asked.until("2026-03-19T11:00")
    asked.say("ana", "L4 columns stopped, the pump is down")
    asked.say("ana", "L4 columns stopped, no rebar")
    asked.until("2026-03-19T15:00")
    asked.say("ana", "L4 columns: rebar is here")
    shown = asked.until(JUDGED)
    asked.say("ana", "L4 slab formwork stopped, too windy")
    week = asked.command("grace", "/site week last")[0].text
    formwork, columns = (line for line in week.splitlines() if line.startswith("✖️"))
    why = "at 0 %, nobody said why; likely"
    assert formwork.endswith(f"{why} material missing: “no plywood”, Ana Ruiz on Tue 17 Mar")
    assert columns.endswith(
        f"{why} plant or tools: “L4 columns stopped, the pump is down”, Ana Ruiz on Thu 19 Mar"
    )
    figures = week.partition("*Why promises were not kept")[2]
    assert "▒▒▒▒▒▒▒▒▒▒░░░░░░░░░░` material missing: 1, likely (100 % so far)" in figures
    assert "plant or tools: 1, likely (50 % so far)" in figures and "nobody said why" not in figures
    (closed,) = [line for line in shown if line.to == "#tower-a" and "PPC" in line.text]
    assert "Most often in the way: plant or tools (1, likely)" in closed.text
    assert closed.pictures[0].endswith("not kept: plant or tools 1, likely; material missing 1, likely.")
    told_of = messages(asked, "@minh", "Your promise for")
    assert all("likely plant or tools" in text for text in told_of)


def test_a_deleted_message_takes_its_verdict_back(asked: Stage) -> None:
    """What proved a promise is deleted after the week was judged: `/site week last` no longer counts it as kept."""
    asked.press("minh", "promise")
    asked.play({"submit": {"ready": ["A-470"]}, "by": "minh"})
    asked.until("2026-03-18T11:00")
    asked.say("minh", "L4 columns done")
    asked.until(JUDGED)
    assert "PPC 100 %" in asked.command("minh", "/site week last")[0].text
    asked.play({"delete": "last", "by": "minh"})
    assert "PPC 0 %" in asked.command("minh", "/site week last")[0].text
    replayed(asked)


def test_a_site_that_is_down_over_the_weekend_catches_up_once(asked: Stage) -> None:
    """Down from Friday at ten until Monday at nine: the steps are taken at their own times, and each is told once what came of
    them all; the reminder that is over by then is not sent."""
    asked.world.clock.advance(timedelta(days=2, hours=23))
    shown = asked.play({"advance": "PT1M"})
    (omar,) = [
        line.text
        for line in shown
        if line.to == "@omar" and line.kind == "message" and "promise" in line.buttons
    ]
    assert omar.startswith("No word came, so nothing is promised for Mon 16 Mar")
    assert messages(asked, "@omar", "Not answered yet") == []
    pushed = Counter(line.to for line in shown if line.kind == "message" and line.to.startswith("@"))
    assert max(pushed.values()) <= 4, pushed
    with asked.store.reading(asked.site_id()) as reader:
        found = {
            (r.entry.step, asked.local(r.at)) for r in reader.records() if isinstance(r.entry, WeekTurned)
        }
    assert {("planning", ASKED), ("reminder", "2026-03-13T14:00"), ("cutoff", CLOSED)} <= found


def test_the_day_and_hour_are_set_up(stage: Stage) -> None:
    """A manager moves the question to Thursday at two; another site's manager asks for none at all."""
    stage.command("ana", "/site setup")
    stage.play({"submit": {"planning_day": "3", "planning": "14:00"}, "by": "ana"})
    stage.until("2026-03-12T13:59")
    assert messages(stage, "@minh", "What will you finish") == []
    stage.until("2026-03-12T14:00")
    assert len(messages(stage, "@minh", "What will you finish")) == 1
    stage.command("ana", "/site setup")
    stage.play({"submit": {"planning": "never"}, "by": "ana"})
    stage.until("2026-03-19T15:00")
    assert len(messages(stage, "@minh", "What will you finish")) == 1
    (answer,) = stage.command("minh", "/site week")
    assert "plans no weeks" in answer.text


def test_managers_see_what_looks_like_a_game_in_figures(asked: Stage) -> None:
    """Omar promises one thing again and again; only managers read it, with its count and without a judgement."""
    for week in range(3):
        asked.press("omar", "promise")
        asked.play({"submit": {"ready": ["M-530"]}, "by": "omar"})
        asked.until(f"2026-03-{20 + 7 * week}T10:00" if week < 2 else "2026-04-06T10:00")
    managers, drawn = asked.command("grace", "/site week last")
    assert (drawn.to, drawn.kind, managers.pictures, len(drawn.pictures)) == ("@grace", "ephemeral", (), 1)
    assert "M-530 Level 1 HVAC ductwork · L1 was promised for 3 weeks and not kept" in managers.text
    assert re.search(
        r"Tasks made ready \(TMR\): \d+ %, \d+ of \d+ that were expected a week before", managers.text
    )
    others, _ = asked.command("carlos", "/site week last")
    assert "Worth a word" not in others.text


def test_material_that_comes_after_its_start_is_asked_about_in_time(stage: Stage) -> None:
    """Announced for after the start, a week ahead its owner is asked, once; the truck moved up ends it."""
    stage.until("2026-03-10T09:00")
    stage.say("carlos", "plywood for L4 slab formwork arrives Thursday 12 March at 3pm")
    assert [one for one in stage.actions() if one.asked.rule == "make-ready-material"] == []
    stage.say("carlos", "plywood for L4 slab formwork arrives Wednesday 18 March at 3pm")
    (asked_for,) = [one for one in stage.actions() if one.asked.rule == "make-ready-material"]
    assert (asked_for.asked.task, asked_for.asked.ladder[0].person) == ("A-480", stage.person("carlos"))
    assert "material (announced, expected Wed 18 Mar)" in asked_for.asked.text
    stage.say("carlos", "plywood for L4 slab formwork arrives Thursday 12 March at 3pm")
    assert stage.life(asked_for.asked.id).status == "resolved"
    replayed(stage)


def made_ready(stage: Stage) -> dict[str, tuple[str, str]]:
    """What was asked to make tasks ready: the task of each case, with its action and when that is due."""
    found = [one for one in stage.actions() if (one.asked.rule or "").startswith("make-ready")]
    lives = [(one.asked.id, stage.life(one.asked.id)) for one in found]
    return {
        member.task or "": (name, stage.local(life.due)) for name, life in lives for member in life.members
    }


def test_what_the_next_two_weeks_lack_is_asked_for_while_there_is_time(stage: Stage) -> None:
    """A-580 begins in nine working days and its plywood comes after that: asked today, beside another trouble of the task, and
    once, however often it is told. The pour will be a day late: what begins after it is asked about in the same minute, due
    before the first of these starts, and no longer once the pour is back on its day."""
    stage.until("2026-03-10T09:00")
    stage.say("carlos", "A-580 need 4 more people on Friday 20 March")
    stage.say("carlos", "plywood for A-580 arrives Friday 27 March at 3pm")
    plywood = {"A-580": ("ACT-1", "2026-03-11T09:00")}
    assert made_ready(stage) == plywood
    stage.say("minh", "L3 slab pour will be done Thursday")
    waiting = {task: due for task, (action, due) in made_ready(stage).items() if action != "ACT-1"}
    assert waiting["A-470"] == "2026-03-11T09:00"  # it begins on Thursday
    stage.say("minh", "L3 slab pour will be done Wednesday")
    stage.say("carlos", "plywood for A-580 arrives Friday 27 March at 4pm")
    stage.until("2026-03-13T09:00")
    assert made_ready(stage)["A-580"] == plywood["A-580"]
    asked = [stage.life(one.asked.id) for one in stage.actions() if one.asked.rule == "make-ready-prior-work"]
    assert [one.status for one in asked if "A-470" in [member.task for member in one.members]] == ["resolved"]
    replayed(stage)


def test_what_a_task_needs_is_due_before_it_begins(stage: Stage) -> None:
    """Two days are given to clear what is in the way of a task, and no more than there are until its start."""
    stage.until("2026-03-10T09:00")
    stage.say("minh", "A-310 waiting on the inspector")
    stage.say("ana", "A-420 stopped, no access")
    due = {one.asked.task: stage.local(one.asked.due) for one in stage.actions()}
    assert due == {"A-310": "2026-03-10T16:00", "A-420": "2026-03-12T09:00"}


def test_what_a_task_lacks_is_asked_for_until_it_begins(stage: Stage) -> None:
    """Its owner is reminded while they are there, has it all night, and reads in the morning that the time has passed."""
    stage.until("2026-03-11T09:00")
    stage.say("carlos", "plywood for L4 slab formwork arrives Wednesday 18 March at 3pm")
    (asked,) = [one for one in stage.actions() if one.asked.rule == "make-ready-material"]
    shown = stage.until("2026-03-12T16:10")
    assert stage.local(asked.asked.due) == "2026-03-12T09:00"
    assert any(line.to == "@carlos" and asked.asked.id in line.text for line in shown)
    stage.until("2026-03-12T23:00")
    assert stage.life(asked.asked.id).is_open
    stage.until("2026-03-13T07:01")
    assert stage.life(asked.asked.id).closed_why == "the time that it was for has passed"
    replayed(stage)


def test_those_whom_a_slip_hits_are_told_once(stage: Stage) -> None:
    """The pour slips beyond its float: whose work it moves hears by how much and on what path; a further day is no news."""
    stage.until("2026-03-10T09:00")
    stage.say("minh", "L3 slab pour will be done Monday 16 March")
    shown = stage.until("2026-03-10T10:30")
    (notice,) = [
        e for e in stage.journal("notified") if isinstance(e, Notified) and e.rule == "slip-hits-others"
    ]
    assert "path A-310 → A-470" in notice.text
    assert "A-320 Level 3 strip formwork and reshore (Carlos Vega) 3 days" in notice.text
    assert stage.person("minh") not in notice.to and stage.person("carlos") in notice.to
    (carlos,) = [
        text for text in told(shown, "@carlos", "message") if "ends 3 days later than planned" in text
    ]
    assert "Of yours: A-320 Level 3 strip formwork and reshore 3 days, A-480 Level 4 slab formwork" in carlos
    (ana,) = [text for text in told(shown, "@ana", "message") if "ends 3 days later than planned" in text]
    assert "Of yours" not in ana
    stage.say("minh", "L3 slab pour will be done Tuesday 17 March")
    stage.until("2026-03-12T10:30")
    assert (
        len(
            [e for e in stage.journal("notified") if isinstance(e, Notified) and e.rule == "slip-hits-others"]
        )
        == 1
    )
    replayed(stage)


def test_a_slip_that_the_float_bears_is_nobodys_news(stage: Stage) -> None:
    """Raj's wires can end with Omar's ducts: until then they hit nobody, nor while the ducts are later still; then those after
    them hear of the days that are Raj's alone."""
    stage.until("2026-03-10T09:00")
    stage.say("raj", "M-510 will be done Friday 20 March")
    stage.say("omar", "M-530 will be done Wednesday 25 March")
    stage.until("2026-03-10T10:15")
    stage.say("raj", "M-510 will be done Tuesday 24 March")
    stage.until("2026-03-10T11:30")
    told_of = [
        e.task
        for e in stage.journal("notified")
        if isinstance(e, Notified) and "later than planned" in e.text
    ]
    assert told_of == ["M-530"]
    stage.say("raj", "M-510 will be done Friday 27 March")
    stage.until("2026-03-10T12:45")
    (_, raj) = [
        e for e in stage.journal("notified") if isinstance(e, Notified) and "later than planned" in e.text
    ]
    assert raj.task == "M-510"
    assert "2 days; path M-510 → M-550" in raj.text


def test_who_follows_hears_what_is_free_since_when_and_from_whom(stage: Stage) -> None:
    """The finish of the rebar tells the owner of the pour."""
    stage.until("2026-03-10T14:00")
    shown = stage.say("hector", "L3 slab rebar done")
    (direct,) = [text for text in told(shown, "@minh", "message") if "can begin" in text]
    assert "A-390 Level 3 slab rebar is done since Tue 10 Mar 14:00, says Hector Salas" in direct


def test_what_is_asked_of_somebody_by_name_is_theirs_at_once(stage: Stage) -> None:
    """Carlos names Raj: the action is Raj's, both are brought into its thread, and an edit to another name moves it."""
    stage.until("2026-03-10T09:00")
    shown = stage.say("carlos", "@raj need 2 electricians to move the conduit for A-480")
    (asked_for,) = [one for one in stage.actions() if one.asked.rule == "task-request-addressed"]
    assert asked_for.asked.ladder[0].person == stage.person("raj")
    (direct,) = [text for text in told(shown, "@raj", "message") if "ACT-1" in text]
    assert "@raj need 2 electricians" in direct
    (thread,) = [
        line
        for line in shown
        if line.to == "#tower-a" and line.thread and "this thread is yours" in line.text
    ]
    assert thread.text.startswith("@carlos and @raj, this thread is yours for ACT-1")
    now_diego = "@diego need 2 electricians to move the conduit for A-480"
    stage.play({"edit": "last", "by": "carlos", "to": now_diego})
    assert stage.life("ACT-1").status == "resolved"
    assert stage.action("ACT-2").asked.ladder[0].person == stage.person("diego")
    replayed(stage)


def test_a_blocker_is_another_trades_where_it_names_one_of_it(stage: Stage) -> None:
    """Who is named and answers for tasks is asked first, the task's owner next; a manager who is named is only told."""
    stage.until("2026-03-10T09:00")
    stage.say("carlos", "A-390 stopped, @raj conduit is in the way")
    stage.say("carlos", "A-370 stopped, no concrete @grace")
    first, second = (
        next(one for one in stage.actions() if one.asked.task == name) for name in ("A-390", "A-370")
    )
    assert [rung.person for rung in first.asked.ladder][:2] == [stage.person("raj"), stage.person("hector")]
    assert second.asked.ladder[0].person == stage.person("minh")
    replayed(stage)


def test_promises_are_of_the_site(asked: Stage) -> None:
    """What is promised here is in this site's state alone, under its week."""
    asked.press("minh", "promise")
    asked.play({"submit": {"ready": ["A-470"]}, "by": "minh"})
    with asked.store.reading(asked.site_id()) as reader:
        (made,) = of_week(reader, replace(asked.site()).rounds["planning"])
        assert made.promise.by == asked.person("minh")
        assert len(reader.records(ref=f"week:{made.promise.week}")) > 9


def test_a_promised_time_is_what_the_week_expects(stage: Stage) -> None:
    """Carlos has promised the flights for Tuesday: whoever plans the week reads that beside what the task lacks."""
    stage.until("2026-03-12T15:00")
    stage.say("ana", "S-910 stopped, no flights delivered")
    stage.press("carlos", "not_done")
    stage.play({"submit": {"reason": "material", "when": "2026-03-17T10:00"}, "by": "carlos"})
    stage.until(ASKED)
    (carlos,) = messages(stage, "@carlos", "What will you finish")
    assert "(“S-910 stopped, no flights delivered”), promised for Tue 17 Mar" in carlos
