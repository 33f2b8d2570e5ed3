"""What was said at a site of no task in particular. Of a site the actions that are open change much more often than that."""

from collections.abc import Mapping
from datetime import datetime

from rules.facts.lasting import last_words
from rules.matter import Matter, open_matters
from rules.memo import Memo, MemoOfAll
from rules.subject import Live, SiteState


def matters_of(site: SiteState) -> tuple[Matter, ...]:
    """What is open of no task in particular, and every safety report."""
    live, settled, calendar = site.live, site.settled, site.calendar
    return _MATTERS.of((live, settled, calendar), lambda _: open_matters(live, settled, calendar))


def last_words_of(site: SiteState) -> Mapping[str, datetime]:
    """When each person last said something of it that was understood."""
    return _LAST_WORDS.of(site.live, lambda live: last_words((one.by, one.at) for one in live))


_MATTERS = MemoOfAll[object, tuple[Matter, ...]](200)
_LAST_WORDS = Memo[tuple[Live, ...], dict[str, datetime]](200)
