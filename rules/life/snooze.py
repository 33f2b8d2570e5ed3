"""How long somebody can put off what they have."""

from datetime import datetime, timedelta

from rules.life.state import Life

_LONGEST = timedelta(days=7)


def capped(found: Life, until: datetime, now: datetime) -> datetime:
    """Until when they hear nothing of it: never beyond its time, which it must not outlive in silence; then a week at most."""
    return min(until, found.due if found.due > now else now + _LONGEST)
