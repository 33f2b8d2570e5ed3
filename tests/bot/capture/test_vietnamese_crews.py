"""Vietnamese crews: the plumbing of a level, who is counted and how long they worked, what is only ordered, and replies."""

import pytest

from bot.capture.reader import Reader
from tests.bot.capture.test_vietnamese_talk import ASKED, AT, told


@pytest.mark.parametrize(
    ("text", "task", "percent"),
    [("nước tầng 1 được 45%", "M-520", 45), ("nuoc t2 dc 30%", "M-620", 30), ("tầng 3 nước được 20%", "M-720", 20)],
)  # fmt: skip
def test_water_of_a_level_is_its_plumbing(text: str, task: str, percent: int, tower: Reader) -> None:
    """Crews call the plumbing of a level its water."""
    assert told(tower, text) == [("progress", task, {"status": "in_progress", "percent": percent})]


@pytest.mark.parametrize(
    "text", ["bơm nước tầng 2 ra rồi mới làm", "nước tầng 2 đang yếu", "mất nước tầng 1 từ 9h"]
)
def test_water_that_stands_or_fails_is_no_plumbing(text: str, tower: Reader) -> None:
    """What is pumped out, weak or cut off is water."""
    assert "M-520" not in str(told(tower, text)) and "M-620" not in str(told(tower, text))


def test_plumbing_goes_on_for_what_came(tower: Reader) -> None:
    """Fittings that are here again let the level's plumbing go on; no utility was off."""
    signals = told(tower, "có co 90 rồi, nước tầng 1 chạy lại")
    assert signals == [("cleared", "M-520", {"cause": "material"})]


def test_hours_told_once_are_of_all(tower: Reader) -> None:
    """ "Cả đội đều làm" gives its hours to every group before it."""
    signals = tower.read("thợ sắt 6, thợ xây 4, cả đội đều làm 9 tiếng", at=AT).signals
    assert [s.values["hours"] for s in signals] == [9, 9]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("thợ lắp 7 người", {"count": 7}),
        ("thợ sơn: 7 người", {"trade": "painter", "count": 7}),
        ("7 người đội ống gió", {"trade": "hvac", "count": 7}),
        ("tổ lắp dựng: 7 thợ lắp", {"trade": "steel", "count": 7}),
    ],
)
def test_whom_a_number_counts(text: str, values: dict[str, object], tower: Reader) -> None:
    """Fitters are of no trade; a heading or a crew's name tells whose they are."""
    assert [found for kind, _, found in told(tower, text) if kind == "headcount"] == [values]


def test_a_count_that_is_split_up_names_every_trade(tower: Reader) -> None:
    """A bare word for a work is a trade beside another that is counted."""
    found = [s.values for s in tower.read("quân số 18, chia ra 10 sắt 8 thợ xây", at=AT).signals]
    assert {v["trade"]: v["count"] for v in found if "trade" in v} == {"rebar": 10, "mason": 8}


@pytest.mark.parametrize("text", ["2 thợ điện bỏ việc", "4 thợ hồ bỏ về", "3 thợ sắt nghỉ ngang"])
def test_who_left_is_not_counted_unasked(text: str, tower: Reader) -> None:
    """Those who walked off are not on site."""
    assert all(s.confirm for s in tower.read(text, at=AT).signals if s.kind == "headcount")


@pytest.mark.parametrize(
    "text",
    [
        "sáng mai nhớ kêu xe bơm đặt 60 khối",
        "chiều nay chuyển cốp pha lên sàn tầng 4",
        "nóng muốn xỉu luôn",
        "mệt quá xỉu luôn, về ngủ",
    ],
)
def test_errands_moves_and_sighs_tell_nothing(text: str, tower: Reader) -> None:
    """To be reminded of a call, to shift material on site, and to be tired."""
    assert told(tower, text) == []


def test_a_share_goes_on_at_the_place_named_before(tower: Reader) -> None:
    """A bare number after a share is one, too, at the same level."""
    assert told(tower, "L1 duct 35%, plumbing 60") == [
        ("progress", "M-530", {"status": "in_progress", "percent": 35}),
        ("progress", "M-520", {"status": "in_progress", "percent": 60}),
    ]
    assert told(tower, "duct 35%, plumbing 60")[1:] == []


@pytest.mark.parametrize("text", ["mưa dầm, thợ ngồi lán hết", "mưa to, cho xuống hết rồi"])
def test_weather_that_seats_people_stops_work(text: str, tower: Reader) -> None:
    """Who sits in the hut or is sent down does not work."""
    assert [(s.kind, s.values.get("cause")) for s in tower.read(text, at=AT).signals] == [
        ("weather", None),
        ("blocker", "weather"),
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("bên điện lo", {"answer": "reassign"}),
        ("việc đó đội sơn làm, tụi em không liên quan", {"answer": "reassign"}),
        ("mưa to quá, mai làm tiếp", {"answer": "not_done", "cause": "weather", "when": "2026-03-11"}),
        ("gió giật quá anh, mai em cẩu", {"answer": "not_done", "cause": "weather", "when": "2026-03-11"}),
    ],
)
def test_replies_that_hand_on_or_wait_for_weather(
    text: str, values: dict[str, object], tower: Reader
) -> None:
    """Another crew's, or rained off until tomorrow."""
    assert told(tower, text, ASKED) == [("response", None, values)]


def test_weather_beside_a_promise_to_finish_is_only_named(tower: Reader) -> None:
    """Who says when it is finished promises it, whatever the weather."""
    signals = tower.read("mưa nhỏ thôi, mai xong", at=AT, thread=ASKED).signals
    assert [s.values["answer"] for s in signals] == ["eta"]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("ống gió tầng 2 hôm nay đội 6 ng", [(None, 6)]),
        ("quân số sáng nay: tổ sắt 9, tổ hàn 4", [("rebar", 9), ("welder", 4)]),
        ("thợ điện bên nhà thầu mới vào có 3 người", [("electrician", 3)]),
        ("sáng nay thợ hồ có sáu mống", [("mason", 6)]),
    ],
)
def test_people_by_more_of_their_names(
    text: str, counts: list[tuple[str | None, int]], tower: Reader
) -> None:
    """ "Ng", "mống", a crew called by its work, and a trade that stands far from its number."""
    found = [s.values for s in tower.read(text, at=AT).signals if s.kind == "headcount"]
    assert [(values.get("trade"), values["count"]) for values in found] == counts


def test_the_number_of_a_crew_counts_nobody(tower: Reader) -> None:
    """ "Đội 3" is a name."""
    assert not [one for one in told(tower, "đội 3 lắp xong ống gió tầng 2 rồi") if one[0] == "headcount"]


@pytest.mark.parametrize(
    ("text", "trade"),
    [
        ("đội điện lực 5 người", None),
        ("thợ điện lực 2 người", None),
        ("bên điện lực 3 người", None),
        ("tổ điện thoại 4 người", None),
        ("doi dien luc 6 nguoi", None),
        ("tổ điện lạnh 4 người", "hvac"),
        ("tổ điện 4 người", "electrician"),
        ("đội điện 5 người", "electrician"),
        ("nhóm điện có 3 người", "electrician"),
        ("anh em tổ điện 6 người", "electrician"),
        ("đứa điện 2 người", "electrician"),
    ],
)
def test_not_all_who_are_named_by_power_are_electricians(text: str, trade: str | None, tower: Reader) -> None:
    """Those of the telephone, of the power company and of the air conditioning are others."""
    (found,) = [one.values for one in tower.read(text, at=AT).signals if one.kind == "headcount"]
    assert found.get("trade") == trade
