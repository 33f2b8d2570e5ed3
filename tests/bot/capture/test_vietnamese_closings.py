"""Vietnamese replies that close with an "already", refuse with a question or beg off, and who else is to do it."""

import pytest

from bot.capture.hints import Hints
from bot.capture.lexicons import Lexicons
from bot.capture.reader import Reader, Thread
from tests.bot.capture.conftest import TUESDAY
from tests.bot.capture.test_vietnamese_talk import told

ASKED = Thread(
    action="Che bạt kho xi măng",
    task=None,
    due="2026-03-10T15:00",
    options=("done", "not_done", "accepted", "declined", "eta", "reassign"),
)


@pytest.fixture(scope="module")
def by_words(lexicons: Lexicons) -> Reader:
    """A reader that goes by the words of a reply alone: what the whole of it hints at is another matter."""
    none = Hints({}, {}, {}, {}, {})
    return Reader(lexicons, [], hints=none, reply_hints=none)


def answer(reader: Reader, text: str) -> dict[str, object]:
    """The values of the response that the reply gives, however sure it is by its words alone; empty where it gives none."""
    weighed, _ = reader.weighed(text, at=TUESDAY, thread=ASKED)
    return next((dict(signal.values) for signal, _ in weighed if signal.kind == "response"), {})


@pytest.mark.parametrize(
    "text",
    [
        "phủ kín hết rồi anh",
        "bạt căng xong, cột dây đủ bốn góc rồi nha",
        "em kê cao lên cả rồi",
        "góc nào cũng có dây chằng rồi ạ",
        "kiểm xong rồi, hai cây cong thì em thay luôn rồi",
    ],
)
def test_what_is_closed_by_an_already_is_done(text: str, by_words: Reader) -> None:
    """Whatever the deed is called, "rồi" at the end says that it is as it was to be."""
    assert answer(by_words, text) == {"answer": "done"}


@pytest.mark.parametrize(
    "text", ["trễ quá rồi anh", "hết tiền rồi sếp", "mưa rồi anh ơi", "khuya rồi", "mệt rồi bác"]
)
def test_an_already_of_no_deed_is_not_done(text: str, by_words: Reader) -> None:
    """ "Too late already" and "out of money already" do nothing of what was asked."""
    assert answer(by_words, text).get("answer") != "done"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "sao mà kịp, cẩu bận bên tháp B, 2h mai mới rảnh",
            {"answer": "not_done", "cause": "equipment", "when": "2026-03-11T14:00"},
        ),
        ("làm sao nổi anh, tổ em còn có ba mống", {"answer": "not_done", "cause": "labour"}),
        (
            "gió vầy ai dám leo hả chị, mai em làm",
            {"answer": "not_done", "cause": "weather", "when": "2026-03-11"},
        ),
        ("lấy đâu ra người hả anh, mai em kêu thêm", {"answer": "not_done", "when": "2026-03-11"}),
    ],
)
def test_a_question_that_wants_no_answer_refuses(text: str, values: dict[str, str], by_words: Reader) -> None:
    """ "How could I" is a no, with the cause and the new time told beside it."""
    assert answer(by_words, text) == values


def test_a_question_that_wants_one_refuses_nothing(by_words: Reader) -> None:
    """ "Will it be in time?" asks."""
    assert answer(by_words, "kịp không anh?") == {}


@pytest.mark.parametrize(
    "text",
    [
        "cho em kiếu, con em sốt cả đêm",
        "nhà tui có đám giỗ, thôi anh kiếm người khác",
        "thôi anh cho em kiếu, nhà em có tang",
    ],
)
def test_an_errand_of_ones_own_is_another_cause(text: str, by_words: Reader) -> None:
    """Who begs off for what is no matter of the site gives another cause."""
    assert answer(by_words, text) == {"answer": "declined", "cause": "other"}


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("có phải việc của bên em đâu, anh gọi anh Tuấn nha", "tuan"),
        ("bạt của bên xây chứ đâu phải của em, chị hỏi chú Lực", "luc"),
    ],
)
def test_a_name_after_a_title_is_who_is_to_do_it(text: str, to: str, by_words: Reader) -> None:
    """A name that nobody told the reader stands large after what one calls the person."""
    assert answer(by_words, text) == {"answer": "reassign", "to": to}


@pytest.mark.parametrize("text", ["ăn xong hộp cơm em qua liền", "họp xong em ra ngay"])
def test_what_is_over_before_it_is_taken_on_is_not_what_was_asked(text: str, by_words: Reader) -> None:
    """ "Once I have eaten" is no "done"."""
    assert answer(by_words, text) == {"answer": "accepted"}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("em đang kẹt họp, 3 giờ em ra", {"answer": "eta", "when": "2026-03-10T15:00"}),
        ("bận bên tháp B, 2h mới rảnh", {"answer": "eta", "when": "2026-03-10T14:00"}),
        ("thôi nha, tổ em kín lịch rồi", {"answer": "declined", "cause": "labour"}),
        ("một mình em làm hổng xuể, cho em thêm tay", {"answer": "help"}),
        ("coi hình nè anh, bạt phủ thẳng tắp", {"answer": "done"}),
        ("che rồi, mai chở thêm bạt lên", {"answer": "done"}),
        ("che rồi, còn góc trục 5", {"answer": "not_done"}),
        ("che được 60% rồi, 4h chiều xong", {"answer": "eta", "when": "2026-03-10T16:00"}),
        (
            "bạt giao lộn cỡ rồi, mai mới đổi",
            {"answer": "not_done", "cause": "material", "when": "2026-03-11"},
        ),
        ("gọi thợ rồi, 3h tới", {"answer": "eta", "when": "2026-03-10T15:00"}),
    ],
)
def test_what_comes_with_a_time_or_a_picture(text: str, values: dict[str, str], by_words: Reader) -> None:
    """Who is busy until a time promises it; a first clause that closes it is done, whatever comes after, unless that is an
    exception; goods that came wrong are why not; and a picture shows that it is done."""
    assert answer(by_words, text) == values


def test_asking_first_is_no_handing_on(by_words: Reader) -> None:
    """ "Cho hỏi" asks for information on the action."""
    assert [
        (kind, values) for kind, _, values in told(by_words, "cho hỏi che tới trục nào vậy anh", ASKED)
    ] == [("request", {"need": "information"})]
