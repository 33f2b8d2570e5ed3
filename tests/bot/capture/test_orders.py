"""Words that tell somebody to do something, apart from those that ask, tell or only might."""

from datetime import datetime

import pytest

from bot.capture.lexicons import Lexicons
from bot.capture.reader import Reader

AT = datetime.fromisoformat("2026-03-10T09:12")


@pytest.mark.parametrize(
    ("text", "is_order"),
    [
        ("please sweep the stairs", True),
        ("move the pallets to the north gate", True),
        ("you need to clear the hoist landing", True),
        ("will you sweep the stairs?", False),
        ("the stairs were swept", False),
        ("they will be done", False),
        ("if it rains, cover the slab", False),
        ("maybe sweep the stairs", False),
    ],
)
def test_orders(lexicons: Lexicons, text: str, is_order: bool) -> None:
    """What is asked, told, hoped or hangs on something orders nothing."""
    assert Reader(lexicons, []).orders(text, at=AT) is is_order
