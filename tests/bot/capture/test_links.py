"""Which task is meant."""

import pytest

from bot.capture.at_hand import Nearness
from bot.capture.lexicons import Lexicons
from bot.capture.reader import Reader
from tests.bot.capture.conftest import TUESDAY, Read, task


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("L3 slab pour 80%", "P-3"),
        ("lvl 3 slab pour 80%", "P-3"),
        ("3rd floor slab pour 80%", "P-3"),
        ("level three slab pour 80%", "P-3"),
        ("third floor slab pour 80%", "P-3"),
        ("L3 rebar 80%", "R-3"),
        ("l3 mat 80%", "R-3"),
        ("L3 slab formwrk 80%", "F-3"),
        ("L3 forms 80%", "F-3"),
        ("strip L3 80%", "S-3"),
        ("L2 columns 80%", "C-2"),
        ("L1 electrical 80%", "E-1"),
        ("sparkies on L2 at 80%", "E-2"),
        ("north brackets 80%", "B-N"),
        ("stair 2 flights 80%", "ST-2"),
        ("storm drain 80%", "D-1"),
        ("water main 80%", "D-2"),
        ("R-3 is 80%", "R-3"),
        ("armado de la losa N3 80%", "R-3"),
        ("cimbra de la losa del 3 al 80%", "F-3"),
        ("cốt thép sàn tầng 3 được 80%", "R-3"),
        ("cot thep san tang 3 dc 80%", "R-3"),
        ("cốp pha sàn lầu 2 được 80%", "F-2"),
        ("L3 slab 80%", None),
        ("brackets 80%", None),
        ("L9 rebar 80%", None),
        ("rough-in 80%", None),
    ],
)
def test_one_task_or_none(text: str, linked: str | None, read: Read) -> None:
    """The task that fits alone; none where several fit or none does."""
    (signal,) = read(text).signals
    assert signal.task == linked


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("L3 and L4 columns stripped", ["C-3", "C-4"]),
        ("L1, L2 and L3 columns poured", ["C-1", "C-2", "C-3"]),
        ("L2 slab rebar done, L3 slab rebar 40%", ["R-2", "R-3"]),
        ("L2: slab formwork 100%, rebar 70%", ["F-2", "R-2"]),
        ("- stair 1 done\n- stair 2 50%", ["ST-1", "ST-2"]),
        ("L1 electrical 60%\nplumbing 70%", ["E-1", "W-1"]),
        ("levels 3 and 4 columns done", ["C-3", "C-4"]),
        ("storm drain connection 60%, stair 1 done", ["D-1", "ST-1"]),
        ("P-3 60%, stair 1 done", ["P-3", "ST-1"]),
        ("P-3, R-3 and F-3 done", ["P-3", "R-3", "F-3"]),
        ("R-3 and P-2 stopped, no steel", ["R-3", "P-2"]),
        ("need 2 electricians on L2 and 1 plumber on L1", ["E-2", "W-1"]),
    ],
)
def test_several_at_once(text: str, linked: list[str], read: Read) -> None:
    """Each level or line that is listed has its own signal."""
    assert [s.task for s in read(text).signals] == linked


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("L3 slab pour 80% done, finishing thursday", {"progress": "P-3", "forecast": "P-3"}),
        ("L3 slab rebar stopped, no steel", {"blocker": "R-3"}),
        ("storm drain stopped since 9, hit rock", {"blocker": "D-1"}),
        ("L3 slab pour 50%. crane is down", {"progress": "P-3", "blocker": None}),
        ("L1 plumbing 55%, need 2 more plumbers", {"progress": "W-1", "request": "W-1"}),
    ],
)
def test_the_work_spoken_of_goes_on(text: str, kinds: dict[str, str | None], read: Read) -> None:
    """A clause without its own task speaks of the one before, except of what the whole site shares."""
    assert {s.kind: s.task for s in read(text).signals} == kinds


def test_another_schedule(lexicons: Lexicons) -> None:
    """Words that no lexicon knows are matched with the schedule's own, through a slip of the pen too."""
    reader = Reader(
        lexicons, [task("Cofferdam sheetpiling east", key="K-1"), task("Penstock lining", key="K-2")]
    )
    assert [s.task for s in reader.read("cofferdam sheetpilling 40%", at=TUESDAY).signals] == ["K-1"]
    assert [s.task for s in reader.read("penstock lining finished", at=TUESDAY).signals] == ["K-2"]


def test_no_tasks_at_all(lexicons: Lexicons) -> None:
    """Without a schedule messages are read all the same."""
    (signal,) = Reader(lexicons, []).read("crane down since 7", at=TUESDAY).signals
    assert (signal.kind, signal.values) == ("blocker", {"cause": "equipment", "since": "2026-03-10T07:00"})


def test_a_stop_takes_its_cause_from_what_did_not_come(read: Read) -> None:
    """ "no concrete delivered" is a late delivery, and the material is why the columns stopped."""
    signals = read("L3 columns stopped, no concrete delivered, crane's waiting").signals
    found = {s.kind: (s.task, dict(s.values)) for s in signals}
    assert found["blocker"] == ("C-3", {"cause": "material"})
    assert found["delivery"][1] == {"status": "late"}
    assert len(signals) == 2


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        ("L4 columns 10%, E-1 done", ["C-4", "E-1"]),
        ("L3 slab pour done - S-2 60%", ["P-3", "S-2"]),
        ("L2 formwork 40%. E-1 is at 60%", ["F-2", "E-1"]),
        ("columns 10%. E-1 60%", [None, "E-1"]),
    ],
)
def test_an_id_wins_over_the_level_that_is_spoken_of(text: str, tasks: list[str | None], read: Read) -> None:
    """Whoever writes an id means that task; and what was said before it was not said of it."""
    assert [signal.task for signal in read(text).signals] == tasks


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("vách tầng 2 60%", {None}),
        ("vach tang 1 xong", {None}),
        ("vách T3 lắp được 40%", {None}),
        ("vách tầng 1 xong, vách tầng 2 40%", {None}),
        ("vách tầng 2 và tầng 3 xong", {None}),
        ("đổ xong vách tầng 2", {"A-270"}),
        ("cốp pha vách tầng 3 xong 60%", {"A-370"}),
        ("thép vách tầng 2 xong", {"A-270"}),
        ("cột vách tầng 3 được 60%", {"A-370"}),
        ("vách lõi tầng 2 xong", {"A-270"}),
        ("vách bê tông tầng 3 xong", {"A-370"}),
        ("vách thạch cao tầng 2 xong", {"M-650"}),
        ("vách ngăn tầng 1 xong", {"M-550"}),
        ("bắn tấm vách tầng 3 30%", {"M-750"}),
        ("khung xương vách tầng 1 xong", {"M-550"}),
        ("vách tầng 4 xong", {"A-470"}),
        ("vách hầm phía nam xong", {"A-165"}),
    ],
)
def test_a_word_for_two_works_names_neither(text: str, linked: set[str | None], tower: Reader) -> None:
    """A "vách" is poured or boarded: which is meant the other words tell, or that the schedule has but one there."""
    assert {s.task for s, _ in tower.weighed(text, at=TUESDAY)[0]} == linked
    assert all(s.confirm or s.task for s in tower.read(text, at=TUESDAY).signals)


def test_of_two_works_the_one_at_hand_is_meant(tower: Reader) -> None:
    """Who has the boarding of a level in hand means that; else it is none, and a question offers both."""

    def only(task: str) -> Nearness | None:
        return Nearness("own", "now") if task == "M-650" else None

    found = tower.read("vách tầng 2 60%", at=TUESDAY, at_hand=only).signals
    assert [s.task for s in found] == ["M-650"]
    assert {"A-270", "M-650"} <= set(tower.tasks_alike("vách tầng 2"))
    assert tower.task_in("vách tầng 2") is None
