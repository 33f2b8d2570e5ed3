"""Words that are likely names of people: written large, and in no lexicon."""

from collections.abc import Container, Iterator, Sequence

from bot.capture.text import Token

_SHORTEST = 3


def names(tokens: Sequence[Token], text: str, known: Sequence[Container[str]]) -> Iterator[int]:
    """The positions of words that begin with the only capital letter they have, and that none of the `known` words is."""
    for position, token in enumerate(tokens):
        written = text[token.start : token.end]
        large = token.kind == "word" and len(written) >= _SHORTEST and written.isalpha() and written.istitle()
        if large and not any(token.text in words for words in known):
            yield position


def strangers(tokens: Sequence[Token], known: Sequence[Container[str]]) -> Iterator[int]:
    """The positions of words that none of the `known` words is, however they are written: in haste, names are written small."""
    for position, token in enumerate(tokens):
        word = token.kind == "word" and token.text.isalpha() and len(token.text) >= _SHORTEST
        if word and not any(token.text in words for words in known):
            yield position
