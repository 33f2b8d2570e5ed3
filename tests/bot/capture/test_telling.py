"""Whether a whole message tells anything, and what is made of it."""

from datetime import datetime

import pytest

from bot.capture.reader import Reader
from bot.capture.telling import Telling

AT = datetime(2026, 3, 17, 9, 30)  # noqa: DTZ001 - a writer's local time


def test_a_part_weighs_less_in_a_longer_message() -> None:
    """What is not known of a message takes from the weight of what is."""
    telling = Telling(bias=0.5, unknown=3.0, traits={"w:slab": (2.0, 1.5)})
    alone = telling.odds({"w:slab"})
    assert alone == pytest.approx(0.5 + 1.5)
    assert telling.odds({"w:slab", "w:grandma", "w:soup"}) < alone
    assert telling.odds(set()) == 0.5


@pytest.mark.parametrize(
    "text",
    [
        "training video says a trench without a box can collapse in seconds",
        "dreamed we finished the whole tower, then the dog woke me",
        "hoist takes 12 people or 5,000 lbs, read the sign",
        "soñé que ya estaba terminada la losa, luego sonó la alarma",
        "el montacargas aguanta 12 personas nada más",
        "nằm mơ thấy đổ xong sàn rồi, thức dậy tiếc ghê",
        "vận thăng chở tối đa 12 người thôi nha",
    ],
)
def test_talk_is_left_out(text: str, tower: Reader) -> None:
    """What is no report of the site is captured from by nobody."""
    assert tower.read(text, at=AT).signals == ()


@pytest.mark.parametrize(
    "text",
    [
        "L3 slab pour is done, 118 yards",
        "tower crane is down since 7, waiting on the tech",
        "terminamos de colar la losa del nivel 3, 90 m3",
        "đổ xong sàn tầng 3 rồi, 90 khối",
    ],
)
def test_a_report_is_kept(text: str, tower: Reader) -> None:
    """A plain report is captured."""
    assert tower.read(text, at=AT).signals
