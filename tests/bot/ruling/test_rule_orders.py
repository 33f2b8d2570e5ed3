"""Changes of a rule as they are typed: read as they are meant, refused with what to write."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ruling.changes import Wish, wish_of, wish_text
from bot.ruling.orders import change_of, is_order, order_of
from rules.deciding.tuning import Change
from rules.errors import SiteloopError
from tests.rules.world import book, rule

FRIDAY = datetime(2026, 3, 13, 12, tzinfo=UTC)
PLAIN = book(
    rule("{ all: [task.percent >= 2, task.percent < 9, task.open_requests > 1] }", id="plain")
).rulebook.rules[0]


def when(words: str) -> datetime:
    """Reads one time."""
    if words != "friday":
        raise SiteloopError(f"cannot read “{words}”: write `friday`")
    return FRIDAY


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("mode plain propose because we look", Change(mode="propose")),
        ("MODE `plain` Propose BECAUSE: we look", Change(mode="propose")),
        ("off plain because loud", Change(off=True)),
        ("on plain", Change(off=False)),
        ("reset plain", Change(reset=True)),
        ("silence plain until friday because holidays", Change(until=FRIDAY)),
        ("silence plain friday because holidays", Change(until=FRIDAY)),
        ("set plain task.open_requests &gt; 3 because loud", Change(thresholds={"task.open_requests >": 3.0})),
        ("set plain task.open_requests 3 because loud", Change(thresholds={"task.open_requests >": 3.0})),
        ("set plain task.percent ≥ 2.5 because loud", Change(thresholds={"task.percent >=": 2.5})),
        ("try off plain", Change(off=True)),
    ],
)  # fmt: skip
def test_an_order_is_read(text: str, wanted: Change) -> None:
    """However it is written, and as Slack escapes it."""
    order = order_of(text)
    assert order.rule == "plain"
    assert change_of(order, PLAIN, when) == wanted


def test_a_reason_may_say_because_as_well() -> None:
    """Only the first one begins it."""
    assert order_of("off plain because it is loud because of Minh").why == "it is loud because of Minh"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("off plain", "Why.*`/site rules off plain because …`"),
        ("mode plain  propose", "Why.*`/site rules mode plain propose because …`"),
        ("plain-one off", "Why.*`/site rules off plain-one because …`"),
        ("off because x", "Why|Which"),
        ("set plain task.percent 3 because x", "It has"),
        ("set plain task.percent >= because x", "It has|has `task"),
        ("silence plain until doomsday because x", "cannot read “doomsday”"),
        ("mode plain because x", "observe, propose or auto"),
        ("try polish plain", "What shall be tried"),
    ],
)
def test_what_cannot_be_read_says_how_it_is_written(text: str, told: str) -> None:
    """With an example."""
    with pytest.raises(SiteloopError, match=told) as refused:
        change_of(order_of(text), PLAIN, when)
    assert "`" in str(refused.value)


@given(st.text(max_size=60))
def test_nothing_that_is_typed_breaks_it(text: str) -> None:
    """It is an order, or refused in words."""
    for words in (text, f"set plain {text} because x", f"try {text}"):
        try:
            change = change_of(order_of(words), PLAIN, when)
        except SiteloopError:
            continue
        assert isinstance(change, Change)
    assert isinstance(is_order(text), bool)


def test_the_rule_may_come_first() -> None:
    """`work-stopped off` is an order, since only a rule's id has a stroke; words that narrow the list are none."""
    order = order_of("plain-one mode propose because of the trial")
    assert (order.verb, order.rule, order.words, order.why) == (
        "mode",
        "plain-one",
        "propose",
        "of the trial",
    )
    assert (is_order("plain-one off"), is_order("concrete off"), is_order("plain-one")) == (
        True,
        False,
        False,
    )


def test_off_alone_asks() -> None:
    """`/site rules off` lists those that are off; with a rule it is an order."""
    assert (is_order("off"), is_order("OFF plain"), is_order("noisy"), is_order("on")) == (
        False,
        True,
        False,
        True,
    )


CHANGES = st.builds(
    Change,
    mode=st.sampled_from((None, "observe", "propose", "auto")),
    off=st.sampled_from((None, True, False)),
    until=st.sampled_from((None, FRIDAY)),
    thresholds=st.dictionaries(st.sampled_from(("task.percent >=", "for")), st.floats(-1e6, 1e6), max_size=2),
    reset=st.booleans(),
)


@given(CHANGES)
def test_a_button_carries_a_change_whole(change: Change) -> None:
    """Nothing of it is lost, and it fits into a button."""
    text = wish_text(Wish(rule="plain", change=change, why="not carried"))
    assert wish_of(text) == Wish(rule="plain", change=change)
    assert len(text) < 2_000
