"""The journal's entries: everything that happened at a site, in order; its state is their fold.

Each is known by its `kind`; `VERSION` is stored beside each and changes when the meaning of a field does.
"""

from typing import Annotated

from pydantic import Field, TypeAdapter

from rules.folding.entry.actions import Assigned, FollowUp, Stepped, Unstepped, Woke
from rules.folding.entry.decisions import Decided, Notified, Risked, Stated, Watched
from rules.folding.entry.people import Away, Departed, Employed, Preferred, Roster
from rules.folding.entry.plan import Aimed, Booked, Listed, Registered, Scheduled
from rules.folding.entry.rulebook import Ruled, Suggested, Tuned, Unsilenced
from rules.folding.entry.site import Configured, Digested, Learned, Paused
from rules.folding.entry.words import Corrected, Deleted, Said
from rules.weekly.entries import Offered, Promised, Reviewed, WeekJudged, WeekTurned

__all__ = [
    "ENTRY",
    "VERSION",
    "Aimed",
    "Assigned",
    "Away",
    "Booked",
    "Configured",
    "Corrected",
    "Decided",
    "Deleted",
    "Departed",
    "Digested",
    "Employed",
    "Entry",
    "FollowUp",
    "Learned",
    "Listed",
    "Notified",
    "Paused",
    "Preferred",
    "Registered",
    "Risked",
    "Roster",
    "Ruled",
    "Said",
    "Scheduled",
    "Stated",
    "Stepped",
    "Suggested",
    "Tuned",
    "Unsilenced",
    "Unstepped",
    "Watched",
    "Woke",
]

VERSION = 1
Entry = Annotated[
    Configured
    | Roster
    | Away
    | Preferred
    | FollowUp
    | Employed
    | Departed
    | Scheduled
    | Aimed
    | Learned
    | Paused
    | Registered
    | Booked
    | Listed
    | Said
    | Corrected
    | Deleted
    | Stepped
    | Unstepped
    | Woke
    | Decided
    | Assigned
    | Watched
    | Notified
    | Stated
    | Risked
    | Tuned
    | Unsilenced
    | Suggested
    | Digested
    | Ruled
    | Offered
    | Promised
    | Reviewed
    | WeekJudged
    | WeekTurned,
    Field(discriminator="kind"),
]
ENTRY: TypeAdapter[Entry] = TypeAdapter(Entry)
