"""Classes of statements that are easily taken for something else, each in several voices."""

import pytest

from bot.capture.reader import Reader, Thread
from tests.bot.capture.conftest import TUESDAY, Read

REPLY = Thread(action="Get the pump inspected", task="P-3", due="2026-03-10T15:00")

NOTHING = {
    "a document": [
        "the schedule shows L4 rebar finishing on the 17th",
        "in scope: 600 lf of pipe. out of scope: painting",
        "baseline has L4 columns starting 3/26",
        "goal for friday is L3 topped out",
        "the drawing shows 40 brackets per floor",
        "todays plan\n- rebar punchlist\n- pump sets up 10, pour at 1",
    ],
    "a hypothesis": [
        "we could be done by thursday with two more guys",
        "if the glass came 4 days early we'd cheer",
        "thinking of starting L4 columns early",
        "I'd kill for a second crane",
    ],
    "an order": [
        "guys lets get L3 rebar buttoned up before the weekend",
        "be careful on the stairs, could be slick",
        "need to get those forms stripped today",
    ],
    "one's own": [
        "my truck broke down on the highway, see you at 8",
        "dead battery in my pickup, running late",
        "my phone quit",
    ],
    "a joke": ["ok who ate my sandwich. thats a recordable", "break a leg on the pour"],
    "a question": ["u got the laser or does omar", "you seen my drill"],
    "what stands by": ["crane is waiting", "hoist is sitting idle"],
}


@pytest.mark.parametrize(("sort", "text"), [(sort, t) for sort, some in NOTHING.items() for t in some])
def test_nothing_is_asserted(sort: str, text: str, read: Read) -> None:
    """A message that reports nothing yields nothing."""
    assert [(sort, s.kind, dict(s.values)) for s in read(text).signals] == []


def told(
    read: Read, text: str, thread: Thread | None = None
) -> list[tuple[str, str | None, dict[str, object]]]:
    """Kinds, tasks and values of a text."""
    return [(s.kind, s.task, dict(s.values)) for s in read(text, thread).signals]


@pytest.mark.parametrize("text", ["no mesh delivered", "no grout came today", "no panels showed up"])
def test_what_did_not_come_never_arrived(text: str, read: Read) -> None:
    """A denied delivery is late, and nothing is said to have arrived."""
    assert [s.values["status"] for s in read(text).signals if s.kind == "delivery"] == ["late"]


def test_what_is_not_on_site_lacks(read: Read) -> None:
    """ "no ties on site" stops the work; no delivery is spoken of."""
    assert told(read, "L2 strip is stopped, no reshores on site") == [
        ("blocker", "S-2", {"cause": "material"})
    ]


@pytest.mark.parametrize("text", ["L3 columns pouring again", "L3 columns pouring as we speak"])
def test_work_going_on_is_in_progress(text: str, read: Read) -> None:
    """A gerund of work that goes on again is progress of the place's own work."""
    assert told(read, text) == [("progress", "C-3", {"status": "in_progress"})]


def test_what_came_clears(reader: Reader) -> None:
    """Work that goes on after its material came has its lack lifted; some of it may be too doubtful to be told."""
    weighed, _ = reader.weighed("concrete showed up, L3 columns pouring again", at=TUESDAY)
    kinds = [s.kind for s, _ in weighed]
    assert sorted(kinds) == ["cleared", "delivery", "progress"]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("L3 pour on hold, inspector never showed", "inspection"),
        ("L3 pour on hold, city hasnt released the permit", "inspection"),
        ("haul road's mud from the rain, trucks cant get in", "weather"),
        ("somebody hit the gas line, digging stopped", "unforeseen"),
        ("pump never came, L3 pour on hold", "equipment"),
    ],
)
def test_one_stop_has_one_cause(text: str, cause: str, read: Read) -> None:
    """What is told over two clauses is one blocker with the cause that either gives."""
    assert [s.values.get("cause") for s in read(text).signals if s.kind == "blocker"] == [cause]


@pytest.mark.parametrize(
    "text", ["anchor bolts are late, working around it, no biggie", "grout is late, nobody's waiting"]
)
def test_what_holds_nothing_up_is_no_blocker(text: str, read: Read) -> None:
    """A late delivery that is said to stop nothing is only that."""
    assert [s.kind for s in read(text).signals] == ["delivery"]


def test_late_work_is_no_late_delivery(read: Read) -> None:
    """A span of time by which a place's work is late is a slip."""
    assert told(read, "running 2 days late on the north brackets") == [("forecast", "B-N", {"slip": "P2D"})]


@pytest.mark.parametrize("text", ["another pump for L3 pls", "2 more carpenters on L3 forms please"])
def test_a_thing_and_please_is_a_request(text: str, read: Read) -> None:
    """A request needs no verb."""
    assert [s.kind for s in read(text).signals] == ["request"]


def test_what_fell_beside_people_is_a_near_miss(read: Read) -> None:
    """A thing that falls and hurts nobody is a near miss, struck by."""
    (signal,) = read("a clamp fell off the hook, landed by the gate, nobody hurt").signals
    assert dict(signal.values) == {"class": "near_miss", "category": "struck_by", "injury": False}


@pytest.mark.parametrize(
    ("text", "amount"), [("spent six hundred on plywood", 600), ("paid 1,200 for dumpsters", 1200)]
)
def test_a_number_after_paying_is_money(text: str, amount: int, read: Read) -> None:
    """Money needs no sign after a word of paying; its currency is open."""
    assert told(read, text) == [("cost", None, {"amount": amount, "currency": None})]


def test_spelling_leaves_other_words_alone(read: Read) -> None:
    """A word one letter away from a word of the trade is not that word."""
    assert [s.kind for s in read("drywall stocked on L1").signals if s.kind == "safety"] == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("no we got rained out. tmrw am", {"answer": "not_done", "cause": "weather", "when": "2026-03-11"}),
        ("20 min", {"answer": "eta", "when": "2026-03-10T09:32"}),
        ("wrong guy, this goes to ricardo", {"answer": "reassign", "to": "ricardo"}),
        ("can't get to it til monday", {"answer": "not_done", "when": "2026-03-16"}),
    ],
)
def test_short_answers(text: str, values: dict[str, object], read: Read) -> None:
    """An answer in few words keeps its cause, its time and its name."""
    assert told(read, text, REPLY) == [("response", None, values)]


@pytest.mark.parametrize(
    "text",
    [
        "L3 columns stopped, no concrete delivered, crane's waiting",
        "L3 columns stopped, waiting on concrete, crane's idle",
    ],
)
def test_a_plain_stop_is_stored_without_asking(text: str, read: Read) -> None:
    """One blocker of the place's work, caused by its material; the crane that waits is none, and nobody is asked."""
    (stop,) = [s for s in read(text).signals if s.kind == "blocker"]
    assert (stop.task, dict(stop.values), stop.confirm) == ("C-3", {"cause": "material"}, False)


def test_confidence_falls_with_what_is_missing(read: Read) -> None:
    """A statement without its task is less sure than the same with it."""
    (placed,), (unplaced,) = read("L3 columns 50% done").signals, read("slab 50% done").signals
    assert placed.confidence > unplaced.confidence
    assert unplaced.confirm


def test_what_falls_on_somebody_struck_them(read: Read) -> None:
    """They did not fall themselves."""
    (signal,) = read("a pallet slipped off the forks, hit Omar, he is bleeding").signals
    assert dict(signal.values) == {"class": "incident", "category": "struck_by", "injury": True}


@pytest.mark.parametrize(
    "text", ["Joe almost tripped over a cable on L2", "nobody hurt, a man stumbled almost"]
)
def test_what_almost_happened_is_a_near_miss(read: Read, text: str) -> None:
    """However "almost" stands to it."""
    assert [s.values["class"] for s in read(text).signals] == ["near_miss"]


def test_anchors_are_goods_but_where_somebody_may_fall(read: Read) -> None:
    """Brackets are fixed with anchors, and harnesses hang on them."""
    assert [s.values["cause"] for s in read("north brackets stopped, no anchors").signals] == ["material"]
    (hazard,) = read("men on the deck edge with no anchors").signals
    assert (hazard.kind, hazard.values["class"]) == ("safety", "hazard")
