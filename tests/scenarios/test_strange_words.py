"""Words of a command that mean nothing there are never passed over: they are named, with what can be said."""

import pytest

from tests.scenarios.stage import Stage, told


@pytest.mark.parametrize(
    ("typed", "strange", "taught"),
    [
        ("status banana", "banana", "/site status"),
        ("loop banana", "banana", "/site loop"),
        ("import banana", "banana", "/site import"),
        ("setup banana", "banana", "/site setup"),
        ("me banana", "banana", "/site me thread"),
        ("me page banana", "page banana", "/site me thread"),
        ("promise A-999", "A-999", "/site promise next"),
        ("promises next month", "next month", "/site promise next"),
        ("back @grace yesterday", "yesterday", "/site back"),
    ],
)
def test_words_that_mean_nothing_are_refused(playing: Stage, typed: str, strange: str, taught: str) -> None:
    """Nothing is shown, opened or recorded."""
    (line,) = playing.command("grace", f"/site {typed}")
    assert f"I do not understand “{strange}”" in line.text
    assert f"`{taught}`" in line.text
    assert line.kind == "ephemeral"


@pytest.mark.parametrize(
    "typed", ["@hector until yesterday", "@hector yesterday", "@hector ACT-1 banana", "@hector A-310"]
)
def test_nothing_is_handed_over_for_words_that_mean_nothing(stage: Stage, typed: str) -> None:
    """Diego, who wants it handed over in a way that I do not know, keeps it."""
    stage.command("grace", "/site assign @diego grease the hoist by 15:00")
    (line,) = told(stage.command("diego", f"/site handover {typed}"), "@diego")
    words = typed.removeprefix("@hector ").removeprefix("ACT-1 ")
    assert f"I do not understand “{words}”" in line
    assert "`/site handover @x`" in line
    assert stage.life().owner == stage.person("diego")


@pytest.mark.parametrize(
    "typed",
    [
        "everything to @hector, please",
        "to @hector ACT-1",
        "from @diego to @hector: act-1",
        "@hector everything & all",
    ],
)
def test_small_words_around_a_handover_are_understood(stage: Stage, typed: str) -> None:
    """They say what is meant anyway."""
    stage.command("grace", "/site assign @diego grease the hoist by 15:00")
    stage.command("diego", f"/site handover {typed}")
    assert stage.life().owner == stage.person("hector")


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("away banana", "I cannot read “banana” as a day or a time."),
        ("away today..banana", "I cannot read “banana” as a day or a time."),
        ("away Friday", "“Friday” says no end: write two dots and the last day behind it."),
        ("away Friday..", "“Friday” says no end: write two dots and the last day behind it."),
        ("away 20 Mar..12 Mar", "It would end on 12 Mar 2026, before it begins on 20 Mar 2026."),
        ("away 31 Feb..3 Mar", "There is no such day as “31 Feb”."),
        ("away 1 Feb 2027..29 Feb 2027", "There is no such day as “29 Feb 2027”."),
        ("away today..Friday deputy @minh please", "I do not understand “please”."),
        ("away @diego", "No day is said."),
        ("away deputy @minh", "No day is said."),
        ("closed ..24 Dec", "No day is said."),
        ("away today..2199-01-01", "“2199-01-01” is in a year that cannot be meant: name a nearer day."),
        ("away today..Friday deputy minh", "“deputy” wants a name behind it, such as `@minh`."),
        ("closed blah", "I cannot read “blah” as a day or a time."),
        ("closed 31 April", "There is no such day as “31 April”."),
        ("closed Friday..", "“Friday” says no end: write two dots and the last day behind it."),
        ("closed 2 Jan..24 Dec", "It would end on 24 Dec 2026, before it begins on 2 Jan 2027."),
        ("closed 1 Apr..31 Dec 2026", "That is 275 days; I take 60 at once."),
        ("closed 1 March 2026..2 March 2026", "1 Mar 2026 is over."),
        ("open yesterday", "9 Mar 2026 is over."),
        ("closed 2199-01-01", "“2199-01-01” is in a year that cannot be meant: name a nearer day."),
        ("assign @diego sweep by 2199-01-01", "“2199-01-01” is in a year that cannot be meant: name a nearer day."),
        ("assign @diego sweep by someday", "I cannot read “someday” as a day or a time."),
        ("assign @diego sweep by 31 Feb", "There is no such day as “31 Feb”."),
        ("assign @diego sweep by yesterday", "“yesterday” is no time that is still to come"),
        ("me shift 07:00-07:00", "A shift from 07:00 to 07:00 has no hours: name another end."),
        ("people @raj shift 7pm to 19:00", "A shift from 19:00 to 19:00 has no hours: name another end."),
        ("pause until 2199-01-01", "“until 2199-01-01” is in a year that cannot be meant: name a nearer day."),
        ("pause until yesterday", "“until yesterday” is no time that is still to come"),
        ("rules silence work-stopped until yesterday because loud", "“yesterday” is no time that is still to come: it is"),
        ("rules silence work-stopped until 31 Feb because loud", "There is no such day as “31 Feb”."),
        ("back @nobody", "I know nobody called @nobody at this site."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_time_is_said(playing: Stage, typed: str, wrong: str) -> None:
    """Before the usage, and nothing is recorded."""
    before = len(playing.journal())
    (line,) = playing.command("grace", f"/site {typed}")
    assert line.text.startswith(wrong)
    assert "Say " in line.text or "Write " in line.text
    assert len(playing.journal()) == before
