"""What is not asserted is not captured, and what is half asserted is to be confirmed."""

import pytest

from tests.bot.capture.conftest import Read

SILENT = [
    # questions of fact
    "is the L3 slab done?",
    "did they pour L2 yet",
    "when will L2 rebar be finished?",
    "who's on the stairs today?",
    "how far along is the storm drain?",
    "has the inspector been here?",
    "what's the % on L1 plumbing?",
    "L3 rebar done yet?",
    "are the north brackets in?",
    "is the crane back up?",
    "¿ya está la losa del nivel 2?",
    "¿cuánto llevan del armado?",
    "tầng 2 xong chưa?",
    "mấy giờ đổ bê tông?",
    # orders
    "finish the L3 slab today",
    "dont start the water main till the storm drain is done",
    "please strip L2 before lunch",
    "make sure L3 is stripped by tomorrow",
    "pour L3 first",
    "lets get L2 done this week",
    "do not pour without a ticket",
    "you guys need to finish L3 rebar today",
    "have your crew strip the south bay",
    "terminen la losa del 2 hoy",
    "no cuelen sin permiso",
    "nhớ đeo dây an toàn nhé",
    # plans and conditions
    "pouring L4 tomorrow",
    "we're going to pour L3 on Friday if it holds",
    "if the crane's down we use the mobile",
    "once L3 is inspected we pour",
    "when the rebar gets here we'll start",
    "if it rains we stop",
    "unless the pump breaks we're fine",
    "L4 is to be poured next",
    "plan is to strip L2 then move up",
    "si llueve no colamos",
    "nếu mưa thì nghỉ",
    # denials alone
    "L3 slab is not done",
    "L2 rebar isn't finished yet",
    "no injuries today",
    "todavía no está la losa",
    "sàn tầng 3 chưa xong",
    # old news, talk, numbers that mean nothing here
    "last month we lost two days to the crane",
    "remember when the crane went down last year",
    "back in the day we poured 400 yards a night",
    "morning all",
    "thanks!",
    "good job on the pour",
    "lunch at 11:45",
    "100% agree",
    "my phone's at 4%",
    "110% effort today",
    "$20 says it rains",
    "tie off 100% please",
    "drawings are at 60%",
    "👍",
    "😂😂",
    "https://example.com/a",
    "buenos días",
    "cảm ơn anh em",
    "well done everybody",
    "meeting moved to 3pm",
    "I'm off thursday",
    "so done with this monday",
]


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_asserted(text: str, read: Read) -> None:
    """Questions, orders, plans, conditions, denials, memories and talk capture nothing."""
    assert [(s.kind, dict(s.values)) for s in read(text).signals] == []


@pytest.mark.parametrize(
    ("text", "hedged"),
    [
        ("L3 rebar maybe 85%", True),
        ("i think L3 slab pour is done", True),
        ("L2 slab rebar about 60%", False),
        ("probably done with L2 slab rebar", True),
        ("L3 slab pour should be done by friday", True),
        ("creo que la losa del nivel 3 ya está colada", True),
        ("cốt thép tầng 3 chắc xong rồi", True),
        ("L3 slab pour is done", False),
    ],
)
def test_hedges_are_to_be_confirmed(text: str, hedged: bool, read: Read) -> None:
    """A doubt keeps the signal and asks; "about sixty" is no doubt."""
    (signal,) = read(text).signals
    assert signal.hedged is hedged
    assert signal.confirm or not hedged


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("L2 slab rebar 60%, sorry, 70 not 60", 70),
        ("L2 slab rebar 60%. correction, 70%", 70),
        ("L2 slab rebar 80%, I mean 90%", 90),
    ],
)
def test_a_correction_leaves_what_is_right(text: str, percent: int, read: Read) -> None:
    """The value taken back is gone."""
    (signal,) = read(text).signals
    assert signal.values["percent"] == percent


def test_quoted_lines_are_not_read(read: Read) -> None:
    """What somebody else wrote, quoted, is not said again."""
    assert read("> L3 slab pour 80% done\nsaw this, thanks").signals == ()


@pytest.mark.parametrize("text", ["Minh says the L3 slab pour is done", "per raj L3 slab pour is done"])
def test_relayed_reports_count(text: str, read: Read) -> None:
    """A report passed on is a report."""
    (signal,) = read(text).signals
    assert (signal.kind, signal.task, signal.values["status"]) == ("progress", "P-3", "done")


def test_what_is_hardly_there_is_not_asked_about(read: Read) -> None:
    """Drawings for a named place are no progress there, and a question about that would be a nuisance."""
    assert read("shop drawings for the north facade are 80% done, we submit next week").signals == ()
