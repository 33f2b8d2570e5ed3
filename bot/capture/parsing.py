"""Text to tokens and phrases: words first, then numbers, places, amounts and times, and what the lexicons know of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.capture.accents import load_accents, without_unlikely
from bot.capture.aliases import Aliases
from bot.capture.corrections import corrected
from bot.capture.cues import sifted
from bot.capture.half_accents import opened
from bot.capture.language import spoken
from bot.capture.lexicons import Lexicons
from bot.capture.link import TaskIndex
from bot.capture.naming import names, strangers
from bot.capture.numbers import with_numbers
from bot.capture.pattern import Found, longest
from bot.capture.places import with_places
from bot.capture.quantities import with_amounts
from bot.capture.spelling import Speller, written_out
from bot.capture.stating import heads
from bot.capture.text import Token, is_accented, tokenise
from bot.capture.times import with_times
from bot.capture.trades import OF_TRADE
from rules.worktime.shift import Shift

_NAMED, _WEATHER, _NO_PERCENT = "named_work", "weather", "nopercent"
# What the name of a work may be spelt as; words for what was done tell of it also in its name.
_NAMED_SO = frozenset(
    ("nopercent", "defect", "private", "idle", "clear", "block", "stop", "incident", "hazard")
)


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """The tokens of a text as its writer mended them, and the phrases that they make: telling ones, things and works."""

    tokens: list[Token]
    cues: list[Found]
    classes: list[Found]
    concepts: list[Found]


class Parser:
    """Parses texts of one site: by the lexicons, its own words (`aliases`: a task's id, or known words) and its tasks' words."""

    def __init__(self, lexicons: Lexicons, index: TaskIndex, aliases: Mapping[str, str]) -> None:
        self._lexicons = lexicons
        self._aliases = Aliases(aliases, index)
        self._index = index
        self._speller = Speller(lexicons, index.vocabulary | index.called)
        known = index.vocabulary | index.called
        self._known = {language: words | known for language, words in lexicons.words.items()}
        self._accents = load_accents()

    def tokens(self, text: str, night: Shift | None = None) -> tuple[list[Token], tuple[str, ...]]:
        """The tokens of the text and the languages that it speaks; `night` is the shift in which it is written."""
        tokens = self._aliases.read(tokenise(text))
        exact = is_accented(text)
        langs = spoken(tokens, self._lexicons, exact)
        tokens = self._speller.corrected(written_out(tokens, self._lexicons, langs), langs)
        tokens = without_unlikely(opened(tokens, self._lexicons, langs, exact), self._accents)
        tokens = with_numbers(tokens, self._lexicons, langs, exact)
        tokens = with_places(self._index.numbered.read(tokens, langs, exact), self._lexicons, langs)
        tokens = with_amounts(tokens, self._lexicons, frozenset(langs), exact)
        return with_times(tokens, self._lexicons, langs, exact, night), langs

    def plain_tokens(self, text: str) -> list[Token]:
        """The words, numbers and places of the text in any language, as they are spelt."""
        langs = self._lexicons.languages
        tokens = with_numbers(tokenise(text), self._lexicons, langs, False)
        return with_places(self._index.numbered.read(tokens, langs, False), self._lexicons, langs)

    def concepts(self, tokens: Sequence[Token], langs: Sequence[str], exact: bool) -> list[Found]:
        """The works that the tokens name, of those that only some sites have what the schedule has; `exact` where the text is
        accented, so that accents must agree."""
        spoken_here = frozenset(langs)
        works = self._lexicons.concepts.find(tokens, spoken_here, {}, exact)
        own = self._index.works.matcher.find(tokens, spoken_here, {}, exact)
        return [*longest(works), *longest(own)]

    def phrases(self, tokens: Sequence[Token], langs: Sequence[str], exact: bool, text: str) -> Phrases:
        """All phrases of the tokens of a text, after what the writer took back is gone; `exact` as for `concepts`."""
        spoken_here = frozenset(langs)
        classes = longest(self._lexicons.classes.find(tokens, spoken_here, {}, exact))
        cues = self._cues(tokens, spoken_here, exact, classes, text)
        mended = corrected(tokens, cues, self._lexicons.grammar["not"])
        if len(mended) != len(tokens):
            classes = longest(self._lexicons.classes.find(mended, spoken_here, {}, exact))
            cues = self._cues(mended, spoken_here, exact, classes, text)
        concepts = self.concepts(mended, langs, exact)
        cues, classes = _besides_works(cues, concepts), _besides_works(classes, concepts)
        return Phrases(tokens=mended, cues=cues, classes=classes, concepts=concepts)

    def _cues(
        self,
        tokens: Sequence[Token],
        langs: frozenset[str],
        exact: bool,
        classes: Sequence[Found],
        text: str,
    ) -> list[Found]:
        """The phrases that tell, in which `{name}` is a word that is likely somebody's name, and `{stranger}` any that no lexicon
        knows, however it is written."""
        known = [self._known[lang] for lang in langs]
        lengths: dict[tuple[int, str], tuple[int, ...]] = {
            (position, "{name}"): (1,) for position in names(tokens, text, known)
        }
        lengths |= {(position, "{stranger}"): (1,) for position in strangers(tokens, known)}
        for one in classes:
            key = (one.start, "{" + one.tag + "}")
            length = one.end - one.start
            headed = (length + 1,) if heads(one, tokens) else ()
            lengths[key] = (*lengths.get(key, ()), *headed, length)
        named = {
            p for one in classes if one.tag == _NAMED for p in one.used
        }  # "cống nước mưa xong": no rain is over
        cues = sifted(self._lexicons.cues.find(tokens, langs, lengths, exact))
        return [one for one in cues if one.value != _WEATHER or not named & set(one.used)]


def _besides_works(found: Sequence[Found], concepts: Sequence[Found]) -> list[Found]:
    """The phrases without those that only name a work of the site: "laguna de retención al 80%" holds no money back."""
    named = [set(one.used) for one in concepts if one.value == OF_TRADE]
    return [
        c
        for c in found
        if c.tag not in _NAMED_SO
        or not any(set(c.used) <= work or (c.tag == _NO_PERCENT and work & set(c.used)) for work in named)
    ]
