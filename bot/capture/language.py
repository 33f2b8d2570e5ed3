"""Which languages a message speaks, from its words."""

from collections.abc import Sequence

from bot.capture.lexicons import Lexicons
from bot.capture.text import Token, accent_key

_TELLING = 5  # letters; shorter words are too often another language's


def spoken(tokens: Sequence[Token], lexicons: Lexicons, accented: bool) -> tuple[str, ...]:
    """The languages, the strongest first; English where nothing tells."""
    words = [t for t in tokens if t.kind == "word" and t.text.isalpha()]
    scores = {lang: sum(_weight(t, lang, lexicons, accented) for t in words) for lang in lexicons.languages}
    if accented and "vi" in scores:
        scores["vi"] += 2.0
    if any(t.text in ("¿", "¡") for t in tokens) and "es" in scores:
        scores["es"] += 3.0
    if (
        any("\u0303|" in t.key or t.key.endswith("\u0303") for t in tokens)
        and "es" in scores
        and not accented
    ):
        scores["es"] += 1.0
    ranked = sorted(scores, key=lambda lang: -scores[lang])
    best = scores[ranked[0]]
    kept = tuple(
        lang
        for lang in ranked
        if scores[lang] >= max(1.0, 0.12 * best) or (best and _own_word(words, lang, ranked[0], lexicons))
    )
    return kept or ((ranked[0],) if best else (("en",) if "en" in scores else tuple(ranked[:1])))


def _own_word(words: Sequence[Token], lang: str, first: str, lexicons: Lexicons) -> bool:
    """Whether a word of the trade is this language's alone: "11 fierreros today" is English with Spanish in it."""
    return lang != first and any(
        len(t.text) >= _TELLING
        and t.text in lexicons.things[lang]
        and (lang == "es" or t.text != t.key.split("|")[0] or not t.key.endswith("|"))
        and not any(t.text in lexicons.words[other] for other in lexicons.languages if other != lang)
        for t in words
    )


def _weight(token: Token, lang: str, lexicons: Lexicons, accented: bool) -> float:
    """A function word counts most, a word that other languages have too counts little."""
    if token.text not in lexicons.words[lang]:
        return 0.0
    if lang != "en" and token.text != token.key.split("|")[0]:
        return 0.0
    others = sum(1 for other in lexicons.languages if other != lang and token.text in lexicons.words[other])
    plain = token.key == accent_key(token.text)
    if lang == "vi" and accented and plain and others:
        return 0.0
    if lang == "en" and not plain:
        return 0.0
    base = 1.0 if token.text in lexicons.function_words[lang] else 0.8
    return base if not others else 0.15 if len(token.text) > 2 else 0.05
