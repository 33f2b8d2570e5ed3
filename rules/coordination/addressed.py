"""Whose a request or a blocker is that names somebody: `@raj move the conduit please` is raj's.

A blocker often names whoever shall know of it; it is somebody's only where that is one who answers for tasks and leads nothing.
Where it calls on a trade alone it is that of one who leads the trade's people, as they stand when it is said.
"""

import re
from dataclasses import replace

from rules.coordination.trades import leads_of, runs
from rules.read import Reader, person_of, site_of
from rules.signal import Signal

_PERSON = re.compile(r"@([UW][A-Z0-9]+)\b")


def addressed(read: Reader, signal: Signal, text: str, by: str) -> tuple[Signal, str]:
    """The signal, which calls on no trade where its message names somebody; and the one person of the site, beside its writer,
    whom a request or blocker names, or who leads the trade that it calls on (empty: nobody)."""
    if signal.kind not in ("request", "blocker"):
        return signal, ""
    named = [name for name in dict.fromkeys(_PERSON.findall(text)) if name != by and person_of(read, name)]
    if not named:
        return signal, next(iter(leads_of(read, signal.trade, but=by)), "") if signal.trade else ""
    is_theirs = len(named) == 1 and (signal.kind == "request" or _is_of_a_trade(read, named[0]))
    return replace(signal, trade=""), named[0] if is_theirs else ""


def _is_of_a_trade(read: Reader, person: str) -> bool:
    site = site_of(read)
    return person in site.owners.values() and not runs(site, person)
