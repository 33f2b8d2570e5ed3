"""Which trade a request or a blocker calls on; how many people of a trade are wanted, or what one suffers, is no call."""

from datetime import datetime

import pytest

from bot.capture.calling import with_trades
from bot.capture.reader import Reader
from rules.signal import Signal

NOON = datetime(2026, 3, 10, 12)  # noqa: DTZ001 - the local time of the writer

CALLS = {
    "electricians, we need the sleeves in L4 before the pour": "electrician",
    "plumbers please move your pipe out of the L4 corridor": "plumber",
    "sparkies can you move the panel": "electrician",
    "need the electricians to pull their conduit on L3 by 3": "electrician",
    "can the plumbers move their pipe?": "plumber",
    "waiting on plumbing to move their pipe": "plumber",
    "waiting on rebar to finish L4 columns": "rebar",
    "held up by the plumbers": "plumber",
    "can't close the L2 walls, plumbers haven't finished": "plumber",
    "electricians are all over L1, we can't get in to hang duct": "electrician",
    "plumbers' pipe is in the way on L2, can't get in": "plumber",
    "electricistas, necesitamos las mangas en el L4 antes del vaciado": "electrician",
    "los eléctricos no han terminado y no podemos cerrar muros en el nivel 1": "electrician",
    "thợ điện ơi, cần ống chờ ở tầng 4 trước khi đổ": "electrician",
    "nhờ bên điện dời ống trước 3h chiều": "electrician",
    "bên điện chưa xong nên không đóng thạch cao tầng 1 được": "electrician",
    "need 4 carpenters by Thursday": "",
    "we need an electrician on L3": "",
    "rebar, need 2 tons by Friday": "",
    "need the rebar to be here by noon": "",
    "my guys have been sitting since 10 waiting on rebar to get unloaded": "",
    "need 20 pipes for the plumbers": "",
    "lift's red tagged, sprinkler fitters parked": "",
    "electricians didn't show up": "",
    "cần thêm 5 thợ điện cho tầng 1 trước thứ 5": "",
    "the electricians and the plumbers have the corridor full, can't get in": "",
}


@pytest.mark.parametrize(("text", "trade"), CALLS.items())
def test_the_trade_is_the_one_that_is_called_on(reader: Reader, text: str, trade: str) -> None:
    """Every request and blocker of the message carries it, and nothing else does."""
    found = reader.read(text, at=NOON).signals
    asks = [one.trade for one in found if one.kind in ("request", "blocker")]
    assert asks
    assert set(asks) == {trade}
    assert not any(one.trade for one in found if one.kind not in ("request", "blocker"))


def test_it_is_called_on_in_the_sentence_that_asks() -> None:
    """A trade of another sentence has nothing to do with it."""
    asked = Signal(kind="request", values={"need": "material"}, words="need 20 sheets on L3")
    assert with_trades([asked], "Plumbers, good work. need 20 sheets on L3")[0].trade == ""


@pytest.mark.parametrize(
    "text", ["electricians, we need the sleeves in L4 before the pour", "sparkies can you move the panel"]
)
def test_who_speaks_to_people_and_asks_is_not_asked_back(reader: Reader, text: str) -> None:
    """The request counts at once; one that is hedged does not."""
    assert [one.confirm for one in reader.read(text, at=NOON).signals if one.kind == "request"] == [False]
    asked = Signal(
        kind="request", values={"need": "access"}, words=text, confirm=True, hedged=True, confidence=0.9
    )
    assert with_trades([asked], text)[0].confirm
