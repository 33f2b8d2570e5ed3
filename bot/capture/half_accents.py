"""Accents that a writer of Vietnamese leaves out of all words, or of some: "het thép, tổ sắt san tang 2 ngồi chơi"."""

from collections.abc import Sequence
from dataclasses import replace

from bot.capture.lexicons import Lexicons
from bot.capture.text import Token

_LANG = "vi"
_SHORTEST = 2  # letters


def opened(tokens: Sequence[Token], lexicons: Lexicons, langs: Sequence[str], exact: bool) -> list[Token]:
    """The tokens, of which the bare ones may be any word that is spelt so where the text leaves accents out.

    One that has accents (`exact`) leaves some out where a word is bare that is never written so ("het", "duoc"). What is
    rightly bare in it stays as it stands, and so does a word of another language that the text speaks.
    """
    grammar = lexicons.grammar
    if _LANG in langs and not exact:
        return [replace(token, opened=True) if token.kind == "word" else token for token in tokens]
    left_out = any(_is_bare(token) and token.text in grammar["never_bare"] for token in tokens)
    if _LANG not in langs or not left_out:
        return list(tokens)
    others = [lexicons.words[lang] for lang in langs if lang != _LANG]
    return [
        replace(token, opened=True)
        if _is_bare(token)
        and token.text not in grammar["rightly_bare"]
        and not any(token.text in words for words in others)
        else token
        for token in tokens
    ]


def _is_bare(token: Token) -> bool:
    return token.kind == "word" and len(token.text) >= _SHORTEST and token.key == f"{token.text}|"
