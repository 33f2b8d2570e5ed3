"""Slack's rate limits, on the sandbox's clock. https://docs.slack.dev/apis/web-api/rate-limits."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from .clock import Clock

TIERS: Mapping[int, int] = {1: 1, 2: 20, 3: 50, 4: 100}


@dataclass(frozen=True, kw_only=True)
class RateLimits:
    """How much Slack takes: posts to one channel (a burst, then a rate), and each method per minute by tier.

    Slack documents one post a second per channel and tolerates short bursts; `burst` is how many.
    """

    post_burst: int = 4
    posts_per_second: float = 1.0
    per_minute: Mapping[int, int] | None = None
    enforced: bool = True

    @classmethod
    def off(cls) -> "RateLimits":
        """No limits at all."""
        return cls(enforced=False)


@dataclass
class _Bucket:
    tokens: float
    at: datetime


class Limiter:
    """Token buckets: one for each method of a tier, one for each channel that is posted to."""

    def __init__(self, clock: Clock, limits: RateLimits) -> None:
        self.limits = limits
        self._clock = clock
        self._lock = Lock()
        self._buckets: dict[str, _Bucket] = {}

    def method(self, name: str, tier: int) -> int | None:
        """Count a call; return None if it may go on, or the seconds to wait (`Retry-After`)."""
        allowed = (self.limits.per_minute or TIERS)[tier]
        return self._take(f"method {name}", allowed, allowed / 60)

    def post(self, channel: str) -> int | None:
        """Count a post to a channel, likewise."""
        return self._take(f"channel {channel}", self.limits.post_burst, self.limits.posts_per_second)

    def _take(self, key: str, capacity: int, per_second: float) -> int | None:
        if not self.limits.enforced:
            return None
        now = self._clock.now()
        with self._lock:
            bucket = self._buckets.setdefault(key, _Bucket(capacity, now))
            passed = (now - bucket.at).total_seconds()
            bucket.tokens = min(capacity, bucket.tokens + passed * per_second)
            bucket.at = now
            if bucket.tokens < 1 - 1e-9:
                return max(1, math.ceil((1 - bucket.tokens) / per_second - 1e-6))
            bucket.tokens -= 1
            return None
