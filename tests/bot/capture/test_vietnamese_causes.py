"""What is held up, and what holds it up, as Vietnamese tells it: "A chưa xong nên B chưa làm được", "B dời vì A"."""

import pytest

from bot.capture.reader import Reader
from tests.bot.capture.test_examples import tower
from tests.bot.capture.test_vietnamese_talk import told

__all__ = ["tower"]


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
