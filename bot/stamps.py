"""Slack's timestamps: when a message was written, and which of its revisions is newer."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from rules.grounds import FIRST_REVISION

SKEW = timedelta(minutes=5)  # by which Slack's clock may be ahead of ours


def revision_of(edited: str) -> int:
    """The first as it was first written; later ones by the instant of the edit in microseconds, so that they stand in order."""
    return int(Decimal(edited) * 1_000_000) if edited else FIRST_REVISION


def instant_of_ts(ts: str) -> datetime:
    """The instant of a Slack timestamp."""
    return datetime.fromtimestamp(float(ts), UTC)
