"""A schedule is imported anew that lacks tasks with open actions: a rule says whether these end, are asked about, or stay."""

from collections.abc import Callable, Sequence

import pytest

from rules.life.asked import asks_of
from rules.life.expected import expected_of
from rules.read import person_of
from tests.rules.world import rule
from tests.scenarios.plans import plan_without, reimport
from tests.scenarios.replaying import replayed, tried
from tests.scenarios.stage import Line, Stage, told

Ruled = Callable[..., Stage]
STOPPED = "L3 columns stopped, pump down"
ASKED = "A-370 is no longer in the schedule. Is this still needed?"
GONE = "A-370 is no longer in the schedule."


def asking(then: str = "ask", **more: str) -> str:
    """A rule about blockers that asks, or keeps, or closes, when what it stood on is gone."""
    extra = "\n".join([f"when_resolved: {then}", *([more.pop("more")] if "more" in more else [])])
    return rule("blocker.firm = true", **{"id": then, "each": "blocker", "due": "4h", "more": extra, **more})


def stopped(stage: Stage, words: str = STOPPED) -> Stage:
    """Ana says in the morning that it is; Minh is asked."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", words)
    return stage


def pushed(lines: Sequence[Line], to: str) -> list[Line]:
    """The new messages of one person."""
    return [line for line in lines if line.to == to and line.kind == "message"]


def test_its_owner_is_asked_in_the_words_of_the_removal(ruled: Ruled) -> None:
    """One short question with its buttons, once; the card says it, `why` tells who was asked and what comes."""
    stage = stopped(ruled(asking()))
    shown = reimport(stage, "A-370")
    (asked,) = pushed(shown, "@minh")
    assert asked.text.startswith(f"{ASKED} ACT-1: ")
    assert asked.buttons[:4] == ("needed", "not_needed", "done", "not_mine")
    card = told(shown, "#tower-a", "update")[-1]
    assert ASKED in card
    assert "A-370 left the schedule, so Minh Trần was asked whether it is needed" in card
    assert stage.life().is_open
    why = stage.command("grace", "/site why ACT-1")[0].text
    assert ASKED in why
    assert "or Minh Trần says that it is not needed any more" in why
    assert pushed(reimport(stage, "A-370"), "@minh") == []
    with stage.store.reading(stage.site_id()) as reader:
        known = person_of(reader, stage.person("minh"))
    assert known is not None
    assert known.pushes == 2
    replayed(stage)
    tried(stage)


ANSWERS: dict[str, tuple[dict[str, str], str, str]] = {
    "still needed": ({"press": "needed"}, "accepted", GONE),
    "not needed": ({"press": "not_needed"}, "dropped", "Dropped, Minh Trần"),
    "done": ({"press": "done"}, "done", "Done, Minh Trần"),
    "yes in words": ({"say": "yes, we still need it"}, "accepted", GONE),
    "no in words": ({"say": "no"}, "dropped", "A-370 is no longer in the schedule"),
    "not needed in words": ({"say": "Not needed any more."}, "dropped", "A-370 is no longer in the schedule"),
    "no with its reason": (
        {"say": "no, the client has cancelled it"},
        "dropped",
        "the client has cancelled it",
    ),
    "no, it is, in words": ({"say": "no, we still need it"}, "accepted", GONE),
    "what is missing is an answer": ({"say": "not done, we still need rebar"}, "stuck", GONE),
    "a time is an answer": ({"say": "yes, by Thursday 15:00"}, "promised", GONE),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_the_answer_is_acted_on(ruled: Ruled, name: str) -> None:
    """It is theirs and goes on as before, with a word on the card; or it ends, with who said so and why."""
    answer, status, words = ANSWERS[name]
    stage = stopped(ruled(asking()))
    reimport(stage, "A-370")
    where = {"card": "last"} if "press" in answer else {"in": "@siteloop"}
    shown = stage.play({**answer, **where, "by": "minh"})
    assert stage.life().status == status
    card = told(shown, "#tower-a", "update")[-1]
    assert words in card
    assert ASKED not in card
    assert pushed(reimport(stage, "A-370"), "@minh") == []
    replayed(stage)


def test_words_that_answered_can_be_changed_and_taken_back(ruled: Ruled) -> None:
    """A no becomes a yes with its message, and goes with it; what it had ended is asked again."""
    stage = stopped(ruled(asking()))
    reimport(stage, "A-370")
    stage.play({"say": "no", "by": "minh", "in": "@siteloop"})
    assert stage.life().status == "dropped"
    stage.play({"edit": "last", "by": "minh", "to": "yes"})
    assert stage.life().status == "accepted"
    stage.play({"edit": "last", "by": "minh", "to": "no longer needed"})
    assert stage.life().status == "dropped"
    shown = stage.play({"delete": "last", "by": "minh"})
    assert stage.life().status == "assigned"
    assert ASKED in told(shown, "#tower-a", "update")[-1]
    replayed(stage)


def test_whom_it_went_up_to_can_answer(ruled: Ruled) -> None:
    """Ana reads the question with what was tried, and her no ends it."""
    stage = stopped(ruled(asking()))
    reimport(stage, "A-370")
    stage.until("2026-03-10T15:20")
    (up,) = [line for line in pushed(stage.shown, "@ana") if line.text.startswith("Escalated to you")]
    assert "Or just answer in words: “yes, still needed”, “not needed any more”." in up.text
    stage.play({"say": "no", "by": "ana", "in": "@siteloop"})
    assert stage.life().status == "dropped"
    replayed(stage)


def test_it_is_asked_once_whatever_is_said_of_the_task(ruled: Ruled) -> None:
    """The words that it stood on are put otherwise, then deleted: there is one question, and it stays."""
    stage = stopped(ruled(asking()))
    reimport(stage, "A-370")
    shown = stage.play({"edit": "last", "by": "ana", "to": "L3 slab pour 10%"})
    assert pushed(shown, "@minh") == []
    assert pushed(stage.play({"delete": "last", "by": "ana"}), "@minh") == []
    assert [step.kind for step in stage.action().steps] == ["unplanned"]
    assert stage.life().doubted is not None
    replayed(stage)


def test_it_is_passed_on_with_its_question(ruled: Ruled) -> None:
    """Whoever has it next can answer, and whose it is not any more cannot."""
    stage = stopped(ruled(asking()))
    reimport(stage, "A-370")
    stage.press("minh", "not_mine")
    shown = stage.play({"submit": {"to": "hector"}, "by": "minh"})
    (theirs,) = pushed(shown, "@hector")
    assert ASKED in theirs.text
    assert "not_needed" in theirs.buttons
    shown = stage.press("hector", "not_needed")
    assert "Dropped, Hector" in told(shown, "#tower-a", "update")[-1]
    replayed(stage)


def test_an_import_that_brings_it_back_takes_the_question_back(ruled: Ruled) -> None:
    """The message that asked reads as before, without a new one; a button that was left is no answer; gone again, it is asked."""
    stage = stopped(ruled(asking()))
    reimport(stage, "A-370")
    shown = reimport(stage)
    assert pushed(shown, "@minh") == []
    (mine,) = [line for line in shown if line.to == "@minh"]
    assert (mine.kind, mine.buttons[0], "schedule. Is this" in mine.text) == ("update", "done", False)
    card = told(shown, "#tower-a", "update")[-1]
    assert "A-370 is back in the schedule" in card
    assert GONE not in card
    assert asks_of(stage.action(), stage.site(), stage.person("minh")) == ""
    (late,) = stage.press("ana", "not_needed", "ACT-1")
    assert late.text.startswith("Nobody asks any more whether ACT-1 is needed.")
    assert stage.life().status == "assigned"
    (asked,) = pushed(reimport(stage, "A-370"), "@minh")
    assert asked.text.startswith(ASKED)
    replayed(stage)
    tried(stage)


def test_what_was_not_needed_is_asked_anew_when_its_task_comes_back(ruled: Ruled) -> None:
    """The blocker is there still, and nobody said that it is not one; what was needed all the same only goes on."""
    stage = stopped(ruled(asking()))
    reimport(stage, "A-370")
    stage.press("minh", "not_needed")
    reimport(stage)
    assert [one.asked.id for one in stage.actions()] == ["ACT-1", "ACT-2"]
    assert stage.life("ACT-2").is_open
    reimport(stage, "A-370")
    stage.press("minh", "needed")
    card = told(reimport(stage), "#tower-a", "update")[-1]
    assert GONE not in card
    assert len(stage.actions()) == 2
    assert stage.life("ACT-2").status == "accepted"
    replayed(stage)
    tried(stage)


def test_a_question_without_an_answer_comes_to_an_end(ruled: Ruled) -> None:
    """It is brought up as it would have been, goes up with the question on it, and is let go when nobody says anything."""
    stage = stopped(ruled(asking()))
    reimport(stage, "A-370")
    shown = stage.until("2026-03-21T17:00")
    kinds = [(step.kind, step.reminder) for step in stage.action().steps]
    assert kinds == [
        ("unplanned", "needed"),
        ("reminded", "before"),
        ("reminded", "due"),
        ("reminded", "after"),
        ("escalated", None),
        ("escalated", None),
        *[("reminded", "again")] * 3,
        ("closed", None),
    ]
    changed = [line for line in shown if line.to == "@minh" and line.kind == "update" and "15:12" in line.at]
    assert [line.text.startswith(ASKED) for line in changed] == [True]
    assert stage.local(stage.action().steps[-2].at) == "2026-03-19T14:12"
    assert stage.local(stage.action().steps[-1].at) == "2026-03-20T14:12"
    up = [
        line.text
        for to in ("@ana", "@grace")
        for line in pushed(shown, to)
        if line.text.startswith("Escalated to you")
    ]
    assert [ASKED in text for text in up] == [True, True]
    assert stage.life().closed_why == (
        "A-370 is no longer in the schedule, and nobody said that it is needed all the same"
    )
    replayed(stage)
    tried(stage)


def test_silence_ends_nothing_about_safety(ruled: Ruled) -> None:
    """Everybody was asked and nobody answered: it stays open."""
    stage = stopped(ruled(asking(severity="safety")))
    reimport(stage, "A-370")
    stage.until("2026-03-21T17:00")
    assert stage.life().is_open
    assert stage.life().helpers == (stage.person("ana"), stage.person("grace"))


def test_what_is_due_far_ahead_is_asked_about_once_more(ruled: Ruled) -> None:
    """Before any reminder of its own comes, after a shift."""
    stage = stopped(ruled(asking(due="8d")))
    reimport(stage, "A-370")
    shown = stage.until("2026-03-12T17:00")
    (again,) = [line for line in pushed(shown, "@minh") if "Good morning" not in line.text]
    assert again.text.startswith(ASKED)
    assert again.at.startswith("2026-03-11T")
    (mine,) = told(reimport(stage), "@minh", "update")
    assert mine.startswith("This is yours to do. ACT-1")
    replayed(stage)


def test_what_is_kept_says_that_its_task_has_left(ruled: Ruled) -> None:
    """It stays as it is, nobody is asked anything else, its reminders go on; back in the schedule it reads as before."""
    stage = stopped(ruled(asking("keep")))
    shown = reimport(stage, "A-370")
    assert pushed(shown, "@minh") == []
    for to in ("#tower-a", "@minh"):
        line = [one for one in shown if one.to == to and one.kind == "update"][-1]
        assert GONE in line.text
        assert "Is this still needed" not in line.text
        assert "not_needed" not in line.buttons
    why = stage.command("grace", "/site why ACT-1")[0].text
    assert GONE in why
    assert "10 Mar 09:12 A-370 left the schedule" in why
    assert [line for line in reimport(stage, "A-370") if line.to == "@minh"] == []
    shown = stage.until("2026-03-10T16:30")
    assert [step.reminder or step.kind for step in stage.action().steps][1:] == [
        "before",
        "due",
        "after",
        "escalated",
    ]
    assert all(GONE in line.text for line in shown if line.kind == "message" and "ACT-1: " in line.text)
    card = told(reimport(stage), "#tower-a", "update")[-1]
    assert GONE not in card
    assert stage.life().is_open
    replayed(stage)
    tried(stage)


def test_a_promised_time_outlives_the_removal(ruled: Ruled) -> None:
    """When what stops the task will be clear was told by a person, and stays so while the schedule is without it."""
    stage = stopped(ruled(asking("keep")))
    stage.play({"say": "by Thursday 15:00", "by": "minh", "in": "@siteloop"})
    told_then = expected_of(stage.action())
    assert told_then
    reimport(stage, "A-370")
    assert expected_of(stage.action()) == told_then
    assert "Promised by Minh Trần for Thu 12 Mar 15:00" in told(reimport(stage), "#tower-a", "update")[-1]
    assert expected_of(stage.action()) == told_then


def three_asked(ruled: Ruled) -> tuple[Stage, dict[str, str]]:
    """Three actions are open for A-370, each by a rule that goes another way once its task has left: with their ids by rule."""
    rules = (
        asking(),
        asking("keep", each="request", id="keeps").replace("blocker.firm", "request.firm"),
        asking("close", each="", id="closes").replace("blocker.firm", "task.blocked"),
    )
    stage = stopped(ruled(*rules))
    stage.say("ana", "need 4 carpenters for L3 columns")
    by_rule = {one.asked.rule or "": one.asked.id for one in stage.actions()}
    assert set(by_rule) == {"ask", "keeps", "closes"}
    return stage, by_rule


def test_what_was_accepted_is_asked_about_and_kept_alike(ruled: Ruled) -> None:
    """Whoever is on it is asked, and stays on it; two actions of one task each go by their rule, a third is closed."""
    stage, by_rule = three_asked(ruled)
    for name in by_rule.values():
        stage.press("minh", "accept", name)
    shown = reimport(stage, "A-370")
    (asked,) = pushed(shown, "@minh")
    assert asked.text.startswith(f"{ASKED} {by_rule['ask']}: ")
    lives = {name: stage.life(action) for name, action in by_rule.items()}
    assert {name: one.status for name, one in lives.items()} == {
        "ask": "accepted",
        "keeps": "accepted",
        "closes": "resolved",
    }
    stage.press("minh", "needed", by_rule["ask"])
    assert stage.life(by_rule["ask"]).status == "accepted"
    reimport(stage)
    assert [stage.life(by_rule[name]).unplanned for name in ("ask", "keeps")] == [(), ()]
    replayed(stage)
    tried(stage)


def test_a_proposal_that_is_asked_about_ends_with_its_task(ruled: Ruled) -> None:
    """Nobody was asked yet, so nobody is asked whether it is needed; whoever is to approve it sees why."""
    stage = stopped(ruled(asking(more="mode: propose")))
    shown = reimport(stage, "A-370")
    assert stage.life().status == "resolved"
    assert pushed(shown, "@minh") == []
    assert any("A-370 is no longer in the schedule" in text for text in told(shown, "@ana"))
    reimport(stage)
    assert stage.life("ACT-2").status == "proposed"
    replayed(stage)
    tried(stage)


def test_a_proposal_that_is_kept_says_so(ruled: Ruled) -> None:
    """Whoever is to approve it reads that its task has left, and whoever is asked then as well."""
    stage = stopped(ruled(asking("keep", more="mode: propose")))
    shown = reimport(stage, "A-370")
    (card,) = [line for line in shown if line.to == "@ana" and line.kind == "update"]
    assert GONE in card.text
    assert "approve" in card.buttons
    (asked,) = pushed(stage.press("ana", "approve"), "@minh")
    assert GONE in asked.text
    replayed(stage)


def test_what_people_asked_for_they_are_asked_about(ruled: Ruled) -> None:
    """Whoever has it says whether it is needed, and whoever asked for it hears that it is not."""
    stage = ruled(asking())
    stage.until("2026-03-10T09:12")
    stage.say("grace", "@siteloop have minh fix the pump at L3 columns by 3pm")
    assert stage.action().asked.task == "A-370"
    (asked,) = pushed(reimport(stage, "A-370"), "@minh")
    assert asked.text.startswith(ASKED)
    shown = stage.press("minh", "not_needed")
    assert any("Minh Trần dropped it: “A-370 is no longer" in text for text in told(shown, "@grace"))
    replayed(stage)


TOGETHER = rule(
    "blocker.firm = true", id="ask", each="blocker", more="when_resolved: ask\ngroup_by: assignee",
    then='ask: "Get {{ task.name }} moving"\n        together: "Get your stopped work moving"\n'
    '        assign: [task.owner, "role:superintendent"]\n        due: 4h',
)  # fmt: skip


@pytest.mark.parametrize("then", ["ask", "keep"])
def test_one_of_several_tasks_leaves(ruled: Ruled, then: str) -> None:
    """Of what is asked about that case is left out, with the reason, and the rest stands; what is kept says which left."""
    stage = stopped(ruled(TOGETHER.replace("when_resolved: ask", f"when_resolved: {then}")))
    stage.say("ana", "L3 slab pour stopped, pump down")
    shown = reimport(stage, "A-370")
    assert pushed(shown, "@minh") == []
    card = told(shown, "#tower-a", "update")[-1]
    assert ("Left out: Get Level 3 columns and core walls moving: A-370 is" in card) is (then == "ask")
    assert (GONE in card) is (then == "keep")
    assert [m.task for m in stage.life().members] == (["A-310"] if then == "ask" else ["A-370", "A-310"])
    shown = reimport(stage, "A-370", "A-310")
    asked = "A-310 is no longer in the schedule. Is this still needed?"
    assert [line.text.startswith(asked) for line in pushed(shown, "@minh")] == (
        [True] if then == "ask" else []
    )
    reimport(stage)
    assert sorted(m.task or "" for m in stage.life().members) == ["A-310", "A-370"]
    replayed(stage)
    tried(stage)


def test_all_of_several_tasks_leave_with_one_question(ruled: Ruled) -> None:
    """One message names them; one of them comes back, and it goes on with that one alone."""
    stage = stopped(ruled(TOGETHER))
    stage.say("ana", "L3 slab pour stopped, pump down")
    (asked,) = pushed(reimport(stage, "A-370", "A-310"), "@minh")
    assert asked.text.startswith("A-310 and A-370 are no longer in the schedule. Is this still needed?")
    shown = reimport(stage, "A-310")
    assert [member.task for member in stage.life().members] == ["A-370"]
    card = told(shown, "#tower-a", "update")[-1]
    assert "schedule. Is this" not in card
    replayed(stage)
    tried(stage)


def test_another_case_ends_the_question(ruled: Ruled) -> None:
    """What joins is needed: it goes on with that one, and what left the schedule is left out of it."""
    stage = stopped(ruled(TOGETHER))
    reimport(stage, "A-370")
    shown = stage.say("ana", "L3 slab pour stopped, pump down")
    assert [member.task for member in stage.life().members] == ["A-310"]
    assert stage.life().doubted is None
    card = [line for line in shown if line.to == "#tower-a" and line.kind == "update"][-1]
    assert (card.buttons[0], "schedule. Is this" in card.text) == ("done", False)
    replayed(stage)


def test_what_is_reported_waits_for_its_word_alone(ruled: Ruled) -> None:
    """Nobody is asked whether done work is needed; sent back, its owner can say so."""
    checked = asking().replace("due: 4h", 'due: 4h\n        verify: { by: ["role:superintendent"] }')
    stage = stopped(ruled(checked))
    stage.press("minh", "done")
    assert pushed(reimport(stage, "A-370"), "@minh") == []
    assert stage.life().status == "reported"
    stage.press("ana", "send_back")
    shown = stage.play({"submit": {"why": "it leaks"}, "by": "ana"})
    (back,) = pushed(shown, "@minh")
    assert ASKED in back.text
    assert "not_needed" in back.buttons
    replayed(stage)


def test_safety_of_the_site_tells_that_the_task_has_left(stage: Stage) -> None:
    """The report stands at the site whatever is planned; its card says that the task is not."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", "Tuan cut his hand at L3 columns, first aid given")
    name = stage.actions()[-1].asked.id
    assert stage.action(name).asked.task == "A-370"
    shown = reimport(stage, "A-370")
    assert stage.life(name).is_open
    card = [text for text in told(shown, "#tower-a", "update") if text.startswith(f"{name}:")][-1]
    assert GONE in card
    assert "Is this still needed" not in card


def test_who_is_away_is_not_written_to(ruled: Ruled) -> None:
    """The question waits for them on what they have."""
    stage = stopped(ruled(asking()))
    stage.command("minh", "/site away today..Thursday")
    shown = reimport(stage, "A-370")
    assert pushed(shown, "@minh") == []
    assert stage.action().steps[-1].held == "away"


def test_the_same_plan_again_leaves_the_site_as_far_as_it_was(stage: Stage) -> None:
    """A file that reports nothing erases nothing, also of a task that was left out once; one that reports is believed."""
    stage.until("2026-03-10T09:12")
    before = {name: stage.task(name).plan for name in ("A-210", "A-390")}
    finish = stage.site().finish
    assert [plan.percent for plan in before.values()] == [100, 50]
    reimport(stage, "A-390")
    shown = reimport(stage)
    assert {name: stage.task(name).plan for name in before} == before
    assert stage.site().finish == finish
    kept = "It reports no progress, so what the schedule before it reported stands."
    assert kept in told(shown, "#tower-a")[-1]
    head, *rows = plan_without(stage).splitlines()
    (stage.folder / "new.csv").write_text(
        "\n".join([f"{head},percent", *(f"{row},{30 if row.startswith('A-390') else ''}" for row in rows)])
    )
    stage.play({"upload": "new.csv", "by": "grace", "in": "#tower-a"})
    shown = stage.press("grace", "import")
    assert [stage.task(name).plan.percent for name in before] == [None, 30]
    assert kept not in told(shown, "#tower-a")[-1]


def imported(lines: list[Line]) -> list[str]:
    """What the channel is told of an import, line by line, after what it is and that it reports no progress."""
    (text,) = [text for text in told(lines, "#tower-a", "message") if "is in force" in text]
    return text.splitlines()[2:]


def test_the_import_names_what_left_and_came_back(ruled: Ruled) -> None:
    """Each with what became of what is open for it: asked about, kept, closed, and gone on with; nothing where all stays."""
    stage, by_rule = three_asked(ruled)
    assert imported(reimport(stage)) == []
    columns, stair = "• A-370 Level 3 columns and core walls · L3", stage.task("S-910").plan
    lines = imported(reimport(stage, "A-370", "S-910"))
    assert lines[0] == "*Left the schedule:*"
    assert lines[1].startswith(f"{columns}: ACT-1 ")
    for rule_id, became in (
        ("ask", "waits for Minh Trần to say whether it is still needed"),
        ("keeps", "stays open"),
        ("closes", "is closed"),
    ):
        assert f"{by_rule[rule_id]} {became}" in lines[1]
    assert lines[2:] == [f"• S-910 {stair.name} · {stair.zone}"]
    lines = imported(reimport(stage))
    assert lines[0] == "*Back in the schedule:*"
    assert lines[1].startswith(f"{columns}: ")
    assert f"{by_rule['ask']} stays open" in lines[1] and "ACT-4 is asked anew" in lines[1]
    replayed(stage)


def test_of_many_that_leave_the_first_few_are_named(ruled: Ruled) -> None:
    """Those first for which something is open; of the others how many they are."""
    stage = stopped(ruled(asking()))
    names = ("A-310", "A-320", "A-370", "A-390", "A-410", "A-470", "S-910")
    lines = imported(reimport(stage, *names))
    assert lines[1].endswith("ACT-1 waits for Minh Trần to say whether it is still needed")
    assert (len(lines), lines[-1]) == (7, "… and 2 more")


def test_of_what_is_not_named_its_actions_are_counted(ruled: Ruled) -> None:
    """Six stopped tasks leave at once: five are told, of the last one what became of its action."""
    stage = ruled(asking())
    stage.until("2026-03-10T09:12")
    names = ("A-310", "A-320", "A-370", "A-390", "A-410", "A-470")
    for name in names:
        stage.say("ana", f"{name} stopped, pump down")
    lines = imported(reimport(stage, *names))
    assert len(lines) == 7
    assert lines[-1].startswith("… and 1 more; of their actions 1 waits for ")
