"""What is told in one clause and completed in another, what is told tersely, and what a reply means."""

import pytest

from bot.capture.reader import Reader, Thread
from tests.bot.capture.conftest import TUESDAY, Read

FINISH = Thread(action="When will L3 be finished?", task="P-3", due="2026-03-10T15:00")
Told = list[tuple[str, str | None, dict[str, object]]]


def told(read: Read, text: str, thread: Thread | None = None) -> Told:
    """Kinds, tasks and values of a text."""
    return [(s.kind, s.task, dict(s.values)) for s in read(text, thread).signals]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L3 slab rebar 35", {"status": "in_progress", "percent": 35}),
        ("L2 plumbing rough like 70", {"status": "in_progress", "percent": 70}),
        (
            "south brackets: 31 of 40 in",
            {"status": "in_progress", "percent": 78, "quantity": 31, "unit": "ea"},
        ),
        ("stair 1: 7/10 flights set", {"status": "in_progress", "percent": 70, "quantity": 7, "unit": "ea"}),
        ("storm drain about half in", {"status": "in_progress", "percent": 50}),
    ],
)
def test_terse_progress(text: str, expected: dict[str, object], read: Read) -> None:
    """A place, its work and a number, or so many of so many, is how far it is."""
    ((kind, _, values),) = told(read, text)
    assert (kind, values) == ("progress", expected)


@pytest.mark.parametrize("text", ["L3 columns 12", "L3 slab rebar grid 12", "L2 framing bay 40"])
def test_the_number_of_a_thing_is_no_percent(text: str, read: Read) -> None:
    """A number that names or counts what stands before it tells no progress."""
    assert told(read, text) == []


@pytest.mark.parametrize(
    ("text", "delay", "since"),
    [
        ("crane's down, mechanic says 3 hrs", "PT3H", None),
        ("L3 columns stopped, no concrete. reckon we lose 2 days", "P2D", None),
        ("L3 rebar stopped, no bar. nothing has come since friday", None, "2026-03-06"),
        ("lost 1/2 day on L3 rebar, waiting on the crane", "PT5H", None),
    ],
)
def test_how_long_and_since_when_may_be_told_beside(
    text: str, delay: str | None, since: str | None, read: Read
) -> None:
    """A short clause that says only a span or a beginning belongs to the stop next to it."""
    stops = [v for kind, _, v in told(read, text) if kind == "blocker"]
    assert [(v.get("delay"), v.get("since")) for v in stops] == [(delay, since)]


def test_quantities_after_the_statement_belong_to_it(read: Read) -> None:
    """How much was poured, asked for or delivered may follow in a clause of its own."""
    assert told(read, "L3 slab pour done, used 92 yards")[0][2]["quantity"] == 92
    ((_, _, asked),) = told(read, "need shackles. 6 ea. today")
    assert (asked["quantity"], asked["when"]) == (6, "2026-03-10")
    ((_, _, asked),) = told(read, "can you send me a scissor lift, need it by thursday")
    assert asked["when"] == "2026-03-12"
    ((_, _, came),) = told(read, "only got 40 of the 60 studs")
    assert (came["status"], came["quantity"]) == ("short", 20)


def test_a_list_gives_each_line_its_signal(read: Read) -> None:
    """Lines of a list are read one by one, each of its own task."""
    found = told(read, "- L3 columns done\n- L4 columns 60%\n- 6 carpenters\n- need 2 laborers")
    assert [(kind, task) for kind, task, _ in found][:2] == [("progress", "C-3"), ("progress", "C-4")]
    assert [kind for kind, _, _ in found] == ["progress", "progress", "headcount", "request"]


def test_the_same_again_goes_on_about_the_message_before(reader: Reader) -> None:
    """What names no task of its own takes the work spoken of just before by the same person."""
    before = reader.read("L3 columns 40% done", at=TUESDAY).signals
    (later,) = reader.read("now at 60%", at=TUESDAY, previous=lambda: before).signals
    assert (later.task, later.values["percent"]) == ("C-3", 60)


@pytest.mark.parametrize(
    "text",
    [
        "same on L4",
        "L4 the same",
        "ditto L4",
        "and L4 too",
        "lo mismo en el N4",
        "igual en el nivel 4",
        "sàn 4 cũng thế",
    ],
)
def test_the_same_elsewhere_is_told_of_another_task(text: str, reader: Reader) -> None:
    """What stands elsewhere as it does here is told of the task there, of the message before or of the same one."""
    before = reader.read("L3 columns 40% done", at=TUESDAY).signals
    (later,) = reader.read(text, at=TUESDAY, previous=lambda: before).signals
    assert (later.kind, later.task, later.values["percent"]) == ("progress", "C-4", 40)
    both = reader.read(f"L3 columns 40% done, {text}", at=TUESDAY).signals
    assert [(one.task, one.values["percent"]) for one in both] == [("C-3", 40), ("C-4", 40)]
    assert reader.read(text, at=TUESDAY).signals == ()


@pytest.mark.parametrize(
    "text", ["is it the same on L4?", "not the same on L4", "same crew on L4 today", "same to you"]
)
def test_what_is_not_the_same_is_told_of_nothing(text: str, reader: Reader) -> None:
    """A question, a denial, and the sameness of something else tell nothing."""
    before = reader.read("L3 columns 40% done", at=TUESDAY).signals
    assert reader.read(text, at=TUESDAY, previous=lambda: before).signals == ()


@pytest.mark.parametrize(
    ("text", "kind", "values"),
    [
        ("two days late", "forecast", {"slip": "P2D"}),
        ("a week behind", "forecast", {"slip": "P7D"}),
        ("done at 8:40", "response", {"answer": "done"}),
        ("all but the west bay", "response", {"answer": "not_done"}),
        ("not gonna happen till the crane's back", "response", {"answer": "not_done", "cause": "equipment"}),
        ("nope, still raining", "response", {"answer": "not_done", "cause": "weather"}),
        ("not my job, talk to @sofia", "response", {"answer": "reassign", "to": "U2"}),
    ],
)
def test_replies_tell_when_why_and_who(text: str, kind: str, values: dict[str, object], read: Read) -> None:
    """A lateness slips, an hour that is over is when it was done, and a reason goes with its refusal."""
    assert (kind, values) in [(k, v) for k, _, v in told(read, text, FINISH)]


def test_partly_done_with_a_time_ahead_is_a_promise(read: Read) -> None:
    """ "finished tomorrow" after a share that is not all is still to come."""
    found = told(read, "80% now, finished tomorrow by 10", FINISH)
    assert ("response", None, {"answer": "eta", "when": "2026-03-11T10:00"}) in found


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("wind stopped all lifting", {"weather", "blocker"}),
        ("rain started, outside crews are inside", {"weather", "blocker"}),
        ("very cold this morning, frost on the forms", {"weather"}),
        ("unblocked on stair 1, drywall's gone", {"cleared"}),
        ("cần cẩu cho D-2 lúc 11:00", {"request"}),
        ("cần cẩu lúc 2h chiều", {"request"}),
    ],
)
def test_said_in_few_words(text: str, kinds: set[str], read: Read) -> None:
    """Weather that stops work, a way that is free again, and a crane asked for by its hour."""
    assert {kind for kind, _, _ in told(read, text)} == kinds


@pytest.mark.parametrize(
    "text",
    [
        "crane fell over, april fools",
        "story time. 2009, hoist quits with the glass in it",
        "that order is in the office",
        "pulled my guys to the garage",
        "I thought L2 was done but nope",
        "heard the other tower topped out",
        "L3 slab rebar begins 12 March as scheduled",
        "wind is 5 mph, perfect",
        "desencofrado L3 no está terminado",
    ],
)
def test_what_only_looks_like_a_report(text: str, read: Read) -> None:
    """Jokes, stories, other sites, plans, and words that lead on to others assert nothing."""
    assert told(read, text) == []


def test_a_hazard_is_never_too_doubtful_to_ask(read: Read) -> None:
    """What may hurt somebody is kept, to be confirmed, however unsure."""
    (signal,) = read("somebody said maybe the rail is kind of loose by there, no harness either").signals
    assert signal.kind == "safety"


def test_an_hour_to_come_is_no_beginning(read: Read) -> None:
    """A stop with an hour later than now began at no such hour of yesterday."""
    (stop,) = [s for s in read("L3 pour stopped at 10, no pump").signals if s.kind == "blocker"]
    assert "since" not in stop.values


@pytest.mark.parametrize(
    "text",
    [
        "{} stopped, no concrete. {} stopped, no pump",
        "{} is stopped, no concrete. {} is stopped too, no pump",
    ],
)
def test_two_stops_of_two_places_are_two(text: str, read: Read) -> None:
    """Each has its own cause, and neither is taken for the other's going on."""
    found = [
        (task, values["cause"])
        for kind, task, values in told(read, text.format("C-3", "P-3"))
        if kind == "blocker"
    ]
    assert found == [("C-3", "material"), ("P-3", "equipment")]


def test_what_is_wanting_is_a_fault_only_where_nothing_stops_for_it(read: Read) -> None:
    """A missing sleeve is a fault of the work; one that sends the crew away is why they stopped."""
    assert {kind for kind, _, _ in told(read, "no sleeves on the L3 wall")} == {"quality"}
    assert {kind for kind, _, _ in told(read, "no sleeves on the L3 wall, crew pulled off")} == {"blocker"}


def test_what_is_surely_right_is_told_whatever_stands_beside_it(read: Read) -> None:
    """Words that say nothing by themselves do not silence what is clear."""
    (signal,) = read("good housekeeping today, everyone wearing glasses").signals
    assert (signal.kind, signal.values["class"]) == ("safety", "good")
