"""What should not happen, and does: each gets a clear answer to the right person, and nothing is lost."""

import logging
from pathlib import Path

import pytest

from bot.capture.lexicons import Lexicons
from bot.playing.plot import Plot
from bot.playing.script import ScriptError
from bot.ruling.books import Books
from rules.folding.entry import Said
from rules.language.rulebook import RulebookError, shipped_sources
from tests.scenarios.stage import Stage, staged, told

STOPPED = "L3 columns stopped, waiting on concrete"


def test_an_unknown_command(playing: Stage) -> None:
    """It is answered privately, with what was meant, perhaps."""
    (line,) = playing.command("ana", "/site statsu")
    assert (line.to, line.kind) == ("@ana", "ephemeral")
    assert "Did you mean status" in line.text


@pytest.mark.parametrize(
    ("name", "broken", "named"),
    [
        (
            "late.csv",
            ("2026-02-26,2026-02-27", "20x6-02-26,2026-02-27"),
            ("row", "column start", "20x6-02-26"),
        ),
        ("ring.csv", ("118000,minh,A-290", "118000,minh,A-220"), ("A-210", "A-220")),
        ("none.csv", ("id,name", "number,name"), ("column", "id")),
        ("latin.csv", ("96000,minh,A-150", "many,minh,A-150"), ("row", "column budget_usd", "many")),
    ],
)
def test_a_malformed_csv(playing: Stage, name: str, broken: tuple[str, str], named: tuple[str, ...]) -> None:
    """Row and column are named to whoever dropped it, and the schedule in force stays as it is."""
    whole = playing.world.plot.content.decode()
    assert broken[0] in whole
    (playing.folder / name).write_text(whole.replace(*broken, 1))
    before = playing.site()
    playing.play({"upload": name, "by": "grace", "in": "#tower-a"})
    shown = playing.press("grace", "import")
    (refused,) = [
        text for text in told(shown, "@grace") if "was not imported, and nothing was changed" in text
    ]
    assert all(word in refused for word in named), refused
    assert playing.site() == before
    assert told(shown, "#tower-a") == []


def test_a_malformed_xer(stage: Stage, tmp_path: Path) -> None:
    """A cut-off export is refused whole."""
    (tmp_path / "cut.xer").write_bytes(b"ERMHDR\t19.12\t2026-03-10\n%T\tTASK\n%F\ttask_id\tproj_id\n%R\t1\n")
    stage.play({"upload": "cut.xer", "by": "grace", "in": "#tower-a"})
    shown = stage.press("grace", "import")
    assert any("cut.xer* was not imported" in text for text in told(shown, "@grace"))
    assert len(list(stage.journal("scheduled"))) == 1


def test_assigning_to_somebody_unknown(playing: Stage) -> None:
    """The asker is told, and who may have been meant."""
    (line,) = playing.command("grace", "/site assign @dieho grease the hoist by 15:00")
    assert (line.to, line.kind) == ("@grace", "ephemeral")
    assert "I do not know @dieho. Did you mean @diego?" in line.text
    assert playing.actions() == []


@pytest.mark.parametrize("rest", ["@diego grease the hoist by someday", "@diego grease it by yesterday"])
def test_a_time_that_is_none(playing: Stage, rest: str) -> None:
    """What was meant as a time is named; nothing is asked of anybody."""
    (line,) = playing.command("grace", f"/site assign {rest}")
    assert f"“{rest.rpartition(' by ')[2]}”" in line.text
    assert playing.actions() == []


def test_a_task_or_an_action_that_is_not_there(playing: Stage) -> None:
    """Form and command name what is there instead."""
    playing.command("grace", "/site assign")
    form = {"to": "diego", "text": "grease it", "when": "2026-03-11T10:00", "task": "A-391"}
    (refused,) = playing.play({"submit": form, "by": "grace"})
    assert "The schedule has no task A-391. " in refused.text
    assert "A-390" in refused.text
    (why,) = playing.command("grace", "/site why ACT-77")
    assert "There is no action ACT-77" in why.text
    (tasks,) = playing.command("grace", "/site tasks Z-99")
    assert "No task fits" in tasks.text


@pytest.mark.parametrize("text", ["🔥🔥🔥", "!!!", "<@U0NOBODY>", "\u202eneddih", "\u0000"])
def test_a_message_without_words(playing: Stage, text: str) -> None:
    """It is silently nothing in the channel, and a friendly hint to whoever writes to the bot itself."""
    playing.world.sandbox.say("ana", "#tower-a", text)
    playing.world.settle()
    assert playing.journal("said") == []
    shown = playing.say("ana", "🔥", "@siteloop")
    assert "I read nothing to record in that" in told(shown, "@ana")[-1]


def test_forty_thousand_characters(stage: Stage) -> None:
    """The longest message that Slack takes is read, answered and kept; the card stays within Slack's limits."""
    long = f"{STOPPED}. " + "Rebar looks fine and the weather is nice. " * 950
    stage.say("ana", long[:40_000])
    assert stage.action().asked.task == "A-370"
    assert len(stage.journal("said")) == 1


def test_an_edit_of_an_unknown_message(stage: Stage) -> None:
    """A message from before Siteloop came counts from its edit on."""
    ts = stage.world.sandbox.say("ana", "#tower-a", "morning all")
    stage.world.settle()
    stage.world.sandbox.edit("ana", "#tower-a", ts, STOPPED)
    stage.world.settle()
    assert stage.action().asked.task == "A-370"
    stage.world.sandbox.delete("ana", "#tower-a", ts)
    stage.world.settle()
    assert not stage.life().is_open


def test_a_button_pressed_twice(stage: Stage) -> None:
    """The second press is told that it is closed, by whom and when; one step is recorded."""
    stage.say("ana", STOPPED)
    stage.press("minh", "done")
    shown = stage.press("minh", "done")
    assert any("ACT-1 is closed already. Done, Minh Trần" in text for text in told(shown, "@minh"))
    assert [step.kind for step in stage.action().steps] == ["answered"]


def test_a_button_pressed_by_somebody_else(stage: Stage) -> None:
    """Whose answer it is not is told whose it is, privately; the action stays as it is."""
    stage.say("ana", STOPPED)
    card = next(line for line in stage.shown if line.to == "#tower-a" and line.buttons)
    for press in ("done", "help", "accept"):
        shown = stage.press("omar", press)
        assert [line.to for line in shown] == ["@omar"]
        assert "is Minh Trần's to answer" in shown[0].text
    assert stage.action().steps == ()
    shown = stage.say("omar", "done", thread=card.ts or "")
    assert stage.action().steps == ()
    assert "is Minh Trần's to answer" in told(shown, "@omar")[0]


def test_news_in_anothers_thread_is_kept(stage: Stage) -> None:
    """What somebody else tells there answers nothing, but what it says of the site counts, of the work that is spoken of."""
    stage.say("ana", STOPPED)
    card = next(line for line in stage.shown if line.to == "#tower-a" and line.buttons)
    shown = stage.say("omar", "ya llegó el concreto, seguimos", thread=card.ts or "")
    (told_him,) = told(shown, "@omar")
    assert "is Minh Trần's to answer" in told_him
    assert "I keep what you told of the work" in told_him
    news = stage.journal("said")[-1]
    assert isinstance(news, Said)
    assert ("cleared", "A-370") in [(one.kind, one.task) for one in news.signals]


def test_two_people_press_at_once(stage: Stage) -> None:
    """Both are answered truly: the first closes it, the second learns who did."""
    stage.say("ana", STOPPED)
    card = next(line for line in stage.shown if line.to == "#tower-a" and line.buttons)
    before = len(stage.shown)
    sandbox = stage.world.sandbox
    stage.play()
    sandbox.press("minh", "#tower-a", card.ts or "", "done")
    sandbox.press("ana", "#tower-a", card.ts or "", "done")
    stage.say("omar", "lunch")
    assert stage.life().status == "done"
    assert [step.by for step in stage.action().steps] == [stage.person("minh")]
    assert any("Done, Minh Trần" in text for text in told(stage.shown[before:], "@ana"))


def test_a_form_submitted_after_the_action_was_closed(stage: Stage) -> None:
    """The form turns into the news that it was closed meanwhile, and by whom."""
    stage.say("ana", STOPPED)
    stage.press("minh", "not_done")
    stage.press("ana", "done", "ACT-1")
    (line,) = stage.play({"submit": {"reason": "material", "when": "2026-03-11T10:00"}, "by": "minh"})
    assert "ACT-1 was closed in the meantime" in line.text
    assert "Done, Ana Ruiz" in line.text
    assert [step.answer for step in stage.action().steps] == ["done"]


def test_a_story_with_a_bad_line_is_not_begun(stage: Stage) -> None:
    """The line is named, and nothing of the story is played."""
    with pytest.raises(ScriptError, match="line 2: nothing to do; write one of at, advance"):
        stage.play({"say": STOPPED, "by": "ana"}, {"shout": "hey"})
    assert stage.actions() == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"say": "x"', "line 1: this is no JSON"),
        ('{"say": "x", "by": "nobody"}', "line 1: .*nobody"),
        ('{"at": "2026-03-09T07:00"}', "line 1: .*only goes forward"),
        ('{"advance": "soon"}', "line 1: .*ISO 8601"),
        ('{"press": "done", "by": "minh"}', "line 1: minh sees no card"),
        ('{"submit": {"reason": "x"}, "by": "minh"}', "line 1: "),
        ('{"edit": "last", "by": "victor", "to": "x"}', "line 1: victor has said nothing yet"),
        ('{"upload": "gone.csv", "by": "ana"}', "line 1: .*gone.csv"),
        ('{"say": "x", "by": "ana", "inn": "#tower-a"}', "line 1: inn: "),
        ('{"say": "x", "by": "ana", "in": "#nowhere"}', "line 1: .*nowhere"),
    ],
)
def test_a_line_that_cannot_be_done(playing: Stage, line: str, reason: str) -> None:
    """Whatever is wrong with it, the line and the reason are told."""
    with pytest.raises(ScriptError, match=reason):
        playing.play(line)


def test_a_rulebook_that_is_broken_from_the_start(tmp_path: Path) -> None:
    """Nothing starts with it; file, rule and reason are told."""
    (tmp_path / "mine.yml").write_text("rules:\n  - id: odd\n    on: task\n    when: task.colour = red\n")
    with pytest.raises(RulebookError, match=r"mine\.yml.*odd"):
        Books(str(tmp_path))


def test_a_rulebook_that_breaks_while_running(
    tower: Plot, lexicons: Lexicons, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The old one stays in force; log and, to managers, `/site rules` tell file, rule and reason; a mended one is taken over."""
    for name, text in shipped_sources().items():
        (tmp_path / name).write_text(text)
    place = tmp_path / "blockers.yml"
    sound = place.read_text()
    with Books(str(tmp_path)) as books, staged(tower, books, lexicons) as stage:
        in_force = stage.site().rulebook
        place.write_text(sound.replace("task.status = in_progress", "task.stattus = in_progress"))
        with caplog.at_level(logging.ERROR):
            stage.say("ana", STOPPED)
        assert (stage.action().asked.rule, stage.site().rulebook) == ("work-stopped", in_force)
        reasons = [str(vars(record).get("reason")) for record in caplog.records]
        assert any(
            "blockers.yml" in text and "work-stopped" in text and "stattus" in text for text in reasons
        )
        assert books.problem is not None
        (line,) = stage.command("grace", "/site rules")
        assert line.text.startswith("⚠️ *The rulebook:*") and "stattus" in line.text
        (line,) = stage.command("omar", "/site rules")
        assert "stattus" not in line.text
        place.write_text(sound.replace("id: work-stopped", "id: work-halted"))
        stage.world.siteloop.workers.now_and_then()
        (line,) = stage.command("grace", "/site rules")
        assert "⚠️" not in line.text
        stage.say("ana", "L1 electrical rough-in stopped")
        assert stage.action("ACT-2").asked.rule == "work-halted"
        assert stage.site().rulebook != in_force
        assert books.problem is None
