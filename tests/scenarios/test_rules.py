"""Managers see the rules of their site, change them, silence them, try a change on the past; everybody else is told so."""

import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from bot.capture.lexicons import Lexicons
from bot.console.backtesting import books_of
from bot.playing.plot import Plot
from bot.ruling.books import Books, sources_at
from rules.folding.entry import Tuned, Unsilenced
from rules.language.rulebook import shipped_sources
from rules.past.replay import check
from rules.subject import Tuning
from tests.scenarios.stage import Stage, staged, told

FOLLOWED = re.compile(r"`(/site rules mode start-without-a-word propose because [^`]+)`")
STOPPED = "L3 columns stopped, waiting on concrete"


def tunings(stage: Stage) -> list[Tuning]:
    """Every change, oldest first."""
    return [entry.tuning for entry in stage.journal("tuned") if isinstance(entry, Tuned)]


def assert_reproduced(stage: Stage) -> None:
    """The journal lived through again comes out as it is recorded."""
    with stage.store.reading(stage.site_id()) as reader:
        records = reader.records()
        assert check(records, books_of(reader, records)).differences == []


def test_a_manager_tunes_a_rule_by_command(stage: Stage) -> None:
    """It is in the journal with who and why, works at once, and the rule shows it."""
    aloud, line = stage.command("grace", "/site rules mode work-stopped propose because we look first")
    assert aloud.to == "#tower-a" and "goes from auto to *propose*" in aloud.text
    assert "goes from auto to *propose*" in line.text
    (one,) = tunings(stage)
    assert (one.mode, one.by, one.why) == ("propose", stage.person("grace"), "we look first")
    stage.say("ana", STOPPED)
    assert stage.life().status == "proposed"
    (line,) = stage.command("grace", "/site rules work-stopped")
    for wanted in (
        "*propose*, set here",
        "1 proposal: 0 approved unchanged, 1 waiting",
        "we look first",
        "Grace Okafor",
    ):
        assert wanted in line.text


def test_a_number_that_a_new_rulebook_no_longer_has_is_told_and_let_go(
    tower: Plot, lexicons: Lexicons, tmp_path: Path
) -> None:
    """The rule's page says so until the next change, which it does not stand in the way of."""
    for name, text in shipped_sources().items():
        (tmp_path / name).write_text(text)
    rule = "no-update-in-a-shift"
    with Books(str(tmp_path)) as books, staged(tower, books, lexicons) as stage:
        stage.command("ana", f"/site rules set {rule} task.silent_hours >= 30 because they are diggers")
        place = tmp_path / "schedule.yml"
        place.write_text(place.read_text().replace("task.silent_hours >= 10.5", "task.silent_hours > 10.49"))
        stage.say("ana", STOPPED)
        (line,) = stage.command("ana", f"/site rules {rule}")
        lost = "`task.silent_hours >=` 30, which was set here, no longer goes with the rulebook"
        assert lost in line.text
        assert "more than 10.49 working hours" in line.text
        stage.command("ana", f"/site rules set {rule} task.silent_hours 20 because of that")
        assert dict(tunings(stage)[-1].thresholds) == {"task.silent_hours >": 20.0}
        (line,) = stage.command("ana", f"/site rules {rule}")
        assert "no longer goes" not in line.text


def test_a_number_is_set_and_reset(stage: Stage) -> None:
    """With or without its operator; the rule waits for it, and says what the rulebook has."""
    stage.command(
        "ana", "/site rules set no-update-in-a-shift task.silent_hours >= 30 because they are diggers"
    )
    assert dict(tunings(stage)[-1].thresholds) == {"task.silent_hours >=": 30.0}
    (line,) = stage.command("ana", "/site rules no-update-in-a-shift")
    assert "at least 30 working hours *(set here; the rulebook says 10.5)*" in line.text
    stage.until("2026-03-11T12:00")
    assert not any(one.asked.rule == "no-update-in-a-shift" for one in stage.actions())
    stage.command("ana", "/site rules reset no-update-in-a-shift")
    stage.until("2026-03-11T12:01")
    assert any(one.asked.rule == "no-update-in-a-shift" for one in stage.actions())


def test_everybody_is_told_of_a_silence_and_of_its_end(stage: Stage) -> None:
    """In one line each; in between the rule asks nothing and why-not names who silenced it."""
    shown = stage.command("grace", "/site rules silence work-stopped until 09:00 because crane lift")
    assert any("silent until Tue 10 Mar 09:00: crane lift" in text for text in told(shown, "#tower-a"))
    stage.say("ana", STOPPED)
    assert stage.actions() == []
    (line,) = stage.command("ana", "/site why-not work-stopped A-370")
    assert "silenced by Grace Okafor until Tue 10 Mar 09:00: crane lift" in line.text
    assert told(stage.until("2026-03-10T08:59"), "#tower-a") == []
    shown = stage.until("2026-03-10T12:00")
    ends = [line for line in shown if "speaks again" in line.text]
    assert [(line.at[11:16], line.to) for line in ends] == [("09:00", "#tower-a")]
    assert len([e for e in stage.journal("unsilenced") if isinstance(e, Unsilenced)]) == 1
    assert stage.actions()[0].asked.rule == "work-stopped"
    assert_reproduced(stage)


def test_a_rule_is_switched_off_and_on(stage: Stage) -> None:
    """By form and by button; the channel is told both."""
    stage.command("grace", "/site rules work-stopped")
    stage.press("grace", "rule_off")
    shown = stage.play({"submit": {"why": "concrete strike"}, "by": "grace"})
    assert any("is switched off: concrete strike" in text for text in told(shown, "#tower-a"))
    stage.say("ana", STOPPED)
    assert stage.actions() == []
    (line,) = stage.command("ana", "/site rules off")
    assert "1 rule, off" in line.text
    assert "⏸ *off*" in line.text
    stage.command("ana", "/site rules work-stopped")
    shown = stage.press("ana", "rule_on")
    assert any("is switched on again" in text for text in told(shown, "#tower-a"))
    assert len(stage.actions()) == 1


def test_the_forms_change_what_they_say(stage: Stage) -> None:
    """Mode, silence for a week, numbers; each with its reason."""
    for button, fields in (
        ("rule_mode", {"mode": "observe", "why": "new here"}),
        ("rule_silence", {"span": "week", "why": "holidays"}),
    ):
        stage.command("grace", "/site rules work-stopped")
        stage.press("grace", button)
        stage.play({"submit": fields, "by": "grace"})
    last = tunings(stage)[-1]
    assert (last.mode, last.why) == ("observe", "holidays")
    assert last.until is not None
    assert stage.local(last.until) == "2026-03-17T07:00"
    stage.command("grace", "/site rules no-update-in-a-shift")
    stage.press("grace", "rule_numbers")
    stage.play({"submit": {"number:task.silent_hours >=": "21", "why": "loud"}, "by": "grace"})
    assert dict(tunings(stage)[-1].thresholds) == {"task.silent_hours >=": 21.0}


@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        ("mode work-stoped auto because x", "Did you mean work-stopped"),
        ("mode work-stopped loud because x", "observe, propose or auto"),
        ("mode work-stopped auto because x", "so already"),
        ("mode work-stopped observe", "Why?"),
        ("mode", "Which rule?"),
        ("silence work-stopped until yesterday because x", "still to come"),
        ("silence work-stopped because x", "Until when?"),
        ("set work-stopped task.percent >= 3 because x", "has no number"),
        (
            "set no-update-in-a-shift task.silent_hours > 3 because x",
            "has no number “task.silent_hours >”",
        ),
        ("set no-update-in-a-shift task.silent_hours because x", "has `task.silent_hours >= 10.5`"),
        ("set forecast-beyond-float task.slip_days >= -99999999999 because x", "is no number"),
        ("try silence work-stopped until friday", "try off work-stopped"),
        ("try", "What shall be tried?"),
        ("on work-stopped", "so already"),
        (
            "off work-stopped until tomorrow because x",
            "Off is for good. For a time write `/site rules silence RULE until",
        ),
        ("reset work-stopped now", "What is “now”?"),
    ],
)
def test_nonsense_is_refused_in_words(playing: Stage, command: str, wanted: str) -> None:
    """Whoever asked is told what to write; nothing changes."""
    (line,) = playing.command("grace", f"/site rules {command}")
    assert line.to == "@grace"
    assert wanted in line.text
    assert tunings(playing) == []


@pytest.mark.parametrize(
    "command", ["mode work-stopped observe because x", "off work-stopped because x", "try off work-stopped", "reset work-stopped"]
)  # fmt: skip
def test_only_managers_change_rules(playing: Stage, command: str) -> None:
    """Anybody else is told so, kindly; everybody may look."""
    (line,) = playing.command("omar", f"/site rules {command}")
    assert (line.to, line.kind) == ("@omar", "ephemeral")
    assert "Only this site's managers" in line.text
    (line,) = playing.command("omar", "/site rules work-stopped")
    (line,) = playing.press("omar", "rule_mode")
    assert "Only this site's managers" in line.text
    assert tunings(playing) == []


def test_a_change_is_tried_on_the_past_and_then_put_in_force(stage: Stage) -> None:
    """The result comes as a message with a button that wants a reason; trying changes nothing."""
    stage.say("ana", STOPPED)
    stage.until("2026-03-11T12:00")
    before = len(stage.actions())
    shown = stage.command("grace", "/site rules try off work-stopped")
    assert tunings(stage) == []
    (result,) = [line for line in shown if line.text.startswith("*Tried on 1 message")]
    assert (result.to, result.kind, result.buttons) == ("@grace", "message", ("rule_force",))
    assert "0 times" in result.text
    assert "• `work-stopped` 1 → 0: 1 fewer (1 ignored)" in result.text
    assert "(1 ignored)\n*Would not come*\n• Tue 10 Mar " in result.text
    assert "UTC" not in result.text
    (words,) = result.pictures
    assert "work-stopped 1 (1 ignored) → 0" in words
    assert len(stage.actions()) == before
    stage.press("grace", "rule_force")
    stage.play({"submit": {"why": "nobody answers anyway"}, "by": "grace"})
    assert [(one.off, one.why) for one in tunings(stage)] == [(True, "nobody answers anyway")]


def test_a_number_is_tried_in_the_fewest_words(stage: Stage) -> None:
    """Without `set`, which can only be meant."""
    shown = stage.command("grace", "/site rules try no-update-in-a-shift task.silent_hours >= 40")
    assert any("takes 40 instead of 10.5" in line.text for line in shown)
    assert tunings(stage) == []


def test_a_number_is_tried_from_its_form(stage: Stage) -> None:
    """The form's own choice; the site's other changes count as they are today."""
    stage.until("2026-03-11T12:00")
    stage.command("grace", "/site rules off start-without-a-word because too early")
    stage.command("grace", "/site rules no-update-in-a-shift")
    (form,) = [line for line in stage.press("grace", "rule_try") if line.kind == "view"]
    assert form.text.startswith("Try on the past")
    assert "Task silent hours: at least … working hours" in form.text
    shown = stage.play(
        {"submit": {"number:task.silent_hours >=": "40", "why": "?", "then": "try"}, "by": "grace"}
    )
    (result,) = [line for line in shown if line.text.startswith("*Tried on")]
    assert "takes 40 instead of 10.5" in result.text
    assert [one.rule for one in tunings(stage)] == ["start-without-a-word"]


def test_a_rulebook_file_is_tried(stage: Stage, tmp_path: Path) -> None:
    """It stands in for the file of its name; one that would not be put in force is refused with what is wrong."""
    stage.say("ana", STOPPED)
    shipped = shipped_sources()["blockers.yml"]
    sooner = shipped.replace("due: 4h", "due: 3h")
    failing = shipped.replace("task.status = in_progress", "task.percent > 99")
    for name, text, wanted in (
        ("blockers.yml", sooner, "*Tried on 1 message:*"),
        ("blockers.yml", failing, "rule work-stopped fails its test"),
        ("blockers.yml", shipped.replace("owner: superintendent", "owner: somebody"), "neither a role nor"),
        ("photo.yml", "\udcff\udcd8", "photo.yml is no text in UTF-8. Save it as such"),
        ("broken.yml", "rules:\n  - id: x\n    tittle: y\n", "It could not be tried"),
    ):
        (tmp_path / name).write_bytes(text.encode("utf-8", "surrogateescape"))
        shown = stage.play({"upload": name, "by": "grace", "in": "#tower-a"})
        assert any("Shall I try" in text for text in told(shown, "@grace"))
        shown = stage.press("grace", "try_book")
        assert any(wanted in text for text in told(shown, "@grace")), wanted
    assert "broken.yml:" in told(shown, "@grace")[-1]
    assert stage.site().rulebook
    assert sources_at("")["blockers.yml"] == shipped
    assert not any(
        "Shall I try" in text
        for text in told(stage.play({"upload": "broken.yml", "by": "omar", "in": "#tower-a"}), "@omar")
    )


def test_the_list_names_every_rule(playing: Stage, books: Books) -> None:
    """Also a long one, within what Slack shows of a message; a word narrows it to whole lines."""
    (line,) = playing.command("omar", "/site rules")
    assert all(f"`{rule.id}`" in line.text for rule in books.current().rulebook.rules)
    (line,) = playing.command("omar", "/site rules safety")
    assert "`safety-incident` Somebody was hurt, or something went wrong · auto" in line.text
    assert "work-stopped" not in line.text
    (line,) = playing.command("omar", "/site rules crane")
    assert "There is no rule “crane”" in line.text


def test_help_teaches_the_rules(playing: Stage) -> None:
    """Whoever asks for help finds how they are seen, changed and tried."""
    (line,) = playing.command("omar", "/site help rules")
    for wanted in ("/site rules silence RULE until", "/site rules try off RULE"):
        assert wanted in line.text


def test_suggestions_come_in_the_managers_digest(stage: Stage) -> None:
    """What ten times of ten nobody answered is suggested to step back, once a week, to managers alone, with the command."""
    stage.until("2026-04-01T12:00")
    suggested = [line for line in stage.shown if "`start-without-a-word` ▼ should step back to" in line.text]
    assert {line.to for line in suggested} == {"@ana", "@grace"}
    days = sorted({date.fromisoformat(line.at[:10]) for line in suggested})
    assert len(days) >= 2
    assert all(after - before >= timedelta(days=7) for before, after in pairwise(days))
    (command,) = {found[1] for line in stage.shown if (found := FOLLOWED.search(line.text))}
    stage.command("grace", command)
    assert (tunings(stage)[-1].rule, tunings(stage)[-1].mode) == ("start-without-a-word", "propose")
    assert_reproduced(stage)


def test_a_trial_outlives_the_sender_that_had_it(stage: Stage) -> None:
    """It is kept with the outbox: whoever sends messages leaves it alone, and after a crash it is tried again, told once."""
    world, workers = stage.world, stage.world.siteloop.workers
    stage.say("ana", STOPPED)
    stage.play()
    world.sandbox.command("grace", "#tower-a", "/site rules try off work-stopped")
    while workers.work_one_site():
        pass
    now = world.clock.now()
    while (sent := stage.store.take_outgoing(now, worker="x", lease=timedelta(0), trials=False)) is not None:
        assert sent.outgoing.kind != "trial"
        stage.store.sent(sent, ts="", channel="", free_at=now)
    lost = stage.store.take_outgoing(now, worker="dead", lease=timedelta(0), trials=True)
    assert lost is not None
    assert lost.outgoing.kind == "trial"
    shown = stage.play()
    assert [line.to for line in shown if line.text.startswith("*Tried on 1 message")] == ["@grace"]


def test_what_is_about_safety_is_changed_by_who_leads_safety(stage: Stage) -> None:
    """A manager is told who does, by command, button and trial alike; the lead of safety changes it, and nothing else."""
    (line,) = stage.command("grace", "/site rules off safety-hazard because it is in the way")
    assert "only who leads safety here changes it. Tell Noor Rahman" in line.text
    stage.command("grace", "/site rules safety-hazard")
    (line,) = stage.press("grace", "rule_silence")
    assert "only who leads safety here" in line.text
    assert tunings(stage) == []
    stage.command("noor", "/site rules silence safety-hazard until 09:00 because drill")
    assert [(one.rule, one.by) for one in tunings(stage)] == [("safety-hazard", stage.person("noor"))]
    stage.command("noor", "/site rules safety-hazard")
    stage.press("noor", "rule_on")
    assert tunings(stage)[-1].until is None
    (line,) = stage.command("noor", "/site rules off work-stopped because x")
    assert "Only this site's managers" in line.text


def test_a_change_of_safety_that_was_tried_is_not_put_in_force_by_a_manager(stage: Stage) -> None:
    """Trying is free; the word is not the manager's."""
    stage.command("grace", "/site rules try off safety-hazard")
    (line,) = stage.press("grace", "rule_force")
    assert "only who leads safety here" in line.text
    assert tunings(stage) == []


def test_what_was_tried_is_put_in_force_once(stage: Stage) -> None:
    """Who presses again is told that it is so already."""
    stage.command("grace", "/site rules try off work-stopped")
    stage.press("grace", "rule_force")
    stage.play({"submit": {"why": "enough"}, "by": "grace"})
    (line,) = stage.press("grace", "rule_force")
    assert "is so already" in line.text
    assert len(tunings(stage)) == 1


def test_a_person_is_named_to_why_not_as_slack_does(stage: Stage) -> None:
    """A mention is the person; so is the handle."""
    for written in ("@minh", "minh", stage.person("minh")):
        (line,) = stage.command("grace", f"/site why-not person-overloaded {written}")
        assert "on Minh Trần" in line.text


def test_why_quotes_what_was_said_then(stage: Stage) -> None:
    """An edit since is told beside it, a deletion too."""
    stage.say("ana", STOPPED)
    stage.play({"edit": "last", "by": "ana", "to": "L3 columns stopped, crane down"})
    (line,) = stage.command("grace", "/site why ACT-1")
    assert f"“{STOPPED}” Ana Ruiz" in line.text
    assert "(it reads “L3 columns stopped, crane down” now)" in line.text
    stage.play({"delete": "last", "by": "ana"})
    (line,) = stage.command("grace", "/site why ACT-1")
    assert f"“{STOPPED}” Ana Ruiz, Tue 10 Mar 07:00 (taken back since)" in line.text


def test_what_only_tells_has_a_record_as_well(stage: Stage) -> None:
    """How often it acted is counted from the journal."""
    (line,) = stage.command("grace", "/site rules lightning")
    assert "nothing yet" in line.text
    stage.say("ana", "lightning, everybody inside")
    (line,) = stage.command("grace", "/site rules lightning")
    assert "acted 1 time, and asked nothing of anybody" in line.text
