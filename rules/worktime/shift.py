"""The hours that somebody works where they are not the site's: a day shift, or one that ends on the next day."""

from dataclasses import dataclass
from datetime import time

from rules.errors import SiteloopError


class ShiftError(SiteloopError):
    """A shift that cannot be; the text says what to write instead."""


@dataclass(frozen=True, kw_only=True)
class Shift:
    """From when until when, local to the site; one that ends at or before the time it begins is a night shift.

    Raises:
        ShiftError: a time of it has a time zone.
    """

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens.tzinfo or self.closes.tzinfo:
            raise ShiftError("A shift is said in the site's time: write it without a time zone.")

    @property
    def is_night(self) -> bool:
        """Whether it ends on another day than it begins."""
        return self.closes <= self.opens
