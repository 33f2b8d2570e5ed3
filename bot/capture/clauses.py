"""A message cut into clauses, each with the phrases found in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.capture.pattern import Found
from bot.capture.text import Kind, Token, extent


@dataclass(slots=True)
class Clause:
    """A stretch of tokens that says one thing; positions are those of the message's tokens."""

    index: int
    sentence: int
    start: int
    end: int
    tokens: Sequence[Token]
    cues: list[Found] = field(default_factory=list)
    classes: list[Found] = field(default_factory=list)
    concepts: list[Found] = field(default_factory=list)
    mark: str = ""
    lead: str = ""

    def all(self, tag: str, value: str | None = None) -> list[Found]:
        """Cues of a tag (and value), in order."""
        return [c for c in self.cues if c.tag == tag and (value is None or c.value == value)]

    def has(self, *tags: str) -> bool:
        """Whether a cue of any of these tags is there."""
        return any(c.tag in tags for c in self.cues)

    def named(self, *names: str) -> list[Found]:
        """Class phrases of these classes, in order."""
        return sorted((c for c in self.classes if c.tag in names), key=lambda c: c.start)

    def typed(self, *kinds: Kind) -> Iterator[tuple[int, Token]]:
        """Typed tokens with their positions."""
        for i in range(self.start, self.end):
            if self.tokens[i].kind in kinds:
                yield i, self.tokens[i]

    def span(self, found: Found) -> tuple[int, int]:
        """The characters of a phrase."""
        return extent(self.tokens[found.start : found.end])

    def words(self, text: str) -> str:
        """The clause as written."""
        return text[self.tokens[self.start].start : self.tokens[self.end - 1].end]
