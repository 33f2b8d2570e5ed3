"""The people of a company: what they write, in a random order that a seed repeats."""

from collections.abc import Callable
from random import Random

from bot.view import message_id
from tests.scenarios.company import LEVELS, WORKS, Company, Place

_CHATTER = ("good morning everyone", "lunch at 12?", "who has the keys of the container?", "thanks!", "😀")
_STEADY, _FRAGILE = (
    LEVELS[:3],
    LEVELS[3:],
)  # of the second ones each task is blocked once, and nothing else is said of it


class People:
    """Writes progress, blockers, edits, answers to cards, and what is only talk; `telling`: the messages that tell something."""

    def __init__(self, company: Company, chance: Random) -> None:
        self.telling: set[str] = set()
        self._company = company
        self._chance = chance
        self._edited: dict[Place, list[tuple[str, str]]] = {place: [] for place in company.places}
        self._answered: set[tuple[str, str]] = set()
        fragile = [f"L{level} {work}" for level in _FRAGILE for work in WORKS]
        self._sound = {place: list(fragile) for place in company.places}

    def write(self, number: int) -> None:
        """So many messages and edits, somewhere in the company."""
        acts: tuple[Callable[[Place], bool], ...] = (self._answer, self._block, self._edit, self._chat)
        for _ in range(number):
            place = self._chance.choice(self._company.places)
            act = self._chance.choices((*acts, self._progress), weights=(3, 2, 1, 5, 4))[0]
            if self._chance.random() < 0.05:
                self._company.sandbox.duplicate_next()
            if not act(place):
                self._progress(place)

    def _progress(self, place: Place) -> bool:
        task = self._task()
        ts = self._say(place, f"{task} {self._chance.randrange(40, 70)}%")
        self._edited[place].append((ts, task))
        return True

    def _block(self, place: Place) -> bool:
        if not self._sound[place]:
            return False
        self._say(place, f"{self._sound[place].pop()} stopped, the crane is down")
        return True

    def _edit(self, place: Place) -> bool:
        """Edit the newest report of progress that was not edited yet, which may not have arrived at that."""
        if not self._edited[place]:
            return False
        ts, task = self._edited[place].pop()
        text = f"{task} {self._chance.randrange(70, 99)}%"
        if self._chance.random() < 0.5:
            self._company.sandbox.duplicate_next()
        self._company.sandbox.edit(place.foreman, place.channel, ts, text)
        return True

    def _answer(self, place: Place) -> bool:
        """Answer the oldest card that was not answered. It is known to Siteloop: nobody reads and writes within a moment."""
        team = self._company.sandbox.workspace.team_id
        for name, card in self._company.ours(place.channel):
            here = (place.channel, card.ts)
            if name.startswith("card:") and here not in self._answered:
                if self._company.store.place_of_message(team, *here) is None:
                    return False
                self._answered.add(here)
                self._say(place, "done", thread_ts=card.ts)
                return True
        return False

    def _chat(self, place: Place) -> bool:
        talk = self._chance.choice(_CHATTER)
        self._company.sandbox.say(place.superintendent, place.channel, talk)
        return True

    def _task(self) -> str:
        return f"L{self._chance.choice(_STEADY)} {self._chance.choice(WORKS)}"

    def _say(self, place: Place, text: str, thread_ts: str | None = None) -> str:
        ts = self._company.sandbox.say(place.foreman, place.channel, text, thread_ts)
        self.telling.add(message_id(place.channel, ts))
        return ts
