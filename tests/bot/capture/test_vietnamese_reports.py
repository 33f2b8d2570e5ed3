"""Vietnamese reports: how much of what, days that are moved, what did not come when promised, and words that only look alike."""

import pytest

from bot.capture.reader import Reader
from tests.bot.capture.test_vietnamese_talk import AT, told


@pytest.mark.parametrize(
    ("text", "task", "values"),
    [
        ("ống gió tầng 1 lắp được 14/20 khúc rồi", "M-530", {"percent": 70, "quantity": 14, "unit": "ea"}),
        (
            "cột tầng 4 ghép được ba cây trên mười hai cây",
            "A-470",
            {"percent": 25, "quantity": 3, "unit": "ea"},
        ),
        ("ống gió tầng 1 tính tới giờ khoảng 55%", "M-530", {"percent": 55}),
        ("ống nước tầng 1 tính tổng cộng được 70%", "M-520", {"percent": 70}),
        ("ke gá mặt bắc bắt được 22 bộ", "F-810", {"quantity": 22, "unit": "ea"}),
        ("lấp đất hầm từ sáng đến giờ 38 xe rồi", "A-170", {"quantity": 38, "unit": "load"}),
    ],
)
def test_how_much_was_reached_is_progress(
    text: str, task: str, values: dict[str, object], tower: Reader
) -> None:
    """So many of so many, whatever they are called, and reckoning is no plan."""
    assert told(tower, text) == [("progress", task, {"status": "in_progress", **values})]


def test_a_plan_is_still_a_plan(tower: Reader) -> None:
    """ "Tính" before a deed plans it."""
    assert told(tower, "mai tính đổ sàn tầng 3") == []


@pytest.mark.parametrize(
    ("text", "task", "when"),
    [
        ("Đổ sàn tầng 4 dời từ thứ năm sang sáng thứ bảy", "A-410", "2026-03-14"),
        ("lịch đổ sàn tầng 3 chuyển từ mai qua thứ sáu", "A-310", "2026-03-13"),
        ("cống nước mưa ngày mốt là hết", "X-010", "2026-03-12"),
    ],
)
def test_a_day_that_is_moved_is_the_second(text: str, task: str, when: str, tower: Reader) -> None:
    """From one day to another: the other is when."""
    assert told(tower, text) == [("forecast", task, {"when": when})]


def test_early_is_early_beside_the_plan_too(tower: Reader) -> None:
    """ "Sớm 1 ngày so với tiến độ" is ahead."""
    assert told(tower, "lấp đất hầm sớm 1 ngày so với tiến độ") == [("forecast", "A-170", {"slip": "-P1D"})]


@pytest.mark.parametrize(
    "text", ["xe bê tông hẹn 8h mà giờ vẫn chưa thấy đâu", "xe thép hẹn sáng nay mà chưa thấy về"]
)
def test_what_did_not_come_when_promised_is_late(text: str, tower: Reader) -> None:
    """The hour that was promised is no new time."""
    assert told(tower, text) == [("delivery", None, {"status": "late"})]


def test_what_follows_an_amount_is_told_of_something_else(tower: Reader) -> None:
    """ "Còn" after an amount turns to the next thing."""
    kinds = [kind for kind, *_ in told(tower, "đường tạm rải được 300 m2 còn đoạn cổng 1 thì máy lu hư")]
    assert kinds == ["progress", "blocker"]


@pytest.mark.parametrize(
    "text",
    [
        "máy phát kêu to quá sếp ơi",
        "ảnh đồng hồ em gửi nhóm",
        "anh nhớ tính lương tăng ca cho anh em nhé",
    ],
)
def test_what_only_sounds_like_asking_asks_for_nothing(text: str, tower: Reader) -> None:
    """A noise, a picture that was sent and pay are no requests."""
    assert told(tower, text) == []


def test_the_size_of_plant_is_no_amount(tower: Reader) -> None:
    """ "A 25 t crane" is one crane."""
    (found,) = told(tower, "cho em mượn xe cẩu loại 25 tấn 2h chiều")
    assert found == ("request", None, {"need": "equipment", "when": "2026-03-10T14:00"})


def test_hours_of_everybody_belong_to_those_counted(tower: Reader) -> None:
    """ "Ai cũng làm 9 tiếng" asks nobody."""
    (found,) = told(tower, "thợ nước 6 người, ai cũng làm 9 tiếng")
    assert found == ("headcount", None, {"trade": "plumber", "count": 6, "hours": 9})


@pytest.mark.parametrize(
    ("text", "category"),
    [("kho sơn có ông ngồi hút thuốc", "other"), ("ổ cắm tầng 2 hở ngay cạnh vũng nước", "electrical")],
)
def test_fire_beside_fuel_and_bare_wires_in_water_are_hazards(
    text: str, category: str, tower: Reader
) -> None:
    """Where it is may be told before what is done there."""
    ((kind, _, values),) = told(tower, text)
    assert kind == "safety"
    assert values == {"class": "hazard", "category": category}


@pytest.mark.parametrize(
    ("text", "task", "values"),
    [
        ("thép cột tầng 4 buộc được 9/16 cây", "A-470", {"percent": 56, "quantity": 9, "unit": "ea"}),
        ("đổ cột tầng 4 được 12 khối", "A-470", {"quantity": 12, "unit": "m3"}),
        ("sắt sàn tầng 4 được 40%", "A-490", {"percent": 40}),
        ("tường chắn bắc ghép chừng nửa tường rồi", "A-160", {"percent": 50}),
        ("ống gió tầng 1 đi được 6 phần 10", "M-530", {"percent": 60}),
        ("lấp đất hầm hôm nay thêm 60 khối", "A-170", {"quantity": 60, "unit": "m3"}),
    ],
)
def test_what_is_built_names_the_task(text: str, task: str, values: dict[str, object], tower: Reader) -> None:
    """What a column is made of is the column's work, and "sàn 40%" is no fortieth level."""
    assert told(tower, text) == [("progress", task, {"status": "in_progress", **values})]


@pytest.mark.parametrize(
    ("text", "cause", "delay"),
    [
        ("máy bơm nước chạy lại rồi, mất hết 3 tiếng", "equipment", "PT3H"),
        ("trời tạnh rồi, mất tiếng rưỡi", "weather", "PT1H30M"),
    ],
)
def test_time_lost_beside_what_is_over_was_lost_by_it(
    text: str, cause: str, delay: str, tower: Reader
) -> None:
    """Both are told: that it is over, and what it cost."""
    assert told(tower, text) == [
        ("cleared", None, {"cause": cause}),
        ("blocker", None, {"cause": cause, "delay": delay}),
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("4 rưỡi xe bơm tới", {"status": "scheduled", "when": "2026-03-10T16:30"}),
        (
            "5h sáng mai xe cát tới 3 chuyến",
            {"status": "scheduled", "quantity": 3, "unit": "load", "when": "2026-03-11T05:00"},
        ),
        ("tới cổng rồi nha, 12 tấn thép phi 20", {"status": "arrived", "quantity": 12, "unit": "t"}),
        ("gạch em chở vỡ mất 120 viên", {"status": "damaged", "quantity": 120, "unit": "ea"}),
        ("phiếu ghi 5 tấn mà cân có 4 tấn, hụt tấn rưỡi", {"status": "short", "quantity": 1.5, "unit": "t"}),
    ],
)
def test_who_drives_up_tells_of_goods(text: str, values: dict[str, object], tower: Reader) -> None:
    """The goods may be named only after the coming; half an hour and half a ton need no number before them."""
    assert told(tower, text) == [("delivery", None, values)]


def test_a_roll_call_counts_by_works(tower: Reader) -> None:
    """After a roll call each line is a trade and its number, and the hours at the end are everybody's."""
    found = told(tower, "Quân số hôm nay:\n- sắt: 6\n- coffa: 4\nTất cả 8 tiếng")
    assert found == [
        ("headcount", None, {"trade": "rebar", "count": 6, "hours": 8}),
        ("headcount", None, {"trade": "formwork", "count": 4, "hours": 8}),
    ]


def test_what_is_met_in_the_ground_stops_the_work(tower: Reader) -> None:
    """An old pipe that nobody knew of."""
    ((kind, _, values),) = told(tower, "đào móng trạm đụng phải ống nước cũ, ngưng từ 8h")
    assert kind == "blocker"
    assert values == {"cause": "unforeseen", "since": "2026-03-10T08:00"}


@pytest.mark.parametrize(
    ("text", "task", "percent"),
    [
        ("cột tầng 3 được sáu tư phần trăm rồi", "A-370", 64),
        ("ống gió tầng 2 làm được bảy lăm phần trăm", "M-630", 75),
        ("thép sàn tầng 3 buộc được ba mốt phần trăm", "A-390", 31),
    ],
)
def test_a_digit_before_a_closing_digit_is_said_for_tens(
    text: str, task: str, percent: int, tower: Reader
) -> None:
    """ "Bảy lăm" is seventy-five."""
    assert told(tower, text) == [("progress", task, {"status": "in_progress", "percent": percent})]


def test_hundreds_go_before_spoken_tens(tower: Reader) -> None:
    """And "ba tư vấn" are three consultants."""
    signals = tower.read("một trăm hai lăm khối bê tông về rồi", at=AT).signals
    assert [signal.values["quantity"] for signal in signals] == [125]
    assert told(tower, "tầng 3 có ba tư vấn xuống") == []


@pytest.mark.parametrize(
    ("text", "task", "quantity"),
    [
        ("thang bo 1 lap 3 ve roi", "S-910", 3),
        ("mặt nam gắn 40 ke, chắc mai đủ", "F-820", 40),
        ("hom nay dong 38 cay chong tang 3", "A-320", 38),
    ],
)
def test_pieces_that_were_set_are_so_many_of_no_finished_whole(
    text: str, task: str, quantity: int, tower: Reader
) -> None:
    """Nobody is told that all of it is done."""
    signal = tower.read(text, at=AT).signals[0]
    assert (signal.kind, signal.task, signal.values["status"]) == ("progress", task, "in_progress")
    assert signal.values["quantity"] == quantity


def test_what_is_left_is_no_amount_that_was_done(tower: Reader) -> None:
    """ "Còn khoảng 40 khối nữa"."""
    assert told(tower, "sàn tầng 3 đổ được một nửa rồi, còn khoảng 40 khối nữa") == [
        ("progress", "A-310", {"status": "in_progress", "percent": 50})
    ]


def test_the_work_before_its_level_is_that_of_the_level(tower: Reader) -> None:
    """ "Cột tầng 3 với cột tầng 4 đổ xong": what was done comes last, and is no pour of a slab."""
    found = told(tower, "cột tầng 3 với cột tầng 4 tụi em đổ xong cả hai rồi")
    assert [(kind, task) for kind, task, _ in found] == [("progress", "A-370"), ("progress", "A-470")]


@pytest.mark.parametrize(
    "text",
    [
        "sao ống gió tầng 2 làm chậm thế, kẹt chỗ nào?",
        "coi chừng rớt trúng đầu người đi dưới nghen",
        "máy bơm mà hư nữa là phải mướn ngoài đó",
        "tổ nào không đội nón là bị phạt liền nghe",
    ],
)
def test_who_asks_or_warns_tells_nothing(text: str, tower: Reader) -> None:
    """Why it is slow, what may fall on whom, what if it breaks again, and who will be fined."""
    assert told(tower, text) == []


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("gỡ lệnh dừng rồi, ống gió tầng 2 làm tiếp được", ("cleared", "M-630", {"cause": "safety"})),
        ("hết sét rồi, cho thợ lên lại", ("cleared", None, {"cause": "weather"})),
        ("trễ lắm 20/3 là ống nước tầng 1 xong", ("forecast", "M-520", {"when": "2026-03-20"})),
        ("chốt PO kính mặt bắc 1,2 tỷ rồi nha", ("cost", "F-830", {"amount": 1200000000, "currency": "VND"})),
    ],
)
def test_more_turns_of_the_site(text: str, signal: tuple[object, ...], tower: Reader) -> None:
    """A stop that is lifted, the latest day, an order that is signed."""
    assert signal in told(tower, text)


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("ống gió tầng 2 treo được 8 khúc rồi", {"status": "in_progress", "quantity": 8, "unit": "ea"}),
        ("ống gió tầng 2 làm tới 60% rồi", {"status": "in_progress", "percent": 60}),
        ("ống gió tầng 2 coi như xong hết rồi đó", {"status": "done"}),
    ],
)
def test_how_far_it_came(text: str, signal: dict[str, object], tower: Reader) -> None:
    """Pieces by any name, a percent that was come to, and all of it."""
    assert told(tower, text) == [("progress", "M-630", signal)]


def test_so_many_of_those_tried_that_failed_are_no_progress(tower: Reader) -> None:
    """ "3/8 con tuột"."""
    assert told(tower, "thử kéo bu lông ke mặt bắc: 3/8 con tuột, không đạt") == [
        ("quality", "F-810", {"result": "fail"})
    ]


def test_a_finish_that_is_promised_brings_nothing(tower: Reader) -> None:
    """ "Hẹn 27/3 xong"."""
    assert told(tower, "ống gió tầng 2 hẹn 27/3 xong") == [("forecast", "M-630", {"when": "2026-03-27"})]


def test_the_hour_at_which_it_is_not_there_yet_is_no_new_time(tower: Reader) -> None:
    """ "Giờ 9h chưa thấy"."""
    assert told(tower, "xe bê tông hẹn 7h giờ 9h chưa thấy đâu") == [("delivery", None, {"status": "late"})]


@pytest.mark.parametrize(
    ("text", "task"),
    [("đường cấp nước đấu xong rồi", "X-020"), ("đường cấp nước tầng 2 được 50%", "M-620")],
)
def test_the_pipe_of_the_water_is_no_road(text: str, task: str, tower: Reader) -> None:
    """ "Đường cấp nước" is the main outside, and the plumbing of a level."""
    assert [found for _, found, _ in told(tower, text)] == [task]


def test_what_came_is_listed_and_what_was_built_of_it_is_not(tower: Reader) -> None:
    """ "Xi măng về 180 bao, đá 2 xe"."""
    came = tower.read("xi măng về 180 bao, đá 2 xe", at=AT).signals
    assert [(one.kind, one.values["quantity"]) for one in came] == [("delivery", 180), ("delivery", 2)]
    built = tower.read("thép về 12 tấn, lắp được 40 thanh", at=AT).signals
    assert [one.values["quantity"] for one in built if one.kind == "delivery"] == [12]


def test_the_hour_of_the_truck_is_on_the_day_of_the_goods(tower: Reader) -> None:
    """ "Thứ 6 giao 20 tấn, xe vào lúc 7h sáng"."""
    assert told(tower, "NCC báo thứ 6 giao 20 tấn thép, xe vào lúc 7h sáng") == [
        ("delivery", None, {"status": "scheduled", "quantity": 20, "unit": "t", "when": "2026-03-13T07:00"})
    ]


def test_a_bare_hour_of_the_truck_is_in_the_shift_of_that_day(tower: Reader) -> None:
    """ "7h" is the morning of a day that is to come, whatever o'clock it is now."""
    (signal,) = tower.read("NCC báo thứ 6 giao 20 tấn thép, xe vào lúc 7h", at=AT).signals
    assert signal.values["when"] == "2026-03-13T07:00"


def test_other_works_before_their_levels_are_each_their_own(tower: Reader) -> None:
    """ "Cột tầng 3 với sàn tầng 4 đổ xong": the deed that ends the list was done to both."""
    found = told(tower, "cột tầng 3 với sàn tầng 4 đổ xong cả rồi")
    assert [(kind, task) for kind, task, _ in found] == [("progress", "A-370"), ("progress", "A-410")]
