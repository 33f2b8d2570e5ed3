"""People on leave get nothing, their deputies do, and what is open goes there and comes back, with a word."""

import pytest

from tests.scenarios.replaying import replayed, tried
from tests.scenarios.stage import Stage, told

STOPPED = "L3 columns stopped, waiting on concrete"
HAZARD = "near miss: a bundle of rebar fell from the hook on L3, nobody hurt"


@pytest.fixture
def left(stage: Stage) -> Stage:
    """Tuesday: Minh has one action; at 10:00 he is away until Thursday, and Hector stands in."""
    stage.until("2026-03-10T09:00")
    stage.command("grace", "/site assign @minh check the formwork by Friday 15:00")
    stage.until("2026-03-10T10:00")
    stage.command("minh", "/site away today..Thursday deputy @hector")
    return stage


def test_what_is_open_goes_to_the_deputy_with_a_word(left: Stage) -> None:
    """Hector has it in one message; Minh is told until when, Grace, who asked, where it is."""
    (message,) = [line for line in left.shown if line.to == "@hector" and line.kind == "message"]
    assert "Minh Trần hands 1 action over to you while they are away" in message.text
    assert left.life().owner == left.person("hector")
    assert any(
        "to the end of Thu 12 Mar, Hector Salas stands in" in text for text in told(left.shown, "@minh")
    )
    assert any("It is with Hector Salas now" in text for text in told(left.shown, "@grace"))
    assert "first answer" not in left.command("grace", "/site loop")[0].text  # nobody has said a word


def test_who_is_away_gets_nothing(left: Stage) -> None:
    """Neither a new action, nor a question, nor what is handed over, nor the morning's digest: the deputy does, once."""
    before = len(left.shown)
    left.say("ana", STOPPED)
    assert left.life("ACT-2").owner == left.person("hector")
    assert "stands in for Minh Trần, who is away" in left.action("ACT-2").asked.ladder[0].reason
    left.command("grace", "/site assign @minh look at the pump by tomorrow 9:00")
    assert left.life("ACT-3").owner == left.person("hector")
    left.command("grace", "/site assign @omar sweep L4 by tomorrow 9:00")
    shown = left.command("omar", "/site handover @minh")
    assert left.life("ACT-4").owner == left.person("hector")
    assert ["hands 1 action over to you" in text for text in told(shown, "@hector", "message")] == [True]
    left.until("2026-03-12T16:00")
    pushed = [line for line in left.shown[before:] if line.to == "@minh" and line.kind == "message"]
    assert pushed == []


def test_whoever_asks_is_told_why_it_is_not_whom_they_named(left: Stage) -> None:
    """That they are away, until when, and who stands in; the card says for whom; likewise where it is handed over, and where
    nobody stands in."""
    (answer,) = told(left.command("grace", "/site assign @minh look at the pump by tomorrow 9:00"), "@grace")
    assert "Minh Trần is away to the end of Thu 12 Mar, and Hector Salas stands in." in answer
    assert any(
        "asked by Grace Okafor for Minh Trần, who is away" in one for one in told(left.shown, "#tower-a")
    )
    left.command("grace", "/site assign @omar sweep L4 by tomorrow 9:00")
    *_, answer = told(left.command("omar", "/site handover @minh"), "@omar", "ephemeral")
    assert "Minh Trần is away to the end of Thu 12 Mar, and Hector Salas stands in." in answer
    left.command("omar", "/site away today..Thursday")
    (answer,) = told(left.command("grace", "/site assign @omar sweep L3 by tomorrow 9:00"), "@grace")
    assert "Omar Haddad is away to the end of Thu 12 Mar, and nobody stands in" in answer
    shown = left.until("2026-03-13T06:59")
    assert not any("sweep L3" in one for one in told(left.shown, "@omar", "message"))
    assert any(
        "Reminded Omar Haddad before it is due, in their digest when they are back: they are away" in one
        for one in told(shown, "#tower-a", "update")
    )
    assert any("sweep L3" in one for one in told(left.until("2026-03-13T07:00"), "@omar", "message"))


def test_back_again_it_comes_back(left: Stage) -> None:
    """On Friday Minh has what is open still, in one message; what Hector did stays done."""
    left.command("grace", "/site assign @minh look at the pump by Friday 12:00")
    left.press("hector", "done", "ACT-2")
    shown = left.until("2026-03-13T07:10")
    assert left.life("ACT-1").owner == left.person("minh")
    assert left.life("ACT-2").status == "done"
    assert any("1 action with you again, welcome back" in text for text in told(shown, "@minh", "message"))


def test_leaves_stand_side_by_side(stage: Stage) -> None:
    """Minh, away until Thursday, tells of another leave: both stand, and begin and end by themselves, each with its deputy."""
    stage.until("2026-03-10T09:00")
    stage.command("grace", "/site assign @minh paint the stair by 31 March 15:00")
    stage.command("minh", "/site away today..Thursday deputy @hector")
    (answer,) = told(stage.command("minh", "/site away 24 March..25 March deputy @carlos"), "@minh")
    assert "is away from Tue 24 Mar to the end of Wed 25 Mar, Carlos Vega stands in. Also away" in answer
    (line,) = told(stage.command("grace", "/site away"), "@grace")
    assert line.count("Minh Trần") == 2
    owners = {}
    for day in ("12T16:00", "13T08:00", "23T16:00", "24T08:00", "26T08:00"):
        stage.until(f"2026-03-{day}")
        owners[day] = stage.life().owner
    assert list(owners.values()) == [
        stage.person(one) for one in ("hector", "minh", "minh", "carlos", "minh")
    ]
    replayed(stage)


def test_a_leave_that_meets_another_takes_its_place(left: Stage) -> None:
    """Longer or shorter, with another deputy from its first day on."""
    (answer,) = told(left.command("minh", "/site away today..Friday deputy @hector"), "@minh")
    assert "to the end of Fri 13 Mar, Hector Salas stands in. `/site back`" in answer
    left.command("minh", "/site away Thursday..Sunday deputy @carlos")
    (line,) = told(left.command("grace", "/site away"), "@grace")
    assert [one.partition(": ")[2] for one in line.splitlines()] == [
        "Tue 10 Mar 10:00 to the end of Wed 11 Mar, Hector Salas stands in",
        "Thu 12 Mar to the end of Sun 15 Mar, Carlos Vega stands in",
    ]


def test_a_leave_that_goes_on_keeps_its_deputy(left: Stage) -> None:
    """Minh says that it goes on until Sunday, and names nobody: Hector stands in still, and nothing goes to and fro."""
    before = len(left.shown)
    (answer,) = told(left.command("minh", "/site away Friday..Sunday"), "@minh")
    assert "to the end of Sun 15 Mar, Hector Salas stands in" in answer
    left.until("2026-03-13T12:00")
    assert left.life().owner == left.person("hector")
    assert not any("welcome back" in line.text for line in left.shown[before:])


def test_what_waits_with_whoever_is_away_is_said(left: Stage) -> None:
    """Omar goes on leave and names nobody: he reads that his own waits, and how to give it away."""
    left.command("grace", "/site assign @omar sweep L4 by Friday 9:00")
    answer = told(left.command("omar", "/site away today..Wednesday"), "@omar", "ephemeral")[0]
    assert (
        "nobody stands in. 1 open action of theirs will wait: `/site handover` gives them to somebody."
        in answer
    )
    left.command("omar", "/site handover @carlos")
    assert left.life("ACT-2").owner == left.person("carlos")


@pytest.mark.parametrize("told_at", ["2026-03-11T08:00", "2026-03-10T10:30"], ids=["at once", "to come"])
def test_what_a_deputy_stands_in_for_does_not_wait_for_them(left: Stage, told_at: str) -> None:
    """Hector, who stands in for Minh, goes on leave as well and names nobody: Ana, who is next, has Minh's in one message, of
    which Hector is told if it is at once; his own waits. Each leave that ends takes it back a step."""
    left.command("grace", "/site assign @hector tie the dowels by Friday 9:00")
    left.until(told_at)
    before = len(left.shown)
    left.command("hector", "/site away 11 March 8:00..11 March")
    left.until("2026-03-11T09:00")
    assert [left.life(one).owner for one in ("ACT-1", "ACT-2")] == [
        left.person("ana"),
        left.person("hector"),
    ]
    shown = left.shown[before:]
    (message,) = [text for text in told(shown, "@ana", "message") if "over to you" in text]
    assert "Hector Salas hands 1 action over to you while they are away" in message
    at_once = told_at == "2026-03-11T08:00"
    answer = "What is not only theirs is with Ana Ruiz now."
    assert any(answer in text for text in told(shown, "@hector")) is at_once
    left.until("2026-03-12T08:00")
    assert left.life().owner == left.person("hector")
    left.until("2026-03-13T08:00")
    assert left.life().owner == left.person("minh")
    replayed(left)


def test_a_leave_to_come_is_not_taken(left: Stage) -> None:
    """`/site back` ends the leave that Minh is on, and, said once more, takes back the one that comes next."""
    left.command("minh", "/site away 24 March..25 March")
    answer = told(left.command("minh", "/site back"), "@minh", "ephemeral")[0]
    assert "is back" in answer
    assert "Still to come: away from Tue 24 Mar" in answer
    (answer,) = told(left.command("minh", "/site back"), "@minh")
    assert "stays: the leave from Tue 24 Mar to the end of Wed 25 Mar is not taken" in answer
    (answer,) = told(left.command("minh", "/site back"), "@minh")
    assert "is not away" in answer


def test_back_earlier(left: Stage) -> None:
    """`/site back` ends it; who is not away is told so; a stranger ends nobody's."""
    (line,) = told(left.command("omar", "/site back @minh"), "@omar")
    assert "managers" in line
    left.command("minh", "/site back")
    assert left.life().owner == left.person("minh")
    (line,) = told(left.command("minh", "/site back"), "@minh")
    assert "is not away" in line


def test_a_leave_to_come_begins_by_itself(stage: Stage) -> None:
    """Told on Tuesday for Wednesday and Thursday: until then Minh is asked, then Hector, then Minh again."""
    stage.until("2026-03-10T09:00")
    stage.command("ana", "/site away @minh 11 March..12 March deputy @hector")
    stage.command("grace", "/site assign @minh check the formwork by Monday 15:00")
    owner = {}
    for day in ("10T16:00", "11T08:00", "13T08:00"):
        stage.until(f"2026-03-{day}")
        owner[day] = stage.life().owner
    assert owner == {
        "10T16:00": stage.person("minh"),
        "11T08:00": stage.person("hector"),
        "13T08:00": stage.person("minh"),
    }
    (line,) = told(stage.command("grace", "/site away"), "@grace")
    assert "Nobody is away" in line


def test_it_goes_up_past_whoever_is_away(stage: Stage) -> None:
    """The superintendent is on leave: her deputy is asked in her place, then the next, nobody twice."""
    stage.until("2026-03-10T09:12")
    stage.command("ana", "/site away today..Friday deputy @carlos")
    stage.say("omar", STOPPED)
    stage.until("2026-03-11T12:00")
    up = [step.to for step in stage.action().steps if step.kind == "escalated"]
    assert up == [stage.person("carlos"), stage.person("grace")]


@pytest.mark.parametrize(("deputy", "helper"), [(" deputy @carlos", "carlos"), ("", "grace")])
def test_help_goes_to_who_is_there(stage: Stage, deputy: str, helper: str) -> None:
    """The superintendent went on leave after Minh was asked: who stands in for her has what he needs at once, or the next."""
    stage.until("2026-03-10T09:00")
    stage.say("ana", STOPPED)
    stage.command("grace", f"/site away @ana today..Friday{deputy}")
    stage.press("minh", "help")
    shown = stage.play({"submit": {"need": "material", "what": "a second plant"}, "by": "minh"})
    (direct,) = told(shown, f"@{helper}", "message")
    assert "Escalated to you: Minh Trần asks for help: a second plant" in direct
    assert told(shown, "@ana", "message") == []


@pytest.mark.parametrize(
    "rest",
    ["next week", "today..yesterday", "today..Friday deputy @nobody", "today..Friday deputy @minh", "Friday"],
)
def test_what_cannot_be_read_is_taught(stage: Stage, rest: str) -> None:
    """Nothing is recorded."""
    (line,) = told(stage.command("minh", f"/site away {rest}"), "@minh")
    assert "/site away" in line
    assert ("I know nobody called @nobody at this site." in line) == ("@nobody" in rest)
    assert stage.journal("away") == []


def test_whoever_stands_in_says_whether_it_may_take_longer(stage: Stage) -> None:
    """Grace, who asked, and Ana are away: Carlos is asked at once for her, Omar once he said nothing; his word counts."""
    stage.command("grace", "/site assign @minh grease the hoist by 12:00")
    stage.command("grace", "/site away @ana today..Friday deputy @omar")
    stage.command("grace", "/site away today..Friday deputy @carlos")
    stage.press("minh", "later")
    shown = stage.play({"submit": {"when": "2026-03-24T10:00"}, "by": "minh"})
    assert "asks for more time" in told(shown, "@carlos", "message")[0]
    assert told(shown, "@grace", "message") == []
    shown = stage.until("2026-03-10T11:30")
    assert stage.life().wish_silent == (stage.person("carlos"),)
    assert "asks for more time" in told(shown, "@omar", "message")[0]
    stage.press("omar", "allow")
    assert stage.local(stage.life().due) == "2026-03-24T10:00"


def test_what_became_of_their_request_is_told_when_they_are_back(stage: Stage) -> None:
    """Carlos asks for electricians and goes on leave; that nobody takes it on reaches him on the morning of his return."""
    stage.until("2026-03-10T09:00")
    stage.say("carlos", "@raj please send two electricians to L3 by Thursday 10:00")
    stage.command("carlos", "/site away tomorrow..Thursday")
    shown = stage.until("2026-03-13T06:59")
    assert told(shown, "@carlos", "message") == []
    shown = stage.until("2026-03-13T07:00")
    assert any("Still open: ACT-1" in text for text in told(shown, "@carlos", "message"))


def test_whoever_stands_in_promises_for_the_week(stage: Stage) -> None:
    """Minh and Raj are away when promises are asked for: Hector reads Minh's tasks with his own, ticks one, and is asked how it
    went; nobody is asked about Raj's. Nobody who is away is asked or reminded, also where that began after the question."""
    stage.command("minh", "/site away 13 March..27 March deputy @hector")
    stage.command("raj", "/site away 13 March..27 March")
    stage.until("2026-03-13T10:00")
    assert _of_the_week(stage, "@minh") == _of_the_week(stage, "@raj") == []
    (asked,) = _of_the_week(stage, "@hector")
    stead = "A-470 Level 4 columns and core walls · L4 · 0 %, ends Fri 13 Mar · for Minh Trần, who is away"
    assert stead in asked
    assert "A-390 Level 3 slab rebar · L3 · 50 %, ends Tue 10 Mar\n" in asked
    (form,) = stage.press("hector", "promise")
    assert "[A-470 Level 4 columns and core walls]" in form.text
    stage.play({"submit": {"ready": ["A-470"]}, "by": "hector"})
    stage.press("carlos", "promise")
    stage.play({"submit": {"ready": ["A-220"]}, "by": "carlos"})
    stage.command("omar", "/site away today..27 March")
    stage.command("carlos", "/site away 18 March..27 March")
    stage.until("2026-03-20T17:00")
    assert [len(_of_the_week(stage, who)) for who in ("@minh", "@raj", "@omar", "@carlos")] == [0, 0, 1, 1]
    assert "A-470" in next(text for text in _of_the_week(stage, "@hector") if "How did the week go" in text)


def _of_the_week(stage: Stage, to: str) -> list[str]:
    """The questions about their promises that somebody was sent."""
    return [
        text for text in told(stage.shown, to, "message") if "you finish" in text or "the week go" in text
    ]


def test_what_found_nobody_to_ask_is_asked_on_the_morning_of_the_first_return(stage: Stage) -> None:
    """Both managers are away when an action is two shifts overdue: Grace, who is back first, is asked once as her week begins, as
    why-not says; and the journal alone gives it again."""
    _left_overdue(stage)
    (told_why,) = told(stage.command("omar", "/site why-not overdue-for-two-shifts ACT-1"), "@omar")
    back = "whoever it could go to is on leave; it is looked at again on Mon 16 Mar 07:00, when Grace Okafor is back"
    assert back in told_why
    stage.until("2026-03-16T08:00")
    assert _decide_about(stage) == [("2026-03-16T07:00", "@grace")]
    replayed(stage)
    tried(stage)


@pytest.mark.parametrize("word", ["/site back @ana", "/site away @ana today..18 March deputy @carlos"])
def test_what_found_nobody_to_ask_is_asked_once_somebody_is_there(stage: Stage, word: str) -> None:
    """Ana says on Friday that she is back, or who stands in for her: they are asked at once, and no second time on Monday."""
    _left_overdue(stage)
    stage.command("ana", word)
    asked = ("2026-03-13T12:00", "@ana" if "back" in word else "@carlos")
    assert _decide_about(stage) == [asked]
    stage.until("2026-03-16T07:00")
    assert _decide_about(stage) == [asked]
    replayed(stage)
    tried(stage)


def _left_overdue(stage: Stage) -> None:
    """Friday noon: an action is overdue for three shifts, and both managers are away since it was asked for."""
    stage.until("2026-03-10T09:00")
    stage.command("grace", "/site assign @omar sweep L4 by 12:00")
    stage.command("grace", "/site away today..15 March")
    stage.command("ana", "/site away today..18 March")
    stage.until("2026-03-13T12:00")
    assert _decide_about(stage) == []


def _decide_about(stage: Stage) -> list[tuple[str, str]]:
    """When somebody was asked to decide about the first action, to the minute, and who."""
    cards = (line for line in stage.shown if line.kind == "message" and line.to == "#tower-a")
    return [
        (line.at[:16], line.text.split("Asked of ")[1].split(")")[0].split("(")[1])
        for line in cards
        if line.text.startswith("ACT-") and "Decide about ACT-1," in line.text
    ]


@pytest.mark.parametrize(
    ("reach", "word", "at", "comes"),
    [
        ("direct", "/site back", "10T10:00", "10T10:00"),
        ("thread", "/site back", "10T20:00", "11T07:00"),
        ("direct", "/site away today..Wednesday", "10T10:00", "12T07:00"),
        ("direct", "/site away today..Friday", "10T10:00", "16T07:00"),
    ],
)
def test_what_waited_for_the_end_of_a_leave_waits_for_the_new_end(
    stage: Stage, reach: str, word: str, at: str, comes: str
) -> None:
    """Omar, away until Thursday with nobody in his stead, was asked something: it reaches him once, at once when he is back, in
    the morning where that is by night; and likewise where his leave is shorter or longer than he said."""
    stage.until("2026-03-10T09:00")
    stage.command("omar", f"/site me {reach}")
    stage.command("omar", "/site away today..Thursday")
    stage.command("grace", "/site assign @omar sweep L3 by 24 March 9:00")
    stage.until(f"2026-03-{at}")
    stage.command("omar", word)
    stage.until(f"2026-03-{max(comes, '13T07:00')}")
    place = "@omar" if reach == "direct" else "#tower-a"
    asked = [line.at for line in stage.shown if line.to == place and "asks this of you" in line.text]
    assert asked == [f"2026-03-{comes}:00"]
    replayed(stage)


def line_away(stage: Stage) -> None:
    """Ana and Grace, to whom a danger goes up, are on leave, and nobody stands in."""
    for whom in ("@ana ", ""):
        stage.command("grace", f"/site away {whom}today..Friday")


def test_a_danger_goes_past_whoever_is_away_to_who_is_there(stage: Stage) -> None:
    """Ana, who is next, went on leave with nobody in her stead after Noor was asked: in the end it is Grace's telephone that
    rings, at the time when Ana's would have; nobody waits for Ana."""
    stage.until("2026-03-10T09:00")
    stage.say("omar", HAZARD)
    assert stage.life().owner == stage.person("noor")
    stage.command("grace", "/site away @ana today..Friday")
    shown = stage.until("2026-03-10T13:00")
    (direct,) = [text for text in told(shown, "@grace", "message") if text.startswith("Escalated to you")]
    assert "ACT-1" in direct
    assert told(shown, "@ana", "message") == []
    replayed(stage)
    tried(stage)


def test_a_danger_with_nobody_of_the_line_there_is_told_to_the_channel(stage: Stage) -> None:
    """Ana and Grace are away: as it would go up, the whole channel reads it, and not only who follows the thread."""
    stage.until("2026-03-10T09:00")
    stage.say("omar", HAZARD)
    line_away(stage)
    shown = stage.until("2026-03-10T13:00")
    (loud,) = [line for line in shown if line.to == "#tower-a" and "still open. Escalated" in line.text]
    assert loud.thread is None
    assert "They are on leave, and nobody of the site's line is left to ask." in loud.text
    assert "a bundle of rebar fell" in loud.text
    replayed(stage)


def test_a_danger_with_nobody_there_is_told_to_the_channel_once(stage: Stage) -> None:
    """Its next rung is away as well: the thread tells that, since nothing is new in it for the channel."""
    stage.until("2026-03-10T09:00")
    stage.say("omar", HAZARD)
    line_away(stage)

    def told_up(until: str) -> list[str | None]:
        shown = stage.until(until)
        return [
            line.thread for line in shown if line.to == "#tower-a" and "still open. Escalated" in line.text
        ]

    assert told_up("2026-03-10T13:00") == [None]
    (thread,) = told_up("2026-03-10T16:00")
    assert thread is not None
    replayed(stage)


def test_a_danger_with_nobody_there_is_told_again_when_something_changed(stage: Stage) -> None:
    """Noor said a word meanwhile, and did not keep it."""
    stage.until("2026-03-10T09:00")
    stage.say("omar", HAZARD)
    line_away(stage)
    stage.until("2026-03-10T13:30")
    stage.say("noor", "not done, by 14:00", thread="last-card")
    shown = stage.until("2026-03-10T17:00")
    (loud,) = [
        line for line in shown if line.to == "#tower-a" and "nobody of the site's line is left" in line.text
    ]
    assert loud.thread is None
    replayed(stage)


def test_a_danger_that_went_up_to_whoever_was_away_rings_them_on_their_return(stage: Stage) -> None:
    """Noor has it and says nothing; Ana and Grace are away. Grace, back in the middle of the night, reads it at once."""
    stage.until("2026-03-10T21:00")
    stage.say("omar", HAZARD)
    line_away(stage)
    shown = stage.until("2026-03-11T03:10")
    assert not any(text for text in told(shown, "@grace", "message"))
    shown = stage.command("grace", "/site back")
    assert any("a bundle of rebar fell" in text for text in told(shown, "@grace", "message"))
    assert not any(
        "a bundle of rebar fell" in text
        for text in told(stage.until("2026-03-11T03:20"), "@grace", "message")
    )
    replayed(stage)


def test_a_danger_is_not_left_with_whoever_goes_on_leave(stage: Stage) -> None:
    """Noor has it and goes at night with nobody in her stead: Ana reads it at once, and has it until Noor is back."""
    stage.until("2026-03-10T21:00")
    stage.say("omar", HAZARD)
    stage.command("grace", "/site assign @noor check the harnesses by Friday 15:00")
    shown = stage.command("noor", "/site away today..Wednesday")
    (direct,) = [text for text in told(shown, "@ana", "message") if "while they are away" in text]
    assert "Noor Rahman hands 1 action over to you" in direct
    assert [stage.life(one).owner for one in ("ACT-1", "ACT-2")] == [
        stage.person("ana"),
        stage.person("noor"),
    ]
    stage.command("noor", "/site back")
    assert stage.life().owner == stage.person("noor")
    replayed(stage)


def test_a_danger_with_nobody_there_goes_to_the_first_who_is_back(stage: Stage) -> None:
    """All of the line are away, Noor last, who has it: it is with Grace at midnight, when she is the first who is back."""
    stage.until("2026-03-10T21:00")
    stage.say("omar", HAZARD)
    stage.command("grace", "/site away today..today")
    stage.command("ana", "/site away today..Friday")
    stage.command("noor", "/site away today..Friday")
    assert stage.life().owner == stage.person("noor")
    shown = stage.until("2026-03-11T00:10")
    assert any("hands 1 action over to you" in text for text in told(shown, "@grace", "message"))
    assert stage.life().owner == stage.person("grace")
    replayed(stage)


def test_what_a_leave_takes_the_place_of_is_said(stage: Stage) -> None:
    """The days behind it are worked again; whoever was to stand in still does."""
    stage.until("2026-03-10T09:00")
    stage.command("minh", "/site away 12 March..20 March deputy @hector")
    (answer,) = told(stage.command("minh", "/site away tomorrow..13 March"), "@minh")
    assert "from Wed 11 Mar to the end of Fri 13 Mar, Hector Salas stands in." in answer
    assert "It takes the place of the leave to the end of Fri 20 Mar." in answer
    (answer,) = told(stage.command("minh", "/site away tomorrow..16 March"), "@minh")
    assert "takes the place" not in answer
