"""Signals in the making, and what their readers may look at."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.capture.at_hand import AtHand, unknown
from bot.capture.clauses import Clause
from bot.capture.guards import Mood
from bot.capture.moments import moment_of
from bot.capture.pattern import Found
from bot.capture.text import Token, extent
from bot.capture.thread import Thread
from rules.signal import SignalKind, Value

OF_WORK = frozenset[SignalKind](("progress", "forecast"))  # how far a task is, and when it will be done

ASKED_BACK = "asked back"  # the mark of a question on the task of the thread, whatever else it names


@dataclass(slots=True)
class Draft:
    """A signal before it is linked: the clause that it stands in, its values with their characters, and how strong
    its words are (0 to 1). `shared` says that it speaks of what the whole site shares, so it takes no task unless its
    clause names one. `odds` say how much the whole of a reply speaks for each answer to it."""

    kind: SignalKind
    clause: int
    values: dict[str, Value] = field(default_factory=dict)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    strength: float = 0.9
    shared: bool = False
    hedged: bool = False
    what: str = ""
    token: int = 0
    marks: set[str] = field(default_factory=set)
    also: list[int] = field(default_factory=list)
    odds: Mapping[str, float] = field(default_factory=dict)

    def put(self, name: str, value: Value, span: tuple[int, int]) -> None:
        """Set a field with the characters that gave it."""
        self.values[name] = value
        self.spans[name] = span


@dataclass(frozen=True, slots=True)
class Scene:
    """The message around a clause."""

    text: str
    tokens: Sequence[Token]
    clauses: Sequence[Clause]
    moods: Sequence[Mood]
    at: datetime
    thread: Thread | None
    grammar: Mapping[str, frozenset[str]]
    people: Mapping[str, str]
    known: Container[str] = frozenset()
    langs: Sequence[str] = ()
    at_hand: AtHand = unknown
    used: set[int] = field(default_factory=set)

    def before(self, clause: Clause) -> Clause | None:
        """The clause before."""
        return self.clauses[clause.index - 1] if clause.index else None

    def mood(self, clause: Clause) -> Mood:
        """The clause's mood."""
        return self.moods[clause.index]

    def chars(self, found: Found) -> tuple[int, int]:
        """The characters of a phrase."""
        return extent(self.tokens[found.start : found.end])

    def said(self, found: Found) -> str:
        """The phrase as written."""
        start, end = self.chars(found)
        return self.text[start:end]

    def moment(self, clause: Clause, past: bool = False) -> tuple[str, tuple[int, int], int] | None:
        """The first time of the clause in that sense: (local, characters, token); spoken hours before dates."""
        for i, token in clause.typed("time"):
            value = moment_of(token)
            if i in self.used or (value.says_past and not past):
                continue
            local = value.local(self.at, past)
            if local is not None:
                return local, (token.start, token.end), i
        return None


def token_span(token: Token) -> tuple[int, int]:
    """A token's characters."""
    return token.start, token.end
