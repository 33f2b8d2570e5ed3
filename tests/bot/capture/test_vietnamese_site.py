"""Vietnamese of the site, kind by kind: what begins, comes, lacks, stops and goes on, and what only looks like it."""

import pytest

from bot.capture.reader import Reader, Thread
from tests.bot.capture.test_vietnamese_talk import AT, told

ASKED = Thread(action="Hạ cống", task="X-010", due="2026-03-10T15:00", options=("done", "not_done", "eta"))


@pytest.mark.parametrize(
    ("text", "task", "values"),
    [
        ("vận thăng bắt đầu lắp rồi nghen", "A-040", {"status": "started"}),
        ("bát mặt dựng phía nam bắt đầu bắn rồi", "F-820", {"status": "started"}),
        (
            "ống gió tầng 1: 42m hôm nay",
            "M-530",
            {"status": "in_progress", "quantity": 42, "unit": "m"},
        ),
        (
            "bát mặt dựng hướng bắc: 24 bộ hôm nay",
            "F-810",
            {"status": "in_progress", "quantity": 24, "unit": "ea"},
        ),
        (
            "thang 1 len dc 2/8 ve",
            "S-910",
            {"status": "in_progress", "percent": 25, "quantity": 2, "unit": "ea"},
        ),
        (
            "bảo ôn ống gió L1 done rồi, 180m2",
            "M-530",
            {"status": "done", "quantity": 180, "unit": "m2"},
        ),
    ],
)
def test_progress_is_as_far_as_it_is_told(
    text: str, task: str, values: dict[str, object], tower: Reader
) -> None:
    """What has begun is not done; how much there is today is in progress; a unit keeps its power beside its number."""
    assert told(tower, text) == [("progress", task, values)]


@pytest.mark.parametrize(
    "text",
    [
        "tầng 2 tháo cốp pha chưa xong đâu nhé, đừng hỏi nữa",
        "cốp pha tầng 2 chưa tháo xong nha anh",
        "sàn tầng 4 chưa xong đâu, hối làm gì",
        "mở kho lấy giùm tui cái áo mưa",
        "cẩu tháp nghỉ trưa, 1h làm lại nha",
        "ve chai gom xong rồi nhé",
    ],
)
def test_what_is_not_finished_stops_nothing_by_itself(text: str, tower: Reader) -> None:
    """A work that is not done yet, with nobody who waits for it, is nothing; nor is a rest, or a favour."""
    assert not told(tower, text)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("mưa như trút, kéo hết anh em xuống giáo rồi", "rain"),
        ("gio giat manh wa, cau thap nghi roi", "wind"),
        ("gió mạnh quá, cẩu tháp phải neo lại rồi", "wind"),
        ("nắng 40 độ, cho thợ ngoài nắng nghỉ tới 3 giờ", "heat"),
        ("sấm chớp ì đùng, lùa hết anh em xuống rồi", "lightning"),
    ],
)
def test_people_and_plant_at_rest_beside_the_weather_stop_for_it(
    text: str, condition: str, tower: Reader
) -> None:
    """Who is taken down, sent home or tied up beside the weather stops because of it."""
    assert told(tower, text) == [
        ("weather", None, {"condition": condition}),
        ("blocker", None, {"cause": "weather"}),
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "3h chiều nay em chạy vô 3 xe đá 1x2 nghen",
            {"status": "scheduled", "quantity": 3, "unit": "load", "when": "2026-03-10T15:00"},
        ),
        (
            "1 rưỡi chiều nay em chở qua 4 xe gạch nha chị",
            {"status": "scheduled", "quantity": 4, "unit": "load", "when": "2026-03-10T13:30"},
        ),
        ("sáng nay em chở vô 2 xe cát rồi nha anh", {"status": "arrived", "quantity": 2, "unit": "load"}),
        (
            "khui thùng bát mặt dựng ra coi thấy cong hết 14 cái",
            {"status": "damaged", "quantity": 14, "unit": "ea"},
        ),
    ],
)
def test_an_hour_to_come_makes_a_load_one_that_is_to_come(
    text: str, values: dict[str, object], tower: Reader
) -> None:
    """Verbs of Vietnamese tell no time; what is found broken on unpacking is a load that came damaged."""
    assert told(tower, text) == [("delivery", None, values)]


@pytest.mark.parametrize(
    ("text", "task", "cause"),
    [
        ("hết đợi thép rồi, sàn tầng 4 buộc tiếp rồi", "A-490", "material"),
        ("hết đợi cẩu rồi, bát mặt dựng hướng bắc lắp tiếp", "F-810", "equipment"),
    ],
)
def test_who_no_longer_waits_goes_on(text: str, task: str, cause: str, tower: Reader) -> None:
    """ "hết đợi" is the end of a wait, and no lack; the work that goes on is the one that waited."""
    found, _ = tower.weighed(text, at=AT)
    assert [(s.kind, s.task, s.values["cause"]) for s, _ in found] == [("cleared", task, cause)]


@pytest.mark.parametrize(
    ("text", "task", "values"),
    [
        ("điều em 4 thợ sắt, thứ năm phải có", None, {"need": "labour", "quantity": 4, "unit": "person", "when": "2026-03-12"}),
        ("xin cái đầm dùi, sáng mai em cần", None, {"need": "equipment", "when": "2026-03-11"}),
        ("xin thêm 2 tổ sắt cho sàn tầng 3", "A-390", {"need": "labour", "quantity": 2, "unit": "crew"}),
        ("Kính mời tư vấn nghiệm thu thép sàn tầng 3 sáng mai", "A-390", {"need": "inspection", "when": "2026-03-11"}),
        ("cho em mượn 1 cái tủ điện di động", None, {"need": "equipment", "quantity": 1, "unit": "ea"}),
    ],
)  # fmt: skip
def test_a_request_takes_its_time_from_after_it(
    text: str, task: str | None, values: dict[str, object], tower: Reader
) -> None:
    """By when it is needed may stand in a clause of its own; crews are people, and "tư vấn" counts no four."""
    assert told(tower, text) == [("request", task, values)]


@pytest.mark.parametrize(
    ("text", "task", "cause"),
    [
        ("điện tầng 3 vẫn chưa vô làm được, cốp pha dưới trần còn chưa tháo xong", "M-710", "prior_work"),
        ("Bên đấu nối ống nước chính đang nằm im vì Sở chưa cấp phép làm cống", "X-020", "inspection"),
        ("mưa lớn quá phải dừng đổ sàn tầng 3", "A-310", "weather"),
    ],
)
def test_a_stop_is_of_the_work_that_stops(text: str, task: str, cause: str, tower: Reader) -> None:
    """What is named as the reason, or as what has to end first, is not what stands still; "đổ" joins no sentences."""
    stops = [one for one in told(tower, text) if one[0] == "blocker"]
    assert stops == [("blocker", task, {"cause": cause})]


def test_a_reply_tells_how_far_it_is_and_when_the_rest_will_be(tower: Reader) -> None:
    """Of so many so many are in, and the promise is for the others."""
    assert told(tower, "hạ được 6/8 cống rồi sếp, hai cái kia sáng mai xong", ASKED) == [
        ("progress", "X-010", {"status": "in_progress", "percent": 75, "quantity": 6, "unit": "ea"}),
        ("response", None, {"answer": "eta", "when": "2026-03-11"}),
    ]
