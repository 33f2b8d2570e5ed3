"""What is said in the many Englishes of a site, and what in them only looks like a report."""

import pytest

from bot.capture.reader import Reader, Thread
from tests.bot.capture.conftest import TUESDAY

PUMP = Thread(action="Get the pump inspected", task="A-370", due=None)


def told(tower: Reader, text: str, thread: Thread | None = None) -> list[tuple[object, ...]]:
    """Each signal of a text as its kind, its task and its values in order."""
    signals = tower.read(text, at=TUESDAY, thread=thread).signals
    return [(s.kind, s.task, *s.values.values()) for s in signals]


@pytest.mark.parametrize(
    "text",
    [
        "hey so is the L3 deck tied", "ok did the L4 columns pour happen", "so have they stripped L2", "L3 slab poured or nah",
        "wait is the hoist fixed or not", "so is the L2 rebar tied",
    ],
)  # fmt: skip
def test_a_question_after_an_opening_word_tells_nothing(tower: Reader, text: str) -> None:
    """Spoken questions open with a word or two, and end in no mark."""
    assert told(tower, text) == []


def test_what_opens_with_so_is_no_question_by_itself(tower: Reader) -> None:
    """The same for another, and a statement after a greeting."""
    assert len(told(tower, "L4 columns are poured, so was L3 core")) == 2
    assert told(tower, "hey, L2 deck is formed")[0][:2] == ("progress", "A-280")


@pytest.mark.parametrize(
    "text",
    [
        "reminds me of the Gherkin, the hoist stopped for a week and we carried the boards",
        "crane struck the mast and we drank all week, those were the days",
    ],
)
def test_a_story_of_old_is_no_report(tower: Reader, text: str) -> None:
    """What calls itself a memory is one."""
    assert told(tower, text) == []


@pytest.mark.parametrize(
    "text", ["might, might not", "may or may not", "depends who wants it", "all depends"]
)
def test_an_evasion_answers_nothing(tower: Reader, text: str) -> None:
    """Neither a yes nor a no, and no question back."""
    assert told(tower, text, PUMP) == []


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("not yet, the welder did not report for work", "labour"), ("no. Plumbers have not completed their side", "prior_work"),
        ("no sir, rigger has not turned up", "labour"), ("no, the masons did not hand over the wall", "prior_work"),
    ],
)  # fmt: skip
def test_a_reason_in_full_words(tower: Reader, text: str, cause: str) -> None:
    """Formal English writes "did not" where speech says "didn't"."""
    assert told(tower, text, PUMP) == [("response", None, "not_done", cause)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kindly arrange 3 nos. additional carpenters for L3 slab formwork by Friday.",
         ("request", "A-380", "labour", 3, "person", "2026-03-13")),
        ("Kindly provide 4 nos. light tower also.", ("request", None, "equipment", 4, "ea")),
        ("Anchors are 60 nos. short. Work is going on.", ("delivery", None, "short", 60, "ea")),
        ("send 2 more person tomorrow", ("request", None, "labour", 2, "person", "2026-03-11")),
        ("Total manpower today: 71 nos.", ("headcount", None, 71)),
        ("Men on site this morning: 38", ("headcount", None, 38)),
        ("labourers 6", ("headcount", None, "laborer", 6)),
    ],
)  # fmt: skip
def test_counts_of_formal_english(tower: Reader, text: str, expected: tuple[object, ...]) -> None:
    """A number of people or things with its abbreviation, in the singular or alone after a heading."""
    assert told(tower, text)[0] == expected


@pytest.mark.parametrize(
    "text", ["Number of men on site right now: 22", "Present manpower: 38", "Workers on site at 7am: 44"]
)
def test_a_heading_of_who_is_on_site_counts_them(tower: Reader, text: str) -> None:
    """It names people, when and where, and says nothing else."""
    assert [kind for kind, *_ in told(tower, text)] == ["headcount"]


@pytest.mark.parametrize(
    "text",
    [
        "Manpower required for tomorrow: 40", "Manpower shortage today: 12", "Men for the lunch: 12",
        "People expected on site: 50", "Maximum people on site: 50", "Men allowed on site: 30", "Target men on site: 60",
    ],
)  # fmt: skip
def test_people_who_are_not_there_are_not_counted(tower: Reader, text: str) -> None:
    """A heading that says more counts others: those who are wanting, expected, allowed or fed."""
    assert told(tower, text) == []


def test_a_stop_after_a_count_may_end_the_sentence(tower: Reader) -> None:
    """What begins with a capital begins anew."""
    assert told(tower, "Received 40 nos. Need 2 electricians")[0] == ("delivery", None, "arrived", 40, "ea")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L1 plumbing quarter done", ("progress", "M-520", "in_progress", 25)),
        ("L3 framing three quarter up", ("progress", "M-750", "in_progress", 75)),
        ("L1 plumbing 60 maybe 65%", ("progress", "M-520", "in_progress", 60)),
        ("17 south brackets on the face so far", ("progress", "F-820", "in_progress", 17, "ea")),
        ("hoist is at 6 of 10 sections", ("progress", "A-040", "in_progress", 60, 6, "ea")),
        ("L4 columns is finish", ("progress", "A-470", "done")),
        ("L3 duct's hauf up", ("progress", "M-730", "in_progress", 50)),
    ],
)
def test_how_far_it_is(tower: Reader, text: str, expected: tuple[object, ...]) -> None:
    """Parts without an article, a range with a doubt in it, and pieces that are there by now."""
    assert told(tower, text) == [expected]


def test_a_doubt_inside_a_range_is_kept(tower: Reader) -> None:
    """The first number is taken, and asked about."""
    (signal,) = tower.read("L1 plumbing 60 maybe 65%", at=TUESDAY).signals
    assert signal.hedged


@pytest.mark.parametrize(
    "text",
    [
        "crane's down since quarter past 8",
        "L3 duct needs quarter inch rod",
        "L1 drywall budget for the quarter",
        "the steel mob is done for the day",
    ],
)
def test_what_only_sounds_like_a_share_is_none(tower: Reader, text: str) -> None:
    """An hour, a size and a season; and a crew is no mobilization."""
    assert "progress" not in [kind for kind, *_ in told(tower, text)]


def test_other_works_with_their_days_are_foretold_likewise(tower: Reader) -> None:
    """What is said of the first work holds for those after it, not for people and plant."""
    assert told(tower, "L3 electrical will be done by the 12th, plumbing by the 16th") == [
        ("forecast", "M-710", "2026-03-12"), ("forecast", "M-720", "2026-03-16"),
    ]  # fmt: skip
    assert told(tower, "L3 duct done Friday, crane Monday") == [("forecast", "M-730", "2026-03-13")]


def test_what_is_called_off_has_a_new_day(tower: Reader) -> None:
    """No stop, where only the day is another; with a reason it stays one."""
    assert told(tower, "L5 pour is off, moved to Friday") == [("forecast", "A-510", "2026-03-13")]
    assert "blocker" in [kind for kind, *_ in told(tower, "L5 pour is off, no pump, moved to Friday")]
    assert "forecast" not in [
        kind for kind, *_ in told(tower, "L5 pour stopped, crew moved to the Friday shift")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("generator: down since 7", ("blocker", None, "equipment", "2026-03-10T07:00")),
        ("pump - broken", ("blocker", None, "equipment")),
        ("crane: fixed", ("cleared", None, "equipment")),
        ("glass: not here yet", ("delivery", None, "late")),
        ("lumber - arrived", ("delivery", None, "arrived")),
        ("wind: gusting 40", ("weather", None, "wind")),
    ],
)
def test_a_mark_between_a_thing_and_its_state_stands_for_is(
    tower: Reader, text: str, expected: tuple[object, ...]
) -> None:
    """The lists of a daily report leave out the verb."""
    assert told(tower, text) == [expected]


@pytest.mark.parametrize("text", ["crane: lift plan", "hoist: who has the key", "glass - see the drawing"])
def test_a_heading_with_no_state_tells_nothing(tower: Reader, text: str) -> None:
    """What stands after the mark is no state of the thing."""
    assert told(tower, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "what we need is 4 more electricians by Monday",
            ("request", None, "labour", 4, "person", "2026-03-16"),
        ),
        ("the stone turns up Thursday 7am", ("delivery", None, "scheduled", "2026-03-12T07:00")),
        ("scissor lift turning up tomorrow at 6am", ("delivery", None, "scheduled", "2026-03-11T06:00")),
        ("inspector would not pass L2 plumbing", ("quality", "M-620", "fail")),
        ("leakage noticed at B1 membrane", ("quality", "A-140", "defect")),
        ("wind done, back at it", ("cleared", None, "weather")),
        ("L3 plumbing underway as of this morning", ("progress", "M-720", "started")),
        ("the dumper is on its side on the ramp", ("safety", None, "incident", "other")),
    ],
)
def test_turns_of_many_englishes(tower: Reader, text: str, expected: tuple[object, ...]) -> None:
    """What comes, what is wanted, what was refused, and what has begun."""
    assert expected in told(tower, text)


@pytest.mark.parametrize(
    "text",
    [
        "all I need is a holiday", "what do you need on L3?", "inspector's wife turns up at 9",
        "L2 duct would not pass through the sleeve",
        "put the ladder on its side", "the telehandler is on his side of the road",
    ],
)  # fmt: skip
def test_what_only_sounds_like_them_is_nothing(tower: Reader, text: str) -> None:
    """Jokes, people who come, and what does not fit."""
    assert told(tower, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("stair 1's in", ("progress", "S-910", "done")), ("L4's poured", ("progress", "A-410", "done")),
     ("M-520's at 60%", ("progress", "M-520", "in_progress", 60))],
)  # fmt: skip
def test_a_number_may_carry_its_verb(tower: Reader, text: str, expected: tuple[object, ...]) -> None:
    """A level or an id and what is said of it, written together."""
    assert told(tower, text) == [expected]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("half three, give or take", "15:30"),
        ("I'm there half four", "16:30"),
        ("half three I'll have it", "15:30"),
    ],
)
def test_half_an_hour_word_is_half_past_it(tower: Reader, text: str, when: str) -> None:
    """In Britain half three is half past three."""
    assert told(tower, text, PUMP) == [("response", None, "eta", f"2026-03-10T{when}")]


@pytest.mark.parametrize("text", ["L3 duct half two bays", "L2 drywall half three rooms"])
def test_a_half_that_goes_on_is_no_hour(tower: Reader, text: str) -> None:
    """A half of what is counted after it."""
    assert told(tower, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("north brackets: 60 of 110", ("progress", "F-810", "in_progress", 55, 60, "ea")),
        ("south CW at 30%", ("progress", "F-840", "in_progress", 30)),
        ("can't start L4 drywall till the plumbers hand over the wall", ("blocker", None, "prior_work")),
        ("the bundle swung and like to crushed Pete", ("safety", None, "near_miss", "struck_by")),
        ("Wind disturbed us so we packed up early", ("blocker", None, "weather")),
    ],
)
def test_more_turns_of_many_englishes(tower: Reader, text: str, expected: tuple[object, ...]) -> None:
    """A share of a heading, whom one waits for, and what nearly happened."""
    assert expected in told(tower, text)


def test_one_weather_stops_once(tower: Reader) -> None:
    """The cold that is told first and the stop that it leads to are one stop, of the work that stops."""
    assert told(tower, "minus 20 out, the ground's like iron. we quit digging at the water main") == [
        ("weather", None, "cold"), ("blocker", "X-020", "weather"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "nobody gets hurt on my watch so clip on",
        "I sat down with Omar on the L2 duct",
        "the long and short of it, she's happy",
    ],
)
def test_figures_of_speech_stop_nothing(tower: Reader, text: str) -> None:
    """Nobody waits, lacks or was hurt."""
    assert told(tower, text) == []


def test_what_follows_the_names_of_a_work_is_told_of_it(tower: Reader) -> None:
    """However many words name it; another place is another work."""
    assert told(tower, "L4 columns and core walls, pour is done") == [("progress", "A-470", "done")]
    assert [task for _, task, *_ in told(tower, "L3 columns and core, L4 slab poured")] == ["A-370", "A-410"]


def test_on_and_a_number_is_a_day_where_something_is_to_happen(tower: Reader) -> None:
    """No share, no hour; and no day where the number counts."""
    assert told(tower, "L2 duct will finish on 20") == [("forecast", "M-630", "2026-03-20")]
    assert told(tower, "glass arriving on 19") == [("delivery", None, "scheduled", "2026-03-19")]
    assert told(tower, "we start on 14 brackets") == []


def test_goods_may_come_broken(tower: Reader) -> None:
    """How they came, and how many of them in the next clause; a warning tells nothing."""
    assert told(tower, "doors come scratched, 4 of them") == [("delivery", None, "damaged", 4, "ea")]
    assert told(tower, "make sure the doors don't come scratched") == []


@pytest.mark.parametrize(
    "text",
    [
        "electricians have not reported any issue on L3", "plumbers have not turned off the radio",
        "L3 drywall is finish level 5", "L3 is finish coat next",
        "L3 duct due end of quarter", "L3 plumbing budget by quarter", "L1 drywall at a quarter the price",
        "the crew like to hit the pub", "the lads like to hit the gym",
        "park the excavator on its side of the fence", "lay the mixer on its side for cleaning",
        "they do not clear their plates",
    ],
)  # fmt: skip
def test_what_shares_words_with_a_report_is_none(tower: Reader, text: str) -> None:
    """What somebody reports or turns off, a finish of paint, a quarter of the year, what people like, and the side of a fence."""
    assert told(tower, text) == []


def test_who_reported_nothing_came_to_work(tower: Reader) -> None:
    """Nobody is missing who has nothing to tell."""
    assert told(tower, "done, the crew did not report anything", PUMP) == [("response", None, "done")]


def test_who_is_called_may_be_who_has_done_it(tower: Reader) -> None:
    """ "Lads have it poured" tells; "lads have we poured it" asks."""
    assert told(tower, "lads have the L4 columns poured") == [("progress", "A-470", "done")]
    assert told(tower, "lads have we poured the L4 columns") == []
    assert told(tower, "mate is the hoist fixed") == []


@pytest.mark.parametrize(
    "text",
    ["south wall photos: 6 of 9", "L3 duct drawings: 6 of 9", "south brackets for Pete's shed: 6 of 9"],
)
def test_a_heading_that_says_more_than_the_work_has_no_share(tower: Reader, text: str) -> None:
    """Pictures of a wall are no part of it."""
    assert "progress" not in [kind for kind, *_ in told(tower, text)]
