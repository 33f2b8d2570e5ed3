"""Rate limits, on the sandbox's clock."""

from datetime import timedelta

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox import MovableClock, RateLimits, Sandbox
from bot.sandbox.limits import Limiter


def test_posts_to_one_channel_come_at_one_a_second_after_a_burst(
    client: WebClient, clock: MovableClock
) -> None:
    """The fifth post at one instant gets 429 with Retry-After; a second later one more passes."""
    for number in range(4):
        client.chat_postMessage(channel="C0TOWERA", text=str(number))
    with pytest.raises(SlackApiError) as limited:
        client.chat_postMessage(channel="C0TOWERA", text="5")
    response = limited.value.response
    assert (response.status_code, response["error"], response.headers["Retry-After"]) == (
        429,
        "ratelimited",
        "1",
    )
    client.chat_postMessage(channel="U0ANA", text="another channel has its own pace")
    clock.advance(timedelta(seconds=1))
    client.chat_postMessage(channel="C0TOWERA", text="5")


def test_each_method_has_its_tier(clock: MovableClock) -> None:
    """Twenty calls a minute in tier 2; the wait that is told is long enough, and no longer than needed."""
    limiter = Limiter(clock, RateLimits())
    assert [limiter.method("users.list", 2) for _ in range(20)] == [None] * 20
    wait = limiter.method("users.list", 2)
    assert wait == 3
    clock.advance(timedelta(seconds=wait - 1))
    assert limiter.method("users.list", 2) == 1
    clock.advance(timedelta(seconds=1))
    assert limiter.method("users.list", 2) is None
    assert limiter.method("conversations.list", 2) is None


def test_limits_can_be_lifted(clock: MovableClock) -> None:
    """RateLimits.off() never makes anyone wait."""
    limiter = Limiter(clock, RateLimits.off())
    assert all(limiter.post("C0TOWERA") is None for _ in range(100))
    assert Sandbox(clock=clock, limits=RateLimits.off()).clock is clock
