"""Subjects that wake one another at one instant would do so for ever; each of them is right by itself, so it is counted here."""

from collections import Counter
from datetime import datetime

from storage.due import Due
from storage.errors import EndlessWake

_MOST = 20  # times that a subject is woken at one instant: by its plan, by a rule, by what it is about; twice is seldom


class Woken:
    """How often each subject of each site was woken at the instant that the site is at; one site is one worker's at a time."""

    def __init__(self) -> None:
        self._sites: dict[int, tuple[datetime, Counter[str]]] = {}

    def count(self, site: int, due: Due) -> None:
        """Count this wake; what happened is no wake.

        Raises:
            EndlessWake: it comes again and again, and the time does not pass.
        """
        if due.subject is None:
            return
        at, keys = self._sites.get(site, (due.now, Counter[str]()))
        keys = keys if at == due.now else Counter()
        self._sites[site] = due.now, keys
        keys[due.key] += 1
        if keys[due.key] > _MOST:
            raise EndlessWake(
                f"{due.key} came {keys[due.key]} times: something wakes it at the same instant again and again"
            )
