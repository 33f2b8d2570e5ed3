"""Whose a request or a blocker is that names somebody: `@raj move the conduit please` is raj's.

A blocker often names whoever shall know of it; it is somebody's only where that is one who answers for tasks and leads nothing.
"""

import re

from rules.read import Reader, person_of, site_of
from rules.signal import Signal

_PERSON = re.compile(r"@([UW][A-Z0-9]+)\b")
_LEADS = ("superintendent", "project_manager", "safety", "owner_rep")


def addressee(read: Reader, signal: Signal, text: str, by: str) -> str:
    """The one person of the site, beside its writer, whom the message of a request or blocker names; else empty."""
    if signal.kind not in ("request", "blocker"):
        return ""
    named = [name for name in dict.fromkeys(_PERSON.findall(text)) if name != by and person_of(read, name)]
    if len(named) != 1:
        return ""
    return named[0] if signal.kind == "request" or _is_of_a_trade(read, named[0]) else ""


def _is_of_a_trade(read: Reader, person: str) -> bool:
    site = site_of(read)
    leads = any(person in site.roles.get(role, ()) for role in _LEADS)
    return person in site.owners.values() and not leads
