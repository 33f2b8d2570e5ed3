"""Vietnamese turns: what is only asked or unfinished, broken promises, reasons after a stop, numbers as they are said."""

import pytest

from bot.capture.reader import Reader
from tests.bot.capture.test_vietnamese_talk import AT, told


@pytest.mark.parametrize(
    "text",
    [
        "ống nước tầng 2 test đạt hay hỏng vậy mấy chú",
        "cột lầu 4 nghiệm thu đậu hay trượt",
        "cầu dao em tắt rồi, khỏi lo",
        "thép tầng 4 còn dang dở",
        "ống gió lầu 2 vẫn dang dở, chưa xong",
        "hàng còn nằm im ngoài cổng",
        "thứ hai đủ cả đội",
        "ai giữ chìa khóa kho",
    ],
)
def test_nothing_is_told(text: str, tower: Reader) -> None:
    """What is asked with its two ends, switched off by hand, or simply not finished."""
    assert told(tower, text) == []


@pytest.mark.parametrize(
    ("text", "kind", "task", "values"),
    [
        ("vế thang bộ số 2 bắt đầu lắp rồi", "progress", "S-920", {"status": "started"}),
        ("cầu thang số 1 được 40%", "progress", "S-910", {"status": "in_progress", "percent": 40}),
        ("escalera número 2 al 40%", "progress", "S-920", {"status": "in_progress", "percent": 40}),
        ("buộc được tấn hai thép sàn lầu 3", "progress", "A-390", {"status": "in_progress", "quantity": 1.2, "unit": "t"}),
        ("đóng tấm lầu 1 được 35%", "progress", "M-550", {"status": "in_progress", "percent": 35}),
        ("ngày hăm lăm mới xong ống gió lầu 2", "forecast", "M-630", {"when": "2026-03-25"}),
        ("ống gió lầu 1 lui lại hai bữa", "forecast", "M-530", {"slip": "P2D"}),
        ("tư vấn ký biên bản thép sàn 4 rồi", "quality", "A-490", {"result": "pass"}),
        ("an toàn gỡ lệnh cấm rồi, tổ ống gió lầu 2 làm lại", "cleared", "M-630", {"cause": "safety"}),
        ("thợ ống tầng 3 có 5 người", "headcount", "M-720", {"trade": "plumber", "count": 5}),
        ("thợ ống gió tầng 3 có 5 người", "headcount", "M-730", {"trade": "hvac", "count": 5}),
        ("hôm nay hăm hai thợ sắt", "headcount", None, {"trade": "rebar", "count": 22}),
        ("cần 2 xe ben chở đất", "request", None, {"need": "equipment", "quantity": 2, "unit": "ea"}),
        ("xin 3 xe ben cát", "request", None, {"need": "material", "quantity": 3, "unit": "load"}),
        ("xin 3 bao keo từ thứ năm", "request", None, {"need": "material", "quantity": 3, "unit": "bag", "when": "2026-03-12"}),
        ("anh Tư mở cổng 2 cho xe em vô với", "request", None, {"need": "access"}),
        ("đặt cọc cửa 1 tỷ 3 chuyển sáng nay", "cost", None, {"amount": 1300000000, "currency": "VND"}),
    ],
)  # fmt: skip
def test_what_is_told(
    text: str, kind: str, task: str | None, values: dict[str, object], tower: Reader
) -> None:
    """Stairs with their number, tenths of a ton, dates after twenty, crews by their pipes, and what passed by a paper."""
    assert told(tower, text) == [(kind, task, values)]


@pytest.mark.parametrize("text", ["tang ham bat dau lap dat", "tầng hầm bắt đầu lấp đất"])
def test_a_basement_is_no_number(text: str, tower: Reader) -> None:
    """ "hầm" without its accent is spelt as the word for twenty is."""
    assert told(tower, text) == [("progress", "A-170", {"status": "started"})]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("gạch để sát mép sàn lầu 3, rớt là trúng người", {"class": "hazard", "category": "struck_by"}),
        ("sàn thao tác ọp ẹp, té như chơi", {"class": "hazard", "category": "fall"}),
        ("máy cắt hở che lưỡi, đưa tay vào là đứt", {"class": "hazard", "category": "caught_in"}),
        ("máy trộn mất nắp che bánh răng", {"class": "hazard", "category": "caught_in"}),
        ("viên gạch rớt trúng đầu anh Tư", {"class": "near_miss", "category": "struck_by"}),
    ],
)
def test_what_could_happen_is_a_hazard(text: str, values: dict[str, object], tower: Reader) -> None:
    """What would hit, fall or catch somebody has not done so."""
    assert [found for kind, _, found in told(tower, text) if kind == "safety"] == [values]


@pytest.mark.parametrize(
    ("text", "deliveries"),
    [
        ("gạch hẹn mai mà giờ báo thứ hai mới về", [{"status": "late", "when": "2026-03-16"}]),
        ("ống gió hẹn hồi sáng mà giờ chưa thấy xe", [{"status": "late"}]),
        ("gạch mai về nhưng thép thứ năm mới tới",
         [{"status": "scheduled", "when": "2026-03-11"}, {"status": "late", "when": "2026-03-12"}]),
        ("thạch cao về 180 tấm mà ướt 25 tấm",
         [{"status": "arrived", "quantity": 180, "unit": "sheet"}, {"status": "damaged", "quantity": 25, "unit": "sheet"}]),
        ("về 200 viên gạch nhưng bể mất 30 viên",
         [{"status": "arrived", "quantity": 200, "unit": "ea"}, {"status": "damaged", "quantity": 30, "unit": "ea"}]),
        ("tấn năm sắt về rồi", [{"status": "arrived", "quantity": 1.5, "unit": "t"}]),
        ("hàng về tấn hai xe", [{"status": "arrived", "quantity": 2, "unit": "load"}]),
    ],
)  # fmt: skip
def test_a_turn_parts_what_came_from_what_did_not(
    text: str, deliveries: list[dict[str, object]], tower: Reader
) -> None:
    """ "mà" turns against what was promised or what came."""
    assert [found for kind, _, found in told(tower, text) if kind == "delivery"] == deliveries


@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("ống gió tầng 2 chưa vào được vì ống nước tầng 2 chưa xong", "M-630"),
        ("thạch cao lầu 2 chưa đóng được do điện lầu 2 chưa xong", "M-650"),
    ],
)
def test_what_is_stopped_stands_before_its_reason(text: str, task: str, tower: Reader) -> None:
    """The work that is not ready is not the one that is stopped."""
    assert told(tower, text) == [("blocker", task, {"cause": "prior_work"})]


@pytest.mark.parametrize(
    ("text", "task", "when"),
    [
        ("hoãn đổ sàn lầu 4, chốt lại thứ bảy", "A-410", "2026-03-14"),
        ("đổ sàn lầu 4 bị hoãn, dời qua thứ bảy", "A-410", "2026-03-14"),
        ("đổ sàn lầu 4 hoãn lại, thứ bảy mới đổ", "A-410", "2026-03-14"),
        ("hoãn đổ sàn lầu 4 lại, chốt ngày hăm mốt nghe anh em", "A-410", "2026-03-21"),
        ("đổ sàn lầu 4 chốt 5h sáng thứ sáu", "A-410", "2026-03-13T05:00"),
        ("đổ sàn lầu 4 dời qua 2h chiều thứ 5", "A-410", "2026-03-12T14:00"),
        ("tháo ván lầu 2 thứ năm mới tháo", "A-220", "2026-03-12"),
    ],
)
def test_what_is_put_off_has_a_new_day(text: str, task: str, when: str, tower: Reader) -> None:
    """The new day stands in the next words, with the part of the day beside its weekday."""
    assert told(tower, text) == [("forecast", task, {"when": when})]


@pytest.mark.parametrize(
    "text",
    [
        "họp giao ban hoãn, dời qua thứ bảy",
        "thứ sáu mới họp",
        "mai mới trả lương",
        "dời ván lầu 2 qua lầu 3, mai đổ",
    ],
)
def test_what_else_is_put_off(text: str, tower: Reader) -> None:
    """A meeting, wages and what is carried elsewhere give no work a new day."""
    assert told(tower, text) == []


def test_a_roll_names_works_of_two_syllables(tower: Reader) -> None:
    """After a roll call, "bê tông" and "ống gió" stand for who does them; after a heading of goods they do not."""
    signals = tower.read("quân số: bê tông 6, sắt 8, ống gió 4", at=AT).signals
    assert {s.values["trade"]: s.values["count"] for s in signals} == {"concrete": 6, "rebar": 8, "hvac": 4}
    assert told(tower, "vật tư: bê tông 6, thép 3") == []


@pytest.mark.parametrize("text", ["không có người lái cẩu", "mất nửa ngày vì không có lái cẩu"])
def test_who_drives_the_crane_is_no_work(text: str, tower: Reader) -> None:
    """What lacks is a person; the crane stands since long."""
    assert [(kind, task) for kind, task, _ in told(tower, text)] == [("blocker", None)]
