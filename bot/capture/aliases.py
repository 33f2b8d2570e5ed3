"""A site's own words: "the podium" stands for a task, "the tiger" for the words "tower crane"."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.capture.link import TaskIndex
from bot.capture.text import Token, tokenise

_Words = tuple[str, ...]


class Aliases:
    """Replaces what people of the site say by what they mean; immutable once built."""

    def __init__(self, means: Mapping[str, str], index: TaskIndex) -> None:
        """`means` maps a word or a few to the id of a task, to a person's `@handle`, or to words that everybody knows."""
        self._by_first: dict[str, list[tuple[_Words, list[Token]]]] = defaultdict(list)
        for said, meant in means.items():
            words = tuple(token.text for token in tokenise(said))
            if words:
                self._by_first[words[0]].append((words, _meaning(meant, index)))
        for known in self._by_first.values():
            known.sort(key=lambda one: -len(one[0]))

    def read(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens as they are meant; each keeps the characters that were written."""
        out: list[Token] = []
        at = 0
        while at < len(tokens):
            words, meant = self._found(tokens, at)
            if words:
                start, end = tokens[at].start, tokens[at + len(words) - 1].end
                out += [replace(token, start=start, end=end) for token in meant]
            else:
                out.append(tokens[at])
            at += len(words) or 1
        return out

    def _found(self, tokens: Sequence[Token], at: int) -> tuple[_Words, list[Token]]:
        for words, meant in self._by_first.get(tokens[at].text, ()):
            if tuple(token.text for token in tokens[at : at + len(words)]) == words:
                return words, meant
        return (), []


def _meaning(meant: str, index: TaskIndex) -> list[Token]:
    if meant.startswith("@"):
        handle = meant.removeprefix("@").lower()
        return [Token(handle, f"{handle}|", 0, 0)]
    task = index.written(meant)
    if task is None:
        return tokenise(meant)
    return [Token(task.lower(), f"{task.lower()}|", 0, 0, "task", task.upper())]
