"""Lexicons: the words of each language as data, read once and compiled to matchers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.capture.pattern import Matcher, Pattern, compile_phrase
from bot.capture.text import Token, accent_key, folded_word
from bot.capture.trades import Trades, trades_of
from rules.errors import SiteloopError

_SECTIONS = ("amounts", "moments", "classes", "concepts", "cues")
LANGUAGES = ("en", "es", "vi")


class LexiconError(SiteloopError):
    """A lexicon file that cannot be used; the message names the file and the place."""


@dataclass(frozen=True, kw_only=True)
class NumberWords:
    """Number words of one language: word -> (value, whether it multiplies), and accent keys of each; those `following` stand only
    after another number ("hai mươi tư"), or after a word `ordering` things ("tháng tư"); those `closing`, by their accents, make
    tens of the digit before ("bảy lăm"), but for `others` that begin with the same word ("tư vấn")."""

    values: Mapping[str, tuple[float, bool]]
    keys: Mapping[str, frozenset[str]]
    joiners: frozenset[str]
    starting: frozenset[str]
    accented: frozenset[str]  # which count nothing without their accents
    following: frozenset[str]
    ordering: frozenset[str]
    closing: frozenset[str]
    others: frozenset[str]
    decimal_comma: bool


@dataclass(frozen=True, kw_only=True)
class PlaceWords:
    """Words that introduce or name levels, stairs and things that are numbered."""

    level: frozenset[str]
    level_after: frozenset[str]
    ordinals: Mapping[str, int]
    stair: frozenset[str]
    numbering: frozenset[str]
    refs: frozenset[str]
    axes: frozenset[str]
    named: Mapping[str, str]
    of_level: frozenset[str]
    numbered_works: frozenset[str]
    level_links: frozenset[str]
    level_leads: frozenset[str]
    the_one_of: frozenset[tuple[str, ...]]
    and_the: frozenset[tuple[str, ...]]
    shes: frozenset[str]
    after_level: frozenset[str]
    said_of_level: frozenset[str]
    measures: frozenset[str]
    keys: frozenset[str]

    def says(self, token: Token, words: frozenset[str]) -> bool:
        """Whether a token is one of these words; where it has Vietnamese accents they must agree ("tháng" is no "thang")."""
        if token.text not in words:
            return False
        return not self.keys or token.key.endswith("|") or token.key in self.keys


@dataclass(frozen=True, kw_only=True)
class Lexicons:
    """All languages together; matchers are told which languages a message speaks."""

    languages: tuple[str, ...]
    amounts: Matcher
    moments: Matcher
    classes: Matcher
    concepts: Matcher
    cues: Matcher
    numbers: Mapping[str, NumberWords]
    places: Mapping[str, PlaceWords]
    grammar: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]
    function_words: Mapping[str, frozenset[str]]
    short: Mapping[str, Mapping[str, str]]
    things: Mapping[str, frozenset[str]]
    vocabulary: frozenset[str]
    trades: Trades


@cache
def load_lexicons(languages: tuple[str, ...] = LANGUAGES) -> Lexicons:
    """The packaged lexicons of these languages; read once in a process, since they do not change while it runs.

    Raises:
        LexiconError: a file is missing or not in the form that `lexicon/README` of the YAML headers describe.
    """
    return compiled({language: read_source(language) for language in languages})


def read_source(language: str) -> Mapping[str, Any]:
    """One language's lexicon as its file has it, or that of the `trades`.

    Raises:
        LexiconError: the file is missing, empty or no YAML.
    """
    path = files("bot.capture") / "lexicon" / f"{language}.yml"
    try:
        loaded = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except (OSError, YAMLError) as error:
        raise LexiconError(
            f"cannot read the lexicon {language}.yml: {error}; mend or reinstall it"
        ) from error
    if not isinstance(loaded, dict):
        raise LexiconError(f"the lexicon {language}.yml is empty; reinstall it")
    return loaded


def compiled(sources: Mapping[str, Mapping[str, Any]]) -> Lexicons:
    """Lexicons from their sections, by language."""
    # Before the rest, which then takes the room of what was only read.
    macros = {lang: source.get("macros", {}) for lang, source in sources.items()}
    trades = trades_of(read_source("trades"), macros)
    patterns = {
        lang: {name: tuple(_patterns(lang, source, name)) for name in _SECTIONS}
        for lang, source in sources.items()
    }
    sections = {name: [p for some in patterns.values() for p in some[name]] for name in _SECTIONS}
    words = {lang: frozenset(_all_words(source, patterns[lang])) for lang, source in sources.items()}
    return Lexicons(
        languages=tuple(sources),
        **{name: Matcher(patterns) for name, patterns in sections.items()},
        numbers={lang: _number_words(source) for lang, source in sources.items()},
        places={lang: _place_words(source) for lang, source in sources.items()},
        grammar=_grammar(sources.values()),
        words=words,
        function_words={
            lang: frozenset(folded_word(w) for w in source.get("function_words", ()))
            for lang, source in sources.items()
        },
        things={
            lang: frozenset(
                w for name in ("classes", "concepts") for p in some[name] for e in p.elements for w in e.words
            )
            for lang, some in patterns.items()
        },
        short={
            lang: {
                (accent_key if lang == "vi" else folded_word)(str(s)): str(full)
                for s, full in source.get("short", {}).items()
            }
            for lang, source in sources.items()
        },
        vocabulary=frozenset(w for some in words.values() for w in some if len(w) >= 4),
        trades=trades,
    )


def _patterns(lang: str, source: Mapping[str, Any], section: str) -> Iterator[Pattern]:
    macros = source.get("macros", {})
    for tag, value, phrase in _phrases(source.get(section, {}), f"{lang}.yml {section}"):
        yield from compile_phrase(phrase, tag, value, lang, macros)


def _phrases(section: Mapping[str, Any], where: str) -> Iterator[tuple[str, str, str]]:
    """`(tag, value, phrase)` of `tag: [phrases]` and `tag: {value: [phrases]}`."""
    for tag, inner in section.items():
        groups = inner if isinstance(inner, dict) else {"": inner}
        for value, phrases in groups.items():
            if not isinstance(phrases, list):
                raise LexiconError(f"{where}: {tag} {value} must be a list of phrases")
            for phrase in phrases:
                yield str(tag), str(value), str(phrase)


def _number_words(source: Mapping[str, Any]) -> NumberWords:
    numbers = source.get("numbers", {})
    values: dict[str, tuple[float, bool]] = {}
    keys: dict[str, set[str]] = {}
    for section, multiplies in (("add", False), ("times", True)):
        for word, value in numbers.get(section, {}).items():
            values[folded_word(str(word))] = (float(value), multiplies)
            keys.setdefault(folded_word(str(word)), set()).add(accent_key(str(word)))
    return NumberWords(
        values=values,
        keys={word: frozenset(some) for word, some in keys.items()},
        joiners=frozenset(numbers.get("joiners", ())),
        starting=frozenset(folded_word(str(w)) for w in numbers.get("starting", ())),
        accented=frozenset(folded_word(str(w)) for w in numbers.get("accented", ())),
        following=frozenset(folded_word(str(w)) for w in numbers.get("following", ())),
        ordering=frozenset(folded_word(str(w)) for w in numbers.get("ordering", ())),
        closing=frozenset(accent_key(str(w)) for w in numbers.get("closing", ())),
        others=frozenset(folded_word(str(w)) for w in numbers.get("others", ())),
        decimal_comma=bool(numbers.get("decimal_comma", False)),
    )


def _grammar(sources: Iterable[Mapping[str, Any]]) -> Mapping[str, frozenset[str]]:
    """The named word lists of all languages together, folded; a name that none has is empty."""
    lists: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for source in sources:
        for name, words in source.get("grammar", {}).items():
            lists[str(name)] |= {folded_word(str(w)) for w in words}
    return lists


def _place_words(source: Mapping[str, Any]) -> PlaceWords:
    places = source.get("places", {})

    def words(name: str) -> frozenset[str]:
        return frozenset(folded_word(str(w)) for w in places.get(name, ()))

    def phrases(name: str) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(folded_word(w) for w in str(p).split()) for p in places.get(name, ()))

    return PlaceWords(
        level=words("level_words"),
        level_after=words("level_after"),
        ordinals={folded_word(str(w)): int(n) for w, n in places.get("ordinals", {}).items()},
        stair=words("stair_words"),
        numbering=words("numbering"),
        refs=words("ref_words"),
        axes=words("axes"),
        named={
            folded_word(str(w)): str(level) for level, some in places.get("named", {}).items() for w in some
        },
        of_level=words("of_level"),
        numbered_works=words("numbered_works"),
        level_links=words("level_links"),
        level_leads=words("level_leads"),
        the_one_of=phrases("the_one_of"),
        and_the=phrases("and_the"),
        shes=words("shes"),
        after_level=words("after_level"),
        said_of_level=words("said_of_level"),
        measures=words("measures"),
        keys=_accent_keys(source),
    )


def _accent_keys(source: Mapping[str, Any]) -> frozenset[str]:
    """The accented forms of a tonal language's place words; none of one whose accents change no meaning."""
    places = source.get("places", {})
    lists = (
        ("level_words", "stair_words", "numbering", "ref_words", "level_after", "measures")
        if places.get("tonal")
        else ()
    )
    return frozenset(accent_key(str(w)) for name in lists for w in places.get(name, ()))


def _all_words(source: Mapping[str, Any], patterns: Mapping[str, Iterable[Pattern]]) -> Iterator[str]:
    """Every word that the language's lexicon knows, folded."""
    yield from (folded_word(str(w)) for w in source.get("function_words", ()))
    yield from (folded_word(str(w)) for w in source.get("numbers", {}).get("add", {}))
    for section in ("level_words", "level_after", "ordinals", "stair_words", "ref_words"):
        yield from (folded_word(str(w)) for w in source.get("places", {}).get(section, ()))
    for some in patterns.values():
        for pattern in some:
            for element in pattern.elements:
                yield from element.words
