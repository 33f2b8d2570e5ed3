"""Lightning: told in a word or two it is a warning, for nobody has time to write more. And rules, which warn of nothing."""

import pytest

from tests.bot.capture.conftest import Read


@pytest.mark.parametrize(
    "text",
    [
        "lightning",
        "lightning, everybody down",
        "thunder heard",
        "lightning in the area",
        "get inside, there is thunder",
        "hay rayos, todos abajo",
        "có sét, mọi người xuống hết",
    ],
)
def test_a_warning_is_heard(text: str, read: Read) -> None:
    """It counts though it says of no work that it stopped, and also where it is an order."""
    assert ("weather", "lightning") in [(s.kind, s.values.get("condition")) for s in read(text).signals]


@pytest.mark.parametrize(
    "text",
    [
        "is there lightning?",
        "if there is lightning we go down",
        "no lightning",
        "all clear, no more lightning",
        "lightning expected this afternoon",
        "saw lightning last night, what a show",
        "toolbox talk on lightning safety at the gate",
    ],
)
def test_talk_of_lightning_is_no_warning(text: str, read: Read) -> None:
    """Questions, conditions, denials, forecasts and memories send nobody down."""
    assert "weather" not in [s.kind for s in read(text).signals]


@pytest.mark.parametrize(
    "text",
    [
        "nobody is to walk under the load",
        "no worker may stand under the hook",
        "no one shall stand under a suspended load",
        "nadie debe caminar bajo la carga",
        "ningún trabajador debe estar debajo de la carga",
        "que nadie se pare bajo la carga",
        "không ai được ngồi dưới tải đang cẩu",
        "không người nào được đi dưới hàng đang cẩu",
    ],
)
def test_what_nobody_may_do_is_no_danger(text: str, read: Read) -> None:
    """A rule for everybody tells of nobody who breaks it."""
    assert read(text).signals == ()


@pytest.mark.parametrize(
    "text",
    [
        "two guys standing under the load",
        "nobody is tied off at the roof edge",
        "no one is wearing a harness on L2",
        "hay dos parados bajo la carga",
        "nadie trae arnés en la losa",
        "hai thợ đứng dưới tải đang cẩu",
        "không ai đeo dây an toàn trên sàn tầng 3",
    ],
)
def test_what_somebody_does_or_nobody_wears_is_one(text: str, read: Read) -> None:
    """Who stands there, and who is not tied off, is in danger now."""
    assert [(s.kind, s.values["class"]) for s in read(text).signals] == [("safety", "hazard")]
