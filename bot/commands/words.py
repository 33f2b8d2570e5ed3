"""Small parts that answers share: managers, percentages, did-you-mean."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils
from rapidfuzz.distance import DamerauLevenshtein

from bot.mrkdwn import escape
from rules.subject import SiteState

MANAGERS = ("superintendent", "project_manager")
_NEAR = 60
_LONG_ENOUGH = 5  # letters: in a shorter word one letter makes another word (ball, all)
_WORSE = 8  # points of 100 by which a second guess may be worse than the first


def may_manage(site: SiteState, user: str) -> bool:
    """Whether the person may change the site: its managers, and anybody as long as it has none."""
    managers = [person for role in MANAGERS for person in site.roles.get(role, ())]
    return user in managers or not managers


def near(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known words most like this one."""
    found = process.extract(
        word, list(known), scorer=fuzz.WRatio, processor=utils.default_process, limit=most
    )
    best = found[0][1] if found else 0.0
    return [name for name, score, _ in found if score >= max(_NEAR, best - _WORSE)]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` Did you mean ACT-12 or ACT-21?`, or nothing."""
    found = near(word, known)
    return f" Did you mean {' or '.join(escape(name) for name in found)}?" if found else ""


def slip_of(word: str, known: Iterable[str]) -> str:
    """The same where other words are right as well: only of one that is a slip of the pen, or nothing."""
    found = process.extractOne(word, list(known), scorer=DamerauLevenshtein.distance, score_cutoff=1)
    return f" Did you mean {escape(found[0])}?" if found and len(word) >= _LONG_ENOUGH else ""


def percent(part: float, whole: float) -> str:
    """`78 %`."""
    return f"{100 * part / whole:.0f} %" if whole else "–"
