"""Vietnamese as it is typed on site: days written as levels are, accents half left out, and what comes only later."""

from datetime import datetime

import pytest

from bot.capture.reader import Reader, Thread

AT = datetime(2026, 3, 10, 9)  # noqa: DTZ001 - a writer's local time, a Tuesday
ASKED = Thread(action="Đổ sàn", task="A-310", due="2026-03-10T15:00", options=("done", "not_done", "eta"))
OFFERED = Thread(action="Nhận việc", task="A-310", due="2026-03-10T15:00", options=("accepted", "declined"))


def told(reader: Reader, text: str, thread: Thread | None = None) -> list[tuple[object, ...]]:
    """Kind, task and values of each signal of the text."""
    return [(s.kind, s.task, dict(s.values)) for s in reader.read(text, at=AT, thread=thread).signals]


@pytest.mark.parametrize(
    ("text", "task", "when"),
    [
        ("ống gió tầng 1 tới t5 mới xong", "M-530", "2026-03-12"),
        ("đi dây t1 tới t6 xong", "M-510", "2026-03-13"),
        ("thang 1 t2 lắp xong hết", "S-910", "2026-03-16"),
        ("thép sàn tầng 3 dời qua t4", "A-390", "2026-03-11"),
        ("tuong chan phia nam t7 moi xong", "A-165", "2026-03-14"),
        ("trưa thứ bảy mới xong cột tầng 4", "A-470", "2026-03-14T12:00"),
        ("trưa thứ 5 đổ xong sàn tầng 3", "A-310", "2026-03-12T12:00"),
    ],
)
def test_a_code_for_a_day_is_no_level(text: str, task: str, when: str, tower: Reader) -> None:
    """ "t6" is the sixth day where a promise, a move or a part of the day calls for one."""
    assert told(tower, text) == [("forecast", task, {"when": when})]


@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("sàn t3 đổ xong rồi", "A-310"),
        ("tháo cốp pha t2 xong rồi nha", "A-220"),
        ("t3 buộc thép được 60%", "A-390"),
        ("cột t4 được 50%", "A-470"),
    ],
)
def test_a_code_for_a_level_is_no_day(text: str, task: str, tower: Reader) -> None:
    """ "t3" is the third level where a work or how far it is stands beside it."""
    assert [(kind, found) for kind, found, _ in told(tower, text)] == [("progress", task)]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "het thép D16, tổ sắt sàn tang 2 ngồi không từ 7h30",
            ("blocker", "A-290", {"cause": "material", "since": "2026-03-10T07:30"}),
        ),
        ("thép sàn tầng 3 duoc 70% rồi", ("progress", "A-390", {"status": "in_progress", "percent": 70})),
        ("ống nước tầng 2 thieu co 90, phải dung lại", ("blocker", "M-620", {"cause": "material"})),
        ("sàn tầng ba đổ xong hết duoc rồi", ("progress", "A-310", {"status": "done"})),
    ],
)
def test_a_word_may_lack_its_accents_among_words_that_have_them(
    text: str, want: tuple[object, ...], tower: Reader
) -> None:
    """Where a word is bare that is never written so, bare words are any that are spelt so."""
    assert told(tower, text) == [want]


@pytest.mark.parametrize("text", ["ve chai gom xong rồi nhé", "hôm nay có sung chín ngoài cổng"])
def test_a_word_rightly_bare_is_itself(text: str, tower: Reader) -> None:
    """In a text that keeps its accents a bare word stands for nothing else: "ve" is no "về"."""
    assert not told(tower, text)


@pytest.mark.parametrize(
    ("text", "cause", "when"),
    [
        ("máy bơm hư rồi anh, chiều thứ năm thợ sửa xong mới chạy tiếp được", "equipment", "2026-03-12"),
        ("mưa ngập hết rồi, sáng t7 mới đổ đc", "weather", "2026-03-14"),
        ("chưa a ơi, TVGS hẹn 8h sáng mai mới qua coi", "inspection", "2026-03-11T08:00"),
        ("chưa anh, 2h chiều giám sát mới ra ký", "inspection", "2026-03-10T14:00"),
        ("chưa đổ được, 3h tổ sắt mới buộc xong", "prior_work", "2026-03-10T15:00"),
        ("thợ nước nghỉ hết rồi chị, thứ năm mới có người", "labour", "2026-03-12"),
        ("chưa nha, ống gió thứ sáu mới về", "material", "2026-03-13"),
        ("hành lang đầy gạch không vô được, 2h chiều họ dọn xong mới làm", "space", "2026-03-10T14:00"),
    ],
)
def test_what_comes_only_later_is_why_it_is_not_done(text: str, cause: str, when: str, tower: Reader) -> None:
    """ "mới" after a time: nothing is done before it, because of who or what comes only then."""
    assert told(tower, text, ASKED) == [
        ("response", None, {"answer": "not_done", "cause": cause, "when": when})
    ]


@pytest.mark.parametrize(
    ("text", "when"), [("4h chiều em xong", "2026-03-10T16:00"), ("t6 e làm xong", "2026-03-13")]
)
def test_a_time_alone_is_a_promise(text: str, when: str, tower: Reader) -> None:
    """Where nothing stops it, the time is when it will be done."""
    assert told(tower, text, ASKED) == [("response", None, {"answer": "eta", "when": when})]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("từ từ để coi đã, hổng hứa trước", []),
        ("để em hỏi lại anh em coi sao, không dám hứa", []),
        (
            "Bên em xin từ chối, xe cẩu kín lịch hết rồi chị ơi",
            [("response", None, {"answer": "declined", "cause": "equipment"})],
        ),
        ("đợi xíu, tui lên coi rồi tính", []),
        ("chả nhận đâu", [("response", None, {"answer": "declined"})]),
        ("thôi em xin từ chối", [("response", None, {"answer": "declined"})]),
    ],
)
def test_who_promises_nothing_refuses_nothing(
    text: str, want: list[tuple[object, ...]], tower: Reader
) -> None:
    """ "không hứa" commits to nothing; a refusal fails no check, and has a reason."""
    assert told(tower, text, OFFERED) == want


@pytest.mark.parametrize("text", ["rồi", "roi", "rồi, mà có người đứng dưới móc cẩu"])
def test_a_bare_already_is_a_yes(text: str, tower: Reader) -> None:
    """ "Rồi" to what was to be done, whatever else is told after it."""
    assert ("response", None, {"answer": "done"}) in told(tower, text, ASKED)


@pytest.mark.parametrize("text", ["rồi?", "rồi mai tính", "rồi, còn góc phía bắc"])
def test_already_with_more_to_it_is_no_yes(text: str, tower: Reader) -> None:
    """A question, a word that only goes on, and what is left."""
    assert ("response", None, {"answer": "done"}) not in told(tower, text, ASKED)


@pytest.mark.parametrize("text", ["nhận, nhưng cho xin 2 xe nâng nha", "được anh, mà cho em thêm 2 xe nâng"])
def test_who_takes_it_on_with_a_wish_does_both(text: str, tower: Reader) -> None:
    """What they want for it is asked for, and they do not ask for help."""
    assert ("response", None, {"answer": "accepted"}) in told(tower, text, OFFERED)
    signals = tower.read(text, at=AT, thread=OFFERED).signals
    assert [one.values["need"] for one in signals if one.kind == "request"] == ["equipment"]


def test_the_rest_that_is_promised_by_a_time_is_a_promise(tower: Reader) -> None:
    """Of what is only begun; what is done but for a part is not done."""
    begun = told(tower, "3/5 trục rồi, còn lại 4h chiều mai xong", ASKED)
    assert ("response", None, {"answer": "eta", "when": "2026-03-11T16:00"}) in begun
    left = tower.read("xong hết rồi, còn góc bắc mai làm nốt", at=AT, thread=ASKED).signals
    assert [one.values["answer"] for one in left if one.kind == "response"] == ["not_done"]


def test_a_question_back_is_on_the_task_of_the_thread(tower: Reader) -> None:
    """Whatever else it names."""
    asked = tower.read("anh nói cái dầm nào, D4 hay D5?", at=AT, thread=ASKED).signals
    assert [(one.kind, one.task) for one in asked] == [("request", "A-310")]


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("ống gió T2 lên được 75%", ("progress", "M-630", {"status": "in_progress", "percent": 75})),
        ("ong gio T1 tre them 3 ngay nua", ("forecast", "M-530", {"slip": "P3D"})),
        ("sàn t3 8 giờ t5 đổ xong", ("forecast", "A-310", {"when": "2026-03-12T08:00"})),
    ],
)
def test_a_duct_is_no_hour_before_a_level(text: str, signal: tuple[object, ...], tower: Reader) -> None:
    """ "Gió" is spelt as "giờ" is; "ngày nữa" after what is late is so much more."""
    assert told(tower, text) == [signal]


@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("tường chắn phía nam được 80%, thứ hai này đổ nốt khúc cuối là xong", "A-165"),
        ("cột tầng 3 ghép xong rồi, đổ được 12 khối", "A-370"),
    ],
)
def test_a_pour_of_what_was_spoken_of_stays_with_it(text: str, task: str, tower: Reader) -> None:
    """Walls and columns are poured, too."""
    assert {found for _, found, _ in told(tower, text)} == {task}


@pytest.mark.parametrize(
    "text",
    [
        "tem phiếu ăn có rồi", "mai đi chụp ảnh mặt nam", "total 3 triệu ngân sách", "tổng 5 tỷ dự toán",
        "chốt đơn 3 triệu đi", "chốt giá 20 triệu chưa",
    ],
)  # fmt: skip
def test_what_shares_words_with_a_report_is_none(text: str, tower: Reader) -> None:
    """Stickers of the canteen, photographs, a budget, and a price that is still to be agreed."""
    assert told(tower, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "buộc xong thép sàn tầng 4 đi",
        "em ơi lắp xong 12 tấm kính hướng bắc đi",
        "thanh toán 8 triệu tiền cát đi nhé",
        "ghép xong cốp pha tầng 5 nha đi",
        "bơm hết 15 khối bê tông đi chú",
        "thao xong cop pha tang 2 di em",
    ],
)
def test_a_bidding_word_at_the_end_makes_an_order(text: str, tower: Reader) -> None:
    """What is told to be done tells nothing as done, and money that is to be paid is not spent."""
    assert told(tower, text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("tháo xong cốp pha tầng 2, tụi em đi", "progress"),
        ("buộc xong thép sàn tầng 4 đi rồi", "progress"),
        ("trả 8 triệu tiền xe đi lại", "cost"),
        ("thợ sắt 6 người đi", "headcount"),
        ("đi dây tầng 1 xong 40%", "progress"),
        ("hôm nay tổ mộc đi 4 người", "headcount"),
    ],
)
def test_the_same_word_for_going_makes_none(text: str, kind: str, tower: Reader) -> None:
    """Who goes, what is laid along and what has gone already are told."""
    assert [name for name, *_ in told(tower, text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "4 tấm kính bị nứt thì đổi lại nhé",
        "10 cây thép bị cong thì trả về kho",
        "6 thùng sơn hỏng thì bỏ đi",
        "2 ống cống bị móp thì thay liền",
        "3 bao xi măng bị ướt thì trả",
    ],
)
def test_what_is_to_be_done_with_what_is_damaged_is_a_condition(text: str, tower: Reader) -> None:
    """When it is so, then send it back: it says of none that it is."""
    assert told(tower, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "4 tấm kính bị nứt, đổi lại rồi",
        "10 cây thép bị cong, trả kho rồi",
        "3 bao xi măng bị ướt thì trả rồi",
        "2 ống cống bị móp",
        "6 thùng sơn bị hỏng, đem trả kho rồi",
    ],
)
def test_what_was_done_with_what_is_damaged_is_told(text: str, tower: Reader) -> None:
    """What was sent back came damaged."""
    found = tower.read(text, at=AT).signals
    assert [(one.kind, one.values["status"]) for one in found] == [("delivery", "damaged")]
