"""Wall clocks and instants: the one place that decides what a time means when the clocks change."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rules.errors import SiteloopError


class UnknownTimezone(SiteloopError):
    """The name is no IANA time zone."""


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    """The IANA time zone of that name.

    Raises:
        UnknownTimezone: there is none.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownTimezone(
            f"There is no time zone {name!r}. Write an IANA name such as America/Chicago or Asia/Ho_Chi_Minh."
        ) from error


def instant_of(local: datetime, timezone: str) -> datetime:
    """The UTC instant at which a wall clock shows the naive `local`.

    A time shown twice (clocks go back) means its first showing. A time never shown (clocks go forward) means
    the instant of the change. So a later wall time never becomes an earlier instant.
    """
    here = zone(timezone)
    offset = here.utcoffset(local) or timedelta()
    found = (local - offset).replace(tzinfo=UTC)
    if found.astimezone(here).replace(tzinfo=None, fold=0) == local:
        return found
    offset_after = here.utcoffset(local.replace(fold=1)) or timedelta()
    return _change_between((local - offset_after).replace(tzinfo=UTC), found, here)


def _change_between(before: datetime, after: datetime, here: ZoneInfo) -> datetime:
    """The first instant after `before`, and not after `after`, at which the offset is that of `after`."""
    offset = after.astimezone(here).utcoffset()
    while after - before > timedelta(microseconds=1):
        middle = before + (after - before) / 2
        if middle.astimezone(here).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after
