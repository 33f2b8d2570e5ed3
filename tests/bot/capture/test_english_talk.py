"""What English sites say in threads, and what only looks like a report."""

import json
from pathlib import Path

import pytest

from bot.capture.reader import Reader, Thread
from tests.bot.capture.conftest import TUESDAY, Read

PUMP = Thread(action="Get the pump inspected", task="P-3", due=None)
CHAT = Path(__file__).parent / "cases_chat.jsonl"
MOST_NOISY = 0.05


def answer(read: Read, text: str) -> tuple[object, object]:
    """The answer of a reply, and its new promise or who is to take it."""
    found = [s for s in read(text, PUMP).signals if s.kind == "response"]
    values = found[0].values if len(found) == 1 else {}
    return values.get("answer"), values.get("when") or values.get("to")


@pytest.mark.parametrize(
    "text",
    [
        "she's done", "its in", "it's been moved", "theyre out of there", "dealt with", "that one's closed", "been done since 8",
        "you're good, it's moved", "has been inspected", "got it all cleaned up", "filled n compacted", "all yours", "in the bag",
        "squared away", "checked it off",
    ],
)  # fmt: skip
def test_it_is_done(read: Read, text: str) -> None:
    """The many ways to say that it was done."""
    assert answer(read, text) == ("done", None)


@pytest.mark.parametrize(
    "text",
    [
        "ten four", "mine", "leave it with me", "I'll sort it", "right on", "say no more", "heading over now",
        "consider it handled", "count on it", "got you", "yes boss", "my crew will get it", "no drama", "taking care of it",
    ],
)  # fmt: skip
def test_it_is_taken_on(read: Read, text: str) -> None:
    """The many ways to say yes."""
    assert answer(read, text) == ("accepted", None)


@pytest.mark.parametrize(
    "text",
    [
        "no joy", "slipped my mind", "completely forgot", "only did half", "got pulled off it", "never happened", "nothing yet",
        "not all of it", "got started but didn't finish", "two left to go", "wasn't able to",
    ],
)  # fmt: skip
def test_it_is_not_done(read: Read, text: str) -> None:
    """Refused, forgotten or done in part."""
    assert answer(read, text)[0] == "not_done"


@pytest.mark.parametrize(
    "text",
    [
        "can't take this one", "we're not set up for that", "respectfully decline", "that's by others", "gotta pass",
        "that ain't a me thing",
    ],
)  # fmt: skip
def test_it_is_declined(read: Read, text: str) -> None:
    """Whoever will not do it says so."""
    assert answer(read, text)[0] == "declined"


def test_a_decline_gives_its_reason(read: Read) -> None:
    """Why somebody declines is told with the answer, and is no stop of its own."""
    (signal,) = read("can't take this one, no crane", PUMP).signals
    assert dict(signal.values) == {"answer": "declined", "cause": "equipment"}


@pytest.mark.parametrize(
    "text",
    [
        "I need another guy for this",
        "too heavy for two of us",
        "could do with a hand",
        "two man job",
        "anyone free to help?",
    ],
)
def test_help_is_asked_for(read: Read, text: str) -> None:
    """A reply that asks for hands."""
    assert answer(read, text)[0] == "help"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("that'd be @sam", "sam"),
        ("try @lena", "lena"),
        ("@sam please", "sam"),
        ("electricians need to do this", None),
        ("different crew", None),
        ("that's an electrical issue", None),
    ],
)
def test_it_is_handed_on(read: Read, text: str, who: str | None) -> None:
    """Somebody else is to do it, named or not."""
    assert answer(read, text) == ("reassign", who)


@pytest.mark.parametrize(
    "text", ["thanks", "lol", "good question", "no promises", "hmm", "we'll see", "I'll try"]
)
def test_talk_in_a_thread_is_no_answer(read: Read, text: str) -> None:
    """What commits to nothing is no answer."""
    assert answer(read, text) == (None, None)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("pour scrubbed, too gusty", "weather"),
        ("pour called off for rain", "weather"),
        ("L3 pour held up, pump threw a hose", "equipment"),
    ],
)
def test_a_noun_that_could_order_tells(tower: Reader, text: str, cause: str) -> None:
    """ "Pour called off" orders nobody to pour."""
    weighed, _ = tower.weighed(text, at=TUESDAY)
    assert cause in [s.values.get("cause") for s, _ in weighed if s.kind == "blocker"]


@pytest.mark.parametrize(
    "text",
    ["pour L3 tomorrow", "form the stair today", "test the alarm before you leave", "load the truck by 3"],
)
def test_an_order_tells_nothing(read: Read, text: str) -> None:
    """What is ordered has not happened."""
    assert read(text).signals == ()


@pytest.mark.parametrize(
    ("text", "task", "slip"),
    [
        ("access road is gonna be two days late", "X-030", "P2D"),
        ("storm drain delayed by one day", "X-010", "P1D"),
        ("L3 slab formwork is 2 days in the hole", "A-380", "P2D"),
        ("we picked up a day on L3 slab formwork", "A-380", "-P1D"),
    ],
)
def test_a_work_slips(tower: Reader, text: str, task: str, slip: str) -> None:
    """A work that the whole site shares has a date of its own."""
    weighed, _ = tower.weighed(text, at=TUESDAY)
    assert [(s.kind, s.task, s.values.get("slip")) for s, _ in weighed] == [("forecast", task, slip)]


def test_a_number_closes_what_is_said(tower: Reader) -> None:
    """Dictated without a comma, two shares are two tasks' progress."""
    weighed, _ = tower.weighed("L3 drywall is about sixty and L3 sprinkler is at forty", at=TUESDAY)
    assert [(s.task, s.values.get("percent")) for s, _ in weighed] == [("M-750", 60), ("M-740", 40)]


@pytest.mark.parametrize(
    "text",
    [
        "who remembers the hospital job accident",
        "orientation on trench safety is at 7",
        "first aid kit is by the hoist",
        "storms rolling in thursday",
        "rain just started",
    ],
)
def test_what_is_talked_about_is_no_case(tower: Reader, text: str) -> None:
    """Trainings, kits, other sites and what the sky is up to are no case of safety, no stop and no work."""
    weighed, _ = tower.weighed(text, at=TUESDAY)
    assert not {s.kind for s, _ in weighed} & {"safety", "blocker", "progress"}


@pytest.mark.parametrize(
    ("text", "trade"),
    [
        ("5 steel fixers on L3", "rebar"),
        ("4 leckies on L2", "electrician"),
        ("3 banksmen", "rigger"),
        ("6 brickies", "mason"),
        ("2 dryliners on L2", "drywall"),
        ("3 framers on L2", "framer"),
        ("4 groundworkers", "laborer"),
        ("1 crane op", "operator"),
        ("7 shutterers on L4", "carpenter"),
        ("roofing crew: 4", "roofer"),
    ],
)
def test_trades_go_by_many_names(tower: Reader, text: str, trade: str) -> None:
    """Slang of both sides of the Atlantic names the trade; framers stay framers."""
    weighed, _ = tower.weighed(text, at=TUESDAY)
    assert [s.values.get("trade") for s, _ in weighed if s.kind == "headcount"] == [trade]


def test_time_lost_on_a_stop_is_no_slip(read: Read) -> None:
    """ "Delayed by 2 hours" with its cause is a stop."""
    kinds = [s.kind for s in read("L3 slab pour delayed 2 hours, pump broke down").signals]
    assert kinds == ["blocker"]


def test_chatter_stays_chatter(tower: Reader) -> None:
    """Plans, orders, questions, jokes, other sites and paperwork: from few of them is anything captured."""
    texts = [json.loads(line)["text"] for line in CHAT.read_text(encoding="utf-8").splitlines()]
    noisy = [text for text in texts if tower.read(text, at=TUESDAY).signals]
    assert len(noisy) / len(texts) <= MOST_NOISY, noisy


@pytest.mark.parametrize(
    "text",
    [
        "bit of rain coming down, nothing to write home about",
        "prestart topic for today is crush injuries and pinch points",
        "zero unsafe acts on level 3 this week",
        "bricks get stacked four high max",
        "what strength are you guys asking for on the L4 slab, 28 or 32?",
        "tomorrow we get the L4 columns stripped, no dramas",
        "sharing the programme for reference: L4 slab finish 20 Mar",
        "i want every carpenter standing there when the truck rolls in",
        "who has the key for the L2 riser",
        "1500 psi on the nose",
    ],
)
def test_rules_topics_and_plans_are_silent(tower: Reader, text: str) -> None:
    """Light rain, the topic of a talk, rules, papers passed around and a question of fact tell nothing."""
    assert not tower.read(text, at=TUESDAY).signals


@pytest.mark.parametrize(
    ("text", "kind", "values"),
    [
        ("hydraulic hose let go on the crane at 8", "blocker", {"cause": "equipment"}),
        ("the county revoked our lift permit, crane stopped", "blocker", {"cause": "inspection"}),
        ("gate 3 is blocked by a stuck flatbed", "blocker", {"cause": "space"}),
        ("saw blades are gone, we've nothing to cut with", "blocker", {"cause": "equipment"}),
        ("rain again, we quit at 8", "blocker", {"cause": "weather"}),
        ("trucks moved, gate 3 is open again", "cleared", {"cause": "space"}),
        ("the L3 rebar was checked and approved this morning", "quality", {"result": "pass"}),
        ("water getting in through the roof membrane by the drain", "quality", {"result": "defect"}),
        ("somebody drove a screw through our waste line on L2", "quality", {"result": "defect"}),
        ("chap stepped on a nail, tetanus jab and back tomorrow", "safety", {"injury": True}),
        ("hoist dropped a foot, both of them shaken but fine", "safety", {"injury": False}),
        ("no work on L4 till we clear the snow", "blocker", {"cause": "weather"}),
        ("forklift bent the door, $650 to fix it", "cost", {"amount": 650}),
        ("zero guardrails on the east edge of L4", "safety", {"class": "hazard"}),
        (
            "hoist dropped two feet with three guys in it",
            "safety",
            {"class": "near_miss", "category": "other"},
        ),
        ("sparkies running 6 today", "headcount", {"trade": "electrician", "count": 6}),
        ("first concrete hit the L4 deck at 8", "progress", {"status": "started"}),
        ("L4 columns two more days, that puts us at friday", "forecast", {"when": "2026-03-13"}),
    ],
)
def test_what_happened_is_told(tower: Reader, text: str, kind: str, values: dict[str, object]) -> None:
    """Plant without fuel, permits taken back, ways that are shut or free, faults and what they cost."""
    found = [s.values for s, _ in tower.weighed(text, at=TUESDAY)[0] if s.kind == kind]
    assert any(values.items() <= one.items() for one in found), found


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("L3 pour 52 yds in, 9 finishers", "in_progress"),
        ("pouring L3, 30 m3 down", "in_progress"),
        ("poured L3, 118 yds in", "done"),
    ],
)
def test_so_much_concrete_in_is_no_whole(tower: Reader, text: str, status: str) -> None:
    """A volume that is in tells how far a pour is; that it was poured tells that it is done."""
    found = [s.values for s in tower.read(text, at=TUESDAY).signals if s.kind == "progress"]
    assert [one.get("status") for one in found] == [status]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("studs won't be here tomorrow, mill says thursday now", "2026-03-12"),
        ("rebar isn't coming friday", None),
        ("rebar not coming till thursday", "2026-03-12"),
    ],
)
def test_the_day_on_which_a_load_does_not_come_is_no_new_day(
    tower: Reader, text: str, when: str | None
) -> None:
    """What is late comes on the day that is told for it, not on the one that is denied."""
    found = [s.values for s, _ in tower.weighed(text, at=TUESDAY)[0] if s.kind == "delivery"]
    assert [(one.get("status"), one.get("when")) for one in found] == [("late", when)]


def test_a_new_day_after_the_reason(tower: Reader) -> None:
    """A work called off, why, and then only its new day."""
    found = tower.read("L3 pour is off today, we got double booked so no pump. Moved to Friday", at=TUESDAY)
    told = [s for s in found.signals if s.kind == "forecast"]
    assert [(s.values["when"], s.task) for s in told] == [
        ("2026-03-13", next(b.task for b in found.signals if b.kind == "blocker"))
    ]


def test_each_line_below_a_heading_of_spending(read: Read) -> None:
    """The heading says that all of its lines were spent; a budget's lines were not."""
    found = read("Committed today:\n- $8,500 scaffold rental\n- $1,200 street sweeping").signals
    assert [s.values.get("amount") for s in found] == [8500, 1200]
    assert not read("Budget:\n- $1,200 street sweeping").signals


def test_what_cleared_is_what_the_time_was_lost_to(read: Read) -> None:
    """ "Hose is clear, cost us an hour": the hour was lost to the plant that is clear now."""
    found = read("pump is clear, concrete is flowing again. cost us an hour and a half").signals
    assert [s.values.get("cause") for s in found] == ["equipment", "equipment"]


def test_what_comes_back_every_half_hour_is_no_time_lost(read: Read) -> None:
    """ "Every half hour" says how often they rest, not how long it cost."""
    found = [
        s.values for s in read("too bloody hot, lads are knocking off every half hour, crawling").signals
    ]
    assert all("delay" not in one for one in found)
    assert {one.get("cause") for one in found} >= {"weather"}
