"""What is held up, and what holds it up, as Vietnamese tells it: "A chưa xong nên B chưa làm được", "B dời vì A"."""

import pytest

from bot.capture.reader import Reader
from tests.bot.capture.test_vietnamese_talk import told


@pytest.mark.parametrize(
    ("text", "task", "cause"),
    [
        ("cốt thép chưa nghiệm thu nên sàn tầng 5 chưa đổ được", "A-510", "inspection"),
        ("cốp pha tầng 2 chưa tháo hết nên điện tầng 2 chưa vào được", "M-610", "prior_work"),
        ("ống nước tầng 1 chưa đi xong nên thạch cao tầng 1 chưa đóng được", "M-550", "prior_work"),
        ("cop pha tang 3 chua dong xong nen thep san tang 3 chua buoc duoc", "A-390", "prior_work"),
    ],
)
def test_what_cannot_go_on_is_blocked_and_not_what_it_waits_for(
    text: str, task: str, cause: str, tower: Reader
) -> None:
    """After "nên" stands what is held up, whatever else is named before it."""
    assert told(tower, text) == [("blocker", task, {"cause": cause})]


def test_what_stands_still_after_a_heading_is_the_work_of_the_heading(tower: Reader) -> None:
    """Who has not finished before "nên" is no task of those that cannot go on."""
    text = "ống gió tầng 2: bên điện chưa kéo xong dây nên tụi em chưa treo ty được"
    assert told(tower, text) == [("blocker", "M-630", {"cause": "prior_work"})]


def test_why_a_day_is_moved_is_of_the_work_that_is_moved(tower: Reader) -> None:
    """ "Vì" tells the reason, whose own work is not the one that waits."""
    text = "Sàn tầng 5 dời đổ qua thứ bảy vì thép chưa được nghiệm thu"
    assert told(tower, text) == [
        ("forecast", "A-510", {"when": "2026-03-14"}),
        ("blocker", "A-510", {"cause": "inspection"}),
    ]


def test_a_stop_without_a_consequence_is_of_what_it_names(tower: Reader) -> None:
    """Nothing else is held up that is named."""
    assert told(tower, "cốp pha tầng 3 thiếu ván nên chưa ghép được") == [
        ("blocker", "A-380", {"cause": "material"})
    ]


def test_who_sells_power_and_a_permit_to_cut_the_road_name_no_work(tower: Reader) -> None:
    """What stands is what was spoken of before."""
    text = "đấu nối cấp nước mới được 30%, bên điện lực chưa cấp phép cắt đường nên đang nằm chờ"
    assert told(tower, text)[1] == ("blocker", "X-020", {"cause": "inspection"})


def test_what_lacks_for_a_work_is_no_wish(tower: Reader) -> None:
    """ "Thiếu sàn treo cho kính" tells what lacks, and asks for nothing."""
    assert [
        (kind, task)
        for kind, task, _ in told(tower, "đang thiếu sàn treo cho kính mặt nam nên chưa lắp được")
    ] == [("blocker", "F-840")]


@pytest.mark.parametrize("text", ["dừng làm từ 8h", "tắt từ 8h", "đứng máy từ 8h"])
def test_since_when_it_stands_is_no_order(text: str, tower: Reader) -> None:
    """ "Dừng" and "tắt" with since when tell, and order nothing."""
    assert told(tower, f"ống gió tầng 1 vướng cáp ngầm không có trong bản vẽ, {text}") == [
        ("blocker", "M-530", {"cause": "unforeseen", "since": "2026-03-10T08:00"})
    ]


def test_who_has_not_finished_holds_up_what_was_spoken_of(tower: Reader) -> None:
    """Of another sentence than the heading's too; a work named with what hinders it is the one that stops."""
    text = "ống gió tầng 2 mới 30%, thợ điện chưa đi xong ống nên tụi em chưa treo được"
    assert told(tower, text)[1] == ("blocker", "M-630", {"cause": "prior_work"})
    named = "sàn tầng 3 xong rồi. ống gió tầng 2 thợ điện chưa đi xong ống nên chưa treo được"
    assert [(kind, task) for kind, task, _ in told(tower, named)][1] == ("blocker", "M-630")
