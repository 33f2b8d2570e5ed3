"""Who works at the site in a month: the demo's cast and the people around it, how well each reports, how each answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random

from bot.playing.cast import Player, cast_of, handle_of
from rules.plan.schedule import Schedule, Task

SIZE = 25  # people


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How somebody reports and answers.

    `tells` is the chance that they speak of a running task of theirs on a day; `minutes` the median of how long an answer of
    theirs takes while at work, `ignores` the chance that a message gets none; `ways` weighs pressing a button, writing words and
    leaving a mark; `hands_over` is the chance that they pass an action on to their deputy.
    """

    tells: float
    minutes: float
    ignores: float
    ways: tuple[float, float, float] = (0.5, 0.35, 0.15)
    hands_over: float = 0.05


DAILY_SOON = Manner(tells=0.9, minutes=12, ignores=0.04)
DAILY_LATE = Manner(tells=0.85, minutes=75, ignores=0.1)
SOMETIMES = Manner(tells=0.5, minutes=45, ignores=0.15)
SOMETIMES_WORDS = Manner(tells=0.5, minutes=30, ignores=0.12, ways=(0.2, 0.75, 0.05))
HARDLY = Manner(tells=0.15, minutes=120, ignores=0.35, hands_over=0.12)
STAFF_SOON = Manner(tells=0.5, minutes=15, ignores=0.05, ways=(0.7, 0.25, 0.05))
STAFF_BUSY = Manner(tells=0.3, minutes=60, ignores=0.12, ways=(0.6, 0.3, 0.1))


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody at the site. `other` is a second language and `mixes` the share of what they say in it."""

    player: Player
    manner: Manner
    other: str = "en"
    mixes: float = 0.0
    chief: str = ""  # whose deputy they are, by handle

    @property
    def handle(self) -> str:
        """Their Slack handle."""
        return self.player.handle

    def language(self, rng: Random) -> str:
        """The language of what they say next."""
        return self.other if rng.random() < self.mixes else "en"


_KNOWN: Mapping[str, tuple[Manner, str, float]] = {
    "ana": (STAFF_SOON, "es", 0.1),
    "grace": (STAFF_BUSY, "en", 0.0),
    "noor": (STAFF_SOON, "en", 0.0),
    "victor": (STAFF_BUSY, "en", 0.0),
    "raj": (DAILY_LATE, "en", 0.0),
    "diego": (SOMETIMES, "es", 0.3),
    "tuan": (SOMETIMES, "vi", 0.35),
    "minh": (DAILY_SOON, "vi", 0.15),
    "linh": (DAILY_LATE, "vi", 0.3),
    "carlos": (DAILY_SOON, "es", 0.25),
    "hector": (SOMETIMES_WORDS, "es", 0.35),
    "omar": (HARDLY, "en", 0.0),
    "sofia": (DAILY_SOON, "en", 0.0),
    "yuki": (SOMETIMES_WORDS, "en", 0.0),
}
# Title, manner, second language and its share, and whose deputy.
_AROUND: tuple[tuple[str, str, Manner, str, float, str], ...] = (
    ("Bảo Lê", "Concrete crew lead", DAILY_SOON, "vi", 0.4, "minh"),
    ("Jorge Molina", "Carpenters' lead", SOMETIMES, "es", 0.5, "carlos"),
    ("Luis Ortega", "Rodbusters' lead", DAILY_LATE, "es", 0.5, "hector"),
    ("Kevin Doyle", "Crane operator", SOMETIMES, "en", 0.0, "diego"),
    ("Tom Becker", "Electricians' lead", DAILY_SOON, "en", 0.0, "raj"),
    ("Hải Vũ", "Pipefitters' lead", HARDLY, "vi", 0.5, "linh"),
    ("Amir Saleh", "Duct crew lead", DAILY_SOON, "en", 0.0, "omar"),
    ("Priya Nair", "Site engineer", SOMETIMES, "en", 0.0, "ana"),
    ("Wei Zhang", "Quality inspector", SOMETIMES_WORDS, "en", 0.0, ""),
    ("Ben Carter", "Gate and logistics", DAILY_LATE, "en", 0.0, ""),
    ("Dana Weiss", "Cost engineer", STAFF_BUSY, "en", 0.0, "grace"),
)
_DRAWN = (DAILY_SOON, DAILY_LATE, SOMETIMES, SOMETIMES_WORDS, HARDLY)


@dataclass(frozen=True, kw_only=True)
class Team:
    """Everybody at the site, and who speaks for which task."""

    people: tuple[Person, ...]
    _by_handle: Mapping[str, Person] = field(repr=False)

    def get(self, handle: str) -> Person | None:
        """Somebody by handle."""
        return self._by_handle.get(handle)

    def owner(self, task: Task) -> Person:
        """Who answers for a task; the superintendent where the schedule names nobody."""
        return self._by_handle.get(handle_of(task.owner)) or self._by_handle["ana"]

    def deputy(self, handle: str) -> Person | None:
        """Their deputy, None where they have none."""
        return next((person for person in self.people if person.chief == handle), None)

    def voice(self, task: Task, rng: Random) -> Person:
        """Who speaks of a task this time: its owner, or that one's deputy."""
        owner = self.owner(task)
        deputy = self.deputy(owner.handle)
        return deputy if deputy is not None and rng.random() < 0.5 else owner


def team_of(schedule: Schedule, seed: int) -> Team:
    """The schedule's owners and the staff, and others up to 25; of those whom nobody knows the manner is drawn."""
    cast = [_known(player, seed) for player in cast_of(schedule)]
    room = max(0, SIZE - len(cast))
    handles = {person.handle for person in cast}
    around = [person for person in _around() if person.handle not in handles][:room]
    people = (*cast, *around)
    return Team(people=people, _by_handle={person.handle: person for person in people})


def players_around(schedule: Schedule, seed: int) -> tuple[Player, ...]:
    """Those of the team who are not in the demo's own cast."""
    known = {player.handle for player in cast_of(schedule)}
    return tuple(p.player for p in team_of(schedule, seed).people if p.handle not in known)


def _known(player: Player, seed: int) -> Person:
    drawn = Random(f"{seed}/manner/{player.handle}").choice(_DRAWN)
    manner, other, mixes = _KNOWN.get(player.handle, (drawn, "en", 0.0))
    return Person(player=player, manner=manner, other=other, mixes=mixes)


def _around() -> Iterable[Person]:
    for name, title, manner, other, mixes, chief in _AROUND:
        player = Player(handle=handle_of(name.split()[0]), name=name, title=title)
        yield Person(player=player, manner=manner, other=other, mixes=mixes, chief=chief)
