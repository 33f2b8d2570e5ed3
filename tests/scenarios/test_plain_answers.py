"""“Yes” and “no”, said to what Siteloop asked, through the whole of Siteloop: read by the question, whichever it was."""

from collections.abc import Callable

import pytest

from rules.folding.entry import Said
from rules.progress import facts
from tests.rules.world import rule
from tests.scenarios.stage import Stage, told

STOPPED = "L3 columns stopped, waiting on concrete"


@pytest.fixture
def due(stage: Stage) -> Stage:
    """Tuesday 15:00: Diego, whom Grace asked to grease the hoist, is asked whether it is done."""
    stage.until("2026-03-10T09:00")
    stage.command("grace", "/site assign @diego grease the hoist by 15:00")
    stage.until("2026-03-10T15:00")
    assert any("Is it done?" in text for text in told(stage.shown, "@diego", "message"))
    return stage


def test_yes_to_is_it_done(due: Stage) -> None:
    """In a direct message, where nothing else says what it answers; deleted, it is open again."""
    due.say("diego", "yes", "@siteloop")
    assert due.life().status == "done"
    due.play({"delete": "last", "by": "diego"})
    assert due.life().is_open


def test_before_the_question_yes_only_takes_it_on(stage: Stage) -> None:
    """As soon as it is asked for, “yes” means that they will."""
    stage.until("2026-03-10T09:00")
    stage.command("grace", "/site assign @diego grease the hoist by 15:00")
    stage.say("diego", "yes", "@siteloop")
    assert stage.life().status == "accepted"


def test_no_is_asked_why(due: Stage) -> None:
    """A no is not done, and its reason is asked for with one tap; the words that follow are that reason."""
    shown = due.say("diego", "no", "@siteloop")
    assert due.life().status == "stuck"
    (asked,) = [
        line for line in shown if line.to == "@diego" and "What is in the way of ACT-1 (" in line.text
    ]
    assert asked.buttons == ("say_why",)
    shown = due.say("diego", "no grease until Thursday", "@siteloop")
    last = due.life().last_answer
    assert last is not None
    assert (last.answer, last.cause) == ("not_done", "material")
    assert not any("What is in the way" in text for text in told(shown, "@diego"))


def test_is_it_yours(due: Stage) -> None:
    """Minh, to whom it was handed, says no and it goes back; asked again, he says yes and has taken it on."""
    due.press("diego", "not_mine")
    due.play({"submit": {"to": "minh"}, "by": "diego"})
    due.say("minh", "no", "@siteloop")
    assert due.life().owner == due.person("diego")
    due.until("2026-03-10T15:05")
    due.press("diego", "not_mine", "ACT-1")
    due.play({"submit": {"to": "minh"}, "by": "diego"})
    due.say("minh", "yes", "@siteloop")
    assert (due.life().owner, due.life().giver) == (due.person("minh"), "")


@pytest.mark.parametrize(("words", "due"), [("yes", "2026-03-17T10:00"), ("no", "2026-03-10T13:12")])
def test_may_it_take_longer(stage: Stage, words: str, due: str) -> None:
    """Ana's word on Minh's wish, in her direct message; nothing else is made of it."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", STOPPED)
    stage.press("minh", "later")
    stage.play({"submit": {"when": "2026-03-17T10:00"}, "by": "minh"})
    stage.say("ana", words, "@siteloop")
    assert (stage.life().wish, stage.local(stage.life().due)) == (None, due)
    assert stage.life().owner == stage.person("minh")


def test_a_thumb_allows_more_time(stage: Stage) -> None:
    """Ana's 👍 on the question; a look at it says nothing."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", STOPPED)
    stage.press("minh", "later")
    stage.play({"submit": {"when": "2026-03-17T10:00"}, "by": "minh"})
    stage.play({"react": "eyes", "by": "ana", "card": "last"})
    assert stage.life().wish is not None
    stage.play({"react": "+1", "by": "ana", "card": "last"})
    assert (stage.life().wish, stage.local(stage.life().due)) == (None, "2026-03-17T10:00")


PROPOSED = rule("blocker.firm = true", id="proposed", each="blocker", more="mode: propose")


@pytest.fixture
def proposed(ruled: Callable[..., Stage]) -> Stage:
    """Tuesday 09:12: a proposal waits for Ana."""
    stage = ruled(PROPOSED)
    stage.until("2026-03-10T09:12")
    stage.say("ana", STOPPED)
    return stage


def test_shall_it_be_asked(proposed: Stage) -> None:
    """Its manager's “ok” approves it, and no other action is taken on by it."""
    approver = next(line.to for line in proposed.shown if "approve" in line.buttons)
    proposed.say(approver.removeprefix("@"), "ok", "@siteloop")
    found = proposed.life()
    assert (found.status, found.approved is not None) == ("assigned", True)


def test_a_proposal_is_refused_with_a_reason(proposed: Stage) -> None:
    """A no alone is asked why; a no with its reason refuses."""
    approver = next(line.to for line in proposed.shown if "approve" in line.buttons)
    shown = proposed.say(approver.removeprefix("@"), "no", "@siteloop")
    assert any("Why not?" in text for text in told(shown, approver))
    assert proposed.life().is_open
    proposed.say(approver.removeprefix("@"), "no, the truck is here", "@siteloop")
    found = proposed.life()
    assert found.refused is not None
    assert found.refused.note == "the truck is here"


def test_a_rule_that_asks_yes_or_no(ruled: Callable[..., Stage]) -> None:
    """“Did it come?”: yes is done, before any reminder."""
    then = 'ask: "Did the concrete come?"\n        assign: [task.owner]\n        due: 4h'
    stage = ruled(rule("blocker.firm = true", id="came", each="blocker", then=then))
    stage.until("2026-03-10T09:12")
    stage.say("ana", STOPPED)
    stage.say("minh", "sí", thread="last-card")
    assert stage.life().status == "done"


def test_what_was_understood_is_confirmed_in_words(stage: Stage) -> None:
    """Said at once after the question, “yes” keeps what was asked about, and “no” drops it; later it is for others."""
    stage.until("2026-03-10T09:12")
    unsure = "maybe the L3 columns are 80% done"
    for words, left in (("yes", 1), ("no", 0)):
        shown = stage.say("minh", unsure)
        assert any("Is that certain?" in line.text for line in shown if line.kind == "ephemeral")
        stage.say("minh", words)
        message = [one for one in stage.journal("said") if isinstance(one, Said)][-1].message
        live = [one for one in stage.task("A-370").live if one.message == message]
        assert [one.signal.confirm for one in live] == [False] * left
    stage.say("minh", unsure)
    stage.until("2026-03-10T09:50")
    stage.say("minh", "yes")
    assert stage.task("A-370").live[-1].signal.confirm


@pytest.mark.parametrize(
    ("words", "task"),
    [
        ("A-490", "A-490"),
        ("L4", "A-490"),
        ("the L4 rebar", "A-490"),
        ("the first one", "A-390"),
        ("2", "A-490"),
        ("A-490 Level 4 slab rebar", "A-490"),
        ("Nothing of it", ""),
        ("none of them", ""),
        ("lunch?", None),
    ],
)
@pytest.mark.parametrize("place", ["#tower-a", "@siteloop"])
def test_which_task_is_said_in_words(stage: Stage, place: str, words: str, task: str | None) -> None:
    """By its name, by what tells it from the others, by its place; or none: never of an action asked before."""
    stage.until("2026-03-10T09:12")
    stage.command("grace", "/site assign @hector tag the west scaffold by 16:00")
    stage.say("hector", "penthouse rebar 30%", place)
    before = stage.life().status
    shown = stage.say("hector", words, place)
    said = [one for one in stage.journal("said") if isinstance(one, Said)]
    live = [one for name in ("A-390", "A-490") for one in stage.task(name).live if one.signal.task == name]
    assert [one.signal.task for one in live if one.message == said[0].message] == ([task] if task else [])
    assert any(text.startswith(("Recorded", "Dropped")) for text in told(shown, "@hector")) == (
        task is not None
    )
    assert stage.life().status == before


def test_what_a_digest_asks_again_is_answered_in_words(stage: Stage) -> None:
    """In the direct message where it was brought up, as long as it is the last thing that was asked there."""
    stage.until("2026-03-10T09:12")
    stage.say("hector", "penthouse rebar 30%")
    stage.until("2026-03-11T07:10")
    assert "Recorded, thank you." in told(stage.say("hector", "L4", "@siteloop"), "@hector")[-1]
    assert [one.signal.values["percent"] for one in stage.task("A-490").live] == [30]


def test_an_action_that_is_not_there_is_answered_by_nothing(due: Stage) -> None:
    """Whoever mistypes its name is told so, and asked about no task; what they tell of work or of a danger beside it counts."""
    for words in ("done ACT-9", "yes act-9"):
        shown = due.say("diego", words, "@siteloop")
        unknown = "There is no action ACT-9 at this site. `/site actions` lists those that are open."
        assert told(shown, "@diego") == [words, unknown]
    assert due.life().status == "assigned"
    assert due.journal("said") == []
    due.say("diego", "ACT-9: near miss at the gate, a truck almost hit me, nobody hurt", "@siteloop")
    said = due.journal("said")[-1]
    assert isinstance(said, Said)
    assert [one.kind for one in said.signals] == ["safety"]
    due.say("diego", "L3 columns 60%, that is for ACT-9", "@siteloop")
    assert facts(due.task("A-370"), due.site().calendar).percent == 60
