"""Small parts that answers share: managers, percentages, did-you-mean."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils
from rapidfuzz.distance import DamerauLevenshtein

from bot.mrkdwn import escape
from rules.subject import SiteState

MANAGERS = ("superintendent", "project_manager")
_NEAR = 70
_ONLY_PART = 10  # points by which a part of a name has to be liker than the whole of one
_BEGINNING = 3  # letters that name something by its beginning
_LONG_ENOUGH = 5  # letters: in a shorter word one letter makes another word (ball, all)
_WORSE = 8  # points of 100 by which a second guess may be worse than the first


def may_manage(site: SiteState, user: str) -> bool:
    """Whether the person may change the site: its managers, and anybody as long as it has none."""
    managers = [person for role in MANAGERS for person in site.roles.get(role, ())]
    return user in managers or not managers


def near(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known words most like this one."""
    scores = {name: _likeness(_letters(word), _letters(name)) for name in known}
    best = max(scores.values(), default=0.0)
    found = [name for name, score in scores.items() if score >= max(_NEAR, best - _WORSE)]
    return sorted(found, key=lambda name: -scores[name])[:most]


def _letters(text: str) -> str:
    """Without what is written in many ways: `a310` of `A-310`."""
    return utils.default_process(text).replace(" ", "")


def _likeness(word: str, name: str) -> float:
    """Of 100 points: of the whole name, or of a part of it where the word is long enough to be no chance."""
    if len(word) >= _BEGINNING and name.startswith(word):
        return 100.0
    part = fuzz.partial_ratio(word, name) if _LONG_ENOUGH <= len(word) < len(name) else 0.0
    return max(fuzz.ratio(word, name), part - _ONLY_PART)


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
