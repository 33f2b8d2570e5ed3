"""The stories that ship, played to their end."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from importlib import resources

from bot.capture.lexicons import Lexicons
from bot.console.commandline import STORIES
from bot.playing.plot import Plot
from bot.ruling.books import Books
from bot.sandbox.records import Channel
from rules.folding.entry import Said
from rules.progress import facts
from rules.weekly.outcome import judged_of
from tests.scenarios.founded import Foundings
from tests.scenarios.replaying import replayed
from tests.scenarios.stage import Stage, staged, told

Staging = Callable[[Plot], AbstractContextManager[Stage]]


def _lines(name: str) -> list[str]:
    place = resources.files("bot.demo_data").joinpath("stories", f"{name}.jsonl")
    return place.read_text(encoding="utf-8").splitlines()


def test_every_story_says_what_to_look_at() -> None:
    """Each begins with a line for its reader, and all that ship can be named."""
    folder = resources.files("bot.demo_data").joinpath("stories")
    assert sorted(f"{name}.jsonl" for name in STORIES) == sorted(file.name for file in folder.iterdir())
    for name in STORIES:
        assert _lines(name)[0].startswith("# ")
        assert any(line.startswith("# Look at:") for line in _lines(name))


def test_a_blocked_pour(tower: Plot, staging: Staging) -> None:
    """Two tasks stand: the one with float is asked of Minh, the critical one of Carlos, sooner; both end the day done."""
    with staging(tower) as stage:
        stage.play(*_lines("blocked-pour"))
        pour, strip = stage.actions()[:2]
        assert (pour.asked.rule, pour.asked.task) == ("work-stopped", "A-370")
        assert (strip.asked.rule, strip.asked.task) == ("critical-task-blocked", "A-220")
        assert strip.asked.severity == "high"
        assert (stage.life("ACT-1").status, stage.life("ACT-2").status) == ("done", "done")
        assert stage.life("ACT-1").promises == 1
        assert stage.life("ACT-1").level == 0
        digest = told(stage.shown, "#tower-a", "message")[-1]
        assert "ACT-1* done by Minh Trần" in digest
        assert "ACT-2* done by Carlos Vega" in digest
        assert stage.site().open_actions == ()


def test_a_promise_that_is_not_kept(tower: Plot, staging: Staging) -> None:
    """It reminds three times, goes to the superintendent and the project manager, and ends with the second promise kept."""
    with staging(tower) as stage:
        stage.play(*_lines("broken-promise"))
        steps = stage.action().steps
        before = [step for step in steps if stage.local(step.at) < "2026-03-10T14:20"]
        assert [step.reminder for step in before if step.kind == "reminded"] == ["before", "due", "after"]
        assert [step.to for step in steps if step.kind == "escalated"] == [
            stage.person("ana"),
            stage.person("grace"),
        ]
        found = stage.life()
        assert (found.status, found.promises, stage.local(found.due)) == ("done", 1, "2026-03-10T16:30")
        assert "ACT-1* done by Diego Ramos" in told(stage.shown, "#tower-a", "message")[-1]


def test_a_week_of_promises(tower: Plot, staging: Staging) -> None:
    """Two of three are kept, one by data and one by Carlos's word; his reason is a blocker; silence and a change are recorded.

    From its journal alone it comes out the same.
    """
    with staging(tower) as stage:
        stage.play(*_lines("promise-week"))
        (*_, told_week) = (t for t in told(stage.shown, "@grace", "ephemeral") if "PPC" in t)
        assert "2 of 3 promises kept, PPC 67 %" in told_week
        assert "people missing: 1 (100 % so far)" in told_week
        with stage.store.reading(stage.site_id()) as reader:
            found = {one.task: one for one in judged_of(reader)}
        assert {name: one.verdict.kept for name, one in found.items()} == {
            "A-470": True,
            "A-480": False,
            "S-910": True,
        }
        assert [m.detail for m in facts(stage.task("A-480"), stage.site().calendar).of("blocker")] == [
            "labour"
        ]
        assert facts(stage.task("S-910"), stage.site().calendar).status == "done"
        freed = [
            one
            for one in stage.actions()
            if one.asked.task == "A-310" and one.asked.rule == "next-task-is-free"
        ]
        assert (
            "A-390 Level 3 slab rebar is done since Wed 11 Mar 10:00, says Hector Salas"
            in freed[0].asked.text
        )
        assert replayed(stage).woken == 392


def test_a_rule_that_asks_for_a_word_first(tower: Plot, staging: Staging) -> None:
    """One is approved, one changed, one refused; before the word nobody but Ana is written to; the evening tells it so."""
    with staging(tower) as stage:
        stage.play(*_lines("propose-first"))
        asked = [one for one in stage.actions() if one.asked.rule == "work-stopped"]
        ends = [stage.life(one.asked.id) for one in asked]
        assert [(end.status, end.owner) for end in ends] == [
            ("done", stage.person("minh")),
            ("done", stage.person("raj")),
            ("dropped", stage.person("hector")),
        ]
        assert [end.approved.changed for end in ends if end.approved] == [(), ("text", "to", "due")]
        assert not any(line.at < "2026-03-10T09:30" for line in stage.shown if line.to == "@minh")
        assert not any("ACT-3" in line.text for line in stage.shown if line.to in ("#tower-a", "@hector"))
        assert (
            "ACT-2* done by Raj Patel: Get power to the hoist mast"
            in told(stage.shown, "#tower-a", "message")[-1]
        )


def test_what_is_put_right(tower: Plot, staging: Staging) -> None:
    """One correction settles an action and asks the right task's owner, another teaches a word that a voice clip and a photo use;
    what was said in the pause or marked `[off]` is nowhere, and what Minh withdrew counts no longer."""
    with staging(tower) as stage:
        stage.play(*_lines("put-right"))
        assert (stage.life("ACT-1").status, stage.action("ACT-2").asked.task) == ("resolved", "A-310")
        assert stage.site().words["podium"].means == "A-310"
        said = [entry.text for entry in stage.journal("said") if isinstance(entry, Said)]
        assert not any("client" in text or "lunch" in text for text in said)
        assert facts(stage.task("A-310"), stage.site().calendar).percent == 55
        assert any("📷" in text and "🎤" in text for text in told(stage.shown, "@grace"))
        assert any("Diego Ramos reports" in text for text in told(stage.shown, "#tower-a"))


def test_a_quiet_day(tower: Plot, staging: Staging) -> None:
    """What is told is marked, what is only said is not, nobody is asked but to begin what is free now, and the digest
    tells the day."""
    with staging(tower) as stage:
        stage.play(*_lines("quiet-day"))
        assert {action.asked.rule for action in stage.actions()} == {"next-task-is-free"}
        words = {line.ts: line.text for line in stage.shown if line.kind in ("message", "file")}
        marked = [words[line.ts] for line in stage.shown if line.kind == "reaction"]
        assert len(marked) == 5
        assert not any("coffee" in text or "certificate" in text for text in marked)
        digest = told(stage.shown, "#tower-a", "message")[-1]
        assert "Level 3 slab rebar (A-390): done (Hector Salas)" in digest
        assert "Level 3 slab pour can begin" in digest


def test_a_machine_that_can_be_spared(tower: Plot, staging: Staging) -> None:
    """Ana's one tap moves the pump: Minh fetches it, Tuan is told, the register has it; a second booking of a lift is freed."""
    with staging(tower) as stage:
        stage.play(*_lines("spare-pump"))
        (move,) = [one for one in stage.actions() if one.asked.moves]
        found = stage.life(move.asked.id)
        assert (found.status, found.owner) == ("done", stage.person("minh"))
        assert move.asked.moves is not None
        assert (move.asked.moves.resource, move.asked.moves.giver) == ("concrete-pump-2", "X-020")
        assert any(
            "Water main tie-in can slip 38 working days and keeps 37" in text
            for text in told(stage.shown, "@tuan")
        )
        (twice,) = [one for one in stage.actions() if one.asked.rule == "booked-twice"]
        assert stage.life(twice.asked.id).status == "resolved"
        digest = told(stage.shown, "#tower-a", "message")[-1]
        assert "*Concrete pump 1* is down since Wed 11 Mar 09:00" in digest


def test_a_story_plays_the_same_twice(tower: Plot, books: Books, lexicons: Lexicons) -> None:
    """Playing a story again prints the same lines, also where the site's founding is taken over from the first time."""
    foundings, lines = Foundings(), _lines("blocked-pour")
    with (
        staged(tower, books, lexicons, foundings=foundings) as lived,
        staged(tower, books, lexicons, foundings=foundings) as resumed,
    ):
        assert _standing(lived) == _standing(resumed)
        once = [(line.at[:16], line.to, line.kind, line.text) for line in lived.play(*lines)]
        twice = [(line.at[:16], line.to, line.kind, line.text) for line in resumed.play(*lines)]
        assert once == twice


def _standing(stage: Stage) -> list[tuple[object, ...]]:
    """The time, and what stands in Slack."""
    channels = stage.world.sandbox.workspace.channels.values()
    said = [(one.id, *one.members, *message) for one in channels for message in _messages(one)]
    assert said
    return [(stage.world.clock.now(),), *said]


def _messages(channel: Channel) -> list[tuple[str, str, str, Mapping[str, tuple[str, ...]]]]:
    return [(one.ts, one.user, one.text, one.reactions) for one in channel.messages.values()]
