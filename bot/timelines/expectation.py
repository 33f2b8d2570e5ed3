"""What every kind of expectation has: the rule that it speaks of, and how it is held against what came."""

from typing import ClassVar

from bot.timelines.scene import Scene
from bot.timelines.words import Shape


class Expectation(Shape):
    """Something that a step leads to, or does not."""

    rule_key: ClassVar[str] = ""

    @property
    def rule(self) -> str:
        """The rule that it speaks of, where it speaks of one."""
        return str(getattr(self, self.rule_key)) if self.rule_key else ""

    def miss(self, scene: Scene) -> str:
        """What happened instead; empty where it came true."""
        raise NotImplementedError


def has(text: str, words: str) -> bool:
    """Whether the words stand in the text, whatever their case."""
    return words.casefold() in text.casefold()
